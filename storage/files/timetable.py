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
            r"(?: (?:hoc|giang|day|tap|bai|chuyen de|chuong trinh|cong viec|va))*"
        ),
        "instructor": (
            r"(?:ho (?:va )?ten )?(?:giang vien|bao cao vien|giao vien|can bo (?:giang|phu trach)|gv"
            r"|phan cong|nguoi (?:giang|day|trinh bay|phu trach|thuc hien|bao cao))(?: .*)?"
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
_LEAP_YEAR = 2000
# A yearless date so far before the one above it belongs to the year after (28/12, then 4/1).
_BACKWARDS = timedelta(days=180)

_DEPUTY = re.compile(r"\bd/c\b")
_TITLES = re.compile(r"^(?:(?:dc|dong chi|ths|ts|pgs|gs|cn|thac s[iy]|tien s[iy]|thay|co|ong|ba|giang vien)\b[. :]*)+")
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
    """The lessons of all sheets with a timetable's header; dates without a year are of `year`,
    or else of the only year named above the header, or else of the year of the dates around them."""
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
        self.bare = table  # where only the first of merged cells counts, so that a blank row is seen to be blank
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
        if len(texts) > 1 or not self.bare.is_across(row, self.table.columns["topic"]):
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
            written = self.days.get(row)
            yearless = written and written.year is None and written.within(_LEAP_YEAR)
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
        if "date" in self.table.columns:
            return self.table.text(row, "date")
        return self.table.text(row, "time") if row in self.days else ""

    def hours(self, row: int) -> clocks.Hours | None:
        written = [cell for name in ("time", "starts", "ends") for cell in self.table.cells(row, name)]
        written = [cell for cell in written if not _is_day_only(cell)]
        said = " ".join([self.table.text(row, "session"), *map(cells.text, written)]).strip()
        session = self.table.text(row, "session") or clocks.read_session(self.date_text(row))
        hours, understood = clocks.read_hours(written, session)
        if not understood:
            self.report("time-unreadable", row, said)
        elif hours is None:
            self.report("time-missing", row, said)
        return hours

    def periods(self, row: int) -> int | None:
        written = self.table.text(row, "periods")
        found = _PERIODS.fullmatch(fold(written))
        if written and not found:
            self.report("periods-unreadable", row, written)
        return int(found[1]) if found else None

    def report(self, key: str, row: int | None, found: str = "", expected: str = "") -> None:
        place = None if row is None else row + 1
        self.timetable.problems.append(Problem(key, self.table.sheet.name, place, found, expected))


def _is_day_only(cell: Cell) -> bool:
    return clocks.read_day(cell) is not None and not clocks.read_times(cell)


def _title_year(table: Table) -> int | None:
    """The year that the lines down to the header name, if they name just one."""
    years = {year for row in range(table.start) for text in table.texts(row) for year in _YEAR.findall(text)}
    return int(years.pop()) if len(years) == 1 else None


def _dated(days: dict[int, Day], year: int | None) -> dict[int, date | None]:
    """The date of each row that has a day; None where there is no such day or no year to be found."""
    dates: dict[int, date | None] = {}
    before = None
    written = [day.within(day.year) for day in days.values() if day.year]
    after = next((day for day in written if day), None)
    for row, day in days.items():
        dates[row] = _with_year(day, before, year, after)
        before = dates[row] or before
    return dates


def _with_year(day: Day, before: date | None, year: int | None, after: date | None) -> date | None:
    if day.year:
        return day.within(day.year)
    if before:
        found = day.within(before.year)
        return day.within(before.year + 1) if found and found < before - _BACKWARDS else found
    if year:
        return day.within(year)
    found = day.within(after.year) if after else None
    return day.within(found.year - 1) if found and after and found > after + _BACKWARDS else found


def _clashes(lessons: list[LessonRow]) -> Iterator[Problem]:
    """A problem for each lesson that overlaps an earlier one with its instructor, its place or its class."""
    clashing = set()
    kinds: list[tuple[str, Callable[[LessonRow], Set[str]]]] = [
        ("clash-instructor", lambda lesson: set(_people(lesson.instructor))),
        ("clash-place", lambda lesson: {fold(lesson.place)} - {""}),
    ]
    for key, whose in kinds:
        for first, second in _overlaps(lessons, whose):
            clashing.add((second.sheet, second.row))
            shared = second.instructor if key == "clash-instructor" else second.place
            yield Problem(key, second.sheet, second.row, shared, _place(first, second))
    for first, second in _overlaps(lessons, lambda lesson: {lesson.sheet}):
        if (second.sheet, second.row) not in clashing:
            yield Problem("clash-time", second.sheet, second.row, second.topic, _place(first, second))


def _overlaps(
    lessons: list[LessonRow], whose: Callable[[LessonRow], Set[str]]
) -> Iterator[tuple[LessonRow, LessonRow]]:
    """The lessons that begin before another of the same owner is over, each with the longest such."""
    latest: dict[tuple[str, date], LessonRow] = {}
    for lesson in sorted(lessons, key=lambda lesson: (lesson.date, lesson.starts, lesson.row)):
        for owner in sorted(whose(lesson)):
            first = latest.get((owner, lesson.date))
            if first and lesson.starts < _end(first):
                yield first, lesson
            if not first or _end(lesson) > _end(first):
                latest[owner, lesson.date] = lesson


def _end(lesson: LessonRow) -> time:
    return lesson.ends or clocks.usual_end(lesson.starts)


def _people(instructor: str) -> Iterator[str]:
    for person in _BETWEEN_PEOPLE.split(_DEPUTY.sub("dc", fold(instructor))):
        name = _TITLES.sub("", person.strip(), count=1).partition(" - ")[0].partition("(")[0].strip(" .:")
        if name:
            yield name


def _place(first: LessonRow, second: LessonRow) -> str:
    return str(first.row) if first.sheet == second.sheet else f"{first.row} ({first.sheet})"
