"""A time of day that somebody types, and whether anything may go out then."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from handlers.turn import Turn

_TIME = re.compile(r"(\d{1,2})\s*(?:[:hg.]\s*(\d{2})?)?\s*(?:giờ|gio|phút|phut)?", re.IGNORECASE)
NO_TIME = time.max
"""What no clock shows, such as 25:00."""


def read(text: str) -> time | None:
    """`18:45`, `18h45`, `18h`, `18 giờ`; `NO_TIME` for an hour or minute that does not exist, None for other words."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else NO_TIME


def may_go_out(turn: Turn, at: time) -> bool:
    """Whether what is sent at that time of day need not wait for the end of the quiet hours."""
    moment = datetime.combine(turn.now.astimezone(turn.centre.zone), at, turn.centre.zone)
    return at != NO_TIME and turn.centre.after_quiet(moment) - moment <= timedelta()
