"""docs/performance.md: what was measured, on what, against whom, and how to do it again."""

from __future__ import annotations

import os
import platform
import re
from importlib.metadata import version
from pathlib import Path

from tests.bench import first_reply, turn
from tests.bench.figures import number
from tests.bench.presses import LEARNERS, QUESTIONS
from tests.bench.processes import ROOT

FILE = ROOT / "docs" / "performance.md"
PEERS = (
    "aiogram",
    "aiohttp",
    "aiosqlite",
    "python-telegram-bot",
    "sqlalchemy",
    "sqlmodel",
    "starlette",
    "uvicorn",
    "uvloop",
)

PAGE = Path(__file__).parent / "page.md"


def written(
    date: str, load: float, limit: float, first: dict[str, list[float]], turns: dict[str, list[turn.Figures]]
) -> str:
    """Writes the page and returns it."""
    page = PAGE.read_text(encoding="utf-8").format(
        rounds=len(turns[turn.CHUONG]), date=date, machine=machine(), load=f"{load:.1f}", cores=os.cpu_count(),
        limit=number(limit, 0), peers=_peers(), first=first_reply.reported(first), turn=turn.reported(turns),
        learners=LEARNERS, questions=QUESTIONS, rate=turn.RATE,
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
    pinned = sorted(set(re.findall(r"^([a-z0-9-]+)==([\w.]+)", locks, re.MULTILINE)))
    return ", ".join(f"{name} {release}" for name, release in pinned if name in PEERS)
