"""In the room: a quiz on 80 phones, from the leader's button to the last phone, on each kind of channel."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.bench.figures import Spread, table, verdict
from tests.bench.processes import emptied
from tests.whole.room import Room

PHONES, QUESTIONS, PER_SECOND = 80, 3, 25
GOAL = 1.1  # times phones / rate
KINDS = ("telegram", "zalo", "both")
QUIET = 2.0  # seconds that an instructor speaks before going on

Figures = dict[str, list[float]]


async def measured(folder: Path, phones: int = PHONES) -> dict[str, Figures]:
    """By the kind of channel, what `_led` gives."""
    return {kind: await _led(folder / kind, kind, phones) for kind in KINDS}


async def _led(folder: Path, kind: str, phones: int) -> Figures:
    """For each question: the last phone's seconds, those of the right answer, and how many answers were kept."""
    emptied(folder)
    figures: Figures = {"last": [], "outcome": [], "answered": []}
    async with Room(folder, kind, phones, questions=QUESTIONS, per_second=PER_SECOND) as room, room.machine.running():
        await room.joined(await room.opened())
        for number in range(1, QUESTIONS + 1):
            await asyncio.sleep(QUIET)
            seen = await room.asked(number)
            figures["last"].append(max(seen.seconds))
            figures["outcome"].append(max(seen.outcomes))
            figures["answered"].append(seen.answered)
    print(f"in the room: {kind}", flush=True)
    return figures


def fair(kind: str, phones: int) -> float:
    """What the rate allows: on two accounts each sends to its half."""
    return phones / PER_SECOND / (2 if kind == "both" else 1)


def reported(all_figures: dict[str, Figures], phones: int = PHONES) -> str:
    """The table, and the goals' lines."""
    head = ["in the room", "last phone, s", "times phones / rate", "right answer to all, s", "answers kept"]
    rows, goals = [], []
    for kind, figures in all_figures.items():
        ratio = Spread.of([one / fair(kind, phones) for one in figures["last"]])
        kept = int(min(figures["answered"]))
        last, outcome = Spread.of(figures["last"]).written(), Spread.of(figures["outcome"]).written()
        rows.append([kind, last, ratio.written(), outcome, f"{kept}/{phones}"])
        goals.append(verdict(f"in the room, {kind}: last phone / (phones / rate)", ratio.most, GOAL, at_least=False))
        goals.append(verdict(f"in the room, {kind}: answers kept", kept, phones, at_least=True, digits=0))
    return "\n".join([table(head, rows), "", *goals])
