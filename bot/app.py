"""Puts channels, clock, delivery and web together; starts and stops them."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial
from importlib import import_module
from typing import Any, Protocol

import structlog
from sqlmodel import Session

from bot import retrying
from bot.channels import Channel, Unusable
from bot.clock import Clock, Tick
from bot.delivery import Delivery
from bot.dispatch import Dispatcher
from bot.engine import Embedded, Engine, Work, Workers
from bot.holding import Alone, Holding, Leases
from bot.settings import Settings
from handlers import routes
from handlers.turn import Tick as Asked
from handlers.voice import Centre
from storage.database import Database

log = structlog.get_logger(__name__)

RETRY_EVERY = timedelta(seconds=5)
GRACE_SECONDS = 8  # what is in flight may take so long to arrive when we stop


def centre_of(settings: Settings) -> Centre:
    """What every text may need to know about the centre."""
    return Centre(
        settings.centre_name, settings.zone, settings.address_form, settings.quiet, settings.sends_per_second,
        pages=settings.pages,
    )  # fmt: skip


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
        self.measures = clock.measures
        self.started = time.monotonic()
        self.dispatcher = Dispatcher(database, centre_of(settings), clock.now, self._wake, self.measures)
        self.deliveries: dict[int, Delivery] = {}
        self.channels: list[Channel] = []
        self.listening: list[Channel] = []
        self.server: Server | None = None
        self.chores: list[Callable[[], Awaitable[None]]] = []
        self.stopping = asyncio.Event()  # pages that are watched end by themselves then
        works = {name: self._in_a_transaction(ask) for name, (_, ask) in routes.TICKS.items()}
        works["retry"] = self._retry_released
        self.holding, self.engine, self.bell = _shared(database, works, self._heard)
        for name, (seconds, _) in routes.TICKS.items():
            clock.add(Tick(name, timedelta(seconds=seconds), partial(self.engine.ask, name)))
        clock.add(Tick("retry", RETRY_EVERY, partial(self.engine.ask, "retry")))

    def add(self, channel: Channel, *, listen: bool = True) -> None:
        """One more channel; without `listen` its events come by webhook."""
        self.channels.append(channel)
        self.deliveries[channel.account_id] = Delivery(
            self.database,
            channel,
            self.clock.now,
            self.settings.sends_per_second,
            holding=self.holding,
            measures=self.measures,
            zone=self.settings.zone,
        )
        if listen:
            self.listening.append(channel)

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop`; then finish what is in flight and close everything."""
        self.stopping = stop
        listeners = [asyncio.create_task(self._listen(channel, stop)) for channel in self.listening]
        senders = [asyncio.create_task(delivery.run(stop)) for delivery in self.deliveries.values()]
        senders.append(asyncio.create_task(self.engine.run(stop)))
        if self.bell is not None:
            senders.append(asyncio.create_task(self.bell.run(stop)))
        if self.server is not None:
            senders.append(asyncio.create_task(self.server.run(stop)))
        chores = [asyncio.create_task(_quietly(chore)) for chore in self.chores]
        self.clock.start()
        try:
            await self._until(stop, [*listeners, *senders], chores)
        finally:
            stop.set()
            self.clock.stop()
            await _cancelled([*listeners, *chores])
            await asyncio.wait(senders, timeout=GRACE_SECONDS)
            await _cancelled(senders)
            await self.holding.release()
            for channel in self.channels:
                await channel.close()
            await self.database.close()

    async def _listen(self, channel: Channel, stop: asyncio.Event) -> None:
        """Poll while it is this process's turn."""

        async def listen(over: asyncio.Event) -> None:
            polling = asyncio.create_task(channel.listen(self.dispatcher.receiver(channel)))
            waiting = asyncio.create_task(over.wait())
            await asyncio.wait([polling, waiting], return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
            if polling.done():
                polling.result()
            await _cancelled([polling])

        await self.holding.while_held(f"poll:{channel.account_id}", listen, stop)

    async def _until(
        self, stop: asyncio.Event, tasks: Sequence[asyncio.Task[Any]], chores: Sequence[asyncio.Task[Any]]
    ) -> None:
        """Wait for `stop`, or for a task to end, which none but the chores should; its exception comes out here."""
        stopping = asyncio.create_task(stop.wait())
        running = {stopping, *tasks, *chores}
        try:
            while running >= {stopping, *tasks}:
                done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                for task in done - {stopping}:
                    task.result()
        finally:
            stopping.cancel()

    def _wake(self, account_id: int) -> None:
        """Something waits for that account: whoever sends for it should look."""
        delivery = self.deliveries.get(account_id)
        if delivery is not None and (delivery.active or self.bell is None):
            delivery.wake()
        elif self.bell is not None:
            self.bell.ring(account_id)

    def _heard(self, account_id: int) -> None:
        if account_id in self.deliveries:
            self.deliveries[account_id].wake()

    def _in_a_transaction(self, ask: Asked) -> Callable[[], Awaitable[None]]:
        def work(session: Session) -> bool:
            return ask(session, self.dispatcher.centre, self.clock.now()) or False

        async def asked() -> None:
            more = True
            while more:  # in slices, so that turns get through between them
                more = await self.database.run(work)
                for account_id in self.deliveries:
                    self._wake(account_id)

        return asked

    async def _retry_released(self) -> None:
        await retrying.retry_released(self.database, self.dispatcher, self.channels)


def _shared(database: Database, works: dict[str, Work], heard: Callable[[int], None]) -> tuple[Holding, Engine, Any]:
    """Who may do what, who does background work, and how processes wake each other (None: there is only one)."""
    if database.is_sqlite:
        return Alone(), Embedded(works), None
    holding = Leases(database)
    return holding, Workers(works, database, holding), import_module("bot.bell").Bell(database, heard)


async def _quietly(chore: Callable[[], Awaitable[None]]) -> None:
    try:
        await chore()
    except Unusable:
        raise
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
