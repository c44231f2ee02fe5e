"""Tells the process that sends for an account that something waits, from whichever process put it there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import psycopg
import structlog

from storage import outbox
from storage.database import Database, in_short

log = structlog.get_logger(__name__)

ASK_AGAIN = 2.0


class Bell:
    """PostgreSQL's LISTEN and NOTIFY. A ring that is lost costs a second: the sender looks by itself that often."""

    def __init__(self, database: Database, heard: Callable[[int], None]) -> None:
        self._database = database
        self._heard = heard
        self._ringing: dict[int, asyncio.Task[None]] = {}

    def ring(self, account_id: int) -> None:
        """Soon, once for all that is put meanwhile."""
        if account_id not in self._ringing:
            self._ringing[account_id] = asyncio.create_task(self._ring(account_id))

    async def run(self, stop: asyncio.Event) -> None:
        """Listen until `stop`."""
        listening = asyncio.create_task(self._listen_for_ever())
        await stop.wait()
        for task in [listening, *self._ringing.values()]:
            task.cancel()
        await asyncio.gather(listening, *self._ringing.values(), return_exceptions=True)

    async def _ring(self, account_id: int) -> None:
        await asyncio.sleep(0)  # what waits to be run now may ring, too
        self._ringing.pop(account_id)
        try:
            await self._database.run(lambda session: outbox.ring(session, account_id))
        except Exception as error:
            log.warning("the sender could not be told", account=account_id, error=in_short(error))

    async def _listen_for_ever(self) -> None:
        while True:
            try:
                await self._listen()
            except psycopg.Error as error:
                log.warning("not listening to the database", error=in_short(error))
                await asyncio.sleep(ASK_AGAIN)

    async def _listen(self) -> None:
        address = self._database.url.replace("+psycopg", "", 1)
        async with await psycopg.AsyncConnection.connect(address, autocommit=True) as connection:
            await connection.execute(f"LISTEN {outbox.BELL}")
            async for notice in connection.notifies():
                self._heard(int(notice.payload))
