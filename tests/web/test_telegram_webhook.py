"""The webhook: who may call it, what it answers, and when."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from bot.channels import Outgoing
from bot.channels.telegram import TelegramChannel
from bot.web.telegram import telegram_webhook
from storage.messages import Choice, Incoming, Message
from tests.fakes.bot_api import TOKEN, BotApi

SECRET = "a-secret-of-the-house"
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
UPDATE = {
    "update_id": 9,
    "message": {
        "message_id": 5,
        "date": 1790000000,
        "chat": {"id": 7, "type": "private"},
        "from": {"id": 7, "first_name": "Lan"},
        "text": "Lịch",
    },
}
HEARD = Incoming("9", "7", "text", "Lịch", name="Lan", message_id="5")


class Bot:
    """The bot behind the webhook: what it heard, and whether it is able to take it."""

    def __init__(self) -> None:
        self.heard: list[Incoming] = []
        self.committed = asyncio.Event()
        self.committed.set()
        self.works = True

    async def receive(self, incoming: Incoming) -> None:
        self.heard.append(incoming)
        await self.committed.wait()
        if not self.works:
            raise RuntimeError("the database is full")


@pytest.fixture
def bot() -> Bot:
    return Bot()


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
async def telegram(api: BotApi) -> AsyncIterator[TelegramChannel]:
    telegram = TelegramChannel(1, TOKEN, api_url=api.url, patience=2)
    yield telegram
    await telegram.close()


@pytest.fixture
async def web(telegram: TelegramChannel, bot: Bot) -> AsyncIterator[httpx.AsyncClient]:
    app = Starlette(routes=[telegram_webhook(telegram, bot.receive, SECRET)])
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://chuong") as web:
        yield web


async def test_an_update_is_taken(web: httpx.AsyncClient, bot: Bot) -> None:
    answer = await web.post("/telegram", json=UPDATE, headers=HEADERS)
    assert (answer.status_code, answer.content) == (200, b"")
    assert bot.heard == [HEARD]


async def test_200_comes_after_the_commit(web: httpx.AsyncClient, bot: Bot) -> None:
    bot.committed.clear()
    call = asyncio.create_task(web.post("/telegram", json=UPDATE, headers=HEADERS))
    await asyncio.sleep(0.05)
    assert (bot.heard, call.done()) == ([HEARD], False)
    bot.committed.set()
    assert (await call).status_code == 200


async def test_a_turn_that_failed_is_asked_for_again(web: httpx.AsyncClient, bot: Bot) -> None:
    bot.works = False
    assert (await web.post("/telegram", json=UPDATE, headers=HEADERS)).status_code == 500
    bot.works = True
    assert (await web.post("/telegram", json=UPDATE, headers=HEADERS)).status_code == 200


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", SECRET[:-1], "đúng".encode()])
async def test_a_wrong_secret_is_refused(web: httpx.AsyncClient, bot: Bot, secret: str | bytes | None) -> None:
    headers: Any = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
    assert (await web.post("/telegram", json=UPDATE, headers=headers)).status_code == 403
    assert bot.heard == []


def test_a_webhook_without_a_secret_is_not_made(telegram: TelegramChannel, bot: Bot) -> None:
    with pytest.raises(ValueError, match="without a secret"):
        telegram_webhook(telegram, bot.receive, "")


async def test_a_large_body_is_refused(web: httpx.AsyncClient, bot: Bot) -> None:
    assert (await web.post("/telegram", content=b"x" * 2_000_000, headers=HEADERS)).status_code == 413
    assert bot.heard == []


async def test_a_large_body_without_a_length_is_refused_while_it_comes(web: httpx.AsyncClient, bot: Bot) -> None:
    chunks = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal chunks
        while True:
            chunks += 1
            yield b" " * 100_000

    assert (await web.post("/telegram", content=endless(), headers=HEADERS)).status_code == 413
    assert chunks == 11


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe\x00", b"[]", b"5", b"null", b"[" * 100_000])
async def test_what_is_no_update_is_refused(web: httpx.AsyncClient, bot: Bot, body: bytes) -> None:
    assert (await web.post("/telegram", content=body, headers=HEADERS)).status_code == 400
    assert bot.heard == []


async def test_an_update_that_cannot_be_parsed_goes_to_quarantine(web: httpx.AsyncClient, bot: Bot) -> None:
    answer = await web.post("/telegram", json={"update_id": 9, "message": {}}, headers=HEADERS)
    assert answer.status_code == 200
    assert bot.heard == [Incoming("9", "", "broken", '{"update_id": 9, "message": {}}')]


async def test_an_update_that_means_nothing_is_confirmed(web: httpx.AsyncClient, bot: Bot) -> None:
    answer = await web.post("/telegram", json={"update_id": 9, "brain_wave": {}}, headers=HEADERS)
    assert (answer.status_code, bot.heard) == (200, [])


async def test_only_post_is_known(web: httpx.AsyncClient) -> None:
    assert (await web.get("/telegram", headers=HEADERS)).status_code == 405


async def test_a_press_is_answered_with_the_webhook(
    api: BotApi, web: httpx.AsyncClient, telegram: TelegramChannel, bot: Bot
) -> None:
    await telegram.send(Outgoing("7", Message("Đúng không?", (Choice("Đúng", "/confirm 17"),))))
    api.presses(7, "Đúng")
    [update] = api.waiting
    answer = await web.post("/telegram", json=update, headers=HEADERS)
    assert (answer.status_code, answer.json()) == (
        200,
        {"method": "answerCallbackQuery", "callback_query_id": update["callback_query"]["id"]},
    )
    assert [(one.kind, one.text) for one in bot.heard] == [("press", "/confirm 17")]
    assert api.calls("answerCallbackQuery") == []


async def test_a_caller_that_leaves_in_the_middle_harms_nobody(telegram: TelegramChannel, bot: Bot) -> None:
    statuses: list[int] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        statuses.append(message.get("status", 0))

    headers = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
    scope = {"type": "http", "method": "POST", "path": "/telegram", "headers": headers, "query_string": b""}
    await Starlette(routes=[telegram_webhook(telegram, bot.receive, SECRET)])(scope, receive, send)
    assert (statuses[0], bot.heard) == (400, [])
