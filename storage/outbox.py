"""What must go out: every message of the bot is a row here, committed with the facts it speaks of."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Column, Row, bindparam, exists, func, insert, literal_column, or_, update
from sqlalchemy import select as core_select
from sqlalchemy.orm import aliased
from sqlmodel import Field, Session, SQLModel, col, select

from storage.accounts import Account
from storage.chats import Chat
from storage.database import UTCDateTime, partial_index
from storage.messages import Message

REPLY, NOTICE = 0, 1  # the lanes: replies go first, and never wait behind notices
QUEUED, SENDING, SENT, FAILED, UNKNOWN, EXPIRED, CANCELLED = (
    "queued", "sending", "sent", "failed", "unknown", "expired", "cancelled",
)  # fmt: skip
OVER = (SENT, FAILED, UNKNOWN, EXPIRED, CANCELLED)
RESEND, HOLD = "resend", "hold"  # what to do with a message of which nobody knows whether it arrived
REASONS = ("network", "rate", "refused", "blocked", "unreachable", "moved", "unsure", "unknown", "quota")
UNSENT = "state IN ('queued', 'sending')"  # as the partial index has it
BELL = "chuong_outbox"  # what PostgreSQL's LISTEN and NOTIFY call it
LEASE = timedelta(seconds=60)  # longer than any single send may take


class Outbox(SQLModel, table=True):
    """One message to one chat.

    `kind` says what it is for (reply, reminder, change, broadcast, …); a `progress` row is dropped where it
    cannot replace an earlier message. `key` makes a message happen once: a second row with it is not made.
    `not_before` holds it back, after `expires_at` it is not sent any more. `follows` is the row whose message
    it replaces, `edits` the platform's id of such a message. `repeated` counts sends after which nobody knew
    whether the message had arrived.
    """

    __table_args__ = (
        partial_index("ix_outbox_waiting", "state = 'queued'", "account_id", "lane", "not_before", "id"),
        partial_index("ix_outbox_unsent", "state IN ('queued', 'sending')", "chat_id", "lane", "id"),
        partial_index("ix_outbox_sending", "state = 'sending'", "lease_until"),
        partial_index("ix_outbox_broadcast", "broadcast_id IS NOT NULL", "broadcast_id", "id"),
        partial_index("ix_outbox_broadcast_unsent", f"broadcast_id IS NOT NULL AND {UNSENT}", "broadcast_id"),
        partial_index("ix_outbox_old", "broadcast_id IS NULL", "created_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id")
    chat_id: int = Field(foreign_key="chat.id", index=True)
    lane: int = REPLY
    kind: str = "reply"
    key: str | None = Field(default=None, unique=True)
    body: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    state: str = QUEUED
    policy: str = RESEND
    created_at: datetime = Field(sa_type=UTCDateTime)
    not_before: datetime = Field(sa_type=UTCDateTime)
    expires_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    attempts: int = 0
    repeated: int = 0
    claimed_by: str = ""
    lease_until: datetime | None = Field(default=None, sa_type=UTCDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    message_id: str = ""
    follows: int | None = Field(default=None, foreign_key="outbox.id", index=True)
    edits: str = ""
    reason: str = ""
    detail: str = ""
    broadcast_id: int | None = Field(default=None, foreign_key="broadcast.id")


# Statements are made once: building one costs several times what SQLite needs to run it. The states stand in
# them as literals, since only so SQLite sees that the partial indexes above serve.
_IS_QUEUED: Any = literal_column("'queued'")
_IS_SENDING: Any = literal_column("'sending'")
_NEW: dict[str, Any] = {
    column.name: column.default.arg if column.default is not None else None
    for column in Outbox.__table__.columns  # type: ignore[attr-defined]
    if column.name != "id"
}
_PUT = insert(Outbox)


def put(
    session: Session, chat: Chat, message: Message, *, now: datetime, lane: int = REPLY, **details: Any
) -> int | None:
    """Queue a message to the chat and return its id; None when one with the same `key` was queued before.

    `details` are further columns of `Outbox`: kind, key, not_before, expires_at, policy, follows, edits,
    broadcast_id. The buttons of a notice start to work at once.
    """
    key = details.get("key")
    if key is not None and session.exec(select(Outbox.id).where(Outbox.key == key)).first() is not None:
        return None
    about = {"account_id": chat.account_id, "chat_id": chat.id, "lane": lane, "body": message.to_json()}
    values = {**_NEW, **about, "created_at": now, "not_before": now, **details}
    key_of_row = session.connection().execute(_PUT, values).inserted_primary_key
    assert key_of_row is not None
    row_id: int = key_of_row[0]
    if lane == NOTICE and message.choices:
        chat.allow(message.choices)
    return row_id


def claim(session: Session, account_id: int, claimer: str, now: datetime, limit: int) -> Sequence[Row[Any]]:
    """Move up to `limit` rows that may go out now to `sending`, and return them, the first to send first.

    Replies come before notices. A row waits while an earlier one of the same chat and lane is on its way or
    is being tried again. Each row: id, chat_id, chat, lane, kind, body, edits, policy, attempts, repeated,
    expires_at, created_at.
    """
    connection = session.connection()
    ids: list[int] = []
    values = {"account": account_id, "claimer": claimer, "now": now, "lease": now + LEASE}
    for lane in (REPLY, NOTICE):  # one lane at a time, so that the index gives the order
        if len(ids) < limit:
            ids += connection.execute(_CLAIM, {**values, "in_lane": lane, "most": limit - len(ids)}).scalars().all()
    if not ids:
        return []
    connection.execute(_NOTE_CLAIM, {"account": account_id, "now": now})
    return connection.execute(_TO_SEND, {"ids": ids}).all()


def _claiming() -> Any:
    now = bindparam("now", type_=UTCDateTime())
    earlier: Any = aliased(Outbox)
    blocked = exists().where(
        earlier.chat_id == Outbox.chat_id,
        earlier.lane == bindparam("in_lane"),
        earlier.id < Outbox.id,
        earlier.state.in_([_IS_QUEUED, _IS_SENDING]),
        or_(earlier.state == _IS_SENDING, earlier.attempts > 0, earlier.not_before <= now),
    )
    chosen = (
        select(Outbox.id)
        .where(
            Outbox.account_id == bindparam("account"),
            Outbox.lane == bindparam("in_lane"),
            col(Outbox.state) == _IS_QUEUED,
            col(Outbox.not_before) <= now,
            ~blocked,
        )
        .order_by(col(Outbox.not_before), col(Outbox.id))
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True)
        .cte("chosen")
    )
    moved = {"state": SENDING, "claimed_by": bindparam("claimer"), "lease_until": bindparam("lease")}
    return (
        update(Outbox)
        .where(col(Outbox.id).in_(select(chosen.c.id)))
        .values(attempts=Outbox.attempts + 1, **moved)
        .returning(col(Outbox.id))
    )


def _to_be_sent() -> Any:
    before: Any = aliased(Outbox)
    columns = (Outbox.id, Outbox.chat_id, Outbox.lane, Outbox.kind, Outbox.body, Outbox.policy)
    counts = (Outbox.attempts, Outbox.repeated, Outbox.expires_at, Outbox.created_at)
    edits = func.coalesce(func.nullif(Outbox.edits, ""), before.message_id, "").label("edits")
    return (
        core_select(*columns, *counts, col(Chat.external_id).label("chat"), edits)  # type: ignore[call-overload]
        .join(Chat, col(Chat.id) == Outbox.chat_id)
        .outerjoin(before, before.id == Outbox.follows)
        .where(col(Outbox.id).in_(bindparam("ids", expanding=True)))
        .order_by(col(Outbox.lane), col(Outbox.id))
    )


_CLAIM, _TO_SEND = _claiming(), _to_be_sent()
# So that a process that starts a moment after another one ended keeps the pace.
_NOTE_CLAIM = (
    update(Account)
    .where(col(Account.id) == bindparam("account"))
    .values(claimed_at=bindparam("now", type_=UTCDateTime()))
)


def mark(session: Session, row_id: int, claimer: str, **values: Any) -> bool:
    """Write the end of a send. False when the row is not this claimer's any more; nothing is written then."""
    statement = update(Outbox).where(
        col(Outbox.id) == row_id, col(Outbox.claimed_by) == claimer, col(Outbox.state) == SENDING
    )
    values = {"claimed_by": "", "lease_until": None, **values}
    return session.connection().execute(statement.values(values)).rowcount == 1


def take(session: Session, ids: Sequence[int], claimer: str, now: datetime) -> Sequence[Row[Any]]:
    """Move these queued rows to `sending` too, and return them as `claim` does."""
    statement = update(Outbox).where(col(Outbox.id).in_(ids), col(Outbox.state) == _IS_QUEUED)
    moved = {"state": SENDING, "claimed_by": claimer, "lease_until": now + LEASE, "attempts": Outbox.attempts + 1}
    taken = session.connection().execute(statement.values(moved).returning(col(Outbox.id))).scalars().all()
    return session.connection().execute(_TO_SEND, {"ids": taken}).all()


def due_notices(session: Session, account_id: int, now: datetime, most: int) -> Sequence[int]:
    """The first ids of the notices that wait on the account and are due."""
    query = (
        core_select(Outbox.id)  # type: ignore[call-overload]
        .where(Outbox.account_id == account_id, Outbox.lane == NOTICE)
        .where(col(Outbox.state) == _IS_QUEUED, col(Outbox.not_before) <= now)
        .order_by(col(Outbox.not_before), col(Outbox.id))
        .limit(most)
    )
    found: Sequence[int] = session.connection().execute(query).scalars().all()
    return found


def release_stale(
    session: Session, account_id: int, now: datetime, *, before: datetime | None = None, alive: Collection[int] = ()
) -> int:
    """Settle rows whose sender died while sending, and return how many they were.

    Nobody knows whether they arrived: under `resend` they are queued again and counted as repeated, under
    `hold` they become `unknown`. With `before`, only those whose lease ended by then are stale. The rows
    `alive` are left alone: someone is still sending them.
    """
    stale = [col(Outbox.account_id) == account_id, col(Outbox.state) == _IS_SENDING, col(Outbox.id).not_in(alive)]
    if before is not None:
        stale.append(col(Outbox.lease_until) < before)
    settled = 0
    for policy, values in (
        (RESEND, {"state": QUEUED, "not_before": now, "repeated": Outbox.repeated + 1}),
        (HOLD, {"state": UNKNOWN, "reason": "unsure"}),
    ):
        statement = update(Outbox).where(*stale, col(Outbox.policy) == policy)
        freed = {"claimed_by": "", "lease_until": None, **values}
        settled += session.connection().execute(statement.values(freed)).rowcount
    return settled


def cancel(session: Session, *conditions: Any, forget: bool = False) -> int:
    """Cancel the queued rows for which all conditions hold, and return how many they were.

    With `forget` their keys are free again, so that the same may be said another time.
    """
    values = {"state": CANCELLED, **({"key": None} if forget else {})}
    statement = update(Outbox).where(col(Outbox.state) == QUEUED, *conditions).values(values)
    return session.connection().execute(statement).rowcount


@dataclass(frozen=True, slots=True)
class Backlog:
    """What of an account's lane is due and still waits; `oldest` is since when the first of it is due."""

    account_id: int
    lane: int
    count: int
    oldest: datetime


def backlog(session: Session, now: datetime) -> list[Backlog]:
    """What waits, by account and lane."""
    query = (
        core_select(Outbox.account_id, Outbox.lane, func.count(), func.min(Outbox.not_before))  # type: ignore[call-overload]
        .where(col(Outbox.state) == _IS_QUEUED, col(Outbox.not_before) <= now)
        .group_by(Outbox.account_id, Outbox.lane)
        .order_by(Outbox.account_id, Outbox.lane)
    )
    return [Backlog(*row) for row in session.connection().execute(query)]


def paused(session: Session) -> dict[int, datetime]:
    """Until when accounts are paused that were told to wait."""
    rows = session.exec(select(Account.id, Account.paused_until).where(col(Account.paused_until).is_not(None)))
    return {account: until for account, until in rows if account is not None and until is not None}


def ring(session: Session, account_id: int) -> None:
    """Tell the processes that listen on PostgreSQL that something waits for the account."""
    session.connection().execute(select(func.pg_notify(BELL, str(account_id))))


def next_due(session: Session, account_id: int) -> datetime | None:
    """When the next queued row may go out, or None when nothing waits."""
    query = select(func.min(Outbox.not_before)).where(Outbox.account_id == account_id, Outbox.state == QUEUED)
    return session.exec(query).first()


def reply_after(session: Session, row: Outbox) -> int | None:
    """The first reply to the same chat that was queued after that row, or None.

    Within a turn that is the turn's own answer, since a chat has one turn at a time.
    """
    query = select(Outbox.id).where(col(Outbox.id) > row.id, Outbox.chat_id == row.chat_id, Outbox.kind == "reply")
    return session.exec(query.order_by(col(Outbox.id)).limit(1)).first()


def waiting(session: Session, now: datetime) -> tuple[int, datetime | None]:
    """How many messages should have gone out by now and wait, and since when the oldest of them does."""
    query = select(func.count(col(Outbox.id)), func.min(Outbox.not_before))
    return session.exec(query.where(Outbox.state == QUEUED, col(Outbox.not_before) <= now)).one()
