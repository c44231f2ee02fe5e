"""What the clock tells the coordinators."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from handlers.voice import Centre, Voice
from storage import chats, outbox, people
from storage.messages import Message


def tell(
    session: Session, centre: Centre, now: datetime, make: Callable[[Voice], Message], *, key: str | None = None
) -> None:
    """A notice to every coordinator who can be reached, after the quiet hours; with a `key` to each only once."""
    for coordinator in people.with_role(session, people.COORDINATOR):
        chat = chats.reaching(session, coordinator.id or -1)
        if chat is not None:
            outbox.put(
                session, chat, make(Voice(centre, chat.language)), now=now, lane=outbox.NOTICE, kind="report",
                key=f"{key}:{coordinator.id}" if key else None, not_before=centre.after_quiet(now),
            )  # fmt: skip
