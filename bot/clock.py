"""The ticks; the only file that asks what time it is."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from zoneinfo import ZoneInfo

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.measures import Measures, Ticked
from storage.database import in_short, is_trouble

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Tick:
    """Something that is asked again and again: what is due?"""

    name: str
    every: timedelta
    ask: Callable[[], Awaitable[None]]


class Clock:
    """What time it is, and the metronome. In the demo it can be moved forward."""

    def __init__(self) -> None:
        self._ahead = timedelta()
        self._ticks: list[Tick] = []
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self.measures = Measures()
        self._asking = asyncio.Lock()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def begin_at(self, at: time_of_day, zone: ZoneInfo) -> None:
        """Let it be that time of today: the demo tells its story from the morning on, whenever it is opened."""
        local = self.now().astimezone(zone)
        self._ahead += datetime.combine(local.date(), at, zone) - local

    def add(self, tick: Tick) -> None:
        self._ticks.append(tick)

    def intervals(self) -> dict[str, float]:
        """The ticks, and every how many seconds each comes."""
        return {tick.name: tick.every.total_seconds() for tick in self._ticks}

    def start(self) -> None:
        """Let the ticks begin, the first of each at once. A late tick is asked late rather than never."""
        for tick in self._ticks:
            self._scheduler.add_job(
                self._ring,
                "interval",
                args=[tick],
                seconds=tick.every.total_seconds(),
                next_run_time=datetime.now(UTC),
                misfire_grace_time=None,
                coalesce=True,
                max_instances=1,
            )
        self._scheduler.start()

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def advance(self, delta: timedelta) -> None:
        """Move the clock forward and ask every tick at once."""
        self._ahead += max(delta, timedelta())
        await self.ask_all()

    async def ask_all(self) -> None:
        """Ask every tick now."""
        for tick in self._ticks:
            await self._ring(tick)

    async def _ring(self, tick: Tick) -> None:
        due = time.monotonic()
        # A tick that is cut off when we stop is asked again at the next start; the scheduler would log it.
        with suppress(asyncio.CancelledError):
            async with self._asking:
                await self._asked(tick, self.measures.ticks.setdefault(tick.name, Ticked()), due)

    async def _asked(self, tick: Tick, ticked: Ticked, due: float) -> None:
        began = time.monotonic()
        try:
            await tick.ask()
        except Exception as error:
            ticked.failed += 1
            if is_trouble(error):
                log.warning("a tick waits for the database", tick=tick.name, error=in_short(error))
            else:
                log.exception("a tick failed, the next one tries again", tick=tick.name)
        ticked.asked += 1
        ticked.last = time.monotonic()
        ticked.late, ticked.took = began - due, ticked.last - began
