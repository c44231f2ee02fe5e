"""One message of ours as one or more calls of the Bot API."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from telegram import BotCommand, BotCommandScopeChat, InlineKeyboardMarkup, LinkPreviewOptions, Message
from telegram.error import BadRequest

from bot.channels import Moved, NotSent, Outgoing, Paused, Unsure
from bot.channels.telegram.layout import keyboard, length, split
from bot.channels.telegram.refusals import says, send_errors
from bot.channels.telegram.wire import Wire
from storage.messages import File

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

# A picture that Telegram shows nobody (damaged, over 10 MB, too long a strip), but takes as a document.
NO_PHOTO = ("photo", "image_process_failed")
CANNOT_EDIT = ("can't be edited", "to edit not found", "no text in the message", "message_id_invalid")


async def send(wire: Wire, out: Outgoing) -> str:
    """Sends or edits; the id of the (last) message. Raises a `SendError`.

    No markup is ever sent, so no name can break it.
    """
    buttons = keyboard(out.message.choices)
    if out.edits and await _edited(wire, out, buttons):
        return out.edits
    return await _send_parts(wire, out, buttons)


async def _edited(wire: Wire, out: Outgoing, buttons: InlineKeyboardMarkup | None) -> bool:
    """Whether the old message could be replaced; if not, a new one is to be sent."""
    if out.content is not None or not out.edits.isdigit() or length(out.message.text) > LONGEST_TEXT:
        return False
    with send_errors(wire.token):
        try:
            await wire.edit_message_text(
                out.message.text,
                chat_id=out.chat,
                message_id=int(out.edits),
                reply_markup=buttons,  # without any, Telegram takes the old ones away
                link_preview_options=NO_PREVIEW,
            )
        except BadRequest as error:
            if says(error, *CANNOT_EDIT):
                return False
            if not says(error, "not modified"):  # it already says that: pressed twice, or sent again
                raise
    return True


async def _send_parts(wire: Wire, out: Outgoing, buttons: InlineKeyboardMarkup | None) -> str:
    """Everything in order, the buttons under the last part."""
    parts = _parts(wire, out)
    message_id = ""
    for number, part in enumerate(parts, 1):
        with _after(number - 1), send_errors(wire.token):
            sent = await part(reply_markup=buttons if number == len(parts) else None)
            message_id = str(sent.message_id)
    return message_id


def _parts(wire: Wire, out: Outgoing) -> list[Callable[..., Awaitable[Message]]]:
    text, file, content = out.message.text, out.message.file, out.content
    if file is None or content is None:
        return [_text(wire, out.chat, part) for part in split(text, LONGEST_TEXT)]
    if length(text) <= LONGEST_CAPTION:
        return [_file(wire, out.chat, file, content, text)]
    return [
        *(_text(wire, out.chat, part) for part in split(text, LONGEST_TEXT)),
        _file(wire, out.chat, file, content, ""),
    ]


def _text(wire: Wire, chat: str, text: str) -> Callable[..., Awaitable[Message]]:
    return partial(wire.send_message, chat, text, link_preview_options=NO_PREVIEW)


def _file(wire: Wire, chat: str, file: File, content: bytes, caption: str) -> Callable[..., Awaitable[Message]]:
    about: dict[str, Any] = {"filename": file.name, "caption": caption or None}
    document = partial(wire.send_document, chat, content, **about)
    if not file.is_picture:
        return document

    async def picture(**more: Any) -> Message:
        try:
            return await wire.send_photo(chat, content, **about, **more)
        except BadRequest as error:
            if not says(error, *NO_PHOTO):
                raise
            return await document(**more)

    return picture


@contextmanager
def _after(arrived: int) -> Iterator[None]:
    """Once a part has arrived, "not sent" is not true of the whole: sent again, it repeats that part."""
    try:
        yield
    except (NotSent, Paused, Moved) as error:
        if not arrived:
            raise
        raise Unsure(f"parts that arrived: {arrived}; then {error.detail or error.reason}") from error


async def set_menu(wire: Wire, out: Outgoing) -> None:
    """Sets the chat's command menu. Raises a `SendError`."""
    with send_errors(wire.token):
        menu = [BotCommand(name, description) for name, description in out.message.commands]
        await wire.set_my_commands(menu, scope=BotCommandScopeChat(out.chat))


async def set_common_menu(wire: Wire, language: str, commands: Sequence[tuple[str, str]]) -> None:
    """Sets the menu of every chat that has none of its own, for one language ("" for all others)."""
    with send_errors(wire.token):
        menu = [BotCommand(name, description) for name, description in commands]
        await wire.set_my_commands(menu, language_code=language or None)
