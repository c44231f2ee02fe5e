"""When things go wrong at a bad moment: nothing is sent twice, nothing sticks, nothing spins."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, select

from bot import marks
from bot.channels import Outgoing
from bot.delivery import IN_FLIGHT, Delivery
from storage import chats, outbox
from storage.database import Work
from storage.inbox import Inbox
from storage.messages import Incoming, Message
from storage.outbox import Outbox
from tests.centre import BUTTONS, Phone, TestCentre


@pytest.fixture
def capabilities() -> Any:
    return BUTTONS


async def _put(centre: TestCentre, chat: str) -> None:
    def work(session: Session) -> None:
        row, _ = chats.open_chat(session, centre.wire.account_id, chat, language="vi", now=centre.now)
        outbox.put(session, row, Message("xin chào"), now=centre.now)

    await centre.run(work)


async def test_what_arrived_while_the_disk_was_full_is_not_sent_again(
    centre: TestCentre, stranger: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marks, "TRY_AGAIN", 0.01)
    failures = [OperationalError("UPDATE", None, Exception("disk is full")) for _ in range(3)]
    run = centre.database.run

    async def refuses(work: Work[Any]) -> Any:
        if failures and centre.wire.sent.get(stranger.chat):
            raise failures.pop()
        return await run(work)

    await _put(centre, stranger.chat)
    monkeypatch.setattr(centre.database, "run", refuses)
    await centre.delivery.drain()
    stranger.hears("xin chào")
    stranger.hears_nothing()
    row = await centre.database.read(lambda session: session.exec(select(Outbox)).one())
    assert (failures, row.state, row.repeated) == ([], "sent", 0)


async def test_a_full_pipe_is_waited_for_at_rest(centre: TestCentre, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rung while as many are under way as may be, the sender must not ask again and again."""
    answered, stop, rounds = asyncio.Event(), asyncio.Event(), 0

    async def hangs(out: Outgoing) -> str:
        await answered.wait()
        return "1"

    class Counted(Delivery):
        async def _round(self) -> bool:
            nonlocal rounds
            rounds += 1
            return await super()._round()

    monkeypatch.setattr(centre.wire, "send", hangs)
    for number in range(IN_FLIGHT + 2):
        await _put(centre, str(number))
    delivery = Counted(centre.database, centre.wire, lambda: centre.now, per_second=1000)
    running = asyncio.create_task(delivery.run(stop))
    await asyncio.sleep(0.2)
    delivery.wake()
    await asyncio.sleep(0.3)
    assert rounds < 10
    answered.set()
    stop.set()
    await asyncio.wait_for(running, 5)


async def test_half_a_letter_goes_to_quarantine_like_any_poison(
    centre: TestCentre, stranger: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    """JSON can hold half an emoji, which no database takes."""
    caplog.set_level(logging.CRITICAL)
    await stranger.says("/start")
    stranger.skips()
    await stranger.picks("Đồng ý")
    event = Incoming("update-1", stranger.chat, "text", "Trần \ud83d Lan")
    for _ in range(4):
        with pytest.raises(UnicodeEncodeError):
            await centre.dispatcher.receive(centre.wire, event)
    await centre.dispatcher.receive(centre.wire, event)
    row = await centre.database.read(lambda session: session.exec(select(Inbox).where(Inbox.key == "update-1")).one())
    assert row.state == "quarantined"


async def test_what_cannot_be_read_may_hold_half_a_letter(centre: TestCentre) -> None:
    await centre.dispatcher.receive(centre.wire, Incoming("update-1", "", "broken", "{\ud83d"))
    row = await centre.database.read(lambda session: session.exec(select(Inbox)).one())
    assert (row.state, row.body) == ("quarantined", "{\\ud83d")


async def test_a_number_too_large_for_the_database_names_nothing(centre: TestCentre, minh: Phone) -> None:
    await minh.says(f"/danhan {10**30}")
    minh.hears("…")
