"""Pictures and files for channels that take only addresses: made anew when asked for, under a signed address.

The address names the message and an end, not what it shows: nothing private is in it, any process can answer, and
what was erased is gone there too.
"""

from __future__ import annotations

import hashlib
import hmac
import mimetypes
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot import contents
from bot.channels import Outgoing
from storage.database import Database
from storage.messages import File, Message
from storage.outbox import Outbox

LASTS = timedelta(days=7)  # a learner may open a message days later
SIGNS = 32  # of the signature


class SignedFiles:
    """Addresses of files under `public_url`, signed with the secret."""

    def __init__(self, public_url: str, secret: str, now: Callable[[], datetime]) -> None:
        self._public_url = public_url
        self._secret = secret.encode()
        self._now = now

    def link(self, out: Outgoing) -> str | None:
        """The address of the message's file; None when it has none or is not kept."""
        if out.message.file is None or not out.row:
            return None
        about = f"{out.row}.{int((self._now() + LASTS).timestamp())}"
        return f"{self._public_url}/tep/{about}.{self._signature(about)}/{quote(out.message.file.name)}"

    def row(self, token: str) -> int | None:
        """The message that a signed address names; None for a forged or old one."""
        about, _, signature = token.rpartition(".")
        if not hmac.compare_digest(signature.encode(), self._signature(about).encode()):
            return None
        row, _, until = about.partition(".")
        return int(row) if datetime.fromtimestamp(int(until), UTC) > self._now() else None

    def route(self, database: Database) -> Route:
        """The route `GET /tep/<token>/<name>`: the file, 404 for whatever is not there."""

        async def given(request: Request) -> Response:
            row = self.row(request.path_params["token"])
            file = None if row is None else await database.read(lambda session: _file(session, row))
            if file is None:
                return Response(status_code=404)
            try:
                content = await contents.content(database, file)
            except KeyError:  # deleted meanwhile
                return Response(status_code=404)
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            headers = {
                "X-Content-Type-Options": "nosniff",
                "Referrer-Policy": "no-referrer",
                "Cache-Control": "private",
            }
            if not file.is_picture:
                headers["Content-Disposition"] = "attachment"
            return Response(content, media_type=kind, headers=headers)

        return Route("/tep/{token}/{name}", given)

    def _signature(self, about: str) -> str:
        return hmac.new(self._secret, f"file {about}".encode(), hashlib.sha256).hexdigest()[:SIGNS]


def _file(session: Session, row_id: int) -> File | None:
    row = session.get(Outbox, row_id)
    return None if row is None else Message.from_json(row.body).file
