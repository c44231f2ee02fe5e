"""A notice that one of a person's channels does not take goes to the other one: the same row, so never to both."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col

from storage import chats, outbox, plans
from storage.chats import ACTIVE, Chat
from storage.messages import Choice
from storage.outbox import Outbox

QUOTA = "quota"  # why a notice was not sent: the month's messages of the account are nearly used up


def move_on(session: Session, row_id: int, month: str, now: datetime) -> Chat | None:
    """Queue a notice that failed to another chat of the same person, and return it; None when there is none.

    Only whoever has that chat tried before: one is tried after the other, the chat they chose first.
    """
    row = session.get(Outbox, row_id, populate_existing=True)
    if row is None or row.lane != outbox.NOTICE or row.follows or row.edits:
        return None
    chat = _other(session, session.get_one(Chat, row.chat_id), month)
    if chat is None:
        return None
    fresh = {"state": outbox.QUEUED, "attempts": 0, "reason": "", "detail": "", "not_before": now}
    where = {"chat_id": chat.id, "account_id": chat.account_id}
    session.connection().execute(update(Outbox).where(col(Outbox.id) == row_id).values(**fresh, **where))
    chat.allow([Choice(**choice) for choice in row.body.get("choices", ())])
    return chat


def set_aside(session: Session, account_id: int, month: str, now: datetime, most: int) -> int:
    """Take up to `most` due notices off an account that keeps its last messages for replies; how many they were.

    Each goes to another chat of its person, or fails visibly.
    """
    ids = outbox.due_notices(session, account_id, now, most)
    for row_id in ids:
        failed = update(Outbox).where(col(Outbox.id) == row_id).values(state=outbox.FAILED, reason=QUOTA)
        session.connection().execute(failed)
        move_on(session, row_id, month, now)
    return len(ids)


def _other(session: Session, chat: Chat, month: str) -> Chat | None:
    if chat.person_id is None:
        return None
    closed = plans.used_up(session, month)
    others = (one for one in chats.of_person(session, chat.person_id) if one.id != chat.id and one.state == ACTIVE)
    return next((one for one in others if one.account_id not in closed), None)
