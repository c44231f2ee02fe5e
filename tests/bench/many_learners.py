"""Many learners: the memory of the running bot with very many registered, against a few."""

from __future__ import annotations

import asyncio
import shutil
from collections import defaultdict
from pathlib import Path

from tests.bench import due_lessons
from tests.bench.figures import Spread, number, ratio, table, verdict
from tests.bench.presses import FIRST_CHAT
from tests.bench.processes import OURS, ended, environment, printed, resident, started
from tests.fakes.bot_api import TOKEN, BotApi

FEW, MANY = 100, 100_000
WRITING = 50  # learners who ask for their lessons before the memory is read
QUIET = 6.0  # seconds afterwards: every tick has been asked by then
MEBIBYTE = 1024 * 1024
GOAL = 1.1

Figures = dict[str, dict[str, list[float]]]


async def measured(folder: Path, rounds: int) -> Figures:
    """Bytes of the bot by the number of learners, and the peers' bytes a learner."""
    ours: dict[str, list[float]] = defaultdict(list)
    peers: dict[str, list[float]] = defaultdict(list)
    for learners in (FEW, MANY):
        (folder / str(learners)).mkdir(exist_ok=True)
        url = f"sqlite:///{folder / str(learners) / 'full.db'}"
        await asyncio.to_thread(due_lessons.filled, url, 0, learners // due_lessons.CLASS_SIZE)
    for round_number in range(1, rounds + 1):
        for learners in (FEW, MANY):
            ours[str(learners)].append(await _memory(folder / str(learners)))
        for name, python, module in (
            ("python-telegram-bot, user_data", "ptb", "ptb_memory"),
            ("aiogram, memory FSM", "aiogram", "aiogram_memory"),
        ):
            command = [environment(python), "-m", f"tests.bench.peers.{module}", str(MANY)]
            peers[name].append(float(await asyncio.to_thread(printed, command, folder)))
        print(f"many learners: round {round_number} of {rounds}", flush=True)
    return {"ours": dict(ours), "peers": dict(peers)}


def _copied(folder: Path) -> None:
    for left in folder.glob("bot.db*"):
        left.unlink()
    shutil.copy(folder / "full.db", folder / "bot.db")


async def _memory(folder: Path) -> float:
    """The bytes of `chuong run` after some learners have had an answer, on a fresh copy: it takes no update twice."""
    await asyncio.to_thread(_copied, folder)
    async with BotApi() as api:
        chats = [FIRST_CHAT + number for number in range(1, WRITING + 1)]
        for chat in chats:
            api.says(chat, "/lich")
        settings = {
            "CHUONG_TELEGRAM_TOKEN": TOKEN,
            "CHUONG_TELEGRAM_API_URL": api.url,
            "CHUONG_DATABASE_URL": "sqlite:///bot.db",
            "CHUONG_SENDS_PER_SECOND": "1000",
        }
        process = started([OURS, "-m", "bot", "run"], folder, settings)
        try:
            await api.until(lambda: len(api.calls("sendMessage")) >= WRITING, 60)
            await asyncio.sleep(QUIET)
            return float(resident(process))
        finally:
            await ended(process)


def reported(figures: Figures) -> str:
    """The row as a table and the goal's line under it."""
    few, many = figures["ours"][str(FEW)], figures["ours"][str(MANY)]
    grown = [(one - other) / (MANY - FEW) for one, other in zip(many, few, strict=True)]
    rows = [
        [f"Chuông, {FEW:,} learners", _mebibytes(few), ""],
        [f"Chuông, {MANY:,} learners", _mebibytes(many), Spread.of(grown).written(0)],
        *([name, "", Spread.of(each).written(0)] for name, each in figures["peers"].items()),
    ]
    name = f"memory with {number(MANY, 0)} learners, times with {FEW}"
    head = ["memory", "MiB in all", "bytes a learner"]
    return "\n".join([table(head, rows), "", verdict(name, ratio(many, few).middle, GOAL, at_least=False)])


def _mebibytes(values: list[float]) -> str:
    return Spread.of([value / MEBIBYTE for value in values]).written(1)
