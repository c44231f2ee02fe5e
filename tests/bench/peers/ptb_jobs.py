"""A job for each reminder: python-telegram-bot's JobQueue, APScheduler in memory, APScheduler with its SQL store.

Called as: WAY COUNT DATABASE, the way being `job-queue`, `memory` or `store`. Prints what fired of the COUNT jobs that
were all due at one moment, and the milliseconds to add one, as JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from telegram.ext import Application, ContextTypes, JobQueue

MINUTE = 60.0
fired: Counter[str] = Counter()


async def told(_context: ContextTypes.DEFAULT_TYPE) -> None:
    fired["jobs"] += 1


async def told_plainly() -> None:
    fired["jobs"] += 1


def job_queue(count: int) -> tuple[Any, Any]:
    application = Application.builder().token("4242:x").build()
    queue: JobQueue[Any] = application.job_queue  # type: ignore[assignment]
    return queue.scheduler, lambda when: queue.run_once(told, when)


def plain(scheduler: AsyncIOScheduler) -> tuple[Any, Any]:
    return scheduler, lambda when: scheduler.add_job(told_plainly, "date", run_date=when)


async def main(way: str, count: int, database: str) -> dict[str, float]:
    if way == "job-queue":
        scheduler, add = job_queue(count)
    elif way == "memory":
        scheduler, add = plain(AsyncIOScheduler(timezone=UTC))
    else:
        scheduler, add = plain(
            AsyncIOScheduler(timezone=UTC, jobstores={"default": SQLAlchemyJobStore(url=f"sqlite:///{database}")})
        )
    scheduler.start(paused=True)
    ahead = count * (0.01 if way == "store" else 0.0005) + 5
    when, start = datetime.now(UTC) + timedelta(seconds=ahead), time.perf_counter()
    for _ in range(count):
        add(when)
    adding = time.perf_counter() - start
    scheduler.resume()
    await _minute(when, count)
    return {"jobs": count, "fired": fired["jobs"], "adding": adding / count * 1000}


async def _minute(when: datetime, count: int) -> None:
    """Until all have fired, or a minute after they were due, or when none is left to fire."""
    await asyncio.sleep(max(0.0, (when - datetime.now(UTC)).total_seconds()))
    end, last = time.monotonic() + MINUTE, -1
    while fired["jobs"] < count and time.monotonic() < end and fired["jobs"] != last:
        last = fired["jobs"]
        await asyncio.sleep(10)


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3]))))
