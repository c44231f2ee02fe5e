"""Broadcasts: a message of a coordinator to an audience, with delivery and acknowledgement per person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel, UniqueConstraint

from storage.database import UTCDateTime

DRAFT, SCHEDULED, SENDING, FINISHED, STOPPED = "draft", "scheduled", "sending", "finished", "stopped"


class Broadcast(SQLModel, table=True):
    """One broadcast.

    `audience` is {"kind": "cohort" | "unit" | "everyone" | "quiz", "id": …} (quiz: those who have not done it).
    `progress_id` is the message in the author's chat that counts up while it goes out.
    """

    id: int | None = Field(default=None, primary_key=True)
    author_id: int = Field(foreign_key="person.id")
    audience: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    text: str = ""
    state: str = DRAFT
    acknowledge: bool = False
    policy: str = "resend"
    created_at: datetime = Field(sa_type=UTCDateTime)
    send_at: datetime | None = Field(default=None, sa_type=UTCDateTime, index=True)
    finished_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    progress_id: int | None = None


class Recipient(SQLModel, table=True):
    """One person of the audience. `outbox_id` is the message; None with `problem` when no chat reaches them."""

    __table_args__ = (UniqueConstraint("broadcast_id", "person_id"),)

    id: int | None = Field(default=None, primary_key=True)
    broadcast_id: int = Field(foreign_key="broadcast.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    outbox_id: int | None = Field(default=None, foreign_key="outbox.id", index=True)
    problem: str = ""
    acknowledged_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
