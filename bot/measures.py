"""What the bot counts while it runs; `bot/web/health.py` shows it. Plain numbers, so that counting costs nothing."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


@dataclass(slots=True)
class Buckets:
    """How many took up to so many seconds: one count for each bound, and one for what took longer."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(SECONDS) + 1))
    total: float = 0.0

    def add(self, seconds: float) -> None:
        self.counts[bisect_left(SECONDS, seconds)] += 1
        self.total += seconds


@dataclass(slots=True)
class Ticked:
    """One tick: how often it was asked and failed, when last (monotonic), how late it was and how long it took."""

    asked: int = 0
    failed: int = 0
    last: float = 0.0
    late: float = 0.0
    took: float = 0.0


@dataclass(slots=True)
class Measures:
    """Counts since the start of this process."""

    turns: Counter[tuple[str, str]] = field(default_factory=Counter)  # (handler, outcome)
    turn_seconds: Buckets = field(default_factory=Buckets)
    sends: Counter[tuple[int, str]] = field(default_factory=Counter)  # (account, outcome)
    send_seconds: Buckets = field(default_factory=Buckets)
    refused_as_too_fast: Counter[int] = field(default_factory=Counter)  # by account
    rounds: dict[int, float] = field(default_factory=dict)  # account: when its sender last looked (monotonic)
    answers: dict[int, float] = field(default_factory=dict)  # account: when its platform last did as asked
    ticks: dict[str, Ticked] = field(default_factory=dict)

    def ticks_since(self, name: str, started: float) -> float:
        """When the tick was last asked, or the start of the bot (monotonic)."""
        return self.ticks[name].last if name in self.ticks else started

    def turn(self, handler: str, outcome: str, began: float) -> None:
        """A turn ended that began then (monotonic)."""
        self.turns[handler, outcome] += 1
        self.turn_seconds.add(time.monotonic() - began)

    def send(self, account_id: int, outcome: str, began: float) -> None:
        """A send ended that began then (monotonic)."""
        self.sends[account_id, outcome] += 1
        self.send_seconds.add(time.monotonic() - began)
        if outcome == "rate":
            self.refused_as_too_fast[account_id] += 1
        if outcome in {"sent", "refused", "blocked"}:
            self.answers[account_id] = time.monotonic()
