"""The outbox → a channel: pace, retry, give up, mark unreachable."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import Row
from sqlmodel import Session

from bot import contents, marks
from bot.channels import Channel, Outgoing, Paused, QuotaUsedUp, SendError, Unsure
from bot.holding import Alone, Holding
from bot.measures import Measures
from bot.pace import Pace
from bot.verdicts import QUOTA_PAUSE, verdict
from storage import accounts, digests, leases, outbox, plans, reaching
from storage.database import Database, in_short, is_trouble
from storage.messages import Message
from storage.outbox import Outbox
from storage.quizzes import doing

log = structlog.get_logger(__name__)

Rows = list[Row[Any]]
"""What goes out as one message: a row of the outbox, and others to the same chat that go with it."""

IN_FLIGHT = 10  # claimed at the most, so that a crash repeats no more than these
AHEAD = 4  # of these, the ones that wait for their moment, so that none passes while the table is asked
TOGETHER = 3  # claimed in one go while there are more: a claim costs as much for three as for one
SWEEP_SECONDS = 30.0
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
SET_ASIDE_AT_ONCE = 500  # notices taken off an account that keeps its last messages for replies
IDLE = 1.0  # seconds after which the table is asked even when nobody rang


class Delivery:
    """Sends what waits for one account. There is one sender per account."""

    def __init__(
        self,
        database: Database,
        channel: Channel,
        now: Callable[[], datetime],
        per_second: float,
        *, holding: Holding | None = None, measures: Measures | None = None, zone: ZoneInfo = VIETNAM,
    ) -> None:  # fmt: skip
        self.database = database
        self.channel = channel
        self.now = now
        self.pace = Pace(channel.capabilities.sends_per_second or per_second)
        self.holding = holding or Alone()
        self.claimer = self.holding.holder
        self.measures = measures or Measures()
        self.zone = zone  # whose calendar months the account's plan counts
        self.active = False  # whether this process sends for the account
        self._bell = asyncio.Event()
        self._sending: dict[asyncio.Task[None], list[int]] = {}  # the sends under way and their rows
        self._paused_until = 0.0  # monotonic
        self._swept_at = time.monotonic()
        self._in_line = asyncio.Lock()  # those that wait for their moment, in order
        self._waiting = 0
        self._more = False  # whether the last claim left something
        self._ours_until = float("inf")  # monotonic; afterwards another process may be sending

    @property
    def lease(self) -> str:
        """The name under which one process at a time sends for the account."""
        return f"send:{self.channel.account_id}"

    def wake(self) -> None:
        """Something was put into the outbox."""
        self._bell.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Send whenever it is this process's turn, until told to stop; then let what is in flight arrive."""
        await self.holding.while_held(self.lease, self._serve, stop)

    async def _serve(self, stop: asyncio.Event) -> None:
        started, self.active = False, True
        while not stop.is_set():
            try:
                if not started:
                    await self._start()
                    started = True
                await self._sweep()
                worked = await self._round()
            except Exception as error:
                self._tell(error)
                worked = False
                await asyncio.sleep(IDLE)
            if not worked:
                await self._rest(stop)
        self.active = False
        if self._sending:
            await asyncio.wait(self._sending)

    def _tell(self, error: Exception) -> None:
        trouble = is_trouble(error)
        log.error(
            "delivery waits for the database" if trouble else "delivery failed, trying again",
            account=self.channel.account_id,
            error=in_short(error),
            exc_info=None if trouble else error,
        )

    async def drain(self) -> None:
        """Send all that is due now and wait for it: for tests and for a clock that was moved."""
        while await self._round() or self._sending:
            if self._sending:
                await asyncio.wait(self._sending)

    async def _start(self) -> None:
        """Settle what an earlier sender left behind, and take over its pause."""

        def begin(session: Session) -> tuple[int, accounts.Account]:
            left = outbox.release_stale(session, self.channel.account_id, self.now())
            return left, session.get_one(accounts.Account, self.channel.account_id)

        left, account = await self.database.run(begin)
        if left:
            log.warning("messages were in flight when the last run ended", count=left)
        if not self.holding.alone:
            self.pace.used_up()  # whoever had the lease may have sent until now
        elif account.claimed_at is not None:
            self.pace.used_up(max(0.0, (self.now() - account.claimed_at).total_seconds()))
        self._paused_until = 0.0
        if account.paused_until is not None:
            self._paused_until = time.monotonic() + max(0.0, (account.paused_until - self.now()).total_seconds())

    async def _sweep(self) -> None:
        """Now and then, settle rows whose mark could not be written while the database was out of reach."""
        if time.monotonic() - self._swept_at < SWEEP_SECONDS:
            return
        self._swept_at = time.monotonic()
        account_id, now, alive = self.channel.account_id, self.now(), tuple(chain(*self._sending.values()))
        await self.database.run(lambda session: outbox.release_stale(session, account_id, now, before=now, alive=alive))

    async def _round(self) -> bool:
        """Claim and start what may go out at this moment. False when there was nothing to do."""
        self._bell.clear()  # also when there is no room, or it would ring on until there is
        self.measures.rounds[self.channel.account_id] = time.monotonic()
        room = min(IN_FLIGHT - len(self._sending), max(0, self.pace.free()) + AHEAD - self._waiting)
        if room < (TOGETHER if self._more and self._sending else 1) or time.monotonic() < self._paused_until:
            return False
        claimed = await self._claimed(room)
        self._more = len(claimed) == room
        for rows in claimed:
            task = asyncio.create_task(self._send(rows))
            self._sending[task] = [row.id for row in rows]
            task.add_done_callback(self._arrived)
        return bool(claimed)

    async def _claimed(self, room: int) -> Sequence[Rows]:
        """Rows that this process may send now; none when it is another's turn."""
        now, asked_at = self.now(), time.monotonic()

        def claim(session: Session) -> Sequence[Rows] | None:
            if not self.holding.holds(session, self.lease):
                return None
            return self._claim(session, now, room)

        rows = await self.database.run(claim)
        if not self.holding.alone and rows is not None:
            self._ours_until = asked_at + leases.SECONDS
        return rows or []

    def _claim(self, session: Session, now: datetime, room: int) -> Sequence[Rows]:
        """What may go out, several notices as one where a plan counts; none where it keeps the rest for replies."""
        account_id, month = self.channel.account_id, plans.month_of(now, self.zone)
        if self._has_plan and not plans.notices_may_go(session, account_id, month):
            while reaching.set_aside(session, account_id, month, now, SET_ASIDE_AT_ONCE) == SET_ASIDE_AT_ONCE:
                pass
        while rows := outbox.claim(session, account_id, self.claimer, now, room):
            along = (digests.along(session, row, self.claimer, now) if self._has_plan else () for row in rows)
            messages = [[row, *others] for row, others in zip(rows, along, strict=True)]
            if wanted := doing.still_wanted(session, messages, now):
                return wanted
        return []

    @property
    def _has_plan(self) -> bool:
        return self.channel.capabilities.messages_a_month is not None

    def _arrived(self, task: asyncio.Task[None]) -> None:
        self._sending.pop(task, None)
        self._bell.set()
        if not task.cancelled() and task.exception() is not None:
            log.error("a mark could not be written", error=repr(task.exception()))

    async def _rest(self, stop: asyncio.Event) -> None:
        """Wait for the bell, the end of a pause, or a second."""
        pause = self._paused_until - time.monotonic()
        ringing = [asyncio.create_task(stop.wait())]
        if pause <= 0:
            ringing.append(asyncio.create_task(self._bell.wait()))
        await asyncio.wait(ringing, timeout=pause if pause > 0 else IDLE, return_when=asyncio.FIRST_COMPLETED)
        for task in ringing:
            task.cancel()

    async def _its_moment(self) -> int | None:
        """Wait until the pace lets one more out, one after the other; its number, None when a pause has begun."""
        self._waiting += 1
        try:
            async with self._in_line:
                while (seconds := self.pace.wait()) > 0:  # noqa: ASYNC110  # time makes room, nobody rings
                    await asyncio.sleep(seconds)
                return None if time.monotonic() < self._paused_until else self.pace.begins()
        finally:
            self._waiting -= 1
            self._bell.set()  # the next may be claimed

    async def _mark(self, rows: Rows, values: dict[str, Any], then: Callable[[Session], None] | None = None) -> None:
        await marks.write(self.database, self.claimer, rows, values, then)

    async def _send(self, rows: Rows) -> None:
        row, now = rows[0], self.now()
        if row.expires_at is not None and row.expires_at <= now:
            await self._mark(rows, {"state": outbox.EXPIRED})
            return
        if row.kind == "progress" and not self.channel.capabilities.edits:
            await self._mark(rows, {"state": outbox.CANCELLED})
            return
        slot = await self._its_moment()
        if slot is None:  # back into the line, as if it had not been claimed
            await self._mark(rows, {"state": outbox.QUEUED, "attempts": Outbox.attempts - 1})
            return
        began = time.monotonic()
        outcome = await self._handed_over(rows, slot)
        self.measures.send(self.channel.account_id, outcome, began)

    async def _handed_over(self, rows: Rows, slot: int) -> str:
        """Send and mark; the outcome as a word: `sent`, or why not."""
        try:
            out = await self._outgoing(rows)
            if time.monotonic() > self._ours_until:  # this process slept, and another one sends now
                return "lost"
            try:
                message_id = await self.channel.send(out)
            finally:
                self.pace.ended(slot)
        except SendError as error:
            await self._mark_failures(rows, error, out)
            return error.reason
        except Exception as error:
            log.exception("a message broke its channel", outbox=rows[0].id)
            await self._mark(rows, {"state": outbox.FAILED, "reason": "unknown", "detail": repr(error)[:500]})
            return "unknown"
        sent = {"state": outbox.SENT, "sent_at": self.now(), "message_id": message_id, "reason": "", "detail": ""}
        await self._mark(rows, sent, self._counting(out))
        return "sent"

    def _counting(self, out: Outgoing) -> Callable[[Session], None] | None:
        """Count the message in the account's plan, if it has one: with its mark, so that no crash parts the two."""
        if not self._has_plan:
            return None
        month, count = plans.month_of(self.now(), self.zone), self.channel.count(out)
        return partial(plans.note, account_id=self.channel.account_id, month=month, sent=count)

    async def _outgoing(self, rows: Rows) -> Outgoing:
        row = rows[0]
        message = digests.joined([Message.from_json(one.body) for one in rows])
        content = None
        if message.file is not None:
            content = await contents.content(self.database, message.file)
        return Outgoing(row.chat, message, row.lane == outbox.NOTICE, row.edits, content, row.id)

    async def _mark_failures(self, rows: Rows, error: SendError, out: Outgoing) -> None:
        """Write what the error means for each of the rows; what may have arrived all the same counts once."""
        if isinstance(error, Paused) and error.whole_account:  # exactly as long as we were told
            self._paused_until = max(self._paused_until, time.monotonic() + error.seconds)
        if isinstance(error, QuotaUsedUp):
            self._paused_until = time.monotonic() + QUOTA_PAUSE.total_seconds()
        month = plans.month_of(self.now(), self.zone)
        if isinstance(error, Unsure) and (count := self._counting(out)) is not None:
            await self.database.run(count)
        for row in rows:
            values, then = verdict(row, error, self.channel.account_id, month, self.now())
            await self._mark([row], values, then)
