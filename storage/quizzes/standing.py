"""Where people stand: which quizzes a person has, how each went, and who has not done one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, case, func
from sqlmodel import Session, col, select

from storage.cohorts import WITHDRAWN, Cohort, Enrolment
from storage.quizzes import APPROVED, DRAFT, FINISHED, OPEN, UNDER_WAY, Attempt, Question, Quiz, QuizQuestion
from storage.quizzes.marks import rounded


@dataclass(frozen=True, slots=True)
class Standing:
    """How one person stands with one quiz.

    `questions` is how many it has, `attempts_used` counts the one under way too, `attempts_allowed` 0 means
    as many as one likes, `under_way` is the position of the question being asked (None: nothing is under way,
    and so is `attempt_id`), `best_mark` the best of the finished attempts out of 10.
    """

    quiz_id: int
    title: str
    cohort_id: int
    cohort_code: str
    questions: int
    is_open: bool
    attempts_used: int
    attempts_allowed: int
    under_way: int | None
    best_mark: float | None
    attempt_id: int | None = None
    closes_at: datetime | None = None

    @property
    def attempts_left(self) -> int | None:
        """How many more attempts may be begun; None: as many as one likes."""
        return max(0, self.attempts_allowed - self.attempts_used) if self.attempts_allowed else None


def standings(session: Session, person_id: int, now: datetime) -> list[Standing]:
    """Every quiz of the person's running cohorts, closed ones too but no drafts, the oldest first."""
    going = col(Attempt.state) == UNDER_WAY
    ratio = col(Attempt.points) * 10.0 / func.nullif(Attempt.questions, 0)
    query = (
        select(  # type: ignore[call-overload]  # SQLModel types no more than four columns
            col(Quiz.id).label("quiz_id"), Quiz.title, col(Cohort.id).label("cohort_id"),
            col(Cohort.code).label("cohort_code"), _approved_questions().label("questions"), Quiz.state,
            Quiz.closes_at, Quiz.attempts_allowed,
            func.count(col(Attempt.id)).label("attempts_used"),
            func.max(case((going, Attempt.position))).label("under_way"),
            func.max(case((going, Attempt.id))).label("attempt_id"),
            func.max(case((col(Attempt.state) == FINISHED, ratio))).label("best"),
        )
        .join(Cohort, col(Cohort.id) == Quiz.cohort_id)
        .join(Enrolment, col(Enrolment.cohort_id) == Cohort.id)
        .outerjoin(Attempt, and_(col(Attempt.quiz_id) == Quiz.id, col(Attempt.person_id) == person_id))
        .where(
            Enrolment.person_id == person_id, Enrolment.state != WITHDRAWN, Cohort.state == "running",
            Quiz.state != DRAFT,
        )
        .group_by(Quiz.id, Cohort.id)
        .order_by(Quiz.opened_at, Quiz.id)
    )  # fmt: skip
    return [_standing(row, now) for row in session.exec(query)]


def open_for(session: Session, person_id: int, now: datetime) -> list[Standing]:
    """The quizzes that the person may do now, or has done while they are still open."""
    return [one for one in standings(session, person_id, now) if one.is_open]


def not_done(session: Session, quiz_id: int) -> list[int]:
    """The ids of those who study in the quiz's cohort (not the withdrawn) and have not finished it once."""
    done = select(Attempt.person_id).where(Attempt.quiz_id == quiz_id, Attempt.state == FINISHED)
    query = (
        select(Enrolment.person_id)
        .join(Quiz, col(Quiz.cohort_id) == Enrolment.cohort_id)
        .where(Quiz.id == quiz_id, Enrolment.state != WITHDRAWN, col(Enrolment.person_id).not_in(done))
        .order_by(col(Enrolment.person_id))
    )
    return list(session.exec(query))


def of_cohort(session: Session, cohort_id: int) -> list[Quiz]:
    """The quizzes of the cohort that were opened, closed ones too, the oldest first."""
    query = (
        select(Quiz).where(Quiz.cohort_id == cohort_id, Quiz.state != DRAFT).order_by(col(Quiz.opened_at), col(Quiz.id))
    )
    return list(session.exec(query))


def _approved_questions() -> Any:
    return (
        select(func.count())
        .select_from(QuizQuestion)
        .join(Question, col(Question.id) == QuizQuestion.question_id)
        .where(QuizQuestion.quiz_id == Quiz.id, Question.state == APPROVED)
        .correlate(Quiz)
        .scalar_subquery()
    )


def _standing(row: Row[Any], now: datetime) -> Standing:
    in_time = row.closes_at is None or now < row.closes_at
    return Standing(
        quiz_id=row.quiz_id,
        title=row.title,
        cohort_id=row.cohort_id,
        cohort_code=row.cohort_code,
        questions=row.questions,
        is_open=row.state == OPEN and in_time and row.questions > 0,
        attempts_used=row.attempts_used,
        attempts_allowed=row.attempts_allowed,
        under_way=row.under_way,
        best_mark=None if row.best is None else rounded(row.best),
        attempt_id=row.attempt_id,
        closes_at=row.closes_at,
    )
