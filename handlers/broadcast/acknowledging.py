""" "Received": a learner says that they have it, with the button or in words."""

from __future__ import annotations

from handlers.turn import Reply, Turn
from storage.broadcasts.results import acknowledge as acknowledged
from storage.vietnamese import fold

# What people add to "đã nhận": "đã nhận rồi ạ", "đã nhận được tin".
_POLITE = frozenset(["a", "roi", "duoc", "tin", "thong", "bao", "nhe", "nha", "cam", "on", "ok", "em", "toi"])


def acknowledge(turn: Turn) -> Reply:
    """`/danhan 3`, or "đã nhận" alone: the newest broadcast that waits for it. None when more was said."""
    said = turn.arguments
    if said and not said[0].isdigit() and not set(fold(turn.text).rstrip(".!").split()) <= _POLITE:
        return None
    number = turn.number() if said and said[0].isdigit() else None
    key = {"thanks": "broadcast-thanks", "again": "broadcast-thanks-again", "nothing": "broadcast-no-thanks"}
    return turn.say(key[acknowledged(turn.session, turn.my_id, number, turn.now)])
