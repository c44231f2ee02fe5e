"""Which mark counts where somebody made several attempts at a quiz."""

from __future__ import annotations

from collections.abc import Sequence

from storage.quizzes import AVERAGE, BEST, FIRST, LAST
from storage.quizzes.marks import MOST, rounded


def mark(counts: str, attempts: Sequence[tuple[int, float, int]]) -> float | None:
    """The mark out of 10 with one decimal that counts of the finished attempts; None where there is none.

    Each attempt: its number, its points, of so many questions.
    """
    ratios = [points / questions for _, points, questions in sorted(attempts) if questions]
    if not ratios:
        return None
    chosen = {BEST: max(ratios), LAST: ratios[-1], FIRST: ratios[0], AVERAGE: sum(ratios) / len(ratios)}
    return rounded(MOST * chosen[counts])
