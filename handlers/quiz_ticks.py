"""What the clock does for quizzes: opens them, reminds of them, and tells what was right after they closed."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from handlers import quiz_notice
from handlers.voice import Centre
from storage.quizzes import desk, papers


def tick(session: Session, centre: Centre, now: datetime) -> None:
    """Everything that is due; each learner is told of each thing once."""
    for quiz in desk.due_to_open(session, now):
        if papers.can_ask(session, quiz):
            if desk.open_now(quiz, now):
                quiz_notice.tell_no_closing(session, centre, quiz, now)
            quiz_notice.announce_opened(session, centre, quiz, now)
        else:  # without an approved question it waits for the instructor
            quiz.opens_at, quiz.opens_after = None, None
            quiz_notice.tell_not_opened(session, centre, quiz, now)
    for quiz, lesson in desk.after_cancelled(session):
        quiz_notice.tell_cancelled(session, centre, quiz, lesson, now)
    for quiz in desk.to_remind(session, now):
        quiz_notice.remind(session, centre, quiz, now)
        quiz.reminded_at = now
    for quiz, person_ids in desk.to_remind_by_own_time(session, now):
        quiz_notice.remind(session, centre, quiz, now, only=person_ids)
    for quiz in desk.to_tell(session, now):
        quiz_notice.tell_answers(session, centre, quiz, now)
        quiz.told_at = now
