"""The fake Zalo before clients of other people, so that it and our channel are not wrong in the same way.

Each runs in an environment of its own, which is made at the first run and needs a package registry then.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.channels.zalo.clients.environments import NAMES, CannotInstallError, Client, Process, RaisedError
from tests.fakes.bot_api.http import Answer, HttpServer, Request
from tests.fakes.zalo import TOKEN, Zalo, events

SECRET = "a-secret-of-the-webhook"
WORDS = "Mai nghỉ học?\n1. Đúng & đủ = 100% + phí; “ạ” 🔔"
PICTURE = "https://centre.example/tep/1?a=1&b=2"
SENDER = ["an", "Người dùng", False]


@pytest.fixture(scope="module")
def processes() -> Iterator[dict[str, Process]]:
    with ExitStack() as stack:
        started = {}
        for name in NAMES:
            try:
                started[name] = Process(name)
            except CannotInstallError as error:
                pytest.skip(f"No other clients of Zalo can be installed here to compare the fake with: {error}")
            stack.callback(started[name].end)
        yield started


@pytest.fixture
async def zalo() -> AsyncIterator[Zalo]:
    async with Zalo() as platform:
        platform.bots[TOKEN].people.add("an")
        yield platform


@pytest.fixture
def sdk(processes: dict[str, Process], zalo: Zalo) -> Client:
    """python-zalo-bot 0.1.9."""
    return Client(processes["python_zalo_bot"], zalo.url, TOKEN)


@pytest.fixture
def mcp(processes: dict[str, Process], zalo: Zalo) -> Client:
    """zalo-bot-mcp 0.1.1."""
    return Client(processes["zalo_bot_mcp"], zalo.url, TOKEN)


def read(number: str, **fields: Any) -> dict[str, Any]:
    """A message from An, as python-zalo-bot tells it."""
    about = {"id": number, "date": events.DATE, "type": "CHAT_MESSAGE", "chat": ["an", "PRIVATE"], "sender": SENDER}
    return {**about, **fields}


def just_now(date: int) -> bool:
    """A moment in milliseconds."""
    return abs(date / 1000 - time.time()) < 60


def answered(zalo: Zalo) -> list[tuple[str, dict[str, Any]]]:
    return [(one.method, one.fields) for one in zalo.arrivals]


async def test_who_the_bot_is(sdk: Client, mcp: Client) -> None:
    expected = {
        "id": "900100", "account_name": "bot.lop", "account_type": "BASIC", "can_join_groups": False,
        "display_name": "Bot Lớp Đông",
    }  # fmt: skip
    assert await sdk("get_me") == {**expected, "is_bot": None}
    assert await mcp("get_me") == expected


async def test_texts_come_one_by_one_and_are_gone(zalo: Zalo, sdk: Client, mcp: Client) -> None:
    for words in (WORDS, "hai", WORDS, "bốn"):
        zalo.says("an", words)
    for number, words in (("in00000001", WORDS), ("in00000002", "hai")):
        update = await sdk("get_update", timeout=0)
        assert update == {"event": "message.text.received", "message": read(number, text=words)}
    for number, words in (("in00000003", WORDS), ("in00000004", "bốn")):
        [text] = (await mcp("get_updates", timeout=0))["texts"]
        assert text == {
            "user_id": "an", "display_name": "Người dùng", "is_bot": False, "chat_id": "an", "chat_type": "PRIVATE",
            "text": words, "message_id": number, "date": events.DATE,
        }  # fmt: skip
    assert await sdk("get_update", timeout=0) is None


async def test_a_text_comes_while_it_is_waited_for(zalo: Zalo, sdk: Client, mcp: Client) -> None:
    waiting = asyncio.create_task(sdk("get_update", timeout=5))
    await zalo.until(lambda: len(zalo.arrivals) == 1)
    zalo.says("an", "một")
    assert (await waiting)["message"]["text"] == "một"
    waiting = asyncio.create_task(mcp("get_updates", timeout=5))
    await zalo.until(lambda: len(zalo.arrivals) == 2)
    zalo.says("an", "hai")
    assert (await waiting)["texts"][0]["text"] == "hai"


@pytest.mark.parametrize("key", ["error_code", "errorCode"])
@pytest.mark.parametrize(
    ("nothing_new", "for_sdk", "for_mcp"),
    [
        ("ok-false", None, None),
        ("http-408", RaisedError("NetworkError", "Request timeout (408)"), None),
        ("null", None, None),
        ("list", None, []),
    ],
)
async def test_nothing_new(
    zalo: Zalo, sdk: Client, mcp: Client, nothing_new: str, for_sdk: RaisedError | None, for_mcp: Any, key: str
) -> None:
    zalo.quirks.nothing_new, zalo.quirks.error_code = nothing_new, key
    if for_sdk:
        with pytest.raises(RaisedError) as raised:
            await sdk("get_update", timeout=0)
        assert (raised.value.name, raised.value.words) == (for_sdk.name, for_sdk.words)
    else:
        assert await sdk("get_update", timeout=0) is None
    assert await mcp("get_updates", timeout=0) == {"result": for_mcp, "texts": []}


async def test_an_event_within_a_list(zalo: Zalo, mcp: Client) -> None:
    zalo.quirks.nothing_new = "list"  # python-zalo-bot reads none
    zalo.says("an", "lịch")
    assert [one["text"] for one in (await mcp("get_updates", timeout=0))["texts"]] == ["lịch"]


async def test_what_is_read_again(zalo: Zalo, mcp: Client) -> None:
    zalo.quirks.repeats = True  # the reason for the pauses of zalo-bot-mcp
    zalo.says("an", "lịch")
    first, again = [await mcp("get_updates", timeout=5) for _ in range(2)]
    assert first == again != {"result": None, "texts": []}


@pytest.mark.parametrize("photo_url", [True, False])
async def test_a_picture(zalo: Zalo, sdk: Client, mcp: Client, photo_url: bool) -> None:
    zalo.quirks.photo_url = photo_url
    for _ in range(2):
        zalo.sends_picture("an", b"bytes", caption="Bài tập")
    url = f"{zalo.url}/pictures/0.jpg"
    update = await sdk("get_update", timeout=0)
    found = {"photo": url} if photo_url else {}  # it knows the name that was seen, not the documented one
    assert update == {"event": "message.image.received", "message": read("in00000001", type="CHAT_PHOTO", **found)}
    raw = await mcp("get_updates", timeout=0)
    assert raw["texts"] == []
    assert raw["result"]["message"]["photo_url" if photo_url else "photo"] == f"{zalo.url}/pictures/1.jpg"


async def test_other_events_harm_nobody(zalo: Zalo, sdk: Client, mcp: Client) -> None:
    others = [events.sticker("an", "1"), events.voice("an", "2"), events.unsupported("an", "3"), events.unsupported()]
    for event in others + others:
        zalo.happens(event)
    assert [await sdk("get_update", timeout=0) for _ in others] == [
        {"event": "message.sticker.received", "message": read("1", sticker="x1")},
        {"event": "message.voice.received", "message": read("2")},
        {"event": "message.unsupported.received", "message": read("3")},
        {"event": "message.unsupported.received", "message": None},
    ]
    assert [await mcp("get_updates", timeout=0) for _ in others] == [{"result": one, "texts": []} for one in others]


async def test_a_group(zalo: Zalo, sdk: Client, mcp: Client) -> None:
    for _ in range(2):
        zalo.says("lop", "@Bot lịch", sender="an", name="An", chat_type="GROUP")
    message = (await sdk("get_update", timeout=0))["message"]
    assert (message["chat"], message["sender"]) == (["lop", "GROUP"], ["an", "An", False])
    [text] = (await mcp("get_updates", timeout=0))["texts"]
    assert (text["chat_id"], text["chat_type"], text["user_id"]) == ("lop", "GROUP", "an")


async def test_sending(zalo: Zalo, sdk: Client, mcp: Client) -> None:
    sent = [
        await sdk("send_message", chat_id="an", text=WORDS),
        await sdk("send_photo", chat_id="an", caption=WORDS, photo=PICTURE),
        await sdk("send_sticker", chat_id="an", sticker="d063f44d"),
        await mcp("send_message", chat_id="an", text=WORDS),
    ]
    assert [one.get("id") or one["message_id"] for one in sent] == [f"out0000000{number}" for number in range(1, 5)]
    assert all(just_now(one["date"]) for one in sent)
    assert await sdk("send_chat_action", chat_id="an", action="typing") is None  # there is no result
    assert await mcp("send_chat_action", chat_id="an") is None
    assert answered(zalo) == [
        ("sendMessage", {"chat_id": "an", "text": WORDS}),
        ("sendPhoto", {"chat_id": "an", "caption": WORDS, "photo": PICTURE}),
        ("sendSticker", {"chat_id": "an", "sticker": "d063f44d"}),
        ("sendMessage", {"chat_id": "an", "text": WORDS}),
        ("sendChatAction", {"chat_id": "an", "action": "typing"}),
        ("sendChatAction", {"chat_id": "an", "action": "typing"}),
    ]


@pytest.mark.parametrize("key", ["error_code", "errorCode"])
async def test_refusals_with_200(zalo: Zalo, sdk: Client, mcp: Client, key: str) -> None:
    zalo.quirks.error_code = key
    for code in (400, 401, 403, 429, 500):
        zalo.faults += [code, code]
        assert await sdk("send_message", chat_id="an", text="chào") is None  # it believes that all is well
        with pytest.raises(RaisedError, match=f"ZaloClientError: .*'{key}': {code}"):
            await mcp("send_message", chat_id="an", text="chào")
    assert zalo.messages("an") == []


@pytest.mark.parametrize(
    ("code", "for_sdk", "for_mcp"),
    [
        (400, "BadRequest", "ZaloClientError"),
        (401, "InvalidToken", "ZaloClientError"),
        (403, "Forbidden", "ZaloClientError"),
        (404, "InvalidToken", "ZaloClientError"),
        (429, "NetworkError", "ZaloTransientError"),
        (500, "NetworkError", "ZaloTransientError"),
        ("cut before", "NetworkError", "ZaloTransientError"),
        ("cut after", "NetworkError", "ZaloTransientError"),
    ],
)
async def test_refusals_with_a_status(
    zalo: Zalo, sdk: Client, mcp: Client, code: int | str, for_sdk: str, for_mcp: str
) -> None:
    zalo.quirks.errors_with_200 = False
    for client, expected in ((sdk, for_sdk), (mcp, for_mcp)):
        zalo.faults.append(code)
        with pytest.raises(RaisedError) as raised:
            await client("send_message", chat_id="an", text="chào")
        assert raised.value.name == expected
        assert isinstance(code, str) or raised.value.words.count("Forbidden" if code == 403 else "a fault") == 1


async def test_a_wrong_token(zalo: Zalo, processes: dict[str, Process]) -> None:
    sdk, mcp = [Client(processes[name], zalo.url, "900100:wrong") for name in NAMES]
    assert await sdk("get_me") is None
    with pytest.raises(RaisedError, match=r"ZaloClientError: .*Unauthorized"):
        await mcp("get_me")
    zalo.quirks.errors_with_200 = False
    with pytest.raises(RaisedError, match="InvalidToken: Unauthorized"):
        await sdk("get_me")
    with pytest.raises(RaisedError, match=r"ZaloClientError: .*Unauthorized"):
        await mcp("get_me")


@pytest.mark.parametrize("errors_with_200", [True, False])
async def test_a_webhook_comes_and_goes(zalo: Zalo, sdk: Client, mcp: Client, errors_with_200: bool) -> None:
    zalo.quirks.errors_with_200 = errors_with_200
    assert await mcp("get_webhook_info") is None  # a bot without one is not found
    assert zalo.arrivals[-1].error == 404
    assert await sdk("set_webhook", url="https://centre.example/zalo/1", secret_token=SECRET) is True
    assert (zalo.bots[TOKEN].webhook, zalo.bots[TOKEN].secret) == ("https://centre.example/zalo/1", SECRET)
    expected = {"url": "https://centre.example/zalo/1", "updated_at": 0}
    assert await sdk("get_webhook_info") == await mcp("get_webhook_info") == expected
    with pytest.raises(RaisedError, match=r"ZaloClientError: .*webhook"):  # by this word it tells what to do
        await mcp("get_updates", timeout=0)
    assert await sdk("delete_webhook") is True
    assert await mcp("get_updates", timeout=0) == {"result": None, "texts": []}


async def test_what_a_webhook_is_called_with(zalo: Zalo, sdk: Client) -> None:
    calls: list[Request] = []

    async def called(request: Request) -> Answer:
        calls.append(request)
        return Answer(b"{}")

    server = HttpServer(called)
    await server.start()
    await sdk("set_webhook", url=f"http://127.0.0.1:{server.port}/zalo", secret_token=SECRET)
    assert await zalo.delivers(events.text("an", WORDS, "7")) == 200
    await server.stop()
    [call] = calls
    assert call.headers["x-bot-api-secret-token"] == SECRET
    update = await sdk("webhook_body", body=json.loads(call.body))
    assert update == {"event": "message.text.received", "message": read("7", text=WORDS)}
