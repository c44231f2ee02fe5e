"""Whom a broadcast is for, which chat reaches each of them, and why some cannot be reached."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, case
from sqlalchemy import select as core_select
from sqlmodel import Session, col, func, select

from storage import units
from storage.chats import ACTIVE, BEST_FIRST, BLOCKED, Chat
from storage.cohorts import WITHDRAWN, Cohort, Enrolment
from storage.people import Person
from storage.quizzes import FINISHED, Attempt, Quiz
from storage.units import Unit

COHORT, UNIT, EVERYONE, QUIZ = KINDS = ("cohort", "unit", "everyone", "quiz")
PAGE = 500  # people looked at in one go

_ACTIVE_FIRST = case((col(Chat.state) == ACTIVE, 1), else_=0).desc()


@dataclass(frozen=True, slots=True)
class Reach:
    """The chat that reaches a person."""

    chat_id: int
    account_id: int
    language: str


@dataclass(frozen=True, slots=True)
class Member:
    """One person of an audience, once, however many cohorts they are in.

    `codes` are the cohorts for which they belong to it. `problem` says why `reach` is None: `unregistered`,
    `blocked`, `unreachable` (the chat is gone), `stopped` (wants no messages) or `erased` (asked to be forgotten).
    """

    person_id: int
    name: str
    codes: str
    reach: Reach | None
    problem: str = ""


@dataclass(slots=True)
class Counts:
    """How many people of an audience each account reaches, and how many have which problem (see `Member`)."""

    accounts: Counter[int] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)

    @property
    def reachable(self) -> int:
        return self.accounts.total()

    @property
    def people(self) -> int:
        return self.reachable + self.problems.total()


def chosen(session: Session, audience: dict[str, Any], *columns: Any) -> Any:
    """The query for the columns (the person's id) of each enrolment that puts somebody into the audience."""
    kind, subject_id = audience["kind"], audience["id"]
    query = (
        core_select(*(columns or (col(Enrolment.person_id),)))
        .select_from(Enrolment)
        .join(Cohort, col(Cohort.id) == Enrolment.cohort_id)
        .where(col(Enrolment.state) != WITHDRAWN)
    )
    if kind == QUIZ:
        cohort_id = session.exec(select(Quiz.cohort_id).where(Quiz.id == subject_id)).first()
        return query.where(col(Enrolment.cohort_id) == cohort_id, ~_has_done(subject_id))
    if kind == COHORT:
        return query.where(col(Enrolment.cohort_id) == subject_id)
    if kind == UNIT:
        family = units.families(session).get(subject_id, {subject_id})
        query = query.where(col(Enrolment.unit_id).in_(family))
    return query.where(col(Cohort.state) == "running")


def members(session: Session, audience: dict[str, Any]) -> Iterator[Member]:
    """Everyone in the audience (nobody who withdrew), whether or not they can be reached, by id."""
    found = page(session, audience, 0)
    while found:
        yield from found
        found = page(session, audience, found[-1].person_id)


def page(session: Session, audience: dict[str, Any], after: int, most: int = PAGE) -> list[Member]:
    """The first of the audience beyond the person with that id."""
    mine = col(Enrolment.person_id)
    query = chosen(session, audience).where(mine > after).distinct().order_by(mine).limit(most)
    return among(session, audience, session.connection().execute(query).scalars().all())


def among(session: Session, audience: dict[str, Any], person_ids: Collection[int]) -> list[Member]:
    """Those of these people (a page at the most) who belong to the audience, by id."""
    query = (
        chosen(session, audience, Person.id, Person.name, Person.stopped, Person.erase_at, Cohort.code)
        .join(Person, col(Person.id) == Enrolment.person_id)
        .where(col(Enrolment.person_id).in_(person_ids))
        .order_by(col(Person.id), col(Cohort.code))
    )
    codes: dict[int, list[str]] = defaultdict(list)
    people: dict[int, Row[Any]] = {}
    for row in session.connection().execute(query):
        people[row.id] = row
        codes[row.id].append(row.code)
    reached = _reached(session, list(people))
    return [_member(row, ", ".join(codes[row.id]), reached.get(row.id)) for row in people.values()]


def size(session: Session, audience: dict[str, Any]) -> int:
    """How many people are in the audience."""
    query = chosen(session, audience, func.count(col(Enrolment.person_id).distinct()))
    found: int = session.connection().execute(query).scalar_one()
    return found


def counted(session: Session, audience: dict[str, Any]) -> Counts:
    """How many of the audience each account reaches, and how many cannot be reached, and why."""
    erased = col(Person.erase_at).is_not(None)
    groups = (erased, col(Person.stopped), col(Chat.state), col(Chat.account_id))
    query = (
        core_select(*groups, func.count())
        .select_from(Person)
        .outerjoin(Chat, col(Chat.id) == _best_chat())
        .where(col(Person.id).in_(chosen(session, audience)))
        .group_by(*groups)
    )
    found = Counts()
    for is_erased, stopped, state, account_id, people in session.connection().execute(query):
        problem = _problem(is_erased, stopped, state)
        if problem:
            found.problems[problem] += people
        else:
            found.accounts[account_id] += people
    return found


def units_of(session: Session, person_ids: Iterable[int]) -> dict[int, str]:
    """The names of the units that sent each of these people, for those who have any."""
    query = (
        select(Enrolment.person_id, Unit.name)
        .join(Unit, col(Unit.id) == Enrolment.unit_id)
        .join(Cohort, col(Cohort.id) == Enrolment.cohort_id)
        .where(Cohort.state == "running", Enrolment.state != WITHDRAWN)
        .distinct()
        .order_by(Unit.name)
    )
    wanted = list(person_ids)
    names: dict[int, list[str]] = defaultdict(list)
    for start in range(0, len(wanted), PAGE):
        some = col(Enrolment.person_id).in_(wanted[start : start + PAGE])
        for person_id, name in session.exec(query.where(some)):
            names[person_id].append(name)
    return {person_id: ", ".join(found) for person_id, found in names.items()}


def _has_done(quiz_id: int) -> Any:
    done = (Attempt.quiz_id == quiz_id, Attempt.state == FINISHED, Attempt.person_id == Enrolment.person_id)
    return select(Attempt.id).where(*done).correlate(Enrolment).exists()


def _best_chat() -> Any:
    """The chat to use for a person: an active one before others, then the best (`chats.BEST_FIRST`)."""
    mine = select(Chat.id).where(Chat.person_id == Person.id).correlate(Person)
    return mine.order_by(_ACTIVE_FIRST, *BEST_FIRST).limit(1).scalar_subquery()


def _reached(session: Session, person_ids: Collection[int]) -> dict[int, Row[Any]]:
    """For those of them who have a chat, the one to use (see `_best_chat`)."""
    query = (
        core_select(Chat.id, Chat.account_id, Chat.person_id, Chat.state, Chat.language)  # type: ignore[call-overload]
        .where(col(Chat.person_id).in_(person_ids))
        .order_by(_ACTIVE_FIRST, *BEST_FIRST)
    )
    found: dict[int, Row[Any]] = {}
    for row in session.connection().execute(query):
        found.setdefault(row.person_id, row)
    return found


def _member(person: Row[Any], codes: str, chat: Row[Any] | None) -> Member:
    problem = _problem(person.erase_at is not None, person.stopped, None if chat is None else chat.state)
    reach = None if problem or chat is None else Reach(chat.id, chat.account_id, chat.language)
    return Member(person.id, person.name, codes, reach, problem)


def _problem(erased: bool, stopped: bool, chat: str | None) -> str:
    if erased:
        return "erased"
    if chat is None:
        return "unregistered"
    if stopped:
        return "stopped"
    if chat == ACTIVE:
        return ""
    return "blocked" if chat == BLOCKED else "unreachable"
