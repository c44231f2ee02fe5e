"""A platform, a database, the people, and one or more bots that are started, killed and stopped."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Protocol

from sqlmodel import Session, col, func, select

from storage import outbox
from storage.broadcasts import FINISHED, STOPPED, Broadcast
from storage.database import Database
from storage.outbox import Outbox
from tests.fakes.bot_api import TOKEN, BotApi
from tests.faults import judging, school
from tests.faults.crossroads import Crossroads
from tests.faults.outcome import Outcome
from tests.faults.people import People
from tests.faults.school import School
from tests.whole.running import SECRET, Machine, free_port

START_SECONDS, SETTLE_SECONDS = 60, 180
LATENCY = (0.02, 0.08)  # seconds to the platform, and back again: a message is on its way for a while
TEXT = "Chào {ten}, mai học ở hội trường."
RUNNING = b"running  "  # what the log says when a bot has begun


class StuckError(Exception):
    """Something that had to happen did not."""


@dataclass(frozen=True)
class Plan:
    """What kind of world: where its data is, how many bots there are, and how updates come."""

    url: str
    school: School
    bots: int = 1
    webhook: bool = False
    settings: dict[str, str] = field(default_factory=dict)
    program: str = "bot"


class Process(Protocol):
    """A program that was started."""

    @property
    def pid(self) -> int: ...
    @property
    def returncode(self) -> int | None: ...
    async def wait(self) -> int: ...
    def kill(self) -> None: ...
    def send_signal(self, signal: int) -> None: ...


@dataclass
class Bot:
    """One bot: a machine of its own with at most one process."""

    machine: Machine
    process: Process | None = None
    log_from: int = 0

    async def start(self, *, piped: bool = False) -> None:
        """Begin it, whatever comes of it (see `up`). With `piped` it can say something without writing to a file."""
        self.log_from = self.machine.log.stat().st_size if self.machine.log.exists() else 0
        self.process = await (self.machine.piped() if piped else self.machine.started())

    async def gone(self, seconds: float) -> tuple[int | None, str]:
        """Its exit status (None: it runs on), and the last line that it printed."""
        assert self.process is not None
        with suppress(TimeoutError):
            await asyncio.wait_for(self.process.wait(), seconds)
        lines = self.printed().decode(errors="replace").strip().splitlines()
        return self.status, lines[-1] if lines else ""

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    @property
    def status(self) -> int | None:
        """The exit status; None while it runs."""
        assert self.process is not None
        return self.process.returncode

    def printed(self) -> bytes:
        """What it has said since it was started."""
        return self.machine.log.read_bytes()[self.log_from :] if self.machine.log.exists() else b""

    async def up(self) -> None:
        """Wait until it serves. Raises `StuckError` when it ends, or never does."""
        begun = "a bot starts"
        await until(lambda: RUNNING in self.printed() or self.status is not None, START_SECONDS, begun, every=0.02)
        if self.status is None and self.machine.environment.get("CHUONG_PUBLIC_URL"):
            await self._listening()
        if self.status is not None:
            raise StuckError(f"a bot ended at its start: {self.printed()[-2000:].decode(errors='replace')}")

    async def _listening(self) -> None:
        """The log says that it runs a moment before it takes calls."""
        last = time.monotonic() + START_SECONDS
        while self.status is None and time.monotonic() < last:
            with suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", int(self.machine.environment["CHUONG_WEB_PORT"]))
                writer.close()
                return
            await asyncio.sleep(0.05)

    async def kill(self) -> None:
        assert self.process is not None
        with suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()

    async def stop(self) -> tuple[float, int | None]:
        """SIGTERM; the seconds until it was gone, and its exit status (None: it had to be killed)."""
        assert self.process is not None
        began = time.monotonic()
        with suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGTERM)
        try:
            status = await asyncio.wait_for(self.process.wait(), 30)
        except TimeoutError:
            await self.kill()
            return time.monotonic() - began, None
        return time.monotonic() - began, status


class World:
    """Everything together; made by `world`."""

    def __init__(self, plan: Plan, api: BotApi, bots: list[Bot], random: Random) -> None:
        self.plan, self.api, self.bots, self.random = plan, api, bots, random
        self.people = People(api, plan.school, random)
        self.database = Database(plan.url)
        self._unsettled = False

    @property
    def bot(self) -> Bot:
        """The first one."""
        return self.bots[0]

    async def begin(self) -> None:
        """All bots run, the people begin to write, and a broadcast goes out."""
        for bot in self.bots:
            await bot.start()
        await self.up()
        self.people.begin()
        await self.broadcasts()

    async def up(self) -> None:
        """Wait until every bot serves. Raises `StuckError` when one ends, or never does."""
        await asyncio.gather(*(bot.up() for bot in self.bots))

    async def broadcasts(self, text: str = TEXT) -> None:
        """A broadcast to everybody falls due now."""
        await self.do(lambda session: school.broadcast(session, text, self.plan.school.policy))

    async def do(self, work: Callable[[Session], object]) -> None:
        """Something in the database, as another program would do it."""
        await asyncio.to_thread(self._do, work)

    def _do(self, work: Callable[[Session], object]) -> None:
        with self.database.session() as session:
            work(session)

    def sends(self) -> int:
        """How many messages have come to the platform so far."""
        return sum(arrival.method == "sendMessage" for arrival in self.api.arrivals)

    async def sending(self, seconds: float) -> bool:
        """Wait until one more message comes; False when none did."""
        before = self.sends()
        with suppress(StuckError):
            await until(lambda: self.sends() > before, seconds, "a message is sent")
            return True
        return False

    async def handing_over(self, seconds: float) -> None:
        """Wait until a bot is given an update, or so long."""
        before = self.api.handed_over
        with suppress(StuckError):
            await until(lambda: self.api.handed_over > before, seconds, "an update is handed over")

    async def settled(self) -> None:
        """Wait until the people rest and nothing is on its way any more, in or out."""
        await self.people.rest()
        last = time.monotonic() + SETTLE_SECONDS
        while await self.database.read(_under_way) or self.api.waiting:
            if time.monotonic() > last:
                self._unsettled = True  # what is on its way still is counted as lost
                return
            await asyncio.sleep(0.2)

    async def judged(self) -> Outcome:
        found = await judging.judged(self.database, self.api.arrivals, self.people.said)
        found.expect("something never came to an end", self._unsettled, False)
        found.too_fast = self.api.rates.refused["account"] if self.api.rates else 0
        return found


@asynccontextmanager
async def world(folder: Path, plan: Plan, random: Random) -> AsyncIterator[World]:
    """A founded school with bots that do not run yet; all that run at the end are killed."""
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    await asyncio.to_thread(school.founded, plan.url, plan.school)
    async with AsyncExitStack() as stack:
        # Of its own: a bot that outlived another world must not take this one's updates from the same port.
        token = f"{TOKEN.partition(':')[0]}:{random.randbytes(16).hex()}"
        api = await stack.enter_async_context(BotApi(token=token, rates=True))
        api.latency, api.webhook_patience = lambda: random.uniform(*LATENCY), 0.2
        ports = [free_port() for _ in range(plan.bots)]
        front = await stack.enter_async_context(Crossroads(ports, random))
        bots = [_bot(folder / str(number), plan, api, port, front) for number, port in enumerate(ports)]
        made = World(plan, api, bots, random)
        try:
            yield made
        finally:
            for bot in bots:
                if bot.process is not None:
                    await bot.kill()
            await made.people.rest()
            await made.database.close()


def _bot(folder: Path, plan: Plan, api: BotApi, port: int, front: Crossroads) -> Bot:
    folder.mkdir(exist_ok=True)
    settings = {"database_url": plan.url, "web_port": str(port), **plan.settings}
    if plan.webhook:
        settings |= {"public_url": f"http://127.0.0.1:{front.port}", "webhook_secret": SECRET}
    machine = Machine(folder, api, **settings)
    machine.program = plan.program
    return Bot(machine)


async def until(true: Callable[[], bool], seconds: float, what: str, every: float = 0.005) -> None:
    """Look again and again, after so many seconds each time. Raises `StuckError`."""
    last = time.monotonic() + seconds
    while not true():
        if time.monotonic() > last:
            raise StuckError(f"not within {seconds:g} seconds: {what}")
        await asyncio.sleep(every)


def _under_way(session: Session) -> bool:
    """Whether anything waits to be sent, or a broadcast is not finished."""
    waiting = select(func.count()).select_from(Outbox).where(col(Outbox.state).in_(judging.ON_THE_WAY))
    going = select(func.count()).select_from(Broadcast).where(col(Broadcast.state).not_in((FINISHED, STOPPED)))
    return bool(session.exec(waiting).one() or session.exec(going).one())


def marked_unknown(session: Session) -> int:
    """How many messages ended in doubt."""
    return session.exec(select(func.count()).select_from(Outbox).where(Outbox.state == outbox.UNKNOWN)).one()
