"""What an answer is worth, from 0 to 1."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from storage.quizzes import MULTIPLE, NUMBER, SHORT
from storage.vietnamese import fold

Given = list[int] | str
"""An answer: the numbers of the picked options from 0, or what was typed."""

_NUMBER = re.compile(r"[+\-−]?\d+(?:[.,\s]\d+)*")
_GROUPED = re.compile(r"\d{1,3}(?:([.,\s])\d{3})(?:\1\d{3})*(?:[.,]\d+)?")
_DECIMAL = re.compile(r"\d+(?:[.,]\d+)?")
_FINAL = " .,;:!?…\"'“”‘’"
_HAIR = 1e-9  # 7.6 lies within 0.1 of 7.5, though not in binary


def points(kind: str, key: dict[str, Any], options: int, given: Given) -> float:
    """What the answer is worth: 1 right, 0 wrong, between them only where several options are right."""
    if isinstance(given, str):
        right = _number_right(key, given) if kind == NUMBER else kind == SHORT and _short_right(key, given)
        return 1.0 if right else 0.0
    if kind == MULTIPLE:
        return _several(set(key["right"]), options, set(given))
    return 1.0 if set(given) == set(key["right"]) else 0.0


def readings(text: str) -> set[float]:
    """The numbers that a text with just one number in it may mean; empty when it has none or several.

    `1.000` is a thousand to one learner and one to another: both readings count, since a learner must not
    lose a point to a dot.
    """
    found = _NUMBER.findall(text)
    if len(found) != 1:
        return set()
    sign = -1.0 if found[0][0] in "-−" else 1.0
    digits = found[0].lstrip("+-−")
    values = set()
    if _DECIMAL.fullmatch(digits):
        values.add(sign * float(digits.replace(",", ".")))
    grouped = _GROUPED.fullmatch(digits)
    if grouped:
        values.add(sign * float(digits.replace(grouped[1], "").replace(",", ".")))
    return values


def comparable(text: str) -> str:
    """A short answer as it is compared: without accents, case, spaces, final punctuation and quotes."""
    return fold(text).strip(_FINAL).replace(" ", "")


def _several(right: set[int], options: int, picked: set[int]) -> float:
    # Moodle's multichoice (question/type/multichoice/question.php): the fractions of the picked options are
    # added up, and the sum is held between 0 and 1. The fractions are those that its manual advises: 1 shared
    # by the right options, -1 shared by the wrong ones, so that whoever picks everything gets nothing.
    wrong = options - len(right)
    minus = len(picked - right) / wrong if wrong else 0.0
    return max(0.0, len(picked & right) / len(right) - minus)


def _short_right(key: dict[str, Any], given: str) -> bool:
    accepted: Iterable[str] = key["accepted"]
    said = comparable(given)
    return any(comparable(form) == said for form in accepted)


def _number_right(key: dict[str, Any], given: str) -> bool:
    value, tolerance = key["value"], key.get("tolerance", 0.0)
    return any(abs(reading - value) <= tolerance + _HAIR * max(1.0, abs(value)) for reading in readings(given))
