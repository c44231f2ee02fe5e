"""The methods of the Bot API that the bot uses, as Telegram documents them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.fakes.bot_api.chats import Phone, Shown
from tests.fakes.bot_api.faults import Fault

if TYPE_CHECKING:
    from tests.fakes.bot_api.server import BotApi

Fields = dict[str, Any]
ME = {"id": 4242, "is_bot": True, "first_name": "Chuông", "username": "chuong_test_bot"}


class RefusalError(Exception):
    """The method answers with this fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.description)
        self.fault = fault


def refuse(text: str) -> RefusalError:
    return RefusalError(Fault.bad_request(text))


def get_me(api: BotApi, fields: Fields) -> object:
    return ME


def set_webhook(api: BotApi, fields: Fields) -> object:
    api.webhook = {"url": fields.get("url", ""), "secret": fields.get("secret_token", "")}
    return True


def delete_webhook(api: BotApi, fields: Fields) -> object:
    api.webhook = {"url": "", "secret": ""}
    return True


def get_webhook_info(api: BotApi, fields: Fields) -> object:
    waiting = len(api.waiting)
    return {"url": api.webhook["url"], "has_custom_certificate": False, "pending_update_count": waiting}


def send_message(api: BotApi, fields: Fields) -> object:
    text = _text(fields.get("text", ""))
    return _put(api, fields, Shown(api.next_message_id(), text, _rows(fields)))


def send_photo(api: BotApi, fields: Fields) -> object:
    return _put(api, fields, _with_file(api, fields, "photo"))


def send_document(api: BotApi, fields: Fields) -> object:
    return _put(api, fields, _with_file(api, fields, "document"))


def edit_message_text(api: BotApi, fields: Fields) -> object:
    phone = _phone(api, fields)
    shown = phone.find(int(fields["message_id"]))
    if shown is None:
        raise refuse("message to edit not found")
    if shown.content is not None:
        raise refuse("there is no text in the message to edit")
    text, rows = _text(fields["text"]), _rows(fields)
    if (shown.text, shown.rows) == (text, rows):
        raise refuse(
            "message is not modified: specified new message content and reply markup are exactly the same "
            "as a current content and reply markup of the message"
        )
    shown.text, shown.rows, shown.edits = text, rows, shown.edits + 1
    return _as_message(phone, shown)


def answer_callback_query(api: BotApi, fields: Fields) -> object:
    api.answered.append(fields["callback_query_id"])
    return True


def set_my_commands(api: BotApi, fields: Fields) -> object:
    commands = [(one["command"], one["description"]) for one in json.loads(fields["commands"])]
    chat = chat_of(fields)
    if chat is None:
        api.menus[fields.get("language_code", "")] = commands
    else:
        api.phone(chat).commands = commands
    return True


def delete_my_commands(api: BotApi, fields: Fields) -> object:
    api.phone(int(_scope(fields)["chat_id"])).commands = []
    return True


def get_file(api: BotApi, fields: Fields) -> object:
    if fields["file_id"] not in api.files:
        raise refuse("wrong file_id or the file is temporarily unavailable")
    return {
        "file_id": fields["file_id"],
        "file_unique_id": "u",
        "file_path": f"documents/{fields['file_id']}",
    }


METHODS: dict[str, Callable[[BotApi, Fields], object]] = {
    "getMe": get_me,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "editMessageText": edit_message_text,
    "answerCallbackQuery": answer_callback_query,
    "setMyCommands": set_my_commands,
    "deleteMyCommands": delete_my_commands,
    "getFile": get_file,
}

PACED = ("sendMessage", "sendPhoto", "sendDocument", "editMessageText")
"""The methods that Telegram's rates count."""


def chat_of(fields: Fields) -> int | None:
    """The chat a call speaks to."""
    chat = fields.get("chat_id") or _scope(fields).get("chat_id")
    return int(chat) if chat else None


def _scope(fields: Fields) -> dict[str, Any]:
    return dict(json.loads(fields["scope"])) if "scope" in fields else {}


def _phone(api: BotApi, fields: Fields) -> Phone:
    phone = api.phone(int(fields["chat_id"]))
    if phone.blocked:
        raise RefusalError(Fault.blocked())
    return phone


def _put(api: BotApi, fields: Fields, shown: Shown) -> object:
    phone = _phone(api, fields)
    phone.messages.append(shown)
    return _as_message(phone, shown)


def _with_file(api: BotApi, fields: Fields, field: str) -> Shown:
    caption = fields.get("caption", "")
    if units(caption) > 1024:
        raise refuse("message caption is too long")
    name, content = _attached(fields, fields.get(field, ""))
    return Shown(api.next_message_id(), caption, _rows(fields), name, content, is_picture=field == "photo")


def _attached(fields: Fields, value: Any) -> tuple[str, bytes]:
    """The file, sent in its own field or as attach://<another field>."""
    if isinstance(value, str):
        value = fields.get(value.removeprefix("attach://"))
    if not isinstance(value, tuple) or not value[1]:
        raise refuse("file must be non-empty")
    return value[0], value[1]


def _text(text: str) -> str:
    if not text.strip():
        raise refuse("message text is empty")
    if units(text) > 4096:
        raise refuse("message is too long")
    return text


def units(text: str) -> int:
    """UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _rows(fields: Fields) -> list[list[tuple[str, str]]]:
    markup = json.loads(fields.get("reply_markup") or "{}")
    rows = [[(button["text"], button["callback_data"]) for button in row] for row in markup.get("inline_keyboard", [])]
    if any(not 1 <= len(command.encode()) <= 64 for row in rows for _, command in row):
        raise refuse("BUTTON_DATA_INVALID")
    return rows


def _as_message(phone: Phone, shown: Shown) -> object:
    return {"message_id": shown.message_id, "date": 1790000000, "chat": phone.as_chat(), "text": shown.text}
