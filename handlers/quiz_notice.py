"""The notice that a quiz was opened."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from handlers.voice import Centre, Voice
from storage import chats, cohorts, digests, outbox, plans
from storage.cohorts import Cohort
from storage.quizzes import Quiz


def announce_opened(session: Session, centre: Centre, quiz: Quiz, now: datetime) -> int:
    """Tell the cohort's learners who can be reached and did not stop; how many are told now.

    Nobody is told twice of the same quiz. It waits for the end of the quiet hours, and is not sent any more
    once the quiz is closed.
    """
    learners = [person for person in cohorts.learners(session, quiz.cohort_id) if not person.stopped]
    reached = chats.reaching_all(session, [person.id for person in learners if person.id is not None])
    limited, evening_at = plans.limited(session), session.get_one(Cohort, quiz.cohort_id).evening_at
    held = digests.evening("quiz", evening_at, now, centre.zone, quiz.closes_at)
    told = 0
    for person_id, chat in reached.items():
        voice, moment = Voice(centre, chat.language), held if chat.account_id in limited else now
        message = voice.say("quiz-opened", voice.choice("quiz-do", f"/tracnghiem {quiz.id}"), title=quiz.title)
        row = outbox.put(
            session, chat, message, now=now, lane=outbox.NOTICE, kind="quiz",
            key=f"quiz-opened:{quiz.id}:{person_id}", not_before=centre.after_quiet(moment),
            expires_at=quiz.closes_at,
        )  # fmt: skip
        told += row is not None
    return told
