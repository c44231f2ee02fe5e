"""The time of attempts: when each ends, and handing in those whose time is over."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, delete, func, select, update

from storage.quizzes import (
    CLOSED,
    FINISHED,
    UNDER_WAY,
    Allowance,
    Answer,
    Attempt,
    PaperQuestion,
    Question,
    Quiz,
    papers,
)


def set_deadline(session: Session, attempt: Attempt) -> None:
    """When the attempt is handed in: when the quiz closes for the learner, or sooner where there is a time limit, at
    the quiz's minutes and the learner's own after its beginning. Never, where there is neither."""
    quiz = session.get_one(Quiz, attempt.quiz_id)
    allowance = session.get(Allowance, (attempt.quiz_id, attempt.person_id))
    closes_at = quiz.closes_at if allowance is None or allowance.closes_at is None else allowance.closes_at
    if quiz.state == CLOSED:  # by hand, for everybody
        closes_at = quiz.closes_at
    attempt.deadline_at = closes_at
    if quiz.minutes:
        extra = 0 if allowance is None else allowance.extra_minutes
        end = attempt.started_at + timedelta(minutes=quiz.minutes + extra)
        attempt.deadline_at = end if closes_at is None else min(end, closes_at)


def renew(session: Session, quiz_id: int, person_id: int | None = None) -> None:
    """Set the deadlines of the attempts under way anew, of one learner or of all, after the rules were changed."""
    query = select(Attempt).where(Attempt.quiz_id == quiz_id, Attempt.state == UNDER_WAY)
    if person_id is not None:
        query = query.where(Attempt.person_id == person_id)
    for attempt in session.exec(query):
        set_deadline(session, attempt)


def closed_for_all(now: datetime) -> ColumnElement[bool]:
    """The condition that the quiz has closed, also for the learners who may do it longer."""
    latest = select(func.max(Allowance.closes_at)).where(Allowance.quiz_id == Quiz.id).correlate(Quiz).scalar_subquery()
    by_time = (col(Quiz.closes_at) <= now) & or_(latest.is_(None), latest <= now)
    return (col(Quiz.state) == CLOSED) | by_time


def over(session: Session, now: datetime, most: int) -> list[Attempt]:
    """The attempts under way whose time is over, the longest over first."""
    due = (Attempt.state == UNDER_WAY, col(Attempt.deadline_at).is_not(None), col(Attempt.deadline_at) <= now)
    return list(session.exec(select(Attempt).where(*due).order_by(col(Attempt.deadline_at)).limit(most)))


def hand_in(session: Session, attempt: Attempt) -> bool:
    """Hand the attempt in as it is, at its deadline: what was not answered counts as wrong.

    False when it was finished meanwhile, and when nothing was answered though time was not limited: then it is dropped,
    as if it had not been begun.
    """
    if not session.get_one(Quiz, attempt.quiz_id).minutes and not has_answers(session, attempt):
        drop(session, attempt)
        return False
    mine = col(Attempt.id) == attempt.id
    values = {"state": FINISHED, "by_time": True, "finished_at": attempt.deadline_at}
    handed_in = session.exec(update(Attempt).where(mine, col(Attempt.state) == UNDER_WAY).values(values))
    if handed_in.rowcount == 1:
        assert attempt.id is not None
        retired = select(Question.id).where(~papers.ASKED)
        papers.pass_over(session, attempt.id, col(PaperQuestion.question_id).in_(retired))
        session.exec(update(Attempt).where(mine).values(questions=papers.counted(session, attempt.id)))
    session.refresh(attempt)
    return handed_in.rowcount == 1


def drop(session: Session, attempt: Attempt) -> None:
    """The attempt was never begun. Nothing of it must have been answered."""
    session.exec(delete(PaperQuestion).where(col(PaperQuestion.attempt_id) == attempt.id))
    session.delete(attempt)
    session.flush()


def has_answers(session: Session, attempt: Attempt) -> bool:
    """Whether any of its questions was answered."""
    return session.exec(select(Answer.id).where(Answer.attempt_id == attempt.id).limit(1)).first() is not None
