"""Correcting a wrong key: what it would do, and then all attempts graded anew and those concerned told."""

from __future__ import annotations

from dataclasses import replace

from handlers import question_words
from handlers.turn import Reply, Turn
from storage import chats
from storage.files import questions
from storage.files.keys import Refused
from storage.files.question_rows import QuestionRow
from storage.people import Person
from storage.quizzes import APPROVED, ESSAY, MATCHING, ORDERING, Question, asked, regrading, rows
from storage.quizzes.regrading import Change, Regrading

CANNOT = (ESSAY, MATCHING, ORDERING)  # kinds whose key is not typed in a line
MOST_NAMES = 10
LONGEST = 300
SPACE = "␣"  # stands for spaces in a key that rides in a command


def correct(turn: Turn) -> Reply:
    """`/suadapan question`: what is right?"""
    question = _question(turn)
    if question is None:
        return turn.say("statistics-cannot-mend")
    turn.ask("statistics.receive_key", question.id)
    present = question_words.key(turn.voice, asked.of(question))
    lines = "\n".join([question.stem, *question_words.options(asked.of(question))])
    return turn.say("statistics-new-key", question=lines, answer=present)


def receive_key(turn: Turn) -> Reply:
    """The new key, typed: what it would do. None for the word of a command."""
    question, text = _question(turn), turn.text.strip()[:LONGEST]
    if question is None or not text or text.startswith("/"):
        return None
    try:
        row = _with_key(question, text)
    except Refused as refusal:
        turn.ask("statistics.receive_key", question.id)
        why = turn.voice.text(f"problem-{refusal.key}", sheet="", found=refusal.found, expected=refusal.expected)
        return turn.say("statistics-key-refused", why=why)
    if rows.question(row).key == question.key:
        return turn.say("statistics-same-key")
    about = f"{question.id} {text.replace(' ', SPACE)}"
    return turn.say(
        "statistics-mend-sure", turn.choice("statistics-mend", f"/suathat {about}"),
        turn.choice("statistics-with-words", f"/sualoi {about}"),
        answer=_key(turn, question, row), report=_report(turn, regrading.plan(turn.session, question, row)),
    )  # fmt: skip


def ask_words(turn: Turn) -> Reply:
    """`/sualoi question key`: what shall those concerned be told?"""
    turn.ask("statistics.receive_words", turn.number(), turn.arguments[1])
    return turn.say("statistics-type-words")


def receive_words(turn: Turn) -> Reply:
    """The instructor's words; then it is done. None for a command."""
    return None if turn.text.startswith("/") else _mend(turn, turn.text.strip()[:LONGEST])


def mend(turn: Turn) -> Reply:
    """`/suathat question key`: done without further words."""
    return _mend(turn, "")


def _mend(turn: Turn, words: str) -> Reply:
    question = _question(turn)
    if question is None:
        return turn.say("statistics-cannot-mend")
    row = _with_key(question, turn.arguments[1].replace(SPACE, " "))
    new, done = regrading.mend(turn.session, question, row, turn.my_id, turn.now, words)
    told = sum(_tell(turn, new, change, words) for change in done.changes)
    return turn.say("statistics-mended", report=_report(turn, done), count=told)


def _tell(turn: Turn, question: Question, change: Change, words: str) -> bool:
    """Tell the learner their old and their new mark, once."""
    chat = chats.reaching(turn.session, change.person_id)
    person = turn.session.get_one(Person, change.person_id)
    if chat is None or person.stopped:
        return False
    row = turn.tell(
        chat,
        lambda voice: voice.say(
            "statistics-your-mark", title=change.quiz.title, stem=" ".join(question.stem.split())[:120],
            before=voice.number(change.before or 0.0), after=voice.number(change.after or 0.0),
            words=words or "-", has_words="yes" if words else "no",
        ),
        kind="quiz", key=f"mending:{question.id}:{change.quiz.id}:{change.person_id}",
        not_before=turn.centre.after_quiet(turn.now),
    )  # fmt: skip
    return row is not None


def _report(turn: Turn, done: Regrading) -> str:
    """How many answers count otherwise, and the first of those whose mark changes."""
    lines = [turn.voice.text("statistics-regraded", count=done.answers, people=len(done.changes))]
    for change in done.changes[:MOST_NAMES]:
        name = turn.session.get_one(Person, change.person_id).name
        before, after = (turn.voice.number(mark or 0.0) for mark in (change.before, change.after))
        lines.append(f"• {name} ({change.quiz.title}): {before} → {after}")
    if len(done.changes) > MOST_NAMES:
        lines.append(turn.voice.text("statistics-more-people", count=len(done.changes) - MOST_NAMES))
    return "\n".join(lines)


def _question(turn: Turn) -> Question | None:
    question = turn.session.get(Question, turn.number())
    fits = question is not None and question.state == APPROVED and question.kind not in CANNOT
    return question if fits else None


def _with_key(question: Question, text: str) -> QuestionRow:
    """The question with that key; raises Refused when it does not fit the options."""
    row = rows.row(question)
    found = questions.answer(text.upper() if row.options else text, dict(zip("abcdefgh", row.options, strict=False)))
    if found.options != row.options or (not row.options and found.kind != row.kind):
        raise Refused("key-unknown", text[:80])
    kind = "multiple" if row.kind == "multiple" else found.kind
    return replace(
        row,
        kind=kind,
        key=found.key,
        accepted=found.accepted,
        number=found.number,
        tolerance=found.tolerance,
        weights=[],
    )


def _key(turn: Turn, question: Question, row: QuestionRow) -> str:
    changed = rows.question(row)
    changed.id = question.id
    return question_words.key(turn.voice, asked.of(changed))
