"""Spaced repetition: a learner's own mistakes, asked again just before they would be forgotten."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.database import UTCDateTime

A_DAY = 5  # questions of one day's review
A_DAY_WITH_PLAN = 3  # where the account's plan counts every message


class ReviewCard(SQLModel, table=True):
    """A question that the person once answered wrong, and how well they know it by now.

    `stability` (days) and `difficulty` (1 to 10) are those of FSRS; `due_at` is when it should be asked again,
    `reviews` how often it was.
    """

    __table_args__ = (UniqueConstraint("person_id", "question_id"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    question_id: int = Field(foreign_key="question.id", index=True)
    stability: float
    difficulty: float
    due_at: datetime = Field(sa_type=UTCDateTime)
    reviewed_at: datetime = Field(sa_type=UTCDateTime)
    reviews: int = 0


class ReviewWish(SQLModel, table=True):
    """That the person wants to be told of their review every day at that time (`19:30`), next at `next_at`."""

    person_id: int = Field(foreign_key="person.id", primary_key=True)
    at: str
    next_at: datetime = Field(sa_type=UTCDateTime, index=True)
