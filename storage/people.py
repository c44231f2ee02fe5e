"""The people of the centre: learners as the roster names them, and those who run the classes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, Session, SQLModel, col, select

from storage.database import UTCDateTime, partial_index
from storage.vietnamese import births_match, fold, name_key

COORDINATOR = "coordinator"
INSTRUCTOR = "instructor"  # a coordinator may do what an instructor does
LEARNER = "learner"
REMINDER_WISHES = ("both", "evening", "hour", "none")


class Person(SQLModel, table=True):
    """One person.

    `birth` is `1990-03-05`, `1990` when only the year is known, or empty. `folded` is the name without
    accents and case. `roles` are those granted beyond being a learner, `staff` is whether there are any.
    `erase_at` is when the person asked to be forgotten plus the days to change one's mind, `was_stopped` is
    whether messages had been stopped before that.
    """

    __table_args__ = (
        partial_index("ix_person_staff", "staff = 1", "id"),
        partial_index("ix_person_erase_at", "erase_at IS NOT NULL", "erase_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    name: str
    folded: str = Field(index=True)
    birth: str = ""
    gender: str = ""
    phone: str = ""
    position: str = ""
    education: str = ""
    party_date: str = ""
    roles: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    staff: bool = False
    reminders: str = "both"
    stopped: bool = False
    was_stopped: bool = False
    created_at: datetime = Field(sa_type=UTCDateTime)
    erase_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


def named(session: Session, name: str, *, now: datetime, **details: Any) -> Person:
    """A new person."""
    person = Person(name=name, folded=fold(name), created_at=now, **details)
    session.add(person)
    session.flush()
    return person


def with_name(session: Session, name: str) -> list[Person]:
    """Everyone of that name, without regard to accents, case and spaces."""
    return list(session.exec(select(Person).where(Person.folded == fold(name)).order_by(col(Person.id))))


def matching(session: Session, name: str, birth: str) -> list[Person]:
    """Everyone of that name who was, or may have been, born then (those without a birth date are left out)."""
    return [person for person in with_name(session, name) if person.birth and births_match(person.birth, birth)]


def search(session: Session, words: str, limit: int = 20) -> list[Person]:
    """People whose name holds the words, in Vietnamese order."""
    query = select(Person).where(col(Person.folded).contains(fold(words), autoescape=True)).limit(limit)
    return sorted(session.exec(query), key=lambda person: name_key(person.name))


def with_role(session: Session, role: str) -> list[Person]:
    """Everyone to whom the role was granted."""
    staff = session.exec(select(Person).where(col(Person.staff)).order_by(col(Person.id)))
    return [person for person in staff if role in person.roles]


def grant(person: Person, role: str) -> None:
    """Give the person the role. A new list, since a change within the old one would not be noticed."""
    if role not in person.roles:
        person.roles, person.staff = [*person.roles, role], True


def withdraw_roles(person: Person) -> None:
    """The person is a learner and nothing else."""
    person.roles, person.staff = [], False
