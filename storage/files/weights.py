"""The shares of points that Moodle gives an answer, and when they are the usual ones."""

from __future__ import annotations

from collections.abc import Sequence

# Moodle's fixed list (question/engine/bank.php, get_grade_options), as fractions: 33.33333 stands for a third.
_SHARES = (1.0, 0.9, 5 / 6, 0.8, 0.75, 0.7, 2 / 3, 0.6, 0.5, 0.4, 1 / 3, 0.3, 0.25, 0.2, 1 / 6, 1 / 7, 0.125, 1 / 9,
           0.1, 0.05, 0.0)  # fmt: skip
_NEAR = 0.0005  # 33.33 and 33.3 are a third


def share(percent: str) -> float | None:
    """The share that the percentage stands for, -1 to 1; None for one that Moodle does not know."""
    try:
        wanted = float(percent.strip().replace(",", ".")) / 100
    except ValueError:
        return None
    found = next((one for one in _SHARES if abs(one - abs(wanted)) <= _NEAR), None)
    if found is None:
        return None
    return -found if wanted < 0 else found


def percent(share: float) -> str:
    """The share as a percentage of Moodle's list: `33.33333`, `50`, `-100`."""
    return f"{100 * share:.5f}".rstrip("0").rstrip(".")


def unusual(shares: Sequence[float]) -> list[float]:
    """The shares of a question with several right options, or [] when they are the usual ones.

    These are 1 shared by the right options and -1 shared by the wrong ones (see `storage.quizzes.grading`).
    """
    right = sum(one > 0 for one in shares)
    wrong = len(shares) - right
    usual = [1 / right if one > 0 else -1 / wrong for one in shares] if right else []
    same = all(abs(one - other) <= _NEAR for one, other in zip(shares, usual, strict=False))
    return [] if usual and same else list(shares)
