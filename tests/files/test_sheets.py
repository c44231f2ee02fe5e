"""Whatever bytes come in, a grid or one refusal comes out."""

import io
import json
import zipfile
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.files import sheet_child, sheets
from storage.files.sheets import Cell, Grid, Sheet, Unreadable
from tests.files.workbooks import edited, long_xlsx, saved, xlsx

SHEET = "xl/worksheets/sheet1.xml"
# Nine billion "ha" if it were let.
LAUGHS = (
    b'<!DOCTYPE l [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (name + 1, b"&%c;" % name * 10) for name in range(97, 107))
    + b"]>"
)


def refusal(data: bytes, name: str = "a.xlsx") -> tuple[str, dict[str, str | int]]:
    with pytest.raises(Unreadable) as caught:
        sheets.read(data, name)
    return caught.value.key, caught.value.vars


def child_key(data: bytes) -> str:
    """The refusal of the child's own code, without the cost of a process."""
    answer = json.loads(sheet_child.answer(data))
    return str(answer["unreadable"])


def everything() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Đủ loại"
    sheet["B1"] = "Nguyễn Văn An"
    sheet["A2"], sheet["B2"], sheet["C2"], sheet["D2"] = 912345678, 7.5, True, "  "
    sheet["A4"], sheet["B4"], sheet["C4"] = date(2026, 11, 23), time(7, 30), timedelta(hours=8)
    sheet["D4"] = datetime(2026, 11, 23, 7, 30)  # noqa: DTZ001  # as Excel holds it
    sheet.merge_cells("B1:D1")
    sheet.merge_cells("E2:E4")
    sheet.merge_cells("A2:A3")
    book.create_sheet("Trống")
    hidden = book.create_sheet("Ẩn", 0)
    hidden["A1"] = "cũ"
    hidden.sheet_state = "hidden"
    return saved(book)


EVERYTHING = Grid(
    [
        Sheet(
            "Đủ loại",
            [
                [None, "Nguyễn Văn An"],
                [912345678, 7.5, True],
                [],
                [date(2026, 11, 23), time(7, 30), time(8), datetime(2026, 11, 23, 7, 30)],  # noqa: DTZ001
            ],
            [(0, 1, 0, 3), (1, 0, 2, 0)],
        ),
        Sheet("Ẩn", [["cũ"]], [], hidden=True),
    ]
)


def test_shares_and_hidden_rows() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "S"
    sheet["A1"], sheet["B1"], sheet["A2"] = 0.5, 0.125, "ẩn"
    sheet["A1"].number_format, sheet["B1"].number_format = "0%", "0.0%"
    sheet.row_dimensions[2].hidden = True
    assert sheets.read(saved(book), "a.xlsx") == Grid([Sheet("S", [["50%", "12,5%"], ["ẩn"]], hidden_rows=[2])])


def in_order(grid: Grid) -> Grid:
    return Grid(
        [Sheet(sheet.name, sheet.rows, sorted(sheet.merged), sheet.hidden, sheet.hidden_rows) for sheet in grid.sheets]
    )


def test_a_workbook_comes_through_the_child_as_it_is() -> None:
    assert in_order(sheets.read(everything(), "a.xlsx")) == EVERYTHING


@pytest.mark.parametrize("dimension", [b'<dimension ref="A1"/>', b'<dimension ref="A1:ZZ99999"/>', b""])
def test_the_size_a_sheet_states_is_not_believed(dimension: bytes) -> None:
    def state(part: bytes) -> bytes:
        start, _, rest = part.partition(b"<dimension")
        return start + dimension + rest.partition(b">")[2]

    changed = edited(everything(), "xl/worksheets/sheet2.xml", state)
    assert in_order(sheet_child.extract(changed)) == EVERYTHING


def test_what_follows_the_rows_cannot_spoil_them() -> None:
    odd = b"</sheetData><dataValidations><dataValidation type='nonsense' sqref=''/></dataValidations>"
    changed = edited(xlsx([["a"]]), SHEET, lambda part: part.replace(b"</sheetData>", odd))
    assert sheet_child.extract(changed).sheets[0].rows == [["a"]]


def test_old_excel_and_passwords_have_their_own_answer() -> None:
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    encrypted = compound + "EncryptedPackage".encode("utf-16-le")
    assert [refusal(compound, "a.xls"), refusal(encrypted)] == [("old-excel", {}), ("encrypted", {})]


def test_a_file_of_more_than_five_megabytes_is_not_opened() -> None:
    assert refusal(b"a" * (5 * 1024 * 1024 + 1), "a.csv") == ("too-large", {"limit": 5})


@pytest.mark.parametrize(
    "data",
    [
        *[b"%PDF-1.7\n...", b"<html><table></table></html>", b"\x89PNG\r\n\x1a\n\0\0", b"{\\rtf1}"],
        *[b'{"a": 1}', bytes(range(256))],
    ],
)
def test_other_files_are_no_tables(data: bytes) -> None:
    assert refusal(data) == ("not-a-table", {})


@pytest.mark.parametrize("data", [b"", b" \r\n\r\n", b"\xef\xbb\xbf", b",,,\n,,,\n"])
def test_nothing_is_an_answer_too(data: bytes) -> None:
    assert refusal(data, "a.csv") == ("empty", {})


def test_an_empty_workbook_is_empty() -> None:
    assert refusal(xlsx([])) == ("empty", {})


def test_text_that_calls_itself_a_workbook_is_damaged() -> None:
    assert refusal(b"abcde") == ("damaged", {})
    assert refusal("Họ và tên,Ngày sinh\nLan,1990\n".encode(), "DS.XLSX") == ("damaged", {})


def test_a_broken_zip_is_damaged() -> None:
    whole = xlsx([["a"]])
    assert refusal(whole[: len(whole) // 2]) == ("damaged", {})


def test_another_zip_is_no_table() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert child_key(buffer.getvalue()) == "not-a-table"


def test_a_zip_that_unpacks_to_too_much_is_refused() -> None:
    bomb = edited(xlsx([["a"]]), "xl/theme/theme1.xml", lambda part: bytes(101 * 1024 * 1024))
    assert refusal(bomb) == ("bomb", {})


def test_a_zip_that_lies_about_its_size_is_refused() -> None:
    bomb = edited(xlsx([["a"]]), "xl/theme/theme1.xml", lambda part: bytes(3 * 1024 * 1024))
    size = (3 * 1024 * 1024).to_bytes(4, "little")
    assert child_key(bomb.replace(size, (64).to_bytes(4, "little"))) == "damaged"


def test_a_zip_of_too_many_parts_is_refused() -> None:
    buffer = io.BytesIO(xlsx([["a"]]))
    with zipfile.ZipFile(buffer, "a") as archive:
        for number in range(200):
            archive.writestr(f"xl/{number}", "")
    assert child_key(buffer.getvalue()) == "bomb"


def test_packing_no_spreadsheet_uses_is_refused() -> None:
    buffer = io.BytesIO(xlsx([["a"]]))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_LZMA) as archive:
        archive.writestr("xl/more", "a" * 1000)
    assert child_key(buffer.getvalue()) == "damaged"


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml"])
def test_a_billion_laughs_are_refused(part: str) -> None:
    assert child_key(edited(xlsx([["a"]]), part, lambda xml: LAUGHS + xml)) == "bomb"


def test_a_billion_laughs_end_in_the_child_too() -> None:
    assert refusal(edited(xlsx([["a"]]), SHEET, lambda xml: LAUGHS + xml)) == ("bomb", {})


def test_one_text_in_every_cell_is_a_bomb() -> None:
    assert child_key(long_xlsx(1000, "x" * 32_000)) == "bomb"


def test_memory_is_limited() -> None:
    # One letter outside the common plane makes Python keep four bytes for each of them.
    cells = b"<row r='1'><c r='A1'><v>" + b"1" * (95 * 1024 * 1024) + "😀</v></c></row>".encode()
    bomb = edited(xlsx([["a"]]), SHEET, lambda xml: xml.replace(b"<sheetData>", b"<sheetData>" + cells))
    assert refusal(bomb) == ("bomb", {})


def test_a_child_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "SECONDS", 0.01)
    assert refusal(xlsx([["a"]]))[0] == "too-slow"


def test_rows_are_limited() -> None:
    assert child_key(long_xlsx(20_001)) == "too-many-rows"
    assert refusal(b"a\n" * 20_001, "a.csv") == ("too-many-rows", {"limit": 20_000, "sheet": ""})
    assert len(sheets.read(b"a\n" * 20_000 + b"\n" * 9, "a.csv").sheets[0].rows) == 20_000


def test_a_row_far_below_is_found_without_walking_there() -> None:
    far = edited(xlsx([["a"]]), SHEET, lambda xml: xml.replace(b'r="1"', b'r="2000000000"'))
    assert child_key(far) == "too-many-rows"


def test_columns_are_limited() -> None:
    assert child_key(xlsx([[None] * 100 + ["a"]])) == "too-many-columns"
    assert sheet_child.extract(xlsx([[*[None] * 99, "a"]])).sheets[0].rows == [[*[None] * 99, "a"]]
    assert refusal(b"," * 100 + b"a", "a.csv") == ("too-many-columns", {"limit": 100, "sheet": ""})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_in_the_ways_excel_writes_it(encoding: str, separator: str) -> None:
    lines = [["Họ và tên", "Ngày sinh", "Điểm"], ["Lê Thị Hoa", "5/3/1990", '"7,5"']]
    text = "\r\n".join(separator.join(line) for line in lines)
    assert sheets.read(text.encode(encoding), "lớp 1.csv") == Grid(
        [Sheet("lớp 1", [["Họ và tên", "Ngày sinh", "Điểm"], ["Lê Thị Hoa", "5/3/1990", "7,5"]])]
    )


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        (b"sep=;\r\na,b;c\r\n", [[], ["a,b", "c"]]),
        (b'a;"two\nlines"\n\n;c', [["a", "two\nlines"], [], [None, "c"]]),
        (b"T\xean;L\xea V\xe3n \xc2n\n", [["Tên", "Lê Văn Ân"]]),  # cp1258
        ("NguyÔn V¨n An;1990".encode("cp1252"), [["NguyÔn V¨n An", "1990"]]),  # TCVN3
        (b"only one column", [["only one column"]]),
    ],
)
def test_other_csv(data: bytes, rows: list[list[Cell]]) -> None:
    assert sheets.read(data, "a.csv") == Grid([Sheet("a", rows)])


def test_a_quotation_that_never_ends_is_damage() -> None:
    assert refusal(b'a,"' + b"x" * 200_000, "a.csv") == ("damaged", {})


cell = st.one_of(st.none(), st.text(max_size=5), st.booleans(), st.integers(), st.dates(), st.times(), st.datetimes())


@given(
    st.lists(
        st.builds(
            Sheet,
            st.text(max_size=3),
            st.lists(st.lists(st.one_of(cell, st.floats(allow_nan=False)), max_size=3), max_size=3),
            st.lists(st.tuples(*[st.integers(0, 9)] * 4), max_size=2),
            st.booleans(),
        ),
        max_size=2,
    ).map(Grid)
)
def test_a_grid_survives_the_database(grid: Grid) -> None:
    assert Grid.loads(grid.dumps()) == grid


@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.xlsx", "", "\0"]))
@settings(deadline=None)
def test_no_bytes_raise_anything_else(data: bytes, name: str) -> None:
    if not data.startswith(b"PK\x03\x04"):  # those cost a process: the child's code has its own test below
        try:
            assert sheets.read(data, name).sheets != []
        except Unreadable as refused:
            assert refused.key in {"empty", "not-a-table", "damaged", "old-excel"}


WHOLE = everything()


@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_broken_workbook_raises_in_the_child(changes: list[tuple[int, int]]) -> None:
    data = bytearray(WHOLE)
    for place, byte in changes:
        data[place] = byte
    answer = json.loads(sheet_child.answer(bytes(data)))
    assert answer.keys() <= {"sheets"} or answer["unreadable"] in {"damaged", "not-a-table", "bomb"}


with zipfile.ZipFile(io.BytesIO(WHOLE)) as _archive:
    PARTS = {name: _archive.read(name) for name in _archive.namelist()}


@given(st.sampled_from(sorted(PARTS)), st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_broken_part_raises_in_the_child(name: str, data: st.DataObject) -> None:
    part = PARTS[name]
    start = data.draw(st.integers(0, len(part)))
    end = data.draw(st.integers(start, min(len(part), start + 20)))
    new = data.draw(st.sampled_from([b"", b"-1", b"<", b'"', b"999999999999", b"<row/>", b"\xff", b"A0"]))
    answer = json.loads(sheet_child.answer(edited(WHOLE, name, lambda old: old[:start] + new + old[end:])))
    assert answer.keys() <= {"sheets"} or set(answer) <= {"unreadable", "limit", "sheet"}
