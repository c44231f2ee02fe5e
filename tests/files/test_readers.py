"""Whatever stands in the cells, the readers give rows and problems and never raise."""

from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.files import questions, roster, timetable
from storage.files.sheets import Cell, Grid, Sheet, Span

HEADERS: list[list[Cell]] = [
    ["STT", "Họ và tên", "Ngày sinh", "Nam", "Nữ", "Đơn vị", "SĐT", "Ngày vào Đảng", "Giới tính"],
    ["Thứ", "Ngày", "Buổi", "Thời gian", "Nội dung", "Giảng viên", "Địa điểm", "Số tiết"],
    ["STT", "Câu hỏi", "A", "B", "C", "Đáp án", "Chương"],
]
DAYS: list[Cell] = [date(1, 1, 1), date(9999, 12, 31), datetime(1990, 3, 5, 7), time(0, 0)]  # noqa: DTZ001
ODD: list[Cell] = [
    *DAYS,
    *[
        "I.",
        "1.",
        "A",
        "B",
        "x",
        "Tổng cộng: 5",
        "GIÁM ĐỐC",
        "(Ký tên)",
        "Đảng bộ xã A",
        "Lê An",
        "NguyÔn",
        "Nam",
    ],
    *[
        "5/3/1990",
        "31/2",
        "29/2",
        "23-25/11",
        "0/0/0",
        "99/99/9999",
        "Thứ Hai",
        "7h30",
        "24h",
        "Sáng",
        "Cả ngày",
    ],
    *[
        "Tuần 1",
        "CHƯƠNG 1",
        "A, C",
        "7,5 ± 0,1",
        "1.000",
        "±",
        "|",
        "Đúng",
        "=1+1",
        "#REF!",
        "\u00ad",
        "١٢",
        "²",
    ],
    *[0, 1, -1, 1990, 46349, 10**30, 0.3125, -0.5, 1e300, True, False, None, None, None],
    *["x" * 3000, "((((1:" * 500],
]
cells = st.one_of(st.sampled_from(ODD), st.text(max_size=8), st.floats(allow_nan=False))
spans = st.tuples(*[st.integers(0, 6)] * 4).map(lambda span: (span[0], span[1], span[0] + span[2], span[1] + span[3]))


@pytest.mark.parametrize("header", HEADERS)
@given(rows=st.lists(st.lists(cells, max_size=9), max_size=6), merged=st.lists(spans, max_size=3))
@settings(deadline=None, max_examples=100)
def test_no_table_makes_a_reader_raise(header: list[Cell], rows: list[list[Cell]], merged: list[Span]) -> None:
    grid = Grid([Sheet("S", [header, *rows], merged)])
    places = {None, *range(1, len(rows) + 2)}
    for table in (roster.read(grid), timetable.read(grid), questions.read(grid)):
        assert {problem.row for problem in table.problems} | {row.row for row in table.rows} <= places
