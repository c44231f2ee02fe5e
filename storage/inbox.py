"""What has reached us: each event once, and those that broke their handler in quarantine."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Any

from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, delete, select

from storage.database import UTCDateTime

DONE, FAILING, QUARANTINED = "done", "failing", "quarantined"
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
    """The statement for this database. Its dialect is loaded when it is needed: the other one costs time."""
    return import_module(f"sqlalchemy.dialects.{dialect}").insert(Inbox).on_conflict_do_nothing()


def take(session: Session, account_id: int, key: str, now: datetime) -> bool:
    """Mark the event as done in this transaction. False when it was done, or set aside, before."""
    connection = session.connection()
    values = {**_NEW, "account_id": account_id, "key": key, "received_at": now}
    if connection.execute(_taking(connection.dialect.name), values).rowcount == 1:
        return True
    return _take_again(session, account_id, key)


def _take_again(session: Session, account_id: int, key: str) -> bool:
    row = _find(session, account_id, key)
    if row is None or row.state != FAILING:
        return False
    row.state, row.body, row.error = DONE, "", ""
    return True


def failed(
    session: Session, account_id: int, key: str, body: str, error: str, now: datetime, *, tries: int = TRIES
) -> bool:
    """Count a failure of the event. True when it is given up after `tries` and lies in quarantine now."""
    row = _find(session, account_id, key)
    if row is None:
        row = Inbox(account_id=account_id, key=key, received_at=now)
        session.add(row)
    row.tries += 1
    row.state = QUARANTINED if row.tries >= tries else FAILING
    row.body, row.error = body, error
    return row.state == QUARANTINED


def quarantined(session: Session) -> list[Inbox]:
    """What lies in quarantine, oldest first."""
    return list(session.exec(select(Inbox).where(Inbox.state == QUARANTINED).order_by(col(Inbox.id))))


def forget_before(session: Session, before: datetime) -> None:
    """Drop the marks of events older than that; platforms repeat an event for a day at the most."""
    session.exec(delete(Inbox).where(col(Inbox.received_at) < before, col(Inbox.state) == DONE))


def _find(session: Session, account_id: int, key: str) -> Inbox | None:
    return session.exec(select(Inbox).where(Inbox.account_id == account_id, Inbox.key == key)).first()
