"""The webhook that Zalo calls: an event is answered only after its turn is committed."""

from __future__ import annotations

import hmac
import logging

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels import Receive
from bot.channels.zalo import ZaloChannel
from bot.web.bodies import json_object

logger = logging.getLogger(__name__)

SECRET_HEADER = "X-Bot-Api-Secret-Token"  # noqa: S105  # the name of the header


def zalo_webhook(channel: ZaloChannel, receive: Receive, secret: str) -> Route:
    """The route `POST /zalo/<account>`.

    It answers 200 when the event's effects are committed or there is nothing in it for us, 403 to a wrong secret,
    413 to a body over 1 MB, 400 to what is no event, and 500 when the turn failed.
    """
    if not secret:
        raise ValueError("a webhook without a secret would take events from anybody")
    expected = secret.encode()

    async def zalo(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), expected):
            return Response(status_code=403)
        status, body = await json_object(request)
        if body is None:
            return Response(status_code=status)
        try:
            taken = await channel.take(body, receive)
        except Exception:
            logger.exception("An event of Zalo was not taken")
            return Response(status_code=500)
        return Response(status_code=200 if taken else 400)

    return Route(f"/zalo/{channel.account_id}", zalo, methods=["POST"])
