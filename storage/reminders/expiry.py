"""What becomes of reminders when their lesson begins, and when the clock was turned back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, update
from sqlalchemy import select as core_select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from storage import outbox
from storage.outbox import Outbox
from storage.reminders import DONE, EXPIRED, OVER, WAITING, Notice, Reminder, forget

MOST_AT_ONCE = 5000  # reminders that are settled in one transaction


@dataclass(frozen=True, slots=True)
class Call:
    """What there is to do: reminders that are due, lessons that began, expired ones that may go out after all."""

    due: bool
    begun: bool
    back: bool


@dataclass(frozen=True, slots=True)
class Missed:
    """How many reminders expired, and how many people's notices of them lay unsent in the outbox."""

    reminders: int
    notices: int


def call(session: Session, now: datetime) -> Call:
    """Whether there is anything to do at this moment: one statement, a few looks into an index."""

    def some(states: Sequence[str], when: ColumnElement[bool]) -> ColumnElement[bool]:
        return select(Reminder.id).where(col(Reminder.state).in_(states), when).exists()

    query = core_select(
        some([WAITING], col(Reminder.due_at) <= now),
        some([WAITING, DONE], col(Reminder.starts_at) <= now),
        some([EXPIRED], col(Reminder.starts_at) > now),
    )
    due, begun, back = session.connection().execute(query).one()
    return Call(bool(due), bool(begun), bool(back))


def close(session: Session, now: datetime) -> Missed:
    """Settle the reminders of lessons that have begun; returns what did not go out in time.

    Who was to be told of a later lesson by the same message will be reminded of it anew.
    """
    query = select(Reminder).where(col(Reminder.state).in_([WAITING, DONE]), Reminder.starts_at <= now)
    begun = session.exec(query.limit(MOST_AT_ONCE).execution_options(populate_existing=True)).all()
    lesson_ids = [reminder.lesson_id for reminder in begun]
    messages = _messages(lesson_ids)
    late = update(Outbox).where(
        col(Outbox.state) == outbox.QUEUED, col(Outbox.expires_at) <= now, col(Outbox.id).in_(messages)
    )
    session.connection().execute(late.values(state=outbox.EXPIRED))
    unsent = _unsent(session, lesson_ids)
    for reminder in begun:
        key = (reminder.lesson_id, reminder.rule)
        reminder.state = EXPIRED if reminder.state == WAITING or key in unsent else OVER
    forget(session, messages, outbox.EXPIRED, later_than=now)
    return Missed(sum(reminder.state == EXPIRED for reminder in begun), sum(unsent.values()))


def reopen(session: Session, now: datetime) -> None:
    """The clock was turned back: what had expired may go out after all, to those who have not had it."""
    back = select(Reminder.lesson_id).where(Reminder.state == EXPIRED, Reminder.starts_at > now)
    lesson_ids = session.exec(back.limit(MOST_AT_ONCE)).all()
    again = update(Reminder).where(col(Reminder.state) == EXPIRED, col(Reminder.lesson_id).in_(lesson_ids))
    session.connection().execute(again.values(state=WAITING, reached=0))
    forget(session, _messages(lesson_ids), outbox.EXPIRED)


def _messages(lesson_ids: Sequence[int]) -> SelectOfScalar[int]:
    told = aliased(Notice)
    return select(told.outbox_id).where(col(told.lesson_id).in_(lesson_ids))


def _unsent(session: Session, lesson_ids: Sequence[int]) -> dict[tuple[int, str], int]:
    """For each lesson and rule, how many notices expired."""
    query = (
        select(Notice.lesson_id, Notice.rule, func.count())
        .join(Outbox, col(Outbox.id) == Notice.outbox_id)
        .where(Outbox.state == outbox.EXPIRED, col(Notice.lesson_id).in_(lesson_ids))
        .group_by(col(Notice.lesson_id), col(Notice.rule))
    )
    return {(lesson_id, rule): count for lesson_id, rule, count in session.exec(query)}
