"""What counts as progress, and what is missing to finish."""

from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlmodel import Session

from storage import progress
from storage.database import Database
from storage.lessons import CANCELLED
from storage.progress import AGAIN, LOST, PASSED, TO_DO
from storage.quizzes import CLOSED, DRAFT, Allowance
from tests.storage import school
from tests.storage.school import NOW


def _states(session: Session, person_id: int | None) -> dict[str, str]:
    (one,) = progress.of_person(session, person_id or 0, NOW)
    return {quiz.title: quiz.state for quiz in one.quizzes}


def test_lessons_held_and_to_come_without_the_cancelled(database: Database) -> None:
    with database.session() as session:
        cohort = school.cohort(session)
        lan = school.learner(session, "Trần Thị Lan", cohort)
        for days in (-3, -2, 0, 4):  # the one of today is still going on
            school.lesson(session, cohort, days=days)
        school.lesson(session, cohort, days=-1, state=CANCELLED)
        school.lesson(session, cohort, days=5, state=CANCELLED)
        (one,) = progress.of_person(session, lan.id or 0, NOW)
        assert (one.lessons_held, one.lessons_to_come) == (2, 2)


def test_how_a_learner_stands_in_each_quiz(database: Database) -> None:
    with database.session() as session:
        cohort = school.cohort(session)
        lan = school.learner(session, "Trần Thị Lan", cohort)
        passed = school.quiz(session, "Đạt", cohort)
        again = school.quiz(session, "Làm lại", cohort)
        used_up = school.quiz(session, "Hết lượt", cohort)
        endless = school.quiz(session, "Không giới hạn", cohort, attempts=0)
        begun = school.quiz(session, "Đang làm", cohort, attempts=1)
        school.quiz(session, "Đã đóng", cohort, state=CLOSED)
        school.quiz(session, "Quá hạn", cohort, closes_at=NOW)
        school.quiz(session, "Còn hạn", cohort, closes_at=NOW + timedelta(hours=1))
        school.quiz(session, "Nháp", cohort, state=DRAFT)
        school.attempt(session, lan, passed, 1, 3)
        school.attempt(session, lan, passed, 2, 5)
        school.attempt(session, lan, again, 1, 4)
        for number, points in ((1, 4), (2, 4.9)):
            school.attempt(session, lan, used_up, number, points)
            school.attempt(session, lan, endless, number, points)
        school.attempt(session, lan, begun, 1, 9, finished=False)
        assert _states(session, lan.id) == {
            "Đạt": PASSED,
            "Làm lại": AGAIN,
            "Hết lượt": LOST,
            "Không giới hạn": AGAIN,
            "Đang làm": TO_DO,
            "Đã đóng": LOST,
            "Quá hạn": LOST,
            "Còn hạn": TO_DO,
        }


def test_the_best_finished_attempt_counts(database: Database) -> None:
    with database.session() as session:
        cohort = school.cohort(session)
        lan = school.learner(session, "Trần Thị Lan", cohort)
        first, second = school.quiz(session, "Bài 1", cohort), school.quiz(session, "Bài 2", cohort)
        school.attempt(session, lan, first, 1, 7.25)
        school.attempt(session, lan, first, 2, 6)
        school.attempt(session, lan, first, 3, 10, finished=False)
        school.attempt(session, lan, second, 1, 4)
        (one,) = progress.of_person(session, lan.id or 0, NOW)
        assert [quiz.mark for quiz in one.quizzes] == [7.3, 4.0]
        assert one.quizzes[0].under_way and not one.quizzes[1].under_way
        assert one.average == 5.7
        assert [quiz.title for quiz in one.missing] == ["Bài 2"]


@pytest.mark.parametrize(
    ("days", "marks", "finished"),
    [
        ((-2, -1), (5, 10), True),
        ((-2, 1), (5, 10), False),
        ((-2, -1), (4.9, 10), False),
        ((-2, -1), (5,), False),
        ((), (5, 10), False),  # no lesson yet: nothing was taught
    ],
)
def test_when_someone_has_finished(
    database: Database, days: tuple[float, ...], marks: tuple[float, ...], finished: bool
) -> None:
    with database.session() as session:
        cohort = school.cohort(session)
        lan = school.learner(session, "Trần Thị Lan", cohort)
        for one_day in days:
            school.lesson(session, cohort, days=one_day)
        quizzes = [school.quiz(session, title, cohort) for title in ("Bài 1", "Bài 2")]
        for quiz, points in zip(quizzes, marks, strict=False):
            school.attempt(session, lan, quiz, 1, points)
        (one,) = progress.of_person(session, lan.id or 0, NOW)
        assert one.finished is finished


def test_a_cohort_in_vietnamese_order_with_few_queries(database: Database) -> None:
    with database.session() as session:
        cohort = school.cohort(session)
        quiz = school.quiz(session, "Bài 1", cohort)
        for number, name in enumerate(("Lê Thị Đào", "Trần Văn Ân", "Nguyễn Văn An", "Phạm Thị Dung")):
            person = school.learner(session, name, cohort, unit="Chi bộ thôn Đông")
            school.attempt(session, person, quiz, 1, number + 4)
            if number % 2:
                school.chat(session, person, str(1000 + number))
        asked: list[str] = []
        event.listen(database.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
        found = progress.of_cohort(session, cohort.id or 0, NOW)
        assert [(one.name, one.registered, one.progress.quizzes[0].mark) for one in found] == [
            ("Nguyễn Văn An", False, 6.0),
            ("Trần Văn Ân", True, 5.0),
            ("Phạm Thị Dung", True, 7.0),
            ("Lê Thị Đào", False, 4.0),
        ]
        assert {one.unit for one in found} == {"Chi bộ thôn Đông"}
        assert len(asked) <= 7


@pytest.mark.parametrize(
    ("mark", "word"),
    [(10, "excellent"), (9, "excellent"), (8.9, "good"), (8, "good"), (7.9, "fair"), (7, "fair"),
     (6.9, "average"), (5, "average"), (4.9, "fail"), (0, "fail")],
)  # fmt: skip
def test_grades(mark: float, word: str) -> None:
    assert progress.grade(mark, 5) == word


def test_below_the_pass_mark_nothing_is_a_grade() -> None:
    assert progress.grade(6, 6.5) == "fail"


def test_a_quiz_for_practice_is_not_needed_to_finish(database: Database) -> None:
    with database.session() as session:
        cohort = school.cohort(session)
        lan = school.learner(session, "Trần Thị Lan", cohort)
        school.lesson(session, cohort, days=-1)
        counting, practice = school.quiz(session, "Bài 1", cohort), school.quiz(session, "Tự học", cohort)
        practice.practice, counting.counts, counting.pass_mark = True, "first", 6.0
        school.attempt(session, lan, counting, 1, 6)
        school.attempt(session, lan, counting, 2, 3)
        school.attempt(session, lan, practice, 1, 1)
        (one,) = progress.of_person(session, lan.id or 0, NOW)
        assert (one.finished, one.average, one.missing) == (True, 6.0, [])
        counting.pass_mark = 6.1
        (one,) = progress.of_person(session, lan.id or 0, NOW)
        assert [quiz.title for quiz in one.missing] == ["Bài 1"]


def test_what_one_learner_is_allowed_beyond_the_rules(database: Database) -> None:
    with database.session() as session:
        cohort = school.cohort(session)
        lan = school.learner(session, "Trần Thị Lan", cohort)
        quiz = school.quiz(session, "Bài 1", cohort, attempts=1, closes_at=NOW - timedelta(days=1))
        school.attempt(session, lan, quiz, 1, 3)
        session.add(
            Allowance(quiz_id=quiz.id or 0, person_id=lan.id or 0, extra_attempts=1, closes_at=NOW + timedelta(days=1))
        )
        (one,) = progress.of_person(session, lan.id or 0, NOW)
        assert (one.quizzes[0].state, one.quizzes[0].tries_left) == (AGAIN, 1)
