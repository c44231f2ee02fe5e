"""What Telegram's refusals and python-telegram-bot's errors mean for a message that was to go out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.channels import Blocked, Moved, NeverWrote, NotSent, Paused, Refused, SendError, Unsure

# Durations as timedelta, the coming default of python-telegram-bot. Without it every RetryAfter warns, and
# our warnings are errors. It is looked up when an error is made, so it need not come before the import.
os.environ["PTB_TIMEDELTA"] = "1"

LONGEST_DETAIL = 300

# The request failed before a byte of it could have reached Telegram. (A read or write that failed is another
# thing: python-telegram-bot calls both `TimedOut` or `NetworkError`, and only the cause tells them apart.)
NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.InvalidURL,
)

# Telegram says these with 400 or with 403, by method and by year.
NOBODY_THERE = (
    "chat not found",
    "user is deactivated",
    "user not found",
    "peer_id_invalid",
    "can't initiate conversation",
)


@contextmanager
def send_errors(token: str) -> Iterator[None]:
    """Turns what python-telegram-bot raises inside into the `SendError` that says what to do next."""
    try:
        yield
    except TelegramError as error:
        raise as_send_error(error, token) from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        # A 200 whose body is not what was promised: it was probably done.
        raise Unsure(f"an answer that makes no sense ({type(error).__name__})") from error


def as_send_error(error: TelegramError, token: str) -> SendError:
    """The error in the channel's words. Its detail is one line for the operator, without the token."""
    detail = error.message.replace(token, "<token>")[:LONGEST_DETAIL]
    match error:
        case RetryAfter():
            return Paused(seconds_of(error), detail)
        case ChatMigrated():
            return Moved(str(error.new_chat_id))
        case InvalidToken():
            return NotSent(f"Telegram does not accept the bot's token, see CHUONG_TELEGRAM_TOKEN ({detail})")
        case Forbidden() | BadRequest():
            return _refusal(error, detail)
        case NetworkError():
            return _network(error, detail)
    return Unsure(detail)


def seconds_of(error: RetryAfter) -> float:
    """How long Telegram wants to be left alone."""
    after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)


def says(error: TelegramError, *phrases: str) -> bool:
    """Whether the error's text has one of the phrases, in any case."""
    text = error.message.lower()
    return any(phrase in text for phrase in phrases)


def _refusal(error: TelegramError, detail: str) -> Refused:
    if says(error, *NOBODY_THERE):
        return NeverWrote(detail)
    return Blocked(detail) if isinstance(error, Forbidden) else Refused(detail)


def _network(error: NetworkError, detail: str) -> SendError:
    if says(error, "too many requests"):  # a 429 that does not say how long
        return Paused(1, detail)
    cause = error.__cause__
    if cause is not None:
        detail = f"{detail} ({type(cause).__name__})"
    return NotSent(detail) if isinstance(cause, NEVER_LEFT) else Unsure(detail)
