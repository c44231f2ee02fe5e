"""kill -9 in the middle of everything, and SIGTERM: the work goes on with the next start."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from storage import outbox
from tests.faults import judging
from tests.faults.outcome import Outcome
from tests.faults.school import School
from tests.faults.world import Bot, Plan, World, world

AT_A_TIME = 10  # ends in one world; then everything comes to rest and is judged
WORLDS = 3  # beside each other: most of the time is spent waiting, for a start or for a lease to run out
PER_END = 16  # listeners for each, so that a broadcast is under way to the last
STARTING = 0.2  # of the ends come while the bot starts
TAKING = 0.5  # of them within a moment of its being given an update
TAKING_SECONDS = 0.06  # in which a turn is taken, committed and confirmed
SENDING_SECONDS = 20.0  # what may pass until the next one sends: a lease, and a window of the pace
STOP_SECONDS = 10.0


@dataclass(frozen=True)
class Ending:
    """How bots end here: how many there are, how updates come to them, and how it is done."""

    bots: int = 1
    webhook: bool = False
    policy: str = "resend"
    gently: bool = False


async def ended(folder: Path, url: Callable[[], str], ending: Ending, times: int, random: Random) -> Outcome:
    """So many ends at random points, in as many worlds as that takes; `url` gives an empty database."""
    total, room = Outcome(), asyncio.Semaphore(WORLDS)

    async def one(first: int) -> None:
        async with room:
            total.add(await _world(folder / str(first), url(), ending, min(AT_A_TIME, times - first), random))

    async with asyncio.TaskGroup() as group:
        for first in range(0, times, AT_A_TIME):
            group.create_task(one(first))
    if not ending.gently:
        total.remarks.append(f"{total.repeated / max(1, times):.1f} repeats for each")
    return total


async def _world(folder: Path, url: str, ending: Ending, count: int, random: Random) -> Outcome:
    pupils = School(learners=20 + PER_END * count, answering=4, policy=ending.policy)
    async with world(folder, Plan(url, pupils, ending.bots, ending.webhook), Random(random.random())) as here:
        return await _in(here, ending, count)


async def _in(here: World, ending: Ending, count: int) -> Outcome:
    found = Outcome(times=count)
    await here.begin()
    for _ in range(count):
        bot = here.random.choice(here.bots)
        await _moment(here, bot, starting=not ending.gently)
        await (_stopped(bot, found) if ending.gently else bot.kill())
        await bot.start()
    await here.up()
    await here.settled()
    found.add(await here.judged())
    if ending.gently:
        found.expect("repeats after SIGTERM", found.repeated, 0)
    if ending.policy == outbox.HOLD:
        await _held(here, found)
    return found


async def _held(here: World, found: Outcome) -> None:
    """Under `hold` the broadcast repeats nothing; the doubtful ones are shown as such."""
    rows = [row for row in await here.database.read(judging.rows_of) if row.kind == "broadcast"]
    texts = {row.text for row in rows}
    arrivals = [arrival for arrival in here.api.arrivals if arrival.fields.get("text") in texts]
    found.expect("repeats of a broadcast under hold", judging.messages(rows, arrivals).repeated, 0)
    found.remarks.append("the repeats are replies, the broadcast has none")
    found.unknown = sum(row.state == outbox.UNKNOWN for row in rows)


async def _moment(here: World, bot: Bot, *, starting: bool) -> None:
    """A random one: while the bot starts, while it takes an update, or when messages go out again."""
    drawn = here.random.random()
    if starting and drawn < STARTING:
        await asyncio.sleep(here.random.uniform(0, 1.5))
        return
    await bot.up()
    if drawn < STARTING + TAKING:
        await here.handing_over(SENDING_SECONDS)
        await asyncio.sleep(here.random.uniform(0, TAKING_SECONDS))
        return
    await here.sending(SENDING_SECONDS)
    await asyncio.sleep(here.random.uniform(0, 0.8))


async def _stopped(bot: Bot, found: Outcome) -> None:
    seconds, status = await bot.stop()
    found.expect("exit status after SIGTERM", status, 0)
    if seconds > STOP_SECONDS:
        found.wrong.append(f"took {seconds:.1f} s to stop, promised {STOP_SECONDS:g}")
