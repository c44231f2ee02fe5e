"""A timetable against the lessons that are stored: what is new, moved, changed and cancelled, and saving that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlmodel import Session

from storage import clashes, lessons, reminders
from storage.cohorts import Cohort
from storage.files.problems import Problem
from storage.files.timetable import LessonRow, Timetable
from storage.lessons import CANCELLED, DETAILS, MOVED, NEW, PLACE, PLANNED, Lesson, LessonChange
from storage.vietnamese import fold

PERIOD = timedelta(minutes=45)  # one "tiết" in a Vietnamese school
HALF_DAY = timedelta(hours=3, minutes=30)  # a morning from 07:30 to 11:00, which is how centres teach
SHOWN = ("ends_at", "topic", "instructor")

Key = TypeVar("Key", bound=Hashable)


@dataclass(slots=True)
class TimetablePlan:
    """What saving a timetable would do; it holds rows of the session it was made in.

    `changed` are stored lessons with the row that they will follow, `cancelled` those to come that no row
    names, `same` those that stay. `problems` are clashes with lessons of other cohorts.
    """

    zone: ZoneInfo
    new: list[LessonRow] = field(default_factory=list)
    changed: list[tuple[Lesson, LessonRow]] = field(default_factory=list)
    cancelled: list[Lesson] = field(default_factory=list)
    same: list[Lesson] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def changes_nothing(self) -> bool:
        return not (self.new or self.changed or self.cancelled)


def times(row: LessonRow, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """When the lesson of the row starts and ends; without an end it lasts as long as its periods, or half a day."""
    starts = datetime.combine(row.date, row.starts, zone).astimezone(UTC)
    if row.ends is not None:
        return starts, datetime.combine(row.date, row.ends, zone).astimezone(UTC)
    return starts, starts + (PERIOD * row.periods if row.periods else HALF_DAY)


def plan(session: Session, timetable: Timetable, cohort: Cohort | None, zone: ZoneInfo, now: datetime) -> TimetablePlan:
    """What saving the timetable as that of the cohort (None: a new one) would do. Nothing is changed."""
    stored = lessons.of_cohort(session, cohort.id) if cohort is not None and cohort.id is not None else []
    planned = TimetablePlan(zone)
    matching = _Matching(timetable.rows, stored, zone, now)
    for lesson, row in matching.run():
        if lesson.starts_at <= now or _follows(lesson, row, zone):
            planned.same.append(lesson)
        else:
            planned.changed.append((lesson, row))
    planned.new = matching.rows
    planned.cancelled = [lesson for lesson in matching.stored if lesson.state == PLANNED and lesson.starts_at > now]
    meant = [(row, *times(row, zone)) for row in timetable.rows]
    planned.problems = clashes.with_others(session, cohort, [one for one in meant if one[1] > now], zone)
    return planned


def save(session: Session, planned: TimetablePlan, cohort: Cohort, now: datetime) -> list[LessonChange]:
    """Do what was planned in the same session, set the reminders anew, and return what changed, by time."""
    assert cohort.id is not None
    changes = [_added(session, row, cohort.id, planned.zone, now) for row in planned.new]
    changes += [_changed(lesson, row, planned.zone, now) for lesson, row in planned.changed]
    changes += [_cancelled(lesson, now) for lesson in planned.cancelled]
    session.flush()
    touched = [change.lesson.id for change in changes if change.kind and change.was_at]
    if touched:
        reminders.take_back(session, [lesson_id for lesson_id in touched if lesson_id is not None])
    reminders.reschedule(session, cohort, planned.zone, now)
    told = [change for change in changes if change.kind]
    return sorted(told, key=lambda change: (change.lesson.starts_at, change.lesson.id))


class _Matching:
    """Which row speaks of which stored lesson. `rows` and `stored` are those still without a partner."""

    def __init__(self, rows: Iterable[LessonRow], stored: Iterable[Lesson], zone: ZoneInfo, now: datetime) -> None:
        self.starts = {id(row): times(row, zone)[0] for row in rows}
        self.rows = sorted(rows, key=lambda row: (self.starts[id(row)], row.sheet, row.row))
        self.stored = list(stored)
        self.now = now

    def run(self) -> list[tuple[Lesson, LessonRow]]:
        """The pairs: first what is where it was, then what was moved, then what got another topic."""

        def topic_and_start(topic: str, starts: datetime) -> tuple[str, datetime]:
            return fold(topic), starts

        def topic_and_side(topic: str, starts: datetime) -> tuple[str, bool]:
            return fold(topic), starts > self.now  # a lesson that was held is not moved to another day

        def start(topic: str, starts: datetime) -> datetime:
            return starts

        pairs = self.pairs(topic_and_start, lambda lesson: True)
        pairs += self.pairs(topic_and_side, lambda lesson: lesson.state == PLANNED)
        return pairs + self.pairs(start, lambda lesson: lesson.state == PLANNED)

    def pairs(
        self, key: Callable[[str, datetime], Key], wanted: Callable[[Lesson], bool]
    ) -> list[tuple[Lesson, LessonRow]]:
        """Those that have the same key, in the order of time."""
        free: defaultdict[Key, list[Lesson]] = defaultdict(list)
        # Of two with the same key the one that still takes place comes first.
        for lesson in sorted(self.stored, key=lambda one: one.state != PLANNED):
            if wanted(lesson):
                free[key(lesson.topic, lesson.starts_at)].append(lesson)
        found = []
        for row in self.rows:
            alike = free.get(key(row.topic, self.starts[id(row)]))
            if alike:
                found.append((alike.pop(0), row))
        taken_rows, taken = {id(row) for _, row in found}, {lesson.id for lesson, _ in found}
        self.rows = [row for row in self.rows if id(row) not in taken_rows]
        self.stored = [lesson for lesson in self.stored if lesson.id not in taken]
        return found


def _follows(lesson: Lesson, row: LessonRow, zone: ZoneInfo) -> bool:
    """Whether the stored lesson already is as the row says."""
    return lesson.state == PLANNED and all(getattr(lesson, name) == value for name, value in _values(row, zone).items())


def _values(row: LessonRow, zone: ZoneInfo) -> dict[str, Any]:
    starts_at, ends_at = times(row, zone)
    values = {
        "starts_at": starts_at,
        "ends_at": ends_at,
        "topic": row.topic,
        "instructor": row.instructor,
        "place": row.place,
    }
    # Many timetables have no column for the periods; then what is known of them stays.
    return values if row.periods is None else {**values, "periods": row.periods}


def _added(session: Session, row: LessonRow, cohort_id: int, zone: ZoneInfo, now: datetime) -> LessonChange:
    lesson = Lesson(cohort_id=cohort_id, changed_at=now, **_values(row, zone))
    session.add(lesson)
    return LessonChange(lesson, NEW)


def _changed(lesson: Lesson, row: LessonRow, zone: ZoneInfo, now: datetime) -> LessonChange:
    values = _values(row, zone)
    change = LessonChange(lesson, _kind_of(lesson, values), lesson.starts_at, lesson.place)
    for name, value in values.items():
        setattr(lesson, name, value)
    lesson.state, lesson.sequence, lesson.changed_at = PLANNED, lesson.sequence + 1, now
    return LessonChange(lesson, NEW) if change.kind == NEW else change


def _kind_of(lesson: Lesson, values: dict[str, Any]) -> str:
    """What a learner is told of the change; empty when it does not show (the number of periods)."""
    if lesson.state == CANCELLED:
        return NEW  # it takes place after all
    for kind, names in ((MOVED, ("starts_at",)), (PLACE, ("place",)), (DETAILS, SHOWN)):
        if any(getattr(lesson, name) != values[name] for name in names):
            return kind
    return ""


def _cancelled(lesson: Lesson, now: datetime) -> LessonChange:
    lesson.state, lesson.sequence, lesson.changed_at = CANCELLED, lesson.sequence + 1, now
    return LessonChange(lesson, CANCELLED, lesson.starts_at, lesson.place)
