"""Timetables made by hand."""

from datetime import date, datetime, time

import pytest

from storage.files import clocks, sheets
from storage.files.clocks import Day
from storage.files.problems import Problem
from storage.files.sheets import Cell, Grid, Sheet
from storage.files.timetable import LessonRow, Timetable, read
from tests.files.workbooks import grid, xlsx

HEADER: list[Cell] = ["Ngày", "Buổi", "Thời gian", "Nội dung", "Giảng viên", "Địa điểm", "Số tiết"]
MORNING, AFTERNOON = (time(7, 30), time(11)), (time(13, 30), time(17))


def lesson(row: int, day: date, hours: tuple[time, time | None], session: str, topic: str, who: str = "") -> LessonRow:
    return LessonRow(row, "S", day, *hours, session, topic, who)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("23/11/2026", Day(23, 11, 2026)),
        ("23/11", Day(23, 11, None)),
        ("23-11-26", Day(23, 11, 2026)),
        ("Thứ Hai (23/11/2026)", Day(23, 11, 2026, 0)),
        ("Thứ 2, 23/11", Day(23, 11, None, 0)),
        ("CN 29.11", Day(29, 11, None, 6)),
        ("Thứ Năm\n26/11", Day(26, 11, None, 3)),
        ("ngày 23 tháng 11 năm 2026", Day(23, 11, 2026)),
        ("2026-11-23", Day(23, 11, 2026)),
        (date(2026, 11, 23), Day(23, 11, 2026)),
        (46349, Day(23, 11, 2026)),
        *[(cell, None) for cell in ("23-25/11/2026", "23/11 và 24/11", "từ 23/11 đến 25/11", "31/13", "Thứ Hai", None)],
    ],
)
def test_days(cell: Cell, day: Day | None) -> None:
    assert clocks.read_day(cell) == day


@pytest.mark.parametrize(
    ("cell", "times"),
    [
        ("7h30 - 11h00", [time(7, 30), time(11)]),
        ("07:30", [time(7, 30)]),
        ("07:30:00", [time(7, 30)]),
        ("7g30", [time(7, 30)]),
        ("7 giờ 30", [time(7, 30)]),
        ("từ 7 giờ 30 phút đến 11 giờ", [time(7, 30), time(11)]),
        ("13h30-17h", [time(13, 30), time(17)]),
        ("7.30 - 11.00", [time(7, 30), time(11)]),
        (time(7, 30), [time(7, 30)]),
        (datetime(2026, 11, 23, 7, 30), [time(7, 30)]),  # noqa: DTZ001  # as Excel holds it
        (0.3125, [time(7, 30)]),
        *[(cell, []) for cell in ("Buổi 1: sáng", "2 học viên", "23.11.2026", "25h", "7h75", 5, None)],
    ],
)
def test_times(cell: Cell, times: list[time]) -> None:
    assert clocks.read_times(cell) == times


@pytest.mark.parametrize(
    ("session", "written", "hours"),
    [
        ("Sáng", None, clocks.Hours(*MORNING, "Sáng")),
        ("CHIỀU", None, clocks.Hours(*AFTERNOON, "Chiều")),
        ("T", None, clocks.Hours(time(18, 30), time(20, 30), "Tối")),
        ("Cả ngày", None, clocks.Hours(time(7, 30), time(17), "")),
        ("Chiều", "2h - 4h30", clocks.Hours(time(14), time(16, 30), "Chiều")),
        ("Tối", "7h", clocks.Hours(time(19), None, "Tối")),
        ("Sáng (8h00 - 10h00)", None, clocks.Hours(time(8), time(10), "Sáng")),
        ("", "Sáng 8h00", clocks.Hours(time(8), None, "Sáng")),
        ("", "8h00-9h00; 9h15-10h30", clocks.Hours(time(8), time(10, 30), "")),
    ],
)
def test_hours(session: str, written: Cell, hours: clocks.Hours) -> None:
    rows: list[list[Cell]] = [HEADER, ["23/11/2026", session, written, "Bài 1"]]
    assert read(grid(rows)) == Timetable(
        [LessonRow(2, "S", date(2026, 11, 23), hours.starts, hours.ends, hours.session, "Bài 1")]
    )


def test_a_timetable_with_every_habit() -> None:
    rows: list[list[Cell]] = [
        ["LỊCH HỌC LỚP NTD-03 NĂM 2026"],
        ["TT", "Thứ, ngày", "Buổi", "Nội dung, chuyên đề", "Giảng viên", "Địa điểm", "Số tiết"],
        ["TUẦN 1"],
        [1, "Thứ Hai (23/11)", "Sáng", "Khai giảng", "ThS. Trần Văn B", "Hội trường A", 4],
        [2, None, "Chiều", "Chuyên đề 1", "Lê Thị C", None, "5 tiết"],
        [],
        [3, date(2026, 11, 24), "Sáng", "Chuyên đề 2", "Lê Thị C", "Phòng 2", 5.0],
        [None, None, "Chiều"],
        [4, "28/12", "7h30 - 9h00", "Ôn tập"],
        [5, "4/1", "Tối", "Bế giảng"],
        ["Tổng số tiết: 14"],
        [None, None, None, None, "Ngày 1 tháng 11 năm 2026"],
        [None, None, None, None, "GIÁM ĐỐC"],
        [None, None, None, None, "Vũ Minh Đức"],
    ]
    merged = ["A1:G1", "A3:G3", "B4:B5", "F4:F5", "B7:B8"]
    table = read(sheets.read(xlsx(rows, merged, "S"), "a.xlsx"))
    day = date(2026, 11, 23)
    assert table == Timetable(
        [
            LessonRow(4, "S", day, *MORNING, "Sáng", "Khai giảng", "ThS. Trần Văn B", "Hội trường A", 4),
            LessonRow(5, "S", day, *AFTERNOON, "Chiều", "Chuyên đề 1", "Lê Thị C", "Hội trường A", 5),
            LessonRow(7, "S", date(2026, 11, 24), *MORNING, "Sáng", "Chuyên đề 2", "Lê Thị C", "Phòng 2", 5),
            LessonRow(9, "S", date(2026, 12, 28), time(7, 30), time(9), "", "Ôn tập"),
            LessonRow(10, "S", date(2027, 1, 4), time(18, 30), time(20, 30), "Tối", "Bế giảng"),
        ],
        [Problem("topic-missing", "S", 8, "Chiều")],
    )


@pytest.mark.parametrize(
    ("title", "days", "year", "dates"),
    [
        ("Năm 2026", ["23/11"], None, [date(2026, 11, 23)]),
        ("Năm 2026", ["23/11"], 2027, [date(2027, 11, 23)]),
        ("Năm học 2026-2027", ["23/11", "24/11/2026"], None, [date(2026, 11, 23), date(2026, 11, 24)]),
        ("", ["30/12/2026", "2/1"], None, [date(2026, 12, 30), date(2027, 1, 2)]),
        ("", ["30/12", "2/1/2027"], None, [date(2026, 12, 30), date(2027, 1, 2)]),
        ("Năm 2026", ["5/1", "20/11"], None, [date(2026, 1, 5), date(2026, 11, 20)]),
        ("", ["23/11"], 2026, [date(2026, 11, 23)]),
    ],
)
def test_the_year_of_a_date(title: str, days: list[str], year: int | None, dates: list[date]) -> None:
    lessons: list[list[Cell]] = [[day, "Sáng", None, "Bài"] for day in days]
    table = read(grid([[title], HEADER, *lessons]), year)
    assert ([row.date for row in table.rows], table.problems) == (dates, [])


def test_what_is_missing_or_unclear_is_reported_and_the_rest_is_read() -> None:
    rows: list[list[Cell]] = [
        HEADER,
        [None, "Sáng", None, "A"],
        ["23/11", "Sáng", None, "B"],
        ["hôm sau", "Sáng", None, "C"],
        [None, "Chiều", None, "D"],
    ]
    assert read(grid(rows)) == Timetable(
        [],
        [
            Problem("date-missing", "S", 2),
            Problem("year-missing", "S", 3, "23/11"),
            Problem("date-unreadable", "S", 4, "hôm sau"),
            Problem("date-missing", "S", 5),
            Problem("no-rows", "S"),
        ],
    )


def test_hours_weekdays_and_periods_that_are_unclear() -> None:
    rows: list[list[Cell]] = [
        HEADER,
        ["Thứ Ba 23/11/2026", "Sáng", None, "A"],
        ["24/11/2026", None, None, "B"],
        ["25/11/2026", None, "sau khai mạc", "C"],
        ["26/11/2026", "Sáng", "sau khai mạc", "D"],
        ["27/11/2026", "Sáng", "11h - 8h", "E"],
        ["30/11/2026", "Sáng", None, "F", None, None, "nhiều"],
        ["Nghỉ Tết"],
    ]
    assert read(grid(rows, [(7, 0, 7, 6)])) == Timetable(
        [
            lesson(2, date(2026, 11, 23), MORNING, "Sáng", "A"),
            lesson(5, date(2026, 11, 26), MORNING, "Sáng", "D"),
            lesson(7, date(2026, 11, 30), MORNING, "Sáng", "F"),
        ],
        [
            Problem("weekday-differs", "S", 2, "Thứ Ba 23/11/2026", "Thứ Hai"),
            Problem("time-missing", "S", 3),
            Problem("time-unreadable", "S", 4, "sau khai mạc"),
            Problem("time-unreadable", "S", 5, "Sáng sau khai mạc"),
            Problem("time-unreadable", "S", 6, "Sáng 11h - 8h"),
            Problem("periods-unreadable", "S", 7, "nhiều"),
            Problem("row-skipped", "S", 8, "Nghỉ Tết"),
        ],
    )


def test_a_date_in_the_column_of_times_and_a_header_of_two_lines() -> None:
    rows: list[list[Cell]] = [
        ["Thời gian", "Nội dung"],
        ["Sáng 23/11/2026", "A"],
        ["14h00 ngày 23/11/2026", "B"],
    ]
    day = date(2026, 11, 23)
    assert read(grid(rows)).rows == [
        lesson(2, day, MORNING, "Sáng", "A"),
        lesson(3, day, (time(14), None), "", "B"),
    ]
    rows = [
        ["Thời gian", None, None, "Nội dung"],
        ["Ngày", "Bắt đầu", "Kết thúc"],
        [day, time(8), time(9, 30), "A"],
    ]
    assert read(grid(rows, [(0, 0, 0, 2), (0, 3, 1, 3)])).rows == [lesson(3, day, (time(8), time(9, 30)), "", "A")]


def test_clashes_are_reported() -> None:
    rows: list[list[Cell]] = [
        HEADER,
        ["23/11/2026", "Sáng", None, "A", "ThS. Trần Văn B", "Phòng 1"],
        [None, None, "10h00 - 11h30", "B", "đ/c Trần Văn B; Lê Thị C", "Phòng 2"],
        [None, None, "11h30 - 12h00", "C", "Cô Lê Thị C", "Phòng 2"],
        [None, None, "11h45", "D", None, "phòng 2"],
        ["24/11/2026", "Sáng", None, "E"],
        [None, "Sáng", None, "F"],
    ]
    other = Sheet("T", [HEADER, ["24/11/2026", "Sáng", None, "G", "Lê Thị C"], ["24/11/2026", "Chiều", None, "H", "C"]])
    assert read(Grid([*grid(rows).sheets, other])).problems == [
        Problem("clash-instructor", "S", 3, "đ/c Trần Văn B; Lê Thị C", "2"),
        Problem("clash-place", "S", 5, "phòng 2", "4"),
        Problem("clash-time", "S", 7, "F", "6"),
    ]


def test_one_instructor_in_two_classes_at_once() -> None:
    row: list[Cell] = ["24/11/2026", "Sáng", None, "E", "Lê Thị C"]
    both = Grid([Sheet("1", [HEADER, row]), Sheet("2", [HEADER, row])])
    assert read(both).problems == [Problem("clash-instructor", "2", 2, "Lê Thị C", "2 (1)")]


def test_without_a_header_nothing_is_read() -> None:
    assert read(grid([["a", "b"]])) == Timetable([], [Problem("no-header", "S")])
