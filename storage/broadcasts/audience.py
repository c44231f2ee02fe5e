"""Whom a broadcast is for, which chat reaches each of them, and why some cannot be reached."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row
from sqlalchemy import select as core_select
from sqlmodel import Session, col, func, select

from storage.chats import ACTIVE, BLOCKED, Chat
from storage.cohorts import WITHDRAWN, Cohort, Enrolment
from storage.people import Person
from storage.quizzes import OPEN, Quiz
from storage.quizzes.standing import not_done
from storage.units import Unit
from storage.vietnamese import fold

COHORT, UNIT, EVERYONE, QUIZ = KINDS = ("cohort", "unit", "everyone", "quiz")
NEVER = datetime.min.replace(tzinfo=UTC)


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


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cohort, unit or quiz that may be chosen; `code` is the cohort of a quiz, `people` how many it means."""

    id: int
    name: str
    people: int
    code: str = ""


def members(session: Session, audience: dict[str, Any]) -> list[Member]:
    """Everyone in the audience (nobody who withdrew), whether or not they can be reached."""
    codes: dict[int, list[str]] = defaultdict(list)
    people: dict[int, Row[Any]] = {}
    for row in _enrolled(session, audience):
        people[row.id] = row
        codes[row.id].append(row.code)
    reached = _reached(session)
    return [_member(row, ", ".join(codes[row.id]), reached.get(row.id)) for row in people.values()]


def candidates(session: Session, kind: str) -> list[Candidate]:
    """What may be chosen of that kind, in order of names; empty cohorts and units are left out."""
    if kind == COHORT:
        return _cohorts(session)
    if kind == UNIT:
        return _units(session)
    return _quizzes(session) if kind == QUIZ else []


def subject(session: Session, audience: dict[str, Any]) -> Candidate:
    """What the audience is named after; the name is empty for everyone, and for what was deleted."""
    kind, subject_id = audience["kind"], audience["id"]
    if kind == COHORT and (cohort := session.get(Cohort, subject_id)):
        return Candidate(subject_id, cohort.code, 0, cohort.code)
    if kind == UNIT and (unit := session.get(Unit, subject_id)):
        return Candidate(subject_id, unit.name, 0)
    if kind == QUIZ and (quiz := session.get(Quiz, subject_id)):
        return Candidate(subject_id, quiz.title, 0, session.get_one(Cohort, quiz.cohort_id).code)
    return Candidate(subject_id, "", 0)


def units_of(session: Session, person_ids: Iterable[int]) -> dict[int, str]:
    """The names of the units that sent each of these people, for those who have any."""
    query = (
        select(Enrolment.person_id, Unit.name)
        .join(Unit, col(Unit.id) == Enrolment.unit_id)
        .join(Cohort, col(Cohort.id) == Enrolment.cohort_id)
        .where(Cohort.state == "running", Enrolment.state != WITHDRAWN)
        .where(col(Enrolment.person_id).in_(list(person_ids)))
        .distinct()
        .order_by(Unit.name)
    )
    names: dict[int, list[str]] = defaultdict(list)
    for person_id, name in session.exec(query):
        names[person_id].append(name)
    return {person_id: ", ".join(found) for person_id, found in names.items()}


def _enrolled(session: Session, audience: dict[str, Any]) -> Iterable[Row[Any]]:
    """(id, name, stopped, erase_at, code) for each enrolment that puts a person into the audience."""
    kind, subject_id = audience["kind"], audience["id"]
    query = (
        core_select(  # type: ignore[call-overload]
            Person.id, Person.name, Person.stopped, Person.erase_at, Cohort.code
        )
        .join(Enrolment, col(Enrolment.person_id) == Person.id)
        .join(Cohort, col(Cohort.id) == Enrolment.cohort_id)
        .where(col(Enrolment.state) != WITHDRAWN)
        .order_by(col(Person.id), col(Cohort.code))
    )
    if kind == QUIZ:
        query = query.where(col(Cohort.id) == _cohort_of_quiz(session, subject_id))
        waited_for = set(not_done(session, subject_id))
        return [row for row in session.connection().execute(query) if row.id in waited_for]
    if kind == COHORT:
        query = query.where(col(Cohort.id) == subject_id)
    elif kind == UNIT:
        family = _family(session, subject_id)
        query = query.where(col(Enrolment.unit_id).in_(family), col(Cohort.state) == "running")
    else:
        query = query.where(col(Cohort.state) == "running")
    rows: Sequence[Row[Any]] = session.connection().execute(query).all()
    return rows


def _cohort_of_quiz(session: Session, quiz_id: int) -> int | None:
    return session.exec(select(Quiz.cohort_id).where(Quiz.id == quiz_id)).first()


def _reached(session: Session) -> dict[int, Row[Any]]:
    """For everyone who has a chat, the one to use: an active one before others, then the one used last."""
    columns = (Chat.id, Chat.account_id, Chat.person_id, Chat.state, Chat.language, Chat.last_in_at)
    query = core_select(*columns).where(col(Chat.person_id).is_not(None))  # type: ignore[call-overload]
    rows = session.connection().execute(query).all()
    rows = sorted(rows, key=lambda row: (row.state == ACTIVE, row.last_in_at or NEVER, row.id))
    return {row.person_id: row for row in rows}


def _member(person: Row[Any], codes: str, chat: Row[Any] | None) -> Member:
    problem = _problem(person, chat)
    reach = None if problem or chat is None else Reach(chat.id, chat.account_id, chat.language)
    return Member(person.id, person.name, codes, reach, problem)


def _problem(person: Row[Any], chat: Row[Any] | None) -> str:
    if person.erase_at is not None:
        return "erased"
    if chat is None:
        return "unregistered"
    if person.stopped:
        return "stopped"
    if chat.state == ACTIVE:
        return ""
    return "blocked" if chat.state == BLOCKED else "unreachable"


def _family(session: Session, unit_id: int) -> set[int]:
    """The unit and every unit under it."""
    return _families(session).get(unit_id, {unit_id})


def _families(session: Session) -> dict[int, set[int]]:
    parents = dict(session.exec(select(Unit.id, Unit.parent_id)).all())
    families: dict[int, set[int]] = defaultdict(set)
    for unit_id in parents:
        above: int | None = unit_id
        while above is not None and unit_id not in families[above]:
            families[above].add(unit_id or -1)
            above = parents.get(above)
    return families


def _cohorts(session: Session) -> list[Candidate]:
    query = (
        select(Cohort.id, Cohort.code, func.count(col(Enrolment.id)))
        .join(Enrolment, col(Enrolment.cohort_id) == Cohort.id)
        .where(Cohort.state == "running", Enrolment.state != WITHDRAWN)
        .group_by(col(Cohort.id), Cohort.code)
        .order_by(Cohort.code)
    )
    return [Candidate(cohort_id or -1, code, people) for cohort_id, code, people in session.exec(query)]


def _units(session: Session) -> list[Candidate]:
    query = (
        select(Enrolment.unit_id, Enrolment.person_id)
        .join(Cohort, col(Cohort.id) == Enrolment.cohort_id)
        .where(Cohort.state == "running", Enrolment.state != WITHDRAWN, col(Enrolment.unit_id).is_not(None))
    )
    sent: dict[int, set[int]] = defaultdict(set)
    for unit_id, person_id in session.exec(query):
        sent[unit_id or -1].add(person_id)
    families = _families(session)
    found = [
        Candidate(unit.id or -1, unit.name, len(people))
        for unit in session.exec(select(Unit))
        if (people := set[int]().union(*(sent[one] for one in families[unit.id or -1] if one in sent)))
    ]
    return sorted(found, key=lambda unit: fold(unit.name))


def _quizzes(session: Session) -> list[Candidate]:
    query = (
        select(Quiz, Cohort.code)
        .join(Cohort, col(Cohort.id) == Quiz.cohort_id)
        .where(Quiz.state == OPEN, Cohort.state == "running")
        .order_by(Cohort.code, Quiz.title)
    )
    return [
        Candidate(quiz.id or -1, quiz.title, people, code)
        for quiz, code in session.exec(query)
        if (people := len(not_done(session, quiz.id or -1)))
    ]
