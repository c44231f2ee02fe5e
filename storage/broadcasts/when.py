"""When a broadcast is to go out, as people type it: `19:00`, `7h30 mai`, `25/11 8:00`, `2 giờ nữa`."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from storage.vietnamese import fold

FURTHEST = timedelta(days=366)
_HALF_A_YEAR = timedelta(days=183)

_FROM_NOW = re.compile(r"(?:sau |in )?(\d{1,3}) ?(phut|p|gio|tieng|h|ngay|minutes?|hours?|days?)(?: nua)?")
_DATE = re.compile(r"(?<![\d:])(\d{1,2}) ?[/-] ?(\d{1,2})(?: ?[/-] ?(\d{4}|\d{2}))?(?![\d:/])")
_DOTTED = re.compile(r"(?<![\d:])(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_IN_WORDS = re.compile(r"\b(\d{1,2}) thang (\d{1,2})(?:,? nam (\d{4}))?")
_DAY_ONLY = re.compile(r"\bngay (\d{1,2})\b(?! ?[:.h]\d)")
_DAYS_AHEAD = {
    2: re.compile(r"\b(?:ngay kia|ngay mot|mot)\b"),
    1: re.compile(r"\b(?:ngay mai|hom sau|mai|tomorrow)\b"),
    0: re.compile(r"\b(?:hom nay|nay|today)\b"),
}
_WEEKDAY = re.compile(r"\b(?:(?:thu|t) ?([2-7]|hai|ba|tu|nam|sau|bay)|(chu nhat|cn))\b(?! ?[:.h]\d)")
_NEXT_WEEK = re.compile(r"\b(?:tuan sau|tuan toi)\b")
_NUMBERS = {"hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6, "bay": 7}
_CLOCK = re.compile(
    r"(?<!\d)(\d{1,2}) ?(?:(?:gio|h|g)(?: ?(\d{2})(?: ?(?:phut|p)\b)?| (ruoi)\b)?|[:.](\d{2}))(?![\w:])"
)
_BARE_HOUR = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
_HALF_OF_DAY = re.compile(r"\b(sang|trua|chieu|toi|dem|am|pm)\b")
_AFTER_NOON = {"trua": range(1, 4), "chieu": range(1, 8), "toi": range(4, 12), "dem": range(7, 12), "pm": range(1, 12)}
_FILLING = {"luc", "vao", "ngay", "hom", "buoi", "gui", "nhe", "nha", "a", "at", "on", "gio", "-", ",", "khoang"}


def read_moment(text: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The moment that the text names, in the centre's zone; it may lie in the past.

    Without a day it is today. A date without a year is the one nearest to today. None when the text is no
    time, leaves the hour open, names two, or means more than a year ahead.
    """
    said = fold(text).strip(" .!?,;")
    local = now.astimezone(zone)
    if found := _FROM_NOW.fullmatch(said):
        if found[2] in ("gio", "h") and not said.startswith(("sau ", "in ")) and not said.endswith("nua"):
            return _on(local.date(), _clock(int(found[1]), 0, ""), now, zone)  # "7 giờ" is a time of day
        return now + _span(int(found[1]), found[2])
    rest, day = _take_day(said, local.date())
    rest, clock = _take_clock(rest)
    if clock is None or day is None or not set(rest.replace(",", " ").split()) <= _FILLING:
        return None
    hour, minute, half = clock
    moment = _on(day, _clock(hour, minute, half), now, zone)
    if moment is not None and moment <= now and _WEEKDAY.search(said):
        moment = _on(day + timedelta(days=7), _clock(hour, minute, half), now, zone)
    return moment


def _span(count: int, unit: str) -> timedelta:
    if unit.startswith(("p", "m")):
        return timedelta(minutes=count)
    return timedelta(days=count) if unit.startswith(("ngay", "d")) else timedelta(hours=count)


def _on(day: date, clock: time | None, now: datetime, zone: ZoneInfo) -> datetime | None:
    if clock is None:
        return None
    moment = datetime.combine(day, clock, zone).astimezone(now.tzinfo)
    return moment if moment <= now + FURTHEST else None


def _take_day(said: str, today: date) -> tuple[str, date | None]:
    """What is left of the text without its day, and the day; None for one that no calendar has."""
    for pattern in (_DOTTED, _DATE, _IN_WORDS):
        if found := pattern.search(said):
            day = _date(int(found[1]), int(found[2]), found[3], today)
            return _take_agreeing_weekday(_without(said, found), day)
    for ahead, pattern in _DAYS_AHEAD.items():
        if found := pattern.search(said):
            return _without(said, found), today + timedelta(days=ahead)
    if found := _WEEKDAY.search(said):
        return _take_weekday(said, found, today)
    if found := _DAY_ONLY.search(said):
        return _without(said, found), _day_of_month(int(found[1]), today)
    return said, today


def _take_agreeing_weekday(rest: str, day: date | None) -> tuple[str, date | None]:
    """A weekday beside the date must be that of the date."""
    found = _WEEKDAY.search(rest)
    if found is None or day is None:
        return rest, day
    agrees = _weekday(found) == day.weekday()
    return _without(rest, found), day if agrees else None


def _weekday(found: re.Match[str]) -> int:
    """Counted from Monday = 0."""
    return 6 if found[2] else int(_NUMBERS.get(found[1], found[1])) - 2


def _take_weekday(said: str, found: re.Match[str], today: date) -> tuple[str, date]:
    weekday, rest = _weekday(found), _without(said, found)
    if next_week := _NEXT_WEEK.search(rest):
        monday = today + timedelta(days=7 - today.weekday())
        return _without(rest, next_week), monday + timedelta(days=weekday)
    return rest, today + timedelta(days=(weekday - today.weekday()) % 7)


def _take_clock(said: str) -> tuple[str, tuple[int, int, str] | None]:
    """What is left without the time of day, and (hour, minute, half of the day); None unless there is just one."""
    half = _HALF_OF_DAY.search(said)
    rest = _without(said, half) if half else said
    found = _CLOCK.search(rest) or (_BARE_HOUR.search(rest) if half else None)
    if found is None:
        return rest, None
    groups = [*found.groups(), None, None, None]
    minute = 30 if groups[2] else int(groups[1] or groups[3] or 0)
    return _without(rest, found), (int(found[1]), minute, half[1] if half else "")


def _clock(hour: int, minute: int, half: str) -> time | None:
    if hour in _AFTER_NOON.get(half, ()):
        hour += 12
    elif hour == 12 and half in ("dem", "am"):
        return None  # midnight of which day?
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _date(day: int, month: int, year: str | None, today: date) -> date | None:
    if year:
        return _calendar(int(year) + (2000 if len(year) == 2 else 0), month, day)
    found = _calendar(today.year, month, day)
    if found is not None and found < today - _HALF_A_YEAR:
        return _calendar(today.year + 1, month, day)
    return found


def _day_of_month(day: int, today: date) -> date | None:
    if day >= today.day:
        return _calendar(today.year, today.month, day)
    following = today.replace(day=1) + timedelta(days=32)
    return _calendar(following.year, following.month, day)


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"
