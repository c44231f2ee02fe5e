"""Several processes: two bots on one PostgreSQL and one account, whose rate must hold over both."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import psycopg

from tests import postgres
from tests.bench import waiting
from tests.bench.arrivals import judged, recorded
from tests.bench.broadcast import PATIENCE, PER_SECOND, settings
from tests.bench.figures import number, table, verdict
from tests.bench.load import SECRET
from tests.bench.processes import OURS, BotDied, emptied, free_port, listening, log_of

PEOPLE = 1500
LATENCY = 0.05
GOAL = 1.02

Figures = dict[str, float]


async def measured(folder: Path, people: int = PEOPLE) -> dict[str, Figures]:
    """One process and two, by name, each with a database of its own."""
    with postgres.server(durable=True) as server:
        return {
            "one process": await _sent(folder / "one", server.url("one"), people, 1),
            "two processes": await _sent(folder / "two", server.url("two"), people, 2),
        }


async def _sent(folder: Path, database: str, people: int, processes: int) -> Figures:
    emptied(folder)
    await asyncio.to_thread(waiting.notices, database, people)
    port, rules = free_port(), ["--latency", str(LATENCY), "--per-second", str(PER_SECOND)]
    async with listening([OURS, "-m", "tests.bench.platform", str(port), *rules], folder, port):
        async with asyncio.TaskGroup() as group:
            done = asyncio.Event()
            for name in range(processes):
                group.create_task(_bot(folder / str(name), f"http://127.0.0.1:{port}", database, done))
            await _until_sent(folder, database, PATIENCE * people / PER_SECOND)
            done.set()
        figures = judged(await recorded(port), people, PER_SECOND)
    print(f"several processes: {processes}", flush=True)
    return figures


async def _bot(folder: Path, api_url: str, database: str, done: asyncio.Event) -> None:
    """`chuong run` by webhook, on a port of its own, until all is done."""
    emptied(folder)
    port = free_port()
    extra = {
        **settings(api_url),
        "CHUONG_DATABASE_URL": database,
        "CHUONG_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "CHUONG_WEBHOOK_SECRET": SECRET,
        "CHUONG_WEB_PORT": str(port),
    }
    async with listening([OURS, "-m", "bot", "run"], folder, port, extra) as process:
        while not done.is_set():
            if process.poll() is not None:
                raise BotDied(log_of(folder))
            await asyncio.sleep(0.5)


async def _until_sent(folder: Path, database: str, patience: float) -> None:
    end = time.monotonic() + patience
    while await asyncio.to_thread(_unsent, database) and time.monotonic() < end:  # noqa: ASYNC110  # others send
        await asyncio.sleep(1)


def _unsent(database: str) -> int:
    with psycopg.connect(database.replace("+psycopg", "")) as connection:
        row = connection.execute("SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending')").fetchone()
        return int(row[0]) if row else 0


def reported(figures: dict[str, Figures]) -> str:
    """The row as a table and the goals' lines."""
    rows = [
        [name, number(seen["people"], 0), f"{seen['wall']:.3f}"]
        + [number(seen[key], 0) for key in ("lost", "repeats", "too_many", "most")]
        for name, seen in figures.items()
    ]
    head = ["PostgreSQL", "people", "wall / (people / rate)", "lost", "repeats", "429s", "most in a second"]
    two = figures["two processes"]
    return "\n".join(
        [
            table(head, rows),
            "",
            verdict("two processes: wall / (people / rate)", two["wall"], GOAL, at_least=False, digits=3),
            verdict("two processes: arrivals in any second", two["most"], PER_SECOND, at_least=False, digits=0),
            verdict("two processes: lost", two["lost"], 0, at_least=False, digits=0),
        ]
    )
