"""Every table of the database, gathered so that migrations see all of them."""

from sqlmodel import SQLModel

from storage import (
    accounts,
    audit,
    broadcasts,
    chats,
    cohorts,
    inbox,
    inquiries,
    lessons,
    outbox,
    people,
    programmes,
    quizzes,
    registration,
    reminders,
    units,
    uploads,
)

MODULES = (
    accounts,
    audit,
    broadcasts,
    chats,
    cohorts,
    inbox,
    inquiries,
    lessons,
    outbox,
    people,
    programmes,
    quizzes,
    registration,
    reminders,
    units,
    uploads,
)

# Constraints get names, so that a later migration can change them on both databases.
NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
METADATA = SQLModel.metadata
METADATA.naming_convention = NAMING
