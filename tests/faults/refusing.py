"""Every way in which the platform fails, one by one, against the classification that reliability promises."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from sqlmodel import Session, col, select

from storage import outbox
from storage.chats import Chat
from storage.outbox import Outbox
from tests.fakes.bot_api import Arrival, Fault
from tests.faults.outcome import Outcome
from tests.faults.school import School
from tests.faults.world import Plan, World, until, world

MOVED_BY = 5_000_000
PAUSE = 2  # seconds that the platform asks for
LATE = 1.5  # seconds after the end of a pause by which messages must go out again
UNDER_WAY = 0.3  # seconds in which what was sent before the refusal still arrives
OFFLINE = 3.0


@dataclass(frozen=True)
class End:
    """What must have become of a message: its row, how often it arrived, and the state of its chat."""

    state: str
    reason: str = ""
    arrived: int = 1
    repeated: int = 0
    chat: str = "active"


SENT = End(outbox.SENT)
AGAIN, TWICE = End(outbox.SENT, repeated=1), End(outbox.SENT, arrived=2, repeated=1)
DOUBTFUL = End(outbox.UNKNOWN, "unsure", arrived=0)
DOUBTFUL_THERE = End(outbox.UNKNOWN, "unsure", arrived=1)


@dataclass(frozen=True)
class Failure:
    """One way to fail, made for a chat, with the end under each policy."""

    name: str
    fault: Callable[[int], Fault]
    resend: End
    hold: End

    def end(self, policy: str) -> End:
        return self.resend if policy == outbox.RESEND else self.hold


def _always(name: str, fault: Fault, resend: End, hold: End | None = None) -> Failure:
    return Failure(name, lambda chat: fault, resend, hold or resend)


BLOCKED = End(outbox.FAILED, "blocked", arrived=0, chat="blocked")
GONE = End(outbox.FAILED, "unreachable", arrived=0, chat="gone")
REFUSED = End(outbox.FAILED, "refused", arrived=0)
FAILURES = (
    _always("429 for a chat", Fault.too_many(PAUSE), SENT),
    _always("500", Fault(), AGAIN, DOUBTFUL),
    _always("502 after delivery", Fault.bad_gateway(), TWICE, DOUBTFUL_THERE),
    _always("no answer", Fault.silence(), AGAIN, DOUBTFUL),
    _always("no answer after delivery", Fault.silence(delivered=True), TWICE, DOUBTFUL_THERE),
    _always("hung up", Fault.hang_up(), AGAIN, DOUBTFUL),
    _always("hung up after delivery", Fault.hang_up(delivered=True), TWICE, DOUBTFUL_THERE),
    _always("403", Fault.blocked(), BLOCKED),
    _always("400", Fault.bad_request("message is too long"), REFUSED),
    _always("400 chat not found", Fault.bad_request("chat not found"), GONE),
    Failure("migrated chat", lambda chat: Fault.migrated(chat + MOVED_BY), SENT, SENT),
)
# Whoever gets no answer holds one of the ten places for messages on their way, so these have a world of their own.
SILENT = tuple(failure for failure in FAILURES if "no answer" in failure.name)
QUICK = tuple(failure for failure in FAILURES if failure not in SILENT)


async def tried(
    folder: Path, url: str, policy: str, times: int, random: Random, failures: tuple[Failure, ...]
) -> dict[str, Outcome]:
    """Each failure in so many chats of one broadcast, by its name."""
    plan = Plan(url, School(learners=len(failures) * times, answering=0, policy=policy))
    async with world(folder, plan, random) as here:
        chats = {
            failure: [plan.school.chat(1 + at * times + number) for number in range(times)]
            for at, failure in enumerate(failures)
        }
        for failure, numbers in chats.items():
            for chat in numbers:
                here.api.breaks(failure.fault(chat), "sendMessage", chat=chat)
        await here.bot.start()
        await here.bot.up()
        await here.broadcasts()
        await here.settled()
        ends = await here.database.read(_ends)
        return {failure.name: _compared(here, failure, policy, chats[failure], ends) for failure in failures}


def _ends(session: Session) -> dict[int, tuple[Outbox, Chat]]:
    """The broadcast's row and its chat, by the chat's id before any moved."""
    query = select(Outbox, Chat).join(Chat, col(Chat.id) == Outbox.chat_id).where(Outbox.kind == "broadcast")
    return {int(chat.external_id) % MOVED_BY: (row, chat) for row, chat in session.exec(query)}


def _compared(
    here: World, failure: Failure, policy: str, chats: list[int], ends: dict[int, tuple[Outbox, Chat]]
) -> Outcome:
    found, promised = Outcome(times=len(chats), messages=len(chats)), failure.end(policy)
    for number in chats:
        row, chat = ends[number]
        there = _arrivals(here, int(chat.external_id))
        seen = End(row.state, row.reason, sum(one.delivered for one in there), row.repeated, chat.state)
        found.expect(f"{failure.name} under {policy}", seen, promised)
        moved = MOVED_BY if failure.name == "migrated chat" else 0
        found.expect(f"{failure.name}: the chat's id", int(chat.external_id), number + moved)
        found.lost += row.state in (outbox.QUEUED, outbox.SENDING) or seen.arrived < (row.state == outbox.SENT)
        found.repeated += max(0, seen.arrived - 1)
        found.flagged += min(max(0, seen.arrived - 1), row.repeated)
        found.doubtful += row.repeated > 0
        if failure.name == "429 for a chat":
            _waited(found, there[0].at + PAUSE, there[1].at)
    return found


def _arrivals(here: World, chat: int) -> list[Arrival]:
    return [arrival for arrival in here.api.calls("sendMessage") if arrival.chat == chat]


def _waited(found: Outcome, over: float, again: float) -> None:
    if not over <= again <= over + LATE:
        found.wrong.append(f"went on {again - over:+.2f} s after the end of the pause, promised 0 to {LATE:g}")


async def account_paused(folder: Path, url: str, times: int, random: Random) -> Outcome:
    """429 for everything: nothing goes out until `retry_after`, and right after it everything goes on."""
    total = Outcome()
    async with world(folder, Plan(url, School(learners=40 * times, answering=0)), random) as here:
        await here.bot.start()
        await here.bot.up()
        await here.broadcasts()
        for number in range(times):
            await here.sending(20)
            here.api.breaks(Fault.too_many(PAUSE), "sendMessage")
            await until(lambda last=number: len(_refusals(here)) > last, 20, "a refusal")  # type: ignore[misc]
            # What was under way is still answered; after that the platform must hear nothing for a while.
            refused = _refusals(here)[-1].at
            await until(lambda since=refused + UNDER_WAY: _last(here) > since, 20, "it goes on")  # type: ignore[misc]
            after = [one.at for one in here.api.calls("sendMessage") if one.at > refused + UNDER_WAY]
            _waited(total, refused + PAUSE, after[0])
        await here.settled()
        total.add(await here.judged())
        total.times = times
        total.expect("repeats after a 429", total.repeated, 0)
    return total


def _refusals(here: World) -> list[Arrival]:
    return [one for one in here.api.calls("sendMessage") if one.status == 429]


def _last(here: World) -> float:
    return here.api.calls("sendMessage")[-1].at


async def offline(folder: Path, url: str, times: int, random: Random) -> Outcome:
    """Nobody listens at the platform's address: nothing is sent, and nothing needs a flag."""
    total = Outcome()
    async with world(folder, Plan(url, School(learners=30, answering=0)), random) as here:
        await here.bot.start()
        await here.bot.up()
        for number in range(times):
            await until(lambda: here.api.calls("getMe") != [], 20, "the bot asks who it is")
            await here.api.stop()
            await here.broadcasts(f"Tin số {number} của {{ten}}")
            await asyncio.sleep(OFFLINE)
            await here.api.start()
            await here.settled()
        total.add(await here.judged())
        total.times = times
        total.expect("repeats after no connection", (total.repeated, total.doubtful), (0, 0))
    return total
