"""The shares of the point that Moodle gives an answer, and when they are the usual ones."""

from __future__ import annotations

from collections.abc import Sequence

# Moodle's fixed list (question/engine/bank.php), as fractions: its 33.33333 stands for a third.
SHARES = (1.0, 0.9, 5 / 6, 0.8, 0.75, 0.7, 2 / 3, 0.6, 0.5, 0.4, 1 / 3, 0.3, 0.25, 0.2, 1 / 6, 1 / 7, 0.125, 1 / 9,
          0.1, 0.05, 0.0)  # fmt: skip
_NEAR = 0.0005  # people write 33.33 and 33.3; no two shares of the list lie within ten times this
_LONGEST = 20


def written(percent: str) -> float | None:
    """The number of percent as a share, whether or not Moodle knows it; None when it is no number."""
    digits = percent.strip().replace(",", ".")
    try:
        share = float(digits) / 100 if len(digits) <= _LONGEST else None
    except ValueError:
        return None
    return share if share is not None and abs(share) <= 1 + _NEAR else None


def listed(share: float) -> float | None:
    """The share of Moodle's list, -1 to 1, that is meant; None when there is none."""
    found = next((one for one in SHARES if abs(one - abs(share)) <= _NEAR), None)
    return -found if found and share < 0 else found


def share(percent: str) -> float | None:
    """The share that the percentage stands for, -1 to 1; None for one that Moodle does not know."""
    meant = written(percent)
    return None if meant is None else listed(meant)


def percent(share: float) -> str:
    """The share as a percentage as Moodle writes it: `33.33333`, `50`, `-100`."""
    return f"{100 * share:.5f}".rstrip("0").rstrip(".").replace("-0", "0", 1 if share == 0 else 0)


def usual(right: Sequence[int], options: int) -> list[float]:
    """The shares of a question with several right options: 1 shared by the right ones, -1 by the wrong ones.

    As `storage.quizzes.grading` has it.
    """
    wrong = options - len(right)
    return [1 / len(right) if place in set(right) else -1 / wrong for place in range(options)]


def unusual(shares: Sequence[float]) -> list[float]:
    """The shares of a question with several right options, or [] when they are the usual ones."""
    right = [place for place, one in enumerate(shares) if one > 0]
    same = right and all(
        abs(one - other) <= _NEAR for one, other in zip(shares, usual(right, len(shares)), strict=True)
    )
    return [] if same else list(shares)
