"""A timetable made by hand, read into lessons with day, hours, topic, instructor and place."""

import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from storage.files import cells, clocks, tables
from storage.files.clocks import Day
from storage.files.problems import Problem
from storage.files.sheets import Cell, Grid
from storage.files.tables import Table
from storage.vietnamese import fold

HEADINGS: tables.Headings = {
    name: re.compile(pattern)
    for name, pattern in {
        "number": r"stt|tt|so tt",
        "date": r"(?:thu )?ngay(?: (?:thang|nam|hoc|len lop|thuc hien|giang day|giang|thu|gio))*",
        "weekday": r"thu",
        "session": r"buoi(?: hoc)?|ca(?: hoc)?|sang chieu",
        "time": r"thoi gian(?: .*)?|gio(?: hoc| giang)?|thoi diem",
        "starts": r"(?:gio )?bat dau|tu(?: gio)?",
        "ends": r"(?:gio )?ket thuc|den(?: gio)?",
        "periods": r"(?:so )?tiet(?: .*)?",
        "topic": (
            r"(?:ten |cac )?(?:noi dung|chuyen de|bai|mon|chu de|ten bai|hoat dong|phan hoc)"
            r"(?: (?:hoc|giang|day|hoc tap|giang day|bai hoc|bai giang|chuyen de|chuong trinh|cong viec|va|bai))*"
        ),
        "instructor": (
            r"(?:ho (?:va )?ten )?(?:giang vien|bao cao vien|giao vien|can bo (?:giang|phu trach)|gv|phan cong"
            r"|nguoi (?:giang|day|trinh bay|phu trach|thuc hien|bao cao))(?: .*)?"
        ),
        "place": r"dia diem(?: .*)?|phong(?: hoc)?|hoi truong|noi hoc",
        "note": r"ghi chu(?: .*)?",
    }.items()
}
_SUB: Set[str] = frozenset({"date", "session", "time", "starts", "ends"})
_SPANNING = {"session", "time", "topic", "instructor", "place"}

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_PERIODS = re.compile(r"(\d{1,2})(?: tiet)?")
_WEEK_OR_TOTAL = re.compile(r"(?:tuan|tong|cong)\b")
# A yearless date so far before the one above it belongs to the year after (28/12, then 4/1).
_BACKWARDS = timedelta(days=180)

_DEPUTY = re.compile(r"\bd/c\b")
_TITLES = re.compile(
    r"(?:(?:dc|dong chi|ths|ts|pgs|gs|cn|thac s[iy]|tien s[iy]|cu nhan|thay|co|ong|ba|gv|giang vien)\b[. :]*)+"
)
_BETWEEN_PEOPLE = re.compile(r"[,;/&+\n]|\bva\b")


@dataclass(frozen=True)
class LessonRow:
    """One lesson; times are of the centre's own clock, `session` is "Sáng", "Chiều", "Tối" or ""."""

    row: int
    sheet: str
    date: date
    starts: time
    ends: time | None
    session: str
    topic: str
    instructor: str = ""
    place: str = ""
    periods: int | None = None


@dataclass(frozen=True)
class Timetable:
    """The lessons in the order of the file; a row without a date, a time or a topic is only a problem."""

    rows: list[LessonRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(grid: Grid, year: int | None = None) -> Timetable:
    """The lessons of all sheets with a timetable's header; dates without a year are of `year`, if it is given,
    else of the one year the lines above the header name, else of the year of the dates around them."""
    found = tables.find(grid, HEADINGS, is_header, _SUB)
    timetable = Timetable(problems=tables.headless(grid, found))
    for table in found:
        _Reading(table, timetable, year).run()
    timetable.problems.extend(_clashes(timetable.rows))
    return timetable


def is_header(fields: Set[str]) -> bool:
    """Whether a row with these fields is a timetable's header."""
    return "topic" in fields and bool(fields & {"date", "time", "session"})


class _Reading:
    """One table on its way into the timetable."""

    def __init__(self, table: Table, timetable: Timetable, year: int | None) -> None:
        self.bare = (
            table  # where only the first of merged cells counts, so that a blank row is seen to be blank
        )
        self.table = table.filled_down(_SPANNING)
        self.timetable = timetable
        days = {row: self.day(row) for row in table.indexes()}
        self.days = {row: day for row, day in days.items() if day}
        self.dates = _dated(self.days, year or _title_year(table))
        self.signed = False

    def run(self) -> None:
        before = len(self.timetable.rows)
        self.timetable.problems.extend(self.table.problems)
        day_row = None
        for row in self.table.indexes():
            texts = self.bare.texts(row)
            if row in self.days or self.date_text(row):
                day_row = row
            if texts and not self.is_no_lesson(row, texts):
                self.read_row(row, day_row)
        if len(self.timetable.rows) == before:
            self.report("no-rows", None)

    def is_no_lesson(self, row: int, texts: list[str]) -> bool:
        """Whether the row is a signature, a title of a week, a total, or the header once more."""
        topic = self.table.text(row, "topic")
        if not self.signed and not topic and tables.is_signature(texts):
            self.signed = True
        if self.signed and row in self.days and topic:
            self.signed = False
        if self.signed or is_header(set(tables.fields_of(self.table.rows[row], HEADINGS).values())):
            return True
        if len(texts) > 1 or topic and not self.bare.is_across(row, self.table.columns["topic"]):
            return not topic and bool(_WEEK_OR_TOTAL.match(fold(texts[0])))
        if not _WEEK_OR_TOTAL.match(fold(texts[0])):
            self.report("row-skipped", row, texts[0][:80])
        return True

    def read_row(self, row: int, day_row: int | None) -> None:
        topic, hours = self.table.text(row, "topic"), self.hours(row)
        if not topic:
            self.report("topic-missing", row, " · ".join(self.bare.texts(row))[:80])
        day = self.date(row, day_row)
        if day and hours and topic:
            self.timetable.rows.append(
                LessonRow(
                    row=row + 1,
                    sheet=self.table.sheet.name,
                    date=day,
                    starts=hours.starts,
                    ends=hours.ends,
                    session=hours.session,
                    topic=topic,
                    instructor=self.table.text(row, "instructor", ", "),
                    place=self.table.text(row, "place", ", "),
                    periods=self.periods(row),
                )
            )

    def date(self, row: int, day_row: int | None) -> date | None:
        """The date of the row, which is the one last written; reports what is wrong with it."""
        day = None if day_row is None else self.dates.get(day_row)
        if day_row is None or (day_row != row and not day):
            self.report("date-missing", row)
        elif not day:
            yearless = day_row in self.days and self.days[day_row].within(2000) is not None
            self.report("year-missing" if yearless else "date-unreadable", row, self.date_text(row))
        elif day_row == row and self.days[row].weekday not in (None, day.weekday()):
            self.report("weekday-differs", row, self.date_text(row), clocks.weekday_name(day.weekday()))
        return day

    def day(self, row: int) -> Day | None:
        """The day written in the row: in its own column, or within the time where there is no such column."""
        day = clocks.read_day(self.table.cell(row, "date" if "date" in self.table.columns else "time"))
        weekday = clocks.read_weekday(fold(self.table.text(row, "weekday")))
        return Day(day.day, day.month, day.year, weekday) if day and weekday is not None else day

    def date_text(self, row: int) -> str:
        return self.table.text(row, "date")

    def hours(self, row: int) -> clocks.Hours | None:
        written = [cell for name in ("time", "starts", "ends") for cell in self.table.cells(row, name)]
        written = [cell for cell in written if not _is_day_only(cell)]
        said = " ".join([self.table.text(row, "session"), *map(cells.text, written)]).strip()
        session = self.table.text(row, "session") or clocks.read_session(self.row_day_text(row))
        hours, understood = clocks.read_hours(written, session)
        if not understood:
            self.report("time-unreadable", row, said)
        elif hours is None:
            self.report("time-missing", row, said)
        return hours
