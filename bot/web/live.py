"""The page for the projector: one live quiz, told anew whenever something in it changes."""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import anyio
from sqlmodel import Session
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.templating import Jinja2Templates

from bot.app import App
from bot.web.live_words import in_words
from bot.web.own_page import SAFE_HEADERS
from handlers.voice import Centre, Voice
from storage import stored
from storage.database import Database
from storage.files import qr
from storage.live import board, rooms
from storage.live.board import Board

HERE = Path(__file__).parent
STATIC = {"live.css": "text/css", "live.js": "text/javascript", "bell.svg": "image/svg+xml"}
LOOK_EVERY = 0.4  # seconds between two looks at the database, however many pages are open
QUIET = 15.0  # seconds after which a page is told the same again, so that it knows that we are there
MOST_PAGES = 200  # open at the same time
WRONG_CODES, WITHIN = 10, 60.0  # wrong codes that one address may try, in so many seconds
MOST_ADDRESSES = 1000
JPEG = "image/jpeg"
PICTURES = {".png": "image/png", ".jpg": JPEG, ".jpeg": JPEG, ".gif": "image/gif", ".webp": "image/webp"}

templates = Jinja2Templates(directory=HERE / "templates")


def routes(app: App) -> list[BaseRoute]:
    """`/live/<code>` and what belongs to it."""

    def leaving() -> bool:
        return app.stopping.is_set()

    return pages(app.database, app.dispatcher.centre, app.clock.now, leaving)


def pages(
    database: Database, centre: Centre, now: Callable[[], datetime], leaving: Callable[[], bool] = lambda: False
) -> list[BaseRoute]:
    """The same, for a centre in that database; pages that are watched end when we are `leaving`."""
    page = Page(database, centre, now, leaving)
    return [
        Route("/live", page.enter),
        Route("/live/static/{name}", page.static),
        Route("/live/{code}", page.show),
        Route("/live/{code}/events", page.events),
        Route("/live/{code}/qr.png", page.qr),
        Route("/live/{code}/picture/{position:int}", page.picture),
    ]


class Guesses:
    """How many wrong codes each address has tried lately, and which right ones it knows.

    A whole house, or all who come through one proxy, may share an address: whose page is open keeps it.
    """

    def __init__(self) -> None:
        self._tried: dict[str, deque[float]] = {}
        self._known: dict[tuple[str, str], None] = {}

    def refuse(self, address: str, code: str) -> bool:
        """Whether the address has tried too many, and never had this one right."""
        if (address, code) in self._known:
            return False
        tried = self._tried.get(address, deque())
        while tried and tried[0] < time.monotonic() - WITHIN:
            tried.popleft()
        return len(tried) >= WRONG_CODES

    def right(self, address: str, code: str) -> None:
        while len(self._known) >= MOST_ADDRESSES:
            self._known.pop(next(iter(self._known)))
        self._known[address, code] = None

    def wrong(self, address: str, code: str) -> None:
        """Not counted for a code that was right before: the page of a quiz that is over has guessed nothing."""
        if (address, code) in self._known:
            return
        while len(self._tried) >= MOST_ADDRESSES:
            self._tried.pop(next(iter(self._tried)))
        self._tried.setdefault(address, deque()).append(time.monotonic())


class Watched:
    """One live quiz as it was seen last; looked at by one task while any page is open."""

    def __init__(self, seen: Board) -> None:
        self.seen: Board | None = seen
        self.number = 0  # of the changes
        self.changed = asyncio.Event()
        self.pages = 0
        self.looking: asyncio.Task[None] | None = None

    def is_now(self, seen: Board | None) -> None:
        if seen == self.seen:
            return
        self.seen, self.number = seen, self.number + 1
        self.changed.set()
        self.changed = asyncio.Event()


class Page:
    """What a browser asks for."""

    def __init__(
        self, database: Database, centre: Centre, now: Callable[[], datetime], leaving: Callable[[], bool]
    ) -> None:
        self._database = database
        self._now = now
        self._leaving = leaving
        self._voice = Voice(centre, "vi")
        self._guesses = Guesses()
        self._watched: dict[str, Watched] = {}

    async def enter(self, request: Request) -> Response:
        """Asks for the code, and goes to its page."""
        code = request.query_params.get("code", "").strip()
        return RedirectResponse(f"/live/{code}", 303) if rooms.is_code(code) else self._ask(request)

    async def show(self, request: Request) -> Response:
        try:
            seen = await self._seen(request)
        except HTTPException as refused:
            return self._ask(request, refused.detail, refused.status_code, refused.headers)
        words = {"code": seen.code, "title": seen.title, "centre": self._voice.centre.name}
        return templates.TemplateResponse(request, "live.html", words, headers=SAFE_HEADERS)

    def _ask(
        self, request: Request, problem: str = "", status: int = 200, headers: Mapping[str, str] | None = None
    ) -> Response:
        words = {"centre": self._voice.centre.name, "problem": problem}
        more = {**SAFE_HEADERS, **(headers or {})}
        return templates.TemplateResponse(request, "live_code.html", words, status, more)

    async def static(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in STATIC:
            raise HTTPException(404)
        return FileResponse(HERE / "static" / name, media_type=STATIC[name], headers=SAFE_HEADERS)

    async def events(self, request: Request) -> Response:
        seen = await self._found(request)
        if seen is None:  # said in an event, since a page that is refused asks again and again
            return EventSourceResponse(self._gone(), headers=SAFE_HEADERS)
        if sum(watched.pages for watched in self._watched.values()) >= MOST_PAGES:
            raise HTTPException(503, "Đang có quá nhiều màn hình mở.")
        cut = anyio.Event()
        # The grace is for the stream to end by itself: cut off, the server would log an error.
        return EventSourceResponse(
            self._stream(seen, lambda: cut.is_set() or self._leaving()), headers=SAFE_HEADERS,
            shutdown_event=cut, shutdown_grace_period=2 * LOOK_EVERY,
        )  # fmt: skip

    async def qr(self, request: Request) -> Response:
        seen = await self._seen(request)
        if not seen.telegram:
            raise HTTPException(404)
        link = f"https://t.me/{seen.telegram}?start={seen.code}"
        picture = await asyncio.to_thread(qr.png, {"text": link})
        return Response(picture, media_type="image/png", headers=SAFE_HEADERS)

    async def picture(self, request: Request) -> Response:
        seen = await self._seen(request)
        found = await self._database.read(partial(_picture, code=seen.code, at=request.path_params["position"]))
        if found is None:
            raise HTTPException(404)
        content, kind = found
        return Response(content, media_type=kind, headers=SAFE_HEADERS)

    async def _seen(self, request: Request) -> Board:
        """What stands on the board of that code. Raises `HTTPException`: 404, or 429 to who guesses."""
        seen = await self._found(request)
        if seen is None:
            raise HTTPException(404, "Không có bài trực tiếp nào với mã này.")
        return seen

    async def _found(self, request: Request) -> Board | None:
        """The same, None where no live quiz has that code. Raises `HTTPException`: 429 to who guesses."""
        address = request.client.host if request.client else ""
        code: str = request.path_params["code"]
        if self._guesses.refuse(address, code):
            raise HTTPException(429, "Đã thử quá nhiều mã. Xin chờ một phút.", {"Retry-After": str(int(WITHIN))})
        seen = await self._look(code) if rooms.is_code(code) else None
        if seen is None:
            self._guesses.wrong(address, code)
        else:
            self._guesses.right(address, code)
        return seen

    async def _look(self, code: str) -> Board | None:
        return await self._database.read(lambda session: board.seen(session, code))

    async def _stream(self, seen: Board, leaving: Callable[[], bool]) -> AsyncIterator[ServerSentEvent]:
        watched = self._watched.setdefault(seen.code, Watched(seen))
        watched.pages += 1
        watched.looking = watched.looking or asyncio.create_task(self._keep_looking(seen.code, watched))
        try:
            while not leaving():
                number, now, changed = watched.number, watched.seen, watched.changed
                yield self._event(now)
                if now is None:
                    return
                until = time.monotonic() + QUIET
                while not leaving() and number == watched.number and time.monotonic() < until:
                    with suppress(TimeoutError):
                        async with asyncio.timeout(LOOK_EVERY):
                            await changed.wait()
        finally:
            watched.pages -= 1

    async def _gone(self) -> AsyncIterator[ServerSentEvent]:
        yield self._event(None)

    async def _keep_looking(self, code: str, watched: Watched) -> None:
        """Until no page is open any more. While the database is out of reach the pages keep what they show."""
        try:
            while watched.pages and watched.seen is not None:
                await asyncio.sleep(LOOK_EVERY)
                with suppress(Exception):
                    watched.is_now(await self._look(code))
        finally:
            watched.looking = None
            self._watched.pop(code, None)

    def _event(self, seen: Board | None) -> ServerSentEvent:
        body: dict[str, Any] = {"phase": "gone"} if seen is None else in_words(self._voice, seen, self._now())
        return ServerSentEvent(json.dumps(body, ensure_ascii=False), event="board")


def _picture(session: Session, *, code: str, at: int) -> tuple[bytes, str] | None:
    """The bytes and the type; None for what is no picture, which no browser is to open in our name."""
    file_id = board.picture_id(session, code, at)
    if file_id is None:
        return None
    try:
        kind = PICTURES.get(Path(stored.file(session, file_id).name).suffix.lower())
        return None if kind is None else (stored.content(session, file_id), kind)
    except KeyError:
        return None
