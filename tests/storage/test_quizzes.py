"""Questions into a quiz, where people stand, and answers that count once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from storage import cohorts, people, programmes
from storage.cohorts import WITHDRAWN, Cohort, Enrolment
from storage.database import Database
from storage.files.problems import Problem
from storage.files.questions import QuestionRow, QuestionSheet
from storage.quizzes import (
    APPROVED,
    CLOSED,
    FINISHED,
    OPEN,
    REPLACED,
    Answer,
    Attempt,
    Question,
    Quiz,
    attempts,
    bank,
    importing,
)
from storage.quizzes.standing import Standing, not_done, standings
from tests.centre import MONDAY
from tests.quizzes import BRING, HOURS, NOTICE, PHONES, ROOM, RULES

LATER = MONDAY + timedelta(hours=1)


@pytest.fixture
def session(database_url: str) -> Iterator[Session]:
    database = Database(database_url)
    with database.session() as session:
        yield session
    database.dispose()


@pytest.fixture
def cohort(session: Session) -> Cohort:
    """A cohort with two learners (1 and 2) and one who withdrew (3)."""
    cohort = cohorts.founded(session, "NTD-03-2026", programmes.founded(session, "Bồi dưỡng"), MONDAY)
    for name in ("Trần Thị Lan", "Nguyễn Văn Minh", "Lê Thị Bình"):
        person = people.named(session, name, now=MONDAY)
        session.add(Enrolment(cohort_id=cohort.id or 0, person_id=person.id or 0))
    session.flush()
    enrolment = cohorts.enrolment(session, cohort.id or 0, 3)
    assert enrolment is not None
    enrolment.state = WITHDRAWN
    session.flush()
    return cohort


def sheet(*rows: QuestionRow, problems: tuple[Problem, ...] = ()) -> QuestionSheet:
    return QuestionSheet([replace(row, row=at) for at, row in enumerate(rows, 2)], list(problems))


def saved(session: Session, cohort: Cohort, *rows: QuestionRow, title: str = "Nội quy") -> Quiz:
    return importing.save(session, importing.plan(session, sheet(*rows), cohort, title), cohort, 1, MONDAY)


def counts(plan: importing.QuestionPlan) -> tuple[int, int, int, int]:
    return plan.new, plan.changed, plan.same, plan.refused


def stems(session: Session, quiz: Quiz) -> list[str]:
    return [question.stem for question in bank.of_quiz(session, quiz)]


def answer(session: Session, attempt_id: int, given: list[int] | str) -> float | None:
    where = attempts.place(session, attempt_id, 1, MONDAY)
    assert where is not None
    return attempts.answer(session, where, given, LATER)


def test_a_new_quiz_is_opened_with_approved_questions(session: Session, cohort: Cohort) -> None:
    problem = Problem("key-missing", "Câu hỏi", 9, "…")
    plan = importing.plan(session, sheet(*RULES, problems=(problem,)), cohort, " Nội quy ")
    assert counts(plan) == (5, 0, 0, 1)
    assert (plan.quiz_is_new, plan.title, plan.problems) == (True, "Nội quy", [problem])
    assert session.exec(select(Quiz)).all() == []
    quiz = importing.save(session, plan, cohort, 1, MONDAY)
    assert (quiz.state, quiz.opened_at, quiz.title) == (OPEN, MONDAY, "Nội quy")
    assert stems(session, quiz) == [row.stem for row in RULES]
    questions = session.exec(select(Question)).all()
    assert {(one.state, one.approved_by, one.approved_at, one.author_id) for one in questions} == {
        (APPROVED, 1, MONDAY, 1)
    }
    assert [one.key for one in questions] == [
        {"right": [1]},
        {"right": [0, 2]},
        {"right": [1]},
        {"accepted": ["Hội trường tầng 2", "Hội trường tầng hai"]},
        {"value": 7.5, "tolerance": 0.0},
    ]


def test_importing_twice_changes_nothing(session: Session, cohort: Cohort) -> None:
    quiz = saved(session, cohort, *RULES)
    plan = importing.plan(session, sheet(*RULES), cohort, "NOI QUY")
    assert (counts(plan), plan.changes_something, plan.quiz_id) == ((0, 0, 5, 0), False, quiz.id)
    again = importing.save(session, plan, cohort, 2, LATER)
    assert (again.id, again.opened_at) == (quiz.id, MONDAY)
    assert {question.id for question in session.exec(select(Question))} == {1, 2, 3, 4, 5}
    assert {question.author_id for question in session.exec(select(Question))} == {1}


def test_a_changed_question_is_replaced_and_a_new_one_added(session: Session, cohort: Cohort) -> None:
    quiz = saved(session, cohort, NOTICE, PHONES)
    corrected = replace(NOTICE, stem=NOTICE.stem.upper(), key=[2])
    plan = importing.plan(session, sheet(corrected, PHONES, HOURS), cohort, "Nội quy")
    assert counts(plan) == (1, 1, 1, 0)
    importing.save(session, plan, cohort, 1, LATER)
    assert stems(session, quiz) == [NOTICE.stem.upper(), PHONES.stem, HOURS.stem]
    old = session.get_one(Question, 1)
    assert (old.state, old.key) == (REPLACED, {"right": [1]})
    assert counts(importing.plan(session, sheet(corrected, PHONES, HOURS), cohort, "Nội quy")) == (0, 0, 3, 0)


def test_two_questions_may_share_a_stem(session: Session, cohort: Cohort) -> None:
    other = replace(NOTICE, options=["Trưa", "Tối"], key=[0])
    quiz = saved(session, cohort, NOTICE, other, NOTICE)
    assert len(stems(session, quiz)) == 2
    third = replace(NOTICE, options=["Sáng", "Chiều"], key=[0])
    plan = importing.plan(session, sheet(NOTICE, other, third), cohort, "Nội quy")
    assert counts(plan) == (1, 0, 2, 0)


def test_a_quiz_that_somebody_began_keeps_its_questions(session: Session, cohort: Cohort) -> None:
    quiz = saved(session, cohort, NOTICE, PHONES)
    before = importing.plan(session, sheet(replace(NOTICE, key=[2]), HOURS, PHONES), cohort, "Nội quy")
    attempts.begin(session, quiz.id or 0, 1, MONDAY)
    plan = importing.plan(session, sheet(replace(NOTICE, key=[2]), HOURS, PHONES), cohort, "Nội quy")
    assert counts(plan) == (0, 0, 1, 2)
    assert plan.problems == [Problem("quiz-has-attempts", found="Nội quy", expected="2")]
    importing.save(session, before, cohort, 1, LATER)
    assert stems(session, quiz) == [NOTICE.stem, PHONES.stem]
    assert importing.plan(session, sheet(NOTICE, PHONES), cohort, "Nội quy").problems == []


def test_without_a_cohort_everything_is_new(session: Session, cohort: Cohort) -> None:
    saved(session, cohort, NOTICE)
    plan = importing.plan(session, sheet(NOTICE), None, "Nội quy")
    assert (counts(plan), plan.quiz_is_new) == ((1, 0, 0, 0), True)
    assert importing.save(session, plan, cohort, 1, LATER).id == 1


def test_an_import_does_not_open_a_closed_quiz(session: Session, cohort: Cohort) -> None:
    quiz = saved(session, cohort, NOTICE)
    quiz.state = CLOSED
    assert saved(session, cohort, NOTICE, HOURS).state == CLOSED


def test_a_quiz_without_questions_is_not_opened(session: Session, cohort: Cohort) -> None:
    saved(session, cohort)
    assert standings(session, 1, MONDAY) == []


def test_an_answer_counts_once(session: Session, cohort: Cohort) -> None:
    quiz = saved(session, cohort, NOTICE, BRING, ROOM)
    attempt_id = attempts.begin(session, quiz.id or 0, 1, MONDAY)
    assert attempts.begin(session, quiz.id or 0, 1, MONDAY) == attempt_id
    where = attempts.place(session, attempt_id, 1, MONDAY)
    assert where is not None and (where.number, where.total, where.asked.stem) == (1, 3, NOTICE.stem)
    assert attempts.answer(session, where, [0], LATER) == 0.0
    assert attempts.answer(session, where, [1], LATER) is None
    assert answer(session, attempt_id, [0]) == 0.5
    assert answer(session, attempt_id, "hội trường tầng hai") == 1.0
    assert attempts.place(session, attempt_id, 1, MONDAY) is None
    done = attempts.of_person(session, attempt_id, 1)
    assert done is not None
    assert (done.state, done.points, done.questions, done.finished_at) == (FINISHED, 1.5, 3, LATER)
    assert done.mark == 5.0
    kept = attempts.answers(session, attempt_id)
    assert [(one.number, one.given, one.points) for one in kept] == [
        (1, [0], 0.0), (2, [0], 0.5), (3, "hội trường tầng hai", 1.0),
    ]  # fmt: skip
    assert [one.answered_at for one in session.exec(select(Answer))] == [LATER] * 3


def test_where_people_stand(session: Session, cohort: Cohort) -> None:
    quiz = saved(session, cohort, NOTICE, PHONES)
    quiz.closes_at = MONDAY + timedelta(days=1)
    fresh = Standing(
        1,
        "Nội quy",
        1,
        "NTD-03-2026",
        2,
        True,
        0,
        2,
        None,
        None,
        None,
        quiz.closes_at,
        feedback="at_once",
        pass_mark=5.0,
    )
    assert standings(session, 1, MONDAY) == [fresh]
    assert standings(session, 3, MONDAY) == []
    first = attempts.begin(session, 1, 1, MONDAY)
    answer(session, first, [1])
    assert standings(session, 1, MONDAY) == [replace(fresh, attempts_used=1, under_way=2, attempt_id=1)]
    assert not_done(session, 1) == [1, 2]
    answer(session, first, [0])
    assert standings(session, 1, MONDAY) == [replace(fresh, attempts_used=1, mark=5.0)]
    assert not_done(session, 1) == [2]
    second = attempts.begin(session, 1, 1, MONDAY)
    answer(session, second, [0])
    answer(session, second, [0])
    (done,) = standings(session, 1, quiz.closes_at)
    assert done == replace(fresh, attempts_used=2, mark=5.0, is_open=False)
    assert (done.attempts_left, fresh.attempts_left, replace(fresh, attempts_allowed=0).attempts_left) == (0, 2, None)
    last = attempts.last_finished(session, 1, 1)
    assert last is not None and (last.id, last.mark) == (second, 0.0)
    assert session.exec(select(Attempt.number)).all() == [1, 2]


def test_an_attempt_cannot_go_on(session: Session, cohort: Cohort) -> None:
    quiz = saved(session, cohort, NOTICE, PHONES)
    attempt_id = attempts.begin(session, quiz.id or 0, 1, MONDAY)
    assert attempts.place(session, attempt_id, 2, MONDAY) is None
    quiz.closes_at = LATER
    session.flush()
    assert attempts.place(session, attempt_id, 1, MONDAY) is not None
    assert attempts.place(session, attempt_id, 1, LATER) is None
    quiz.closes_at = None
    cohort.state = "over"
    session.flush()
    assert attempts.place(session, attempt_id, 1, MONDAY) is None
