"""The fake Bot API itself: what it enforces and how it is handled from a terminal."""

import asyncio
import json
from collections.abc import AsyncIterator

import httpx
import pytest

from bot.channels import Outgoing, Paused
from bot.channels.telegram import TelegramChannel
from storage.messages import Choice, Message
from tests.fakes.bot_api import TOKEN, BotApi, Rates
from tests.fakes.bot_api.http import Answer, HttpServer, Request

SECRET = "a-secret-of-the-house"


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
async def telegram(api: BotApi) -> AsyncIterator[TelegramChannel]:
    telegram = TelegramChannel(1, TOKEN, api_url=api.url, patience=2)
    yield telegram
    await telegram.close()


def test_thirty_in_any_second_pass() -> None:
    now = 0.0
    rates = Rates(lambda: now)
    passed = []
    for step in range(300):  # a hundred a second, each to somebody else
        now = step / 100
        if rates.refusal(step) is None:
            passed.append(now)
    assert len(passed) == 90
    assert all(later - first >= 1 for first, later in zip(passed, passed[30:], strict=False))


def test_one_chat_gets_three_at_once_and_then_one_a_second() -> None:
    now = 0.0
    rates = Rates(lambda: now)
    assert [rates.refusal(7) is None for _ in range(4)] == [True, True, True, False]
    now = 1.0
    assert [rates.refusal(7) is None for _ in range(2)] == [True, False]
    assert rates.refusal(8) is None


async def test_too_fast_is_refused_and_recorded(api: BotApi, telegram: TelegramChannel) -> None:
    api.rates = Rates(api.clock)
    sends = (telegram.send(Outgoing("7", Message(str(number)))) for number in range(4))
    outcomes = await asyncio.gather(*sends, return_exceptions=True)
    assert sum(isinstance(outcome, Paused) for outcome in outcomes) == 1
    assert sorted(call.status for call in api.arrivals) == [200, 200, 200, 429]
    assert sum(call.delivered for call in api.arrivals) == len(api.phone(7).messages) == 3


async def test_who_blocked_the_bot_refuses_until_they_unblock(api: BotApi, telegram: TelegramChannel) -> None:
    api.blocks(7)
    with pytest.raises(Exception, match="blocked"):
        await telegram.send(Outgoing("7", Message("Chào")))
    api.blocks(7, blocked=False)
    await telegram.send(Outgoing("7", Message("Chào")))
    statuses = [update["my_chat_member"]["new_chat_member"]["status"] for update in api.waiting]
    assert statuses == ["kicked", "member"]


async def test_a_button_that_is_not_there_cannot_be_pressed(api: BotApi) -> None:
    with pytest.raises(LookupError, match="chat 7 has no button 'Đúng', only \\[\\]"):
        api.presses(7, "Đúng")


async def test_by_hand(api: BotApi, telegram: TelegramChannel) -> None:
    await telegram.send(Outgoing("7", Message("Đúng không?", (Choice("Đúng", "/confirm 17"),))))
    async with httpx.AsyncClient(base_url=f"{api.url}/control", trust_env=False) as hand:
        await hand.post("/say", content=json.dumps({"chat": 7, "text": "Lịch", "name": "Lan Trần"}))
        await hand.post("/press", json={"chat": 7, "button": "Đúng"})
        await hand.post("/file", data={"chat": "7"}, files={"file": ("lop.xlsx", b"rows")})
        await hand.post("/block", json={"chat": 7})
        assert (await hand.post("/press", json={"chat": 7, "button": "Sai"})).status_code == 400
        assert (await hand.post("/dance", json={"chat": 7})).status_code == 400
        assert (await hand.get("/sent", params={"chat": 7})).json() == {
            "7": [{"id": 1, "text": "Đúng không?", "buttons": [[["Đúng", "/confirm 17"]]], "file": ""}]
        }
    assert [set(update) - {"update_id"} for update in api.waiting] == [
        {"message"},
        {"callback_query"},
        {"message"},
        {"my_chat_member"},
    ]
    assert list(api.files.values()) == [b"rows"]


async def test_updates_go_to_the_webhook_once_there_is_one(api: BotApi, telegram: TelegramChannel) -> None:
    calls: list[tuple[str | None, int]] = []

    async def hook(request: Request) -> Answer:
        secret = request.headers.get("x-telegram-bot-api-secret-token")
        calls.append((secret, json.loads(request.body)["update_id"]))
        return Answer(b"")

    server = HttpServer(hook)
    await server.start()
    first = api.says(7, "một")
    await telegram.set_webhook(f"http://127.0.0.1:{server.port}/telegram", SECRET)
    second = api.says(7, "hai")
    await api.until(lambda: api.waiting == [])
    await server.stop()
    assert calls == [(SECRET, first), (SECRET, second)]
