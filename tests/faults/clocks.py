"""The clock is set forward and back, and summer time begins and ends: each reminder comes once."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from random import Random
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from bot.channels import Capabilities
from handlers.voice import Centre
from storage import cohorts, reminders
from storage.cohorts import Cohort
from storage.database import Database
from storage.files.timetable import LessonRow, Timetable
from storage.lessons import Lesson
from storage.timetables import plan, save
from tests.centre import TestCentre
from tests.faults.outcome import Outcome

CODE = "NTD-03-2026"
STEP, JUMP = timedelta(minutes=20), timedelta(hours=2)
JUMPS = 0.1  # of the steps have the clock two hours off, this way or that
DAYS = 4
LEARNERS = ("Trần Thị Lan", "Nguyễn Văn Minh")
# The second day is the one on which the clocks are changed, where they are.
ZONES = {
    "Asia/Ho_Chi_Minh": date(2026, 11, 23),
    "Europe/Berlin, end of summer time": date(2026, 10, 24),
    "Europe/Berlin, begin of summer time": date(2027, 3, 27),
}
EVENING_AT = ("19:00", "02:30")  # the second comes twice on one of the days, and on another never


async def walked(database: Database, zone: str, evening_at: str, random: Random, days: int = DAYS) -> Outcome:
    """Some days of lessons in steps of twenty minutes, with the clock wrong now and then."""
    centre = TestCentre(database, Capabilities())
    centre.about = Centre("Trung tâm Sông Ngàn", ZoneInfo(zone.partition(",")[0]), quiet=None)
    centre.dispatcher.centre = centre.about
    first = datetime.combine(ZONES[zone], time(0, 5), centre.about.zone).astimezone(UTC)
    centre.now = first
    for name in LEARNERS:
        await centre.registered(name, cohort=CODE)
    await centre.run(lambda session: _timetable(session, centre, ZONES[zone], evening_at, days))
    for number in count():
        moment = first + number * STEP
        if moment > first + timedelta(days=days):
            break
        for now in _seen(moment, random):
            await centre.at(now)
    return await _compared(centre, f"{zone}, evening at {evening_at}")


def _seen(moment: datetime, random: Random) -> list[datetime]:
    """What the clock says one after the other: the truth, or first two hours more or less, and then the truth."""
    if random.random() >= JUMPS:
        return [moment]
    return [moment + random.choice((JUMP, -JUMP)), moment]


def _timetable(session: Session, centre: TestCentre, first: date, evening_at: str, until: int) -> None:
    """A lesson a day from the second day on, and one at night, in the hour that comes twice or not at all."""
    cohort = cohorts.called(session, CODE)
    assert cohort is not None
    cohort.evening_at = evening_at
    rows = [
        _row(first + timedelta(days=days), hour, f"Chuyên đề {days}.{hour}")
        for days in range(1, until)
        for hour in (3, 14)
    ]
    save(session, plan(session, Timetable(rows), cohort, centre.about.zone, centre.now), cohort, centre.now)
    reminders.reschedule(session, cohort, centre.about.zone, centre.now)


def _row(day: date, hour: int, topic: str) -> LessonRow:
    return LessonRow(
        row=2, sheet="Lịch", date=day, starts=time(hour, 30), ends=time(hour + 2, 0), session="", topic=topic,
        instructor="", place="Hội trường", periods=None,
    )  # fmt: skip


async def _compared(centre: TestCentre, what: str) -> Outcome:
    """Each learner must have heard of each lesson twice: on the evening before, and an hour before."""
    topics, opening = await centre.run(_topics), Counter[tuple[str, str, str]]()
    for chat, heard in centre.wire.sent.items():
        for out in heard:
            first = out.message.text.splitlines()[0]
            opening.update((chat, first, topic) for topic in topics if topic in out.message.text)
    lessons = Counter((chat, topic) for chat, _, topic in opening.elements())
    found = Outcome(times=1, messages=sum(opening.values()))
    found.lost = sum(max(0, 2 - lessons[chat, topic]) for chat in centre.wire.sent for topic in topics)
    found.repeated = sum(times - 1 for times in opening.values())
    found.expect(f"{what}: who heard", len(centre.wire.sent), len(LEARNERS))
    found.expect(f"{what}: kinds of reminders for a lesson", set(_kinds(opening).values()), {2})
    return found


def _kinds(heard: Counter[tuple[str, str, str]]) -> Counter[tuple[str, str]]:
    return Counter((chat, topic) for chat, _, topic in heard)


def _topics(session: Session) -> list[str]:
    return list(session.exec(select(Lesson.topic).join(Cohort).where(Cohort.code == CODE)))
