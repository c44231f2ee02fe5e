"""One go at a quiz: begin, where it stands, answer, end. The bot's busiest path, so Core rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, or_, update
from sqlmodel import Session, col, select

from storage.cohorts import WITHDRAWN, Cohort, Enrolment
from storage.quizzes import (
    APPROVED,
    FINISHED,
    OPEN,
    UNDER_WAY,
    Answer,
    Attempt,
    Question,
    Quiz,
    QuizQuestion,
    grading,
)
from storage.quizzes.grading import Given


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it stands in a quiz; `key` as in `Question`."""

    id: int
    position: int
    kind: str
    stem: str
    options: list[str]
    key: dict[str, Any]
    explanation: str
    source: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where an attempt stands: the question `asked`, the `next` one (None: this is the last).

    `answered` is how many were answered before, `total` how many there are.
    """

    attempt_id: int
    quiz_id: int
    title: str
    feedback: str
    position: int
    answered: int
    total: int
    asked: Asked
    next: Asked | None

    @property
    def number(self) -> int:
        """The number of the question being asked, from 1."""
        return self.answered + 1


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer of a finished attempt with its question; `number` counts from 1."""

    number: int
    asked: Asked
    given: Given
    points: float


# The statements are made once: building them costs more than SQLite needs to run them.
_QUESTION: tuple[Any, ...] = (
    col(QuizQuestion.position).label("at"), col(Question.id).label("question_id"), col(Question.kind),
    col(Question.stem), col(Question.options), col(Question.key), col(Question.explanation),
    col(Question.source),
)  # fmt: skip
_ANSWERED = (
    select(func.count()).select_from(Answer).where(Answer.attempt_id == Attempt.id).correlate(Attempt).scalar_subquery()
)
_PLACE = (
    select(  # type: ignore[call-overload]  # SQLModel types no more than four columns
        Attempt.id, Attempt.quiz_id, Attempt.position, Attempt.questions, Quiz.title, Quiz.feedback,
        _ANSWERED.label("answered"), *_QUESTION,
    )
    .join(Quiz, col(Quiz.id) == Attempt.quiz_id)
    .join(Cohort, col(Cohort.id) == Quiz.cohort_id)
    .join(Enrolment, (col(Enrolment.cohort_id) == Cohort.id) & (Enrolment.person_id == Attempt.person_id))
    .join(QuizQuestion, (col(QuizQuestion.quiz_id) == Quiz.id) & (QuizQuestion.position >= Attempt.position))
    .join(Question, col(Question.id) == QuizQuestion.question_id)
    .where(
        Attempt.id == bindparam("attempt"), Attempt.person_id == bindparam("person"),
        Attempt.state == UNDER_WAY, Quiz.state == OPEN,
        or_(col(Quiz.closes_at).is_(None), col(Quiz.closes_at) > bindparam("now")),
        Cohort.state == "running", Enrolment.state != WITHDRAWN, Question.state == APPROVED,
    )
    .order_by(QuizQuestion.position)
    .limit(2)
)  # fmt: skip
_MOVE_ON = (
    update(Attempt)
    .where(
        col(Attempt.id) == bindparam("attempt"),
        col(Attempt.position) == bindparam("here"),
        col(Attempt.state) == UNDER_WAY,
    )
    .values(position=bindparam("there"), points=Attempt.points + bindparam("more"))
)
_FINISH = _MOVE_ON.values(state=FINISHED, questions=bindparam("answered"), finished_at=bindparam("finished"))
_ADD = insert(Answer)


def place(session: Session, attempt_id: int, person_id: int, now: datetime) -> Place | None:
    """Where the person's attempt stands; None when it cannot go on.

    It cannot when it is finished or not theirs, the quiz is closed, or they do not study there any more.
    Questions that are not approved are passed over.
    """
    values = {"attempt": attempt_id, "person": person_id, "now": now}
    rows = session.connection().execute(_PLACE, values).all()
    if not rows:
        return None
    first = rows[0]
    return Place(
        attempt_id=first.id,
        quiz_id=first.quiz_id,
        title=first.title,
        feedback=first.feedback,
        position=first.position,
        answered=first.answered,
        total=max(first.questions, first.answered + len(rows)),
        asked=_asked(first),
        next=_asked(rows[1]) if len(rows) > 1 else None,
    )


def begin(session: Session, quiz_id: int, person_id: int, questions: int, now: datetime) -> int:
    """The id of the attempt under way, or of a new one. The caller checks whether another is allowed."""
    mine = session.exec(select(Attempt).where(Attempt.quiz_id == quiz_id, Attempt.person_id == person_id)).all()
    going = next((attempt for attempt in mine if attempt.state == UNDER_WAY), None)
    if going is None:
        number = max((attempt.number for attempt in mine), default=0) + 1
        going = Attempt(quiz_id=quiz_id, person_id=person_id, number=number, questions=questions, started_at=now)
        session.add(going)
        session.flush()
    assert going.id is not None
    return going.id


def answer(session: Session, where: Place, given: Given, now: datetime) -> float | None:
    """Grade the answer, keep it and move on; its points, or None when the question was answered already.

    After the last question the attempt is finished.
    """
    asked = where.asked
    points = grading.points(asked.kind, asked.key, len(asked.options), given)
    values = {"attempt": where.attempt_id, "here": where.position, "more": points}
    connection = session.connection()
    if where.next is not None:
        moved = connection.execute(_MOVE_ON, {**values, "there": where.next.position})
    else:
        end = {"there": asked.position + 1, "answered": where.number, "finished": now}
        moved = connection.execute(_FINISH, {**values, **end})
    # Of two presses at the same time only one finds the attempt where it was.
    if moved.rowcount != 1:
        return None
    row = {
        "attempt_id": where.attempt_id, "question_id": asked.id, "position": asked.position, "given": given,
        "points": points, "answered_at": now,
    }  # fmt: skip
    connection.execute(_ADD, row)
    return points


def of_person(session: Session, attempt_id: int, person_id: int) -> Attempt | None:
    """The attempt as it stands now, if it is the person's."""
    query = select(Attempt).where(Attempt.id == attempt_id, Attempt.person_id == person_id)
    return session.exec(query.execution_options(populate_existing=True)).first()


def last_finished(session: Session, quiz_id: int, person_id: int) -> Attempt | None:
    """The person's last finished attempt at the quiz."""
    query = (
        select(Attempt)
        .where(Attempt.quiz_id == quiz_id, Attempt.person_id == person_id, Attempt.state == FINISHED)
        .order_by(col(Attempt.number).desc())
    )
    return session.exec(query).first()


def answers(session: Session, attempt_id: int) -> list[Answered]:
    """The answers of the attempt with their questions, in the order in which they were asked."""
    query = (
        select(Answer.given, Answer.points, col(Answer.position).label("at"), *_QUESTION[1:])
        .join(Question, col(Question.id) == Answer.question_id)
        .where(Answer.attempt_id == attempt_id)
        .order_by(col(Answer.position))
    )
    rows: Sequence[Any] = session.exec(query).all()
    return [Answered(number, _asked(row), row.given, row.points) for number, row in enumerate(rows, 1)]


def _asked(row: Row[Any]) -> Asked:
    return Asked(row.question_id, row.at, row.kind, row.stem, row.options, row.key, row.explanation, row.source)
