"""A send: one message claimed, sent and marked, as CPU time, against a platform that takes everything."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections import defaultdict
from pathlib import Path

from tests.bench import waiting
from tests.bench.figures import Spread, ratio, table, verdict
from tests.bench.processes import OURS, environment, free_port, listening, printed
from tests.fakes.bot_api import TOKEN

CHUONG = "Chuông: claimed, sent, marked"
HTTPX = "python-telegram-bot over httpx"
HTTPX_AIOHTTP = "python-telegram-bot over httpx-aiohttp"
AIOHTTP = "python-telegram-bot over aiohttp"
AIOGRAM = "aiogram"
MESSAGES = 4000
GOAL = 1.0  # times python-telegram-bot's bare send_message over httpx

Figures = dict[str, float]


def contenders(folder: Path, api_url: str, messages: int) -> dict[str, list[str]]:
    """The command of each."""
    ptb = [environment("ptb_more"), "-m", "tests.bench.peers.ptb_send", api_url, TOKEN, str(messages)]
    aiogram = [environment("aiogram"), "-m", "tests.bench.peers.aiogram_send", api_url, TOKEN, str(messages)]
    database = f"sqlite:///{folder / 'outbox.db'}"
    return {
        CHUONG: [OURS, "-m", "tests.bench.own_send", api_url, TOKEN, database],
        HTTPX: [*ptb, "httpx"],
        HTTPX_AIOHTTP: [*ptb, "httpx-aiohttp"],
        AIOHTTP: [*ptb, "aiohttp"],
        AIOGRAM: aiogram,
    }


async def measured(folder: Path, rounds: int, messages: int = MESSAGES) -> dict[str, list[Figures]]:
    """Messages a second and CPU milliseconds a message, by contender and round."""
    figures: dict[str, list[Figures]] = defaultdict(list)
    port, template = free_port(), folder / "template.db"
    waiting.notices(f"sqlite:///{template}", messages)
    commands = contenders(folder, f"http://127.0.0.1:{port}", messages)
    for number in range(1, rounds + 1):
        for name, command in commands.items():
            _begin(template, folder)
            async with listening([OURS, "-m", "tests.bench.platform", str(port)], folder, port):
                seen = json.loads(await asyncio.to_thread(printed, command, folder))
            figures[name].append(
                {"per_second": seen["messages"] / seen["seconds"], "cpu": seen["cpu"] / seen["messages"] * 1000}
            )
        print(f"a send: round {number} of {rounds}", flush=True)
    return dict(figures)


def _begin(template: Path, folder: Path) -> None:
    """The outbox as it was, in a new file."""
    for file in folder.glob("outbox.db*"):
        file.unlink()
    shutil.copy(template, folder / "outbox.db")


def reported(figures: dict[str, list[Figures]]) -> str:
    """The row as a table and the goal's line under it."""
    bare = _each(figures[HTTPX], "cpu")
    rows = [
        [
            name,
            Spread.of(_each(rounds, "cpu")).written(),
            ratio(_each(rounds, "cpu"), bare).written(),
            Spread.of(_each(rounds, "per_second")).written(0),
        ]
        for name, rounds in figures.items()
    ]
    head = ["a send", "CPU ms a message", "times bare over httpx", "messages/s"]
    ours = ratio(_each(figures[CHUONG], "cpu"), bare).middle
    name = f"CPU of the whole path, times a bare send_message of {HTTPX}"
    return "\n".join([table(head, rows), "", verdict(name, ours, GOAL, at_least=False)])


def _each(rounds: list[Figures], key: str) -> list[float]:
    return [figures[key] for figures in rounds]
