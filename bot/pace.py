"""A sliding window over the times at which messages reach the platform: never more than so many in any second."""

from __future__ import annotations

import time
from bisect import insort
from collections import deque
from collections.abc import Callable

WINDOW = 1.010  # seconds: one, and 10 ms of margin for what the network shifts
LATEST = 2.0  # seconds after its start at which a message has reached the platform, or never will

ENOUGH = 30  # answers after which the quickest of them tells something


class Pace:
    """How many sends are free now, and when the next one will be.

    A message reaches the platform some time after its send began: the first of ten that begin together leaves at
    once, the last when the processor comes to it. Counted from their beginnings they arrived closer together
    than a second (36 refusals in 300 messages); so one counts as sent only when it was answered, at the time when
    it can have arrived at the latest: before the answer, by as long as the quickest answer ever took.
    """

    def __init__(self, per_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = max(1, int(per_second))
        # Below one a second the window is stretched instead.
        self._window = WINDOW * max(1.0, 1 / per_second)
        self._clock = clock
        self._sent: deque[float] = deque()  # when they arrived, at the latest
        self._answered: deque[float] = deque()  # when they were answered
        self._under_way: dict[int, float] = {}  # the numbers of sends without an answer, and when they began
        self._number = 0
        self._measured = 0
        self._quickest = LATEST

    def free(self) -> int:
        """How many may be sent at this moment."""
        now = self._clock()
        for number, began in list(self._under_way.items()):
            if began + LATEST >= now:
                break
            del self._under_way[number]
            insort(self._sent, began + LATEST)
        _drop(self._sent, now - self._window)
        _drop(self._answered, now - self._window + self._back)
        return self._most - len(self._sent) - len(self._answered) - len(self._under_way)

    def begins(self) -> int:
        """One is going out now; its number."""
        self._number += 1
        self._under_way[self._number] = self._clock()
        return self._number

    def ended(self, number: int) -> None:
        """It was answered, or given up."""
        began = self._under_way.pop(number, None)
        if began is None:
            return
        now = self._clock()
        self._measured += 1
        self._quickest = min(self._quickest, now - began)
        self._answered.append(now)

    def used_up(self, seconds_ago: float = 0.0) -> None:
        """Somebody else may have sent as many as may be sent, so long ago."""
        self._sent.extend([self._clock() - seconds_ago] * self._most)

    def wait(self) -> float:
        """Seconds until one is free, or until it is worth looking again."""
        if self.free() > 0:
            return 0.0
        firsts = [*list(self._sent)[:1], *(answered - self._back for answered in list(self._answered)[:1])]
        first = min(firsts) + self._window if firsts else self._clock() + LATEST
        return max(0.0, first - self._clock())

    @property
    def _back(self) -> float:
        """How long before its answer a message has surely arrived; nothing, until enough were answered.

        The first ones take longer than all others, since they open the connections.
        """
        return self._quickest if self._measured >= ENOUGH else 0.0


def _drop(times: deque[float], until: float) -> None:
    while times and times[0] <= until:
        times.popleft()
