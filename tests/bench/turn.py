"""A turn: a webhook call with a quiz answer, until its 200, which comes after the commit."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import postgres
from tests.bench import learners
from tests.bench.figures import Spread, number, ratio, table, verdict
from tests.bench.load import SECRET, Plan, carried_out
from tests.bench.presses import LEARNERS, QUESTIONS, Command, our_command, presses, their_command
from tests.bench.processes import OURS, ROOT, cpu_seconds, emptied, environment, free_port, listening, log_of
from tests.bench.stores import PostgresStore, SQLiteStore, Store
from tests.fakes.bot_api import TOKEN, BotApi

CHUONG, PTB, AIOGRAM = "Chuông", "python-telegram-bot + SQLModel", "aiogram + SQLModel"
WARM_UP, RATE = 300, 200
SATURATION_SECONDS, STEADY_SECONDS = 5.0, 8.0
SQLITE, POSTGRES = "SQLite", "PostgreSQL"
POSTGRES_ROUNDS = 3  # at the most
GOAL_TURNS, GOAL_WAIT = 5.0, 0.3  # times aiogram's, at the least; times the better peer's, at the most

Figures = dict[str, float]


class LostTurns(Exception):
    """The database does not hold what was answered with 200."""


@dataclass(frozen=True)
class Bot:
    """One contender: its command and settings for a database, which database it starts from, and its updates."""

    name: str
    template: str
    updates: Path
    command: Callable[[str], list[str]]
    settings: Callable[[str], dict[str, str]] = lambda _url: {}


def contenders(folder: Path, port: int, api_url: str) -> list[Bot]:
    """Everybody, on the same port one after the other."""
    our_updates = _updates(folder / "ours.jsonl", our_command)
    their_updates = _updates(folder / "theirs.jsonl", their_command)
    settings = {
        "CHUONG_TELEGRAM_TOKEN": TOKEN,
        "CHUONG_TELEGRAM_API_URL": api_url,
        "CHUONG_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "CHUONG_WEBHOOK_SECRET": SECRET,
        "CHUONG_WEB_PORT": str(port),
    }

    def peer(name: str, python: str, module: str) -> Bot:
        head = [environment(python), "-m", f"tests.bench.peers.{module}", str(port)]
        return Bot(name, "theirs", their_updates, lambda url: [*head, url, api_url, TOKEN])

    return [
        Bot(
            CHUONG, "ours", our_updates, lambda _url: [OURS, "-m", "bot", "run"],
            lambda url: {**settings, "CHUONG_DATABASE_URL": url},
        ),
        peer(PTB, "ptb", "ptb_turn"),
        peer(AIOGRAM, "aiogram", "aiogram_turn"),
    ]  # fmt: skip


def _updates(file: Path, command: Command) -> Path:
    presses(file, command)
    return file


def _filled(store: Store) -> None:
    store.keep("ours", learners.ours)
    store.keep("theirs", _fill_theirs)


def _fill_theirs(url: str) -> None:
    subprocess.run([environment("ptb"), "-m", "tests.bench.peers.fill", url], cwd=ROOT, check=True)


async def measured(folder: Path, rounds: int) -> dict[str, Any]:
    """The figures of every round by database and contender, and what the load alone can do. Raises `LostTurns`."""
    figures: dict[str, Any] = {"limit": await load_limit(folder, free_port())}
    with postgres.server(durable=True) as server:
        for name, store in ((SQLITE, SQLiteStore(folder)), (POSTGRES, PostgresStore(server))):
            count = min(POSTGRES_ROUNDS, rounds) if name == POSTGRES else rounds
            figures[name] = await _rounds(folder, name, store, count)
    return figures


async def _rounds(folder: Path, name: str, store: Store, rounds: int) -> dict[str, list[Figures]]:
    port, figures = free_port(), dict[str, list[Figures]]()
    await asyncio.to_thread(_filled, store)
    async with BotApi() as api:
        bots = contenders(folder, port, api.url)
        for number_of_round in range(1, rounds + 1):
            for bot in bots:
                figures.setdefault(bot.name, []).append(await _round(bot, store, port, folder / "round"))
                api.arrivals.clear()
                api.phones.clear()
            print(f"a turn, {name}: round {number_of_round} of {rounds}", flush=True)
    return figures


async def _round(bot: Bot, store: Store, port: int, folder: Path) -> Figures:
    """Start on a fresh copy, warm up, 200 a second, then as much as it takes; look into the database."""
    emptied(folder)
    url = await asyncio.to_thread(store.fresh, bot.template, folder)
    async with listening(bot.command(url), folder, port, bot.settings(url)) as process:
        sent = 0

        async def phase(count: int, seconds: float, rate: float = 0.0) -> Figures:
            nonlocal sent
            plan = Plan(port, str(bot.updates), sent, count, seconds, rate=rate)
            before = cpu_seconds(process)
            seen = await carried_out(plan)
            seen["cpu"] = (cpu_seconds(process) - before) / seen["sent"] * 1000
            sent += int(seen["sent"])
            if seen["refused"] or seen["answered"] != seen["sent"]:
                raise LostTurns(f"{bot.name}: {seen}\n{log_of(folder)}")
            return seen

        await phase(WARM_UP, 30.0)
        steady = await phase(int(RATE * STEADY_SECONDS), STEADY_SECONDS, RATE)
        full = await phase(LEARNERS * QUESTIONS - sent, SATURATION_SECONDS)
    await asyncio.to_thread(_all_there, bot, store, folder, sent)
    return {
        "turns": full["per_second"], "cpu": full["cpu"], "full p50": full["p50"], "full p99": full["p99"],
        "p50": steady["p50"], "p99": steady["p99"], "late": steady["late"], "steady cpu": steady["cpu"],
    }  # fmt: skip


def _all_there(bot: Bot, store: Store, folder: Path, turns: int) -> None:
    """What was answered with 200 must be in the database, whole: mark, answer and reply."""
    for name in ("inbox", "answer", "outbox"):
        found = store.rows(folder, name)
        if found != turns:
            raise LostTurns(f"{bot.name}: {found} rows in {name} after {turns} turns")


async def load_limit(folder: Path, port: int) -> float:
    """How many calls a second the load makes against a server that does nothing."""
    updates = _updates(folder / "sink.jsonl", our_command)
    async with listening([OURS, "-m", "tests.bench.sink", str(port)], folder, port):
        plan = Plan(port, str(updates), 0, LEARNERS * QUESTIONS, SATURATION_SECONDS)
        return (await carried_out(plan))["per_second"]


def reported(figures: dict[str, Any]) -> str:
    """A table and the goals' lines for each database."""
    alone = (
        f"The load generator alone, against a server that does nothing: {number(figures['limit'], 0)} calls a second."
    )
    parts = [_reported(name, figures[name]) for name in (SQLITE, POSTGRES) if name in figures]
    return "\n\n".join([alone, *parts])


def _reported(database: str, figures: dict[str, list[Figures]]) -> str:
    rows = [
        [
            name,
            Spread.of(_each(rounds, "turns")).written(0),
            *(Spread.of(_each(rounds, key)).written(1) for key in ("p50", "p99")),
            *(Spread.of(_each(rounds, key)).written(2) for key in ("cpu", "steady cpu")),
        ]
        for name, rounds in figures.items()
    ]
    head = [f"a turn, {database}", "turns/s", "p50 ms at 200/s", "p99 ms at 200/s", "CPU ms a turn, full"]
    return "\n".join([table([*head, "CPU ms, at 200/s"], rows), "", *_goals(database, figures)])


def _goals(database: str, figures: dict[str, list[Figures]]) -> list[str]:
    ours = figures[CHUONG]
    many = ratio(_each(ours, "turns"), _each(figures[AIOGRAM], "turns")).middle
    goals = [verdict(f"{database}: turns a second, times {AIOGRAM}", many, GOAL_TURNS, at_least=True)]
    for key in ("p50", "p99"):
        # The better peer of each round, so that ours is never compared with the unlucky one.
        better = [min(pair) for pair in zip(*(_each(figures[peer], key) for peer in (PTB, AIOGRAM)), strict=True)]
        share = ratio(_each(ours, key), better).middle
        goals.append(verdict(f"{database}: {key} at 200/s, times the better peer", share, GOAL_WAIT, at_least=False))
    return goals


def _each(rounds: list[Figures], key: str) -> list[float]:
    return [figures[key] for figures in rounds]
