"""Tells the coordinators when the month's messages of an account run out."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from handlers import coordinators
from handlers.voice import Centre, Voice
from storage import plans
from storage.messages import Message
from storage.plans import Use


def warn(session: Session, centre: Centre, now: datetime) -> None:
    """A notice to every coordinator for each account that came to 80 or 90 % of its plan, once a month each."""
    for use, mark in plans.to_warn(session, plans.month_of(now, centre.zone)):
        coordinators.tell(session, centre, now, lambda voice, use=use, mark=mark: _warning(voice, use, mark))  # type: ignore[misc]


def _warning(voice: Voice, use: Use, mark: str) -> Message:
    return voice.say(f"plans-{mark}", account=use.title, used=use.counted, most=use.most, left=use.left)
