"""The phones in memory: what is sent shows on them, what is done on them is handed over in order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from bot.channels import Blocked, Capabilities, Channel, NotSent, Outgoing
from bot.channels.local import TRANSCRIPT_LENGTH, Attachment, Bubble, LocalChannel
from storage.messages import Choice, File, Incoming, Message, Received

NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)
BUTTONS = Capabilities()
PLAIN = Capabilities(buttons=False, edits=False, files=False)
YES_NO = (Choice("Đúng", "/confirm 7"), Choice("Không phải", "/start"))
ROSTER = File("roster", "danh-sach.xlsx")
CHART = File("chart", "tien-do.png")


@asynccontextmanager
async def heard(channel: LocalChannel) -> AsyncIterator[list[Incoming]]:
    events: list[Incoming] = []

    async def receive(event: Incoming) -> None:
        events.append(event)

    listening = asyncio.create_task(channel.listen(receive))
    yield events
    await channel.settled()
    listening.cancel()


def only(channel: LocalChannel, chat: str) -> Bubble:
    (bubble,) = channel.transcript(chat)
    return bubble


async def test_it_is_a_channel() -> None:
    channel: Channel = LocalChannel(3, BUTTONS)
    assert (channel.account_id, channel.capabilities) == (3, BUTTONS)


async def test_a_message_with_choices_shows_buttons() -> None:
    channel = LocalChannel(1, BUTTONS, lambda: NOON)
    bubble_id = await channel.send(Outgoing("lan", Message("Đồng chí là Lan?", YES_NO)))
    offered = (("Đúng", "/confirm 7"), ("Không phải", "/start"))
    assert channel.transcript("lan") == (Bubble(bubble_id, "bot", "Đồng chí là Lan?", offered, at=NOON),)
    assert channel.transcript("minh") == ()


@pytest.mark.parametrize(
    ("notice", "text"),
    [
        (False, "Đồng chí là Minh?\n\n1. Đúng\n2. Không phải"),
        (True, "Đồng chí là Minh?\n\nĐúng: confirm 7\nKhông phải: start"),
    ],
)
async def test_without_buttons_the_choices_stand_in_the_text(notice: bool, text: str) -> None:
    channel = LocalChannel(1, PLAIN)
    await channel.send(Outgoing("minh", Message("Đồng chí là Minh?", YES_NO), notice=notice))
    assert (only(channel, "minh").text, only(channel, "minh").buttons) == (text, ())


async def test_an_edit_takes_the_place_of_the_bubble() -> None:
    channel = LocalChannel(1, BUTTONS, lambda: NOON)
    first = await channel.send(Outgoing("lan", Message("Câu 1", YES_NO)))
    channel.press("lan", first, "/start")
    last = await channel.send(Outgoing("lan", Message("Xong")))
    assert await channel.send(Outgoing("lan", Message("Câu 2"), edits=first)) == first
    assert [(bubble.id, bubble.text, bubble.pressed) for bubble in channel.transcript("lan")] == [
        (first, "Câu 2", ""),
        (last, "Xong", ""),
    ]


@pytest.mark.parametrize("capabilities", [PLAIN, BUTTONS])
async def test_an_edit_that_cannot_be_made_is_a_new_bubble(capabilities: Capabilities) -> None:
    channel = LocalChannel(1, capabilities)
    first = await channel.send(Outgoing("lan", Message("Câu 1")))
    known = first if capabilities is PLAIN else "from before the restart"
    second = await channel.send(Outgoing("lan", Message("Câu 2"), edits=known))
    assert [bubble.id for bubble in channel.transcript("lan")] == [first, second]


@pytest.mark.parametrize(
    ("capabilities", "file", "kind"),
    [
        (BUTTONS, CHART, "picture"),
        (BUTTONS, ROSTER, "file"),
        (PLAIN, CHART, "picture"),
        (PLAIN, ROSTER, "link"),
    ],
)
async def test_a_file_is_drawn_as_the_channel_can(capabilities: Capabilities, file: File, kind: str) -> None:
    channel = LocalChannel(1, capabilities)
    await channel.send(Outgoing("hoa", Message("Đây ạ", file=file), content=b"1234"))
    shown = only(channel, "hoa").file
    assert shown is not None
    assert (shown.name, shown.size, shown.kind) == (file.name, 4, kind)
    assert channel.file("hoa", shown.token) == (file.name, b"1234")
    assert channel.file("lan", shown.token) is None


async def test_who_blocked_the_bot_gets_nothing() -> None:
    channel = LocalChannel(1, BUTTONS)
    channel.blocked_chats.add("lan")
    with pytest.raises(Blocked):
        await channel.send(Outgoing("lan", Message("Chào")))
    assert channel.transcript("lan") == ()


async def test_what_a_person_does_is_handed_over_in_order() -> None:
    channel = LocalChannel(1, BUTTONS, lambda: NOON)
    channel.names["lan"] = "Trần Thị Lan"
    asked = await channel.send(Outgoing("lan", Message("Đúng không?", YES_NO)))
    async with heard(channel) as events:
        typed = channel.type("lan", "xin chào")
        channel.press("lan", asked, "/confirm 7")
        sent = channel.attach("lan", "anh.JPG", b"jpeg")
    attached = sent.file
    assert attached is not None
    assert attached == Attachment(attached.token, "anh.JPG", 4, "picture")
    keys = [event.key for event in events]
    assert len(set(keys)) == 3
    name = "Trần Thị Lan"
    assert events == [
        Incoming(keys[0], "lan", "text", "xin chào", name=name),
        Incoming(keys[1], "lan", "press", "/confirm 7", name=name, message_id=asked),
        Incoming(keys[2], "lan", "file", name=name, file=Received(attached.token, "anh.JPG", 4)),
    ]
    first, *own = channel.transcript("lan")
    assert (first.pressed, own) == ("/confirm 7", [typed, sent])
    assert typed == Bubble(typed.id, "person", "xin chào", at=NOON)


async def test_only_a_button_that_is_there_can_be_pressed() -> None:
    channel = LocalChannel(1, BUTTONS)
    asked = await channel.send(Outgoing("lan", Message("Đúng không?", YES_NO)))
    for chat, message_id, command in [
        ("lan", asked, "/other"),
        ("minh", asked, "/start"),
        ("lan", "x", "/start"),
    ]:
        with pytest.raises(KeyError):
            channel.press(chat, message_id, command)


async def test_a_receiver_that_fails_does_not_stop_the_phone(caplog: pytest.LogCaptureFixture) -> None:
    channel = LocalChannel(1, BUTTONS)
    taken: list[str] = []

    async def receive(event: Incoming) -> None:
        if event.text == "hỏng":
            raise ValueError("no")
        taken.append(event.text)

    listening = asyncio.create_task(channel.listen(receive))
    channel.type("lan", "hỏng")
    channel.type("lan", "tốt")
    await channel.settled()
    listening.cancel()
    assert taken == ["tốt"]
    assert [record.message for record in caplog.records] == ["An event of a local phone was not taken"]


async def test_an_attached_file_is_fetched_until_it_falls_out_of_the_chat() -> None:
    channel = LocalChannel(1, BUTTONS)
    async with heard(channel) as events:
        channel.attach("hoa", "lop.xlsx", b"rows")
    file = events[0].file
    assert file is not None
    assert await channel.fetch(file) == b"rows"
    for number in range(TRANSCRIPT_LENGTH):
        await channel.send(Outgoing("hoa", Message(str(number))))
    assert [channel.transcript("hoa")[place].text for place in (0, -1)] == ["0", str(TRANSCRIPT_LENGTH - 1)]
    with pytest.raises(NotSent):
        await channel.fetch(file)


async def test_a_watcher_hears_of_new_and_changed_bubbles_only_while_it_watches() -> None:
    channel = LocalChannel(1, BUTTONS)
    news: list[tuple[str, str, str]] = []
    with channel.watching(lambda chat, bubble: news.append((chat, bubble.text, bubble.pressed))):
        asked = await channel.send(Outgoing("lan", Message("Đúng không?", YES_NO)))
        channel.press("lan", asked, "/start")
        channel.type("minh", "chào")
    channel.type("minh", "còn ai không")
    assert news == [("lan", "Đúng không?", ""), ("lan", "Đúng không?", "/start"), ("minh", "chào", "")]


async def test_closing_says_so() -> None:
    channel = LocalChannel(1, BUTTONS)
    assert not channel.closed
    await channel.close()
    assert channel.closed
