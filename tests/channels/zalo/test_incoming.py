"""Payloads of Zalo's events, and what the bot makes of them."""

from __future__ import annotations

from typing import Any

import pytest

from bot.channels.zalo.incoming import read, unwrapped
from storage.messages import Incoming, Received
from tests.fakes.zalo import events

PICTURE = Received("https://p.example/1.jpg", "anh.jpg", 0)


@pytest.mark.parametrize(
    ("event", "incoming"),
    [
        (events.text("an", "lịch", "m1"), Incoming("an:m1", "an", "text", "lịch", "Người dùng")),
        (events.text("an", "li\u0323ch", "m1"), Incoming("an:m1", "an", "text", "lịch", "Người dùng")),
        (events.image("an", PICTURE.reference, "m2"), Incoming("an:m2", "an", "file", "", "Người dùng", file=PICTURE)),
        (
            events.image("an", PICTURE.reference, "m2", key="photo_url", caption="bài"),
            Incoming("an:m2", "an", "file", "bài", "Người dùng", file=PICTURE),
        ),
        (events.sticker("an", "m3"), Incoming("an:m3", "an", "other", "", "Người dùng")),
        (events.voice("an", "m4"), Incoming("an:m4", "an", "other", "", "Người dùng")),
        (events.unsupported("an", "m5"), Incoming("an:m5", "an", "other", "", "Người dùng")),
        (events.unsupported(), None),
        ({"event_name": "user.followed", "follower": {"id": "an"}}, None),
        ({"event_name": "message.link.received", "message": events.text("an", "x", "m6")["message"]}, None),
        (events.text("an", "x", "m7", bot=True), None),
        (events.text("nhom", "chào cả lớp", "m8", chat_type="GROUP", sender="an"), None),
        (
            events.text("nhom", "@Bot Lớp lịch", "m9", chat_type="GROUP", sender="an"),
            Incoming("nhom:m9", "nhom", "group", "", "Người dùng"),
        ),
    ],
)
def test_events(event: dict[str, Any], incoming: Incoming | None) -> None:
    assert read(event, "Bot Lớp") == incoming


@pytest.mark.parametrize(
    "event",
    [
        {"event_name": "message.text.received", "message": {"text": "x"}},
        {"event_name": "message.text.received", "message": {"from": {}, "chat": {"id": ""}, "message_id": "1"}},
        {"event_name": "message.text.received", "message": []},
        {"event_name": "message.image.received", "message": {**events.text("an", "x", "1")["message"]}},
    ],
)
def test_what_has_not_the_promised_shape_is_kept_for_the_operator(event: dict[str, Any]) -> None:
    found = read(event)
    assert found is not None
    assert (found.kind, found.chat) == ("broken", "")
    assert read(event) == found  # with the same key


def test_an_event_without_a_number_has_the_same_key_when_it_comes_again() -> None:
    event = events.text("an", "lịch", "")
    first, second = read(event), read(dict(event))
    assert first is not None
    assert second is not None
    assert first.key == second.key != ""


@pytest.mark.parametrize(
    ("body", "is_event"),
    [
        ({"ok": True, "result": events.text("an", "x", "1")}, True),
        (events.text("an", "x", "1"), True),
        ({"ok": True, "result": {}}, False),
        ({"ok": True}, False),
        ([], False),
        ({"event_name": 7}, False),
    ],
)
def test_both_shapes_of_a_webhook_call_are_taken(body: object, is_event: bool) -> None:
    assert (unwrapped(body) is not None) is is_event
