"""The webhook that Telegram calls: an update is confirmed with 200 only after its turn is committed."""

from __future__ import annotations

import hmac
import json
import logging

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels import Receive
from bot.channels.telegram import TelegramChannel
from bot.web.bodies import json_object

logger = logging.getLogger(__name__)

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
        status, update = await json_object(request)
        if update is None:
            return Response(status_code=status)
        try:
            call = await channel.take(update, receive)
        except Exception:
            logger.exception("Update %s was not taken; Telegram will repeat it", update.get("update_id"))
            return Response(status_code=500)
        return Response(json.dumps(call), media_type="application/json") if call else Response()

    return Route("/telegram", telegram, methods=["POST"])
