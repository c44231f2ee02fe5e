"""Puts channels, clock, delivery and web together; starts and stops them."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any, Protocol

import structlog
from sqlmodel import Session

from bot.channels import Channel
from bot.clock import Clock, Tick
from bot.delivery import Delivery
from bot.dispatch import Dispatcher
from bot.settings import Settings
from handlers import routes
from handlers.turn import Tick as Asked
from handlers.voice import Centre
from storage.database import Database

log = structlog.get_logger(__name__)

GRACE_SECONDS = 8  # what is in flight may take so long to arrive when we stop


def centre_of(settings: Settings) -> Centre:
    """What every text may need to know about the centre."""
    return Centre(settings.centre_name, settings.zone, settings.address_form, settings.quiet)


class PortTaken(Exception):
    """Something else listens on our port already."""


class Server(Protocol):
    """What serves web pages beside the bot."""

    async def run(self, stop: asyncio.Event) -> None: ...


class App:
    """The running bot. `listening` channels are polled; `chores` are done once after the start."""

    def __init__(self, settings: Settings, database: Database, clock: Clock) -> None:
        self.settings = settings
        self.database = database
        self.clock = clock
        self.dispatcher = Dispatcher(database, centre_of(settings), clock.now, self._wake)
        self.deliveries: dict[int, Delivery] = {}
        self.channels: list[Channel] = []
        self.listening: list[Channel] = []
        self.server: Server | None = None
        self.chores: list[Callable[[], Awaitable[None]]] = []
        for name, (seconds, ask) in routes.TICKS.items():
            clock.add(Tick(name, timedelta(seconds=seconds), self._in_a_transaction(ask)))

    def add(self, channel: Channel, *, listen: bool = True) -> None:
        """One more channel; without `listen` its events come by webhook."""
        self.channels.append(channel)
        self.deliveries[channel.account_id] = Delivery(
            self.database, channel, self.clock.now, self.settings.sends_per_second
        )
        if listen:
            self.listening.append(channel)

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop`; then finish what is in flight and close everything."""
        listeners = [
            asyncio.create_task(channel.listen(self.dispatcher.receiver(channel))) for channel in self.listening
        ]
        senders = [asyncio.create_task(delivery.run(stop)) for delivery in self.deliveries.values()]
        chores = [asyncio.create_task(_quietly(chore)) for chore in self.chores]
        if self.server is not None:
            senders.append(asyncio.create_task(self.server.run(stop)))
        self.clock.start()
        try:
            await self._until(stop, [*listeners, *senders])
        finally:
            stop.set()
            self.clock.stop()
            await _cancelled([*listeners, *chores])
            await asyncio.wait(senders, timeout=GRACE_SECONDS)
            await _cancelled(senders)
            for channel in self.channels:
                await channel.close()
            await self.database.close()

    async def _until(self, stop: asyncio.Event, tasks: Sequence[asyncio.Task[Any]]) -> None:
        """Wait for `stop`, or for a task to end, which none should; its exception comes out here."""
        stopping = asyncio.create_task(stop.wait())
        done, _ = await asyncio.wait([stopping, *tasks], return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        for task in done - {stopping}:
            task.result()

    def _wake(self, account_id: int) -> None:
        if account_id in self.deliveries:
            self.deliveries[account_id].wake()

    def _in_a_transaction(self, ask: Asked) -> Callable[[], Awaitable[None]]:
        async def asked() -> None:
            now = self.clock.now()

            def work(session: Session) -> None:
                ask(session, self.dispatcher.centre, now)

            await self.database.run(work)
            for delivery in self.deliveries.values():
                delivery.wake()

        return asked


async def _quietly(chore: Callable[[], Awaitable[None]]) -> None:
    try:
        await chore()
    except Exception:
        log.exception("a chore failed")


async def _cancelled(tasks: Sequence[asyncio.Task[Any]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def stop_on_signals() -> asyncio.Event:
    """An event that is set by SIGINT and SIGTERM."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows: Ctrl-C ends the loop by itself
            loop.add_signal_handler(name, stop.set)
    return stop
