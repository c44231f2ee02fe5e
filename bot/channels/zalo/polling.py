"""The getUpdates loop. Zalo keeps nothing that was read once, so each event is handed over until it is taken."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

import httpx

from bot.channels import Unusable
from bot.channels.zalo.calls import NOTHING_NEW, ZaloError
from bot.channels.zalo.incoming import Event
from bot.channels.zalo.taking import Taking
from storage.messages import Incoming

logger = logging.getLogger(__name__)

BETWEEN_EMPTY = 0.5  # seconds
FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0
REMEMBERED = 1000  # keys of the last events
WRONG_TOKEN = "Zalo does not accept the token. Copy it from the bot's page again."  # noqa: S105  # a sentence

Fetch = Callable[[], Awaitable[Any]]
Read = Callable[[Event], Incoming | None]


async def poll(fetch: Fetch, read: Read, taking: Taking) -> None:
    """Hand every event over until cancelled; then let those that were read be taken.

    Raises `Unusable` when the token is refused and never was accepted.
    """
    seen, patience = Seen(), Patience()
    try:
        while True:
            try:
                events = await _events(fetch)
            except (ZaloError, httpx.HTTPError) as error:
                await patience.after(error)
                continue
            patience.answered()
            found = [incoming for event in events if (incoming := read(event)) is not None]
            new = [incoming for incoming in found if seen.first_time(incoming.key)]
            for incoming in new:
                await taking.put(incoming)
            if not new:
                await asyncio.sleep(BETWEEN_EMPTY)
    finally:
        await taking.cancel()


async def _events(fetch: Fetch) -> list[Event]:
    """Documented is one object; a list and nothing at all are taken too, and 408 is nothing."""
    try:
        result = await fetch()
    except ZaloError as error:
        if error.code != NOTHING_NEW:
            raise
        return []
    found = result if isinstance(result, list) else [result]
    return [one for one in found if isinstance(one, dict)]


class Seen:
    """The keys of the last events.

    The inbox drops repeats as well, but some have seen getUpdates give what was read again and again, at once: then
    a poll with nothing but repeats must count as an empty one.
    """

    def __init__(self) -> None:
        self._keys: OrderedDict[str, None] = OrderedDict()

    def first_time(self, key: str) -> bool:
        if key in self._keys:
            return False
        self._keys[key] = None
        if len(self._keys) > REMEMBERED:
            self._keys.popitem(last=False)
        return True


class Patience:
    """Waits longer after each failure, and tells the log once. A token that was never accepted will not be."""

    def __init__(self) -> None:
        self._wait = 0.0
        self._accepted = False

    async def after(self, error: Exception) -> None:
        if isinstance(error, ZaloError) and error.code == 401 and not self._accepted:
            raise Unusable(WRONG_TOKEN) from None
        if not self._wait:
            why = str(error) if isinstance(error, ZaloError) else type(error).__name__
            logger.warning("Zalo does not answer (%s), trying again", why)
        self._wait = min(self._wait * 2 or FIRST_WAIT, LONGEST_WAIT)
        await asyncio.sleep(self._wait)

    def answered(self) -> None:
        if self._wait:
            logger.warning("Zalo answers again")
        self._wait, self._accepted = 0.0, True
