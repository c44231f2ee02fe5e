"""A broadcast: the same message to many people, against a platform that enforces its rates, with latency and faults."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.bench import waiting
from tests.bench.arrivals import judged, recorded
from tests.bench.figures import number, table, verdict
from tests.bench.processes import OURS, BotDied, emptied, ended, environment, free_port, listening, log_of, started
from tests.fakes.bot_api import TOKEN

PER_SECOND = 30
PEOPLE, PEERS_PEOPLE = 3000, 600
FAULTS = 0.015
PATIENCE = 20.0  # times people / rate, after which a contender is given up
GOAL, GOAL_FAULTS = 1.015, 1.03

CHUONG = "Chuông"
Figures = dict[str, float]


@dataclass(frozen=True)
class Setting:
    """What the platform is like."""

    name: str
    latency: float
    faults: float = 0.0


SETTINGS = (
    Setting("50 ms", 0.05),
    Setting("200 ms", 0.2),
    Setting(f"50 ms, {FAULTS:.1%} faults", 0.05, FAULTS),
)


@dataclass(frozen=True)
class Sender:
    """One contender: its command from the address and the number of people, or None for ours."""

    name: str
    people: int
    command: Callable[[str, int], list[str]] | None = None


def contenders(people: int, peers_people: int) -> list[Sender]:
    def peer(name: str, module: str, python: str, *way: str) -> Sender:
        head = [environment(python), "-m", f"tests.bench.peers.{module}"]
        return Sender(name, peers_people, lambda url, count: [*head, url, TOKEN, str(count), *way])

    return [
        Sender(CHUONG, people),
        peer("aiogram-broadcaster", "aiogram_broadcasting", "aiogram", "broadcaster"),
        peer("python-telegram-broadcast", "ptb_broadcast", "ptb_broadcast"),
        peer("python-telegram-bot, a plain loop", "ptb_broadcasting", "ptb_more", "loop"),
        peer("aiogram, the loop of its documentation", "aiogram_broadcasting", "aiogram", "loop"),
        peer("python-telegram-bot, AIORateLimiter", "ptb_broadcasting", "ptb_more", "limiter"),
        peer("the same with 5 retries", "ptb_broadcasting", "ptb_more", "limiter-retries"),
    ]


async def measured(
    folder: Path, people: int = PEOPLE, peers_people: int = PEERS_PEOPLE
) -> dict[str, dict[str, Figures]]:
    """The figures by setting and contender. All contenders of a setting go at once: they mostly wait."""
    senders, figures = contenders(people, peers_people), dict[str, dict[str, Figures]]()
    for setting in SETTINGS:
        runs = (_run(folder / f"{number}", setting, sender) for number, sender in enumerate(senders))
        done = await asyncio.gather(*runs)
        figures[setting.name] = {sender.name: one for sender, one in zip(senders, done, strict=True)}
        print(f"a broadcast: {setting.name}", flush=True)
    return figures


async def _run(folder: Path, setting: Setting, sender: Sender) -> Figures:
    emptied(folder)
    port, seed = free_port(), sender.people
    rules = ["--latency", setting.latency, "--faults", setting.faults, "--per-second", PER_SECOND, "--seed", seed]
    platform = [OURS, "-m", "tests.bench.platform", str(port), *map(str, rules)]
    async with listening(platform, folder, port):
        url, patience = f"http://127.0.0.1:{port}", PATIENCE * sender.people / PER_SECOND
        if sender.command is None:
            await _ours(folder, url, sender.people, patience)
        else:
            await _theirs(sender.command(url, sender.people), folder, patience)
        return judged(await recorded(port), sender.people, PER_SECOND)


async def _ours(folder: Path, url: str, people: int, patience: float) -> None:
    """`chuong run` with the notices in its outbox, until none waits any more."""
    await asyncio.to_thread(waiting.notices, f"sqlite:///{folder / 'bot.db'}", people)
    process = started([OURS, "-m", "bot", "run"], folder, settings(url))
    try:
        await _until(lambda: not unsent(folder / "bot.db"), process, folder, patience)
    finally:
        await ended(process)


def settings(url: str) -> dict[str, str]:
    return {
        "CHUONG_TELEGRAM_TOKEN": TOKEN,
        "CHUONG_TELEGRAM_API_URL": url,
        "CHUONG_DATABASE_URL": "sqlite:///bot.db",
        "CHUONG_SENDS_PER_SECOND": str(PER_SECOND),
        "CHUONG_QUIET_HOURS": "",
    }


def unsent(file: Path) -> int:
    """How many notices have not come to an end."""
    with closing(sqlite3.connect(file)) as connection:
        query = "SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending')"
        found: int = connection.execute(query).fetchone()[0]
        return found


async def _theirs(command: list[str], folder: Path, patience: float) -> None:
    process = started(command, folder)
    try:
        await _until(lambda: process.poll() is not None, process, folder, patience)
    finally:
        await ended(process)
    if process.returncode > 0:
        raise BotDied(f"{' '.join(command)}\n{log_of(folder)}")


async def _until(true: Callable[[], bool], process: subprocess.Popen[bytes], folder: Path, patience: float) -> None:
    """Wait, though not for ever: who is not done then is judged by what arrived."""
    end = time.monotonic() + patience
    while not true() and time.monotonic() < end:
        if process.poll():
            raise BotDied(log_of(folder))
        await asyncio.sleep(0.5)


def reported(figures: dict[str, dict[str, Figures]]) -> str:
    """A table for each setting, and the goals' lines."""
    head = ["people", "wall / (people / rate)", "lost", "repeats", "not acknowledged", "429s", "most in a second"]
    tables = [
        table([setting, *head], [[name, *_cells(seen)] for name, seen in senders.items()])
        for setting, senders in figures.items()
    ]
    return "\n\n".join([*tables, "\n".join(_goals(figures))])


def _cells(seen: Figures) -> list[str]:
    lost = f"{seen['lost'] / seen['people']:.1%}" if seen["lost"] else "0"
    counts = [number(seen[key], 0) for key in ("repeats", "unacknowledged", "too_many", "most")]
    return [number(seen["people"], 0), f"{seen['wall']:.3f}", lost, *counts]


def _goals(figures: dict[str, dict[str, Figures]]) -> list[str]:
    goals = []
    for setting in SETTINGS:
        ours = figures[setting.name][CHUONG]
        limit = GOAL_FAULTS if setting.faults else GOAL
        about = f"a broadcast, {setting.name}"
        goals += [
            verdict(f"{about}: wall / (people / rate)", ours["wall"], limit, at_least=False, digits=3),
            verdict(f"{about}: lost beyond the refused", ours["lost"], 0, at_least=False, digits=0),
            verdict(
                f"{about}: repeats, against acknowledgements that were lost",
                ours["repeats"], ours["unacknowledged"], at_least=False, digits=0,
            ),
            verdict(f"{about}: 429s", ours["too_many"], 0, at_least=False, digits=0),
        ]  # fmt: skip
    return goals
