"""A Telegram update, read straight from its JSON into what every channel hands on."""

from __future__ import annotations

import hashlib
import json
import logging
from typing import Any

from storage.messages import Incoming, Received

logger = logging.getLogger(__name__)

Update = dict[str, Any]

KINDS = ("message", "callback_query", "my_chat_member")
"""The kinds of update we ask Telegram for."""

LONGEST_BROKEN_UPDATE = 10_000
LARGEST_FILE = 20 * 1024 * 1024
"""Bytes of a file that a bot can fetch."""

# What a person can send besides text and files. Anything else in a message is a note by Telegram itself
# (pinned, timer changed, …), and nobody expects an answer to that.
UNREADABLE = (
    "animation",  # before "document": Telegram repeats an animation as a document for old clients
    "audio",
    "checklist",
    "contact",
    "dice",
    "game",
    "location",
    "paid_media",
    "poll",
    "sticker",
    "story",
    "venue",
    "video",
    "video_note",
    "voice",
)

MEMBERSHIPS = {"kicked": "blocked", "member": "unblocked"}


def read(update: object) -> Incoming | None:
    """What the update means, or None; never raises.

    An update that cannot be parsed becomes an event of the kind `broken`, with its JSON as the text: refused,
    it would come back for 24 hours and hold up everybody behind it.
    """
    try:
        return parse(update)  # type: ignore[arg-type]  # it is Telegram's word that it is an object
    except Exception as error:
        # Without the traceback's text: it may quote what somebody wrote.
        logger.error("An update could not be parsed (%s) and goes to quarantine", type(error).__name__)
        return _broken(update)


def parse(update: Update) -> Incoming | None:
    """What the update means on any channel, or None when it means nothing here (groups, edits, new kinds).

    Raises KeyError, TypeError or AttributeError when it does not look as Telegram documents it. It works on
    the plain JSON because receiving is a hot path: `telegram.Update.de_json` takes 60 times as long.
    """
    if "message" in update:
        return _message(str(update["update_id"]), update["message"])
    if "callback_query" in update:
        return _press(str(update["update_id"]), update["callback_query"])
    if "my_chat_member" in update:
        return _membership(str(update["update_id"]), update["my_chat_member"])
    return None


def _message(key: str, message: Update) -> Incoming | None:
    if "migrate_to_chat_id" in message:
        moved_to = str(message["migrate_to_chat_id"])
        return Incoming(key, str(message["chat"]["id"]), "moved", text=moved_to)
    if message["chat"]["type"] != "private":
        return None
    if "text" in message:
        return _said(key, message, "text", message["text"])
    if any(kind in message for kind in UNREADABLE):
        return _said(key, message, "other", message.get("caption", ""))
    if message.get("photo"):
        return _said(key, message, "file", message.get("caption", ""), _photo(message["photo"]))
    if "document" in message:
        return _said(key, message, "file", message.get("caption", ""), _file(message["document"]))
    return None


def _said(key: str, message: Update, kind: str, text: str, file: Received | None = None) -> Incoming:
    person = message["from"]
    return Incoming(
        key=key,
        chat=str(message["chat"]["id"]),
        kind=kind,
        text=text,
        name=_name(person),
        language=person.get("language_code", ""),
        message_id=str(message["message_id"]),
        file=file,
    )


def _file(document: Update) -> Received:
    return Received(
        reference=document["file_id"],
        name=document.get("file_name", ""),
        size=document.get("file_size", 0),
    )


def _photo(sizes: list[Update]) -> Received:
    """The largest that Telegram offers of a photo and a bot may fetch; it comes without a name, always as JPEG."""
    fetched = [size for size in sizes if size.get("file_size", 0) <= LARGEST_FILE] or sizes[:1]
    largest = max(fetched, key=lambda size: (size.get("width", 0) * size.get("height", 0), size.get("file_size", 0)))
    return Received(reference=largest["file_id"], name="anh.jpg", size=largest.get("file_size", 0))


def _press(key: str, query: Update) -> Incoming | None:
    # A button under an inline message has no chat, a game's button has no data: we make neither.
    if "message" not in query or "data" not in query:
        return None
    message = query["message"]
    if message["chat"]["type"] != "private":
        return None
    return _said(key, message | {"from": query["from"]}, "press", query["data"])


def _membership(key: str, member: Update) -> Incoming | None:
    if member["chat"]["type"] != "private":
        return None
    kind = MEMBERSHIPS.get(member["new_chat_member"]["status"])
    return Incoming(key, str(member["chat"]["id"]), kind, name=_name(member["from"])) if kind else None


def _name(person: Update) -> str:
    return f"{person.get('first_name', '')} {person.get('last_name', '')}".strip()


def _broken(update: object) -> Incoming:
    text = json.dumps(update, ensure_ascii=False)
    number = update.get("update_id") if isinstance(update, dict) else None
    key = (
        str(number)
        if number is not None
        else "broken-" + hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:16]
    )
    return Incoming(key=key, chat="", kind="broken", text=text[:LONGEST_BROKEN_UPDATE])
