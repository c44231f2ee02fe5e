"""Marking essays: what waits for whom, the marks, and which one is final."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_
from sqlalchemy import select as core_select
from sqlmodel import Session, col, func, select

from storage.cohorts import Cohort
from storage.essays import (
    DECISION,
    FIRST,
    HANDED_IN,
    REPLACED,
    SECOND,
    Assignment,
    EssayMark,
    Marking,
    Submission,
    SubmissionPart,
)
from storage.essays.gathering import forget
from storage.people import COORDINATOR, INSTRUCTOR, Person
from storage.quizzes.marks import MOST, rounded
from storage.vietnamese import fold

FURTHEST_APART = 2  # points; beyond that a coordinator decides
ESSAY, DECIDE, ANSWER = "bai", "xu", "cau"  # what is being marked, as buttons say it
_HAIR = 1e-9
_MARK = re.compile(r"(?:diem )?([0-9]{1,2})(?: ?[.,] ?([0-9]{1,2})?|( ruoi))?(?: ?/ ?10)?(?: ?(?:diem|d))?\.?")


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for one marker: so many of `kind` for the assignment, or the quiz, with that id."""

    kind: str
    id: int
    title: str
    cohort: str
    count: int


def read_mark(text: str) -> float | None:
    """The mark of 10 with at most two decimals that was typed; None for anything else.

    `7,5`, `8.25`, `9 điểm`, `điểm 9`, `9/10`, `7 rưỡi`.
    """
    found = _MARK.fullmatch(fold(text))
    if found is None:
        return None
    mark = float(f"{found[1]}.{'5' if found[3] else found[2] or 0}")
    return mark if mark <= MOST else None


def waiting(session: Session, person_id: int, *, decides: bool) -> list[Waiting]:
    """The essays that wait for the person, by assignment; those to decide about come first."""
    found = _counted(session, ESSAY, _mine(person_id))
    return [*_counted(session, DECIDE, _disputed(person_id)), *found] if decides else found


def following(session: Session, assignment_id: int, person_id: int, kind: str, after: int = 0) -> Submission | None:
    """The first submission after that id that waits for the person (or for a decision)."""
    condition = _disputed(person_id) if kind == DECIDE else _mine(person_id)
    query = (
        select(Submission)
        .join(Assignment, col(Assignment.id) == Submission.assignment_id)
        .where(condition, Submission.assignment_id == assignment_id, col(Submission.id) > after)
        .order_by(col(Submission.id))
    )
    return session.exec(query.limit(1)).first()


def left(session: Session, assignment_id: int, person_id: int, kind: str) -> int:
    """How many of the assignment wait for the person (or for a decision)."""
    condition = _disputed(person_id) if kind == DECIDE else _mine(person_id)
    query = (
        select(func.count(col(Submission.id)))
        .join(Assignment, col(Assignment.id) == Submission.assignment_id)
        .where(condition, Submission.assignment_id == assignment_id)
    )
    return session.exec(query).one()


def without_marker(session: Session) -> list[tuple[Assignment, int, int | None]]:
    """The essays of running classes that wait for a marker who may not mark (any more): with the slot, and who it is.

    Nobody marks their own.
    """
    found = []
    for slot, marker in ((FIRST, Assignment.first_marker_id), (SECOND, Assignment.second_marker_id)):
        unmarked = select(Submission.id).where(
            Submission.assignment_id == Assignment.id, Submission.state == HANDED_IN, ~_marked(slot), ~_marked(DECISION)
        )
        own = unmarked.where(Submission.person_id == marker).correlate(Assignment).exists()
        query = (
            select(Assignment, marker, own)
            .join(Cohort, col(Cohort.id) == Assignment.cohort_id)
            .where(Cohort.state == "running", unmarked.correlate(Assignment).exists())
            .order_by(col(Assignment.id))
        )
        for assignment, person_id, is_own in session.exec(query):
            roles = [] if person_id is None else session.get_one(Person, person_id).roles
            may = bool({INSTRUCTOR, COORDINATOR} & set(roles)) and not is_own
            if not may and (slot, person_id) != (SECOND, None):
                found.append((assignment, slot, person_id))
    return found


def slot_of(session: Session, submission: Submission, person_id: int, kind: str) -> int | None:
    """Which mark of the submission the person may give or change now; None for none, as for their own."""
    if submission.state != HANDED_IN or submission.person_id == person_id:
        return None
    decided = DECISION in given(session, submission.id or 0)
    if kind == DECIDE:
        return DECISION if submission.disputed or decided else None
    assignment = session.get_one(Assignment, submission.assignment_id)
    if decided:  # by a coordinator, who has the last word
        return None
    return {assignment.second_marker_id: SECOND, assignment.first_marker_id: FIRST}.get(person_id)


def given(session: Session, submission_id: int) -> dict[int, EssayMark]:
    """The marks of the submission by slot."""
    query = select(EssayMark).where(EssayMark.submission_id == submission_id).order_by(col(EssayMark.slot))
    return {mark.slot: mark for mark in session.exec(query)}


def comments(marks: Sequence[EssayMark]) -> list[str]:
    """What the markers said, in order."""
    return [mark.comment for mark in marks if mark.comment]


def note(
    session: Session, person_id: int, kind: str, subject_id: int, mark: float, now: datetime, comment: str = ""
) -> None:
    """The person is about to give that mark, with that comment."""
    fresh = Marking(
        person_id=person_id, kind=kind, subject_id=subject_id, mark=mark, comment=comment, created_at=now
    )  # fmt: skip
    session.merge(fresh)
    session.flush()


def noted(session: Session, person_id: int, kind: str, subject_id: int) -> Marking | None:
    """What the person is about to give, if it is for that essay or answer."""
    found = session.get(Marking, person_id)
    return found if found is not None and (found.kind, found.subject_id) == (kind, subject_id) else None


def give(session: Session, submission: Submission, slot: int, about: Marking, now: datetime) -> None:
    """The mark is given, or changed; then the submission has a final mark, is in dispute, or waits for another."""
    mark = given(session, submission.id or 0).get(slot)
    if mark is None:
        mark = EssayMark(submission_id=submission.id or 0, slot=slot, marker_id=about.person_id, mark=0, marked_at=now)
    mark.mark, mark.comment, mark.marker_id, mark.marked_at = about.mark, about.comment, about.person_id, now
    session.add(mark)
    session.delete(about)
    session.flush()
    _settle(session, submission, now)


def _settle(session: Session, submission: Submission, now: datetime) -> None:
    marks = given(session, submission.id or 0)
    assignment = session.get_one(Assignment, submission.assignment_id)
    submission.disputed = False
    submission.mark = None
    if DECISION in marks:
        submission.mark = marks[DECISION].mark
    elif assignment.second_marker_id is None and FIRST in marks:
        submission.mark = marks[FIRST].mark
    elif FIRST in marks and SECOND in marks:
        one, other = marks[FIRST].mark, marks[SECOND].mark
        submission.disputed = abs(one - other) > FURTHEST_APART + _HAIR
        submission.mark = None if submission.disputed else rounded((one + other) / 2)
    submission.settled_at = None if submission.mark is None else now
    if submission.mark is not None:
        _forget_replaced(session, submission)
    session.flush()


def _forget_replaced(session: Session, submission: Submission) -> None:
    """What the person had handed in before is of no use any more."""
    query = select(SubmissionPart).join(Submission, col(Submission.id) == SubmissionPart.submission_id)
    same = (Submission.assignment_id == submission.assignment_id, Submission.person_id == submission.person_id)
    forget(session, session.exec(query.where(*same, Submission.state == REPLACED)).all())


def _counted(session: Session, kind: str, condition: Any) -> list[Waiting]:
    query = (
        core_select(Assignment.id, Assignment.title, Cohort.code, func.count())  # type: ignore[call-overload]
        .select_from(Submission)
        .join(Assignment, col(Assignment.id) == Submission.assignment_id)
        .join(Cohort, col(Cohort.id) == Assignment.cohort_id)
        .where(condition)
        .group_by(col(Assignment.id), col(Assignment.title), col(Cohort.code))
        .order_by(func.min(Submission.handed_in_at))
    )
    return [Waiting(kind, *row) for row in session.connection().execute(query)]


def _mine(person_id: int) -> Any:
    first = and_(col(Assignment.first_marker_id) == person_id, ~_marked(FIRST))
    second = and_(col(Assignment.second_marker_id) == person_id, ~_marked(SECOND))
    own = col(Submission.person_id) == person_id
    return and_(col(Submission.state) == HANDED_IN, ~own, ~_marked(DECISION), or_(first, second))


def _disputed(person_id: int) -> Any:
    own = col(Submission.person_id) == person_id
    return and_(col(Submission.state) == HANDED_IN, ~own, col(Submission.disputed))


def _marked(slot: int) -> Any:
    marks = select(EssayMark.id).where(EssayMark.submission_id == Submission.id, EssayMark.slot == slot)
    return marks.correlate(Submission).exists()
