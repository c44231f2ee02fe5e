"""Who runs background work: this process, or procrastinate workers on PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from importlib import import_module
from typing import Any, Protocol

import structlog

from bot.holding import Holding
from storage.database import Database, in_short

log = structlog.get_logger(__name__)

Work = Callable[[], Awaitable[None]]
"""Something to be done in the background. Doing it twice does no harm, and it may be done by any process."""

CLOCK = "clock"  # the lease of the process whose metronome counts
AT_ONCE = 2
HEARTBEAT = 3.0  # seconds between a worker's signs of life
STALLED = 12.0  # seconds without one, after which what it had begun is dropped and asked for again
TIDY = 5.0
GRACE = 5.0


class Engine(Protocol):
    """Has background works done. A job is only a wake-up: the metronome asks again, so a lost one is harmless."""

    async def ask(self, name: str) -> None:
        """Have the work of that name done once, by whichever process is free."""

    async def run(self, stop: asyncio.Event) -> None:
        """Do what is asked, until `stop`."""


class Embedded:
    """Everything in this process, at once."""

    def __init__(self, works: Mapping[str, Work]) -> None:
        self._works = works

    async def ask(self, name: str) -> None:
        await self._works[name]()

    async def run(self, stop: asyncio.Event) -> None:
        await stop.wait()


class Workers:
    """Jobs in PostgreSQL, done by any process on any machine.

    Every process has a metronome, and only the one with the lease of the clock is listened to. A work waits at
    most once and runs at most once at a time.
    """

    def __init__(self, works: Mapping[str, Work], database: Database, holding: Holding) -> None:
        self._database = database
        self._holding = holding
        self._jobs: Any = import_module("bot.jobs")
        self._app: Any = self._jobs.app(database.url)
        self._tasks = {
            name: self._app.task(work, name=name, lock=name, queueing_lock=name) for name, work in works.items()
        }
        self._open = asyncio.Event()

    async def ask(self, name: str) -> None:
        await self._open.wait()
        if await self._database.run(lambda session: self._holding.holds(session, CLOCK)):
            await self._jobs.defer(self._tasks[name])

    async def run(self, stop: asyncio.Event) -> None:
        tasks = [asyncio.create_task(self._supervised(stop)), asyncio.create_task(self._tidy())]
        await stop.wait()
        tasks[1].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _supervised(self, stop: asyncio.Event) -> None:
        """A worker ends without an error when PostgreSQL restarts, so it is started again and again."""
        while not stop.is_set():
            try:
                async with self._app.open_async():
                    self._open.set()
                    await self._worker(stop)
            except Exception as error:
                log.warning("the worker begins again", error=in_short(error))
            self._open.clear()
            if not stop.is_set():
                await asyncio.sleep(1)

    async def _worker(self, stop: asyncio.Event) -> None:
        working = asyncio.create_task(
            self._app.run_worker_async(
                concurrency=AT_ONCE,
                fetch_job_polling_interval=1.0,
                shutdown_graceful_timeout=GRACE,
                delete_jobs="always",  # what went wrong is in the log, and the metronome asks again
                install_signal_handlers=False,
                update_heartbeat_interval=HEARTBEAT,
                stalled_worker_timeout=STALLED,
            )
        )
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait([working, stopping], return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)

    async def _tidy(self) -> None:
        """What a worker that died had begun would stand in the way; procrastinate leaves it."""
        while True:
            await asyncio.sleep(TIDY)
            await self._open.wait()
            try:
                await self._jobs.drop_stalled(self._app, STALLED)
            except Exception as error:
                log.warning("stalled jobs wait on", error=in_short(error))
