"""What a broadcast may be addressed to: the cohorts, units and quizzes that mean somebody."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session, col, select

from storage import units
from storage.broadcasts.audience import COHORT, QUIZ, UNIT, chosen, size
from storage.cohorts import WITHDRAWN, Cohort, Enrolment
from storage.quizzes import OPEN, Quiz
from storage.units import Unit
from storage.vietnamese import fold


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cohort, unit or quiz that may be chosen; `code` is the cohort of a quiz, `people` how many it means."""

    id: int
    name: str
    people: int = 0
    code: str = ""


def candidates(session: Session, kind: str) -> list[Candidate]:
    """What may be chosen of that kind, in order of names, not counted; what means nobody is left out."""
    if kind == COHORT:
        return _cohorts(session)
    if kind == UNIT:
        return _units(session)
    return _quizzes(session) if kind == QUIZ else []


def with_people(session: Session, kind: str, found: list[Candidate]) -> list[Candidate]:
    """The same, each with how many people it means."""
    return [replace(one, people=size(session, {"kind": kind, "id": one.id})) for one in found]


def subject(session: Session, audience: dict[str, Any]) -> Candidate:
    """What the audience is named after; the name is empty for everyone, and for what was deleted."""
    kind, subject_id = audience["kind"], audience["id"]
    if kind == COHORT and (cohort := session.get(Cohort, subject_id)):
        return Candidate(subject_id, cohort.code, 0, cohort.code)
    if kind == UNIT and (unit := session.get(Unit, subject_id)):
        return Candidate(subject_id, unit.name)
    if kind == QUIZ and (quiz := session.get(Quiz, subject_id)):
        return Candidate(subject_id, quiz.title, 0, session.get_one(Cohort, quiz.cohort_id).code)
    return Candidate(subject_id, "")


def _cohorts(session: Session) -> list[Candidate]:
    somebody = select(Enrolment.id).where(Enrolment.cohort_id == Cohort.id, Enrolment.state != WITHDRAWN)
    query = (
        select(Cohort.id, Cohort.code)
        .where(Cohort.state == "running", somebody.correlate(Cohort).exists())
        .order_by(Cohort.code)
    )
    return [Candidate(cohort_id or -1, code) for cohort_id, code in session.exec(query)]


def _units(session: Session) -> list[Candidate]:
    somebody = (
        select(Enrolment.id)
        .join(Cohort, col(Cohort.id) == Enrolment.cohort_id)
        .where(Enrolment.unit_id == Unit.id, Enrolment.state != WITHDRAWN, Cohort.state == "running")
    )
    sending = set(session.exec(select(Unit.id).where(somebody.correlate(Unit).exists())))
    families = units.families(session)
    found = [
        Candidate(unit_id or -1, name)
        for unit_id, name in session.exec(select(Unit.id, Unit.name))
        if families[unit_id or -1] & sending
    ]
    return sorted(found, key=lambda unit: fold(unit.name))


def _quizzes(session: Session) -> list[Candidate]:
    query = (
        select(Quiz.id, Quiz.title, Cohort.code)
        .join(Cohort, col(Cohort.id) == Quiz.cohort_id)
        .where(Quiz.state == OPEN, Cohort.state == "running")
        .order_by(Cohort.code, Quiz.title)
    )
    found = [Candidate(quiz_id or -1, title, 0, code) for quiz_id, title, code in session.exec(query)]
    return [one for one in found if _means_somebody(session, one.id)]


def _means_somebody(session: Session, quiz_id: int) -> bool:
    query = chosen(session, {"kind": QUIZ, "id": quiz_id}).limit(1)
    return session.connection().execute(query).first() is not None
