"""Who is to be phoned: those whom no channel reaches, with what they have not been told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row
from sqlalchemy import select as core_select
from sqlmodel import Field, Session, SQLModel, col, delete, func, select

from storage import audit, outbox
from storage.broadcasts import DRAFT, SCHEDULED, Broadcast, Recipient
from storage.chats import ACTIVE, BLOCKED, Chat
from storage.cohorts import WITHDRAWN, Cohort, Enrolment
from storage.database import UTCDateTime
from storage.lessons import Lesson
from storage.outbox import Outbox
from storage.people import Person
from storage.quizzes import FINISHED, OPEN, Attempt, Quiz, doing
from storage.reminders import Notice
from storage.units import Unit
from storage.vietnamese import name_key

AHEAD = timedelta(hours=36)  # lessons that begin so soon: the evening before is in it, whatever the class's times are
BACK = timedelta(days=7)  # broadcasts that are not older
LESSON, CANCELLED, BROADCAST, QUIZ = "lesson", "cancelled", "broadcast", "quiz"


class Call(SQLModel, table=True):
    """That somebody phoned the person: what was to be told until then has been."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    called_at: datetime = Field(sa_type=UTCDateTime)
    called_by: int | None = Field(default=None, foreign_key="person.id")


@dataclass(frozen=True, slots=True)
class About:
    """What to tell: `lesson` or `cancelled` (with time and place), `broadcast` (its text) or `quiz` (its title)."""

    kind: str
    text: str
    at: datetime
    place: str = ""


@dataclass(frozen=True, slots=True)
class ToCall:
    """One person to phone. `why`: `unregistered`, `blocked`, `unreachable` or `quota`."""

    person_id: int
    name: str
    unit: str
    phone: str
    codes: str
    why: str
    about: tuple[About, ...]


def due(session: Session, now: datetime, closed: Iterable[int] = ()) -> list[ToCall]:
    """Everyone of the running cohorts to phone now, in Vietnamese order of names.

    Not those who want no messages. `closed` are the accounts on which nothing unasked-for goes out any more. Someone
    who was phoned comes back when there is something new to tell.
    """
    people = _unreached(session, set(closed))
    if not people:
        return []
    called = _called(session)
    news = _lessons(session, people, now)
    for person_id, about in [*_broadcasts(session, set(people), now), *_quizzes(session, people, now)]:
        news[person_id].append((about, about.at))
    found = []
    for person_id, rows in people.items():
        since = called.get(person_id)
        new = tuple(one for one, known_at in news[person_id] if since is None or known_at > since)
        if new:
            found.append(_to_call(rows, new))
    return sorted(found, key=lambda one: (name_key(one.name), one.person_id))


def tick(session: Session, person_id: int, actor_id: int, now: datetime) -> None:
    """The person was phoned."""
    session.add(Call(person_id=person_id, called_at=now, called_by=actor_id))
    audit.note(session, now, actor_id, "phoned", f"person:{person_id}")


def untick(session: Session, person_id: int, actor_id: int, now: datetime) -> None:
    """The person was not phoned after all: the last call is taken back."""
    last = select(func.max(Call.id)).where(Call.person_id == person_id).scalar_subquery()
    session.exec(delete(Call).where(col(Call.id) == last))
    audit.note(session, now, actor_id, "not phoned after all", f"person:{person_id}")


def _unreached(session: Session, closed: set[int]) -> dict[int, list[Row[Any]]]:
    """Rows (person, cohort, unit, chat's state) of those whom no chat reaches, by person."""
    mine = select(Chat.id).where(Chat.person_id == Person.id)
    usable = mine.where(Chat.state == ACTIVE, col(Chat.account_id).not_in(closed))
    states = {"active": mine.where(Chat.state == ACTIVE), "blocked": mine.where(Chat.state == BLOCKED), "known": mine}
    columns = (col(Person.id), col(Person.name), col(Person.phone), col(Cohort.code))
    query = (
        core_select(*columns, col(Cohort.id).label("cohort_id"), col(Unit.name).label("unit"))
        .add_columns(*(one.correlate(Person).exists().label(name) for name, one in states.items()))
        .join(Enrolment, col(Enrolment.person_id) == Person.id)
        .join(Cohort, col(Cohort.id) == Enrolment.cohort_id)
        .outerjoin(Unit, col(Unit.id) == Enrolment.unit_id)
        .where(col(Enrolment.state) != WITHDRAWN, col(Cohort.state) == "running")
        .where(~col(Person.stopped), col(Person.erase_at).is_(None), ~usable.correlate(Person).exists())
        .order_by(col(Cohort.code))
    )
    people: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in session.connection().execute(query):
        people[row.id].append(row)
    return people


def _called(session: Session) -> dict[int, datetime]:
    return dict(session.exec(select(Call.person_id, func.max(Call.called_at)).group_by(col(Call.person_id))).all())


def _lessons(
    session: Session, people: dict[int, list[Row[Any]]], now: datetime
) -> defaultdict[int, list[tuple[About, datetime]]]:
    """What there is to tell of lessons, each with since when; not of those of which a reminder arrived."""
    codes = {row.cohort_id for rows in people.values() for row in rows}
    query = select(Lesson).where(
        col(Lesson.cohort_id).in_(codes), Lesson.starts_at > now, Lesson.starts_at <= now + AHEAD
    )
    by_cohort: defaultdict[int, list[tuple[int, About, datetime]]] = defaultdict(list)
    for one in session.exec(query.order_by(col(Lesson.starts_at), col(Lesson.id))):
        kind = CANCELLED if one.state == "cancelled" else LESSON
        since = max(one.changed_at, one.starts_at - AHEAD)
        by_cohort[one.cohort_id].append((one.id or 0, About(kind, one.topic, one.starts_at, one.place), since))
    found: defaultdict[int, list[tuple[About, datetime]]] = defaultdict(list)
    told = _told(session, people, now)
    for person_id, rows in people.items():
        for cohort_id in dict.fromkeys(row.cohort_id for row in rows):
            found[person_id] += [
                (about, since)
                for lesson_id, about, since in by_cohort[cohort_id]
                if about.kind == CANCELLED or (person_id, lesson_id, about.at) not in told
            ]
    return found


def _told(session: Session, people: Iterable[int], now: datetime) -> set[tuple[int, int, datetime]]:
    """(person, lesson, start) of the coming lessons of which a reminder arrived."""
    query = (
        core_select(Notice.person_id, Notice.lesson_id, Notice.starts_at)  # type: ignore[call-overload]
        .join(Outbox, col(Outbox.id) == Notice.outbox_id)
        .where(Notice.starts_at > now, Notice.starts_at <= now + AHEAD, Outbox.state == outbox.SENT)
    )
    mine = set(people)
    return {(row[0], row[1], row[2]) for row in session.connection().execute(query) if row[0] in mine}


def _quizzes(session: Session, people: dict[int, list[Row[Any]]], now: datetime) -> list[tuple[int, About]]:
    """The quizzes opened lately that are open and not done, unless they heard of it."""
    query = select(Quiz).where(Quiz.state == OPEN, col(Quiz.opened_at) > now - BACK)
    open_now = [one for one in session.exec(query) if one.closes_at is None or one.closes_at > now]
    if not open_now:
        return []
    ids = [one.id for one in open_now]
    done = select(Attempt.quiz_id, Attempt.person_id).where(col(Attempt.quiz_id).in_(ids), Attempt.state == FINISHED)
    over: set[str | None] = {doing.opened_key(quiz_id, person_id) for quiz_id, person_id in session.exec(done)}
    sent = core_select(Outbox.key).where(Outbox.kind == "quiz", Outbox.state == outbox.SENT)  # type: ignore[call-overload]
    for one in open_now:
        told = sent.where(col(Outbox.key).like(f"{doing.OPENED}{one.id}:%"))
        over.update(session.connection().execute(told).scalars())
    return [
        (person_id, About(QUIZ, one.title, one.opened_at or now))
        for person_id, rows in people.items()
        for one in open_now
        if any(row.cohort_id == one.cohort_id for row in rows) and doing.opened_key(one.id or 0, person_id) not in over
    ]


def _broadcasts(session: Session, people: set[int], now: datetime) -> list[tuple[int, About]]:
    arrived = (outbox.SENT, outbox.QUEUED, outbox.SENDING)
    query = (
        core_select(Recipient.person_id, Broadcast.text, Broadcast.send_at, Outbox.state)  # type: ignore[call-overload]
        .join(Broadcast, col(Broadcast.id) == Recipient.broadcast_id)
        .outerjoin(Outbox, col(Outbox.id) == Recipient.outbox_id)
        .where(col(Recipient.acknowledged_at).is_(None), col(Broadcast.state).not_in([DRAFT, SCHEDULED]))
        .where(col(Broadcast.send_at) > now - BACK)
        .order_by(col(Broadcast.send_at))
    )
    return [
        (person_id, About(BROADCAST, words, at))
        for person_id, words, at, state in session.connection().execute(query)
        if person_id in people and state not in arrived
    ]


def _to_call(rows: list[Row[Any]], about: tuple[About, ...]) -> ToCall:
    one = rows[0]
    why = "quota" if one.active else "blocked" if one.blocked else "unreachable" if one.known else "unregistered"
    units = ", ".join(dict.fromkeys(row.unit for row in rows if row.unit))
    codes = ", ".join(dict.fromkeys(row.code for row in rows))
    return ToCall(one.id, one.name, units, one.phone, codes, why, about)
