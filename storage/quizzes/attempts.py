"""One go at a quiz: begin, where it stands, answer, end. The bot's busiest path, so Core rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, insert, literal_column, or_, update
from sqlmodel import Session, col, select

from storage.cohorts import WITHDRAWN, Cohort, Enrolment
from storage.database import inserting
from storage.quizzes import (
    ESSAY,
    FINISHED,
    NOT_COUNTED,
    OPEN,
    RETIRED,
    UNDER_WAY,
    Allowance,
    Answer,
    Attempt,
    PaperQuestion,
    Question,
    Quiz,
    asked,
    grading,
    known,
    papers,
    timing,
)
from storage.quizzes.asked import Asked
from storage.quizzes.grading import Given


@dataclass(frozen=True, slots=True)
class Place:
    """Where an attempt stands: the question `asked`, the `next` one (None: this is the last).

    `answered` is how many were answered before, `total` how many there are, `deadline_at` when it is handed in
    whether or not all was answered.
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
    deadline_at: datetime | None = None

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
    to_mark: bool = False
    comment: str = ""


# The statements are made once: building them costs more than SQLite needs to run them. The state stands in them as a
# literal: where a partial index speaks of a column, SQLite compiles a statement anew whenever another value is bound.
_IS_UNDER_WAY: Any = literal_column("'under_way'")
_ANSWERED = (
    select(func.count()).select_from(Answer).where(Answer.attempt_id == Attempt.id).correlate(Attempt).scalar_subquery()
)
_CLOSES = func.coalesce(Allowance.closes_at, Quiz.closes_at)
_PLACE = (
    select(  # type: ignore[call-overload]  # SQLModel types no more than four columns
        Attempt.id, Attempt.quiz_id, Attempt.position, Attempt.questions, Attempt.deadline_at, Quiz.title,
        Quiz.feedback, _ANSWERED.label("answered"), col(PaperQuestion.position).label("at"),
        PaperQuestion.question_id, PaperQuestion.shown,
    )
    .join(Quiz, col(Quiz.id) == Attempt.quiz_id)
    .join(Cohort, col(Cohort.id) == Quiz.cohort_id)
    .join(Enrolment, (col(Enrolment.cohort_id) == Cohort.id) & (Enrolment.person_id == Attempt.person_id))
    .join(PaperQuestion, (col(PaperQuestion.attempt_id) == Attempt.id) & (PaperQuestion.position >= Attempt.position))
    .join(Question, col(Question.id) == PaperQuestion.question_id)
    .outerjoin(Allowance, (col(Allowance.quiz_id) == Quiz.id) & (Allowance.person_id == Attempt.person_id))
    .where(
        Attempt.id == bindparam("attempt"), Attempt.person_id == bindparam("person"),
        col(Attempt.state) == _IS_UNDER_WAY, Quiz.state == OPEN,
        or_(_CLOSES.is_(None), bindparam("now") < _CLOSES),
        or_(col(Attempt.deadline_at).is_(None), col(Attempt.deadline_at) > bindparam("now")),
        Cohort.state == "running", Enrolment.state != WITHDRAWN, Question.state != RETIRED, PaperQuestion.ruling == "",
    )
    .order_by(PaperQuestion.position)
    .limit(2)
)  # fmt: skip
_MOVE_ON = (
    update(Attempt)
    .where(
        col(Attempt.id) == bindparam("attempt"),
        col(Attempt.position) == bindparam("here"),
        col(Attempt.state) == _IS_UNDER_WAY,
    )
    .values(position=bindparam("there"), points=Attempt.points + bindparam("more"))
)
_COUNTED = (  # of the answers before this one
    select(func.count()).select_from(Answer).join(PaperQuestion, papers.OF_ANSWER)
    .where(Answer.attempt_id == Attempt.id, PaperQuestion.ruling != NOT_COUNTED)
    .correlate(Attempt).scalar_subquery()
)  # fmt: skip
_FINISH = _MOVE_ON.values(state=FINISHED, questions=_COUNTED + 1, finished_at=bindparam("finished"))
_ADD = insert(Answer)


def place(session: Session, attempt_id: int, person_id: int, now: datetime) -> Place | None:
    """Where the person's attempt stands; None when it cannot go on.

    It cannot when it is finished or not theirs, its time is over, the quiz is closed, or they do not study there any
    more. Questions that were retired are passed over.
    """
    values = {"attempt": attempt_id, "person": person_id, "now": now}
    rows = session.connection().execute(_PLACE, values).all()
    if not rows:
        return None
    first = rows[0]
    here = _asked(session, rows)
    return Place(
        attempt_id=first.id,
        quiz_id=first.quiz_id,
        title=first.title,
        feedback=first.feedback,
        position=first.position,
        answered=first.answered,
        total=max(first.questions, first.answered + len(rows)),
        asked=here[0],
        next=here[1] if len(here) > 1 else None,
        deadline_at=first.deadline_at,
    )


def begin(session: Session, quiz_id: int, person_id: int, now: datetime) -> int:
    """The id of the attempt under way, or of a new one with its paper and its deadline.

    The caller checks whether another is allowed.
    """
    mine = session.exec(select(Attempt).where(Attempt.quiz_id == quiz_id, Attempt.person_id == person_id)).all()
    going = next((attempt for attempt in mine if attempt.state == UNDER_WAY), None)
    if going is None:
        number = max((attempt.number for attempt in mine), default=0) + 1
        row = Attempt(quiz_id=quiz_id, person_id=person_id, number=number, questions=0, started_at=now)
        # Where another chat of theirs begins at the same moment, PostgreSQL has this turn done again.
        new = inserting(session, Attempt).values(row.model_dump(exclude={"id"})).on_conflict_do_nothing()
        going = session.get_one(Attempt, session.connection().execute(new.returning(col(Attempt.id))).scalar_one())
        assert going.id is not None
        going.questions = papers.make(session, quiz_id, going.id)
        timing.set_deadline(session, going)
        session.flush()
    assert going.id is not None
    return going.id


def answer(session: Session, where: Place, given: Given, now: datetime) -> float | None:
    """Grade the answer, keep it and move on; its points, or None when the question was answered already.

    After the last question the attempt is finished.
    """
    one = where.asked
    points = grading.points(one.kind, one.key, len(one.options), given)
    values = {"attempt": where.attempt_id, "here": where.position, "more": points}
    connection = session.connection()
    if where.next is not None:
        moved = connection.execute(_MOVE_ON, {**values, "there": where.next.position})
    else:
        end = {"there": one.position + 1, "finished": now}
        moved = connection.execute(_FINISH, {**values, **end})
    # Of two presses at the same time only one finds the attempt where it was.
    if moved.rowcount != 1:
        return None
    row = {
        "attempt_id": where.attempt_id, "question_id": one.id, "position": one.position, "given": given,
        "points": points, "to_mark": one.kind == ESSAY, "comment": "", "answered_at": now,
    }  # fmt: skip
    connection.execute(_ADD, row)
    if where.next is None and where.number < where.total:
        papers.pass_over(session, where.attempt_id)
    return points


def end(session: Session, attempt: Attempt, now: datetime) -> bool:
    """Finish an attempt of which no question can be asked any more; False: none was answered, and it costs no try."""
    assert attempt.id is not None
    answered = timing.has_answers(session, attempt)
    if answered:
        papers.pass_over(session, attempt.id)
        attempt.questions = papers.counted(session, attempt.id)
        attempt.state, attempt.finished_at = FINISHED, now
    else:
        timing.drop(session, attempt)
    session.flush()
    return answered


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
    """The answers of the attempt that count with their questions, in the order in which they were asked."""
    query = (
        select(  # type: ignore[call-overload]
            Answer.given,
            Answer.points,
            Answer.to_mark,
            Answer.comment,
            col(Answer.position).label("at"),
            PaperQuestion.question_id,
            PaperQuestion.shown,
        )
        .join(PaperQuestion, papers.OF_ANSWER)
        .where(Answer.attempt_id == attempt_id, PaperQuestion.ruling != NOT_COUNTED)
        .order_by(col(Answer.position))
    )
    rows: Sequence[Any] = session.exec(query).all()
    return [
        Answered(number, one, row.given, row.points, row.to_mark, row.comment)
        for number, (row, one) in enumerate(zip(rows, _asked(session, rows), strict=True), 1)
    ]


def unanswered(session: Session, attempt_id: int) -> list[Asked]:
    """What a finished attempt counts as wrong because its time was over before it was answered, in order."""
    query: Any = (
        select(col(PaperQuestion.position).label("at"), PaperQuestion.question_id, PaperQuestion.shown)
        .outerjoin(Answer, papers.OF_ANSWER)
        .where(PaperQuestion.attempt_id == attempt_id, PaperQuestion.ruling == "", col(Answer.id).is_(None))
        .order_by(col(PaperQuestion.position))
    )
    return _asked(session, session.exec(query).all())


def _asked(session: Session, rows: Sequence[Any]) -> list[Asked]:
    """The questions of rows with their place on the paper."""
    return [
        Asked(
            row.question_id, row.at, one.kind, one.stem, one.options, one.key, one.explanation, one.source,
            one.feedbacks, one.picture_id, asked.order(one.options, row.shown),
        )
        for row, one in zip(rows, known.questions(session, [row.question_id for row in rows]), strict=True)
    ]  # fmt: skip
