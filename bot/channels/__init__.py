"""What a channel is: it listens, it sends, it says what it can do, and its errors say what to do next."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from storage.messages import Choice, Incoming, Message, Received

Receive = Callable[[Incoming], Awaitable[None]]
"""What a channel calls with each event. When it returns, the event's effects are committed; when it raises,
the event was not taken and must come again."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a channel can do. Everything above the channels asks these, never a channel's name.

    `people` and `messages_a_month` are what the account's plan allows (None: no limit), `counts_incoming` whether
    what people write counts too.
    """

    buttons: bool = True
    edits: bool = True
    pictures: bool = True
    files: bool = True
    longest_text: int = 4096
    sends_per_second: float | None = None
    people: int | None = None
    messages_a_month: int | None = None
    counts_incoming: bool = False


def short(command: str, longest: int) -> str:
    """The command as a button with room for so many bytes carries it: itself, or a mark by which `meant` finds it."""
    return command if len(command.encode()) <= longest else f"#{hashlib.sha256(command.encode()).hexdigest()[:32]}"


def meant(carried: str, offered: Iterable[str]) -> str:
    """The command of the pressed button, among those that its chat was offered."""
    if not carried.startswith("#"):
        return carried
    return next((command for command in offered if short(command, 0) == carried), carried)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message on its way to one chat.

    `notice` says that nobody asked for it just now, so its choices must not be numbered (a question may be
    waiting for a number). `edits` is the platform's id of the message to replace, or empty. `content` holds
    the bytes of `message.file`. `row` is its number in the outbox, 0 for none.
    """

    chat: str
    message: Message
    notice: bool = False
    edits: str = ""
    content: bytes | None = None
    row: int = 0


class Channel(Protocol):
    """One account on one platform."""

    @property
    def account_id(self) -> int: ...

    @property
    def capabilities(self) -> Capabilities: ...

    async def send(self, out: Outgoing) -> str:
        """Send, and return the platform's message id (the last one, when a long text was split).

        Raises a `SendError`.
        """

    def count(self, out: Outgoing) -> int:
        """How many messages of the account's plan this one takes."""

    async def listen(self, receive: Receive) -> None:
        """Hand every event to `receive` until cancelled."""

    async def fetch(self, file: Received) -> bytes:
        """The bytes of a file that a person sent. Raises `NotSent` when it cannot be had."""

    async def close(self) -> None: ...


class Unusable(Exception):
    """The account cannot be served by this process; the text is a sentence for the operator."""


class SendError(Exception):
    """Why a message did not go out. `reason` is one of the words in `storage.outbox.REASONS`."""

    reason = "unknown"

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail


class NotSent(SendError):
    """It surely did not reach the platform (no connection): queue it again."""

    reason = "network"


class Paused(SendError):
    """The platform asks to wait `seconds` (429); with `whole_account` nothing else may go out either."""

    reason = "rate"

    def __init__(self, seconds: float, detail: str = "", *, whole_account: bool = True) -> None:
        super().__init__(detail)
        self.seconds = seconds
        self.whole_account = whole_account


class QuotaUsedUp(SendError):
    """The account may send nothing more until its plan allows it again, and does not say when."""

    reason = "quota"


class Refused(SendError):
    """The platform will never take this message."""

    reason = "refused"


class Blocked(Refused):
    """The person blocked the bot or deleted the chat."""

    reason = "blocked"


class NeverWrote(Refused):
    """The chat is not known to the platform: the person never wrote to the bot, or is gone."""

    reason = "unreachable"


class Moved(SendError):
    """The chat has a new id: try again there."""

    reason = "moved"

    def __init__(self, chat: str) -> None:
        super().__init__(f"moved to {chat}")
        self.chat = chat


class Unsure(SendError):
    """It may or may not have arrived (timeout while reading, 5xx, broken connection)."""

    reason = "unsure"


def as_plain_text(message: Message, *, notice: bool) -> str:
    """The text of a message for a channel without buttons, its choices written under it.

    Choices of a reply are numbered: a number picks one. Choices of a notice are written as the words to type,
    since a number may be the answer to a question that is open in the same chat.
    """
    numbered = [(number, choice) for number, choice in enumerate(message.choices, 1) if not choice.in_text]
    if not numbered:
        return message.text
    lines = [_typed(choice) if notice else f"{number}. {choice.label}" for number, choice in numbered]
    return "\n".join([message.text, "", *lines])


def _typed(choice: Choice) -> str:
    return f"{choice.label}: {choice.command.removeprefix('/')}"
