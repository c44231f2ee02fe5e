"""What is thrown away, and when."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session

from handlers.voice import Centre, Voice
from storage import erasure, inbox, inquiries, outbox, registration, uploads

MARKS_KEPT = timedelta(days=3)  # platforms repeat an event for a day at the most
STRANGERS_KEPT = timedelta(days=1)
OFFERS_KEPT = timedelta(days=1)


def clean_up(session: Session, centre: Centre, now: datetime) -> None:
    """Forget what is old, those who did not agree to be known, and those who asked for it."""
    inbox.forget_before(session, now - MARKS_KEPT)
    inquiries.forget_offers_before(session, now - OFFERS_KEPT)
    uploads.forget_before(session, now - timedelta(days=uploads.DAYS_KEPT))
    registration.forget_tries_before(session, now - timedelta(hours=1))
    erasure.forget_strangers(session, now - STRANGERS_KEPT)
    erase(session, centre, now)


def erase(session: Session, centre: Centre, now: datetime) -> None:
    """Forget those whose time to change their mind is over, and tell each of them so, a last time."""
    for person in erasure.due(session, now):
        for chat in erasure.erase(session, person, now):
            farewell = Voice(centre, chat.language).say("account-erased")
            outbox.put(session, chat, farewell, now=now, kind="erased", not_before=centre.after_quiet(now))
