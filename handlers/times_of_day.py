"""A time of day that somebody types, and whether anything may go out then."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from handlers.turn import Turn
from storage.vietnamese import fold

_TIME = re.compile(
    r"(?:luc )?(\d{1,2}) ?(?:(?::|\.|h|gio|g) ?(\d{2})?)? ?(?P<half>ruoi)? ?(?:gio|phut)? ?"
    r"(?P<part>sang|trua|chieu|toi)?"
)
NOON, LATE_MORNING = 12, 10  # "1 giờ trưa" is past noon, "11 giờ trưa" before
NO_TIME = time.max
"""What no clock shows, such as 25:00."""


def read(text: str) -> time | None:
    """`18:45`, `18h45`, `18h`, `6 giờ 45 chiều`; `NO_TIME` for what no clock shows, None for other words."""
    found = _TIME.fullmatch(fold(text))
    if found is None:
        return NO_TIME if any(sign.isdigit() for sign in text) else None
    hour, minute = int(found[1]), 30 if found["half"] else int(found[2] or 0)
    if (found["part"] in ("chieu", "toi") and hour < NOON) or (found["part"] == "trua" and hour < LATE_MORNING):
        hour += NOON
    elif found["part"] == "toi" and hour == NOON:
        hour = 0
    return time(hour, minute) if hour < 24 and minute < 60 else NO_TIME


def may_go_out(turn: Turn, at: time) -> bool:
    """Whether what is sent at that time of day need not wait for the end of the quiet hours."""
    moment = datetime.combine(turn.now.astimezone(turn.centre.zone), at, turn.centre.zone)
    return at != NO_TIME and turn.centre.after_quiet(moment) - moment <= timedelta()
