"""What is thrown away, and when."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session

from handlers.voice import Centre
from storage import inbox, registration

MARKS_KEPT = timedelta(days=3)  # platforms repeat an event for a day at the most
STRANGERS_KEPT = timedelta(days=1)


def clean_up(session: Session, centre: Centre, now: datetime) -> None:
    """Forget old marks, old tries, and the chats of those who did not agree to be known."""
    inbox.forget_before(session, now - MARKS_KEPT)
    registration.forget_tries_before(session, now - timedelta(hours=1))
    registration.forget_strangers(session, now - STRANGERS_KEPT)
