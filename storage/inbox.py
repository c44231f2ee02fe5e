"""What has reached us: each event once, and those that broke their handler in quarantine until they are released."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from importlib import import_module
from typing import Any

from sqlalchemy import and_, bindparam, or_, update
from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, delete, select

from storage.database import UTCDateTime

DONE, FAILING, QUARANTINED, RELEASED = "done", "failing", "quarantined", "retry"
MARKS_KEPT = timedelta(days=3)  # platforms repeat an event for a day at the most
QUARANTINE_KEPT = timedelta(days=30)
TRIES = 5  # an event that breaks its handler this often goes to quarantine


class Inbox(SQLModel, table=True):
    """One event of an account. `body` and `error` are kept only for those that failed."""

    __table_args__ = (UniqueConstraint("account_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id")
    key: str
    state: str = DONE
    tries: int = 0
    body: str = ""
    error: str = ""
    received_at: datetime = Field(sa_type=UTCDateTime, index=True)


_NEW = {"state": DONE, "tries": 0, "body": "", "error": ""}


@cache
def _taking(dialect: str) -> Any:
    """The statement for this database, made once. Its dialect is loaded when it is needed."""
    taking = import_module(f"sqlalchemy.dialects.{dialect}").insert(Inbox).inline().on_conflict_do_nothing()
    return taking.execution_options(preserve_rowcount=True)


def take(session: Session, account_id: int, key: str, now: datetime) -> bool:
    """Mark the event as done in this transaction. False when it was done, or set aside, before."""
    connection = session.connection()
    values = {**_NEW, "account_id": account_id, "key": key, "received_at": now}
    if connection.execute(_taking(connection.dialect.name), values).rowcount == 1:
        return True
    return _take_again(session, account_id, key)


# One statement, so that of two processes that try the same event again one finds nothing to take.
_TAKING_AGAIN = (
    update(Inbox)
    .where(
        col(Inbox.account_id) == bindparam("of_account"),
        col(Inbox.key) == bindparam("event"),
        col(Inbox.state).in_((FAILING, RELEASED)),
    )
    .values(state=DONE, body="", error="")
)


def _take_again(session: Session, account_id: int, key: str) -> bool:
    values = {"of_account": account_id, "event": key}
    return session.connection().execute(_TAKING_AGAIN, values).rowcount == 1


def failed(
    session: Session, account_id: int, key: str, body: str, error: str, now: datetime, *, tries: int = TRIES
) -> str:
    """Count a failure of the event, and say what that means.

    `FAILING`: it must come again. `QUARANTINED`: it is given up after `tries`, and whoever sent it should hear so.
    `DONE`: nothing more to do; its turn was committed after all, though the connection broke before we heard of it, or
    it lies in quarantine, where it had been before.
    """
    row = _find(session, account_id, key)
    if row is None:
        row = Inbox(account_id=account_id, key=key, state=FAILING, received_at=now)
        session.add(row)
    if row.state == DONE:
        return DONE
    was_there = row.state in {QUARANTINED, RELEASED}
    row.tries += 1
    row.state = QUARANTINED if was_there or row.tries >= tries else FAILING
    row.body, row.error = body, error
    return DONE if was_there else row.state


def quarantined(session: Session) -> list[Inbox]:
    """What lies in quarantine, oldest first."""
    return list(session.exec(select(Inbox).where(Inbox.state == QUARANTINED).order_by(col(Inbox.id))))


def release(session: Session, ids: list[int]) -> int:
    """Let the bot try these of the quarantined again; how many they were."""
    statement = update(Inbox).where(col(Inbox.id).in_(ids), col(Inbox.state) == QUARANTINED)
    return session.connection().execute(statement.values(state=RELEASED)).rowcount


def released(session: Session, account_ids: list[int] | None = None, most: int | None = None) -> list[Inbox]:
    """The events that wait to be tried again (of these accounts only), oldest first."""
    query = select(Inbox).where(Inbox.state == RELEASED).order_by(col(Inbox.id)).limit(most)
    return list(session.exec(query if account_ids is None else query.where(col(Inbox.account_id).in_(account_ids))))


def forget(session: Session, now: datetime, most: int) -> int:
    """Drop old marks, and what nobody released from quarantine, what it said too; how many they were."""
    done = and_(col(Inbox.received_at) < now - MARKS_KEPT, col(Inbox.state) == DONE)
    old = select(Inbox.id).where(or_(done, col(Inbox.received_at) < now - QUARANTINE_KEPT)).limit(most)
    ids = session.exec(old).all()
    session.exec(delete(Inbox).where(col(Inbox.id).in_(ids)))
    return len(ids)


def _find(session: Session, account_id: int, key: str) -> Inbox | None:
    query = select(Inbox).where(Inbox.account_id == account_id, Inbox.key == key)
    return session.exec(query.with_for_update()).first()
