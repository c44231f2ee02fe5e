"""The rows of the page: how each is measured and written, and the figures of the last time it was."""

from __future__ import annotations

import json
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench import bank, broadcast, due_reminders, first_reply, live, many_learners, send, several, turn
from tests.bench.processes import ROOT, emptied

FILE = ROOT / "docs" / "performance.json"


@dataclass(frozen=True)
class Options:
    """What may be asked for: rounds, and the people of the broadcasts."""

    rounds: int = 3
    people: int = broadcast.PEOPLE
    peers_people: int = broadcast.PEERS_PEOPLE


@dataclass(frozen=True)
class Row:
    """One row: its figures are plain JSON, so that they can be kept."""

    name: str
    measured: Callable[[Path, Options], Awaitable[Any]]
    reported: Callable[[Any], str]


# The longer ones are taken in fewer rounds than asked for.
ROWS = (
    Row("first", lambda folder, asked: first_reply.measured(folder, asked.rounds), first_reply.reported),
    Row("turn", lambda folder, asked: turn.measured(folder, asked.rounds), turn.reported),
    Row("send", lambda folder, asked: send.measured(folder, asked.rounds), send.reported),
    Row(
        "broadcast",
        lambda folder, asked: broadcast.measured(folder, asked.people, asked.peers_people),
        broadcast.reported,
    ),
    Row("live", lambda folder, _: live.measured(folder), live.reported),
    Row("bank", lambda folder, asked: bank.measured(folder, asked.rounds), bank.reported),
    Row(
        "reminders", lambda folder, asked: due_reminders.measured(folder, min(3, asked.rounds)), due_reminders.reported
    ),
    Row("learners", lambda folder, asked: many_learners.measured(folder, min(3, asked.rounds)), many_learners.reported),
    Row("several", lambda folder, asked: several.measured(folder, asked.people // 2), several.reported),
)
NAMES = tuple(row.name for row in ROWS)


def chosen(names: str) -> tuple[Row, ...]:
    """The rows with these names, separated by commas; all without. Raises `ValueError`."""
    wanted = names.split(",") if names else list(NAMES)
    if unknown := set(wanted) - set(NAMES):
        raise ValueError(f"no such row: {', '.join(sorted(unknown))} (there are {', '.join(NAMES)})")
    return tuple(row for row in ROWS if row.name in wanted)


async def taken(row: Row, folder: Path, options: Options, date: str) -> None:
    """Measure one row, and keep its figures beside the page."""
    emptied(folder)
    load = os.getloadavg()[0]
    figures = await row.measured(folder, options)
    kept = {**last(), row.name: {"date": date, "load": round(load, 1), "figures": figures}}
    text = json.dumps({name: kept[name] for name in NAMES if name in kept}, ensure_ascii=False, indent=1)
    FILE.write_text(text + "\n", encoding="utf-8")


def last() -> dict[str, dict[str, Any]]:
    """What was measured the last time, by row."""
    kept: dict[str, dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    return kept


def section(row: Row, kept: dict[str, dict[str, Any]]) -> str:
    """What the page says of the row."""
    if row.name not in kept:
        return "Not measured yet."
    about = kept[row.name]
    when = f"Taken on {about['date']}; load average of the machine just before: {about['load']}."
    return f"{row.reported(about['figures'])}\n\n{when}"
