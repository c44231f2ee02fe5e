"""A channel that keeps what is sent: the only thing that is not real in a conversation test."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from itertools import count

from bot.channels import Capabilities, Outgoing, Receive, SendError
from storage.messages import Received


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
        self.sent.setdefault(out.chat, deque()).append(out)
        return str(next(self._ids))

    def count(self, out: Outgoing) -> int:
        return 1

    async def listen(self, receive: Receive) -> None:
        await asyncio.Event().wait()

    async def fetch(self, file: Received) -> bytes:
        return self.files[file.reference]

    async def close(self) -> None:
        return None
