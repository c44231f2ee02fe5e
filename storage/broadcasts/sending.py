"""A broadcast on its way: begun, stopped, sent again, broken off, finished."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session, col

from storage import outbox
from storage.broadcasts import BROKEN, DOUBTFUL, FAILED, FINISHED, FIRST, SENDING, STOPPED, STOPPING, Broadcast
from storage.broadcasts.audience import Counts, counted
from storage.broadcasts.missing import how_many
from storage.outbox import Outbox


def begin(session: Session, broadcast: Broadcast, counts: Counts, now: datetime) -> None:
    """It goes out from now on to the audience so counted: `spreading.spread` puts it into the outbox."""
    broadcast.people, broadcast.reachable = counts.people, counts.reachable
    broadcast.send_at = broadcast.send_at or now
    _set_going(broadcast, FIRST)
    session.flush()


def begin_again(session: Session, broadcast: Broadcast, now: datetime, *, doubtful: bool = False) -> int:
    """It goes out once more to those who have not received it and can be reached now; how many they are.

    With `doubtful` to those of whom nobody knows. One that broke off goes on where it was.
    """
    if broadcast.state == BROKEN and not broadcast.people:
        begin(session, broadcast, counted(session, broadcast.audience), now)
        return broadcast.reachable
    if broadcast.state == BROKEN and broadcast.spreading:
        broadcast.state, broadcast.finished_at, broadcast.progress_id = SENDING, None, None
        session.flush()
        return broadcast.reachable
    people = how_many(session, broadcast, doubtful=doubtful)
    if people:
        _set_going(broadcast, DOUBTFUL if doubtful else FAILED)
        session.flush()
    return people


def stop(session: Session, broadcast: Broadcast) -> int:
    """Cancel what has not gone out, and return how many messages that were.

    What is on its way settles in a moment (see `Tally.waiting`); those who were not in the outbox yet are
    written down as cancelled by `spreading.spread`.
    """
    broadcast.state = STOPPING
    if broadcast.spreading != FIRST:
        broadcast.spreading = ""
    session.flush()
    return outbox.cancel(session, col(Outbox.broadcast_id) == broadcast.id)


def break_off(session: Session, broadcast: Broadcast, now: datetime) -> None:
    """Putting it into the outbox failed. What is there goes out; the rest waits for `begin_again`."""
    broadcast.state, broadcast.finished_at = BROKEN, now
    session.flush()


def finish(session: Session, broadcast: Broadcast, now: datetime, sent: int) -> None:
    """Nothing waits any more; so many have it."""
    broadcast.state = STOPPED if broadcast.state == STOPPING else FINISHED
    broadcast.finished_at, broadcast.sent = now, sent
    session.flush()


def _set_going(broadcast: Broadcast, for_whom: str) -> None:
    values: dict[str, Any] = {"state": SENDING, "spreading": for_whom, "reached": 0, "bodies_from": 0}
    for name, value in {**values, "finished_at": None, "progress_id": None}.items():
        setattr(broadcast, name, value)
