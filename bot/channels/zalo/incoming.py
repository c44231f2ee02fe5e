"""Zalo's events in the words of all channels."""

from __future__ import annotations

import hashlib
import json
import logging
import unicodedata
from functools import partial
from typing import Any

from storage.messages import Incoming, Received

logger = logging.getLogger(__name__)

Event = dict[str, Any]

UNREADABLE = {"message.sticker.received", "message.voice.received", "message.unsupported.received"}
LONGEST_TEXT = 10_000


def unwrapped(body: object) -> Event | None:
    """The event of a webhook call: documented within an envelope, seen without; None when it is neither."""
    if not isinstance(body, dict):
        return None
    event = body.get("result", body)
    return event if isinstance(event, dict) and isinstance(event.get("event_name"), str) else None


def read(event: Event, bot_name: str = "") -> Incoming | None:
    """What a person sent; None for what concerns us not: other events, bots, groups that did not call the bot.

    Never raises: what has not the promised shape comes as `broken` and is kept for the operator.
    """
    try:
        return _read(event, bot_name)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        logger.warning("an event that cannot be read: %s", type(error).__name__)
        return Incoming(_digest(event), "", "broken", json.dumps(event, ensure_ascii=False)[:LONGEST_TEXT])


def _read(event: Event, bot_name: str) -> Incoming | None:
    message = event.get("message")
    if message is None:  # of people who are protected Zalo tells nothing, and nobody can be answered
        return None
    # Some have seen messages without the event's name: then what is in them tells the kind.
    kind = str(event.get("event_name") or ("message.text.received" if "text" in message else ""))
    sender, chat = message["from"], message["chat"]
    if sender.get("is_bot"):
        return None
    chat_id = _id(chat["id"])
    key = f"{chat_id}:{message['message_id']}" if message.get("message_id") else _digest(event)
    name = _text(sender.get("display_name") or sender.get("first_name"))
    incoming = partial(Incoming, key, chat_id, name=name[:200])
    if chat.get("chat_type", "PRIVATE") != "PRIVATE":
        called = bot_name and f"@{bot_name}".casefold() in _text(message.get("text")).casefold()
        return incoming("group") if called else None
    if kind == "message.text.received":
        return incoming("text", _text(message["text"])[:LONGEST_TEXT])
    if kind == "message.image.received":
        return incoming("file", _text(message.get("caption")), file=_picture(message))
    if kind in UNREADABLE:
        return incoming("other")
    logger.debug("an event of a kind that is not known: %s", kind)
    return None


def _picture(message: Event) -> Received:
    url = message.get("photo_url") or message["photo"]
    if not isinstance(url, str):
        raise TypeError("no address of the picture")
    return Received(url, "anh.jpg", 0)


def _id(value: object) -> str:
    if not isinstance(value, str | int) or value == "":
        raise ValueError("no id")
    return str(value)


def _text(value: object) -> str:
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else ""


def _digest(event: Event) -> str:
    """A key for an event without a number: the same event has the same one."""
    return hashlib.sha256(json.dumps(event, sort_keys=True).encode()).hexdigest()[:32]
