"""What becomes of a message that could not be handed over: tried again, failed, or in doubt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from bot.channels import Blocked, Moved, NeverWrote, NotSent, Paused, QuotaUsedUp, Refused, SendError, Unsure
from storage import accounts, chats, outbox, plans, reaching

RETRY_SECONDS = (1, 2, 5, 10, 30, 60, 120, 300)  # the waits between tries, the last one again and again
QUOTA_PAUSE = timedelta(minutes=10)  # a platform that says "enough" must not be asked again at once
GIVE_UP_AFTER = timedelta(hours=24)  # a message that cannot be handed over for so long fails, visibly

Verdict = tuple[dict[str, Any], Callable[[Session], None] | None]
"""The columns of the row to write, and what else is changed with them."""


def verdict(row: Row[Any], error: SendError, account_id: int, month: str, now: datetime) -> Verdict:
    """What to write for this row after this error; see the table of what errors mean in `bot.channels`.

    `month` is the one that the account's plan counts now.
    """
    values, then = _verdict(row, error, account_id, month, now)
    if values["state"] == outbox.QUEUED and row.created_at < now - GIVE_UP_AFTER:
        values["state"] = outbox.FAILED
    return {"reason": error.reason, "detail": error.detail[:500], **values}, then


def _verdict(row: Row[Any], error: SendError, account_id: int, month: str, now: datetime) -> Verdict:
    match error:
        case Paused():
            # A refusal for being too fast is no fault of the message: the try does not count.
            again = now + timedelta(seconds=error.seconds)
            values = {"state": outbox.QUEUED, "not_before": again, "attempts": row.attempts - 1}
            return values, partial(accounts.pause, account_id=account_id, until=again) if error.whole_account else None
        case Moved():
            return _again(0, now), partial(chats.move, chat_id=row.chat_id, external_id=error.chat)
        case Blocked() | NeverWrote():
            state = chats.BLOCKED if isinstance(error, Blocked) else chats.GONE
            return {"state": outbox.FAILED}, partial(_closed, row=row, state=state, month=month, now=now)
        case QuotaUsedUp():
            again = now + QUOTA_PAUSE
            pause = partial(_used_up, row=row, account_id=account_id, until=again, month=month, now=now)
            if row.lane == outbox.NOTICE:
                return {"state": outbox.FAILED}, pause
            return {"state": outbox.QUEUED, "not_before": again, "attempts": row.attempts - 1}, pause
        case Refused():
            return {"state": outbox.FAILED}, None
        case NotSent():
            return _again(row.attempts, now), None
        case Unsure() if row.policy == outbox.HOLD:
            return {"state": outbox.UNKNOWN}, None
    return _again(row.attempts, now) | {"repeated": row.repeated + 1}, None


def _closed(session: Session, *, row: Row[Any], state: str, month: str, now: datetime) -> None:
    chats.block(session, row.chat_id, state)
    reaching.move_on(session, row.id, month, now)


def _used_up(session: Session, *, row: Row[Any], account_id: int, until: datetime, month: str, now: datetime) -> None:
    accounts.pause(session, account_id, until)
    plans.close(session, account_id, month)
    if row.lane == outbox.NOTICE:
        reaching.move_on(session, row.id, month, now)


def _again(tries: int, now: datetime) -> dict[str, Any]:
    wait = RETRY_SECONDS[min(max(tries, 1), len(RETRY_SECONDS)) - 1] if tries else 0
    return {"state": outbox.QUEUED, "not_before": now + timedelta(seconds=wait)}
