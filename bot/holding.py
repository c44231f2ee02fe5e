"""What only one process may do at a time: send for an account, poll it, ring the ticks."""

from __future__ import annotations

import asyncio
import os
import socket
import time
from collections.abc import Awaitable, Callable
from typing import Protocol
from uuid import uuid4

import structlog
from sqlmodel import Session

from storage import leases
from storage.database import Database, in_short

log = structlog.get_logger(__name__)

Serve = Callable[[asyncio.Event], Awaitable[None]]
"""Does the thing until the event is set."""

ASK_AGAIN = 0.5  # seconds after which a process that waits for a lease asks for it again


class Holding(Protocol):
    """Decides which process does what only one may do. `holder` names this process."""

    holder: str
    alone: bool

    async def while_held(self, name: str, serve: Serve, stop: asyncio.Event) -> None:
        """Do it whenever it is this process's turn, until `stop`."""

    def holds(self, session: Session, name: str) -> bool:
        """Whether it is this process's turn, in this transaction; another's turn begins only after it."""

    async def release(self) -> None:
        """Let others have at once what this process holds."""


def this_process() -> str:
    """A name that no other process has, on this machine or another, now or later."""
    return f"{socket.gethostname()}-{os.getpid()}-{uuid4().hex[:8]}"


class Alone:
    """On SQLite the lock on the file leaves one process, and all is its own."""

    alone = True

    def __init__(self) -> None:
        self.holder = this_process()

    async def while_held(self, name: str, serve: Serve, stop: asyncio.Event) -> None:
        await serve(stop)

    def holds(self, session: Session, name: str) -> bool:
        return True

    async def release(self) -> None:
        pass


class Leases:
    """On PostgreSQL a lease each: a row that its holder renews and another takes when it ran out."""

    alone = False

    def __init__(self, database: Database) -> None:
        self.holder = this_process()
        self._database = database

    async def while_held(self, name: str, serve: Serve, stop: asyncio.Event) -> None:
        while not stop.is_set():
            if await self._took(name):
                log.info("this process has the lease", lease=name)
                await self._serve(name, serve, stop)
            await _either(stop, ASK_AGAIN)

    def holds(self, session: Session, name: str) -> bool:
        return leases.hold(session, name, self.holder)

    async def release(self) -> None:
        try:
            await self._database.run(lambda session: leases.release(session, self.holder))
        except Exception as error:
            log.warning("the leases run out by themselves", error=str(error))

    async def _serve(self, name: str, serve: Serve, stop: asyncio.Event) -> None:
        over = asyncio.Event()
        renewing = asyncio.create_task(self._renew(name, over, stop))
        try:
            await serve(over)
        finally:
            renewing.cancel()

    async def _renew(self, name: str, over: asyncio.Event, stop: asyncio.Event) -> None:
        """Hold on to the lease; set `over` when it is lost, may have been, or is not wanted any more."""
        held_at = time.monotonic()
        while not await _either(stop, leases.SECONDS / 3):
            asked_at = time.monotonic()
            took = await self._took(name)
            if took:
                held_at = asked_at
            elif took is False or time.monotonic() - held_at > leases.SECONDS:
                log.warning("another process has the lease now", lease=name)
                break
        over.set()

    async def _took(self, name: str) -> bool | None:
        """Whether the lease is this process's now; None when the database does not say."""
        try:
            return await self._database.run(lambda session: self.holds(session, name))
        except Exception as error:
            log.warning("the database does not answer", lease=name, error=in_short(error))
            return None


async def _either(event: asyncio.Event, seconds: float) -> bool:
    """Wait for the event, so long at the most; whether it is set."""
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return False
    return True
