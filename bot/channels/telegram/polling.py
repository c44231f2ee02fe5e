"""The getUpdates loop: an update is confirmed to Telegram only after its turn is committed."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.channels import Unusable
from bot.channels.telegram.incoming import Update, read
from bot.channels.telegram.refusals import as_send_error, seconds_of
from storage.messages import Incoming

logger = logging.getLogger(__name__)

FIRST_WAIT = 1.0
LONGEST_WAIT = 30.0
AFTER_A_FAILED_TURN = 1.0
A_MOMENT = 0.25  # seconds after which new updates are asked for although some are still being taken
CONFLICTS = 3  # with another reader, after which the one that came last leaves
SETTLED = 60.0  # seconds of reading alone, after which this one stays whatever comes

Fetch = Callable[[int], Awaitable[list[Update]]]
"""Asks for the updates from an offset on; raises TelegramError."""

Take = Callable[[Update, Incoming], Awaitable[None]]
"""Takes one update; when it raises, the update must come again."""


async def poll(fetch: Fetch, take: Take) -> None:
    """Hands every update to `take` until cancelled.

    The offset moves up to the first update that is not taken yet, so a slow one is not confirmed, and nobody else
    waits for it.
    """
    taking = Taking(take)
    try:
        while True:
            new = taking.begin(await fetch(taking.offset))
            await taking.settle(news=new > 0)
    finally:
        await taking.cancel()


class Taking:
    """The updates that are being taken: different people's at the same time, one person's in order."""

    def __init__(self, take: Take) -> None:
        self._take = take
        self._next = 0  # after the last update ever seen
        self._open: set[int] = set()  # seen, and not taken yet
        self._running: dict[int, asyncio.Task[None]] = {}
        self._not_before: dict[int, float] = {}  # of an update that failed (monotonic)

    @property
    def offset(self) -> int:
        """The first update that Telegram must keep for us."""
        return min(self._open, default=self._next)

    def begin(self, batch: list[Update]) -> int:
        """Starts what is not under way, and says how many that are."""
        now = time.monotonic()
        waiting: dict[str, list[tuple[Update, Incoming]]] = defaultdict(list)
        held = set[str]()
        for update in batch:
            number, incoming = _number(update), read(update)
            if number < self._next and number not in self._open:
                continue  # taken, but behind one that is not
            self._next = max(self._next, number + 1)
            if incoming is None:
                continue
            self._open.add(number)
            if number in self._running or self._not_before.get(number, 0) > now:
                held.add(incoming.chat)  # the later ones of this person wait for it
            elif incoming.chat not in held:
                waiting[incoming.chat].append((update, incoming))
        for turns in waiting.values():
            task = asyncio.create_task(self._taken(turns))
            self._running.update(dict.fromkeys((_number(update) for update, _ in turns), task))
        return len(waiting)

    async def settle(self, *, news: bool) -> None:
        """Waits a moment for what is under way; not at all when nothing is."""
        tasks = set(self._running.values())
        if tasks:
            ending = asyncio.ALL_COMPLETED if news else asyncio.FIRST_COMPLETED
            await asyncio.wait(tasks, timeout=A_MOMENT, return_when=ending)
        elif self._open:
            await asyncio.sleep(A_MOMENT)

    async def cancel(self) -> None:
        """Leaves what is under way; Telegram keeps it."""
        tasks = set(self._running.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _taken(self, turns: list[tuple[Update, Incoming]]) -> None:
        left = [_number(update) for update, _ in turns]
        try:
            for update, incoming in turns:
                await self._take(update, incoming)
                self._open.discard(left.pop(0))
        except Exception:
            # The later ones of this person wait for it, or they would overtake it.
            logger.exception("Update %s was not taken and will be fetched again", left[0])
            self._not_before[left[0]] = time.monotonic() + AFTER_A_FAILED_TURN
        finally:
            for update, _ in turns:
                del self._running[_number(update)]
            self._not_before = {number: at for number, at in self._not_before.items() if number in self._open}


def _number(update: object) -> int:
    number = update.get("update_id") if isinstance(update, dict) else None
    return number if isinstance(number, int) else -1


class Patience:
    """Asks again after 1, 2, 4 … 30 seconds while Telegram does not answer, and tells the log once.

    Who finds another reader of the same bot soon after the start is the second one, and leaves; who has read for
    long stays. A token that was never accepted will not be, either.
    """

    def __init__(self, token: str) -> None:
        self._token = token
        self._wait = 0.0
        self._trouble = ""
        self._began = 0.0
        self._ever_answered = False
        self._conflicts = 0
        self._alone = 0.0  # seconds without a conflict since the first answer

    def answered(self) -> None:
        """The last call went well."""
        if self._trouble:
            logger.info("Telegram answers again")
        self._wait, self._trouble = 0.0, ""
        self._ever_answered = True
        self._began = self._began or time.monotonic()

    async def after(self, error: TelegramError) -> None:
        """Waits as long as is right after this error. Raises `Unusable` when waiting will not help."""
        self._tell(error)
        if isinstance(error, InvalidToken) and not self._ever_answered:
            raise Unusable(f"{as_send_error(error, self._token).detail}. Copy the token from @BotFather again.")
        self._wait = min(LONGEST_WAIT, self._wait * 2 or FIRST_WAIT)
        if _second_reader(error):
            self._count_conflict()
            self._wait = FIRST_WAIT
        asked_for = seconds_of(error) if isinstance(error, RetryAfter) else 0.0
        await asyncio.sleep(max(self._wait, asked_for))

    def _count_conflict(self) -> None:
        """One conflict may be a leftover of our own last run; the longer we read alone, the more it takes."""
        now = time.monotonic()
        if not self._conflicts:
            self._alone = now - (self._began or now)
        self._conflicts += 1
        if self._conflicts >= CONFLICTS + self._alone and self._alone < SETTLED:
            raise Unusable("Another bot receives the updates of this token. Stop it first, or use a token of its own.")

    def _tell(self, error: TelegramError) -> None:
        trouble = _trouble(error)
        if trouble != self._trouble:
            logger.warning("%s: %s", trouble, as_send_error(error, self._token).detail)
        self._trouble = trouble


def _second_reader(error: TelegramError) -> bool:
    return isinstance(error, Conflict) and "getupdates request" in error.message.lower()


def _trouble(error: TelegramError) -> str:
    if isinstance(error, Conflict):
        return "Somebody else receives this bot's updates (a webhook or a second bot); stop one of the two"
    if isinstance(error, InvalidToken):
        return "No updates arrive"
    return "Telegram does not answer; asking until it does"
