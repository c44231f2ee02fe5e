"""The demo page: phones drawn in the browser, and a clock that can be moved forward."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote
from zoneinfo import ZoneInfo

import anyio
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.templating import Jinja2Templates

from bot.channels.local import Bubble, LocalChannel
from bot.web.own_page import OwnPageOnly

HERE = Path(__file__).parent
LONGEST_REQUEST = 64 * 1024
LARGEST_FILE = 5 * 1024 * 1024
LONGEST_JUMP = timedelta(days=31)
EVENING = time(19)
LOOK_EVERY = 0.5  # seconds between two looks at the clock

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
PICTURE_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".gif": "image/gif",
}

templates = Jinja2Templates(directory=HERE / "templates")


@dataclass(frozen=True)
class Phone:
    """One phone on the page: its owner, and the chat of the channel that it shows.

    `hint` says what to try, `quick` are the words offered as chips above the input, `tab` is what it is called for
    short, and `caption_now` gives the caption anew where it changes.
    """

    key: str
    owner: str
    caption: str
    channel: LocalChannel
    chat: str
    hint: str = ""
    can_attach: bool = False
    quick: tuple[str, ...] | list[str] = ()
    tab: str = ""
    caption_now: Callable[[], Awaitable[str]] | None = None

    @property
    def given_name(self) -> str:
        return self.tab or self.owner.split()[-1]

    @property
    def initials(self) -> str:
        words = self.owner.split()
        return (words[0][0] + words[-1][0]).upper()


class ClockControl(Protocol):
    """The clock of the demo. `now` is aware, in UTC; `next_due` is when the next notice falls due, if any."""

    @property
    def zone(self) -> ZoneInfo: ...

    def now(self) -> datetime: ...

    async def advance(self, delta: timedelta) -> None: ...

    async def next_due(self) -> datetime | None: ...


def routes(phones: list[Phone], clock: ClockControl, centre_name: str) -> list[BaseRoute]:
    """The page and everything behind it; the phones' bubbles are stamped by `clock` from now on."""
    for phone in phones:
        phone.channel.now = clock.now
        phone.channel.names[phone.chat] = phone.owner
    page = Page(phones, clock, centre_name)
    route = partial(Route, middleware=[Middleware(OwnPageOnly)], max_body_size=LONGEST_REQUEST)
    attach = partial(route, max_body_size=LARGEST_FILE)
    static = StaticFiles(directory=HERE / "static")
    return [
        route("/", page.show),
        route("/events", page.events),
        route("/clock", page.move_clock, methods=["POST"]),
        route("/phones/{key}/say", page.say, methods=["POST"]),
        route("/phones/{key}/press", page.press, methods=["POST"]),
        attach("/phones/{key}/attach", page.attach, methods=["POST"]),
        route("/phones/{key}/files/{token}", page.file),
        Mount("/phones/static", static, middleware=[Middleware(OwnPageOnly)], name="phones-static"),
    ]


class Page:
    """What the browser asks for."""

    def __init__(self, phones: list[Phone], clock: ClockControl, centre_name: str) -> None:
        self.phones = {phone.key: phone for phone in phones}
        self.clock = clock
        self.centre_name = centre_name

    async def show(self, request: Request) -> Response:
        words = {"phones": list(self.phones.values()), "centre_name": self.centre_name}
        clock = await self._clock()
        return templates.TemplateResponse(request, "phones.html", {**words, "clock": clock})

    async def events(self, request: Request) -> Response:
        leaving = anyio.Event()
        # The grace is for the stream to end by itself: cut off, the server would log an error.
        return EventSourceResponse(self._stream(leaving), shutdown_event=leaving, shutdown_grace_period=2 * LOOK_EVERY)

    async def say(self, request: Request) -> Response:
        phone, body = self._phone(request), await _body(request)
        text = _word(body, "text")
        if not text.strip():
            raise HTTPException(400, "Tin nhắn trống.")
        phone.channel.type(phone.chat, text)
        return Response(status_code=204)

    async def press(self, request: Request) -> Response:
        phone, body = self._phone(request), await _body(request)
        try:
            phone.channel.press(phone.chat, _word(body, "message"), _word(body, "command"))
        except KeyError:
            raise HTTPException(409, "Nút này không còn dùng được.") from None
        return Response(status_code=204)

    async def attach(self, request: Request) -> Response:
        phone = self._phone(request)
        name = Path(request.query_params.get("name", "").replace("\\", "/")).name[:200]
        if not phone.can_attach or not name.strip("."):
            raise HTTPException(400, "Điện thoại này không gửi được tệp.")
        phone.channel.attach(phone.chat, name, await request.body())
        return Response(status_code=204)

    async def file(self, request: Request) -> Response:
        phone = self._phone(request)
        found = phone.channel.file(phone.chat, request.path_params["token"])
        if found is None:
            raise HTTPException(404, "Không tìm thấy tệp.")
        name, content = found
        picture = PICTURE_TYPES.get(Path(name).suffix.lower())
        # Only pictures open in the page's origin; anything else is saved.
        where = f"{'inline' if picture else 'attachment'}; filename*=utf-8''{quote(name, safe='')}"
        return Response(
            content, media_type=picture or "application/octet-stream", headers={"Content-Disposition": where}
        )

    async def move_clock(self, request: Request) -> Response:
        delta = await self._jump(await _body(request))
        await self.clock.advance(delta)
        return JSONResponse(await self._clock())

    async def _jump(self, body: dict[str, Any]) -> timedelta:
        minutes, to = body.get("minutes"), body.get("to")
        now = self.clock.now().astimezone(self.clock.zone)
        if to == "day":
            return timedelta(days=1)
        if to == "evening":
            return _until(EVENING, now)
        if to == "next":
            return await self._until_next(now)
        if type(minutes) is int and 0 < minutes <= LONGEST_JUMP / timedelta(minutes=1):
            return timedelta(minutes=minutes)
        raise HTTPException(400, "Không rõ cần chuyển đồng hồ đến lúc nào.")

    async def _until_next(self, now: datetime) -> timedelta:
        due = await self.clock.next_due()
        if due is None:
            raise HTTPException(409, "Chưa có tin nhắc nào đang chờ.")
        return max(due - now, timedelta())

    async def _stream(self, leaving: anyio.Event) -> AsyncIterator[ServerSentEvent]:
        changed: dict[tuple[str, str], dict[str, Any]] = {}
        woken = asyncio.Event()

        def hear(phone: Phone, chat: str, bubble: Bubble) -> None:
            # Keyed by bubble: a slow browser gets the last state once, not every state.
            if chat == phone.chat:
                changed[phone.key, bubble.id] = self._drawn(bubble)
                woken.set()

        with ExitStack() as watches:
            for phone in self.phones.values():
                watches.enter_context(phone.channel.watching(partial(hear, phone)))
            yield _event("all", {key: self._transcript(phone) for key, phone in self.phones.items()})
            clock: dict[str, Any] = {}
            captions: dict[str, str] = {}
            while not (leaving.is_set() or self._is_closed()):
                while changed:
                    (key, bubble_id) = next(iter(changed))
                    yield _event("bubble", {"phone": key, "bubble": changed.pop((key, bubble_id))})
                before, clock = clock, await self._clock()
                if clock != before:
                    yield _event("clock", clock)
                said, captions = captions, await self._captions()
                if captions != said:
                    yield _event("captions", captions)
                await _wake_or_look(woken)

    async def _captions(self) -> dict[str, str]:
        return {key: await phone.caption_now() for key, phone in self.phones.items() if phone.caption_now}

    def _is_closed(self) -> bool:
        return any(phone.channel.closed for phone in self.phones.values())

    def _transcript(self, phone: Phone) -> list[dict[str, Any]]:
        return [self._drawn(bubble) for bubble in phone.channel.transcript(phone.chat)]

    def _drawn(self, bubble: Bubble) -> dict[str, Any]:
        drawn = asdict(bubble)
        at = bubble.at.astimezone(self.clock.zone) if bubble.at else None
        return {**drawn, "at": f"{at:%H:%M}" if at else "", "day": _day(at) if at else ""}

    async def _clock(self) -> dict[str, Any]:
        now = self.clock.now().astimezone(self.clock.zone)
        due = await self.clock.next_due()
        return {
            "day": _day(now),
            "time": f"{now:%H:%M}",
            "due": _due(due.astimezone(self.clock.zone), now) if due else "",
        }

    def _phone(self, request: Request) -> Phone:
        try:
            return self.phones[request.path_params["key"]]
        except KeyError:
            raise HTTPException(404, "Không có điện thoại này.") from None


async def _wake_or_look(woken: asyncio.Event) -> None:
    try:
        async with asyncio.timeout(LOOK_EVERY):
            await woken.wait()
    except TimeoutError:
        return
    woken.clear()


def _event(name: str, data: dict[str, Any]) -> ServerSentEvent:
    return ServerSentEvent(json.dumps(data, ensure_ascii=False), event=name)


def _until(moment: time, now: datetime) -> timedelta:
    wait = datetime.combine(now.date(), moment, now.tzinfo) - now
    return wait if wait > timedelta() else wait + timedelta(days=1)


def _day(at: datetime) -> str:
    return f"{WEEKDAYS[at.weekday()]}, {at:%d/%m/%Y}"


def _due(due: datetime, now: datetime) -> str:
    days = (due.date() - now.date()).days
    return f"{due:%H:%M} {'hôm nay' if days == 0 else 'ngày mai' if days == 1 else _day(due)}"


async def _body(request: Request) -> dict[str, Any]:
    try:
        body = await request.json()
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise HTTPException(400, "Yêu cầu không đọc được.")
    return body


def _word(body: dict[str, Any], name: str) -> str:
    value = body.get(name)
    return value if isinstance(value, str) else ""
