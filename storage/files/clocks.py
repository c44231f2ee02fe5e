"""Dates and times of day as Vietnamese timetables write them."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from storage.files import cells
from storage.files.sheets import Cell
from storage.vietnamese import fold

# The halves of a day that centres write instead of the hours, and the hours they mean by them.
SESSIONS = {
    "Sáng": (time(7, 30), time(11, 0)),
    "Chiều": (time(13, 30), time(17, 0)),
    "Tối": (time(18, 30), time(20, 30)),
}
WHOLE_DAY = (time(7, 30), time(17, 0))

_SESSION_WORDS = {"sang": "Sáng", "chieu": "Chiều", "toi": "Tối", "s": "Sáng", "c": "Chiều", "t": "Tối"}
_SESSION = re.compile(r"\b(sang|chieu|toi)\b")
_WHOLE_DAY = re.compile(r"\bca ngay\b")
_CLOCK = re.compile(
    r"(?<![\d/.:])([01]?\d|2[0-3]) ?"
    r"(?:(?:gio|h|g) ?([0-5]\d)?(?:p\b)?(?![a-z\d])|[:.]([0-5]\d)(?!\d))(?! ?[./]\d)"
)
# The hours of a clock of twelve that can be meant by Chiều and by Tối.
_TWELVE = {"Chiều": range(1, 7), "Tối": range(5, 12)}

# The days of 2000 to 2099 as Excel counts them.
_EXCEL_ZERO, _EXCEL_DAYS = date(1899, 12, 30), range(36_526, 73_051)
_DAY = re.compile(r"(?<![\d/.-])(\d{1,2}) ?([-/.]) ?(\d{1,2})(?: ?\2 ?(\d{4}|\d{2}))?(?![\d/])")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_IN_WORDS = re.compile(r"(?:ngay )?(\d{1,2}) ?thang (\d{1,2})(?:,? ?nam (\d{4}))?")
_RANGE = re.compile(r"\d ?(?:-|–|den|,|;|va|&) ?(?:ngay )?\d{1,2} ?[/.]|/\d{1,4} ?(?:-|–|den) ?(?:ngay )?\d")
_WEEKDAYS = ("thu hai", "thu ba", "thu tu", "thu nam", "thu sau", "thu bay", "chu nhat")
_WEEKDAY = re.compile(r"(?:\bt|\bthu) ?([2-7])\b|\bthu (hai|ba|tu|nam|sau|bay)\b|\b(cn|chu nhat)\b")
_SHOWN_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


@dataclass(frozen=True)
class Day:
    """A date as far as it is written: the year may be missing; `weekday` counts from Monday = 0."""

    day: int
    month: int
    year: int | None
    weekday: int | None = None

    def within(self, year: int) -> date | None:
        """The date in this year; None if the year has no such day."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True)
class Hours:
    """When a lesson starts and ends; `session` is "Sáng", "Chiều", "Tối" or "" where none is named."""

    starts: time
    ends: time | None
    session: str


def read_day(cell: Cell) -> Day | None:
    """The day in the cell: an Excel date, `23/11`, `Thứ Hai (23/11/2026)`; None for no day or several."""
    if isinstance(cell, (int, float)) and cell in _EXCEL_DAYS:  # a date in a cell of plain numbers
        cell = _EXCEL_ZERO + timedelta(days=int(cell))
    if isinstance(cell, date):
        return Day(cell.day, cell.month, cell.year)
    text = fold(cells.text(cell)[:100])
    weekday = read_weekday(text)
    text = _WEEKDAY.sub(" ", text)
    if found := _ISO.search(text):
        return _day(found[3], found[2], found[1], weekday)
    if _RANGE.search(text):
        return None
    if found := _IN_WORDS.search(text):
        return _day(found[1], found[2], found[3], weekday)
    if found := _DAY.search(text):
        return _day(found[1], found[3], found[4], weekday)
    return None


def _day(day: str, month: str, year: str | None, weekday: int | None) -> Day | None:
    if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
        return None
    whole = int(year) + (2000 if len(year) == 2 else 0) if year else None
    return Day(int(day), int(month), whole, weekday)


def weekday_name(weekday: int) -> str:
    """The Vietnamese name of a weekday counted from Monday = 0."""
    return _SHOWN_WEEKDAYS[weekday]


def read_hours(written: list[Cell], session_text: str) -> tuple[Hours | None, bool]:
    """The hours in these cells, or those the session means; and whether all they say was understood."""
    all_text = " ".join([session_text, *map(cells.text, written)]).strip()
    session = read_session(all_text)
    times = [time_ for cell in written for time_ in read_times(cell)] or read_times(session_text)
    said = any(cells.text(cell) for cell in written if not read_session(cells.text(cell)))
    if times:
        hours = _of_day(times, session)
        return hours, hours is not None
    if session:
        return Hours(*SESSIONS[session], session), not said
    if _WHOLE_DAY.search(fold(all_text)):
        return Hours(*WHOLE_DAY, ""), True
    return None, not said


def read_session(text: str) -> str:
    """ "Sáng", "Chiều" or "Tối" where the text names just one of them, else ""."""
    folded = fold(text)
    named = {folded} & set(_SESSION_WORDS) or set(_SESSION.findall(folded))
    return _SESSION_WORDS[named.pop()] if len(named) == 1 else ""


def usual_end(starts: time) -> time:
    """When a lesson is over of which only the start is known: with its half of the day."""
    return next((ends for _, ends in SESSIONS.values() if starts < ends), time(23, 59))


def read_times(cell: Cell) -> list[time]:
    """The times of day in the cell, in its order: `7h30 - 11h00`, `7 giờ 30`, an Excel time."""
    if isinstance(cell, datetime):
        return [cell.time()]
    if isinstance(cell, time):
        return [cell]
    if isinstance(cell, float) and 0 < cell < 1:  # a time of day in a cell of plain numbers
        minutes = round(cell * 1440)
        return [time(minutes // 60, minutes % 60)] if minutes < 1440 else []
    found = _CLOCK.findall(fold(cells.text(cell))[:200])
    return [time(int(hour), int(minute or exact or 0)) for hour, minute, exact in found]


def _of_day(times: list[time], session: str) -> Hours | None:
    """The first and the last of the times as hours; None if the lesson would end before it starts."""
    times = [_of_twelve(time_, session) for time_ in times]
    starts, ends = times[0], times[-1] if len(times) > 1 else None
    return Hours(starts, ends, session) if ends is None or ends > starts else None


def _of_twelve(time_: time, session: str) -> time:
    return time_.replace(hour=time_.hour + 12) if time_.hour in _TWELVE.get(session, ()) else time_


def read_weekday(text: str) -> int | None:
    """The weekday that the folded text names, counted from Monday = 0."""
    found = _WEEKDAY.search(text)
    if not found:
        return None
    if found[1]:
        return int(found[1]) - 2
    return 6 if found[3] else _WEEKDAYS.index(f"thu {found[2]}")
