"""Cohorts and who is enrolled in them."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, func, select

from storage.database import UTCDateTime
from storage.people import Person
from storage.programmes import Programme
from storage.units import Unit
from storage.vietnamese import fold, name_key

NOMINATED, REGISTERED, STUDYING, FINISHED, WITHDRAWN = (
    "nominated",
    "registered",
    "studying",
    "finished",
    "withdrawn",
)

# No vowels (no words come out by accident), nothing that looks like something else.
CODE_LETTERS = "BCDFGHJKMNPQRTVWXY346789"
CODE_LENGTH = 6


class Cohort(SQLModel, table=True):
    """One run of a programme.

    `join_code` is what the class link and the QR picture carry; it only leads to the roster, which must be
    matched. `evening_at` is the time of the reminder on the evening before (empty: none), `minutes_before`
    that of the one shortly before the lesson (0: none).
    """

    id: int | None = Field(default=None, primary_key=True)
    code: str
    folded: str = Field(unique=True)
    programme_id: int = Field(foreign_key="programme.id")
    join_code: str = Field(unique=True)
    state: str = "running"
    evening_at: str = "19:00"
    minutes_before: int = 60
    created_at: datetime = Field(sa_type=UTCDateTime)


class Enrolment(SQLModel, table=True):
    """One learner in one cohort, sent by one unit."""

    __table_args__ = (UniqueConstraint("cohort_id", "person_id"), Index(None, "unit_id", "person_id"))

    id: int | None = Field(default=None, primary_key=True)
    cohort_id: int = Field(foreign_key="cohort.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    state: str = NOMINATED
    note: str = ""
    registered_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


def called(session: Session, code: str) -> Cohort | None:
    """The cohort with that code, without regard to case and accents."""
    return session.exec(select(Cohort).where(Cohort.folded == fold(code))).first()


def joined_by(session: Session, code: str) -> Cohort | None:
    """The cohort that the join code, or its own code, leads to."""
    found = session.exec(select(Cohort).where(Cohort.join_code == code.strip().upper())).first()
    return found or called(session, code)


def founded(session: Session, code: str, programme: Programme, now: datetime) -> Cohort:
    """The cohort with that code, made when it is new."""
    cohort = called(session, code)
    if cohort is None:
        assert programme.id is not None
        join_code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
        cohort = Cohort(
            code=code.strip(),
            folded=fold(code),
            programme_id=programme.id,
            join_code=join_code,
            created_at=now,
        )
        session.add(cohort)
        session.flush()
    return cohort


def running(session: Session) -> list[Cohort]:
    """The cohorts that are not over, by code."""
    return list(session.exec(select(Cohort).where(Cohort.state == "running").order_by(Cohort.code)))


def of_person(session: Session, person_id: int) -> list[tuple[Cohort, Enrolment]]:
    """The running cohorts in which the person still studies, by code."""
    query = (
        select(Cohort, Enrolment)
        .join(Enrolment, col(Enrolment.cohort_id) == Cohort.id)
        .where(Enrolment.person_id == person_id, Enrolment.state != WITHDRAWN, Cohort.state == "running")
        .order_by(Cohort.code)
    )
    return [(cohort, enrolment) for cohort, enrolment in session.exec(query)]


def enrolment(session: Session, cohort_id: int, person_id: int) -> Enrolment | None:
    return session.exec(
        select(Enrolment).where(Enrolment.cohort_id == cohort_id, Enrolment.person_id == person_id)
    ).first()


def learners(session: Session, cohort_id: int) -> list[Person]:
    """Those who study in the cohort (not the withdrawn), in Vietnamese order of names."""
    query = (
        select(Person)
        .join(Enrolment, col(Enrolment.person_id) == Person.id)
        .where(Enrolment.cohort_id == cohort_id, Enrolment.state != WITHDRAWN)
    )
    return sorted(session.exec(query), key=lambda person: name_key(person.name))


def size(session: Session, cohort_id: int) -> int:
    """How many study in the cohort, the withdrawn left out."""
    query = (
        select(func.count())
        .select_from(Enrolment)
        .where(Enrolment.cohort_id == cohort_id, Enrolment.state != WITHDRAWN)
    )
    return session.exec(query).one()


def register(session: Session, person_id: int, now: datetime) -> None:
    """Mark the person as registered in every cohort whose roster names them."""
    for enrolment in session.exec(
        select(Enrolment).where(Enrolment.person_id == person_id, Enrolment.state == NOMINATED)
    ):
        enrolment.state = REGISTERED
        enrolment.registered_at = now


def with_units(session: Session, person_id: int) -> list[tuple[Cohort, str]]:
    """The running cohorts in which the person studies, each with the name of the unit that sent them (or "")."""
    query = (
        select(Cohort, Unit.name)
        .join(Enrolment, col(Enrolment.cohort_id) == Cohort.id)
        .outerjoin(Unit, col(Unit.id) == Enrolment.unit_id)
        .where(Enrolment.person_id == person_id, Enrolment.state != WITHDRAWN, Cohort.state == "running")
        .order_by(Cohort.code)
    )
    return [(cohort, unit or "") for cohort, unit in session.exec(query)]
