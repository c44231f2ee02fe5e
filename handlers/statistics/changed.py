"""Whose mark a regrading changed: in the chat, to those concerned, and as a table."""

from __future__ import annotations

from typing import Any

from handlers import question_words
from handlers.turn import Reply, Turn
from handlers.voice import Voice
from storage import audit, chats
from storage.audit import Audit
from storage.messages import File
from storage.people import Person
from storage.quizzes import Question, Quiz, regrading
from storage.quizzes.regrading import Change, Regrading
from storage.vietnamese import name_key

MOST_NAMES = 10
LONGEST_STEM = 120
NO_MARK = "–"


def report(turn: Turn, done: Regrading) -> str:
    """How many answers count otherwise, and the first of those whose mark changes."""
    lines = [turn.voice.text("statistics-regraded", count=done.answers, people=len(done.changes))]
    for name, quiz, change in _named(turn, done.changes)[:MOST_NAMES]:
        before, after = _mark(turn.voice, change.before), _mark(turn.voice, change.after)
        lines.append(f"• {name} ({quiz.title}): {before} → {after}")
    if len(done.changes) > MOST_NAMES:
        lines.append(turn.voice.text("statistics-more-people", count=len(done.changes) - MOST_NAMES))
    return "\n".join(lines)


def tell(turn: Turn, question: Question, done: Regrading, change: Change, how: str, words: str) -> bool:
    """Tell the learner their old and their new mark, once."""
    chat = chats.reaching(turn.session, change.person_id)
    person = turn.session.get_one(Person, change.person_id)
    if chat is None or person.stopped:
        return False
    stem, title = question_words.stem(question.stem, LONGEST_STEM), turn.session.get_one(Quiz, change.quiz_id).title
    row = turn.tell(
        chat,
        lambda voice: voice.say(
            "statistics-your-mark", how=how, title=title, stem=stem,
            before=_mark(voice, change.before), after=_mark(voice, change.after),
            words=words or "-", has_words="yes" if words else "no",
        ),
        kind="quiz", key=f"mending:{done.act_id}:{change.quiz_id}:{change.person_id}",
        not_before=turn.centre.after_quiet(turn.now),
    )  # fmt: skip
    return row is not None


def table(turn: Turn) -> Reply:
    """`/suabang act`: everybody whose mark an act of mending changed, as Excel."""
    act = turn.session.get(Audit, turn.number())
    changes = [] if act is None else regrading.changes(act)
    question = None if act is None else turn.session.get(Question, int(act.subject.rpartition(":")[2] or 0))
    if act is None or question is None or not changes:
        return turn.say("statistics-gone")
    audit.note(turn.session, turn.now, turn.my_id, "changed marks exported", act.subject)
    sheet = _sheet(turn, act, question, changes)
    return turn.say("statistics-changed-file", file=File("tables", "diem-thay-doi.xlsx", {"sheets": [sheet]}))


_COLUMNS = {
    "place": ("number", 8),
    "name": ("text", 32),
    "in-quiz": ("text", 36),
    "before": ("mark", 12),
    "after": ("mark", 12),
}


def _sheet(turn: Turn, act: Audit, question: Question, changes: list[Change]) -> dict[str, Any]:
    text = turn.voice.text
    return {
        "sheet": text("statistics-sheet-changed"), "title": text("statistics-changed-title"),
        "lines": [question.stem, turn.voice.moment(act.at)],
        "columns": [
            {"heading": text(f"statistics-column-{name}"), "width": width, "kind": kind}
            for name, (kind, width) in _COLUMNS.items()
        ],
        "rows": [
            [number, name, quiz.title, change.before, change.after]
            for number, (name, quiz, change) in enumerate(_named(turn, changes), 1)
        ],
    }  # fmt: skip


def _named(turn: Turn, changes: list[Change]) -> list[tuple[str, Quiz, Change]]:
    """The changes with names and quizzes, quiz by quiz, in the order of the names."""
    named = [
        (turn.session.get_one(Person, one.person_id).name, turn.session.get_one(Quiz, one.quiz_id), one)
        for one in changes
    ]
    return sorted(named, key=lambda one: (one[2].quiz_id, name_key(one[0])))


def _mark(voice: Voice, mark: float | None) -> str:
    return NO_MARK if mark is None else voice.number(mark)
