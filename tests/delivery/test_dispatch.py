"""The dispatcher: each event once, poison in quarantine, floods silenced, roles at every turn."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from sqlmodel import select

from handlers import help, routes
from handlers.routes import Route
from handlers.turn import Reply, Turn
from storage import chats
from storage.inbox import Inbox
from storage.messages import Incoming, Received
from tests.centre import BUTTONS, Phone, TestCentre


@pytest.fixture
def capabilities() -> Any:
    return BUTTONS


async def test_a_repeated_event_is_applied_once(centre: TestCentre, stranger: Phone) -> None:
    event = Incoming("update-1", stranger.chat, "text", "/start")
    for _ in range(3):
        await centre.dispatcher.receive(centre.wire, event)
    await centre.deliver()
    stranger.hears("Chào đồng chí! …", "Đồng ý", "Không đồng ý")
    stranger.hears_nothing()


async def test_poison_goes_to_quarantine_and_the_next_pass(
    centre: TestCentre, stranger: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(turn: Turn) -> Reply:
        turn.ask("registration.receive_name", "")
        raise ZeroDivisionError("poison")

    monkeypatch.setitem(routes.COMMANDS, "trogiup", Route(breaks))
    event = Incoming("update-1", stranger.chat, "text", "/trogiup")
    for _ in range(4):
        with pytest.raises(ZeroDivisionError):
            await centre.dispatcher.receive(centre.wire, event)
    await centre.dispatcher.receive(centre.wire, event)
    await centre.dispatcher.receive(centre.wire, event)
    await centre.deliver()
    stranger.hears("Xin lỗi đồng chí, trợ lý gặp trục trặc với tin vừa rồi. …")
    stranger.hears_nothing()
    row = await centre.database.read(lambda session: session.exec(select(Inbox)).one())
    assert (row.state, row.tries, row.error) == ("quarantined", 5, "ZeroDivisionError: poison")
    await stranger.says("/start")
    stranger.hears("Chào đồng chí! …", "Đồng ý", "Không đồng ý")


async def test_an_event_that_fails_once_is_applied_when_it_comes_again(
    centre: TestCentre, stranger: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures = [ZeroDivisionError("once")]

    def breaks_once(turn: Turn) -> Reply:
        if failures:
            raise failures.pop()
        return help.overview(turn)

    monkeypatch.setitem(routes.COMMANDS, "trogiup", Route(breaks_once))
    event = Incoming("update-1", stranger.chat, "text", "/trogiup")
    with pytest.raises(ZeroDivisionError):
        await centre.dispatcher.receive(centre.wire, event)
    await centre.dispatcher.receive(centre.wire, event)
    await centre.dispatcher.receive(centre.wire, event)
    await centre.deliver()
    stranger.hears("Trợ lý nhắn tin của Trung tâm Chính trị Sông Ngàn. …")
    stranger.hears_nothing()


async def test_what_cannot_be_read_is_set_aside_at_once(centre: TestCentre) -> None:
    await centre.dispatcher.receive(centre.wire, Incoming("update-1", "", "broken", '{"strange": true}'))
    row = await centre.database.read(lambda session: session.exec(select(Inbox)).one())
    assert (row.state, row.body) == ("quarantined", '{"strange": true}')


async def test_a_flood_gets_one_warning_and_then_silence(centre: TestCentre, stranger: Phone) -> None:
    for number in range(60):
        event = Incoming(f"update-{number}", stranger.chat, "text", "xin chào")
        await centre.dispatcher.receive(centre.wire, event)
    await centre.deliver()
    texts = [out.message.text for out in stranger.skips()]
    warning = "Đồng chí gửi hơi nhanh. Xin chờ một phút rồi gửi tiếp."
    assert (len(texts), texts.count(warning), texts[-1]) == (21, 1, warning)


async def test_two_albums_at_once_are_no_flood(centre: TestCentre, stranger: Phone) -> None:
    for number in range(25):
        event = Incoming(f"update-{number}", stranger.chat, "file", "", file=Received("x", "anh.jpg", 1))
        await centre.dispatcher.receive(centre.wire, event)
    await centre.deliver()
    texts = {out.message.text for out in stranger.skips()}
    assert "Đồng chí gửi hơi nhanh. Xin chờ một phút rồi gửi tiếp." not in texts


async def test_a_blocked_chat_is_marked_and_wakes_when_it_writes(centre: TestCentre, minh: Phone) -> None:
    await minh.blocks()
    assert await _reachable(centre, minh) is False
    await minh.says("/trogiup")
    assert await _reachable(centre, minh) is True


async def _reachable(centre: TestCentre, phone: Phone) -> bool:
    person = await phone.person()
    chat = await centre.database.read(lambda session: chats.reaching(session, person.id or 0))
    return chat is not None


async def test_a_file_of_a_learner_is_not_even_fetched(centre: TestCentre, minh: Phone) -> None:
    await minh.sends_file("virus.xlsx", b"never read")
    minh.hears("Trợ lý chỉ đọc được chữ. Xin đồng chí gõ bằng chữ.", "Xem hướng dẫn")


async def test_stickers_get_a_helpful_answer(minh: Phone) -> None:
    await minh.sends_sticker()
    minh.hears("Trợ lý chỉ đọc được chữ. Xin đồng chí gõ bằng chữ.", "Xem hướng dẫn")


async def test_what_people_write_is_not_logged(
    centre: TestCentre, stranger: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        await stranger.says("bí mật của tôi 0912345678")
    assert "bí mật" not in caplog.text
