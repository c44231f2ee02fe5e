"""Gives the bot again what was released from quarantine (`chuong retry`)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session

from bot.channels import Channel
from bot.dispatch import Dispatcher
from storage import inbox
from storage.database import Database
from storage.inbox import Inbox
from storage.messages import Incoming, Received

MOST_AT_ONCE = 20  # the other ticks wait meanwhile


async def retry_released(database: Database, dispatcher: Dispatcher, channels: Sequence[Channel]) -> None:
    """Apply the released events of these channels, each exactly once; one that fails again is in quarantine again."""
    by_account = {channel.account_id: channel for channel in channels}
    waiting = await database.read(lambda session: inbox.released(session, list(by_account), MOST_AT_ONCE))
    for row in waiting:
        incoming = stored(row)
        if incoming is not None:
            await dispatcher.again(by_account[row.account_id], incoming)
        else:  # forgotten with its person since it was released
            await _set_aside(database, row)


def stored(row: Inbox) -> Incoming | None:
    """The event as it came; None for one that could not be read, or was forgotten with its person."""
    try:
        kept = json.loads(row.body)
        file = kept.pop("file")
        return replace(Incoming(**kept, file=Received(**file) if file else None), key=row.key)
    except (ValueError, TypeError, AttributeError, KeyError):
        return None


async def _set_aside(database: Database, row: Inbox) -> None:
    def work(session: Session) -> None:
        inbox.failed(session, row.account_id, row.key, row.body, row.error, row.received_at)

    await database.run(work)
