"""Reminders: which notices fall due before a lesson, and the mark that makes each happen once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Index, and_, delete, update
from sqlalchemy.orm import aliased
from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from storage import outbox
from storage.cohorts import Cohort
from storage.database import UTCDateTime
from storage.lessons import PLANNED, Lesson
from storage.outbox import Outbox

EVENING, HOUR = "evening", "hour"  # the rules: the evening before, and shortly before the lesson
RULES_OF_WISH = {"both": (EVENING, HOUR), "evening": (EVENING,), "hour": (HOUR,), "none": ()}

# A reminder waits until it is due; it is done when everyone's notice is in the outbox; when the lesson has begun
# it is over, or it has expired because somebody's notice did not go out in time.
WAITING, DONE, OVER, EXPIRED = "waiting", "done", "over", "expired"


class Reminder(SQLModel, table=True):
    """A rule of one lesson, which starts at `starts_at`: when `due_at` has come, everyone concerned gets a notice.

    A large cohort is told in batches: everyone up to the person with the id `reached` has been.
    """

    __table_args__ = (
        UniqueConstraint("lesson_id", "rule"),
        Index("ix_reminder_due", "state", "due_at"),
        Index("ix_reminder_start", "state", "starts_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    lesson_id: int = Field(foreign_key="lesson.id")
    rule: str
    starts_at: datetime = Field(sa_type=UTCDateTime)
    due_at: datetime = Field(sa_type=UTCDateTime)
    state: str = WAITING
    reached: int = 0


class Notice(SQLModel, table=True):
    """That a person was told, by a rule, of a lesson at that time; `outbox_id` is the message that does it."""

    # Lesson first: a batch asks who was told of its lessons.
    __table_args__ = (UniqueConstraint("lesson_id", "person_id", "rule", "starts_at"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    lesson_id: int = Field(foreign_key="lesson.id")
    rule: str
    starts_at: datetime = Field(sa_type=UTCDateTime)
    outbox_id: int = Field(foreign_key="outbox.id", index=True)


def next_due(session: Session) -> datetime | None:
    """When the next reminder falls due, or None when none waits."""
    return session.exec(select(func.min(Reminder.due_at)).where(Reminder.state == WAITING)).one()


def due_times(cohort: Cohort, starts_at: datetime, zone: ZoneInfo) -> dict[str, datetime]:
    """For each rule that the cohort keeps, when the reminder of a lesson with that start is due."""
    times = {}
    if cohort.evening_at:
        day_before = starts_at.astimezone(zone).date() - timedelta(days=1)
        evening = datetime.combine(day_before, time.fromisoformat(cohort.evening_at), zone)
        times[EVENING] = evening.astimezone(UTC)
    if cohort.minutes_before:
        times[HOUR] = starts_at - timedelta(minutes=cohort.minutes_before)
    return times


def reschedule(session: Session, cohort: Cohort, zone: ZoneInfo, now: datetime) -> None:
    """Bring the reminders of the cohort's lessons to come in line with their times and the cohort's wishes.

    Call it after lessons have changed (`storage.timetables.save` does) and after `evening_at` or
    `minutes_before` has. Nobody is told twice of the same lesson at the same time.
    """
    query = select(Lesson).where(Lesson.cohort_id == cohort.id, Lesson.state == PLANNED, Lesson.starts_at > now)
    wanted = {
        (lesson.id, rule): (lesson.starts_at, due_at)
        for lesson in session.exec(query)
        for rule, due_at in due_times(cohort, lesson.starts_at, zone).items()
    }
    stored = (
        select(Reminder)
        .join(Lesson, col(Lesson.id) == Reminder.lesson_id)
        .where(Lesson.cohort_id == cohort.id, col(Reminder.state).in_([WAITING, DONE]))
        .execution_options(populate_existing=True)  # `take_back` changes rows behind the session's back
    )
    for reminder in session.exec(stored).all():
        times = wanted.pop((reminder.lesson_id, reminder.rule), None)
        if times is not None:
            _move(reminder, *times, now)
        elif reminder.state == WAITING and reminder.starts_at > now:
            session.delete(reminder)
    for (lesson_id, rule), (starts_at, due_at) in wanted.items():
        session.add(Reminder(lesson_id=lesson_id or 0, rule=rule, starts_at=starts_at, due_at=due_at))
    session.flush()


def _move(reminder: Reminder, starts_at: datetime, due_at: datetime, now: datetime) -> None:
    moved = reminder.starts_at != starts_at
    if not moved and reminder.due_at == due_at:
        return
    reminder.starts_at, reminder.due_at, reminder.reached = starts_at, due_at, 0
    # Whoever learns that the lesson was moved learns the new time with it: a reminder would only repeat it.
    reminder.state = DONE if moved and due_at <= now else WAITING


def take_back(session: Session, lesson_ids: Iterable[int]) -> int:
    """Cancel the reminders of these lessons that still wait in the outbox, and return how many messages that were.

    Who was to be told of another lesson by the same message will be reminded of it anew.
    """
    told = aliased(Notice)
    messages = select(told.outbox_id).where(col(told.lesson_id).in_(list(lesson_ids)))
    cancelled = outbox.cancel(session, col(Outbox.id).in_(messages))
    forget(session, messages, outbox.CANCELLED)
    return cancelled


def forget(session: Session, messages: SelectOfScalar[int], state: str, *, later_than: datetime | None = None) -> None:
    """Let what those of the messages that are in this state had to tell be told anew.

    With `later_than`, only what they had to tell of lessons that start later.
    """
    unsent = select(Outbox.id).where(Outbox.state == state, col(Outbox.id).in_(messages))
    concerned: list[ColumnElement[bool]] = [col(Notice.outbox_id).in_(unsent)]
    if later_than is not None:
        concerned.append(col(Notice.starts_at) > later_than)
    same = and_(
        col(Notice.lesson_id) == Reminder.lesson_id,
        col(Notice.rule) == Reminder.rule,
        col(Notice.starts_at) == Reminder.starts_at,
    )
    untold = select(Notice.id).where(same, *concerned).correlate(Reminder).exists()
    again = update(Reminder).where(col(Reminder.state) == DONE, untold).values(state=WAITING, reached=0)
    session.flush()
    connection = session.connection()
    connection.execute(again)
    connection.execute(delete(Notice).where(*concerned))
