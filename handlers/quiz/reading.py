"""What was typed while a question is open: an answer, an unclear one, or something else."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from string import ascii_uppercase

from storage.quizzes import MULTIPLE, NUMBER, SHORT, TRUE_FALSE, grading, typed
from storage.quizzes.attempts import Asked
from storage.quizzes.grading import Given
from storage.vietnamese import fold


@dataclass(frozen=True, slots=True)
class Unclear:
    """Meant as an answer but none: the text that says why, and the last letter there is."""

    key: str
    last: str = ""


def read(asked: Asked, text: str, commands: Collection[str]) -> Given | Unclear | None:
    """The answer to the question; None when the text is none, but perhaps a command or a message."""
    if asked.kind == NUMBER:
        return Unclear("quiz-number-unclear") if _means_true(text) else _number(text)
    if asked.kind == SHORT:
        return _short(asked, text, commands)
    if asked.kind == TRUE_FALSE:
        return _truth(asked, text)
    return _letters(asked, text)


def is_late(text: str) -> bool:
    """Whether the text looks like an answer sent once more, after the last question."""
    return _means_true(text) or typed.picked(text, ascii_uppercase[:8]) is not None or fold(text) == "sai"


def is_command(text: str, commands: Collection[str]) -> bool:
    """Whether the text is one of the command words and nothing more."""
    return fold(text).replace(" ", "") in commands and not _means_true(text)


def _means_true(text: str) -> bool:
    """`đúng`, or `dung` without accents: people answer twice, and that must not reach the command `dừng`."""
    said = unicodedata.normalize("NFC", text).casefold().strip(" .!")
    return fold(said) == "dung" and said != "dừng"


def _number(text: str) -> Given | Unclear | None:
    if grading.readings(text):
        return text
    return Unclear("quiz-number-unclear") if any(sign.isdigit() for sign in text) else None


def _short(asked: Asked, text: str, commands: Collection[str]) -> Given | None:
    """Any text, but a command word counts as an answer only where it is the right one."""
    if not grading.comparable(text):
        return None
    if is_command(text, commands) and not grading.points(asked.kind, asked.key, 0, text):
        return None
    return text


def _truth(asked: Asked, text: str) -> Given | Unclear | None:
    truth = typed.truth(text)
    if truth is not None:
        return [truth]
    return Unclear("quiz-true-or-false") if typed.picked(text, asked.options) is not None else None


def _letters(asked: Asked, text: str) -> Given | Unclear | None:
    picked = typed.picked(text, asked.options)
    if picked is None and not _means_true(text):
        return None
    if picked is None or picked[-1] >= len(asked.options):
        return Unclear("quiz-no-such-option", ascii_uppercase[len(asked.options) - 1])
    if len(picked) > 1 and asked.kind != MULTIPLE:
        # "ba" is a word as much as b and a; only letters set apart are surely meant as letters.
        return None if text.strip().isalpha() else Unclear("quiz-only-one")
    return picked
