"""The load: Telegram's webhook calls from its own process, over raw sockets; prints what it saw as JSON.

`python -m tests.bench.load` reads a plan from standard input (see `Plan`). The updates are sent in the order of
the file and each once.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import cast

import uvloop

from tests.bench.figures import percentile

SECRET = "the-secret-of-the-bench"
LATE = 90.0  # seconds after which an answer that did not come is given up


@dataclass(frozen=True)
class Plan:
    """What to do. `updates` is a file with one update a line, of which the first `skip` were sent before.

    With `rate` (a second) the updates come at fixed moments, whatever became of the earlier ones; without,
    every connection sends the next one when its answer came. It ends after `count` updates or `seconds`.
    """

    port: int
    updates: str
    skip: int
    count: int
    seconds: float
    connections: int = 64
    rate: float = 0.0


@dataclass
class Seen:
    """What came back: latencies in milliseconds from the moment an update was due, and the wall time."""

    sent: int = 0
    refused: int = 0
    seconds: float = 0.0
    late: float = 0.0  # the most that the load itself was behind its timetable, in milliseconds
    milliseconds: list[float] = field(default_factory=list)

    def summary(self) -> dict[str, float]:
        return {
            "sent": self.sent,
            "answered": len(self.milliseconds),
            "refused": self.refused,
            "seconds": self.seconds,
            "per_second": len(self.milliseconds) / self.seconds,
            "p50": percentile(self.milliseconds, 0.5),
            "p99": percentile(self.milliseconds, 0.99),
            "late": self.late,
        }


class Connection(asyncio.Protocol):
    """One kept-open connection with at most one request on its way."""

    def __init__(self, idle: Callable[[Connection], None], seen: Seen) -> None:
        self._idle, self._seen = idle, seen
        self._buffer = b""
        self._since = 0.0
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop has a class of its own

    def send(self, request: bytes, since: float) -> None:
        assert self._transport is not None
        self._since = since
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not whole(self._buffer):
            return
        if self._buffer[9:12] != b"200":
            self._seen.refused += 1
        self._seen.milliseconds.append((time.perf_counter() - self._since) * 1000)
        self._buffer = b""
        self._idle(self)

    def close(self) -> None:
        assert self._transport is not None
        self._transport.close()


def whole(answer: bytes) -> bool:
    """Whether the whole HTTP answer is there."""
    head, end, body = answer.partition(b"\r\n\r\n")
    if not end:
        return False
    head = head.lower()
    if b"transfer-encoding: chunked" in head:
        return body.endswith(b"0\r\n\r\n")
    length = head.partition(b"content-length:")[2].partition(b"\r\n")[0]
    return len(body) >= int(length or 0)


def request(body: bytes) -> bytes:
    """The call of the webhook, as Telegram makes it."""
    head = (
        "POST /telegram HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


class Load:
    """Carries out one plan."""

    def __init__(self, plan: Plan) -> None:
        with Path(plan.updates).open("rb") as file:
            lines = islice(file, plan.skip, plan.skip + plan.count)
            self._requests = deque(request(line.rstrip(b"\n")) for line in lines)
        self._plan = plan
        self._seen = Seen()
        self._free: deque[Connection] = deque()
        self._due: deque[float] = deque()
        self._busy = 0
        self._quiet = asyncio.Event()
        self._quiet.set()

    async def run(self) -> Seen:
        loop = asyncio.get_running_loop()
        for _ in range(self._plan.connections):
            _, one = await loop.create_connection(
                lambda: Connection(self._idle, self._seen), "127.0.0.1", self._plan.port
            )
            self._free.append(one)
        connections, start = list(self._free), time.perf_counter()
        await (self._timetable(start) if self._plan.rate else self._everything())
        await self._all_answered(LATE)
        self._seen.seconds = time.perf_counter() - start
        for one in connections:
            one.close()
        return self._seen

    async def _everything(self) -> None:
        self._due.extend(0.0 for _ in self._requests)
        self._fill()
        await self._all_answered(self._plan.seconds)
        self._due.clear()

    async def _timetable(self, start: float) -> None:
        count = min(len(self._requests), int(self._plan.rate * self._plan.seconds))
        for number in range(count):
            moment = start + number / self._plan.rate
            wait = moment - time.perf_counter()
            if wait > 0:
                await asyncio.sleep(wait)
            now = time.perf_counter()
            self._seen.late = max(self._seen.late, (now - moment) * 1000)
            # From now, not from the timetable: that the timer woke late is not the bot's doing.
            self._due.append(now)
            self._fill()

    async def _all_answered(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._quiet.wait()

    def _idle(self, connection: Connection) -> None:
        self._busy -= 1
        self._free.append(connection)
        self._fill()
        if not self._busy:
            self._quiet.set()

    def _fill(self) -> None:
        while self._due and self._free and self._requests:
            since = self._due.popleft() or time.perf_counter()
            self._busy += 1
            self._quiet.clear()
            self._seen.sent += 1
            self._free.popleft().send(self._requests.popleft(), since)


async def carried_out(plan: Plan) -> dict[str, float]:
    """The summary of what another process saw that carried out the plan."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.load", stdin=-1, stdout=-1, cwd=Path(__file__).parents[2]
    )
    out, _ = await process.communicate(json.dumps(asdict(plan)).encode())
    summary: dict[str, float] = json.loads(out)
    return summary


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        print(json.dumps(runner.run(Load(Plan(**json.load(sys.stdin))).run()).summary()))
