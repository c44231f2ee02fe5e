"""The fake Zalo: several bots on one server, documented and observed behaviours as switches, every arrival kept."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

import httpx

from tests.fakes.bot_api.http import Answer, HangUpError, HttpServer, Request
from tests.fakes.zalo.events import EMPTY, image, text, unsupported

TOKEN = "900100:zalo-token-that-must-stay-secret"
LONGEST = 2000
NAME = "Bot Lớp Đông"
GONE = "Not Found"


@dataclass
class Quirks:
    """How the platform behaves where its documentation and what was seen differ."""

    nothing_new: str = "ok-false"  # or "http-408", "null", "list"
    wrapped: bool = True  # the webhook's body within an envelope
    photo_url: bool = False  # instead of `photo`
    error_code: str = "error_code"  # or "errorCode"
    errors_with_200: bool = True
    repeats: bool = False  # getUpdates gives what was read again, at once


@dataclass
class Arrival:
    """One call that reached the platform; `error` is the code it was refused with, 0 when it was not."""

    at: float
    token: str
    method: str
    fields: dict[str, Any] = field(repr=False)
    error: int = 0

    @property
    def chat(self) -> str:
        return str(self.fields.get("chat_id", ""))

    @property
    def words(self) -> str:
        return str(self.fields.get("text") or self.fields.get("caption") or "")


@dataclass
class Bot:
    """One bot: what waits for it, whom it may write to, and what its plan has counted."""

    token: str
    name: str = NAME
    waiting: deque[dict[str, Any]] = field(default_factory=deque)
    people: set[str] = field(default_factory=set)
    sent: int = 0
    received: int = 0
    webhook: str = ""
    secret: str = ""


class Zalo:
    """`async with Zalo() as zalo`, `zalo.says("an", "lịch")`, `await zalo.heard("an", 1)`.

    `messages_most` is the plan of every bot. `faults` are tried in order at the next sends: a code to refuse with,
    or "cut before", "cut after".
    """

    def __init__(self, *tokens: str, messages_most: int = 3000) -> None:
        self.bots = {token: Bot(token) for token in tokens or (TOKEN,)}
        self.quirks = Quirks()
        self.messages_most = messages_most
        self.faults: deque[int | str] = deque()
        self.blocked: set[str] = set()
        self.out = False  # an outage: every call is cut
        self.arrivals: list[Arrival] = []
        self.pictures: dict[str, bytes] = {}
        self.clock: Callable[[], float] = time.monotonic
        self._server = HttpServer(self.answer)
        self._news = asyncio.Event()
        self._ids = Counter[str]()
        self._posts: set[asyncio.Task[int]] = set()

    async def __aenter__(self) -> Self:
        await self._server.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._posts:
            task.cancel()
        await self._server.stop()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.port}"

    def says(self, chat: str, words: str, *, token: str = TOKEN, **about: Any) -> None:
        """A person types."""
        self.happens(text(chat, words, self._id("in"), **about), token)

    def sends_picture(self, chat: str, content: bytes, *, token: str = TOKEN, caption: str = "") -> None:
        path = f"/pictures/{len(self.pictures)}.jpg"
        self.pictures[path] = content
        key = "photo_url" if self.quirks.photo_url else "photo"
        self.happens(image(chat, f"{self.url}{path}", self._id("in"), key=key, caption=caption), token)

    def happens(self, event: dict[str, Any], token: str = TOKEN) -> None:
        """An event for a bot: by its webhook, or when it asks next."""
        bot = self.bots[token]
        if "message" in event:
            bot.people.add(event["message"]["chat"]["id"])
            bot.received += 1
        if bot.webhook:
            task = asyncio.ensure_future(self._call(bot, event))
            self._posts.add(task)
            task.add_done_callback(self._posts.discard)
        else:
            bot.waiting.append(event)
            self._tell()

    async def delivers(self, event: dict[str, Any], token: str = TOKEN) -> int:
        """Call the webhook once; the status it answers."""
        return await self._call(self.bots[token], event)

    def messages(self, chat: str, token: str | None = None) -> list[Arrival]:
        """What came to the person, in order."""
        return [
            one for one in self.arrivals
            if one.chat == chat and not one.error and one.method in {"sendMessage", "sendPhoto"}
            and token in {None, one.token}
        ]  # fmt: skip

    async def heard(self, chat: str, count: int, token: str | None = None) -> list[Arrival]:
        """The messages to the person once there are so many."""
        await self.until(lambda: len(self.messages(chat, token)) >= count)
        return self.messages(chat, token)

    async def until(self, condition: Callable[[], bool], seconds: float = 20) -> None:
        """Wait until it holds. Raises `TimeoutError`."""
        async with asyncio.timeout(seconds):
            while not condition():
                self._news.clear()
                await self._news.wait()

    async def _call(self, bot: Bot, event: dict[str, Any]) -> int:
        body = {"ok": True, "result": event} if self.quirks.wrapped else event
        async with httpx.AsyncClient(timeout=30) as client:
            answer = await client.post(bot.webhook, json=body, headers={"X-Bot-Api-Secret-Token": bot.secret})
        return answer.status_code

    async def answer(self, request: Request) -> Answer:
        """What the platform answers. Raises `HangUpError` where it does not."""
        if self.out:
            raise HangUpError
        if request.path.startswith("/pictures/"):
            found = self.pictures.get(request.path)
            return Answer(b"", 404) if found is None else Answer(found, kind="image/jpeg")
        _, head, method = request.path.split("/", 2)
        bot = self.bots.get(head.removeprefix("bot"))
        if bot is None:
            return self._error(401, "Unauthorized")
        arrival = Arrival(self.clock(), bot.token, method, request.fields() if request.body else {})
        self.arrivals.append(arrival)
        self._tell()  # a call that waits is known of too
        try:
            return await self._done(bot, arrival)
        finally:
            self._tell()

    async def _done(self, bot: Bot, arrival: Arrival) -> Answer:
        match arrival.method:
            case "getMe":
                return _ok({"id": bot.token.partition(":")[0], "account_name": "bot.lop", "account_type": "BASIC",
                            "can_join_groups": False, "display_name": bot.name})  # fmt: skip
            case "getUpdates":
                return await self._updates(bot, arrival)
            case "setWebhook":
                return self._hook(bot, arrival)
            case "deleteWebhook":
                bot.webhook = bot.secret = ""
                return _ok({"url": "", "updated_at": 0})
            case "getWebhookInfo":
                return _ok({"url": bot.webhook, "updated_at": 0}) if bot.webhook else self._refuse(arrival, 404, GONE)
            case "sendMessage" | "sendPhoto" | "sendSticker":
                return self._send(bot, arrival)
            case "sendChatAction":
                return Answer(b'{"ok": true}')
        return self._refuse(arrival, 404, GONE)

    def _hook(self, bot: Bot, arrival: Arrival) -> Answer:
        secret = str(arrival.fields.get("secret_token", ""))
        if not 8 <= len(secret) <= 256:
            return self._refuse(arrival, 400, "Bad Request: secret_token")
        bot.webhook, bot.secret = str(arrival.fields["url"]), secret
        return _ok({"url": bot.webhook, "updated_at": 0})

    async def _updates(self, bot: Bot, arrival: Arrival) -> Answer:
        if bot.webhook:
            return self._refuse(arrival, 400, "Bad Request: webhook is set")
        patience = min(float(arrival.fields.get("timeout", 30)), 1.0)  # tests are in a hurry
        ends = time.monotonic() + patience
        while not bot.waiting and (left := ends - time.monotonic()) > 0:
            self._news.clear()
            try:
                async with asyncio.timeout(left):
                    await self._news.wait()
            except TimeoutError:
                break
        if bot.waiting:
            event = bot.waiting[0] if self.quirks.repeats else bot.waiting.popleft()  # and it is gone
            return _ok([event] if self.quirks.nothing_new == "list" else event)
        match self.quirks.nothing_new:
            case "http-408":
                return Answer(json.dumps({"ok": False, "description": EMPTY}).encode(), 408)  # as it was measured
            case "null" | "list":
                return _ok(None if self.quirks.nothing_new == "null" else [])
        return Answer(json.dumps({"ok": False, self.quirks.error_code: 408, "description": EMPTY}).encode())

    def _send(self, bot: Bot, arrival: Arrival) -> Answer:
        fault = self.faults.popleft() if self.faults else 0
        if fault == "cut before":
            arrival.error = -1
            raise HangUpError
        if isinstance(fault, int) and fault:
            return self._refuse(arrival, fault, "Forbidden" if fault == 403 else "a fault that was asked for")
        wrong = self._wrong(bot, arrival)
        if wrong is not None:
            return self._refuse(arrival, *wrong)
        bot.sent += 1
        if fault == "cut after":
            raise HangUpError
        return _ok({"message_id": self._id("out"), "date": int(time.time() * 1000)})

    def _wrong(self, bot: Bot, arrival: Arrival) -> tuple[int, str] | None:
        if arrival.chat in self.blocked:
            return 400, "Bad Request: the user has blocked the bot"
        if arrival.chat not in bot.people:
            return 400, "Bad Request: chat not found"
        if bot.sent >= self.messages_most:
            return 429, "Quota exceeded"
        length = len(arrival.words.encode("utf-16-le")) // 2
        if length > LONGEST or (arrival.method == "sendMessage" and not arrival.words):
            return 400, "Bad Request: text must have 1 to 2000 characters"
        if arrival.method == "sendPhoto" and not str(arrival.fields.get("photo", "")).startswith("http"):
            return 400, "Bad Request: photo"
        return None

    def _refuse(self, arrival: Arrival, code: int, words: str) -> Answer:
        arrival.error = code
        return self._error(code, words)

    def _error(self, code: int, words: str) -> Answer:
        body = json.dumps({"ok": False, self.quirks.error_code: code, "description": words}).encode()
        return Answer(body, 200 if self.quirks.errors_with_200 else code)

    def _id(self, kind: str) -> str:
        self._ids[kind] += 1
        return f"{kind}{self._ids[kind]:08x}"

    def _tell(self) -> None:
        news, self._news = self._news, asyncio.Event()
        news.set()


def _ok(result: Any) -> Answer:
    return Answer(json.dumps({"ok": True, "result": result}).encode())


__all__ = ["Arrival", "Bot", "Quirks", "Zalo", "unsupported"]
