"""A token bucket per chat: one warning, then silence until the chat is calm again."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Literal

from storage.messages import Incoming

BURST, PER_SECOND = 20, 1.0  # what nobody reaches by hand
BUTTON_COST = 0.25  # quiz answers come in fast, so a press costs less
FILE_COST = 0.5  # the photos of an album come all at once
REMEMBERED = 10_000  # chats

Verdict = Literal["fine", "warn", "silent"]


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float
    warned: bool = False


class Floods:
    """Judges each event by how many its chat sent lately."""

    def __init__(self) -> None:
        self._buckets: OrderedDict[tuple[int, str], _Bucket] = OrderedDict()

    def judge(self, account_id: int, incoming: Incoming) -> Verdict:
        """`fine`; `warn` for the first event too many; `silent` for the ones after it."""
        now = time.monotonic()
        chat = (account_id, incoming.chat)
        bucket = self._buckets.setdefault(chat, _Bucket(BURST, now))
        self._buckets.move_to_end(chat)
        while len(self._buckets) > REMEMBERED:
            self._buckets.popitem(last=False)
        bucket.tokens = min(BURST, bucket.tokens + (now - bucket.at) * PER_SECOND)
        bucket.at = now
        cost = _cost(incoming)
        if bucket.tokens >= cost:
            bucket.tokens -= cost
            bucket.warned = bucket.warned and bucket.tokens < BURST / 2
            return "fine"
        if bucket.warned:
            return "silent"
        bucket.warned = True
        return "warn"


def _cost(incoming: Incoming) -> float:
    if incoming.kind == "file":
        return FILE_COST
    return BUTTON_COST if incoming.kind == "press" or len(incoming.text) <= 2 else 1
