"""Quizzes that are taken back: open ones that nobody began, and drafts."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, delete, select

from storage.live import LiveQuiz
from storage.quizzes import DRAFT, Allowance, Draw, Quiz, QuizQuestion, bank


def to_draft(session: Session, quiz: Quiz, now: datetime) -> bool:
    """The quiz is a draft again, without a closing time that is past; False when somebody began it."""
    if bank.has_attempts(session, quiz):
        return False
    if quiz.closes_at is not None and quiz.closes_at <= now:
        quiz.closes_at = None
    quiz.state, quiz.opens_at, quiz.opens_after, quiz.told_at = DRAFT, None, None, None
    return True


def delete_draft(session: Session, quiz: Quiz) -> bool:
    """Delete a draft that was never opened; False for any other.

    One that was opened keeps its row: SQLite may give its number to the next quiz, and learners have buttons with it.
    """
    live = session.exec(select(LiveQuiz.id).where(LiveQuiz.quiz_id == quiz.id).limit(1)).first()
    if quiz.state != DRAFT or quiz.opened_at is not None or live is not None or bank.has_attempts(session, quiz):
        return False
    for table in (QuizQuestion, Draw, Allowance):
        session.execute(delete(table).where(col(table.quiz_id) == quiz.id))
    session.delete(quiz)
    session.flush()
    return True
