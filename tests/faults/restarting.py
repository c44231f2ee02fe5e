"""PostgreSQL falls over and comes back, again and again: nothing is lost, and no bot is left dead."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.faults.outcome import Outcome
from tests.faults.school import School
from tests.faults.world import Plan, world

AT_A_TIME = 10  # restarts in one world
PER_RESTART = 30  # listeners for each, so that a broadcast is under way to the last
SENDING_SECONDS = 40.0


async def restarted(
    folder: Path, url: Callable[[], str], restart: Callable[[], None], times: int, random: Random
) -> Outcome:
    """So many restarts in the middle of a broadcast, with two bots."""
    total = Outcome()
    for first in range(0, times, AT_A_TIME):
        count = min(AT_A_TIME, times - first)
        pupils = School(learners=20 + PER_RESTART * count, answering=4)
        async with world(folder / str(first), Plan(url(), pupils, bots=2, webhook=bool(first)), random) as here:
            await here.begin()
            for _ in range(count):
                total.expect("it sends again", await here.sending(SENDING_SECONDS), True)
                await asyncio.sleep(random.uniform(0, 1.0))
                await asyncio.to_thread(restart)
            await here.settled()
            total.expect("bots that ended", [bot.status for bot in here.bots if bot.status is not None], [])
            total.add(await here.judged())
            total.times += count
    return total
