"""What the clock does for live quizzes: closes a question on time, and tells what came of it."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from handlers.live import asking, results
from handlers.voice import Centre
from storage.live import ASKING, CLOSING, ENDING, keeping, rooms, sending


def tick(session: Session, centre: Centre, now: datetime) -> bool:
    """Everything that is due. True: something was closed, and what came of it is to be counted at once.

    That happens in a transaction of its own, since only the next one surely sees every answer that was taken.
    """
    closed = False
    for live in keeping.to_look_after(session):
        if live.state == CLOSING:
            asking.tell_outcome(session, centre, live, now)
        elif live.state == ENDING:
            results.finish(session, centre, live, now)
        elif keeping.was_away(live, now):
            keeping.catch_up(live, now)
        elif keeping.is_to_close(session, live, now):
            rooms.close(live, now)
            sending.call_back(session, live)
            closed = True
        elif live.state == ASKING:  # whoever came in at the very moment when it was asked
            asking.hand_out(session, centre, live, now)
            asking.refresh(session, centre, live, now)
        else:
            keeping.tidy(live, now)
            asking.refresh(session, centre, live, now)
    return closed
