"""The time limit of attempts: when each ends, and handing in those whose time is over."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session, col, select, update

from storage.quizzes import (
    FINISHED,
    UNDER_WAY,
    Allowance,
    Attempt,
    PaperQuestion,
    Question,
    Quiz,
    papers,
)


def set_deadline(session: Session, attempt: Attempt) -> None:
    """When the attempt is handed in: the quiz's minutes and the learner's own after its beginning, at the latest when
    the quiz closes for them. Never, where the quiz has no time limit."""
    quiz = session.get_one(Quiz, attempt.quiz_id)
    allowance = session.get(Allowance, (attempt.quiz_id, attempt.person_id))
    attempt.deadline_at = None
    if quiz.minutes:
        extra = 0 if allowance is None else allowance.extra_minutes
        closes_at = quiz.closes_at if allowance is None or allowance.closes_at is None else allowance.closes_at
        end = attempt.started_at + timedelta(minutes=quiz.minutes + extra)
        attempt.deadline_at = end if closes_at is None else min(end, closes_at)


def renew(session: Session, quiz_id: int, person_id: int | None = None) -> None:
    """Set the deadlines of the attempts under way anew, of one learner or of all, after the rules were changed."""
    query = select(Attempt).where(Attempt.quiz_id == quiz_id, Attempt.state == UNDER_WAY)
    if person_id is not None:
        query = query.where(Attempt.person_id == person_id)
    for attempt in session.exec(query):
        set_deadline(session, attempt)


def over(session: Session, now: datetime, most: int) -> list[Attempt]:
    """The attempts under way whose time is over, the longest over first."""
    due = (Attempt.state == UNDER_WAY, col(Attempt.deadline_at).is_not(None), col(Attempt.deadline_at) <= now)
    return list(session.exec(select(Attempt).where(*due).order_by(col(Attempt.deadline_at)).limit(most)))


def hand_in(session: Session, attempt: Attempt) -> bool:
    """Hand the attempt in as it is, at its deadline: what was not answered counts as wrong.

    False when it was finished meanwhile.
    """
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
