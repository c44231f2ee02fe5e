"""Leases: what only one process may do goes over to another one in time, and never to two at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from sqlmodel import Session

from bot import holding
from bot.delivery import Delivery
from bot.holding import Leases
from storage import chats, leases, outbox
from storage.database import Database
from storage.messages import Message
from storage.outbox import Outbox
from tests.centre import BUTTONS, TestCentre

LEASE = 1.0  # seconds

pytestmark = pytest.mark.parametrize("database_kind", ["postgresql"])


@pytest.fixture
def capabilities() -> object:
    return BUTTONS


@pytest.fixture(autouse=True)
def short_leases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leases, "SECONDS", LEASE)
    monkeypatch.setattr(leases, "hold", partial(leases.hold, seconds=LEASE))
    monkeypatch.setattr(holding, "ASK_AGAIN", 0.05)


class Process:
    """Does what it may while it holds the lease, and notes when."""

    def __init__(self, database: Database) -> None:
        self.leases = Leases(database)
        self.stop = asyncio.Event()
        self.serving = False
        self.task = asyncio.create_task(self.leases.while_held("bell", self._serve, self.stop))

    async def _serve(self, over: asyncio.Event) -> None:
        self.serving = True
        await over.wait()
        self.serving = False

    async def ends(self) -> None:
        self.stop.set()
        await self.task


def bell(session: Session) -> leases.Lease:
    return session.get_one(leases.Lease, "bell")


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110  # what changes is in other tasks and in the database
            await asyncio.sleep(0.01)


async def test_one_serves_and_the_other_waits_its_turn(database: Database) -> None:
    first = Process(database)
    await until(lambda: first.serving)
    second = Process(database)
    await asyncio.sleep(1.5 * LEASE)  # the first one renews it
    assert (first.serving, second.serving) == (True, False)
    await first.ends()
    await first.leases.release()
    await until(lambda: second.serving)
    await second.ends()


async def test_a_holder_that_dies_is_followed_when_its_lease_ran_out(database: Database) -> None:
    first = Process(database)
    await until(lambda: first.serving)
    first.task.cancel()  # as a kill does: nothing is released
    await asyncio.gather(first.task, return_exceptions=True)
    left = await database.read(bell)
    second = Process(database)
    await until(lambda: second.serving)
    taken = await database.read(bell)
    assert (left.holder, taken.holder) == (first.leases.holder, second.leases.holder)
    assert taken.until - left.until >= timedelta(seconds=LEASE)  # it was not taken before it had run out
    await second.ends()


async def test_who_lost_the_lease_stops_serving(database: Database) -> None:
    first = Process(database)
    await until(lambda: first.serving)

    def steal(session: Session) -> None:
        lease = bell(session)
        lease.holder, lease.until = "another", lease.until + timedelta(hours=1)

    await database.run(steal)
    await until(lambda: not first.serving)
    await asyncio.sleep(0.3)
    assert not first.serving
    await first.ends()


async def test_the_claim_itself_asks_for_the_lease(centre: TestCentre) -> None:
    """Between two renewals another process may have taken over; then nothing more is claimed."""
    delivery = Delivery(centre.database, centre.wire, lambda: centre.now, 1000, holding=Leases(centre.database))

    def put(session: Session) -> None:
        chat, _ = chats.open_chat(session, centre.wire.account_id, "7", language="vi", now=centre.now)
        outbox.put(session, chat, Message("xin chào"), now=centre.now)

    await centre.run(put)
    taken = await centre.run(lambda session: leases.hold(session, delivery.lease, "another", seconds=60))
    assert taken
    await delivery.drain()
    assert centre.wire.sent == {}
    await centre.run(lambda session: leases.release(session, "another"))
    await delivery.drain()
    row = await centre.database.read(lambda session: session.get_one(Outbox, 1))
    assert (row.state, list(centre.wire.sent)) == ("sent", ["7"])
