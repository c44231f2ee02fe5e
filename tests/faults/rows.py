"""The table of faults: what is tried, how often, and what must hold."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from itertools import count, cycle, islice
from pathlib import Path
from random import Random

from bot.migrating import ensure_migrated
from bot.settings import Settings
from storage.database import Database
from tests import postgres
from tests.faults import clocks, disk, killing, knocking, poisoning, refusing, restarting, rivals, sleeping
from tests.faults.killing import Ending
from tests.faults.outcome import Outcome

Lines = dict[str, Outcome]


@dataclass
class Ground:
    """Where the faults happen: a folder, empty databases in it, and a PostgreSQL that is started when it is needed."""

    folder: Path
    random: Random
    _stack: ExitStack
    _names: count[int] = field(default_factory=count)
    _server: postgres.Server | None = None

    def sqlite(self) -> str:
        """The address of a file that is not there yet."""
        return f"sqlite:///{self.folder / f'database-{next(self._names)}.db'}"

    def server(self) -> postgres.Server:
        """It waits for the disk as in production. Raises `postgres.NoServer`."""
        if self._server is None:
            self._server = self._stack.enter_context(postgres.server(durable=True))
        return self._server

    def postgresql(self) -> str:
        """The address of an empty database."""
        return self.server().url()

    def room(self) -> Path:
        """A folder for one world."""
        return self.folder / f"world-{next(self._names)}"


@asynccontextmanager
async def ground(folder: Path, seed: int) -> AsyncIterator[Ground]:
    with ExitStack() as stack:
        yield Ground(folder, Random(seed), stack)


@dataclass(frozen=True)
class Row:
    """One row of the table, tried `times` unless told otherwise; `run` gives its lines."""

    promise: str
    times: int
    run: Callable[[Ground, int], Awaitable[Lines]]


def _shared(times: int, lines: dict[str, Ending]) -> dict[str, tuple[Ending, int]]:
    """The tries, divided among the lines; no line goes without."""
    each, rest = divmod(times, len(lines))
    return {name: (ending, max(1, each + (at < rest))) for at, (name, ending) in enumerate(lines.items())}


async def _killed(here: Ground, url: Callable[[], str], times: int, lines: dict[str, Ending]) -> Lines:
    return {
        name: await killing.ended(here.room(), url, ending, each, here.random)
        for name, (ending, each) in _shared(times, lines).items()
    }


ON_SQLITE = {
    "kill -9, SQLite, polling": Ending(),
    "kill -9, SQLite, webhook": Ending(webhook=True),
    "kill -9, SQLite, broadcast on hold": Ending(policy="hold"),
}
ON_POSTGRESQL = {
    f"kill -9, PostgreSQL, {bots} process{'es' if bots > 1 else ''}, {way}": Ending(bots, webhook=way == "webhook")
    for bots in (1, 2, 4)
    for way in ("polling", "webhook")
}
STOPS = {"SIGTERM, polling": Ending(gently=True), "SIGTERM, webhook": Ending(gently=True, webhook=True)}


async def kill_sqlite(here: Ground, times: int) -> Lines:
    return await _killed(here, here.sqlite, times, ON_SQLITE)


async def kill_postgresql(here: Ground, times: int) -> Lines:
    return await _killed(here, here.postgresql, times, ON_POSTGRESQL)


async def terminate(here: Ground, times: int) -> Lines:
    return await _killed(here, here.sqlite, times, STOPS)


async def restart(here: Ground, times: int) -> Lines:
    server = here.server()
    done = await restarting.restarted(here.room(), server.url, server.restart, times, here.random)
    return {"PostgreSQL restarts at once": done}


async def refuse(here: Ground, times: int) -> Lines:
    lines: Lines = {}
    for policy in ("resend", "hold"):
        for failures in (refusing.QUICK, refusing.SILENT):
            tried = await refusing.tried(here.room(), here.sqlite(), policy, times, here.random, failures)
            lines |= {f"{name}, {policy}": outcome for name, outcome in tried.items()}
    lines["429 for the account"] = await refusing.account_paused(here.room(), here.sqlite(), times, here.random)
    lines["connection refused"] = await refusing.offline(here.room(), here.sqlite(), times, here.random)
    return lines


async def sleep(here: Ground, times: int) -> Lines:
    url = here.postgresql()
    return {"asleep longer than the lease": await sleeping.slept(here.room(), url, times, here.random)}


async def change_clock(here: Ground, times: int) -> Lines:
    return {f"clock, {zone}": await walked(here, zone, times) for zone in clocks.ZONES}


async def walked(here: Ground, zone: str, times: int, days: int = clocks.DAYS) -> Outcome:
    """With one evening time after the other, so often."""
    total = Outcome()
    for evening_at in islice(cycle(clocks.EVENING_AT), times):
        url = here.sqlite()
        ensure_migrated(Settings(database_url=url, _env_file=None))
        database = Database(url)
        total.add(await clocks.walked(database, zone, evening_at, here.random, days))
        await database.close()
    return total


async def knock(here: Ground, times: int) -> Lines:
    lines = await knocking.knocked(here.room(), here.sqlite(), times, here.random)
    return {f"webhook, {name}": outcome for name, outcome in lines.items()}


async def poison(here: Ground, times: int) -> Lines:
    return {
        f"a handler breaks, {way}": await poisoning.poisoned(
            here.room(), here.sqlite(), times, here.random, webhook=way == "webhook"
        )
        for way in ("polling", "webhook")
    }


async def fill_disk(here: Ground, times: int) -> Lines:
    return {
        "no file may grow": await disk.limited(here.room(), here.sqlite(), times, here.random),
        "full disk": await disk.small(here.room(), times, here.random),
        "damaged file": await disk.damaged(here.room(), here.sqlite(), times, here.random),
    }


async def rival_file(here: Ground, times: int) -> Lines:
    return {"two on one SQLite file": await rivals.on_one_file(here.room(), here.sqlite(), times, here.random)}


async def rival_token(here: Ground, times: int) -> Lines:
    urls = [(here.sqlite(), here.sqlite()) for _ in range(times)]
    total = Outcome()
    for pair in urls:
        total.add(await rivals.on_one_token(here.room(), pair, here.random))
    return {"two pollers on one token": total}


ROWS = {
    "kill-sqlite": Row("0 lost, 0 repeats without a flag, 0 applied twice", 200, kill_sqlite),
    "kill-postgresql": Row("0 lost, 0 repeats without a flag, 0 applied twice", 200, kill_postgresql),
    "terminate": Row("0 repeats, stops within 10 s", 50, terminate),
    "restart-postgresql": Row("0 lost, no process left dead", 20, restart),
    "refuse": Row("the classification, row by row", 5, refuse),
    "sleep": Row("nothing marked by the sleeper", 5, sleep),
    "clock": Row("each reminder once", 6, change_clock),
    "webhook": Row("once; refused; the process lives", 20, knock),
    "poison": Row("five tries, quarantine, the next ones pass", 10, poison),
    "disk": Row("a clear error, nothing half-written, works once there is room", 4, fill_disk),
    "rival-file": Row("the second says so and leaves", 5, rival_file),
    "rival-token": Row("the second says so and leaves", 3, rival_token),
}


async def tried(here: Ground, name: str, times: int | None = None) -> Lines:
    """The lines of the row; one that says why, when it cannot be tried here."""
    row = ROWS[name]
    try:
        return await row.run(here, times or row.times)
    except postgres.NoServer as reason:
        return {name: Outcome(skipped=str(reason))}
