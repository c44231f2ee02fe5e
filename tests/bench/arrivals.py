"""What the bench's platform recorded, judged: how long a broadcast took, who was left out, who heard it twice."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Sequence

from tests.bench.platform import DELIVERED, FORBIDDEN, TOO_MANY, UNACKNOWLEDGED

Arrival = tuple[float, int, str]
"""When, to which chat, and what became of it."""


def most_in_a_second(moments: Sequence[float]) -> int:
    """The most of these (ordered) moments that lie within any one second."""
    most = first = 0
    for last, moment in enumerate(moments):
        while moments[first] <= moment - 1:
            first += 1
        most = max(most, last - first + 1)
    return most


def judged(arrivals: Sequence[Arrival], people: int, per_second: float) -> dict[str, float]:
    """The figures of one broadcast to so many people at a set rate.

    The wall time runs from the first arrival to the moment from which on nobody more was reached, as a multiple of
    people / rate.
    """
    got: Counter[int] = Counter()
    last_new = arrivals[0][0] if arrivals else 0.0
    for moment, chat, what in arrivals:
        if what in DELIVERED:
            got[chat] += 1
            last_new = moment if got[chat] == 1 else last_new
    outcomes = Counter(what for _, _, what in arrivals)
    refused = len({chat for _, chat, what in arrivals if what == FORBIDDEN})
    return {
        "people": people,
        "wall": (last_new - arrivals[0][0]) / (people / per_second) if arrivals else 0.0,
        "refused": refused,
        "lost": people - refused - len(got),
        "repeats": got.total() - len(got),
        "unacknowledged": sum(outcomes[what] for what in UNACKNOWLEDGED),
        "too_many": outcomes[TOO_MANY],
        "most": most_in_a_second([moment for moment, _, _ in arrivals]),
    }


async def recorded(port: int) -> list[Arrival]:
    """What the platform on that port has recorded so far."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET /report HTTP/1.1\r\n\r\n")
    head = await reader.readuntil(b"\r\n\r\n")
    body = await reader.readexactly(int(head.rpartition(b"Content-Length: ")[2]))
    writer.close()
    return [(moment, chat, what) for moment, chat, what in json.loads(body)]
