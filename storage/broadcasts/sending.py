"""A broadcast on its way: everyone's message into the outbox at once, stop, send again, finish."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, insert, update
from sqlmodel import Session, col, or_, select

from storage import outbox
from storage.broadcasts import FINISHED, SENDING, STOPPED, STOPPING, Broadcast, Recipient
from storage.broadcasts.audience import Member, members
from storage.broadcasts.wording import filled
from storage.messages import Message
from storage.outbox import Outbox

PER_SECOND = 25  # how fast a broadcast is reckoned to go out; the delivery itself keeps the platform's pace
NOT_RECEIVED = (outbox.FAILED, outbox.EXPIRED, outbox.UNKNOWN, outbox.CANCELLED)

Make = Callable[[str, str], Message]
"""The message with that text in that language."""


def seconds(people: int, per_second: float = PER_SECOND) -> int:
    """How long it takes to send to so many, in whole seconds, at least one."""
    return max(1, math.ceil(people / per_second))


def fan_out(session: Session, broadcast: Broadcast, audience: Iterable[Member], make: Make, now: datetime) -> int:
    """Queue the message to everyone whom a chat reaches, and return how many they are.

    Everyone of the audience gets a `Recipient` row. Who stands there already is not written to twice.
    """
    everyone = list(audience)
    broadcast.state, broadcast.send_at = SENDING, broadcast.send_at or now
    session.add(broadcast)
    session.flush()
    queued = _queue(session, broadcast, everyone, make, now)
    rows = [
        {
            "broadcast_id": broadcast.id,
            "person_id": member.person_id,
            "outbox_id": queued.get(_key(broadcast, member.person_id)),
            "problem": member.problem,
        }
        for member in everyone
    ]
    if rows:
        session.connection().execute(insert(Recipient), rows)
    return len(queued)


def send_again(session: Session, broadcast: Broadcast, make: Make, now: datetime) -> int:
    """Queue the message again to those who have not received it and can be reached now; how many they are.

    Only those are written to who still belong to the audience: nobody who withdrew, or has done the quiz since.
    """
    missing = _missing(session, broadcast)
    reachable = [
        member
        for member in members(session, broadcast.audience)
        if member.reach is not None and member.person_id in missing
    ]
    if not reachable:
        return 0
    broadcast.state, broadcast.finished_at, broadcast.progress_id = SENDING, None, None
    session.flush()
    _requeue(session, broadcast, [one for one in reachable if missing[one.person_id]], missing, make, now)
    new = [member for member in reachable if not missing[member.person_id]]
    queued = _queue(session, broadcast, new, make, now)
    rows = [
        {"who": one.person_id, "row": queued[_key(broadcast, one.person_id)]}
        for one in new
    ]  # fmt: skip
    if rows:
        statement = update(Recipient).where(
            col(Recipient.broadcast_id) == broadcast.id, col(Recipient.person_id) == bindparam("who")
        )
        linked = statement.values(outbox_id=bindparam("row"), problem="")
        session.connection().execute(linked, rows)
    return len(reachable)


def stop(session: Session, broadcast: Broadcast) -> None:
    """Cancel what has not gone out. What is on its way settles in a moment (see `Tally.waiting`)."""
    broadcast.state = STOPPING
    session.flush()
    outbox.cancel(session, col(Outbox.broadcast_id) == broadcast.id)


def finish(session: Session, broadcast: Broadcast, now: datetime) -> None:
    """Nothing waits any more."""
    broadcast.state = STOPPED if broadcast.state == STOPPING else FINISHED
    broadcast.finished_at = now
    session.flush()


def _key(broadcast: Broadcast, person_id: int) -> str:
    return f"broadcast:{broadcast.id}:{person_id}"


def _queue(
    session: Session, broadcast: Broadcast, audience: Iterable[Member], make: Make, now: datetime
) -> dict[str, int]:
    """The outbox rows of those whom a chat reaches, by key."""
    bodies = _Bodies(broadcast.text, make)
    columns: dict[str, Any] = {"lane": outbox.NOTICE, "kind": "broadcast", "policy": broadcast.policy}
    times: dict[str, Any] = {"created_at": now, "not_before": now, "broadcast_id": broadcast.id}
    blank = Outbox(account_id=0, chat_id=0, body={}, **columns, **times).model_dump(exclude={"id"})
    rows = [
        {
            **blank,
            "account_id": member.reach.account_id,
            "chat_id": member.reach.chat_id,
            "key": _key(broadcast, member.person_id),
            "body": bodies.of(member),
        }
        for member in audience
        if member.reach is not None
    ]
    if not rows:
        return {}
    session.connection().execute(insert(Outbox), rows)
    wanted = {row["key"] for row in rows}
    found = session.exec(select(Outbox.key, Outbox.id).where(Outbox.broadcast_id == broadcast.id))
    return {key: row_id for key, row_id in found if key is not None and row_id is not None and key in wanted}


def _requeue(
    session: Session,
    broadcast: Broadcast,
    audience: list[Member],
    rows: dict[int, int | None],
    make: Make,
    now: datetime,
) -> None:
    """Let the same rows go out once more, to the chats that reach the people now."""
    bodies = _Bodies(broadcast.text, make)
    again = [
        {
            "row": rows[member.person_id],
            "to_chat": member.reach.chat_id,
            "to_account": member.reach.account_id,
            "as_body": bodies.of(member),
        }
        for member in audience
        if member.reach is not None
    ]
    if not again:
        return
    # Of an `unknown` one nobody knows whether it arrived: sent again, it may be there twice.
    doubtful = case((col(Outbox.state) == outbox.UNKNOWN, 1), else_=0)
    fresh = {"state": outbox.QUEUED, "attempts": 0, "reason": "", "detail": "", "message_id": ""}
    statement = (
        update(Outbox)
        .where(col(Outbox.id) == bindparam("row"))
        .values(repeated=Outbox.repeated + doubtful, created_at=now, not_before=now, **fresh)
        .values(chat_id=bindparam("to_chat"), account_id=bindparam("to_account"), body=bindparam("as_body"))
    )
    session.connection().execute(statement, again)


def _missing(session: Session, broadcast: Broadcast) -> dict[int, int | None]:
    """Those who have not received it, each with the outbox row that did not arrive, if there is one."""
    query = (
        select(Recipient.person_id, Recipient.outbox_id)
        .outerjoin(Outbox, col(Outbox.id) == Recipient.outbox_id)
        .where(Recipient.broadcast_id == broadcast.id)
        .where(or_(col(Recipient.outbox_id).is_(None), col(Outbox.state).in_(NOT_RECEIVED)))
    )
    return dict(session.exec(query).all())


class _Bodies:
    """Message bodies, each text made once per language."""

    def __init__(self, text: str, make: Make) -> None:
        self._text = text
        self._make = make
        self._made: dict[tuple[str, str], dict[str, Any]] = {}

    def of(self, member: Member) -> dict[str, Any]:
        assert member.reach is not None
        text, language = filled(self._text, member.name, member.codes), member.reach.language
        if (text, language) not in self._made:
            self._made[text, language] = self._make(text, language).to_json()
        return self._made[text, language]
