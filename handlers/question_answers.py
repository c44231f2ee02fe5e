"""What was typed while a question is open: an answer, an unclear one, or something else."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from string import ascii_uppercase

from storage.quizzes import ESSAY, MULTIPLE, ORDERING, SHORT, grading, typed
from storage.quizzes.asked import Asked
from storage.quizzes.grading import Given
from storage.vietnamese import fold

LONGEST = 20_000  # letters of an essay
OPEN_ENDED = (SHORT, ESSAY)  # kinds to which any text may be the answer
ELSEWHERE = {
    "bo qua", "khong biet", "chua biet", "cau sau", "cau tiep", "cau tiep theo", "tiep", "tiep theo", "cau truoc",
    "quay lai", "tro lai", "lui lai", "skip", "next", "back",
}  # fmt: skip  # to another question, folded


@dataclass(frozen=True, slots=True)
class Unclear:
    """Meant as an answer but none: the text that says why, with the `last` letter there is or how `many` are wanted."""

    key: str
    last: str = ""
    many: int = 0


def read(asked: Asked, text: str, commands: Collection[str], number: int = 0) -> Given | Unclear | None:
    """The answer to the question; None when the text is none, but perhaps a command or a message.

    `number` is that of the question where they are asked one after the other (0: in the room).
    Options are numbered as the question has them, whatever letters they are shown under.
    """
    if number and asked.kind not in OPEN_ENDED and fold(text).strip(" .!?") in ELSEWHERE:
        return Unclear("question-one-after-the-other")
    match asked.kind:
        case "number":
            return Unclear("question-number-unclear") if typed.means_true(text) else _number(text)
        case "short":
            return _short(asked, text, commands)
        case "essay":
            return None if is_command(text, commands) or not text.strip() else text.strip()[:LONGEST]
        case "truefalse":
            return _truth(asked, text, number)
        case "matching":
            return _in_turn(asked, typed.paired(text, len(asked.key["lefts"])), len(asked.key["lefts"]))
        case "ordering":
            return _ordered(asked, text)
    return _letters(asked, text, number)


def is_late(text: str) -> bool:
    """Whether the text looks like an answer sent once more, after the last question."""
    return typed.means_true(text) or typed.picked(text, ascii_uppercase[:8]) is not None or fold(text) == "sai"


def is_command(text: str, commands: Collection[str]) -> bool:
    """Whether the text is one of the command words and nothing more."""
    return fold(text).replace(" ", "") in commands and not typed.means_true(text)


def _number(text: str) -> Given | Unclear | None:
    if grading.readings(text):
        return text
    return Unclear("question-number-unclear") if any(sign.isdigit() for sign in text) else None


def _short(asked: Asked, text: str, commands: Collection[str]) -> Given | None:
    """Any text, but a command word counts as an answer only where it is the right one."""
    if not grading.comparable(text):
        return None
    if grading.points(asked.kind, asked.key, 0, text):
        return text
    alone = typed.alone(text)
    if grading.points(asked.kind, asked.key, 0, alone):
        return alone
    return None if is_command(text, commands) or not any(map(str.isalnum, text)) else text


def _truth(asked: Asked, text: str, number: int) -> Given | Unclear | None:
    truth = typed.truth(text, number)
    if truth is not None:
        return [truth]
    if fold(text).strip(" .!") == "dung":  # "dừng" is a command
        return None
    return Unclear("question-true-or-false") if typed.picked(text, asked.options) is not None else None


def _letters(asked: Asked, text: str, number: int) -> Given | Unclear | None:
    picked = typed.picked(text, asked.shown_options, number)
    if picked is None and not typed.means_true(text):
        return None
    if picked is None or picked[-1] >= len(asked.options):
        return _no_such(asked)
    if len(picked) > 1 and asked.kind != MULTIPLE:
        # "ba" is a word as much as b and a; only letters set apart are surely meant as letters.
        return None if text.strip().isalpha() else Unclear("question-only-one")
    return sorted(asked.shown[at] for at in picked)


def _ordered(asked: Asked, text: str) -> Given | Unclear | None:
    """All of the options, each once, in the order typed."""
    said = typed.in_turn(text)
    given = _in_turn(asked, said, len(asked.options))
    if isinstance(given, list) and len(set(given)) < len(given):
        return Unclear("question-order-unclear", ascii_uppercase[len(asked.options) - 1], len(asked.options))
    return given


def _in_turn(asked: Asked, said: list[int] | None, wanted: int) -> Given | Unclear | None:
    if said is None or (len(said) < 2 < wanted):
        return None
    if any(at >= len(asked.options) for at in said):
        return _no_such(asked)
    if len(said) != wanted:
        key = "question-order-unclear" if asked.kind == ORDERING else "question-pairs-unclear"
        return Unclear(key, ascii_uppercase[len(asked.options) - 1], wanted)
    return [asked.shown[at] for at in said]


def _no_such(asked: Asked) -> Unclear:
    return Unclear("question-no-such-option", ascii_uppercase[len(asked.options) - 1])
