"""Events that the platform gives only once: handed over until they are taken."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict, deque

from bot.channels import Receive
from storage.messages import Incoming

logger = logging.getLogger(__name__)

FIRST_WAIT = 1.0
LONGEST_WAIT = 60.0
MOST_WAITING = 200  # what is read lives only in this process, so no more is read than can soon be taken
LAST_SECONDS = 3.0  # for what is under way when we stop


class Taking:
    """Different people's events at the same time, one person's in order."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._waiting: defaultdict[str, deque[Incoming]] = defaultdict(deque)
        self._running: set[asyncio.Task[None]] = set()

    async def put(self, incoming: Incoming) -> None:
        """Begin to hand the event over; when too many wait, only after others were taken."""
        while self._running and sum(map(len, self._waiting.values())) >= MOST_WAITING:
            await asyncio.wait(self._running, timeout=FIRST_WAIT, return_when=asyncio.FIRST_COMPLETED)
        mine = self._waiting[incoming.chat]
        mine.append(incoming)
        if len(mine) == 1:
            task = asyncio.create_task(self._take_all(incoming.chat))
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    async def cancel(self) -> None:
        """Give what is under way a moment, then leave it: it is lost, and the log says so."""
        if self._running:
            await asyncio.wait(self._running, timeout=LAST_SECONDS)
        lost = [incoming.key for waiting in self._waiting.values() for incoming in waiting]
        if lost:
            logger.error("Zalo will not give these messages again, and they were not taken: %s", ", ".join(lost))
        for task in list(self._running):
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def _take_all(self, chat: str) -> None:
        mine = self._waiting[chat]
        while mine:
            await self._until_taken(mine[0])
            mine.popleft()
        del self._waiting[chat]

    async def _until_taken(self, incoming: Incoming) -> None:
        """An event that breaks its handler is taken in the end, too: the dispatcher sets it aside."""
        wait = FIRST_WAIT
        while True:
            try:
                await self._receive(incoming)
                return
            except Exception:
                if wait == FIRST_WAIT:
                    logger.exception("Message %s was not taken; handing it over until it is", incoming.key)
            await asyncio.sleep(wait)
            wait = min(LONGEST_WAIT, wait * 2)
