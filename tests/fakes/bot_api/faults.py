"""What can go wrong on Telegram's side: refusals, silence, cut connections, and rates that are enforced."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True)
class Fault:
    """One way to fail; with `delivered` the method is carried out all the same."""

    status: int = 500
    description: str = "Internal Server Error"
    parameters: dict[str, Any] = field(default_factory=dict)
    delivered: bool = False
    ending: Literal["answer", "silence", "hang up", "no json"] = "answer"

    @classmethod
    def too_many(cls, seconds: int) -> Fault:
        text = f"Too Many Requests: retry after {seconds}"
        return cls(429, text, {"retry_after": seconds} if seconds else {})

    @classmethod
    def bad_request(cls, text: str) -> Fault:
        return cls(400, f"Bad Request: {text}")

    @classmethod
    def blocked(cls) -> Fault:
        return cls(403, "Forbidden: bot was blocked by the user")

    @classmethod
    def migrated(cls, to: int) -> Fault:
        text = "Bad Request: group chat was upgraded to a supergroup chat"
        return cls(400, text, {"migrate_to_chat_id": to})

    @classmethod
    def bad_gateway(cls) -> Fault:
        """A 502 from a proxy of Telegram's, in HTML, after the message went through."""
        return cls(502, "<html>Bad Gateway</html>", delivered=True, ending="no json")

    @classmethod
    def silence(cls, *, delivered: bool = False) -> Fault:
        return cls(delivered=delivered, ending="silence")

    @classmethod
    def hang_up(cls, *, delivered: bool = False) -> Fault:
        return cls(delivered=delivered, ending="hang up")


@dataclass
class Planned:
    fault: Fault
    method: str | None
    chat: int | None
    times: int
    after: int


class Faults:
    """The faults to come; each is used up after its number of times."""

    def __init__(self) -> None:
        self._planned: list[Planned] = []

    def plan(self, planned: Planned) -> None:
        self._planned.append(planned)

    def clear(self) -> None:
        self._planned.clear()

    def next(self, method: str, chat: int | None) -> Fault | None:
        for planned in self._planned:
            if planned.method not in (None, method) or planned.chat not in (None, chat):
                continue
            if planned.after:
                planned.after -= 1
                continue
            planned.times -= 1
            if not planned.times:
                self._planned.remove(planned)
            return planned.fault
        return None


class Rates:
    """Telegram's rates, enforced: so many in *any* second, and one a second per chat after a burst."""

    def __init__(self, clock: Callable[[], float], *, per_second: int = 30, burst: int = 3) -> None:
        self._clock = clock
        self._per_second = per_second
        self._burst = burst
        self.refused: Counter[str] = Counter()  # by what was too fast: account or chat
        self._all: deque[float] = deque()
        self._chats: dict[int, tuple[float, float]] = defaultdict(lambda: (float(burst), clock()))

    def refusal(self, chat: int) -> Fault | None:
        """The 429 for a message now, or None, in which case it is counted."""
        now = self._clock()
        while self._all and self._all[0] <= now - 1:
            self._all.popleft()
        if len(self._all) >= self._per_second:
            self.refused["account"] += 1
            return Fault.too_many(1)
        saved, since = self._chats[chat]
        saved = min(float(self._burst), saved + now - since)
        if saved < 1:
            self._chats[chat] = (saved, now)
            self.refused["chat"] += 1
            return Fault.too_many(1)
        self._chats[chat] = (saved - 1, now)
        self._all.append(now)
        return None
