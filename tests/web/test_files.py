"""Signed addresses of pictures."""

from __future__ import annotations

from datetime import timedelta

import httpx
from sqlmodel import Session
from starlette.applications import Starlette

from bot.channels import Outgoing
from bot.web.files import LASTS, SignedFiles
from storage import accounts, chats, outbox
from storage.database import Database
from storage.messages import File, Message
from tests.centre import MONDAY

QR = Message("Mã QR", file=File("qr", "lop.png", {"text": "NTD"}))


def put(session: Session) -> int:
    account = accounts.opened(session, "zalo", "lop1")
    chat, _ = chats.open_chat(session, account.id or 0, "an", language="vi", now=MONDAY)
    return outbox.put(session, chat, QR, now=MONDAY) or 0


async def test_the_address_of_a_picture_until_it_ends(database: Database) -> None:
    now = [MONDAY]
    files = SignedFiles("https://centre.example", "a secret of sixteen", lambda: now[0])
    row = await database.run(put)
    link = files.link(Outgoing("an", QR, row=row))
    assert link is not None
    path = link.removeprefix("https://centre.example")
    app = Starlette(routes=[files.route(database)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://centre") as client:
        answer = await client.get(path)
        assert (answer.status_code, answer.headers["content-type"], answer.content[:4]) == (
            200,
            "image/png",
            b"\x89PNG",
        )
        for forged in (path.replace(f"/{row}.", f"/{row + 1}."), "/tep/x/lop.png", "/tep/1.2.3/lop.png"):
            assert (await client.get(forged)).status_code == 404
        await database.run(lambda session: session.delete(session.get_one(outbox.Outbox, row)))
        assert (await client.get(path)).status_code == 404
        now[0] = MONDAY + LASTS + timedelta(seconds=1)
        assert (await client.get(path)).status_code == 404


def test_a_message_without_a_file_or_row_has_no_address() -> None:
    files = SignedFiles("https://centre.example", "a secret of sixteen", lambda: MONDAY)
    assert files.link(Outgoing("an", Message("chào"), row=1)) is None
    assert files.link(Outgoing("an", QR)) is None
