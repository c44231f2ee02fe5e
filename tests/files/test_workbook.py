"""Tables for Excel: what stands in the cells, and how they print."""

import io
import zipfile
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from storage.files import workbook


def _data(**changes: Any) -> dict[str, Any]:
    data = {
        "sheet": "Tiến độ",
        "title": "BẢNG TIẾN ĐỘ",
        "lines": ["Trung tâm"],
        "columns": [
            {"heading": "STT", "width": 6, "kind": "number"},
            {"heading": "Họ và tên", "width": 28, "kind": "text"},
            {"heading": "Bài 1", "width": 14, "kind": "mark"},
        ],
        "rows": [[1, "Trần Thị Lan", 7.5], [2, "Nguyễn Văn Minh", None]],
        "notes": ["Ghi chú"],
    }
    return {**data, **changes}


def _sheet(data: dict[str, Any]) -> Worksheet:
    book = openpyxl.load_workbook(io.BytesIO(workbook.xlsx(data)))
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return sheet


def test_every_cell_is_where_and_what_it_should_be() -> None:
    rows = [[cell.value for cell in row] for row in _sheet(_data()).iter_rows()]
    assert rows == [
        ["BẢNG TIẾN ĐỘ", None, None],
        ["Trung tâm", None, None],
        [None, None, None],
        ["STT", "Họ và tên", "Bài 1"],
        [1, "Trần Thị Lan", 7.5],
        [2, "Nguyễn Văn Minh", None],
        [None, None, None],
        ["Ghi chú", None, None],
    ]


def test_marks_are_numbers_and_texts_are_texts() -> None:
    sheet = _sheet(_data())
    assert [(cell.data_type, cell.number_format) for cell in sheet[5]] == [
        ("n", "0"),
        ("s", "General"),
        ("n", "0.0"),
    ]


@pytest.mark.parametrize("text", ["=1+1", "+84912345678", "-5", "@SUM(A1)", "\tx", '=HYPERLINK("http://x")'])
def test_nothing_that_people_wrote_becomes_a_formula(text: str) -> None:
    hostile = _data(
        title=text, lines=[text], rows=[[1, text, text]], notes=[text],
        columns=[{"heading": text, "width": 9, "kind": "text"}] * 3,
    )  # fmt: skip
    cells = [cell for row in _sheet(hostile).iter_rows() for cell in row if isinstance(cell.value, str)]
    assert {(cell.value, cell.data_type) for cell in cells} == {(f"'{text}", "s")}
    with zipfile.ZipFile(io.BytesIO(workbook.xlsx(hostile))) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_it_prints_on_a4_across_with_its_header_on_every_page() -> None:
    sheet = _sheet(_data())
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.freeze_panes == "C5"
    assert sheet.column_dimensions["B"].width == pytest.approx(28, abs=1)


def test_names_that_excel_refuses_for_sheets_are_mended() -> None:
    assert _sheet(_data(sheet="Lớp 03/2026: [mới] " + "x" * 40)).title == "Lớp 03-2026- -mới- xxxxxxxxxxxx"


def test_a_table_without_rows() -> None:
    assert [cell.value for cell in _sheet(_data(rows=[], notes=[]))[4]] == ["STT", "Họ và tên", "Bài 1"]
