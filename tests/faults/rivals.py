"""Two bots where only one may be: on one SQLite file, and on one token."""

from __future__ import annotations

import asyncio
from pathlib import Path
from random import Random

from tests.faults.outcome import Outcome
from tests.faults.school import School
from tests.faults.world import Plan, World, world

LEAVES_SECONDS = 30.0
CONFLICT_SECONDS = 120.0
ALONE_SECONDS = 10.0  # of two that start at the same moment either may leave


async def on_one_file(folder: Path, url: str, times: int, random: Random) -> Outcome:
    """The second says so and leaves; the first goes on."""
    found = Outcome(times=times)
    async with world(folder, Plan(url, School(learners=times, answering=0), bots=2), random) as here:
        first, second = here.bots
        await first.start()
        await first.up()
        for number in range(1, times + 1):
            await second.start()
            status, sentence = await second.gone(LEAVES_SECONDS)
            found.expect("the second one's exit status", status, 1)
            found.expect("what it says", "Another Chuông is running" in sentence, True)
            await _answers(here, number, found)
        found.expect("the first one", first.status, None)
        await here.settled()
    return found


async def on_one_token(folder: Path, urls: tuple[str, str], random: Random) -> Outcome:
    """Each has a database of its own. The second says so and leaves with status 1, the first goes on."""
    found, pupil = Outcome(times=1), School(learners=1, answering=0)
    async with (
        world(folder / "one", Plan(urls[0], pupil), random) as here,
        world(folder / "two", Plan(urls[1], pupil), random) as there,
    ):
        there.bot.machine.environment |= {
            name: here.bot.machine.environment[name] for name in ("CHUONG_TELEGRAM_API_URL", "CHUONG_TELEGRAM_TOKEN")
        }
        await here.bot.start()
        await here.bot.up()
        await asyncio.sleep(ALONE_SECONDS)
        await there.bot.start()
        await there.bot.up()
        status, sentence = await there.bot.gone(CONFLICT_SECONDS)
        found.expect("the second one's exit status", status, 1)
        found.expect("the first one", here.bot.status, None)
        found.remarks.append(f"it says: {sentence}")
        await _answers(here, 1, found)
    return found


async def _answers(here: World, number: int, found: Outcome) -> None:
    """The first bot must still answer."""
    here.api.says(here.plan.school.chat(number), "/trogiup")
    found.expect("the first one answers", await here.sending(30), True)
