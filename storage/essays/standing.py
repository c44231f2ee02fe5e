"""Where learners stand with their essays: one person's, and everybody's of an assignment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import select as core_select
from sqlmodel import Session, col, func, select

from storage.cohorts import WITHDRAWN, Cohort, Enrolment
from storage.essays import (
    DRAFT,
    GATHERING,
    HANDED_IN,
    OPEN,
    Assignment,
    EssayMark,
    Submission,
    late_by,
)
from storage.essays.marking import comments, given
from storage.people import Person
from storage.units import Unit
from storage.vietnamese import name_key

TOLD_AFTER = timedelta(minutes=10)  # in which a marker can put a slip right before the learner hears of the mark


@dataclass(frozen=True, slots=True)
class Essay:
    """How one person stands with one assignment.

    `handed_in_at` is None for who has not; `unfinished` says that something is being gathered. `mark` is the final one
    of 10, None before the learner may know it, `comments` those of the markers.
    """

    assignment_id: int
    title: str
    cohort_id: int
    cohort_code: str
    due_at: datetime
    is_open: bool
    unfinished: bool
    submission_id: int | None = None
    handed_in_at: datetime | None = None
    late: timedelta | None = None
    code: str = ""
    mark: float | None = None
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One learner of the class in an assignment, as staff see them; `marks` by slot."""

    person_id: int
    name: str
    unit: str
    submission: Submission | None
    late: timedelta | None
    unfinished: bool
    marks: dict[int, EssayMark] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Figures:
    """How many of `learners` handed in, of these late, with a final mark, in dispute."""

    learners: int
    handed_in: int
    late: int
    marked: int
    disputed: int

    @property
    def missing(self) -> int:
        return self.learners - self.handed_in


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of `learners` handed in, and of these have a final mark."""

    learners: int
    handed_in: int
    marked: int


def is_told(submission: Submission, now: datetime) -> bool:
    """Whether the learner may know the mark by now."""
    return submission.settled_at is not None and submission.settled_at + TOLD_AFTER <= now


def of_person(session: Session, person_id: int, now: datetime) -> list[Essay]:
    """The person's essays in their running cohorts, closed ones too, the earlier deadline first."""
    query = (
        select(Assignment, Cohort)
        .join(Cohort, col(Cohort.id) == Assignment.cohort_id)
        .join(Enrolment, col(Enrolment.cohort_id) == Cohort.id)
        .where(Enrolment.person_id == person_id, Enrolment.state != WITHDRAWN, Cohort.state == "running")
        .where(Assignment.state != DRAFT)
        .order_by(col(Assignment.due_at), col(Assignment.id))
    )
    mine = session.exec(query).all()
    ids = [assignment.id for assignment, _ in mine]
    found = _submissions(session, ids, person_id) if ids else {}
    return [
        _essay(assignment, cohort, found.get((assignment.id or 0, person_id), []), now, session)
        for assignment, cohort in mine
    ]


def of_assignment(session: Session, assignment: Assignment) -> list[Row]:
    """Everyone who studies in the class, in Vietnamese order of names."""
    query = (
        select(Person.id, Person.name, func.coalesce(Unit.name, ""))
        .join(Enrolment, col(Enrolment.person_id) == Person.id)
        .outerjoin(Unit, col(Unit.id) == Enrolment.unit_id)
        .where(Enrolment.cohort_id == assignment.cohort_id, Enrolment.state != WITHDRAWN)
    )
    people = sorted(session.exec(query), key=lambda row: (name_key(row[1]), row[0] or 0))
    found = _submissions(session, [assignment.id])
    marks = _marks(session, [assignment.id])
    return [
        _row(assignment, (person_id or 0, name, unit), found.get((assignment.id or 0, person_id or 0), []), marks)
        for person_id, name, unit in people
    ]


def figures(session: Session, assignment: Assignment) -> Figures:
    """The assignment in numbers."""
    rows = of_assignment(session, assignment)
    done = [row.submission for row in rows if row.submission is not None]
    return Figures(
        learners=len(rows),
        handed_in=len(done),
        late=sum(row.late is not None for row in rows),
        marked=sum(one.mark is not None for one in done),
        disputed=sum(one.disputed for one in done),
    )


def tallies(session: Session, found: Sequence[Assignment]) -> dict[int, Tally]:
    """For each assignment the few numbers of a list, in one query for all of them."""
    done, marked = func.count(col(Submission.id)), func.count(col(Submission.mark))
    query = (
        core_select(Assignment.id, func.count(), done, marked)  # type: ignore[call-overload]
        .join(Enrolment, col(Enrolment.cohort_id) == Assignment.cohort_id)
        .outerjoin(
            Submission,
            (col(Submission.assignment_id) == Assignment.id)
            & (col(Submission.person_id) == Enrolment.person_id)
            & (col(Submission.state) == HANDED_IN),
        )
        .where(col(Assignment.id).in_([one.id for one in found]), col(Enrolment.state) != WITHDRAWN)
        .group_by(col(Assignment.id))
    )
    rows = {number: Tally(total, handed_in, with_mark) for number, total, handed_in, with_mark in session.exec(query)}
    return {one.id or 0: rows.get(one.id or 0, Tally(0, 0, 0)) for one in found}


def missing(session: Session, assignment: Assignment) -> list[int]:
    """The ids of those who study in the class and have not handed in."""
    return [row.person_id for row in of_assignment(session, assignment) if row.submission is None]


def handed_in_as(session: Session, code: str) -> tuple[Submission, Assignment] | None:
    """What was handed in under the code of a receipt, whether or not it was replaced later."""
    query = select(Submission, Assignment).join(Assignment, col(Assignment.id) == Submission.assignment_id)
    return session.exec(query.where(Submission.code == code.strip().upper())).first()


def _submissions(
    session: Session, assignment_ids: Sequence[int | None], person_id: int | None = None
) -> dict[tuple[int, int], list[Submission]]:
    """For (assignment, person): what is being gathered and what was handed in, without what was replaced."""
    query = select(Submission).where(col(Submission.assignment_id).in_(assignment_ids))
    query = query.where(col(Submission.state).in_((GATHERING, HANDED_IN)))
    if person_id is not None:
        query = query.where(Submission.person_id == person_id)
    found: dict[tuple[int, int], list[Submission]] = {}
    for one in session.exec(query):
        found.setdefault((one.assignment_id, one.person_id), []).append(one)
    return found


def _marks(session: Session, assignment_ids: Sequence[int | None]) -> dict[int, dict[int, EssayMark]]:
    query = (
        select(EssayMark)
        .join(Submission, col(Submission.id) == EssayMark.submission_id)
        .where(col(Submission.assignment_id).in_(assignment_ids))
        .order_by(col(EssayMark.slot))
    )
    found: dict[int, dict[int, EssayMark]] = {}
    for mark in session.exec(query):
        found.setdefault(mark.submission_id, {})[mark.slot] = mark
    return found


def _essay(assignment: Assignment, cohort: Cohort, found: list[Submission], now: datetime, session: Session) -> Essay:
    assert assignment.due_at is not None
    done = next((one for one in found if one.state == HANDED_IN), None)
    unfinished = any(one.state == GATHERING and one.last_at is not None for one in found)
    essay = Essay(
        assignment.id or 0, assignment.title, cohort.id or 0, cohort.code, assignment.due_at,
        assignment.state == OPEN, unfinished,
    )  # fmt: skip
    if done is None:
        return essay
    told = is_told(done, now)
    return replace(
        essay, submission_id=done.id, handed_in_at=done.handed_in_at, late=late_by(assignment, done),
        code=done.code or "", mark=done.mark if told else None,
        comments=tuple(comments(list(given(session, done.id or 0).values()))) if told else (),
    )  # fmt: skip


def _row(
    assignment: Assignment, who: tuple[int, str, str], found: list[Submission], marks: dict[int, dict[int, EssayMark]]
) -> Row:
    done = next((one for one in found if one.state == HANDED_IN), None)
    unfinished = any(one.state == GATHERING and one.last_at is not None for one in found)
    late = None if done is None else late_by(assignment, done)
    return Row(*who, done, late, unfinished, {} if done is None else marks.get(done.id or 0, {}))
