"""Keeps the pages of this machine to this machine: no foreign host name, no foreign page."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
SAFE_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",  # a newer Chuông must not meet yesterday's style sheet
}


class OwnPageOnly:
    """Middleware that answers only this machine's browser, and takes changes only from the page itself.

    The name in Host must be the loopback's, or a foreign name that resolves to it (DNS rebinding) could read
    the chats; and a POST must carry the Origin of this page, or any other page could send one.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _is_own(scope):
            refusal = PlainTextResponse("Trang này chỉ mở được trên chính máy đang chạy Chuông.", 403)
            await refusal(scope, receive, send)
            return
        await self.app(scope, receive, _with_safe_headers(send))


def _is_own(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    host = headers.get("host", "")
    try:
        known = urlsplit(f"//{host}").hostname in LOOPBACK
    except ValueError:
        return False
    reading = scope["method"] in {"GET", "HEAD"}
    return known and (reading or headers.get("origin") == f"{scope['scheme']}://{host}")


def _with_safe_headers(send: Send) -> Send:
    async def send_safely(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(SAFE_HEADERS)
        await send(message)

    return send_safely
