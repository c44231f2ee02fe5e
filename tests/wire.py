"""Channels that keep what is sent: the only thing that is not real in a conversation test.

Conversations in plain text go through the Zalo channel, to a fake Zalo in memory: what it would refuse fails them.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from itertools import count

import httpx

from bot.channels import Capabilities, Outgoing, Receive, SendError
from bot.channels.zalo import ZaloChannel
from storage.messages import Incoming, Received
from tests.fakes.bot_api.http import HangUpError, Request
from tests.fakes.zalo import TOKEN, Zalo, events


@dataclass
class Wire:
    """Records every message by chat. `refusals` maps a chat to the errors its next sends raise, in order."""

    account_id: int
    capabilities: Capabilities
    sent: dict[str, deque[Outgoing]] = field(default_factory=dict)
    refusals: dict[str, list[SendError]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    _ids: count[int] = field(default_factory=lambda: count(1))

    async def send(self, out: Outgoing) -> str:
        if self.refusals.get(out.chat):
            raise self.refusals[out.chat].pop(0)
        message_id = await self._handed_over(out)
        self.sent.setdefault(out.chat, deque()).append(out)
        return message_id

    async def _handed_over(self, out: Outgoing) -> str:
        return str(next(self._ids))

    def count(self, out: Outgoing) -> int:
        return 1

    def heard(self, incoming: Incoming) -> Incoming:
        """The event as the channel gives it."""
        return incoming

    async def listen(self, receive: Receive) -> None:
        await asyncio.Event().wait()

    async def fetch(self, file: Received) -> bytes:
        return self.files[file.reference]

    async def close(self) -> None:
        return None


@dataclass
class ZaloWire(Wire):
    """The same by way of the Zalo channel: its splitting, its limits, its events."""

    zalo: Zalo = field(default_factory=Zalo)

    def __post_init__(self) -> None:
        self.channel = ZaloChannel(
            self.account_id,
            TOKEN,
            link=lambda out: f"https://centre.example/tep/{out.row}",
            transport=httpx.MockTransport(self._answered),
        )

    async def _handed_over(self, out: Outgoing) -> str:
        self.zalo.bots[TOKEN].people.add(out.chat)  # whoever was linked by hand has written before
        return await self.channel.send(out)

    def count(self, out: Outgoing) -> int:
        return self.channel.count(out)

    def heard(self, incoming: Incoming) -> Incoming:
        """Texts and stickers as Zalo's events; it has none of the others."""
        if incoming.kind not in {"text", "other"}:
            return incoming
        make = events.sticker(incoming.chat, incoming.key)
        if incoming.kind == "text":
            make = events.text(incoming.chat, incoming.text, incoming.key, name=incoming.name)
        self.zalo.happens(make)
        found = self.channel.read(self.zalo.bots[TOKEN].waiting.popleft())
        assert found is not None
        return found

    async def _answered(self, request: httpx.Request) -> httpx.Response:
        asked = Request(request.method, request.url.path, dict(request.headers), await request.aread())
        try:
            answer = await self.zalo.answer(asked)
        except HangUpError:
            raise httpx.ReadError("cut") from None
        return httpx.Response(answer.status, content=answer.body, headers={"Content-Type": answer.kind})


def wire(account_id: int, capabilities: Capabilities) -> Wire:
    """The channel for what it can do."""
    return (Wire if capabilities.buttons else ZaloWire)(account_id, capabilities)
