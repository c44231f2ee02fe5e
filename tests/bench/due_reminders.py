"""Due reminders: many people's that fall due together, put into the outbox."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections import defaultdict
from pathlib import Path
from typing import Any

from tests.bench import bare_claim, due_lessons
from tests.bench.due_lessons import CLASS_SIZE
from tests.bench.figures import Spread, number, ratio, table, verdict
from tests.bench.processes import OURS, environment, printed

DUE = 100_000
FEW, MANY = 1000, 1_000_000  # reminders in all
STORE_JOBS = 1000
GOAL_CLAIM, GOAL_SIZE, GOAL_IDLE = 10.0, 1.3, 1.0

CHUONG, CHUONG_FEW, BARE = "Chuông", f"Chuông, {FEW:,} rows", "bare claim"
WAYS = {
    "python-telegram-bot, JobQueue": ("job-queue", DUE),
    "APScheduler, in memory": ("memory", DUE),
    "APScheduler, SQL store": ("store", STORE_JOBS),
}

Figures = dict[str, Any]


async def measured(folder: Path, rounds: int) -> Figures:
    """Ours and the limit in turns, then the peers once."""
    ours: dict[str, list[dict[str, float]]] = defaultdict(list)
    templates = {CHUONG: folder / "many.db", CHUONG_FEW: folder / "few.db"}
    for name, rows in ((CHUONG, MANY), (CHUONG_FEW, FEW)):
        await asyncio.to_thread(due_lessons.filled, f"sqlite:///{templates[name]}", rows, DUE // CLASS_SIZE)
    for round_number in range(1, rounds + 1):
        seconds = await asyncio.to_thread(bare_claim.claimed, folder / "bare.db", MANY, DUE)
        ours[BARE].append({"seconds": seconds})
        for name, template in templates.items():
            ours[name].append(await asyncio.to_thread(_told, template, folder / "bot.db"))
        print(f"due reminders: round {round_number} of {rounds}", flush=True)
    return {"ours": dict(ours), "peers": await asyncio.to_thread(_peers, folder)}


def _told(template: Path, file: Path) -> dict[str, float]:
    for old in file.parent.glob(f"{file.name}*"):
        old.unlink()
    shutil.copy(template, file)
    command = [OURS, "-m", "tests.bench.own_reminders", f"sqlite:///{file}"]
    figures: dict[str, float] = json.loads(printed(command, file.parent))
    if figures["messages"] != DUE:
        raise AssertionError(f"{figures['messages']} reminders of {DUE}")
    return figures


def _peers(folder: Path) -> dict[str, dict[str, float]]:
    python = environment("ptb_more")
    command = [python, "-m", "tests.bench.peers.ptb_jobs"]
    figures = {}
    for name, (way, count) in WAYS.items():
        figures[name] = json.loads(printed([*command, way, str(count), str(folder / "jobs.db")], folder))
        print(f"due reminders: {name}", flush=True)
    return figures


def reported(figures: Figures) -> str:
    """The row as two tables and the goals' lines."""
    ours = figures["ours"]
    bare = _each(ours[BARE], "seconds")
    rows = [
        [name, Spread.of(_each(ours[name], "seconds")).written(), ratio(_each(ours[name], "seconds"), bare).written()]
        for name in (CHUONG, CHUONG_FEW, BARE)
    ]
    jobs = [
        [name, number(one["jobs"], 0), number(one["fired"], 0), number(one["adding"], 2)]
        for name, one in figures["peers"].items()
    ]
    idle = Spread.of(_each(ours[CHUONG], "idle"))
    return "\n".join(
        [
            table([f"{DUE:,} due among {MANY:,}", "seconds", f"times the {BARE}"], rows),
            "",
            f"Ours did it in {ours[CHUONG][0]['ticks']:.0f} transactions; with nothing due a tick takes "
            f"{idle.written()} ms.",
            "",
            table(["a job for each", "jobs due at once", "fired", "ms to add one"], jobs),
            "",
            *_goals(ours, idle.middle),
        ]
    )


def _goals(ours: dict[str, list[dict[str, float]]], idle: float) -> list[str]:
    many, few = (_each(ours[name], "seconds") for name in (CHUONG, CHUONG_FEW))
    claim = ratio(many, _each(ours[BARE], "seconds")).middle
    return [
        verdict(f"due reminders, times the {BARE}", claim, GOAL_CLAIM, at_least=False),
        verdict(f"a reminder among {MANY:,} rows, times among {FEW:,}", ratio(many, few).middle, GOAL_SIZE,
                at_least=False),
        verdict(f"ms of a tick with nothing due, {MANY:,} rows", idle, GOAL_IDLE, at_least=False),
    ]  # fmt: skip


def _each(rounds: list[dict[str, float]], key: str) -> list[float]:
    return [figures[key] for figures in rounds]
