"""One learner as the coordinator sees them: their cohorts, whether a chat reaches them, and what may be changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case
from sqlmodel import Session, col, func, select

from storage import audit, chats, outbox, people
from storage.chats import BLOCKED, Chat
from storage.cohorts import NOMINATED, REGISTERED, WITHDRAWN, Cohort, Enrolment
from storage.erasure import ERASED_NAME
from storage.essays import assignments
from storage.outbox import Outbox
from storage.people import Person
from storage.registration import Consent
from storage.units import Unit
from storage.vietnamese import name_key

LINKED, NOT_LINKED, NO_ANSWER = "linked", "not-linked", "blocked"


@dataclass(frozen=True, slots=True)
class Link:
    """Whether the bot reaches a person: `linked`, `not-linked`, or `blocked` by them.

    `since` is when they agreed, `last_in_at` when they last wrote; None where nobody knows.
    """

    state: str
    since: datetime | None = None
    last_in_at: datetime | None = None


def found(session: Session, words: str, limit: int = 20) -> list[Person]:
    """The people whose name holds the words (see `people.search`), without those who were erased."""
    return [person for person in people.search(session, words, limit) if person.name != ERASED_NAME]


def enrolments(session: Session, person_id: int) -> list[tuple[Cohort, Enrolment, str]]:
    """Every enrolment in a running cohort, withdrawn ones too, with the unit's name (or ""), by code."""
    query = (
        select(Cohort, Enrolment, Unit.name)
        .join(Enrolment, col(Enrolment.cohort_id) == Cohort.id)
        .outerjoin(Unit, col(Unit.id) == Enrolment.unit_id)
        .where(Enrolment.person_id == person_id, Cohort.state == "running")
        .order_by(Cohort.code)
    )
    return [(cohort, enrolment, unit or "") for cohort, enrolment, unit in session.exec(query)]


def link_of(session: Session, person_id: int) -> Link:
    """Whether and since when a chat reaches the person."""
    mine = chats.of_person(session, person_id)
    if not mine:
        return Link(NOT_LINKED)
    given = select(func.min(Consent.given_at)).where(
        col(Consent.chat_id).in_([chat.id for chat in mine]), Consent.person_id == person_id
    )
    state = NO_ANSWER if all(chat.state == BLOCKED for chat in mine) else LINKED
    heard = [chat.last_in_at for chat in mine if chat.last_in_at is not None]
    return Link(state, session.exec(given).first() or mine[-1].created_at, max(heard, default=None))


def not_registered(session: Session, cohort_id: int) -> list[tuple[str, str]]:
    """Name and unit (or "") of those on the roster whom no chat reaches yet, in Vietnamese order of names."""
    linked = select(Chat.id).where(Chat.person_id == Enrolment.person_id).correlate(Enrolment).exists()
    query = (
        select(Person.name, Unit.name)
        .join(Enrolment, col(Enrolment.person_id) == Person.id)
        .outerjoin(Unit, col(Unit.id) == Enrolment.unit_id)
        .where(Enrolment.cohort_id == cohort_id, Enrolment.state != WITHDRAWN, ~linked)
    )
    missing = [(name, unit or "") for name, unit in session.exec(query)]
    return sorted(missing, key=lambda one: (name_key(one[0]), one[1]))


def registered(session: Session, cohort_ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """For each of the cohorts that has anybody: how many of its roster a chat reaches, and of how many."""
    linked = select(Chat.id).where(Chat.person_id == Enrolment.person_id).correlate(Enrolment).exists()
    query = (
        select(Enrolment.cohort_id, func.sum(case((linked, 1), else_=0)), func.count())
        .where(col(Enrolment.cohort_id).in_(list(cohort_ids)), Enrolment.state != WITHDRAWN)
        .group_by(col(Enrolment.cohort_id))
    )
    return {cohort_id: (reached, size) for cohort_id, reached, size in session.exec(query)}


def withdraw(session: Session, enrolment: Enrolment, actor_id: int, now: datetime) -> None:
    """The learner has left the cohort: no lessons, reminders or figures of it count them any more."""
    enrolment.state = WITHDRAWN
    assignments.call_back(session, enrolment.cohort_id, enrolment.person_id)
    audit.note(session, now, actor_id, "withdrawn", f"person:{enrolment.person_id}", f"cohort:{enrolment.cohort_id}")


def bring_back(session: Session, enrolment: Enrolment, actor_id: int, now: datetime) -> None:
    """The learner studies in the cohort again."""
    linked = bool(chats.of_person(session, enrolment.person_id))
    enrolment.state = REGISTERED if linked or enrolment.registered_at is not None else NOMINATED
    if linked and enrolment.registered_at is None:
        enrolment.registered_at = now
    audit.note(session, now, actor_id, "brought back", f"person:{enrolment.person_id}", f"cohort:{enrolment.cohort_id}")


def unlink(session: Session, person: Person, actor_id: int, now: datetime) -> None:
    """No chat is this person's any more: what was under way to one stops, and its buttons are dead."""
    assert person.id is not None
    for chat in chats.of_person(session, person.id):
        outbox.cancel(session, col(Outbox.chat_id) == chat.id)
        chat.person_id, chat.offered = None, []
        chat.forget_question()
    audit.note(session, now, actor_id, "unlinked", f"person:{person.id}")
