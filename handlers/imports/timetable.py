"""A timetable before it is saved, in words, and what saving it did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from handlers import lesson_changes
from handlers.imports.preview import (
    MOST_NAMED,
    SAMPLES,
    Preview,
    Saved,
    Wanted,
    counted,
    first_and_more,
    heading,
    problem_lines,
)
from handlers.voice import Voice
from storage import audit, cohorts, programmes, timetables
from storage.cohorts import Cohort
from storage.files.timetable import LessonRow, Timetable
from storage.lessons import Lesson
from storage.timetables import TimetablePlan


def preview(session: Session, voice: Voice, wanted: Wanted, timetable: Timetable, now: datetime) -> Preview:
    """What saving the timetable would do."""
    cohort = cohorts.called(session, wanted.cohort)
    plan = timetables.plan(session, timetable, cohort, voice.centre.zone, now)

    def save(actor_id: int | None) -> Saved:
        into = cohort or cohorts.founded(session, wanted.cohort, programmes.founded(session, wanted.programme), now)
        return _saved(session, voice, plan, into, actor_id, now)

    new_programme = cohort is None and programmes.called(session, wanted.programme) is None
    top = heading(voice, wanted, is_new=cohort is None, programme=wanted.programme, new_programme=new_programme)
    return Preview(
        rows=len(timetable.rows),
        lines=[*top, *_lines(voice, timetable, plan)],
        save=save,
        problems=problem_lines(voice, [*timetable.problems, *plan.problems]),
        does_something=not plan.changes_nothing,
    )


def _lines(voice: Voice, timetable: Timetable, plan: TimetablePlan) -> Iterator[str]:
    yield ""
    yield voice.text("imports-timetable-read", count=len(timetable.rows))
    yield from counted(voice, "imports-timetable", _counts(plan))
    changes = [_change(voice, lesson, row, plan) for lesson, row in plan.changed]
    changes += [voice.text("imports-lesson-cancelled", lesson=_stored(voice, one)) for one in plan.cancelled]
    if changes:
        yield voice.text("imports-timetable-changes")
        yield from first_and_more(voice, changes, MOST_NAMED)
    yield ""
    yield voice.text("imports-samples")
    yield from (f"• {_row(voice, row, plan)}" for row in timetable.rows[:SAMPLES])


def _counts(plan: TimetablePlan) -> list[tuple[str, int]]:
    moved = sum(_is_moved(lesson, row, plan) for lesson, row in plan.changed)
    return [
        ("new", len(plan.new)),
        ("moved", moved),
        ("changed", len(plan.changed) - moved),
        ("cancelled", len(plan.cancelled)),
        ("same", len(plan.same)),
    ]


def _is_moved(lesson: Lesson, row: LessonRow, plan: TimetablePlan) -> bool:
    return (lesson.starts_at, lesson.place) != (timetables.times(row, plan.zone)[0], row.place)


def _change(voice: Voice, lesson: Lesson, row: LessonRow, plan: TimetablePlan) -> str:
    return voice.text("imports-lesson-changed", before=_stored(voice, lesson), after=_row(voice, row, plan))


def _row(voice: Voice, row: LessonRow, plan: TimetablePlan) -> str:
    starts, ends = timetables.times(row, plan.zone)
    return _lesson(voice, starts, ends, row.topic, row.instructor, row.place)


def _stored(voice: Voice, lesson: Lesson) -> str:
    return _lesson(voice, lesson.starts_at, lesson.ends_at, lesson.topic, lesson.instructor, lesson.place)


def _lesson(voice: Voice, starts: datetime, ends: datetime, *details: str) -> str:
    """`Thứ Ba, 24/11/2026, 07:30 - 11:00, Nội quy lớp học, Lê Văn Bình, Hội trường`."""
    hours = f"{voice.clock(starts)} - {voice.clock(ends)}"
    return ", ".join([voice.day(starts), hours, *(detail for detail in details if detail)])


def _saved(
    session: Session, voice: Voice, plan: TimetablePlan, cohort: Cohort, actor_id: int | None, now: datetime
) -> Saved:
    counts = _counts(plan)
    changes = timetables.save(session, plan, cohort, now)
    told = lesson_changes.announce(session, voice.centre, changes, now)
    detail = ", ".join(f"{name} {count}" for name, count in counts)
    audit.note(session, now, actor_id, "timetable saved", f"cohort:{cohort.id}", detail)
    heard = voice.text("imports-timetable-told", count=told) if told else voice.text("imports-timetable-nobody")
    lines = [voice.text("imports-timetable-saved", cohort=cohort.code)]
    return Saved([*lines, *counted(voice, "imports-timetable", counts), "", heard])
