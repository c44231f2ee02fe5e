"""Statistics: a table computed by hand, and an independent computation."""

from __future__ import annotations

from dataclasses import replace
from math import isclose, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from storage.cohorts import Cohort
from storage.database import Database
from storage.files.question_rows import QuestionSheet
from storage.quizzes import Attempt, PaperQuestion, Quiz, attempts, bank, importing, sittings, statistics, timing
from storage.quizzes.statistics import ItemStatistics, Sat
from tests.quizzes import BRING, NOTICE, PHONES
from tests.storage import school
from tests.storage.school import NOW

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


# Five learners at three questions, each asked in another order, the third of them a multiple choice with halves:
#   An     Ba ngày (wrong)   Đúng (wrong)   both right     0 0 1     1
#   Bình   Hai ngày          Sai            both right     1 1 1     3
#   Chi    Hai ngày          Sai            one of them    1 1 ½     2½
#   Dung   Hai ngày          Đúng (wrong)   one of them    1 0 ½     1½
#   Em     Ba ngày (wrong)   Sai            left blank     0 1 0     1
GIVEN = {
    "An": ([2], [0], [0, 2]), "Bình": ([1], [1], [0, 2]), "Chi": ([1], [1], [0]), "Dung": ([1], [0], [2]),
    "Em": ([2], [1], None),
}  # fmt: skip


def sat_by(session: Session, name: str, quiz: Quiz, first: int) -> None:
    """The learner answers beginning with that question; what is None they leave until the time is over."""
    person = school.learner(session, name, session.get_one(Cohort, quiz.cohort_id))
    attempt_id = attempts.begin(session, quiz.id or 0, person.id or 0, NOW)
    papers = session.exec(select(PaperQuestion).where(PaperQuestion.attempt_id == attempt_id)).all()
    ids = [one.id or 0 for one in bank.of_quiz(session, quiz)]
    blank = [at for at, one in enumerate(GIVEN[name]) if one is None]
    order = [at for at in [(first + step) % 3 for step in range(3)] if at not in blank] + blank
    for paper, at in zip(papers, order, strict=True):
        paper.question_id = ids[at]
    session.flush()
    for at in order[: 3 - len(blank)]:
        where = attempts.place(session, attempt_id, person.id or 0, NOW)
        assert where is not None
        attempts.answer(session, where, GIVEN[name][at] or [], NOW)
    if blank:
        attempt = session.get_one(Attempt, attempt_id)
        attempt.deadline_at = NOW
        timing.hand_in(session, attempt)


async def test_a_class_as_computed_by_hand(database: Database) -> None:
    def sat(session: Session) -> sittings.Sitting:
        cohort = school.cohort(session)
        sheet = QuestionSheet([replace(row, row=at) for at, row in enumerate((NOTICE, PHONES, BRING), 2)])
        quiz = importing.save(session, importing.plan(session, sheet, cohort, "Nội quy"), cohort, None, NOW)
        quiz.shuffle_questions = True
        session.flush()
        for number, name in enumerate(GIVEN):
            sat_by(session, name, quiz, number % 3)
        return sittings.of_quiz(session, quiz)

    sitting = await database.run(sat)
    first, second, third = statistics.items(sitting.attempts)
    # How often each option was taken: A B C D; of the third one left it blank.
    taken = [dict(sitting.taken[one.question_id]) for one in (first, second, third)]
    assert taken == [{1: 3, 2: 2}, {0: 2, 1: 3}, {0: 3, 2: 3, -1: 1}]
    # Means of the points: 3/5, 3/5, 3/5.
    assert [one.facility for one in (first, second, third)] == [pytest.approx(60)] * 3
    # The first: points 0 1 1 1 0, rest 1 2 1½ ½ 1, mean 6/5.
    #   squares, of fifths: points 9 4 4 4 9 = 30/25, so 30/25/4 = 3/10; rest (1 16 2¼ 12¼ 1)/25 = 32½/25/4 = 13/40;
    #   products (−3)(−1) + 2·4 + 2·1½ + 2·(−3½) + (−3)(−1) = 10, /25/4 = 1/10.
    #   sorted: 0 0 1 1 1 with ½ 1 1 1½ 2: (−3)(−3½) + (−3)(−1) + 2(−1) + 2·1½ + 2·4 = 22½, /100 = 9/40.
    assert near(first.deviation, sqrt(3 / 10))
    assert near(first.discrimination, 100 * (1 / 10) / sqrt(3 / 10 * 13 / 40))
    assert near(first.efficiency, 100 * (1 / 10) / (9 / 40))
    # The third: points 1 1 ½ ½ 0, mean 3/5, rest 0 2 2 1 1, mean 6/5.
    #   points in tenths 4 4 −1 −1 −6: 70/100/4 = 7/40; rest in fifths −6 4 4 −1 −1: 70/25/4 = 7/10;
    #   products −24 + 16 − 4 + 1 + 6 = −5, /50/4 = −1/40; sorted 0 ½ ½ 1 1
    #   with 0 1 1 2 2: 36 + 1 + 1 + 16 + 16 = 70, 7/20.
    assert near(third.discrimination, -100 * (1 / 40) / sqrt(7 / 40 * 7 / 10))
    assert near(third.efficiency, -100 * (1 / 40) / (7 / 20))
    whole = statistics.quiz(sitting.attempts)
    assert whole is not None
    # Totals 1 3 2½ 1½ 1, mean 9/5; in tenths −8 12 7 −3 −8: 330/100/4 = 33/40. Variances 3/10 + 3/10 + 7/40 = 31/40.
    assert near(whole.mean, 6) and near(whole.median, 5) and near(whole.deviation, 10 / 3 * sqrt(33 / 40))
    assert near(whole.consistency, 100 * 3 / 2 * (1 - 31 / 33))
    assert near(whole.error_ratio, 100 * sqrt(1 - 3 / 33)) and near(
        whole.standard_error, 10 / 3 * sqrt(33 / 40 * 30 / 33)
    )
    # Third powers −512 + 1728 + 343 − 27 − 512 = 1020, fourth 4096 + 20736 + 2401 + 81 + 4096 = 31410 (of tenths).
    k2, k3 = 0.825, 25 * (1020 / 1000 / 5) / (4 * 3)
    k4 = 25 * (6 * 31410 / 10000 / 5 - 3 * 4 * (330 / 100 / 5) ** 2) / (4 * 3 * 2)
    assert near(whole.skewness, k3 / k2**1.5) and near(whole.kurtosis, k4 / k2**2)
    assert whole.bands == [0, 0, 0, 2, 0, 1, 0, 0, 1, 1]


def test_of_two_attempts_no_consistency_is_told() -> None:
    found = statistics.quiz([Sat({1: 1.0, 2: 1.0}), Sat({1: 0.0, 2: 0.5})])
    assert found is not None and (found.consistency, found.error_ratio, found.standard_error) == (None, None, None)
