"""One message for what would have been several, where the plan of an account counts each of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, or_
from sqlalchemy import select as core_select
from sqlmodel import Session, col

from storage import outbox
from storage.messages import Message
from storage.outbox import Outbox

# The rules, as (what kind of notice, may it wait for the evening, may it go with others in one message).
# A coordinator's broadcast goes when they say so; a reminder has its own time, which others wait for.
RULES = {
    "reminder": (False, True),
    "change": (True, True),
    "quiz": (True, True),
    "essay": (True, True),
    "review": (False, True),
    "broadcast": (False, True),
}
EVENING = "19:00"  # where the class has no time for reminders on the evening before
MOST, LONGEST = 6, 1800  # notices in one message, and its letters: it should stay one message


def evening(kind: str, evening_at: str, now: datetime, zone: ZoneInfo, before: datetime | None) -> datetime:
    """When a notice of that kind goes out on an account with a plan: now, or with tomorrow's lessons in the evening.

    It waits only if the evening comes before `before`, when it must be known.
    """
    if not RULES.get(kind, (False, False))[0]:
        return now
    local = now.astimezone(zone)
    then = datetime.combine(local.date(), time.fromisoformat(evening_at or EVENING), zone)
    if then < now:
        then += timedelta(days=1)
    return then if before is None or then < before else now


def along(session: Session, first: Row[Any], claimer: str, now: datetime) -> Sequence[Row[Any]]:
    """Further notices to the same chat that are due and go with the first, claimed like it; by id."""
    if not _fits(first):
        return []
    query = (
        core_select(Outbox.id, Outbox.body, Outbox.kind, Outbox.lane, Outbox.edits)  # type: ignore[call-overload]
        .where(Outbox.chat_id == first.chat_id, Outbox.lane == outbox.NOTICE, Outbox.state == outbox.QUEUED)
        .where(col(Outbox.not_before) <= now, or_(col(Outbox.expires_at).is_(None), col(Outbox.expires_at) > now))
        .where(col(Outbox.follows).is_(None))
        .order_by(col(Outbox.id))
        .limit(MOST)
    )
    length, ids = len(first.body["text"]), list[int]()
    for row in session.connection().execute(query):
        length += len(row.body["text"]) + 2
        if not _fits(row) or length > LONGEST or len(ids) == MOST - 1:
            break  # and none after it, or their order would change
        ids.append(row.id)
    return outbox.take(session, ids, claimer, now) if ids else []


def joined(messages: Sequence[Message]) -> Message:
    """All of them as one: the texts one under the other, and everybody's choices."""
    if len(messages) == 1:
        return messages[0]
    choices = tuple(choice for message in messages for choice in message.choices)
    return Message("\n\n".join(message.text for message in messages), choices)


def _fits(row: Row[Any]) -> bool:
    may_join = RULES.get(row.kind, (False, False))[1]
    return row.lane == outbox.NOTICE and may_join and "file" not in row.body and not row.edits
