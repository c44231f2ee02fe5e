"""An update that breaks its handler: tried five times, set aside, and in nobody's way."""

from __future__ import annotations

import asyncio
from pathlib import Path
from random import Random

from sqlmodel import Session, select

from storage.inbox import QUARANTINED, Inbox
from tests.faults import judging
from tests.faults.breaking import BROKEN
from tests.faults.judging import Said
from tests.faults.outcome import Outcome
from tests.faults.school import School
from tests.faults.world import Plan, World, until, world

BETWEEN = 0.1
TRIES = 5  # as promised
SORRY = "Xin lỗi"  # how the bot begins when a mistake of ours kept it from answering


async def poisoned(folder: Path, url: str, times: int, random: Random, *, webhook: bool) -> Outcome:
    """So many updates that break, each followed by good ones of the same and of another person."""
    plan = Plan(url, School(learners=times * 2, answering=0), webhook=webhook, program="tests.faults.breaking")
    async with world(folder, plan, random) as here:
        await here.bot.start()
        await here.bot.up()
        said = await _spoken(here, times)
        good = sum(said.updates.values())
        await until(lambda: here.sends() >= good + times, 60 + 10 * times, "everyone has an answer")
        await here.settled()
        return await _compared(here, said, times)


async def _spoken(here: World, times: int) -> Said:
    """What is good of what was sent."""
    updates: dict[int, int] = {}
    questions: list[str] = []
    for number in range(1, times + 1):
        unlucky, other = here.plan.school.chat(2 * number - 1), here.plan.school.chat(2 * number)
        here.api.says(unlucky, f"/hoi {BROKEN} {number}")
        here.api.says(unlucky, "/trogiup")
        questions.append(f"Buổi học số {number} ở đâu?")
        here.api.says(other, f"/hoi {questions[-1]}")
        updates |= {unlucky: 1, other: 1}
        await asyncio.sleep(BETWEEN)
    return Said(updates, {}, questions)


async def _compared(here: World, said: Said, times: int) -> Outcome:
    rows, effects, set_aside = await here.database.read(
        lambda session: (judging.rows_of(session), judging.effects_of(session), _set_aside(session))
    )
    good = [row for row in rows if not row.text.startswith(SORRY)]
    found = judging.messages(rows, here.api.arrivals)
    found.add(judging.updates(good, effects, said, set_aside=times))
    found.times = times
    found.expect("set aside after so many tries", set_aside, [(QUARANTINED, TRIES)] * times)
    found.expect("apologies", len(rows) - len(good), times)
    found.expect("what a broken turn had written", [text for text in effects.inquiries if BROKEN in text], [])
    found.expect("the process", here.bot.status, None)
    return found


def _set_aside(session: Session) -> list[tuple[str, int]]:
    query = select(Inbox.state, Inbox.tries).where(Inbox.tries > 0)
    return [(state, tries) for state, tries in session.exec(query)]
