"""What an account's plan allows in a calendar month, how much of it is used, and what the timetable will need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Field, Session, SQLModel, col, func, select

from storage.accounts import Account
from storage.chats import Chat
from storage.database import inserting
from storage.lessons import PLANNED, Lesson, chats_of_learners

WARN_AT, STOP_AT = 0.8, 0.9  # of the month's messages: tell the coordinators; keep the rest for replies


class MonthlyUse(SQLModel, table=True):
    """How many messages an account with a plan sent and received in a calendar month of the centre's (`2026-11`).

    It is `closed` when the platform took no more, whatever we have counted, until it takes one again.
    """

    account_id: int = Field(foreign_key="account.id", primary_key=True)
    month: str = Field(primary_key=True)
    sent: int = 0
    received: int = 0
    closed: bool = False
    warned: str = Field(default="", description="the last mark that the coordinators were told of: warn, stop")


@dataclass(frozen=True, slots=True)
class Use:
    """A month of one account with a plan: messages that count, out of `most`; people linked, out of `people_most`."""

    account_id: int
    title: str
    counted: int
    most: int
    people: int
    people_most: int | None
    closed: bool = False

    @property
    def left(self) -> int:
        """Messages that may still go out this month."""
        return max(0, self.most - self.counted)

    @property
    def left_for_notices(self) -> int:
        """Of these, those that nobody has to have asked for."""
        return 0 if self.closed else max(0, int(self.most * STOP_AT) - self.counted)

    @property
    def places(self) -> int | None:
        """People who may still join; None without a limit."""
        return None if self.people_most is None else max(0, self.people_most - self.people)


def month_of(moment: datetime, zone: ZoneInfo) -> str:
    """`2026-11`."""
    return f"{moment.astimezone(zone):%Y-%m}"


def agree(session: Session, account_id: int, people: int | None, messages: int | None, *, incoming: bool) -> None:
    """Keep what the plan of the account allows; None: no limit."""
    account = session.get_one(Account, account_id)
    account.people_most, account.messages_most, account.counts_incoming = people, messages, incoming


def note(session: Session, account_id: int, month: str, *, sent: int = 0, received: int = 0) -> None:
    """Count messages that went out or came in."""
    new = inserting(session, MonthlyUse).values(account_id=account_id, month=month, sent=sent, received=received)
    more: dict[str, Any] = {"sent": MonthlyUse.sent + sent, "received": MonthlyUse.received + received}
    if sent:
        more["closed"] = False
    session.connection().execute(new.on_conflict_do_update(index_elements=["account_id", "month"], set_=more))


def close(session: Session, account_id: int, month: str) -> None:
    """The platform says that nothing more may go out."""
    new = inserting(session, MonthlyUse).values(account_id=account_id, month=month, closed=True)
    again = new.on_conflict_do_update(index_elements=["account_id", "month"], set_={"closed": True})
    session.connection().execute(again)


def notices_may_go(session: Session, account_id: int, month: str) -> bool:
    """Whether what nobody asked for may still go out on the account this month."""
    account = session.get_one(Account, account_id)
    if account.messages_most is None:
        return True
    use = session.get(MonthlyUse, (account_id, month))
    return not _closed(use) and _counted(account, use) < int(account.messages_most * STOP_AT)


def limited(session: Session) -> set[int]:
    """The accounts whose messages a plan counts."""
    return {one for one in session.exec(select(Account.id).where(col(Account.messages_most).is_not(None))) if one}


def used_up(session: Session, month: str) -> set[int]:
    """The accounts on which only replies go out for the rest of the month."""
    return {one.account_id for one in uses(session, month) if not one.left_for_notices}


def uses(session: Session, month: str) -> list[Use]:
    """Every account with a limit of messages, by id."""
    linked = select(func.count()).where(Chat.account_id == Account.id, col(Chat.person_id).is_not(None))
    query = (
        select(Account, MonthlyUse, linked.correlate(Account).scalar_subquery())
        .outerjoin(MonthlyUse, (col(MonthlyUse.account_id) == Account.id) & (col(MonthlyUse.month) == month))
        .where(col(Account.messages_most).is_not(None))
        .order_by(col(Account.id))
    )
    return [
        Use(
            account.id or 0,
            account.title,
            _counted(account, use),
            account.messages_most or 0,
            people,
            account.people_most,
            _closed(use),
        )
        for account, use, people in session.exec(query)
    ]


def to_warn(session: Session, month: str) -> list[tuple[Use, str]]:
    """The accounts that came to a mark (`warn` or `stop`) since the coordinators heard of them, marked as told."""
    found = []
    for use in uses(session, month):
        mark = "stop" if not use.left_for_notices else "warn" if use.counted >= use.most * WARN_AT else ""
        row = session.get(MonthlyUse, (use.account_id, month))
        if mark and row is not None and row.warned not in (mark, "stop"):
            row.warned = mark
            found.append((use, mark))
    return found


def is_full(session: Session, account_id: int) -> bool:
    """Whether as many people are linked on the account as its plan takes."""
    most = session.get_one(Account, account_id).people_most
    return most is not None and _linked(session, account_id) >= most


def with_room(session: Session) -> list[Account]:
    """The accounts that take one more person, those without a limit first."""
    every = session.exec(select(Account).where(col(Account.name) != "").order_by(col(Account.people_most).is_not(None)))
    return [one for one in every if one.people_most is None or _linked(session, one.id or 0) < one.people_most]


def needed(session: Session, cohort_id: int, now: datetime, zone: ZoneInfo) -> dict[int, int]:
    """How many reminders each account with a plan will send to the cohort until the month ends.

    One for each learner it reaches and each day with lessons: a plan's reminders are sent once.
    """
    starts = session.exec(
        select(Lesson.starts_at).where(
            Lesson.cohort_id == cohort_id, Lesson.state == PLANNED, Lesson.starts_at > now,
            Lesson.starts_at < month_end(now, zone),
        )
    )  # fmt: skip
    days = len({start.astimezone(zone).date() for start in starts})
    wanted = [chat.account_id for chat in chats_of_learners(session, cohort_id)]
    return {account_id: days * wanted.count(account_id) for account_id in limited(session)}


def month_end(now: datetime, zone: ZoneInfo) -> datetime:
    """When the next calendar month of the centre's begins."""
    local = now.astimezone(zone).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return (local + timedelta(days=32)).replace(day=1)


def _closed(use: MonthlyUse | None) -> bool:
    return use is not None and use.closed


def _counted(account: Account, use: MonthlyUse | None) -> int:
    if use is None:
        return 0
    return use.sent + (use.received if account.counts_incoming else 0)


def _linked(session: Session, account_id: int) -> int:
    query = select(func.count()).where(Chat.account_id == account_id, col(Chat.person_id).is_not(None))
    return session.exec(query).one()
