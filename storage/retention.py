"""What was said is not kept longer than it is needed: old messages go, a batch at a time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, delete, select

from storage.broadcasts import Broadcast
from storage.outbox import OVER, Outbox
from storage.reminders import Notice

TEXTS_KEPT = timedelta(days=90)
EMPTY: dict[str, Any] = {"text": ""}


def forget_messages(session: Session, now: datetime, most: int) -> int:
    """Drop the old messages that are over, and how many they were.

    One whose place another took waits until that one is gone. Those of broadcasts stay (see `empty_broadcasts`).
    """
    later = aliased(Outbox)
    followed = select(later.id).where(later.follows == Outbox.id).correlate(Outbox).exists()
    old = (
        select(Outbox.id)
        .where(col(Outbox.broadcast_id).is_(None), Outbox.created_at < now - TEXTS_KEPT)
        .where(col(Outbox.state).in_(OVER), ~followed)
        .order_by(col(Outbox.created_at))
        .limit(most)
    )
    ids = session.exec(old).all()
    # A reminder that old was of a lesson that is long over: nobody will be reminded of it again.
    session.exec(delete(Notice).where(col(Notice.outbox_id).in_(ids)))
    session.exec(delete(Outbox).where(col(Outbox.id).in_(ids)))
    return len(ids)


def empty_broadcasts(session: Session, now: datetime, most: int) -> int:
    """Empty the messages of old broadcasts, and how many they were; who got it and who did not stays."""
    unfinished: ColumnElement[bool] = col(Broadcast.bodies_from).is_not(None)
    query = select(Broadcast).where(unfinished, col(Broadcast.finished_at) < now - TEXTS_KEPT)
    broadcast = session.exec(query.order_by(col(Broadcast.id)).limit(1)).first()
    if broadcast is None:
        return 0
    mine = select(Outbox.id).where(Outbox.broadcast_id == broadcast.id, col(Outbox.id) >= broadcast.bodies_from)
    ids = session.exec(mine.order_by(col(Outbox.id)).limit(most)).all()
    session.exec(update(Outbox).where(col(Outbox.id).in_(ids)).values(body=EMPTY, detail=""))
    broadcast.bodies_from = (ids[-1] or 0) + 1 if len(ids) == most else None
    session.flush()
    return max(len(ids), 1)
