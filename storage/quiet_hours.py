"""Quiet hours: the night, in which nothing goes out that can wait."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

Quiet = tuple[time, time]  # from, until, in the centre's time; it may span midnight


def end_of_quiet(moment: datetime, quiet: Quiet | None, zone: ZoneInfo) -> datetime:
    """The moment itself, or the end of the quiet hours in which it lies."""
    if quiet is None or quiet[0] == quiet[1]:
        return moment
    local = moment.astimezone(zone)
    begins, ends = quiet
    night = local.timetz().replace(tzinfo=None)
    inside = begins <= night < ends if begins < ends else night >= begins or night < ends
    if not inside:
        return moment
    day = local.date() + timedelta(days=1 if begins > ends and night >= begins else 0)
    return datetime.combine(day, ends, zone).astimezone(moment.tzinfo)
