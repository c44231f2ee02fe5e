"""Zalo's events, as its documentation shows them and as they were seen."""

from __future__ import annotations

from typing import Any

EMPTY = "Request timeout"
DATE = 1790000000000


def text(chat: str, words: str, number: str, **about: Any) -> dict[str, Any]:
    message = {**_message(chat, number, **about), "message_type": "CHAT_MESSAGE", "text": words}
    return {"event_name": "message.text.received", "message": message}


def image(chat: str, url: str, number: str, *, key: str = "photo", caption: str = "") -> dict[str, Any]:
    message = {**_message(chat, number), "message_type": "CHAT_PHOTO", key: url, "caption": caption}
    return {"event_name": "message.image.received", "message": message}


def sticker(chat: str, number: str) -> dict[str, Any]:
    message = {**_message(chat, number), "sticker": "x1", "url": "https://stickers.example/x1.webp"}
    return {"event_name": "message.sticker.received", "message": message}


def voice(chat: str, number: str) -> dict[str, Any]:
    return {
        "event_name": "message.voice.received",
        "message": {**_message(chat, number), "voice_url": "https://v.example/1"},
    }


def unsupported(chat: str = "", number: str = "") -> dict[str, Any]:
    event: dict[str, Any] = {"event_name": "message.unsupported.received"}
    return {**event, "message": _message(chat, number)} if chat else event


def _message(chat: str, number: str, **about: Any) -> dict[str, Any]:
    sender = {
        "id": about.get("sender", chat),
        "display_name": about.get("name", "Người dùng"),
        "is_bot": about.get("bot", False),
    }
    kind = about.get("chat_type", "PRIVATE")
    return {"from": sender, "chat": {"id": chat, "chat_type": kind}, "message_id": number, "date": DATE}
