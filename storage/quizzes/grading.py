"""What an answer is worth, from 0 to 1."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from storage.quizzes import ESSAY, MATCHING, MULTIPLE, NUMBER, ORDERING
from storage.vietnamese import fold

Given = list[int] | str
"""An answer: the numbers of the picked options from 0, or what was typed."""

_NUMBER = re.compile(r"[+\-−]?\d+(?:[.,\s]\d+)*")
_GROUPED = re.compile(r"\d{1,3}(?:([.,\s])\d{3})(?:\1\d{3})*(?:[.,]\d+)?")
_DECIMAL = re.compile(r"\d+(?:[.,]\d+)?")
_HALF = re.compile(r"\d\s*(?:[a-z]+\s+)?ruoi\b")
_TIMES = re.compile(r"\d\s*(nghin|ngan|k|trieu|tr|ty|ti)\b")
_WORTH = {"nghin": 1e3, "ngan": 1e3, "k": 1e3, "trieu": 1e6, "tr": 1e6, "ty": 1e9, "ti": 1e9}
_FINAL = " .,;:!?…\"'“”‘’"
_HAIR = 1e-9  # 7.6 lies within 0.1 of 7.5, though not in binary


def points(kind: str, key: dict[str, Any], options: int, given: Given) -> float:
    """What the answer is worth, from 0 to 1; 0 for an essay, which a person marks.

    Between them: where several options are right, where the key weighs the answers, where a part of the pairs is right,
    and where a part of the items stands in its place (Moodle's ordering, "absolute position").
    """
    if isinstance(given, str):
        return 0.0 if kind == ESSAY else _number(key, given) if kind == NUMBER else _short(key, given)
    if kind in (MATCHING, ORDERING):
        right: list[int] = key["right"]
        return sum(one == other for one, other in zip(given, right, strict=False)) / len(right)
    if "weights" in key:
        weights: list[float] = key["weights"]
        return min(1.0, max(0.0, sum(weights[at] for at in set(given))))
    if kind == MULTIPLE:
        return _several(set(key["right"]), options, set(given))
    return 1.0 if set(given) == set(key["right"]) else 0.0


def readings(text: str) -> set[float]:
    """The numbers that a text with just one number in it may mean; empty when it has none or several.

    `1.000` is a thousand to one learner and one to another: both readings count, since a learner must not
    lose a point to a dot. So do both of `5 triệu`, since the question may have the unit.
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
    return _with_words(values, fold(text), sign)


def _with_words(values: set[float], said: str, sign: float) -> set[float]:
    """The numbers as the words after them have it: `7 rưỡi`, `5 triệu`, `500k`."""
    if _HALF.search(said):
        values = {value + sign / 2 for value in values}
    times = _TIMES.search(said)
    return values if times is None else values | {value * _WORTH[times[1]] for value in values}


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


def _short(key: dict[str, Any], given: str) -> float:
    """The share of the best of the accepted forms that the answer is."""
    accepted: Iterable[str] = key["accepted"]
    shares = key.get("weights") or [1.0] * len(key["accepted"])
    as_typed = _as_typed if key.get("accents") else comparable
    said = as_typed(given)
    fits = (
        share
        for form, share in zip(accepted, shares, strict=True)
        if (_fits(as_typed(form), said) if key.get("wildcards") else as_typed(form) == said)
    )
    return max(fits, default=0.0)


def _as_typed(text: str) -> str:
    """A short answer as it is compared where accents count: without case, spaces, final punctuation and quotes."""
    return unicodedata.normalize("NFC", text).casefold().strip(_FINAL).replace(" ", "")


def _fits(pattern: str, said: str) -> bool:
    """Whether the parts between the stars stand in the text in that order (no regex: a pattern could take for ever)."""
    first, *rest = pattern.split("*")
    if not rest:
        return said == first
    if not said.startswith(first):
        return False
    at = len(first)
    for part in rest[:-1]:
        found = said.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return said.endswith(rest[-1]) and len(said) - len(rest[-1]) >= at


def _number(key: dict[str, Any], given: str) -> float:
    """The share of the best of the numbers that the answer may mean."""
    numbers = [(key["value"], key.get("tolerance", 0.0), 1.0), *key.get("also", [])]
    said = readings(given)
    shares = (share for value, tolerance, share in numbers if any(_near(one, value, tolerance) for one in said))
    return max(shares, default=0.0)


def _near(reading: float, value: float, tolerance: float) -> bool:
    return abs(reading - value) <= tolerance + _HAIR * max(1.0, abs(value))
