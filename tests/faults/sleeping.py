"""A bot that is frozen for longer than its lease: another takes over, and the sleeper marks nothing when it wakes."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path
from random import Random
from typing import Any

from sqlmodel import Session, col, select

from storage import leases, outbox
from storage.leases import Lease
from storage.outbox import Outbox
from tests.faults.outcome import Outcome
from tests.faults.school import School
from tests.faults.world import Bot, Plan, StuckError, World, world

LONG_LATENCY = 0.3  # seconds each way, so that several messages are on their way when it falls asleep
AWAKE_SECONDS = 5.0  # in which a sleeper would mark what it had sent
LISTENERS = 120


async def slept(folder: Path, url: str, times: int, random: Random) -> Outcome:
    """The one that sends is frozen so often, in the middle of a broadcast."""
    found = Outcome(times=times)
    pupils = School(learners=LISTENERS * times, answering=2)
    async with world(folder, Plan(url, pupils, bots=2), random) as here:
        here.api.latency = lambda: LONG_LATENCY
        await here.begin()
        for _ in range(times):
            await here.sending(leases.SECONDS * 2 + 10)
            await _sleep(here, found)
        found.expect("bots that ended", [bot.status for bot in here.bots if bot.status is not None], [])
        await here.settled()
        found.add(await here.judged())
    return found


async def _sleep(here: World, found: Outcome) -> None:
    sleeper = await _sender(here)
    os.kill(sleeper.pid, signal.SIGSTOP)
    try:
        await asyncio.sleep(2 * LONG_LATENCY)
        held = await here.database.read(_on_the_way)
        if not held:
            found.remarks.append("once it held nothing when it fell asleep")
        await asyncio.sleep(leases.SECONDS)
        # The other one settles all of them, and only then the sleeper wakes.
        ended = await _ends(here, held)
    finally:
        os.kill(sleeper.pid, signal.SIGCONT)
    await asyncio.sleep(AWAKE_SECONDS)
    found.expect("rows after the sleeper woke", await here.database.read(lambda session: _marks(session, held)), ended)


async def _sender(here: World) -> Bot:
    """Whose turn it is to send."""
    for _ in range(200):
        holder = await here.database.read(_holder)
        for bot in here.bots:
            if f"-{bot.pid}-" in holder:
                return bot
        await asyncio.sleep(0.1)
    raise StuckError("nobody has the lease of sending")


def _holder(session: Session) -> str:
    query = select(Lease.holder).where(col(Lease.name).startswith("send:"))
    return session.exec(query).first() or ""


def _on_the_way(session: Session) -> list[int]:
    return [row_id for row_id in session.exec(select(Outbox.id).where(Outbox.state == outbox.SENDING)) if row_id]


async def _ends(here: World, held: list[int]) -> list[tuple[Any, ...]]:
    """The marks of these rows, once all of them have come to an end."""
    for _ in range(600):
        marks = await here.database.read(lambda session: _marks(session, held))
        if all(mark[1] not in (outbox.QUEUED, outbox.SENDING) for mark in marks):
            return marks
        await asyncio.sleep(0.1)
    raise StuckError("what the sleeper held never came to an end")


def _marks(session: Session, ids: list[int]) -> list[tuple[Any, ...]]:
    columns = (Outbox.id, Outbox.state, Outbox.message_id, Outbox.sent_at, Outbox.repeated, Outbox.claimed_by)
    query = select(*columns).where(col(Outbox.id).in_(ids)).order_by(col(Outbox.id))  # type: ignore[call-overload]
    return [tuple(row) for row in session.exec(query)]
