"""The fake Bot API: what arrives, what people do on their phones, and what Telegram answers."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

import httpx

from tests.fakes.bot_api import control
from tests.fakes.bot_api.chats import Phone, Shown
from tests.fakes.bot_api.faults import Fault, Faults, Planned, Rates
from tests.fakes.bot_api.http import Answer, HangUpError, HttpServer, Request
from tests.fakes.bot_api.methods import METHODS, PACED, RefusalError, chat_of

TOKEN = "4242:fake-token-that-must-stay-secret"
BATCH = 100
UNAUTHORIZED = Fault(401, "Unauthorized")
NO_METHOD = Fault(404, "Not Found")
CONFLICT = Fault(
    409,
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
)
HAS_WEBHOOK = Fault(
    409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete it first"
)


@dataclass
class Arrival:
    """One call that reached the platform; `status` is what it was answered, 0 for no answer."""

    at: float
    method: str
    chat: int | None
    fields: dict[str, Any] = field(repr=False)
    status: int = 0
    delivered: bool = False
    message_id: int = 0  # of the message that it made or changed


class BotApi:
    """Telegram on loopback: `async with BotApi() as api`, `api.says(7, "hi")`, `await api.heard(7, 1)`."""

    def __init__(self, *, token: str = TOKEN, rates: bool = False, port: int = 0) -> None:
        self.token = token
        self.clock: Callable[[], float] = time.monotonic
        self.rates = Rates(self.clock) if rates else None
        self.latency: Callable[[], float] | None = None  # seconds that a message takes to us, and its answer back
        self.webhook_patience = 1.0  # seconds until an update that the webhook did not take is called out again
        self.faults = Faults()
        self.arrivals: list[Arrival] = []
        self.answered: list[str] = []
        self.menus: dict[str, list[tuple[str, str]]] = {}  # of chats without a menu of their own, by language
        self.files: dict[str, bytes] = {}
        self.phones: dict[int, Phone] = {}
        self.waiting: list[dict[str, Any]] = []
        self.handed_over = 0  # how often the bot was given updates
        self.webhook = {"url": "", "secret": ""}
        self._port = port
        self._server = HttpServer(self._answer)
        self._update_id = 900_000
        self._message_id = 0
        self._news = asyncio.Event()
        self._poll = 0
        self._postman: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Starts to listen; after a `stop` on the same port, with everything still there."""
        await self._server.start(self._port)
        self._port = self._server.port
        self._postman = asyncio.create_task(self._deliver_to_webhook())

    async def stop(self) -> None:
        """Cuts every connection; who calls now is refused."""
        if self._postman is not None:
            self._postman.cancel()
        await self._server.stop()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    # What people do

    def says(self, chat: int, text: str, **about: str) -> int:
        """Somebody types; the update's id."""
        return self._message(chat, about, text=text)

    def sends(self, chat: int, **content: Any) -> int:
        """Somebody sends anything else: `api.sends(7, sticker={…})`."""
        return self._message(chat, {}, **content)

    def uploads(self, chat: int, name: str, content: bytes, caption: str = "") -> int:
        """Somebody sends a file."""
        file_id = f"file-{len(self.files)}-{name}"
        self.files[file_id] = content
        document = {"file_id": file_id, "file_name": name, "file_size": len(content)}
        return self._message(chat, {}, document=document, **({"caption": caption} if caption else {}))

    def presses(self, chat: int, label_or_command: str) -> int:
        """Somebody taps the newest button of that label. Raises LookupError when there is none."""
        phone = self.phone(chat)
        shown, command = phone.button(label_or_command)
        message = {"message_id": shown.message_id, "date": 1790000000, "chat": phone.as_chat()}
        query = {"id": f"query-{self._update_id}", "from": phone.person(), "chat_instance": "1"}
        return self.happens(callback_query=query | {"message": message, "data": command})

    def blocks(self, chat: int, *, blocked: bool = True) -> int:
        """Somebody blocks the bot, or unblocks it."""
        phone = self.phone(chat)
        phone.blocked = blocked
        status = {"status": "kicked" if blocked else "member"}
        about = {"chat": phone.as_chat(), "from": phone.person(), "new_chat_member": status}
        return self.happens(my_chat_member=about)

    def happens(self, **update: Any) -> int:
        """Any update; its id."""
        self._update_id += 1
        self.waiting.append({"update_id": self._update_id, **update})
        self._ring()
        return self._update_id

    def breaks(
        self,
        fault: Fault,
        method: str | None = None,
        *,
        chat: int | None = None,
        times: int = 1,
        after: int = 0,
    ) -> None:
        """The next calls (of this method, to this chat), after some that pass, fail like this."""
        self.faults.plan(Planned(fault, method, chat, times, after))

    # What one sees

    def phone(self, chat: int) -> Phone:
        return self.phones.setdefault(chat, Phone(chat))

    def calls(self, method: str) -> list[Arrival]:
        return [arrival for arrival in self.arrivals if arrival.method == method]

    async def heard(self, chat: int, count: int) -> list[Shown]:
        """The bot's messages in the chat, once there are `count`. Raises TimeoutError."""
        await self.until(lambda: len(self.phone(chat).messages) >= count)
        return self.phone(chat).messages

    async def until(self, true: Callable[[], bool], seconds: float = 30) -> None:
        """Waits until it is true, looking after every event here. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while not true():
                await self._news.wait()

    def next_message_id(self) -> int:
        self._message_id += 1
        return self._message_id

    # What Telegram does

    async def _answer(self, request: Request) -> Answer:
        if request.path.startswith("/control/"):
            return control.answer(self, request)
        if request.path.startswith(f"/file/bot{self.token}/"):
            return self._file(request)
        token, _, method = request.path[1:].partition("/")
        arrival = Arrival(self.clock(), method, None, request.fields())
        arrival.chat = chat_of(arrival.fields)
        self.arrivals.append(arrival)
        try:
            if token != f"bot{self.token}":
                raise RefusalError(UNAUTHORIZED)
            result = await self._result(arrival)
        except RefusalError as refusal:
            return await self._refused(arrival, refusal.fault)
        arrival.status = 200
        return _json({"ok": True, "result": result})

    async def _result(self, arrival: Arrival) -> object:
        method = arrival.method
        await self._travel(method)
        if fault := self.faults.next(method, arrival.chat):
            if fault.delivered:
                self._carry_out(arrival)
            raise RefusalError(fault)
        if method == "getUpdates":
            return await self._updates(arrival.fields)
        if self.rates and method in PACED and (fault := self.rates.refusal(arrival.chat or 0)):
            raise RefusalError(fault)
        result = self._carry_out(arrival)
        await self._travel(method)
        return result

    async def _travel(self, method: str) -> None:
        if self.latency is not None and method in PACED:
            await asyncio.sleep(self.latency())

    def _carry_out(self, arrival: Arrival) -> object:
        if arrival.method not in METHODS:
            raise RefusalError(NO_METHOD)
        result = METHODS[arrival.method](self, arrival.fields)
        arrival.delivered = True
        arrival.message_id = result.get("message_id", 0) if isinstance(result, dict) else 0
        self._ring()
        return result

    async def _refused(self, arrival: Arrival, fault: Fault) -> Answer:
        self._ring()
        if fault.ending == "silence":
            await asyncio.Event().wait()
        if fault.ending == "hang up":
            raise HangUpError
        arrival.status = fault.status
        if fault.ending == "no json":
            return Answer(fault.description.encode(), fault.status, "text/html")
        about = {"parameters": fault.parameters} if fault.parameters else {}
        error = {"ok": False, "error_code": fault.status, "description": fault.description}
        return _json(error | about, fault.status)

    async def _updates(self, fields: dict[str, Any]) -> object:
        """Long polling: an offset confirms everything before it, and a second reader ends the first."""
        if self.webhook["url"]:
            raise RefusalError(HAS_WEBHOOK)
        self._poll += 1
        mine = self._poll
        self._ring()
        offset = int(fields.get("offset", 0))
        self.waiting = [update for update in self.waiting if update["update_id"] >= offset]
        seconds = float(fields.get("timeout", 0))
        try:
            await self.until(lambda: bool(self.waiting) or self._poll != mine, seconds)
        except TimeoutError:
            return []
        if self._poll != mine:
            raise RefusalError(CONFLICT)
        self.handed_over += 1
        return self.waiting[:BATCH]

    async def _deliver_to_webhook(self) -> None:
        # A new connection each time, so that a proxy before several bots has the choice.
        limits = httpx.Limits(max_keepalive_connections=0)
        async with httpx.AsyncClient(trust_env=False, limits=limits) as client:
            while True:
                await self.until(lambda: bool(self.webhook["url"] and self.waiting), seconds=1e9)
                if await self._posted(client, self.waiting[0]):
                    self.waiting.pop(0)
                    self._ring()
                else:
                    await asyncio.sleep(self.webhook_patience)

    async def _posted(self, client: httpx.AsyncClient, update: dict[str, Any]) -> bool:
        self.handed_over += 1
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook["secret"]}
        try:
            return (await client.post(self.webhook["url"], json=update, headers=headers)).is_success
        except httpx.HTTPError:
            return False

    def _file(self, request: Request) -> Answer:
        content = self.files.get(request.path.rpartition("/documents/")[2])
        if content is None:
            return _json({"ok": False, "error_code": 404, "description": "Not Found"}, 404)
        return Answer(content, 200, "application/octet-stream")

    def _message(self, chat: int, about: dict[str, str], **content: Any) -> int:
        phone = self.phone(chat)
        phone.name, phone.language = about.get("name", phone.name), about.get("language", phone.language)
        base = {"message_id": self.next_message_id(), "date": 1790000000, "chat": phone.as_chat()}
        return self.happens(message=base | {"from": phone.person()} | content)

    def _ring(self) -> None:
        self._news.set()
        self._news = asyncio.Event()


def _json(body: object, status: int = 200) -> Answer:
    return Answer(json.dumps(body, ensure_ascii=False).encode(), status)
