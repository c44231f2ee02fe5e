"""Tells the coordinators when the month's messages of an account run out."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from handlers.voice import Centre, Voice
from storage import chats, outbox, people, plans


def warn(session: Session, centre: Centre, now: datetime) -> None:
    """A notice to every coordinator for each account that came to 80 or 90 % of its plan, once a month each."""
    for use, mark in plans.to_warn(session, plans.month_of(now, centre.zone)):
        for coordinator in people.with_role(session, people.COORDINATOR):
            chat = chats.reaching(session, coordinator.id or -1)
            if chat is None:
                continue
            voice = Voice(centre, chat.language)
            words = voice.say(f"plans-{mark}", account=use.title, used=use.counted, most=use.most, left=use.left)
            outbox.put(
                session, chat, words, now=now, lane=outbox.NOTICE, kind="report", not_before=centre.after_quiet(now)
            )
