"""Ours for the row "a send": the outbox of a file through `Delivery` and `TelegramChannel`, unpaced.

Called as: API_URL TOKEN DATABASE_URL. Prints messages, seconds and CPU seconds as JSON.
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import time

import uvloop
from sqlmodel import Session, col, func, select

from bot.channels.telegram import TelegramChannel
from bot.clock import Clock
from bot.delivery import Delivery
from storage.database import Database
from storage.outbox import SENT, Outbox

UNPACED = 1_000_000.0
WARM_UP = 0.3  # seconds in which modules are loaded and statements made


def sent(session: Session) -> int:
    return session.exec(select(func.count()).where(col(Outbox.state) == SENT)).one()


async def main(api_url: str, token: str, url: str) -> dict[str, float]:
    database = Database(url)
    channel = TelegramChannel(1, token, api_url=api_url)
    delivery = Delivery(database, channel, Clock().now, UNPACED)
    stop = asyncio.Event()
    running = asyncio.create_task(delivery.run(stop))
    await asyncio.sleep(WARM_UP)
    before, cpu, start = await database.read(sent), _cpu(), time.perf_counter()
    total = await database.read(lambda session: session.exec(select(func.count(col(Outbox.id)))).one())
    while (done := await database.read(sent)) < total:  # noqa: ASYNC110  # the delivery has no end to wait for
        await asyncio.sleep(0.1)
    figures = {"messages": done - before, "seconds": time.perf_counter() - start, "cpu": _cpu() - cpu}
    stop.set()
    await running
    await channel.close()
    await database.close()
    return figures


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        print(json.dumps(runner.run(main(*sys.argv[1:]))))
