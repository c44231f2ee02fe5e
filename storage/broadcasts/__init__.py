"""Broadcasts: a message of a coordinator to an audience, with delivery and acknowledgement per person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, text
from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, select

from storage.database import UTCDateTime, partial_index

DRAFT, SCHEDULED, SENDING, STOPPING, FINISHED, STOPPED, BROKEN = (
    "draft", "scheduled", "sending", "stopping", "finished", "stopped", "broken",
)  # fmt: skip
# Who is being put into the outbox: everyone, once more those who did not get it, or those of whom nobody knows.
FIRST, FAILED, DOUBTFUL = "first", "failed", "doubtful"

# Written out, so that the planner sees that the query wants just the rows of the index.
_UNDER_WAY = "state IN ('scheduled', 'sending', 'stopping')"


class Broadcast(SQLModel, table=True):
    """One broadcast.

    `audience` is {"kind": "cohort" | "unit" | "everyone" | "quiz", "id": …} (quiz: those who have not done it).
    `send_at` is when it is to begin, or began. `progress_id` is the last outbox row that counts up in the chat
    of whoever set it going. While it is `stopping` nothing new goes out; what was on its way still settles.
    It is `broken` when putting it into the outbox failed.

    It goes into the outbox in slices: `spreading` says for whom (empty: all are there), everyone up to the
    person with the id `reached` is. `people` and `reachable` were counted when it began, `sent` when it ended.
    `bodies_from`: the texts in the outbox before that row were emptied; None: all of them.
    """

    __table_args__ = (partial_index("ix_broadcast_under_way", _UNDER_WAY, "send_at"),)

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
    spreading: str = ""
    reached: int = 0
    people: int = 0
    reachable: int = 0
    sent: int = 0
    bodies_from: int | None = 0


class Recipient(SQLModel, table=True):
    """One person of the audience. `outbox_id` is the message; None with `problem` when no chat reaches them."""

    __table_args__ = (UniqueConstraint("broadcast_id", "person_id"),)

    id: int | None = Field(default=None, primary_key=True)
    broadcast_id: int = Field(foreign_key="broadcast.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    outbox_id: int | None = Field(default=None, foreign_key="outbox.id", index=True)
    problem: str = ""
    acknowledged_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


def drafted(session: Session, author_id: int, kind: str, subject_id: int, now: datetime) -> Broadcast:
    """A new draft for that audience, still without text."""
    draft = Broadcast(author_id=author_id, audience={"kind": kind, "id": subject_id}, created_at=now)
    session.add(draft)
    session.flush()
    return draft


def held(session: Session, broadcast_id: int) -> Broadcast | None:
    """The broadcast, locked until the end of the turn so that two presses cannot both send it."""
    return session.get(Broadcast, broadcast_id, with_for_update=True)


def recent(session: Session, limit: int) -> list[Broadcast]:
    """The newest broadcasts that are more than drafts, the newest (or furthest ahead) first."""
    query = (
        select(Broadcast)
        .where(Broadcast.state != DRAFT)
        .order_by(col(Broadcast.send_at).desc(), col(Broadcast.id).desc())
        .limit(limit)
    )
    return list(session.exec(query))


def under_way(session: Session, now: datetime) -> list[Broadcast]:
    """Those that are going out, and those that were to begin by now; none that another process looks after."""
    query = (
        select(Broadcast)
        .where(text(_UNDER_WAY), col(Broadcast.send_at) <= now)
        .order_by(col(Broadcast.send_at), col(Broadcast.id))
        .with_for_update(skip_locked=True)
    )
    return list(session.exec(query))
