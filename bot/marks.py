"""The marks that say what became of a message: written once it is known, however long the database takes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import structlog
from sqlalchemy import Row
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import Session

from storage import outbox
from storage.database import Database, in_short

log = structlog.get_logger(__name__)

TRY_AGAIN = 1.0  # seconds


async def write(
    database: Database,
    claimer: str,
    rows: Sequence[Row[Any]],
    values: dict[str, Any],
    then: Callable[[Session], None] | None = None,
) -> None:
    """Write the end of a send, unless the rows were taken from the claimer meanwhile.

    `then` changes what goes with it, in the same transaction. While the database cannot (a full disk, a long
    lock), try again: unmarked, it would be sent twice.
    """

    def mark(session: Session) -> None:
        marked = [outbox.mark(session, row.id, claimer, **values) for row in rows]
        if any(marked) and then is not None:
            then(session)

    while True:
        try:
            return await database.run(mark)
        except IntegrityError as error:
            # What goes with the mark cannot be (a chat's new id is another chat's): failed, or tried for ever.
            log.warning("a message fails with its mark", outbox=rows[0].id, error=in_short(error))
            values, then = {**values, "state": outbox.FAILED}, None
        except DBAPIError as error:
            log.warning("a mark cannot be written, trying again", outbox=rows[0].id, error=in_short(error))
            await asyncio.sleep(TRY_AGAIN)
