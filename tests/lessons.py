"""Timetables in tests: rows in a few words, imported as a coordinator's file would be."""

from __future__ import annotations

from datetime import datetime, time

from sqlmodel import Session, col, select

from handlers import lesson_changes
from storage import cohorts, reminders, timetables
from storage.files.timetable import LessonRow, Timetable
from storage.lessons import Lesson
from storage.reminders import Reminder
from tests.centre import TestCentre

NTD = "NTD-03-2026"


def row(
    when: str,
    topic: str = "Nội quy lớp học",
    place: str = "Hội trường A",
    instructor: str = "",
    *,
    ends: str = "",
    periods: int | None = None,
) -> LessonRow:
    """A row such as `row("24/11 07:30")`, of the year 2026."""
    moment = datetime.strptime(f"{when} 2026", "%d/%m %H:%M %Y")  # noqa: DTZ007
    return LessonRow(
        row=2,
        sheet="Lịch",
        date=moment.date(),
        starts=moment.time(),
        ends=time.fromisoformat(ends) if ends else None,
        session="",
        topic=topic,
        instructor=instructor,
        place=place,
        periods=periods,
    )


async def timetable(centre: TestCentre, *rows: LessonRow, cohort: str = NTD) -> int:
    """Import the timetable, tell those concerned, and deliver; returns how many are told."""

    def save(session: Session) -> int:
        found = cohorts.called(session, cohort)
        assert found is not None
        planned = timetables.plan(session, Timetable(list(rows)), found, centre.about.zone, centre.now)
        changes = timetables.save(session, planned, found, centre.now)
        return lesson_changes.announce(session, centre.about, changes, centre.now)

    told = await centre.run(save)
    await centre.deliver()
    return told


async def states(centre: TestCentre) -> list[str]:
    """The states of all reminders, in the order in which they are due."""
    return await centre.run(
        lambda session: list(session.exec(select(Reminder.state).order_by(col(Reminder.due_at), col(Reminder.id))))
    )


async def due_times(centre: TestCentre) -> list[str]:
    """When the reminders are due, in the centre's time: `23/11 19:00`."""
    moments = await centre.run(
        lambda session: list(session.exec(select(Reminder.due_at).order_by(col(Reminder.due_at), col(Reminder.id))))
    )
    return [f"{moment.astimezone(centre.about.zone):%d/%m %H:%M}" for moment in moments]


async def lessons(centre: TestCentre) -> list[Lesson]:
    """Every lesson, by time."""
    return await centre.run(lambda session: list(session.exec(select(Lesson).order_by(col(Lesson.starts_at)))))


async def reminder_times(centre: TestCentre, evening_at: str, minutes_before: int, cohort: str = NTD) -> None:
    """The coordinator changes when the cohort is reminded."""

    def change(session: Session) -> None:
        found = cohorts.called(session, cohort)
        assert found is not None
        found.evening_at, found.minutes_before = evening_at, minutes_before
        reminders.reschedule(session, found, centre.about.zone, centre.now)

    await centre.run(change)
