"""Statistics: a table computed by hand, and an independent computation."""

from __future__ import annotations

from math import isclose, sqrt

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.quizzes import statistics
from storage.quizzes.statistics import ItemStatistics, Sat

NEAR = 1e-6
# Four attempts at three questions; totals 3, 2, 1, 1.
#   question 1: 1 1 1 0   rest 2 1 0 1
#   question 2: 1 1 0 0   rest 2 1 1 1
#   question 3: 1 0 0 1   rest 2 2 1 0
TABLE = [Sat({1: 1, 2: 1, 3: 1}), Sat({1: 1, 2: 1, 3: 0}), Sat({1: 1, 2: 0, 3: 0}), Sat({1: 0, 2: 0, 3: 1})]


def near(one: float | None, other: float | None) -> bool:
    return one is other or (one is not None and other is not None and isclose(one, other, rel_tol=0, abs_tol=NEAR))


def test_questions_as_computed_by_hand() -> None:
    first, second, third = statistics.items(TABLE)
    # Covariances with the rest: (¼·1 + ¼·0 − ¼·1 − ¾·0)/3 = 0, (⅜ − ⅛ + ⅛ + ⅛)/3 = 1/6, (⅜ − ⅜ + ⅛ − ⅝)/3 = −1/6.
    # Variances: ¼, ⅓, ⅓; of the rests 2/3, ¼, 11/12. Largest covariances: ⅓, 1/6, ½.
    expected = [
        ItemStatistics(1, 4, 75.0, 0.5, 0.0, 0.0),
        ItemStatistics(2, 4, 50.0, sqrt(1 / 3), 100 * (1 / 6) / sqrt(1 / 3 * 1 / 4), 100.0),
        ItemStatistics(3, 4, 50.0, sqrt(1 / 3), -100 * (1 / 6) / sqrt(1 / 3 * 11 / 12), -100 / 3),
    ]
    for item, wanted in zip((first, second, third), expected, strict=True):
        assert (item.question_id, item.count) == (wanted.question_id, wanted.count)
        for name in ("facility", "deviation", "discrimination", "efficiency"):
            assert near(getattr(item, name), getattr(wanted, name)), name


def test_the_quiz_as_computed_by_hand() -> None:
    found = statistics.quiz(TABLE)
    assert found is not None
    # Variance of the totals: (25/16 + 1/16 + 9/16 + 9/16)/3 = 11/12, as much as ¼ + ⅓ + ⅓: nothing is consistent.
    assert near(found.consistency, 0.0) and near(found.error_ratio, 100.0)
    assert near(found.mean, 10 * 1.75 / 3) and near(found.median, 5.0)
    assert near(found.deviation, 10 / 3 * sqrt(11 / 12)) and near(found.standard_error, 10 / 3 * sqrt(11 / 12))
    # Third central moment of the totals 3, 2, 1, 1: (125 + 1 − 27 − 27)/64/4 = 9/32; second 11/16.
    k2, k3 = 4 / 3 * 11 / 16, 16 / 6 * 9 / 32
    assert near(found.skewness, k3 / k2**1.5)
    assert found.bands == [0, 0, 0, 2, 0, 0, 1, 0, 0, 1]


def test_nothing_is_said_of_what_does_not_vary() -> None:
    same = [Sat({1: 1.0, 2: 1.0}), Sat({1: 1.0, 2: 0.0})]
    first, second = statistics.items(same)
    assert (first.deviation, first.discrimination, first.efficiency) == (0.0, None, None)
    assert second.discrimination is None
    alone = statistics.quiz([Sat({1: 1.0})])
    assert alone is not None and (alone.deviation, alone.consistency, alone.skewness) == (None, None, None)
    assert statistics.quiz([]) is None and statistics.items([]) == []


def test_a_question_counts_only_for_those_who_had_it() -> None:
    first, second, third = statistics.items([Sat({1: 1, 2: 0}), Sat({1: 0, 3: 1}), Sat({1: 1, 3: 0})])
    assert [(one.question_id, one.count, one.facility) for one in (second, third)] == [(2, 1, 0.0), (3, 2, 50.0)]
    assert near(first.facility, 200 / 3)


def test_why_a_question_is_flagged() -> None:
    def flags(facility: float = 50, discrimination: float = 40, efficiency: float = 50, **taken: int) -> list[str]:
        item = ItemStatistics(1, 20, facility, 0.5, discrimination, efficiency)
        return statistics.flags(item, {int(name[1:]): count for name, count in taken.items()}, [0])

    assert flags(_0=12, _1=8) == []
    assert flags(discrimination=-1) == ["negative"]
    assert flags(efficiency=14.9) == ["little"]
    assert flags(facility=19) == ["too_hard"] and flags(facility=96) == ["too_easy"]
    assert flags(_0=5, _1=15) == ["key_doubtful"]
    assert flags(_0=20, _1=0) == ["never_taken"]


MARKS = st.integers(2, 6).flatmap(
    lambda questions: st.lists(
        st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=questions, max_size=questions),
        min_size=4,
        max_size=30,
    )
)


@given(MARKS)
@settings(max_examples=150, deadline=None)
def test_as_an_independent_computation_says(rows: list[list[float]]) -> None:
    table = np.array(rows)
    attempts = [Sat(dict(enumerate(row))) for row in rows]
    totals = table.sum(axis=1)
    for number, item in enumerate(statistics.items(attempts)):
        points, rest = table[:, number], totals - table[:, number]
        assert near(item.facility, 100 * points.mean()) and near(item.deviation, points.std(ddof=1))
        together = np.cov(points, rest)
        most = np.cov(np.sort(points), np.sort(rest))[0, 1]
        if item.discrimination is not None:
            assert near(item.discrimination, 100 * np.corrcoef(points, rest)[0, 1])
        else:
            assert together[0, 0] * together[1, 1] < 1e-20
        if item.efficiency is not None:
            assert near(item.efficiency, 100 * together[0, 1] / most)
    found = statistics.quiz(attempts)
    assert found is not None and sum(found.bands) == len(rows)
    count = table.shape[1]
    if found.consistency is not None:
        alpha = count / (count - 1) * (1 - table.var(axis=0, ddof=1).sum() / totals.var(ddof=1))
        assert near(found.consistency, 100 * alpha)
