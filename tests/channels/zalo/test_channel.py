"""The channel against the fake Zalo over real HTTP: sending, refusals, polling, the webhook, pictures."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import suppress

import httpx
import pytest
from starlette.applications import Starlette

from bot.channels import (
    Blocked,
    NeverWrote,
    NotSent,
    Outgoing,
    Paused,
    QuotaUsedUp,
    Refused,
    SendError,
    Unsure,
    Unusable,
)
from bot.channels.zalo import ZaloChannel
from bot.channels.zalo import polling as zalo_polling
from bot.channels.zalo import taking as zalo_taking
from bot.web.zalo import SECRET_HEADER, zalo_webhook
from storage.messages import Choice, File, Incoming, Message, Received
from tests.fakes.zalo import TOKEN, Zalo, events

SECRET = "a-secret-of-the-webhook"


@pytest.fixture
async def zalo() -> AsyncIterator[Zalo]:
    async with Zalo() as platform:
        platform.bots[TOKEN].people.add("an")
        yield platform


@pytest.fixture
async def channel(zalo: Zalo) -> AsyncIterator[ZaloChannel]:
    one = ZaloChannel(1, TOKEN, api_url=zalo.url, patience=1, poll_seconds=1)
    yield one
    await one.close()


class Taken:
    """What was handed over; the first `refuse` times it is refused."""

    def __init__(self, refuse: int = 0) -> None:
        self.events: list[Incoming] = []
        self.news = asyncio.Event()
        self.refuse = refuse

    async def __call__(self, incoming: Incoming) -> None:
        if self.refuse:
            self.refuse -= 1
            raise RuntimeError("the database is busy")
        self.events.append(incoming)
        self.news.set()


async def polled(channel: ZaloChannel, taken: Taken, count: int) -> None:
    """Poll until so many events were taken."""
    listening = asyncio.create_task(channel.listen(taken))
    async with asyncio.timeout(10):
        while len(taken.events) < count and not listening.done():
            taken.news.clear()
            await asyncio.wait([listening, asyncio.ensure_future(taken.news.wait())], return_when="FIRST_COMPLETED")
    listening.cancel()
    with suppress(asyncio.CancelledError):
        await listening


async def test_a_text_with_choices(zalo: Zalo, channel: ZaloChannel) -> None:
    message = Message("Có phải đồng chí là Lan?", (Choice("Đúng", "/dungtoi 1"), Choice("Không phải", "/khongphai")))
    assert await channel.send(Outgoing("an", message)) == "out00000001"
    [arrival] = zalo.messages("an")
    assert arrival.words == "Có phải đồng chí là Lan?\n\n1. Đúng\n2. Không phải"


async def test_a_notice_has_words_for_choices(zalo: Zalo, channel: ZaloChannel) -> None:
    out = Outgoing("an", Message("Mai nghỉ", (Choice("Đã nhận", "/danhan 7"),)), notice=True)
    await channel.send(out)
    assert zalo.messages("an")[0].words == "Mai nghỉ\n\nĐã nhận: danhan 7"


async def test_a_long_text_comes_in_parts_that_count(zalo: Zalo, channel: ZaloChannel) -> None:
    out = Outgoing("an", Message("Một câu dài. " * 400))
    assert await channel.send(out) == "out00000003"
    assert channel.count(out) == len(zalo.messages("an")) == zalo.bots[TOKEN].sent == 3


@pytest.mark.parametrize("errors_with_200", [True, False])
@pytest.mark.parametrize("error_code", ["error_code", "errorCode"])
@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (400, Refused), (401, NotSent), (403, Unsure), (404, Refused), (408, Unsure), (429, Paused), (500, Unsure),
        (502, Unsure), ("cut before", Unsure), ("cut after", Unsure),
    ],
)  # fmt: skip
async def test_refusals(
    zalo: Zalo, channel: ZaloChannel, fault: int | str, error: type[SendError], error_code: str, errors_with_200: bool
) -> None:
    zalo.quirks.error_code, zalo.quirks.errors_with_200 = error_code, errors_with_200
    zalo.faults.append(fault)
    with pytest.raises(error) as raised:
        await channel.send(Outgoing("an", Message("chào")))
    assert type(raised.value) is error
    assert TOKEN not in str(raised.value)
    assert len(zalo.arrivals) == 1  # nothing is repeated here


async def test_who_blocked_or_never_wrote_or_a_plan_that_is_used_up(zalo: Zalo, channel: ZaloChannel) -> None:
    zalo.blocked.add("an")
    with pytest.raises(Blocked):
        await channel.send(Outgoing("an", Message("chào")))
    with pytest.raises(NeverWrote):
        await channel.send(Outgoing("la", Message("chào")))
    zalo.blocked.clear()
    zalo.messages_most = 0
    with pytest.raises(QuotaUsedUp):
        await channel.send(Outgoing("an", Message("chào")))


async def test_no_connection_is_surely_not_sent() -> None:
    channel = ZaloChannel(1, TOKEN, api_url="http://127.0.0.1:9", patience=1)
    with pytest.raises(NotSent) as raised:
        await channel.send(Outgoing("an", Message("chào")))
    assert TOKEN not in str(raised.value)
    await channel.close()


@pytest.mark.parametrize("fault", [403, 429, "cut before"])
async def test_after_the_first_part_nothing_is_surely_not_sent(
    zalo: Zalo, channel: ZaloChannel, fault: int | str
) -> None:
    zalo.faults.extend([0, fault])
    with pytest.raises(Unsure):
        await channel.send(Outgoing("an", Message("Một câu dài. " * 400)))
    assert len(zalo.messages("an")) == 1


@pytest.mark.parametrize("nothing_new", ["ok-false", "http-408", "null", "list"])
async def test_polling_reads_one_event_after_the_other(zalo: Zalo, channel: ZaloChannel, nothing_new: str) -> None:
    zalo.quirks.nothing_new = nothing_new
    zalo.bots[TOKEN].webhook = "https://old.example"  # is taken back first
    taken = Taken()
    listening = asyncio.create_task(polled(channel, taken, 3))
    await asyncio.sleep(0.2)
    for words in ("một", "hai", "ba"):
        zalo.says("an", words)
    await listening
    assert [one.text for one in taken.events] == ["một", "hai", "ba"]


async def test_what_was_read_is_tried_until_it_is_taken(
    zalo: Zalo, channel: ZaloChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zalo_taking, "FIRST_WAIT", 0.01)
    zalo.says("an", "lịch")
    taken = Taken(refuse=3)
    await polled(channel, taken, 1)
    assert [one.text for one in taken.events] == ["lịch"]


async def test_an_outage_is_waited_for_and_said_once(
    zalo: Zalo, channel: ZaloChannel, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(zalo_polling, "FIRST_WAIT", 0.01)
    taken = Taken()
    listening = asyncio.create_task(polled(channel, taken, 1))
    await asyncio.sleep(0.2)
    zalo.out = True
    await asyncio.sleep(1.5)
    zalo.out = False
    zalo.says("an", "lịch")
    await listening
    assert [one.text for one in taken.events] == ["lịch"]
    assert [record.message.split(" (")[0] for record in caplog.records if record.levelno == logging.WARNING] == [
        "Zalo does not answer", "Zalo answers again",
    ]  # fmt: skip
    assert TOKEN not in caplog.text


async def test_a_token_that_was_never_accepted_ends_it(zalo: Zalo) -> None:
    channel = ZaloChannel(1, "900100:wrong", api_url=zalo.url, patience=1, poll_seconds=1)
    with pytest.raises(Unusable):
        await channel.listen(Taken())
    with pytest.raises(Unusable):
        await channel.identify()
    await channel.close()


async def test_the_name(channel: ZaloChannel) -> None:
    assert await channel.identify() == channel.name == "Bot Lớp Đông"


async def test_a_picture_that_a_person_sent(zalo: Zalo, channel: ZaloChannel) -> None:
    zalo.sends_picture("an", b"bytes of a picture")
    taken = Taken()
    await polled(channel, taken, 1)
    [picture] = [one.file for one in taken.events]
    assert picture is not None
    assert await channel.fetch(picture) == b"bytes of a picture"
    for other in (f"{zalo.url}/pictures/none.jpg", "https://", "file:///etc/passwd"):
        with pytest.raises(NotSent):
            await channel.fetch(Received(other, "anh.jpg", 0))


async def test_pictures_go_by_their_address_and_files_as_links(zalo: Zalo) -> None:
    channel = ZaloChannel(1, TOKEN, api_url=zalo.url, link=lambda out: "https://centre.example/tep/1")
    picture = Message("Mã QR", file=File("qr", "a.png", {"text": "x"}))
    await channel.send(Outgoing("an", picture, content=b"png", row=1))
    await channel.send(Outgoing("an", Message("Lịch", file=File("calendar", "a.ics")), content=b"ics", row=2))
    first, second = zalo.messages("an")
    assert [one.method for one in zalo.arrivals].count("sendChatAction") == 2
    assert zalo.bots[TOKEN].sent == 2  # and that does not count
    assert (first.method, first.fields["photo"], first.words) == (
        "sendPhoto", "https://centre.example/tep/1", "Mã QR",
    )  # fmt: skip
    assert (second.method, second.words) == ("sendMessage", "Lịch\n\nhttps://centre.example/tep/1")
    await channel.close()


async def test_without_an_address_the_text_goes_alone(zalo: Zalo, channel: ZaloChannel) -> None:
    await channel.send(Outgoing("an", Message("Mã QR", file=File("qr", "a.png", {"text": "x"})), content=b"png"))
    assert zalo.messages("an")[0].words == "Mã QR"
    assert not channel.capabilities.pictures


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({}, events.text("an", "lịch", "1"), 403),
        ({SECRET_HEADER: "wrong"}, events.text("an", "lịch", "1"), 403),
        ({SECRET_HEADER: SECRET}, events.text("an", "lịch", "1"), 200),
        ({SECRET_HEADER: SECRET}, {"ok": True, "result": events.text("an", "lịch", "1")}, 200),
        ({SECRET_HEADER: SECRET}, events.unsupported(), 200),
        ({SECRET_HEADER: SECRET}, {"ok": True}, 400),
        ({SECRET_HEADER: SECRET}, {"ok": True, "result": {"event_name": "x", "much": "x" * 1_100_000}}, 413),
    ],
)
async def test_the_webhook(channel: ZaloChannel, headers: dict[str, str], body: object, status: int) -> None:
    taken = Taken()
    app = Starlette(routes=[zalo_webhook(channel, taken, SECRET)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://centre") as client:
        answer = await client.post("/zalo/1", headers=headers, json=body)
    assert answer.status_code == status
    assert [one.text for one in taken.events] == (["lịch"] if status == 200 and "lịch" in str(body) else [])


async def test_a_turn_that_fails_is_not_confirmed(channel: ZaloChannel) -> None:
    app = Starlette(routes=[zalo_webhook(channel, Taken(refuse=1), SECRET)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://centre") as client:
        body, headers = events.text("an", "lịch", "1"), {SECRET_HEADER: SECRET}
        assert (await client.post("/zalo/1", headers=headers, json=body)).status_code == 500
        assert (await client.post("/zalo/1", headers=headers, json=body)).status_code == 200


def test_a_webhook_needs_a_secret(channel: ZaloChannel) -> None:
    with pytest.raises(ValueError, match="secret"):
        zalo_webhook(channel, Taken(), "")


async def test_what_was_read_and_comes_again_is_taken_once_and_not_asked_for_at_once(
    zalo: Zalo, channel: ZaloChannel
) -> None:
    taken = Taken()
    zalo.quirks.repeats = True
    zalo.says("an", "lịch")
    listening = asyncio.create_task(channel.listen(taken))
    await asyncio.sleep(1.2)
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)
    assert [one.text for one in taken.events] == ["lịch"]
    assert len([one for one in zalo.arrivals if one.method == "getUpdates"]) <= 4


async def test_pictures_of_private_networks_are_not_fetched() -> None:
    channel = ZaloChannel(1, TOKEN)
    for address in ("https://127.0.0.1/a.jpg", "https://10.0.0.7/a.jpg", "http://example.com/a.jpg", "https://[::1]/"):
        with pytest.raises(NotSent, match="open web"):
            await channel.fetch(Received(address, "anh.jpg", 0))
    await channel.close()


async def test_a_call_that_failed_is_handed_over_again_though_zalo_may_not_repeat_it(
    channel: ZaloChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zalo_taking, "FIRST_WAIT", 0.01)
    taken = Taken(refuse=2)
    with pytest.raises(RuntimeError):
        await channel.take(events.text("an", "lịch", "1"), taken)
    await asyncio.wait_for(taken.news.wait(), 5)
    assert [one.text for one in taken.events] == ["lịch"]
