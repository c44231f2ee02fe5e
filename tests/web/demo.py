"""Three phones whose bot only repeats what it hears, and a clock that stands still, for the page's tests."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from starlette.applications import Starlette

from bot.channels import Capabilities, Outgoing
from bot.channels.local import LocalChannel
from bot.web.phones import Phone, routes
from storage.messages import Choice, Incoming, Message

MONDAY = datetime(2026, 11, 23, 7, 5, tzinfo=UTC)  # 14:05 in Vietnam
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
LETTERS = tuple(Choice(letter, f"/answer {letter}", in_text=True) for letter in "ABCD")


@dataclass
class StoppedClock:
    at: datetime = MONDAY
    zone: ZoneInfo = ZONE
    due: list[datetime] = field(default_factory=list)

    def now(self) -> datetime:
        return self.at

    async def advance(self, delta: timedelta) -> None:
        self.at += delta
        self.due = [due for due in self.due if due > self.at]

    async def next_due(self) -> datetime | None:
        return min(self.due, default=None)


@dataclass
class Demo:
    """Three phones whose bot repeats what it hears; `heard` is what reached it."""

    clock: StoppedClock
    lan: Phone
    minh: Phone
    hoa: Phone
    heard: list[Incoming] = field(default_factory=list)

    @property
    def app(self) -> Starlette:
        return Starlette(routes=routes([self.lan, self.minh, self.hoa], self.clock, "Trung tâm <Chính trị>"))

    async def echo(self, phone: Phone, event: Incoming) -> None:
        self.heard.append(event)
        message = Message(f"Đã nhận: {event.text}", LETTERS)
        await phone.channel.send(Outgoing(event.chat, message, edits=event.message_id))

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        phones = [self.lan, self.minh, self.hoa]
        listeners = [asyncio.create_task(self._listen(phone)) for phone in phones]
        yield
        for phone in phones:
            await phone.channel.close()
        for listener in listeners:
            listener.cancel()

    async def _listen(self, phone: Phone) -> None:
        async def receive(event: Incoming) -> None:
            await self.echo(phone, event)

        await phone.channel.listen(receive)


def three_phones() -> Demo:
    """Lan and Hoa with buttons, Minh with plain text; the clock stands at 14:05 on a Monday."""
    plain = Capabilities(buttons=False, edits=False, files=False)
    return Demo(
        StoppedClock(),
        Phone("lan", "Trần Thị Lan", "Học viên · có nút bấm", LocalChannel(1, Capabilities()), "11", "gõ /start"),
        Phone("minh", "Lê Văn Minh", "Học viên", LocalChannel(2, plain), "12", quick=["lich"]),
        Phone("hoa", "Phạm Hoa", "Cán bộ", LocalChannel(3, Capabilities()), "13", "gửi tệp", True),
    )
