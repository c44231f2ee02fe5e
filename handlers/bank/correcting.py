"""A question put right in the chat, a part at a time: always a new version, which waits for approval."""

from __future__ import annotations

from string import ascii_uppercase

from handlers.bank import approving, browsing
from handlers.turn import Reply, Turn
from storage import audit
from storage.files.keys import Refused
from storage.messages import Choice, Message
from storage.quizzes import (
    APPROVED,
    DRAFT,
    ESSAY,
    MATCHING,
    NUMBER,
    ORDERING,
    SHORT,
    TRUE_FALSE,
    Question,
    corrections,
    rows,
    versions,
)
from storage.quizzes.corrections import ACCENTS, CHAPTER, EXPLANATION, KEY, LEFT, LEVEL, SOURCE, STEM, TAGS
from storage.vietnamese import fold

TYPED_NUMBERS = (NUMBER, SHORT)  # kinds whose key may be a bare number


def correct(turn: Turn) -> Reply:
    """`/suacau question`: which part?"""
    question = _question(turn)
    if question is None:
        return _decided(turn)
    keyed = [] if question.kind in (ESSAY, MATCHING, ORDERING) else [KEY]
    parts = [STEM, *keyed, EXPLANATION, SOURCE, CHAPTER, LEVEL, TAGS]
    choices = [turn.choice(f"bank-part-{part}", f"/suaphan {question.id} {part}") for part in parts]
    if question.kind == SHORT:
        key = "bank-part-accents-off" if question.key.get("accents") else "bank-part-accents-on"
        choices.append(turn.choice(key, f"/suaphan {question.id} {ACCENTS}"))
    choices += [_part(turn, question, f"{LEFT}{at}", f"{at + 1}") for at in range(len(question.key.get("lefts", [])))]
    if question.kind != TRUE_FALSE:
        letters = ascii_uppercase[: len(question.options)]
        choices += [_part(turn, question, str(at), letter) for at, letter in enumerate(letters)]
    key = "bank-which-part" if question.state == DRAFT else "bank-which-part-approved"
    return turn.say(key, *choices, _back(turn, question))


def choose_part(turn: Turn) -> Reply:
    """`/suaphan question part`: what should it say?"""
    question = _question(turn)
    if question is None:
        return _decided(turn)
    part = turn.arguments[1]
    return _changed(turn, question, part, "") if part == ACCENTS else _ask(turn, question, part)


def receive_part(turn: Turn) -> Reply:
    """What was typed for the part; a new version takes the place of a draft. None for words that give up."""
    question, text = _question(turn), turn.text.strip()
    commands = {"huy", "cancel", *turn.menu(turn.me.roles)}
    if question is None or not text or text.startswith("/") or fold(text).replace(" ", "") in commands:
        return None
    return _changed(turn, question, turn.arguments[1], text)


def receive_number(turn: Turn) -> Reply:
    """The same where a bare number may be what the part should say."""
    return receive_part(turn)


def _changed(turn: Turn, old: Question, part: str, text: str) -> Reply:
    try:
        row = corrections.changed(rows.row(old), part, text)
    except Refused as refusal:
        said = turn.voice.text(f"problem-{refusal.key}", sheet="", found=refusal.found, expected=refusal.expected)
        return _ask(turn, old, part, said)
    was_draft = old.state == DRAFT
    new = versions.add(turn.session, old, row, old.author_id if was_draft else turn.my_id, turn.now)
    if was_draft:  # it stays in its file's batch, and with it in "approve all"
        new.created_at = old.created_at
    audit.note(turn.session, turn.now, turn.my_id, "question corrected", f"question:{new.id}", part)
    turn.session.flush()
    turn.arguments = (str(new.id),)
    if turn.is_coordinator():
        return approving.look(turn)
    if not was_draft:
        name = turn.me.name
        turn.tell_coordinators(
            lambda voice: voice.say("bank-change-waits", voice.choice("imports-approve", "/duyet"), name=name),
            kind="bank",
        )
    return browsing.see(turn)


def _ask(turn: Turn, question: Question, part: str, why: str = "") -> Reply:
    """Ask for the part. A bare number is the answer where the key may be one, and no place in a list."""
    number = part == KEY and question.kind in TYPED_NUMBERS
    turn.ask("bank.receive_number" if number else "bank.receive_part", question.id, part)
    if part == KEY:
        key = f"bank-type-key-{question.kind}" if number else "bank-type-key"
    else:
        key = "bank-type-or-empty" if part in corrections.MAY_BE_EMPTY else "bank-type-part"
    now = corrections.present(rows.row(question), part)
    said = turn.voice.text("bank-part-now", now=now) if now else ""
    lines = "\n".join(filter(None, [why, said, turn.voice.text(key)]))
    back = _back(turn, question)
    return Message(lines, (Choice(back.label, back.command, in_text=number),))


def _part(turn: Turn, question: Question, part: str, name: str) -> Choice:
    key = "bank-part-left" if part.startswith(LEFT) else "bank-part-option"
    return turn.choice(key, f"/suaphan {question.id} {part}", letter=name)


def _question(turn: Turn) -> Question | None:
    """The draft, or the approved question of which no draft waits; that draft otherwise."""
    question = turn.session.get(Question, turn.number())
    if question is None or question.state not in (DRAFT, APPROVED):
        return None
    waiting = [one for one in versions.of(turn.session, question) if one.state == DRAFT]
    return waiting[0] if waiting and question.state == APPROVED else question


def _decided(turn: Turn) -> Reply:
    return turn.say("bank-decided-already", turn.choice("bank-see-bank", "/nganhang"))


def _back(turn: Turn, question: Question) -> Choice:
    walks = question.state == DRAFT and turn.is_coordinator()
    return turn.choice("bank-back", f"/{'duyettu' if walks else 'xemcau'} {question.id}")
