"""Which of several attempts counts."""

import pytest

from storage.quizzes import counting

ATTEMPTS = [(2, 9.0, 10), (1, 5.0, 10), (3, 7.0, 10)]


@pytest.mark.parametrize(("counts", "mark"), [("best", 9.0), ("first", 5.0), ("last", 7.0), ("average", 7.0)])
def test_which_attempt_counts(counts: str, mark: float) -> None:
    assert counting.mark(counts, ATTEMPTS) == mark


def test_no_attempt_gives_no_mark() -> None:
    assert counting.mark("best", []) is None
    assert counting.mark("average", [(1, 0.0, 0)]) is None


def test_the_average_is_rounded_once() -> None:
    # Each rounded first would give (3.3 + 3.4) / 2 = 3.35, and that 3.4.
    assert counting.mark("average", [(1, 3.30, 10), (2, 3.36, 10)]) == 3.3
