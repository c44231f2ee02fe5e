"""Every table of the database, gathered so that migrations see all of them."""

from sqlmodel import SQLModel

from storage import (  # noqa: F401  # their tables register themselves
    accounts,
    audit,
    broadcasts,
    calls,
    chats,
    cohorts,
    essays,
    inbox,
    inquiries,
    leases,
    lessons,
    linking,
    live,
    outbox,
    people,
    plans,
    programmes,
    quizzes,
    registration,
    reminders,
    reviews,
    stored,
    units,
    uploads,
)

METADATA = SQLModel.metadata
