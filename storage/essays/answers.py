"""Essay questions in quizzes: which answers wait for a mark, and giving it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select as core_select
from sqlalchemy import update
from sqlmodel import Session, col, func, select

from storage.cohorts import Cohort
from storage.essays import Marking
from storage.essays.marking import ANSWER, Waiting
from storage.people import Person
from storage.quizzes import ESSAY, FINISHED, Answer, Attempt, Question, Quiz
from storage.quizzes.marks import MOST

_HAIR = 1e-9


@dataclass(frozen=True, slots=True)
class ToMark:
    """One answer to an essay question. `points` is 0 to 1, `marked_by` None while it waits for its mark."""

    answer_id: int
    attempt_id: int
    quiz_id: int
    title: str
    person_id: int
    name: str
    stem: str
    text: str
    points: float
    to_mark: bool
    comment: str
    marked_by: int | None


def waiting(session: Session, person_id: int) -> list[Waiting]:
    """The answers of others' finished attempts that wait for a mark, by quiz, the oldest first."""
    query = (
        core_select(Quiz.id, Quiz.title, Cohort.code, func.count())  # type: ignore[call-overload]
        .select_from(Answer)
        .join(Attempt, col(Attempt.id) == Answer.attempt_id)
        .join(Quiz, col(Quiz.id) == Attempt.quiz_id)
        .join(Cohort, col(Cohort.id) == Quiz.cohort_id)
        .where(col(Answer.to_mark), Attempt.state == FINISHED, Attempt.person_id != person_id)
        .group_by(col(Quiz.id), col(Quiz.title), col(Cohort.code))
        .order_by(func.min(Answer.answered_at))
    )
    return [Waiting(ANSWER, *row) for row in session.connection().execute(query)]


def following(session: Session, quiz_id: int, person_id: int, after: int = 0) -> ToMark | None:
    """The first answer of the quiz after that id that waits for a mark by that person: nobody marks their own."""
    query = _query().where(col(Answer.to_mark), Quiz.id == quiz_id, col(Answer.id) > after)
    query = query.where(Attempt.person_id != person_id)
    return _one(session, query.order_by(col(Answer.id)).limit(1))


def by_id(session: Session, answer_id: int) -> ToMark | None:
    """The answer, marked or not."""
    return _one(session, _query().where(Answer.id == answer_id))


def left(session: Session, quiz_id: int, person_id: int) -> int:
    """How many answers of the quiz wait for a mark by that person."""
    return sum(one.count for one in waiting(session, person_id) if one.id == quiz_id)


def give(session: Session, answer: ToMark, about: Marking) -> bool:
    """Write the mark and raise (or lower) the attempt's points; False when somebody else was faster."""
    points = about.mark / MOST
    same = (col(Answer.id) == answer.answer_id, col(Answer.to_mark) == answer.to_mark)
    unchanged = (col(Answer.points) > answer.points - _HAIR, col(Answer.points) < answer.points + _HAIR)
    values = {"points": points, "to_mark": False, "marked_by": about.person_id, "comment": about.comment}
    marked = session.connection().execute(update(Answer).where(*same, *unchanged).values(**values))
    if marked.rowcount != 1:
        return False
    # In one statement, so that no other change of the attempt's points is lost.
    raised = update(Attempt).where(col(Attempt.id) == answer.attempt_id)
    session.connection().execute(raised.values(points=Attempt.points + (points - answer.points)))
    session.delete(about)
    session.flush()
    return True


def all_marked(session: Session, attempt_id: int) -> bool:
    """Whether no answer of the attempt waits any more."""
    query = select(Answer.id).where(Answer.attempt_id == attempt_id, col(Answer.to_mark))
    return session.exec(query.limit(1)).first() is None


def attempt(session: Session, attempt_id: int) -> Attempt:
    """The attempt with its points as they are now."""
    return session.get_one(Attempt, attempt_id, populate_existing=True)


def _query() -> Any:
    return (
        core_select(
            col(Answer.id).label("answer_id"), col(Attempt.id).label("attempt_id"), col(Quiz.id).label("quiz_id"),
            col(Quiz.title).label("title"), col(Person.id).label("person_id"), col(Person.name).label("name"),
            col(Question.stem).label("stem"), col(Answer.given).label("text"), col(Answer.points).label("points"),
            col(Answer.to_mark).label("to_mark"), col(Answer.comment).label("comment"),
            col(Answer.marked_by).label("marked_by"),
        )
        .join(Attempt, col(Attempt.id) == Answer.attempt_id)
        .join(Quiz, col(Quiz.id) == Attempt.quiz_id)
        .join(Person, col(Person.id) == Attempt.person_id)
        .join(Question, col(Question.id) == Answer.question_id)
        .where(col(Attempt.state) == FINISHED, col(Question.kind) == ESSAY)
    )  # fmt: skip


def _one(session: Session, query: Any) -> ToMark | None:
    row = session.connection().execute(query).first()
    return None if row is None else ToMark(**{**row._mapping, "text": str(row.text)})
