"""docs/performance.md: what was measured, on what, against whom, and how to do it again."""

from __future__ import annotations

import os
import platform
import re
from importlib.metadata import version
from pathlib import Path

from tests.bench import bank, broadcast, due_reminders, live, many_learners, rows, send, several, turn
from tests.bench.figures import number
from tests.bench.platform import BURST, RETRY_AFTER
from tests.bench.presses import LEARNERS, QUESTIONS
from tests.bench.processes import ROOT

FILE = ROOT / "docs" / "performance.md"
PEERS = (
    "aiogram", "aiogram-broadcaster", "aiohttp", "aiosqlite", "apscheduler", "asyncpg", "httpx", "httpx-aiohttp",
    "psycopg", "python-telegram-bot", "python-telegram-broadcast", "sqlalchemy", "sqlmodel", "starlette", "uvicorn",
    "uvloop",
)  # fmt: skip

PAGE = Path(__file__).parent / "page.md"


def written() -> str:
    """Writes the page from the figures that are kept, and returns it."""
    kept = rows.last()
    sections = {row.name: rows.section(row, kept) for row in rows.ROWS}
    page = PAGE.read_text(encoding="utf-8").format(
        machine=machine(), peers=_peers(), quiz_learners=LEARNERS, questions=QUESTIONS, rate=turn.RATE,
        messages=number(send.MESSAGES, 0), per_second=broadcast.PER_SECOND, burst=BURST, retry_after=RETRY_AFTER,
        faults=f"{broadcast.FAULTS:.1%}", due=number(due_reminders.DUE, 0), few=number(due_reminders.FEW, 0),
        many=number(due_reminders.MANY, 0), writing=many_learners.WRITING,
        phones=live.PHONES, bank_questions=number(bank.QUESTIONS, 0), row_names=",".join(rows.NAMES),
        latency=f"{several.LATENCY * 1000:.0f} ms", **sections,
    )  # fmt: skip
    FILE.write_text(page, encoding="utf-8")
    return page


def machine() -> str:
    """Cores, processor, Python, system; nothing that names this very machine."""
    about = Path("/proc/cpuinfo").read_text()
    model = re.search(r"^model name\s*:\s*(.+)$", about, re.MULTILINE)
    python = f"Python {platform.python_version()}, SQLAlchemy {version('sqlalchemy')}"
    return f"{os.cpu_count()} cores, {model[1] if model else 'unknown'}, {platform.system()}, {python}"


def _peers() -> str:
    """What the lock files pin."""
    locks = "\n".join(file.read_text() for file in sorted((ROOT / "tests/bench/peers").glob("*.txt")))
    pinned = sorted(set(re.findall(r"^([a-z0-9-]+)(?:\[[^]]*\])?==([\w.]+)", locks, re.MULTILINE)))
    return ", ".join(f"{name} {release}" for name, release in pinned if name in PEERS)
