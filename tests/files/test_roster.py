"""Rosters made by hand."""

from datetime import date

import pytest

from storage.files import sheets
from storage.files.problems import Problem
from storage.files.roster import Roster, RosterRow, read
from storage.files.sheets import Cell, Grid, Sheet
from tests.files.workbooks import grid, xlsx

HEADER: list[Cell] = ["STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Điện thoại"]


def odd_roster() -> bytes:
    """All the habits of hand-made rosters in one sheet."""
    rows: list[list[Cell]] = [
        ["ĐẢNG ỦY XÃ HÒA SƠN", None, None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"],
        ["DANH SÁCH HỌC VIÊN LỚP BỒI DƯỠNG NHẬN THỨC VỀ ĐẢNG, NĂM 2026"],
        [],
        [
            "STT",
            "HỌ VÀ TÊN",
            None,
            "NĂM SINH",
            None,
            "Chức vụ",
            "SĐT",
            "Ngày vào Đảng",
            None,
            "Trình độ",
            None,
            "Ghi chú",
        ],
        [None, None, None, "Nam", "Nữ", None, None, "Dự bị", "Chính thức", "Văn hóa", "Chuyên môn"],
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
        ["I. Đảng bộ xã A (3 đồng chí)"],
        [
            1,
            "NGUYỄN VĂN",
            "AN",
            "5/3/1990",
            None,
            "Bí thư",
            912345678,
            "3/2/2020",
            "3/2/2021",
            "12/12",
            "Đại học",
            "x",
        ],
        [2, "Trần Thị", "Bình", None, 1992, None, "0123 456 7890", None, None, None, None, None],
        [3, "NguyÔn V¨n", "Hïng", "31/2/1990", None, "Phã bÝ th­"],
        [],
        ["II", "Chi bộ thôn B"],
        [4, "lª thÞ", "hoµ", None, date(1991, 4, 5), None, "123"],
        [None, "Phạm Văn", "Cường"],
        [6],
        [7, None, None, "1990"],
        [8, "Nguyễn Văn", "An", "1990"],
        ["Tổng cộng: 7 người"],
        [None, None, None, None, None, None, "Hòa Sơn, ngày 5 tháng 3 năm 2026"],
        [None, "NGƯỜI LẬP", None, None, None, None, "GIÁM ĐỐC"],
        [None, "(Ký, ghi rõ họ tên)"],
        [],
        [None, "Hoàng Thị Lan", None, None, None, None, "Vũ Minh Đức"],
    ]
    return xlsx(rows, ["A1:C1", "A2:L2", "B4:C5", "D4:E4", "H4:I4", "J4:K4", "A7:L7", "B12:L12", "A18:L18"])


def test_a_roster_with_every_habit() -> None:
    a, b, place = "Đảng bộ xã A", "Chi bộ thôn B", "Danh sách"
    assert read(sheets.read(odd_roster(), "a.xlsx")) == Roster(
        rows=[
            RosterRow(
                *(8, place, "Nguyễn Văn An", "1990-03-05", "nam", "Bí thư", a, "0912345678", "2020-02-03"),
                education="12/12; Đại học",
                note="x",
            ),
            RosterRow(9, place, "Trần Thị Bình", "1992", "nữ", unit=a, phone="0834567890"),
            RosterRow(10, place, "Nguyễn Văn Hùng", "", "nam", "Phó bí thư", a),
            RosterRow(13, place, "Lê Thị Hoà", "1991-04-05", "nữ", unit=b),
            RosterRow(14, place, "Phạm Văn Cường", unit=b),
            RosterRow(17, place, "Nguyễn Văn An", "1990", "nam", unit=b),
        ],
        problems=[
            Problem("old-font", place, 10, "NguyÔn V¨n", "Nguyễn Văn"),
            Problem("birth-unreadable", place, 10, "31/2/1990"),
            Problem("phone-unreadable", place, 13, "123"),
            Problem("birth-missing", place, 14, "Phạm Văn Cường"),
            Problem("name-missing", place, 16, "7 · 1990"),
            Problem("person-twice", place, 17, "Nguyễn Văn An 1990", "8"),
        ],
    )


@pytest.mark.parametrize(
    ("header", "row", "person"),
    [
        (
            ["Họ tên", "Năm sinh", "Chi bộ"],
            ["Lê An", 1990, "Chi bộ 1"],
            RosterRow(2, "S", "Lê An", "1990", unit="Chi bộ 1"),
        ),
        (["Họ đệm", "Tên", "Sinh ngày"], ["Lê", "An", "5/3/1990"], RosterRow(2, "S", "Lê An", "1990-03-05")),
        (
            ["Họ", "Tên", "Ngày, tháng, năm sinh"],
            ["Lê", "An", 32937],
            RosterRow(2, "S", "Lê An", "1990-03-05"),
        ),
        (
            ["HỌ VÀ TÊN", "Ngày sinh", "Nữ", "Nam"],
            ["LÊ AN", 1990, "x", None],
            RosterRow(2, "S", "Lê An", "1990", "nữ"),
        ),
        (
            ["Họ và tên", "Năm sinh (dương lịch)", "Giới tính"],
            ["Lê An", "1990", "NỮ"],
            RosterRow(2, "S", "Lê An", "1990", "nữ"),
        ),
        (
            ["Họ và tên học viên", "Nam", "Nữ"],
            ["Lê An", 1990, None],
            RosterRow(2, "S", "Lê An", "1990", "nam"),
        ),
        (
            ["Ho va ten", "Ngay sinh", "Số ĐT"],
            ["Lê An", 1990, "+84 912 345 678"],
            RosterRow(2, "S", "Lê An", "1990", phone="0912345678"),
        ),
        (
            ["Hä vµ tªn", "Ngµy sinh", "§¬n vÞ"],
            ["Lª ¸nh", 1990, "X· A"],
            RosterRow(2, "S", "Lê ánh", "1990", unit="Xã A"),
        ),
        (
            ["Họ và tên", "Năm sinh", "Chức vụ", "Chi bộ", "Đảng bộ", "Trình độ", "Ghi chú"],
            ["Lê An", 1990, "Bí thư", "Chi bộ 1", "Đảng bộ xã A", "ĐH", "mới"],
            RosterRow(2, "S", "Lê An", "1990", "", "Bí thư", "Chi bộ 1, Đảng bộ xã A", education="ĐH", note="mới"),
        ),
    ],
)
def test_headers_vary(header: list[Cell], row: list[Cell], person: RosterRow) -> None:
    assert read(grid([header, row])).rows == [person]


def test_without_a_header_nothing_is_read() -> None:
    nameless = Grid([Sheet("A", [["Lê An", 1990]]), Sheet("B", [["x"] * 3])])
    assert read(nameless) == Roster([], [Problem("no-header", "A"), Problem("no-header", "B")])
    late: list[list[Cell]] = [["tên"]] * 15
    assert read(grid([*late, HEADER, [1, "Lê An"]])) == Roster([], [Problem("no-header", "S")])


def test_a_header_alone_and_a_roster_without_births_are_reported() -> None:
    assert read(grid([HEADER])) == Roster([], [Problem("no-rows", "S")])
    assert read(grid([["Họ và tên", "Đơn vị"], ["Lê An", "Chi bộ 1"]])) == Roster(
        [RosterRow(2, "S", "Lê An", unit="Chi bộ 1")], [Problem("no-birth-column", "S")]
    )


def test_the_given_name_beside_a_header_that_lost_its_merging() -> None:
    data = "STT;Họ và tên;;Năm sinh\n1;Lê Thị;Hoa;1990\n2;Vũ Minh;Đức;1991\n".encode()
    rows = read(sheets.read(data, "a.csv")).rows
    assert rows == [RosterRow(2, "a", "Lê Thị Hoa", "1990"), RosterRow(3, "a", "Vũ Minh Đức", "1991")]


def test_a_unit_merged_over_its_people_is_the_unit_of_each() -> None:
    rows: list[list[Cell]] = [
        HEADER,
        [1, "Lê An", 1990, "Chi bộ 1"],
        [2, "Lê Bình", 1990],
        [3, "Lê Chi", 1990, "Chi bộ 2"],
    ]
    assert [person.unit for person in read(grid(rows, [(1, 3, 2, 3)])).rows] == [
        "Chi bộ 1",
        "Chi bộ 1",
        "Chi bộ 2",
    ]


def test_families_that_sound_like_totals_and_units_are_people() -> None:
    names = ["Tống Công Minh", "Đoàn Văn Xã", "Xa Thị Lan", "Phương Thị Hồng", "Công Văn Sơn"]
    people: list[list[Cell]] = [[name, "Chi bộ 1"] for name in names]
    assert [person.name for person in read(grid([["Họ và tên", "Đơn vị"], *people])).rows] == names


def test_a_position_is_no_signature() -> None:
    rows: list[list[Cell]] = [["Họ và tên", "Chức vụ"], ["Lê An", "Giám đốc"], ["Lê Bình", "Bí thư"]]
    assert [(person.name, person.position) for person in read(grid(rows)).rows] == [
        ("Lê An", "Giám đốc"),
        ("Lê Bình", "Bí thư"),
    ]


def test_a_second_list_after_a_signature_is_read_with_its_own_unit() -> None:
    rows: list[list[Cell]] = [
        HEADER,
        ["I. Chi bộ 1"],
        [1, "Lê An", 1990],
        [None, "NGƯỜI LẬP BIỂU"],
        [None, "Vũ Minh Đức"],
        ["II. Chi bộ 2"],
        HEADER,
        [1, "Lê Bình", 1990],
    ]
    assert read(grid(rows)).rows == [
        RosterRow(3, "S", "Lê An", "1990", unit="Chi bộ 1"),
        RosterRow(8, "S", "Lê Bình", "1990", unit="Chi bộ 2"),
    ]


def test_the_same_person_and_the_same_phone_are_reported_across_sheets() -> None:
    first = Sheet("1", [HEADER, [1, "Lê An", "5/3/1990", None, 912345678], [2, "Lê Bình", 1990]])
    second = Sheet("2", [HEADER, [1, "LÊ AN", 1990], [2, "Lê Chi", 1990, None, "0912345678"], [3, "Lê An", 1991]])
    assert read(Grid([first, second])).problems == [
        Problem("person-twice", "2", 2, "Lê An 1990", "2 (1)"),
        Problem("phone-twice", "2", 3, "0912345678", "2 (1)"),
    ]


def test_two_sexes_at_once_and_unknown_ones_are_reported() -> None:
    rows: list[list[Cell]] = [
        ["Họ và tên", "Nam", "Nữ", "Giới tính"],
        ["Lê An", "x", "x"],
        ["Lê Bình", 1990, None, "?"],
    ]
    assert read(grid(rows)) == Roster(
        [RosterRow(2, "S", "Lê An"), RosterRow(3, "S", "Lê Bình", "1990", "nam")],
        [
            Problem("birth-missing", "S", 2, "Lê An"),
            Problem("gender-unreadable", "S", 2, "x / x"),
            Problem("gender-unreadable", "S", 3, "?"),
        ],
    )


def test_a_hidden_sheet_counts_only_where_no_visible_one_is_a_roster() -> None:
    old = Sheet("cũ", [HEADER, [1, "Lê An", 1990]], hidden=True)
    new = Sheet("mới", [HEADER, [1, "Lê Bình", 1990]])
    assert [person.name for person in read(Grid([new, old])).rows] == ["Lê Bình"]
    assert [person.name for person in read(Grid([Sheet("bìa", [["x"]]), old])).rows] == ["Lê An"]


def test_a_long_roster_is_read() -> None:
    people: list[list[Cell]] = [[i, f"Lê Văn {i}", 1990, "Chi bộ 1", None] for i in range(1, 2_001)]
    assert len(read(grid([HEADER, *people])).rows) == 2_000
