"""Inquiries: what learners asked the coordinator, and the answers."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.database import UTCDateTime

OPEN, ANSWERED = "open", "answered"


class Inquiry(SQLModel, table=True):
    """A learner's question to the coordinator, asked in one chat and answered there."""

    id: int | None = Field(default=None, primary_key=True)
    chat_id: int = Field(foreign_key="chat.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    text: str
    state: str = Field(default=OPEN, index=True)
    asked_at: datetime = Field(sa_type=UTCDateTime)
    answer: str = ""
    answered_by: int | None = Field(default=None, foreign_key="person.id")
    answered_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
