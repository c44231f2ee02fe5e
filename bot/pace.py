"""A sliding window over the times of the actual sends: never more than so many in any second."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

WINDOW = 1.010  # seconds: one, and 10 ms of margin for what the network shifts


class Pace:
    """How many sends are free now, and when the next one will be."""

    def __init__(self, per_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = max(1, int(per_second))
        # Below one a second the window is stretched instead.
        self._window = WINDOW * max(1.0, 1 / per_second)
        self._clock = clock
        self._sent: deque[float] = deque()

    def free(self) -> int:
        """How many may be sent at this moment."""
        oldest = self._clock() - self._window
        while self._sent and self._sent[0] <= oldest:
            self._sent.popleft()
        return self._most - len(self._sent)

    def sent(self) -> None:
        """One is going out now."""
        self._sent.append(self._clock())

    def used_up(self, seconds_ago: float = 0.0) -> None:
        """Somebody else may have sent as many as may be sent, so long ago."""
        self._sent.extend([self._clock() - seconds_ago] * self._most)

    def wait(self) -> float:
        """Seconds until one is free."""
        if self.free() > 0:
            return 0.0
        return max(0.0, self._sent[0] + self._window - self._clock())
