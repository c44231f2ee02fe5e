"""The reminders that are due, and whom to tell of them: a batch of people at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import select as core_select
from sqlalchemy import update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from storage import chats, plans
from storage.chats import Chat
from storage.cohorts import WITHDRAWN, Cohort, Enrolment
from storage.lessons import PLANNED, Lesson
from storage.people import Person
from storage.reminders import EVENING, HOUR, RULES_OF_WISH, WAITING, Notice, Reminder

MOST_PEOPLE = 2000  # told in one transaction, so that nobody who writes meanwhile waits for long
MOST_REMINDERS = 5000


class Due(NamedTuple):
    """A due reminder of one lesson, with what its notice says."""

    id: int
    rule: str
    reached: int
    lesson_id: int
    cohort_id: int
    starts_at: datetime
    ends_at: datetime
    topic: str
    instructor: str
    place: str
    cohort: str


class Reader(NamedTuple):
    """A person who is to be told, and the chat in which that happens."""

    person_id: int
    wish: str
    chat_id: int
    account_id: int
    language: str


@dataclass(frozen=True, slots=True)
class Telling:
    """One message that is to be made: to whom, by which rule, and of which lessons."""

    reader: Reader
    rule: str
    lessons: tuple[Due, ...]


@dataclass(slots=True)
class Batch:
    """What to tell now. `done` are the reminders of which everyone will have been told, `reached` the others.

    `more`: there are people left to be told.
    """

    tellings: list[Telling] = field(default_factory=list)
    done: list[int] = field(default_factory=list)
    reached: dict[int, int] = field(default_factory=dict)
    more: bool = False


def due(session: Session, now: datetime) -> list[Due]:
    """The reminders that are due of lessons that have not begun, the longest due first."""
    lesson = (Lesson.cohort_id, Lesson.starts_at, Lesson.ends_at, Lesson.topic, Lesson.instructor, Lesson.place)
    query = (
        core_select(Reminder.id, Reminder.rule, Reminder.reached, Reminder.lesson_id, *lesson, Cohort.code)  # type: ignore[call-overload]
        .join(Lesson, col(Lesson.id) == Reminder.lesson_id)
        .join(Cohort, col(Cohort.id) == Lesson.cohort_id)
        .where(Reminder.state == WAITING, Reminder.due_at <= now)
        .where(Lesson.state == PLANNED, Lesson.starts_at == Reminder.starts_at, Lesson.starts_at > now)
        .order_by(col(Reminder.due_at), col(Reminder.id))
        .limit(MOST_REMINDERS)
    )
    return [Due(*row) for row in session.connection().execute(query)]


def hold(session: Session, held: Iterable[Due], until: datetime) -> None:
    """Let these reminders wait until then."""
    ids = [one.id for one in held]
    session.connection().execute(update(Reminder).where(col(Reminder.id).in_(ids)).values(due_at=until))


def batch(session: Session, dues: Sequence[Due], zone: ZoneInfo) -> Batch:
    """Whom to tell of these lessons in this transaction; those who were told already are left out."""
    by_cohort: defaultdict[int, list[Due]] = defaultdict(list)
    for one in dues:
        by_cohort[one.cohort_id].append(one)
    found = Batch()
    chosen, cohorts_of = _next_people(session, by_cohort, found)
    if not cohorts_of:
        return found
    told = _told(session, [one.lesson_id for one in dues], cohorts_of)
    limited = plans.limited(session)
    for reader in _readers(session, chosen, cohorts_of):
        rules = RULES_OF_WISH[reader.wish]
        wanted = [
            one
            for cohort_id in cohorts_of[reader.person_id]
            for one in by_cohort[cohort_id]
            if one.rule in rules and (one.lesson_id, reader.person_id, one.rule, one.starts_at) not in told
        ]
        if reader.account_id in limited:  # a plan counts: once a lesson is enough
            wanted = [one for one in wanted if (one.lesson_id, reader.person_id, EVENING, one.starts_at) not in told]
        found.tellings += _grouped(reader, wanted, zone)
    return found


def _next_people(
    session: Session, by_cohort: dict[int, list[Due]], found: Batch
) -> tuple[list[int], dict[int, list[int]]]:
    """The first cohorts, and their people up to the limit, each with those of all these cohorts they study in."""
    chosen = _first_cohorts(session, list(by_cohort))
    reached = min(one.reached for cohort_id in chosen for one in by_cohort[cohort_id])
    query = (
        core_select(Enrolment.person_id, Enrolment.cohort_id)  # type: ignore[call-overload]
        .where(col(Enrolment.cohort_id).in_(chosen), Enrolment.state != WITHDRAWN)
        .order_by(col(Enrolment.person_id))
    )
    if len(chosen) == 1:
        query = query.where(Enrolment.person_id > reached).limit(MOST_PEOPLE)
    rows = session.connection().execute(query).all()
    ids = [one.id for cohort_id in chosen for one in by_cohort[cohort_id]]
    if len(chosen) == 1 and len(rows) == MOST_PEOPLE:
        found.reached = dict.fromkeys(ids, rows[-1].person_id)
    else:
        found.done = ids
    found.more = bool(found.reached) or len(chosen) < len(by_cohort)
    cohorts_of: defaultdict[int, list[int]] = defaultdict(list)
    for person_id, cohort_id in rows:
        cohorts_of[person_id].append(cohort_id)
    if by_cohort.keys() - set(chosen) and cohorts_of:
        _add_others(session, chosen, by_cohort, cohorts_of)
    return chosen, cohorts_of


def _add_others(
    session: Session, chosen: list[int], by_cohort: dict[int, list[Due]], cohorts_of: dict[int, list[int]]
) -> None:
    """Add the cohorts beyond the chosen ones in which these people have a lesson that is due too."""
    mine = select(Enrolment.person_id).where(col(Enrolment.cohort_id).in_(chosen))
    other = aliased(Enrolment)
    query = core_select(other.person_id, other.cohort_id).where(  # type: ignore[call-overload]
        col(other.person_id).in_(mine), other.state != WITHDRAWN, col(other.cohort_id).not_in(chosen)
    )
    for person_id, cohort_id in session.connection().execute(query):
        if cohort_id in by_cohort and person_id in cohorts_of:
            cohorts_of[person_id].append(cohort_id)


def _first_cohorts(session: Session, cohort_ids: list[int]) -> list[int]:
    """As many of the cohorts, in order, as there is room for; at least one."""
    query = (
        core_select(Enrolment.cohort_id, func.count())  # type: ignore[call-overload]
        .where(col(Enrolment.cohort_id).in_(cohort_ids))
        .group_by(col(Enrolment.cohort_id))
    )
    sizes: dict[int, int] = dict(session.connection().execute(query).all())
    chosen, people = cohort_ids[:1], sizes.get(cohort_ids[0], 0)
    for cohort_id in cohort_ids[1:]:
        people += sizes.get(cohort_id, 0)
        if people > MOST_PEOPLE:
            break
        chosen.append(cohort_id)
    return chosen


def _told(session: Session, lesson_ids: list[int], people: Collection[int]) -> set[tuple[int, int, str, datetime]]:
    query = core_select(Notice.lesson_id, Notice.person_id, Notice.rule, Notice.starts_at).where(  # type: ignore[call-overload]
        col(Notice.lesson_id).in_(lesson_ids), col(Notice.person_id).between(min(people), max(people))
    )
    return {tuple(row) for row in session.connection().execute(query)}


def _readers(session: Session, cohort_ids: list[int], people: Collection[int]) -> Iterable[Reader]:
    """Those of the cohorts' people who can be reached and want to be, each in the chat used last."""
    # Not a list of 5,000 numbers: SQLAlchemy takes longer over each of them than the database.
    enrolled = select(Enrolment.person_id).where(col(Enrolment.cohort_id).in_(cohort_ids))
    query = (
        core_select(Person.id, Person.reminders, Chat.id, Chat.account_id, Chat.language)  # type: ignore[call-overload]
        .join(Person, col(Person.id) == Chat.person_id)
        .where(
            col(Chat.person_id).in_(enrolled), col(Chat.person_id).between(min(people), max(people)),
            Chat.state == chats.ACTIVE, ~col(Person.stopped),
        )
        .order_by(*chats.BEST_LAST)
    )  # fmt: skip
    return {row[0]: Reader(*row) for row in session.connection().execute(query) if row[0] in people}.values()


def _grouped(reader: Reader, wanted: list[Due], zone: ZoneInfo) -> Iterator[Telling]:
    """One message for what is due shortly, and one for each day of which the evening before has come."""
    soon = {one.lesson_id for one in wanted if one.rule == HOUR}
    groups: defaultdict[tuple[str, date | None], list[Due]] = defaultdict(list)
    for one in wanted:
        if one.rule == HOUR:
            groups[HOUR, None].append(one)
        elif one.lesson_id not in soon:  # both at once would say the same thing twice
            groups[EVENING, one.starts_at.astimezone(zone).date()].append(one)
    for (rule, _), lessons in groups.items():
        if len(lessons) > 1:
            lessons.sort(key=lambda one: (one.starts_at, one.id))
        yield Telling(reader, rule, tuple(lessons))
