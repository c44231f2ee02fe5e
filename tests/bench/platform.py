"""Telegram for the bench, in a process of its own: answers fast, or enforces its rates with latency and faults.

Called as: PORT [--latency SECONDS] [--per-second N] [--faults SHARE] [--seed N]. `GET /report` gives what arrived.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import math
import random
import re
import time
from collections import defaultdict, deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, cast

import uvloop

BURST = 3  # messages to one chat at once, then one a second
RETRY_AFTER = 1  # seconds, the least that Telegram asks for
POLL_SECONDS = 30.0  # how long a getUpdates hangs; nothing ever comes of it

# What becomes of the first message to a chat. The person has it in the last three, but the bot is not told.
FORBIDDEN, ERROR, CUT, BAD_GATEWAY, CUT_AFTER, SILENT = (
    "forbidden", "error", "cut", "bad gateway", "cut after", "silent",
)  # fmt: skip
KINDS = (FORBIDDEN, ERROR, CUT, BAD_GATEWAY, CUT_AFTER, SILENT)
SENT, TOO_MANY = "sent", "too many"
UNACKNOWLEDGED = (BAD_GATEWAY, CUT_AFTER, SILENT)
DELIVERED = (SENT, *UNACKNOWLEDGED)

# As a form, as multipart and as JSON.
CHAT = re.compile(rb'chat_id(?:=|"\r\n(?:[^\r\n]+\r\n)*\r\n|": ?"?)(\d+)')
METHOD = re.compile(rb"^(?:POST|GET) (?:/bot[^/ ]+)?/(\w+)")
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)

ME = {"id": 4242, "is_bot": True, "first_name": "Chuông", "username": "chuong_test_bot"}
RESULTS: dict[str, Any] = {"getMe": ME, "getUpdates": []}


@dataclass(frozen=True)
class Rules:
    """How the platform behaves; without `per_second` it takes everything."""

    latency: float = 0.0
    per_second: int = 0
    faults: float = 0.0
    seed: int = 0


class Judge:
    """What becomes of each message: within the rates or not, and the faults on order."""

    def __init__(self, rules: Rules, clock: Callable[[], float] = time.monotonic) -> None:
        self.rules = rules
        self.arrivals: list[tuple[float, int, str]] = []  # when, to which chat, what became of it
        self._clock = clock
        self._window: deque[float] = deque()
        self._saved: dict[int, tuple[float, float]] = defaultdict(lambda: (float(BURST), clock()))
        self._blocked_until = 0.0
        self._failed: set[int] = set()

    def outcome(self, chat: int) -> tuple[str, int]:
        """What became of a message to the chat now, and the seconds to wait if it was one too many."""
        now = self._clock()
        wait = self._too_many(chat, now) if self.rules.per_second else 0
        what = TOO_MANY if wait else self._fault(chat)
        self.arrivals.append((now, chat, what))
        return what, wait

    def _too_many(self, chat: int, now: float) -> int:
        """A refusal blocks the whole bot for as long as it says; 0 when the message may pass."""
        if now < self._blocked_until:
            return math.ceil(self._blocked_until - now)
        while self._window and self._window[0] <= now - 1:
            self._window.popleft()
        saved, since = self._saved[chat]
        saved = min(float(BURST), saved + now - since)
        if len(self._window) >= self.rules.per_second or saved < 1:
            self._blocked_until = now + RETRY_AFTER
            return RETRY_AFTER
        self._window.append(now)
        self._saved[chat] = (saved - 1, now)
        return 0

    def _fault(self, chat: int) -> str:
        kind = planned_fault(self.rules, chat) if self.rules.faults else SENT
        if kind != FORBIDDEN and chat in self._failed:
            return SENT
        self._failed.add(chat)
        return kind


def planned_fault(rules: Rules, chat: int) -> str:
    """What becomes of the first message to this chat; the same in every run with this seed."""
    dice = random.Random(rules.seed * 1_000_003 + chat)
    return dice.choice(KINDS) if dice.random() < rules.faults else SENT


class Connection(asyncio.Protocol):
    """One kept-open connection of the bot."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._buffer = b""
        self._number = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop has a class of its own

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            length = LENGTH.search(self._buffer, 0, end)
            whole = end + 4 + (int(length[1]) if length else 0)
            if len(self._buffer) < whole:
                return
            request, self._buffer = self._buffer[:whole], self._buffer[whole:]
            self._answer(request)

    def _answer(self, request: bytes) -> None:
        found = METHOD.match(request)
        method = found[1].decode() if found else ""
        if method == "report":
            self._after(0.0, answer(self._judge.arrivals))
        elif method != "sendMessage":
            seconds = POLL_SECONDS if method == "getUpdates" else self._judge.rules.latency
            self._after(seconds, answer({"ok": True, "result": RESULTS.get(method, True)}))
        else:
            chat = CHAT.search(request)
            self._message(int(chat[1]) if chat else 0)

    def _message(self, chat: int) -> None:
        what, wait = self._judge.outcome(chat)
        latency = self._judge.rules.latency
        if what in (CUT, CUT_AFTER):
            asyncio.get_running_loop().call_later(latency, self._transport.abort)
        elif what != SILENT:
            self._number += 1
            self._after(latency, reply(what, wait, chat, self._number))

    def _after(self, seconds: float, data: bytes) -> None:
        if not seconds:
            self._transport.write(data)
            return
        asyncio.get_running_loop().call_later(seconds, self._write, data)

    def _write(self, data: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(data)


def reply(what: str, wait: int, chat: int, number: int) -> bytes:
    """The answer to a message."""
    if what == SENT:
        about = {"id": chat, "type": "private", "first_name": "Lan"}
        message = {"message_id": number, "date": 1790000000, "chat": about, "text": "Thông báo"}
        return answer({"ok": True, "result": message})
    if what == TOO_MANY:
        text = f"Too Many Requests: retry after {wait}"
        return answer({"ok": False, "error_code": 429, "description": text, "parameters": {"retry_after": wait}}, 429)
    code, text = {
        FORBIDDEN: (403, "Forbidden: bot was blocked by the user"),
        ERROR: (500, "Internal Server Error"),
        BAD_GATEWAY: (502, "Bad Gateway"),
    }[what]
    return answer({"ok": False, "error_code": code, "description": text}, code)


def answer(body: object, status: int = 200) -> bytes:
    """The whole HTTP answer."""
    content = json.dumps(body, ensure_ascii=False).encode()
    head = f"HTTP/1.1 {status} x\r\nContent-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
    return head.encode() + content


async def serve(port: int, rules: Rules) -> None:
    judge = Judge(rules)
    server = await asyncio.get_running_loop().create_server(lambda: Connection(judge), "127.0.0.1", port)
    await server.serve_forever()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("--latency", type=float, default=0.0)
    parser.add_argument("--per-second", type=int, default=0)
    parser.add_argument("--faults", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=0)
    options = vars(parser.parse_args())
    port = options.pop("port")
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner, suppress(KeyboardInterrupt):
        runner.run(serve(port, Rules(**options)))


if __name__ == "__main__":
    main()
