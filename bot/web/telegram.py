"""The webhook that Telegram calls: an update is confirmed with 200 only after its turn is committed."""

from __future__ import annotations

import hmac
import json
import logging

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels import Receive
from bot.channels.telegram import TelegramChannel

logger = logging.getLogger(__name__)

LARGEST_BODY = 1024 * 1024
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # the name of the header


def telegram_webhook(channel: TelegramChannel, receive: Receive, secret: str) -> Route:
    """The route `POST /telegram`.

    It answers 200 when the update's effects are committed, 403 to a wrong secret, 413 to a body over 1 MB,
    400 to what is no JSON object, and 500 when the turn failed, upon which Telegram repeats the update.
    """
    if not secret:
        raise ValueError("a webhook without a secret would take updates from anybody")
    expected = secret.encode()

    async def telegram(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), expected):
            return Response(status_code=403)
        status, update = await _update(request)
        if update is None:
            return Response(status_code=status)
        try:
            call = await channel.take(update, receive)
        except Exception:
            logger.exception("Update %s was not taken; Telegram will repeat it", update.get("update_id"))
            return Response(status_code=500)
        return Response(json.dumps(call), media_type="application/json") if call else Response()

    return Route("/telegram", telegram, methods=["POST"])


async def _update(request: Request) -> tuple[int, dict[str, object] | None]:
    """The update, or the status that says why there is none."""
    try:
        body = await _body(request)
    except ClientDisconnect:
        return 400, None
    if body is None:
        return 413, None
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):  # brackets nested a hundred thousand deep are no update either
        return 400, None
    return (200, update) if isinstance(update, dict) else (400, None)


async def _body(request: Request) -> bytes | None:
    """The body, or None when it is too large; counted as it comes, since a chunked one has no length."""
    if int(request.headers.get("Content-Length", 0)) > LARGEST_BODY:
        return None
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)
