"""The first reply: from the start of the process to the first `sendMessage` that Telegram's stand-in receives."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.figures import Spread, ratio, table, verdict
from tests.bench.processes import OURS, BotDied, ended, environment, log_of, started
from tests.fakes.bot_api import TOKEN, BotApi

PATIENCE = 30.0
CHAT = 7
GOAL = 2.0  # times python-telegram-bot with SQLModel

CHUONG, CHUONG_NEW = "Chuông", "Chuông, new database file"
PTB, PTB_STORE = "python-telegram-bot, bare", "python-telegram-bot + SQLModel"
PTB_NEW = "python-telegram-bot + SQLModel, new database file"
AIOGRAM, AIOGRAM_STORE = "aiogram, bare", "aiogram + SQLModel"


@dataclass(frozen=True)
class Bot:
    """One contender. With `fresh` its database file is taken away before every start."""

    name: str
    command: list[str]
    folder: Path
    extra: Mapping[str, str] = field(default_factory=dict)
    fresh: bool = False

    def prepare(self) -> None:
        self.folder.mkdir(exist_ok=True)
        for file in self.folder.glob("bot.db*") if self.fresh else ():
            file.unlink()


def contenders(folder: Path, api_url: str) -> list[Bot]:
    """Everybody who starts, each in a folder of their own."""
    ptb = [environment("ptb"), "-m", "tests.bench.peers.ptb_first", api_url, TOKEN]
    aiogram = [environment("aiogram"), "-m", "tests.bench.peers.aiogram_first", api_url, TOKEN]
    ours = [OURS, "-m", "bot", "run"]
    settings = {
        "CHUONG_TELEGRAM_TOKEN": TOKEN,
        "CHUONG_TELEGRAM_API_URL": api_url,
        "CHUONG_DATABASE_URL": "sqlite:///bot.db",
    }
    return [
        Bot(CHUONG, ours, folder / "ours", settings),
        Bot(CHUONG_NEW, ours, folder / "ours-new", settings, fresh=True),
        Bot(PTB, ptb, folder / "ptb"),
        Bot(PTB_STORE, [*ptb, "bot.db"], folder / "ptb-store"),
        Bot(PTB_NEW, [*ptb, "bot.db"], folder / "ptb-new", fresh=True),
        Bot(AIOGRAM, aiogram, folder / "aiogram"),
        Bot(AIOGRAM_STORE, [*aiogram, "bot.db"], folder / "aiogram-store"),
    ]


async def measured(folder: Path, rounds: int) -> dict[str, list[float]]:
    """Seconds to the first reply, by contender; one round of warm-up first, which makes files and bytecode."""
    seconds: dict[str, list[float]] = defaultdict(list)
    async with BotApi() as api:
        bots = contenders(folder, api.url)
        for number in range(rounds + 1):
            for bot in bots:
                took = await _first_reply(api, bot)
                if number:
                    seconds[bot.name].append(took)
            print(f"first reply: round {number} of {rounds}", flush=True)
    return dict(seconds)


async def _first_reply(api: BotApi, bot: Bot) -> float:
    bot.prepare()
    api.waiting.clear()
    api.arrivals.clear()
    api.sends(CHAT, text="/start", entities=[{"type": "bot_command", "offset": 0, "length": 6}])
    start = time.monotonic()
    process = started(bot.command, bot.folder, bot.extra)
    try:
        await api.until(lambda: bool(api.calls("sendMessage")), PATIENCE)
    except TimeoutError:
        raise BotDied(f"{bot.name}: no reply\n{log_of(bot.folder)}") from None
    finally:
        await ended(process)
    return api.calls("sendMessage")[0].at - start


def reported(seconds: dict[str, list[float]]) -> str:
    """The row as a table and the goal's line under it."""
    rows = [
        [name, Spread.of(took).written(), ratio(took, seconds[PTB_STORE]).written()] for name, took in seconds.items()
    ]
    kept = ratio(seconds[CHUONG], seconds[PTB_STORE]).middle
    new = ratio(seconds[CHUONG_NEW], seconds[PTB_NEW]).middle
    return "\n".join(
        [
            table(["from start to first reply", "seconds", f"times {PTB_STORE}"], rows),
            "",
            verdict(f"first reply, times {PTB_STORE}", kept, GOAL, at_least=False),
            verdict("the same with a new database file on both sides", new, GOAL, at_least=False),
        ]
    )
