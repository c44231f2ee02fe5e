"""A draft put right in the chat, a part at a time."""

from __future__ import annotations

from dataclasses import replace
from string import ascii_uppercase

from handlers.bank import approving
from handlers.turn import Reply, Turn
from storage import audit
from storage.files import questions
from storage.files.keys import Refused
from storage.files.question_rows import QuestionRow
from storage.messages import Choice
from storage.quizzes import ESSAY, MATCHING, MULTIPLE, ORDERING, SINGLE, Question, rows, versions

STEM, KEY, EXPLANATION, SOURCE = "de", "dapan", "giaithich", "nguon"
LONGEST = 2000


def correct(turn: Turn) -> Reply:
    """`/suacau question`: which part?"""
    question = _question(turn)
    if question is None:
        return turn.say("bank-decided-already", turn.choice("bank-go-on", "/duyet"))
    parts = [STEM, *([] if question.kind in (ESSAY, MATCHING, ORDERING) else [KEY]), EXPLANATION, SOURCE]
    choices = [turn.choice(f"bank-part-{part}", f"/suaphan {question.id} {part}") for part in parts]
    if question.kind in (SINGLE, MULTIPLE):
        letters = ascii_uppercase[: len(question.options)]
        choices += [
            Choice(turn.voice.text("bank-part-option", letter=letter), f"/suaphan {question.id} {at}")
            for at, letter in enumerate(letters)
        ]
    back = turn.choice("bank-back", f"/duyettu {question.id}")
    return turn.say("bank-which-part", *choices, back)


def choose_part(turn: Turn) -> Reply:
    """`/suaphan question part`: what should it say?"""
    question = _question(turn)
    if question is None:
        return turn.say("bank-decided-already", turn.choice("bank-go-on", "/duyet"))
    turn.ask("bank.receive_part", question.id, turn.arguments[1])
    key = "bank-type-key" if turn.arguments[1] == KEY else "bank-type-part"
    return turn.say(key, turn.choice("bank-back", f"/duyettu {question.id}"))


def receive_part(turn: Turn) -> Reply:
    """What was typed for the part; a new version takes the place of the draft. None for the word of a command."""
    question, part, text = _question(turn), turn.arguments[1], turn.text.strip()[:LONGEST]
    if question is None or not text or text.startswith("/"):
        return None
    try:
        row = _changed(rows.row(question), part, text)
    except Refused as refusal:
        turn.ask("bank.receive_part", question.id, part)
        said = turn.voice.text(f"problem-{refusal.key}", sheet="", found=refusal.found, expected=refusal.expected)
        return turn.say("bank-part-refused", turn.choice("bank-back", f"/duyettu {question.id}"), why=said)
    new = versions.add(turn.session, question, row, question.author_id, turn.now)
    # The draft stays in its file's batch, and with it in "approve all".
    new.created_at = question.created_at
    audit.note(turn.session, turn.now, turn.my_id, "draft corrected", f"question:{new.id}", part)
    turn.session.flush()
    turn.arguments = (str(new.id),)
    return approving.look(turn)


def _question(turn: Turn) -> Question | None:
    return approving.draft(turn)


def _changed(row: QuestionRow, part: str, text: str) -> QuestionRow:
    """The row with another part; raises Refused when the key does not fit the options, or an option stands twice."""
    if part == STEM:
        return replace(row, stem=text)
    if part == EXPLANATION:
        return replace(row, explanation=text)
    if part == SOURCE:
        return replace(row, source=" ".join(text.split()))
    if part == KEY:
        lettered = dict(zip("abcdefgh", row.options, strict=False))
        found = questions.answer(text.upper() if row.options else text, lettered)
        return replace(
            row, kind=found.kind, options=found.options, key=found.key, accepted=found.accepted, number=found.number,
            tolerance=found.tolerance, weights=[], feedbacks=row.feedbacks if found.options == row.options else [],
        )  # fmt: skip
    place = int(part)
    if text in row.options:
        raise Refused("option-twice", text[:80], "")
    return replace(row, options=[*row.options[:place], text, *row.options[place + 1 :]])
