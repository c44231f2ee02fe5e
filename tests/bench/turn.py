"""A turn: a webhook call with a quiz answer, until its 200, which comes after the commit."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench import learners
from tests.bench.figures import Spread, ratio, table, verdict
from tests.bench.load import SECRET, Plan, carried_out
from tests.bench.presses import LEARNERS, QUESTIONS, Command, our_command, presses, their_command
from tests.bench.processes import OURS, ROOT, cpu_seconds, environment, free_port, listening, log_of
from tests.fakes.bot_api import TOKEN, BotApi

CHUONG, PTB, AIOGRAM = "Chuông", "python-telegram-bot + SQLModel", "aiogram + SQLModel"
WARM_UP, RATE = 300, 200
SATURATION_SECONDS, STEADY_SECONDS = 5.0, 8.0
GOAL_TURNS, GOAL_WAIT = 5.0, 0.3  # times aiogram's, at the least; times the better peer's, at the most

Figures = dict[str, float]


class LostTurns(Exception):
    """The database does not hold what was answered with 200."""


@dataclass(frozen=True)
class Bot:
    """One contender: how it is started on a port, and the database it starts from."""

    name: str
    command: list[str]
    template: Path
    updates: Path
    extra: Mapping[str, str] = field(default_factory=dict)


def contenders(folder: Path, port: int, api_url: str) -> list[Bot]:
    """Everybody, on the same port one after the other, with their databases filled."""
    ours, theirs = folder / "ours.db", folder / "theirs.db"
    learners.ours(ours)
    ptb = environment("ptb")
    subprocess.run([ptb, "-m", "tests.bench.peers.fill", str(theirs)], cwd=ROOT, check=True)
    our_updates = _updates(folder / "ours.jsonl", our_command)
    their_updates = _updates(folder / "theirs.jsonl", their_command)
    settings = {
        "CHUONG_TELEGRAM_TOKEN": TOKEN,
        "CHUONG_TELEGRAM_API_URL": api_url,
        "CHUONG_DATABASE_URL": "sqlite:///bot.db",
        "CHUONG_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "CHUONG_WEBHOOK_SECRET": SECRET,
        "CHUONG_WEB_PORT": str(port),
    }
    call = [str(port), "bot.db", api_url, TOKEN]
    aiogram = [environment("aiogram"), "-m", "tests.bench.peers.aiogram_turn", *call]
    return [
        Bot(CHUONG, [OURS, "-m", "bot", "run"], ours, our_updates, settings),
        Bot(PTB, [ptb, "-m", "tests.bench.peers.ptb_turn", *call], theirs, their_updates),
        Bot(AIOGRAM, aiogram, theirs, their_updates),
    ]


def _updates(file: Path, command: Command) -> Path:
    presses(file, command)
    return file


async def measured(folder: Path, rounds: int) -> dict[str, list[Figures]]:
    """The figures of every round by contender. Raises `LostTurns`."""
    port, figures = free_port(), dict[str, list[Figures]]()
    async with BotApi() as api:
        bots = contenders(folder, port, api.url)
        for number in range(1, rounds + 1):
            for bot in bots:
                figures.setdefault(bot.name, []).append(await _round(bot, port, folder / "round"))
                api.arrivals.clear()
                api.phones.clear()
            print(f"a turn: round {number} of {rounds}", flush=True)
    return figures


async def _round(bot: Bot, port: int, folder: Path) -> Figures:
    """Start on a fresh copy, warm up, 200 a second, then as much as it takes; look into the database."""
    _begin(bot, folder)
    async with listening(bot.command, folder, port, bot.extra) as process:
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
    await asyncio.to_thread(_all_there, bot, folder / "bot.db", sent)
    return {
        "turns": full["per_second"], "cpu": full["cpu"], "full p50": full["p50"], "full p99": full["p99"],
        "p50": steady["p50"], "p99": steady["p99"], "late": steady["late"], "steady cpu": steady["cpu"],
    }  # fmt: skip


def _begin(bot: Bot, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copy(bot.template, folder / "bot.db")


def _all_there(bot: Bot, file: Path, turns: int) -> None:
    """What was answered with 200 must be in the database, whole: mark, answer and reply."""
    with closing(sqlite3.connect(file)) as connection:
        for table in ("inbox", "answer", "outbox"):
            found = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608  # our names
            if found != turns:
                raise LostTurns(f"{bot.name}: {found} rows in {table} after {turns} turns")


async def load_limit(folder: Path, port: int) -> float:
    """How many calls a second the load makes against a server that does nothing."""
    updates = _updates(folder / "sink.jsonl", our_command)
    async with listening([OURS, "-m", "tests.bench.sink", str(port)], folder, port):
        plan = Plan(port, str(updates), 0, LEARNERS * QUESTIONS, SATURATION_SECONDS)
        return (await carried_out(plan))["per_second"]


def reported(figures: dict[str, list[Figures]]) -> str:
    """The row as a table and the goals' lines under it."""
    rows = [
        [
            name,
            Spread.of(_each(rounds, "turns")).written(0),
            *(Spread.of(_each(rounds, key)).written(1) for key in ("p50", "p99")),
            *(Spread.of(_each(rounds, key)).written(2) for key in ("cpu", "steady cpu")),
        ]
        for name, rounds in figures.items()
    ]
    head = ["a turn", "turns/s", "p50 ms at 200/s", "p99 ms at 200/s", "CPU ms a turn, full", "CPU ms, at 200/s"]
    ours = figures[CHUONG]
    many = ratio(_each(ours, "turns"), _each(figures[AIOGRAM], "turns")).middle
    goals = [verdict(f"turns a second, times {AIOGRAM}", many, GOAL_TURNS, at_least=True)]
    for key in ("p50", "p99"):
        # The better peer of each round, so that ours is never compared with the unlucky one.
        better = [min(pair) for pair in zip(*(_each(figures[peer], key) for peer in (PTB, AIOGRAM)), strict=True)]
        share = ratio(_each(ours, key), better).middle
        goals.append(verdict(f"{key} at 200/s, times the better peer", share, GOAL_WAIT, at_least=False))
    return "\n".join([table(head, rows), "", *goals])


def _each(rounds: list[Figures], key: str) -> list[float]:
    return [figures[key] for figures in rounds]
