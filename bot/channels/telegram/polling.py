"""The getUpdates loop: an update is confirmed to Telegram only after its turn is committed."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.channels.telegram.incoming import Update, read
from bot.channels.telegram.refusals import as_send_error, seconds_of
from storage.messages import Incoming

logger = logging.getLogger(__name__)

FIRST_WAIT = 1.0
LONGEST_WAIT = 30.0
AFTER_A_FAILED_TURN = 1.0

Fetch = Callable[[int], Awaitable[list[Update]]]
"""Asks for the updates from an offset on; raises TelegramError."""

Take = Callable[[Update, Incoming], Awaitable[None]]
"""Takes one update; when it raises, the update must come again."""


async def poll(fetch: Fetch, take: Take) -> None:
    """Hands every update to `take` until cancelled.

    The offset moves when all updates of a batch were taken. After a failure the whole batch is fetched
    again: the key of an event makes the repeats of the others harmless.
    """
    offset = 0
    while True:
        batch = await fetch(offset)
        if await _all_taken(batch, take):
            offset = max((_number(update) + 1 for update in batch), default=offset)
        else:
            await asyncio.sleep(AFTER_A_FAILED_TURN)


async def _all_taken(batch: list[Update], take: Take) -> bool:
    """Different people's updates at the same time, one person's one after the other."""
    by_chat: dict[str, list[tuple[Update, Incoming]]] = defaultdict(list)
    for update in batch:
        incoming = read(update)
        if incoming is not None:
            by_chat[incoming.chat].append((update, incoming))
    return all(await asyncio.gather(*(_taken(turns, take) for turns in by_chat.values())))


def _number(update: object) -> int:
    number = update.get("update_id") if isinstance(update, dict) else None
    return number if isinstance(number, int) else -1


async def _taken(turns: list[tuple[Update, Incoming]], take: Take) -> bool:
    for update, incoming in turns:
        try:
            await take(update, incoming)
        except Exception:
            # The later ones of this person wait for it, or they would overtake it.
            logger.exception("Update %s was not taken and will be fetched again", incoming.key)
            return False
    return True


class Patience:
    """Asks again after 1, 2, 4 … 30 seconds while Telegram does not answer, and tells the log once."""

    def __init__(self, token: str) -> None:
        self._token = token
        self._wait = 0.0
        self._trouble = ""

    def answered(self) -> None:
        """The last call went well."""
        if self._trouble:
            logger.info("Telegram answers again")
        self._wait, self._trouble = 0.0, ""

    async def after(self, error: TelegramError) -> None:
        """Waits as long as is right after this error."""
        self._tell(error)
        self._wait = min(LONGEST_WAIT, self._wait * 2 or FIRST_WAIT)
        asked_for = seconds_of(error) if isinstance(error, RetryAfter) else 0.0
        await asyncio.sleep(max(self._wait, asked_for))

    def _tell(self, error: TelegramError) -> None:
        trouble = _trouble(error)
        if trouble != self._trouble:
            logger.warning("%s: %s", trouble, as_send_error(error, self._token).detail)
        self._trouble = trouble


def _trouble(error: TelegramError) -> str:
    if isinstance(error, Conflict):
        return "Somebody else receives this bot's updates (a webhook or a second bot); stop one of the two"
    if isinstance(error, InvalidToken):
        return "No updates arrive"
    return "Telegram does not answer; asking until it does"
