"""A broadcast on its way into the outbox, a slice of people at a time, so that nobody who writes waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, insert, update
from sqlmodel import Session, col, select

from storage import outbox
from storage.broadcasts import DOUBTFUL, FIRST, STOPPING, Broadcast, Recipient, missing
from storage.broadcasts.audience import Member, among, page
from storage.broadcasts.wording import filled
from storage.messages import Message
from storage.outbox import Outbox

SLICE = 500  # people in one transaction

Make = Callable[[str, str], Message]
"""The message with that text in that language."""


def spread(session: Session, broadcast: Broadcast, make: Make, now: datetime, most: int = SLICE) -> bool:
    """Put the message to the next people into the outbox; True while there are more of them.

    How far it came is kept with the messages, in the same transaction: nobody is left out or written to twice.
    """
    if not broadcast.spreading:
        return False
    spread_one = _first if broadcast.spreading == FIRST else _again
    people = spread_one(session, broadcast, make, now, most)
    if len(people) < most:
        broadcast.spreading = ""
    else:
        broadcast.reached = people[-1]
    session.flush()
    return bool(broadcast.spreading)


def _first(session: Session, broadcast: Broadcast, make: Make, now: datetime, most: int) -> list[int]:
    """A `Recipient` row for each, and a message to those whom a chat reaches, unless it is being stopped."""
    people = page(session, broadcast.audience, broadcast.reached, most)
    stopping = broadcast.state == STOPPING
    queued = {} if stopping else _queue(session, broadcast, people, make, now)
    rows = [
        {
            "broadcast_id": broadcast.id,
            "person_id": member.person_id,
            "outbox_id": queued.get(_key(broadcast, member.person_id)),
            "problem": member.problem or ("cancelled" if stopping else ""),
        }
        for member in people
    ]
    if rows:
        session.connection().execute(insert(Recipient), rows)
    return [member.person_id for member in people]


def _again(session: Session, broadcast: Broadcast, make: Make, now: datetime, most: int) -> list[int]:
    """The same rows once more, or a first message to those who had none."""
    doubtful = broadcast.spreading == DOUBTFUL
    found = missing.rows(session, broadcast, doubtful=doubtful, after=broadcast.reached, most=most)
    people = among(session, broadcast.audience, list(found))
    _requeue(session, broadcast, [one for one in people if found[one.person_id] is not None], found, make, now)
    new = [one for one in people if found[one.person_id] is None and one.reach is not None]
    queued = _queue(session, broadcast, new, make, now)
    rows = [{"who": one.person_id, "row": queued[_key(broadcast, one.person_id)]} for one in new]
    if rows:
        mine = (col(Recipient.broadcast_id) == broadcast.id, col(Recipient.person_id) == bindparam("who"))
        linked = update(Recipient).where(*mine).values(outbox_id=bindparam("row"), problem="")
        session.connection().execute(linked, rows)
    return list(found)


def _key(broadcast: Broadcast, person_id: int) -> str:
    return f"broadcast:{broadcast.id}:{person_id}"


def _queue(
    session: Session, broadcast: Broadcast, people: Iterable[Member], make: Make, now: datetime
) -> dict[str, int]:
    """The new outbox rows of those whom a chat reaches, by key."""
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
        for member in people
        if member.reach is not None
    ]
    if not rows:
        return {}
    session.connection().execute(insert(Outbox), rows)
    new = select(Outbox.key, Outbox.id).where(col(Outbox.key).in_([row["key"] for row in rows]))
    return {key: row_id for key, row_id in session.exec(new) if key is not None and row_id is not None}


def _requeue(
    session: Session,
    broadcast: Broadcast,
    people: list[Member],
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
        for member in people
        if member.reach is not None
    ]
    if not again:
        return
    # Of an `unknown` one nobody knows whether it arrived: sent again, it may be there twice.
    unknown = case((col(Outbox.state) == outbox.UNKNOWN, 1), else_=0)
    fresh = {"state": outbox.QUEUED, "attempts": 0, "reason": "", "detail": "", "message_id": ""}
    statement = (
        update(Outbox)
        .where(col(Outbox.id) == bindparam("row"))
        .values(repeated=Outbox.repeated + unknown, created_at=now, not_before=now, **fresh)
        .values(chat_id=bindparam("to_chat"), account_id=bindparam("to_account"), body=bindparam("as_body"))
    )
    session.connection().execute(statement, again)


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
