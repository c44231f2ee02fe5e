"""How a peer's sends are measured: ten at a time after a warm-up, CPU of the whole process; printed as JSON."""

from __future__ import annotations

import asyncio
import json
import resource
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

AT_ONCE, WARM_UP = 10, 200
FIRST_CHAT = 1_000_000
TEXT = "Thông báo: lớp học ngày mai bắt đầu lúc 7 giờ 30 tại hội trường A. Mời đồng chí đến đúng giờ."

Send = Callable[[int, str], Awaitable[object]]


async def measured(send: Send, count: int) -> None:
    """Send to that many chats, and print messages, seconds and CPU seconds."""
    await _all(send, WARM_UP)
    cpu, start = _cpu(), time.perf_counter()
    await _all(send, count)
    print(json.dumps({"messages": count, "seconds": time.perf_counter() - start, "cpu": _cpu() - cpu}))


async def _all(send: Send, count: int) -> None:
    chats = iter(range(FIRST_CHAT, FIRST_CHAT + count))
    await asyncio.gather(*(_some(send, chats) for _ in range(AT_ONCE)))


async def _some(send: Send, chats: Iterator[int]) -> None:
    for chat in chats:
        await send(chat, TEXT)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def resident() -> int:
    """Bytes of memory that this process has at the moment. Only on Linux."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
