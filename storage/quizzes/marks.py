"""The mark out of 10."""

from __future__ import annotations

import math

MOST = 10
_HAIR = 1e-9  # 7.25 must go up even when the sum of the points came out a hair too small


def mark_of(points: float, questions: int) -> float:
    """The mark out of 10 for so many points of so many questions, with one decimal; 7.25 gives 7.3."""
    return rounded(MOST * points / questions) if questions else 0.0


def rounded(mark: float) -> float:
    """The mark with one decimal, halves up as in a class register (Python's `round` makes 7.25 a 7.2)."""
    return math.floor(mark * 10 + 0.5 + _HAIR) / 10
