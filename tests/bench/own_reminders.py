"""Ours for the row "due reminders": the clock's tick, asked until nothing is due, and then when nothing is.

Called as: DATABASE_URL. Prints messages, ticks, seconds, and milliseconds of a tick with nothing due, as JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from functools import partial
from statistics import median

import uvloop
from sqlmodel import Session, func, select

from handlers.reminders import send_due
from handlers.voice import Centre
from storage.database import Database
from storage.outbox import Outbox
from tests.bench.presses import NOW
from tests.centre import ZONE

IDLE_TICKS = 200


async def main(url: str) -> dict[str, float]:
    database, centre = Database(url), Centre("Trung tâm", ZONE, quiet=None)
    tick = partial(send_due, centre=centre, now=NOW)
    ticks, start = 1, time.perf_counter()
    while await database.run(tick):  # there are more
        ticks += 1
    seconds = time.perf_counter() - start
    messages = await database.read(_messages)
    idle = [await _idle(database, tick) for _ in range(IDLE_TICKS)]
    await database.close()
    return {"messages": messages, "ticks": ticks, "seconds": seconds, "idle": median(idle) * 1000}


async def _idle(database: Database, tick: partial[bool]) -> float:
    start = time.perf_counter()
    await database.run(tick)
    return time.perf_counter() - start


def _messages(session: Session) -> int:
    return session.exec(select(func.max(Outbox.id))).one() or 0


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        print(json.dumps(runner.run(main(*sys.argv[1:]))))
