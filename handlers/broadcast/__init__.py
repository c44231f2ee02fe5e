"""Broadcasts: a coordinator writes to many at once, sees who got it, and asks them to say so."""

from handlers.broadcast.acknowledging import acknowledge
from handlers.broadcast.choosing import address, choose, find, pick
from handlers.broadcast.following import tick
from handlers.broadcast.results import not_acknowledged, not_reached, results
from handlers.broadcast.scheduling import at_dawn, call_off, receive_time, schedule
from handlers.broadcast.sending import send, send_again, stop
from handlers.broadcast.writing import discard, edit, look, receive_text, switch_policy, toggle

__all__ = [
    "acknowledge",
    "address",
    "at_dawn",
    "call_off",
    "choose",
    "discard",
    "edit",
    "find",
    "look",
    "not_acknowledged",
    "not_reached",
    "pick",
    "receive_text",
    "receive_time",
    "results",
    "schedule",
    "send",
    "send_again",
    "stop",
    "switch_policy",
    "tick",
    "toggle",
]
