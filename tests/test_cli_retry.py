"""`chuong retry`: what broke the bot is listed without its text, and applied exactly once when it is released."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from sqlmodel import Session, select

from bot.dispatch import Dispatcher
from bot.retrying import retry_released, stored
from handlers import help, routes
from handlers.routes import Route
from handlers.turn import Reply, Turn
from storage import erasure, inbox
from storage.audit import Audit
from storage.chats import Chat
from storage.inbox import Inbox
from storage.messages import Incoming, Received
from tests.centre import BUTTONS, Phone, TestCentre
from tests.terminal import chuong

SORRY = "Xin lỗi đồng chí, trợ lý gặp trục trặc với tin vừa rồi. …"
HELP = "Trợ lý nhắn tin của Trung tâm Chính trị Sông Ngàn. …"


@pytest.fixture
def capabilities() -> Any:
    return BUTTONS


@pytest.fixture(autouse=True)
def on_this_database(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHUONG_DATABASE_URL", database_url)


class Broken:
    """A handler that breaks until it is mended, and counts how often it was asked."""

    def __init__(self) -> None:
        self.mended, self.asked = False, 0

    def __call__(self, turn: Turn) -> Reply:
        self.asked += 1
        if not self.mended:
            raise ValueError("cannot read 'xin giúp em'")
        return help.overview(turn)


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Broken:
    handler = Broken()
    monkeypatch.setitem(routes.COMMANDS, "trogiup", Route(handler))
    return handler


async def poison(centre: TestCentre, phone: Phone, key: str = "update-1") -> None:
    """An update that breaks its handler until it lies in quarantine; its person is told so."""
    event = Incoming(key, phone.chat, "text", "/trogiup xin giúp em", phone.name)
    for _ in range(inbox.TRIES - 1):
        with pytest.raises(ValueError, match="cannot read"):
            await centre.dispatcher.receive(centre.wire, event)
    await centre.dispatcher.receive(centre.wire, event)
    await centre.deliver()
    phone.hears(SORRY)


async def row(centre: TestCentre) -> Inbox:
    return await centre.database.read(lambda session: session.exec(select(Inbox)).one())


async def run(*words: str) -> tuple[int, str, str]:
    return (await asyncio.to_thread(chuong, *words)).said


async def ask(centre: TestCentre) -> None:
    """What the bot does every few seconds."""
    await retry_released(centre.database, centre.dispatcher, [centre.wire])
    await centre.deliver()


async def test_nothing_in_quarantine(centre: TestCentre) -> None:
    assert await run("retry") == (0, "Nothing lies in quarantine.\n", "")
    assert await run("retry", "all") == (0, "There is nothing to try again.\n", "")


async def test_what_is_released_is_applied_exactly_once(centre: TestCentre, stranger: Phone, broken: Broken) -> None:
    await poison(centre, stranger)
    number = (await row(centre)).id
    line = f"{number:>5}  23/11/2026 08:00  wire test  text, 5 tries: ValueError: cannot read '… … …'"
    hint = "`chuong retry all`, or the numbers of some, lets the bot try them again."
    assert await run("retry") == (0, f"{line}\n{hint}\n", "")
    await ask(centre)
    stranger.hears_nothing()  # nothing was released yet

    broken.mended, broken.asked = True, 0
    released = "1 update is released. The bot tries it within seconds, or when it starts.\n"
    assert await run("retry", str(number)) == (0, released, "")
    assert await run("retry") == (0, "1 update is released and waiting for the bot to try it.\n", "")
    for _ in range(3):
        await ask(centre)
    stranger.hears(HELP)
    stranger.hears_nothing()
    done = await row(centre)
    assert (broken.asked, done.state, done.body, done.error) == (1, "done", "", "")
    acts = await centre.database.read(lambda session: session.exec(select(Audit)).all())
    assert [(act.action, act.detail) for act in acts] == [("released from quarantine", str(number))]


async def test_what_fails_again_is_in_quarantine_again_without_another_apology(
    centre: TestCentre, stranger: Phone, broken: Broken
) -> None:
    await poison(centre, stranger)
    await run("retry", "all")
    for _ in range(3):
        await ask(centre)
    stranger.hears_nothing()
    again = await row(centre)
    assert (broken.asked, again.state, again.tries) == (6, "quarantined", 6)
    assert again.error == "ValueError: cannot read 'xin giúp em'"


async def test_two_bots_apply_it_once(centre: TestCentre, stranger: Phone, broken: Broken) -> None:
    await poison(centre, stranger)
    broken.mended = True
    await run("retry", "all")
    second = Dispatcher(centre.database, centre.about, lambda: centre.now, lambda account: None)
    both = (retry_released(centre.database, one, [centre.wire]) for one in (centre.dispatcher, second))
    await asyncio.gather(*both)
    await centre.deliver()
    stranger.hears(HELP)
    stranger.hears_nothing()


async def test_another_bots_updates_are_left_to_it(centre: TestCentre, stranger: Phone, broken: Broken) -> None:
    await poison(centre, stranger)
    await run("retry", "all")
    await retry_released(centre.database, centre.dispatcher, [])
    assert (await row(centre)).state == "retry"


async def test_what_could_not_be_read_cannot_be_tried_again(centre: TestCentre) -> None:
    await centre.dispatcher.receive(centre.wire, Incoming("update-1", "", "broken", '{"strange": "bí mật"}'))
    number = (await row(centre)).id
    line = f"{number:>5}  23/11/2026 08:00  wire test  unreadable, 1 try: it cannot be tried again\n"
    assert await run("retry") == (0, line, "")
    sentence = f"Update {number} cannot be tried again: it could not be read, or was forgotten.\n"
    assert await run("retry", str(number)) == (1, "", sentence)
    assert await run("retry", "all") == (0, "There is nothing to try again.\n", "")
    assert (await row(centre)).state == "quarantined"


async def test_a_number_that_is_not_there_releases_nothing(centre: TestCentre, stranger: Phone, broken: Broken) -> None:
    await poison(centre, stranger)
    number = str((await row(centre)).id)
    for wrong in ("999999", "x"):
        sentence = f"Nothing with the number {wrong} lies in quarantine. `chuong retry` lists what does.\n"
        assert await run("retry", number, wrong) == (1, "", sentence)
    assert (await row(centre)).state == "quarantined"


async def test_what_was_forgotten_with_its_person_is_not_applied(
    centre: TestCentre, stranger: Phone, broken: Broken
) -> None:
    await poison(centre, stranger)
    await run("retry", "all")

    def forget(session: Session) -> None:
        chat = session.exec(select(Chat).where(Chat.external_id == stranger.chat)).one()
        erasure.forget_stranger(session, chat, centre.now)

    await centre.run(forget)
    broken.mended, broken.asked = True, 0
    await ask(centre)
    stranger.hears_nothing()
    assert (broken.asked, (await row(centre)).state) == (0, "quarantined")
    assert (await run("retry"))[1].endswith("forgotten, 6 tries: it cannot be tried again\n")


def test_a_file_and_half_letters_come_back_as_they_were() -> None:
    event = Incoming("update-1", "1001", "file", "\udc80", file=Received("reference", "ds.xlsx", 17))
    body = json.dumps(
        {
            **{
                name: getattr(event, name) for name in ("key", "chat", "kind", "text", "name", "language", "message_id")
            },
            "file": {"reference": "reference", "name": "ds.xlsx", "size": 17},
        }
    )
    assert stored(Inbox(account_id=1, key="update-1", body=body)) == event  # type: ignore[call-arg]
