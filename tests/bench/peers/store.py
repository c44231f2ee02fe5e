"""The peers' database for the quiz, as SQLModel's and SQLAlchemy's documentation have it: async sessions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, DateTime, UniqueConstraint, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel import Field, SQLModel

MOMENT: Any = DateTime(timezone=True)


class Inbox(SQLModel, table=True):
    """That an update was taken: its effects and this mark are one transaction."""

    update_id: int = Field(primary_key=True)
    received_at: datetime = Field(sa_type=MOMENT)


class Learner(SQLModel, table=True):
    """A registered learner and their chat."""

    id: int | None = Field(default=None, primary_key=True)
    chat: int = Field(unique=True)
    name: str
    last_in_at: datetime | None = Field(default=None, sa_type=MOMENT)


class Question(SQLModel, table=True):
    """One question of the quiz, at its position from 1."""

    id: int | None = Field(default=None, primary_key=True)
    position: int = Field(unique=True)
    stem: str
    options: list[str] = Field(sa_column=Column(JSON, nullable=False))
    right: int
    explanation: str = ""


class Attempt(SQLModel, table=True):
    """One learner's go at the quiz; `position` is the question being asked."""

    id: int | None = Field(default=None, primary_key=True)
    learner_id: int = Field(foreign_key="learner.id", index=True)
    position: int = 1
    points: float = 0.0
    finished_at: datetime | None = Field(default=None, sa_type=MOMENT)


class Answer(SQLModel, table=True):
    """What was answered to one question in one attempt."""

    __table_args__ = (UniqueConstraint("attempt_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    attempt_id: int = Field(foreign_key="attempt.id")
    position: int
    given: int
    points: float
    answered_at: datetime = Field(sa_type=MOMENT)


class Outbox(SQLModel, table=True):
    """What must be sent; the row is committed with the facts it speaks of."""

    id: int | None = Field(default=None, primary_key=True)
    chat: int
    body: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    state: str = Field(default="queued", index=True)
    created_at: datetime = Field(sa_type=MOMENT)


def opened(url: str, driver: str = "psycopg") -> AsyncEngine:
    """The engine, as durable as ours; `driver` is the one for PostgreSQL.

    One connection to SQLite, since it writes one at a time: with the pool's usual five the turns wait for each other in
    its busy handler, which sleeps.
    """
    if not url.startswith("sqlite"):
        return create_async_engine(url.replace("+psycopg", f"+{driver}"))
    engine = create_async_engine(
        url.replace("sqlite", "sqlite+aiosqlite"), pool_size=1, max_overflow=0, pool_timeout=60
    )

    @event.listens_for(engine.sync_engine, "connect")
    def connected(connection: Any, _entry: object) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine
