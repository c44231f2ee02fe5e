"""Phones without a token: chats kept in memory, for the demo page and the tests."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal
from uuid import uuid4

from bot.channels import Blocked, Capabilities, NotSent, Outgoing, Receive, as_plain_text
from storage.messages import Incoming, Message, Received

TRANSCRIPT_LENGTH = 500
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Attachment:
    """What hangs on a bubble; `kind` says how it is drawn, `size` is in bytes."""

    token: str
    name: str
    size: int
    kind: Literal["picture", "file", "link"]


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message in a chat; `buttons` are (label, command) pairs, `pressed` is the command last pressed."""

    id: str
    side: Literal["bot", "person"]
    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    file: Attachment | None = None
    at: datetime | None = None
    pressed: str = ""


@dataclass(slots=True)
class Transcript:
    """The last bubbles of one chat by their ids, oldest first."""

    bubbles: dict[str, Bubble] = field(default_factory=dict)

    def put(self, bubble: Bubble) -> list[Bubble]:
        """Add the bubble, or put it in the place of the one with its id; returns what fell out."""
        before = self.bubbles.get(bubble.id)
        self.bubbles[bubble.id] = bubble
        surplus = list(self.bubbles)[: max(0, len(self.bubbles) - TRANSCRIPT_LENGTH)]
        gone = [self.bubbles.pop(old) for old in surplus]
        return [*gone, before] if before else gone


Listener = Callable[[str, Bubble], None]
"""Called with the chat and the new or changed bubble."""


class LocalChannel:
    """A channel whose phones are drawn by us. It belongs to one event loop.

    `now` stamps the bubbles, `names` are the people's names by chat, and whoever is in `blocked_chats` has
    blocked the bot.
    """

    def __init__(self, account_id: int, capabilities: Capabilities, now: Callable[[], datetime] | None = None) -> None:
        self.account_id = account_id
        self.capabilities = capabilities
        self.now = now
        self.names: dict[str, str] = {}
        self.blocked_chats: set[str] = set()
        self.closed = False
        self._transcripts: defaultdict[str, Transcript] = defaultdict(Transcript)
        self._files: dict[str, tuple[str, bytes]] = {}
        self._listeners: list[Listener] = []
        self._events: asyncio.Queue[Incoming] = asyncio.Queue()

    async def send(self, out: Outgoing) -> str:
        """Show the message on the phone and return its bubble's id. Raises `Blocked`."""
        if out.chat in self.blocked_chats:
            raise Blocked(f"chat {out.chat} has blocked the bot")
        before = self._transcripts[out.chat].bubbles.get(out.edits) if self.capabilities.edits else None
        bubble = Bubble(
            id=before.id if before else _new_id(),
            side="bot",
            text=self._text(out),
            buttons=self._buttons(out.message),
            file=self._attachment(out),
            at=before.at if before else self._time(),
        )
        self._put(out.chat, bubble)
        return bubble.id

    def count(self, out: Outgoing) -> int:
        """One: there is no plan that counts."""
        return 1

    async def listen(self, receive: Receive) -> None:
        """Hand every event to `receive` until cancelled, one at a time and in order."""
        while True:
            event = await self._events.get()
            try:
                await receive(event)
            except Exception:
                # A phone in memory cannot offer the event again; the demo must go on.
                log.exception("An event of a local phone was not taken")
            finally:
                self._events.task_done()

    async def settled(self) -> None:
        """Return once every event so far has been handed over."""
        await self._events.join()

    async def fetch(self, file: Received) -> bytes:
        """The bytes of a file that a person attached. Raises `NotSent` when it has fallen out of its chat."""
        kept = self._files.get(file.reference)
        if kept is None:
            raise NotSent(f"no file {file.reference}")
        return kept[1]

    async def close(self) -> None:
        """Tell whoever watches that nothing more will come."""
        self.closed = True

    def type(self, chat: str, text: str) -> Bubble:
        """The person types a text; returns their bubble."""
        bubble = Bubble(_new_id(), "person", text, at=self._time())
        self._put(chat, bubble)
        self._happens(chat, "text", text)
        return bubble

    def press(self, chat: str, message_id: str, command: str) -> None:
        """The person presses a button. Raises `KeyError` when no bubble of the chat has that button now."""
        bubble = self._transcripts[chat].bubbles[message_id]
        if command not in {offered for _, offered in bubble.buttons}:
            raise KeyError(command)
        self._put(chat, replace(bubble, pressed=command))
        self._happens(chat, "press", command, message_id=message_id)

    def attach(self, chat: str, name: str, content: bytes) -> Bubble:
        """The person sends a file; returns their bubble."""
        attachment = self._keep(name, content, "picture" if _is_picture(name) else "file")
        bubble = Bubble(_new_id(), "person", "", file=attachment, at=self._time())
        self._put(chat, bubble)
        self._happens(chat, "file", file=Received(attachment.token, name, len(content)))
        return bubble

    def transcript(self, chat: str) -> tuple[Bubble, ...]:
        """The last bubbles of the chat, oldest first."""
        return tuple(self._transcripts[chat].bubbles.values())

    def file(self, chat: str, token: str) -> tuple[str, bytes] | None:
        """The name and bytes of a file that a bubble of the chat shows; None when there is none."""
        shown = any(bubble.file and bubble.file.token == token for bubble in self.transcript(chat))
        return self._files.get(token) if shown else None

    @contextmanager
    def watching(self, listener: Listener) -> Iterator[None]:
        """Within the block `listener` hears of every new or changed bubble, at once."""
        self._listeners.append(listener)
        try:
            yield
        finally:
            self._listeners.remove(listener)

    def _text(self, out: Outgoing) -> str:
        if self.capabilities.buttons:
            return out.message.text
        return as_plain_text(out.message, notice=out.notice)

    def _buttons(self, message: Message) -> tuple[tuple[str, str], ...]:
        if not self.capabilities.buttons:
            return ()
        return tuple((choice.label, choice.command) for choice in message.choices)

    def _attachment(self, out: Outgoing) -> Attachment | None:
        file = out.message.file
        if file is None or out.content is None:
            return None
        if file.is_picture and self.capabilities.pictures:
            return self._keep(file.name, out.content, "picture")
        return self._keep(file.name, out.content, "file" if self.capabilities.files else "link")

    def _keep(self, name: str, content: bytes, kind: Literal["picture", "file", "link"]) -> Attachment:
        attachment = Attachment(_new_id(), name, len(content), kind)
        self._files[attachment.token] = (name, content)
        return attachment

    def _put(self, chat: str, bubble: Bubble) -> None:
        for gone in self._transcripts[chat].put(bubble):
            if gone.file and gone.file != bubble.file:
                self._files.pop(gone.file.token, None)
        for listener in list(self._listeners):
            listener(chat, bubble)

    def _happens(
        self, chat: str, kind: str, text: str = "", *, message_id: str = "", file: Received | None = None
    ) -> None:
        name = self.names.get(chat, "")
        self._events.put_nowait(Incoming(_new_id(), chat, kind, text, name=name, message_id=message_id, file=file))

    def _time(self) -> datetime | None:
        return self.now() if self.now else None


def _new_id() -> str:
    # Random, so that no id comes twice over restarts: the inbox drops keys it has seen.
    return uuid4().hex


def _is_picture(name: str) -> bool:
    return name.lower().endswith(PICTURES)
