"""Those who have not received a broadcast, and those of whom nobody knows, as far as they can be reached now."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy import select as core_select
from sqlmodel import Session, col, func, select

from storage import outbox
from storage.broadcasts import Broadcast, Recipient
from storage.broadcasts.audience import chosen
from storage.chats import ACTIVE, Chat
from storage.cohorts import Enrolment
from storage.outbox import Outbox
from storage.people import Person

NOT_RECEIVED = (outbox.FAILED, outbox.EXPIRED, outbox.CANCELLED)


def how_many(session: Session, broadcast: Broadcast, *, doubtful: bool) -> int:
    """How many of them there are (see `rows`)."""
    query = core_select(func.count()).select_from(_missing(session, broadcast, doubtful).subquery())
    found: int = session.connection().execute(query).scalar_one()
    return found


def rows(session: Session, broadcast: Broadcast, *, doubtful: bool, after: int, most: int) -> dict[int, int | None]:
    """The first of them beyond that person, each with the outbox row that did not arrive, if there is one.

    Only those who still belong to the audience: nobody who withdrew, or has done the quiz since.
    """
    person_id = col(Recipient.person_id)
    query = _missing(session, broadcast, doubtful).where(person_id > after).order_by(person_id).limit(most)
    found: dict[int, int | None] = dict(session.connection().execute(query).all())
    return found


def is_doubtful() -> ColumnElement[bool]:
    """Whether nobody knows if the message of an outbox row arrived."""
    after_doubt = and_(col(Outbox.state).in_(NOT_RECEIVED), col(Outbox.repeated) > 0)
    return or_(col(Outbox.state) == outbox.UNKNOWN, after_doubt)


def _missing(session: Session, broadcast: Broadcast, doubtful: bool) -> Any:
    reached = select(Chat.id).where(Chat.person_id == Person.id, Chat.state == ACTIVE).correlate(Person).exists()
    failed = and_(col(Outbox.state).in_(NOT_RECEIVED), col(Outbox.repeated) == 0)
    mine = col(Enrolment.person_id) == Recipient.person_id
    belongs = chosen(session, broadcast.audience).where(mine).correlate(Recipient).exists()
    which = is_doubtful() if doubtful else or_(col(Recipient.outbox_id).is_(None), failed)
    return (
        core_select(Recipient.person_id, Recipient.outbox_id)  # type: ignore[call-overload]
        .join(Person, col(Person.id) == Recipient.person_id)
        .outerjoin(Outbox, col(Outbox.id) == Recipient.outbox_id)
        .where(col(Recipient.broadcast_id) == broadcast.id, col(Recipient.acknowledged_at).is_(None), which)
        .where(~col(Person.stopped), col(Person.erase_at).is_(None), reached)
        .where(belongs)
    )
