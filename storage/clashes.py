"""Lessons of several cohorts at the same time with the same instructor, in the same place or for the same people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from storage.cohorts import WITHDRAWN, Cohort, Enrolment
from storage.files.problems import Problem
from storage.files.timetable import LessonRow
from storage.lessons import PLANNED, Lesson
from storage.vietnamese import fold

_BETWEEN_PEOPLE = re.compile(r"[,;/&+\n]|\bva\b")
_TITLES = re.compile(r"^(?:(?:d/c|dc|dong chi|ths|ts|pgs|gs|thac s[iy]|tien s[iy]|thay|co|ong|ba)\b[. :]*)+")

Meant = tuple[LessonRow, datetime, datetime]
"""A row with the start and the end of its lesson."""


def with_others(session: Session, cohort: Cohort | None, rows: Sequence[Meant], zone: ZoneInfo) -> list[Problem]:
    """What the rows clash with among the stored lessons of the other cohorts; the cohort is None for a new one."""
    if not rows:
        return []
    others = _others(session, cohort, min(row[1] for row in rows), max(row[2] for row in rows))
    shared = _shared_learners(session, cohort)
    return [
        problem
        for row, starts, ends in rows
        for lesson, code in others
        if starts < lesson.ends_at and lesson.starts_at < ends
        for problem in _between(row, lesson, shared.get(lesson.cohort_id, 0), _where(lesson, code, zone))
    ]


def _between(row: LessonRow, lesson: Lesson, learners: int, where: str) -> Iterator[Problem]:
    if _people(row.instructor) & _people(lesson.instructor):
        yield Problem("clash-instructor-elsewhere", row.sheet, row.row, row.instructor, where)
    if row.place and fold(row.place) == fold(lesson.place):
        yield Problem("clash-place-elsewhere", row.sheet, row.row, row.place, where)
    if learners:
        yield Problem("clash-learners-elsewhere", row.sheet, row.row, str(learners), where)


def _where(lesson: Lesson, code: str, zone: ZoneInfo) -> str:
    """`NTD-02-2026, 07:30 24/11/2026`."""
    return f"{code}, {lesson.starts_at.astimezone(zone):%H:%M %d/%m/%Y}"


def _people(instructor: str) -> set[str]:
    names = (part.strip() for part in _BETWEEN_PEOPLE.split(fold(instructor).replace("d/c", "dc")))
    return {_TITLES.sub("", name).strip(" .:") for name in names} - {""}


def _others(session: Session, cohort: Cohort | None, starts: datetime, ends: datetime) -> list[tuple[Lesson, str]]:
    query = (
        select(Lesson, Cohort.code)
        .join(Cohort, col(Cohort.id) == Lesson.cohort_id)
        .where(Lesson.state == PLANNED, Lesson.starts_at < ends, Lesson.ends_at > starts)
        .order_by(col(Lesson.starts_at), col(Lesson.id))
    )
    if cohort is not None:
        query = query.where(Lesson.cohort_id != cohort.id)
    return [(lesson, code) for lesson, code in session.exec(query)]


def _shared_learners(session: Session, cohort: Cohort | None) -> dict[int, int]:
    """How many learners of the cohort study in each other one too."""
    if cohort is None:
        return {}
    mine = aliased(Enrolment)
    query = (
        select(Enrolment.cohort_id, func.count())
        .join(mine, mine.person_id == Enrolment.person_id)  # type: ignore[arg-type]
        .where(mine.cohort_id == cohort.id, Enrolment.cohort_id != cohort.id)
        .where(mine.state != WITHDRAWN, Enrolment.state != WITHDRAWN)
        .group_by(col(Enrolment.cohort_id))
    )
    return dict(session.exec(query).all())
