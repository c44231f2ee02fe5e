"""Lessons: when and where a cohort meets, and what changed since someone last looked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlmodel import Field, Session, SQLModel, col, select

from storage.chats import ACTIVE, BEST_LAST, Chat
from storage.cohorts import WITHDRAWN, Cohort, Enrolment
from storage.database import UTCDateTime
from storage.people import Person

PLANNED, CANCELLED = "planned", "cancelled"
NEW, MOVED, PLACE, DETAILS = "new", "moved", "place", "details"


class Lesson(SQLModel, table=True):
    """One meeting. `sequence` grows by one with every change (iCalendar's SEQUENCE), `uid` never changes."""

    id: int | None = Field(default=None, primary_key=True)
    cohort_id: int = Field(foreign_key="cohort.id", index=True)
    starts_at: datetime = Field(sa_type=UTCDateTime, index=True)
    ends_at: datetime = Field(sa_type=UTCDateTime)
    topic: str
    instructor: str = ""
    place: str = ""
    periods: int | None = None
    state: str = PLANNED
    sequence: int = 0
    uid: str = Field(default_factory=lambda: uuid4().hex, unique=True)
    changed_at: datetime = Field(sa_type=UTCDateTime)


class LessonSeen(SQLModel, table=True):
    """The state of a lesson that a person saw when they last asked for the timetable."""

    person_id: int = Field(foreign_key="person.id", primary_key=True)
    lesson_id: int = Field(foreign_key="lesson.id", primary_key=True)
    sequence: int
    starts_at: datetime = Field(sa_type=UTCDateTime)
    place: str = ""
    state: str = PLANNED


@dataclass(frozen=True, slots=True)
class LessonChange:
    """What became different about a lesson.

    `kind` is `new`, `moved`, `place`, `details` (topic or instructor) or `cancelled`; `was_at` and `was_place`
    are when and where it would have been (None and empty for a new one).
    """

    lesson: Lesson
    kind: str
    was_at: datetime | None = None
    was_place: str = ""

    def concerns(self, now: datetime) -> bool:
        """Whether the lesson, as it was or as it is, still lies ahead."""
        return self.lesson.starts_at > now or (self.was_at is not None and self.was_at > now)


def of_cohort(session: Session, cohort_id: int) -> list[Lesson]:
    """Every lesson of the cohort, cancelled ones too, by time."""
    return list(
        session.exec(
            select(Lesson).where(Lesson.cohort_id == cohort_id).order_by(col(Lesson.starts_at), col(Lesson.id))
        )
    )


def of_person(session: Session, person_id: int, *, after: datetime | None = None) -> list[tuple[Lesson, Cohort]]:
    """The lessons of the person's running cohorts, cancelled ones too, by time.

    With `after`, only those that end later.
    """
    query = (
        select(Lesson, Cohort)
        .join(Cohort, col(Cohort.id) == Lesson.cohort_id)
        .join(Enrolment, col(Enrolment.cohort_id) == Cohort.id)
        .where(Enrolment.person_id == person_id, Enrolment.state != WITHDRAWN, Cohort.state == "running")
        .order_by(col(Lesson.starts_at), col(Lesson.id))
    )
    if after is not None:
        query = query.where(Lesson.ends_at > after)
    return [(lesson, cohort) for lesson, cohort in session.exec(query)]


def next_of_cohort(session: Session, cohort_id: int, now: datetime) -> Lesson | None:
    """The next lesson of the cohort that is not cancelled."""
    query = (
        select(Lesson)
        .where(Lesson.cohort_id == cohort_id, Lesson.state == PLANNED, Lesson.starts_at > now)
        .order_by(col(Lesson.starts_at))
    )
    return session.exec(query).first()


def unseen(session: Session, person_id: int, lessons: Sequence[Lesson], now: datetime) -> list[LessonChange]:
    """What changed about these lessons since the person last saw them (see `mark_seen`), by time.

    Cohorts of which the person has not seen any lesson yet are left out: all would be new.
    """
    seen = _seen(session, person_id)
    query = select(Lesson.cohort_id).where(col(Lesson.id).in_(list(seen))).distinct()
    known = set(session.exec(query)) if seen else set()
    changes = [
        _since(lesson, seen.get(lesson.id or 0))
        for lesson in lessons
        if lesson.cohort_id in known and lesson.ends_at > now
    ]
    return [change for change in changes if change is not None]


def _since(lesson: Lesson, seen: LessonSeen | None) -> LessonChange | None:
    if seen is None or (seen.state == CANCELLED and lesson.state == PLANNED):
        return LessonChange(lesson, NEW) if lesson.state == PLANNED else None
    if lesson.sequence == seen.sequence or lesson.state == seen.state == CANCELLED:
        return None
    kind = DETAILS
    if lesson.state == CANCELLED:
        kind = CANCELLED
    elif lesson.starts_at != seen.starts_at:
        kind = MOVED
    elif lesson.place != seen.place:
        kind = PLACE
    return LessonChange(lesson, kind, seen.starts_at, seen.place)


def mark_seen(session: Session, person_id: int, lessons: Sequence[Lesson]) -> None:
    """The person has now seen these lessons as they are."""
    seen = _seen(session, person_id)
    for lesson in lessons:
        assert lesson.id is not None
        row = seen.get(lesson.id) or LessonSeen(
            person_id=person_id, lesson_id=lesson.id, sequence=-1, starts_at=lesson.starts_at
        )
        if row.sequence != lesson.sequence:
            row.sequence, row.starts_at = lesson.sequence, lesson.starts_at
            row.place, row.state = lesson.place, lesson.state
            session.add(row)


def _seen(session: Session, person_id: int) -> dict[int, LessonSeen]:
    rows = session.exec(select(LessonSeen).where(LessonSeen.person_id == person_id))
    return {row.lesson_id: row for row in rows}


def only_these(session: Session, cohort_id: int, these: Sequence[Lesson]) -> bool:
    """Whether the cohort has no other lessons, past or cancelled: its timetable is new."""
    query = select(Lesson.id).where(
        Lesson.cohort_id == cohort_id, col(Lesson.id).not_in([lesson.id for lesson in these])
    )
    return session.exec(query).first() is None


def chats_of_learners(session: Session, cohort_id: int) -> list[Chat]:
    """The chats that reach the cohort's learners: one each, not of the withdrawn, nor of who wants no messages."""
    query = (
        select(Chat)
        .join(Person, col(Person.id) == Chat.person_id)
        .join(Enrolment, col(Enrolment.person_id) == Person.id)
        .where(Enrolment.cohort_id == cohort_id, Enrolment.state != WITHDRAWN)
        .where(Chat.state == ACTIVE, ~col(Person.stopped))
        .order_by(*BEST_LAST)
    )
    return list({chat.person_id: chat for chat in session.exec(query)}.values())
