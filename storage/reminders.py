"""Reminders: which notices fall due before a lesson, and the mark that makes each happen once."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from storage.database import UTCDateTime

EVENING, HOUR = "evening", "hour"  # the rules: the evening before, and shortly before the lesson
WAITING, DONE, EXPIRED = "waiting", "done", "expired"


class Reminder(SQLModel, table=True):
    """A rule of one lesson: when `due_at` has come, everyone concerned gets a notice."""

    __table_args__ = (UniqueConstraint("lesson_id", "rule"),)

    id: int | None = Field(default=None, primary_key=True)
    lesson_id: int = Field(foreign_key="lesson.id")
    rule: str
    due_at: datetime = Field(sa_type=UTCDateTime, index=True)
    state: str = WAITING


class Notice(SQLModel, table=True):
    """That a person was told, by a rule, of a lesson at that time; `outbox_id` is the message that does it."""

    __table_args__ = (UniqueConstraint("person_id", "lesson_id", "rule", "starts_at"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    lesson_id: int = Field(foreign_key="lesson.id", index=True)
    rule: str
    starts_at: datetime = Field(sa_type=UTCDateTime)
    outbox_id: int = Field(foreign_key="outbox.id", index=True)
