"""Rows for tests: a cohort with lessons, quizzes and marks, in a few words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from storage import accounts, chats, cohorts, people, programmes, registration, units
from storage.chats import Chat
from storage.cohorts import Cohort, Enrolment
from storage.lessons import PLANNED, Lesson
from storage.people import Person
from storage.quizzes import FINISHED, OPEN, UNDER_WAY, Answer, Attempt, Question, Quiz, QuizQuestion
from storage.vietnamese import fold

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def cohort(session: Session, code: str = "NTD-03-2026") -> Cohort:
    programme = programmes.founded(session, "Bồi dưỡng nhận thức về Đảng")
    return cohorts.founded(session, code, programme, NOW)


def learner(session: Session, name: str, to: Cohort, *, unit: str = "", birth: str = "1990") -> Person:
    person = people.named(session, name, now=NOW, birth=birth)
    unit_id = units.founded(session, unit).id if unit else None
    session.add(Enrolment(cohort_id=to.id or 0, person_id=person.id or 0, unit_id=unit_id))
    session.flush()
    return person


def chat(session: Session, person: Person, number: str = "1001") -> Chat:
    account = accounts.opened(session, "wire", "test")
    made, _ = chats.open_chat(session, account.id or 0, number, language="vi", now=NOW)
    registration.consent(session, made, NOW)
    registration.link(session, made, person.id or 0)
    session.flush()
    return made


def lesson(session: Session, of: Cohort, *, days: float, state: str = PLANNED) -> Lesson:
    """A lesson that many days from now (negative: it is over)."""
    starts_at = NOW + timedelta(days=days)
    made = Lesson(
        cohort_id=of.id or 0,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=3),
        topic="Nội quy lớp học",
        changed_at=NOW,
        state=state,
    )
    session.add(made)
    session.flush()
    return made


def quiz(
    session: Session,
    title: str,
    of: Cohort,
    *,
    state: str = OPEN,
    attempts: int = 2,
    closes_at: datetime | None = None,
) -> Quiz:
    """A quiz with one approved question."""
    made = Quiz(
        cohort_id=of.id or 0, title=title, folded=fold(title), state=state, attempts_allowed=attempts,
        opened_at=NOW, closes_at=closes_at, created_at=NOW,
    )  # fmt: skip
    question = Question(
        kind="single", stem="Lớp học bắt đầu lúc mấy giờ?", options=["7 giờ", "7 giờ 30"],
        key={"right": [1]}, state="approved", created_at=NOW,
    )  # fmt: skip
    session.add_all([made, question])
    session.flush()
    session.add(QuizQuestion(quiz_id=made.id or 0, question_id=question.id or 0, position=1))
    session.flush()
    return made


def attempt(session: Session, of: Person, at: Quiz, number: int, points: float, *, finished: bool = True) -> Attempt:
    """An attempt of ten questions with that many points, and one answer of it."""
    made = Attempt(
        quiz_id=at.id or 0, person_id=of.id or 0, number=number, questions=10, points=points,
        state=FINISHED if finished else UNDER_WAY, started_at=NOW, finished_at=NOW if finished else None,
    )  # fmt: skip
    session.add(made)
    session.flush()
    question_id = session.get_one(Question, 1).id or 0
    session.add(
        Answer(
            attempt_id=made.id or 0,
            question_id=question_id,
            position=1,
            given=[1],
            points=1.0,
            answered_at=NOW,
        )
    )
    session.flush()
    return made
