"""A question of the bank as those who look after it see it: with its key."""

from __future__ import annotations

from string import ascii_uppercase

from handlers import question_words
from handlers.turn import Turn
from handlers.voice import Voice
from storage import stored
from storage.messages import Choice, File, Message
from storage.people import Person
from storage.quizzes import ESSAY, MULTIPLE, SHORT, SINGLE, Question, asked

FITS = 1900  # letters; Zalo takes 2000 in one message
LEAST = 300  # letters of the stem that are always shown


def card(turn: Turn, question: Question, heading: str, *choices: Choice, below: str = "") -> Message:
    """The whole question below a heading, with its picture; of one that is too long the stem is cut, never the key."""
    rest = [*_options(question), *_key(turn.voice, question), *_about(turn, question), *([below] if below else [])]
    room = max(LEAST, FITS - len("\n".join([heading, "", "", *rest])))
    stem = question.stem if len(question.stem) <= room else f"{question.stem[: room - 1]}…"
    return Message("\n".join([heading, "", stem, *rest]), choices, picture(turn, question))


def author(turn: Turn, question: Question) -> str:
    """Who made this version; empty where nobody is known."""
    person = turn.session.get(Person, question.author_id) if question.author_id is not None else None
    return "" if person is None else person.name


def approver(turn: Turn, question: Question) -> str:
    """`Lê Thị Hoa duyệt Thứ Hai, 23/11/2026`; empty while nobody approved it."""
    if question.approved_at is None:
        return ""
    person = turn.session.get(Person, question.approved_by) if question.approved_by is not None else None
    name, day = "—" if person is None else person.name, turn.voice.day(question.approved_at)
    return turn.voice.text("bank-approved-by", name=name, day=day)


def picture(turn: Turn, question: Question) -> File | None:
    return None if question.picture_id is None else stored.file(turn.session, question.picture_id)


def short(question: Question, most: int = 60) -> str:
    """The stem on one line, cut."""
    stem = " ".join(question.stem.split())
    return stem if len(stem) <= most else f"{stem[: most - 1]}…"


def _options(question: Question) -> list[str]:
    """The options with their letters, the right ones with ✓."""
    if question.kind not in (SINGLE, MULTIPLE):
        return question_words.options(asked.of(question))
    right = set(question.key["right"])
    letters = zip(ascii_uppercase, question.options, strict=False)
    return [f"{letter}. {option}{' ✓' if at in right else ''}" for at, (letter, option) in enumerate(letters)]


def _key(voice: Voice, question: Question) -> list[str]:
    if question.kind in (SINGLE, MULTIPLE):
        return []
    if question.kind == ESSAY:
        return [voice.text("bank-essay")]
    key = question_words.key(voice, asked.of(question))
    if question.kind == SHORT:
        key = " / ".join(question.key["accepted"])
    also = [voice.number(value, decimals=6) for value, *_ in question.key.get("also", [])]
    lines = [voice.text("bank-key", answer=" / ".join([key, *also]))]
    return [*lines, voice.text("bank-accents")] if question.key.get("accents") else lines


def _about(turn: Turn, question: Question) -> list[str]:
    """Explanation, source, chapter, level, tags and author, a line each as far as there is something to say."""
    voice = turn.voice
    said = (
        ("bank-explanation", question.explanation), ("bank-source", question.source),
        ("bank-chapter", question.chapter), ("bank-level", question.level),
        ("bank-tags", ", ".join(question.tags)), ("bank-file", question.file),
        ("bank-author", author(turn, question)), ("bank-approver", approver(turn, question)),
    )  # fmt: skip
    return [voice.text(key, value=value) for key, value in said if value]
