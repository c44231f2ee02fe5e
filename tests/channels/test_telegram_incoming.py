"""Telegram's updates as a table: what comes in, what it means."""

from typing import Any

import pytest

from bot.channels.telegram import parse
from bot.channels.telegram.incoming import read
from storage.messages import Incoming, Received

LAN: dict[str, Any] = {
    "id": 7,
    "is_bot": False,
    "first_name": "Lan",
    "last_name": "Trần",
    "language_code": "vi",
}
PRIVATE = {"id": 7, "type": "private", "first_name": "Lan"}
GROUP = {"id": -100, "type": "supergroup", "title": "NTD-03"}


def message(**content: object) -> dict[str, Any]:
    base = {"message_id": 5, "date": 1790000000, "chat": PRIVATE, "from": LAN}
    return {"update_id": 1, "message": base | content}


def press(**content: object) -> dict[str, Any]:
    query = {"id": "q", "from": LAN, "chat_instance": "1", "data": "/confirm 17"}
    under = {
        "message_id": 5,
        "date": 1790000000,
        "chat": PRIVATE,
        "from": {"id": 4242, "first_name": "Chuông"},
    }
    return {"update_id": 1, "callback_query": query | {"message": under} | content}


def membership(status: str, chat: dict[str, Any] = PRIVATE) -> dict[str, Any]:
    change = {"chat": chat, "from": LAN, "date": 1, "new_chat_member": {"user": LAN, "status": status}}
    return {"update_id": 1, "my_chat_member": change}


def heard(kind: str, text: str = "", file: Received | None = None) -> Incoming:
    return Incoming("1", "7", kind, text, name="Lan Trần", language="vi", message_id="5", file=file)


ROSTER = {"file_id": "abc", "file_unique_id": "u", "file_name": "lớp.xlsx", "file_size": 1234}
PHOTO = [
    {"file_id": "small", "width": 90, "height": 67, "file_size": 1200},
    {"file_id": "large", "width": 1280, "height": 960, "file_size": 90_000},
    {"file_id": "middle", "width": 320, "height": 240, "file_size": 9000},
]
RECEIVED = Received("abc", "lớp.xlsx", 1234)

TABLE = {
    "a text": (message(text="Lịch"), heard("text", "Lịch")),
    "a command": (
        message(text="/start x", entities=[{"type": "bot_command", "offset": 0, "length": 6}]),
        heard("text", "/start x"),
    ),
    "an empty text": (message(text=""), heard("text")),
    "a press": (press(), heard("press", "/confirm 17")),
    "a press under a message that is too old": (
        press(message={"message_id": 5, "date": 0, "chat": PRIVATE}),
        heard("press", "/confirm 17"),
    ),
    "a file": (message(document=ROSTER), heard("file", file=RECEIVED)),
    "a file with a caption": (message(document=ROSTER, caption="lớp 3"), heard("file", "lớp 3", RECEIVED)),
    "a file without name and size": (
        message(document={"file_id": "abc"}),
        heard("file", file=Received("abc", "", 0)),
    ),
    "an animation, which is a document too": (message(animation={}, document=ROSTER), heard("other")),
    "a photo": (message(photo=PHOTO, caption="đây"), heard("file", "đây", Received("large", "anh.jpg", 90_000))),
    "a photo too large for a bot": (
        message(photo=[*PHOTO, {"file_id": "huge", "width": 9000, "height": 9000, "file_size": 21 * 1024 * 1024}]),
        heard("file", file=Received("large", "anh.jpg", 90_000)),
    ),
    "a photo without sizes": (message(photo=[{"file_id": "p"}]), heard("file", file=Received("p", "anh.jpg", 0))),
    "a photo of an album": (
        message(photo=PHOTO, media_group_id="7"),
        heard("file", file=Received("large", "anh.jpg", 90_000)),
    ),
    "no photo at all": (message(photo=[]), None),
    "a sticker": (message(sticker={"emoji": "👍"}), heard("other")),
    "a voice": (message(voice={}), heard("other")),
    "a contact": (message(contact={"phone_number": "0912"}), heard("other")),
    "a place": (message(location={}), heard("other")),
    "a pinned message": (message(pinned_message={"message_id": 1}), None),
    "blocked": (membership("kicked"), Incoming("1", "7", "blocked", name="Lan Trần")),
    "unblocked": (membership("member"), Incoming("1", "7", "unblocked", name="Lan Trần")),
    "some other status": (membership("restricted"), None),
    "put out of a group": (membership("kicked", GROUP), None),
    "a text in a group": (message(chat=GROUP, text="chào"), None),
    "a press in a group": (press(message={"message_id": 5, "date": 1, "chat": GROUP}), None),
    "a group that became a supergroup": (
        message(chat={"id": -5, "type": "group"}, migrate_to_chat_id=-1005),
        Incoming("1", "-5", "moved", "-1005"),
    ),
    "an inline press": ({"update_id": 1, "callback_query": {"id": "q", "from": LAN, "data": "x"}}, None),
    "a game's button": (press(data="/confirm 17") | {"callback_query": {"id": "q", "from": LAN}}, None),
    "an edited message": ({"update_id": 1, "edited_message": message(text="sửa")["message"]}, None),
    "a kind nobody knows yet": ({"update_id": 1, "brain_wave": {}}, None),
}


@pytest.mark.parametrize("name", TABLE)
def test_what_an_update_means(name: str) -> None:
    update, expected = TABLE[name]
    assert parse(update) == expected
    assert read(update) == expected


def test_a_person_without_last_name_or_language() -> None:
    incoming = parse(message(text="a", **{"from": {"id": 7, "first_name": "Minh"}}))
    assert incoming == Incoming("1", "7", "text", "a", name="Minh", message_id="5")


BROKEN: dict[str, object] = {
    "no chat": {"update_id": 3, "message": {"text": "Lịch"}},
    "no sender": {"update_id": 3, "message": {"message_id": 1, "chat": PRIVATE, "text": "Lịch"}},
    "a message that is a number": {"update_id": 3, "message": 5},
    "a document that is a list": {"update_id": 3, "message": message(document=[])["message"]},
}


@pytest.mark.parametrize("name", BROKEN)
def test_an_update_that_cannot_be_parsed_goes_to_quarantine(name: str) -> None:
    incoming = read(BROKEN[name])
    assert incoming is not None
    assert (incoming.key, incoming.chat, incoming.kind) == ("3", "", "broken")
    assert incoming.text.startswith('{"update_id": 3')


def test_a_broken_update_is_kept_up_to_a_length() -> None:
    incoming = read({"update_id": 3, "message": {"text": "x" * 50_000}})
    assert incoming is not None
    assert len(incoming.text) == 10_000


def test_an_update_without_a_number_still_has_a_key_of_its_own() -> None:
    first, again, other = read({"message": 1}), read({"message": 1}), read({"message": 2})
    assert first is not None
    assert again is not None
    assert other is not None
    assert first.key == again.key != other.key
