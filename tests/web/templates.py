"""The Excel files of docs/mau, which a coordinator fills in: headings, a few invented rows, a line of advice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import xlsxwriter

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "mau"
MADE = datetime(2026, 11, 23, tzinfo=UTC)  # stands in the files, so that making them anew changes nothing
ROWS_TO_FILL = 300
HEADER_ROW = 3  # counted from 0, as xlsxwriter does

Lesson = tuple[date, str, str, str, str, str]  # day, half of the day, hours, topic, instructor, place


@dataclass(frozen=True)
class Column:
    """A heading and how wide its column is; `choices` are offered in each cell."""

    heading: str
    width: float
    centred: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Template:
    """A sheet to fill in."""

    sheet: str
    title: str
    advice: tuple[str, str]
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[object]]


def make_all(folder: Path = FOLDER) -> None:
    """Write the three files."""
    folder.mkdir(parents=True, exist_ok=True)
    write(roster(), folder / "danh-sach.xlsx")
    write(timetable(), folder / "lich-hoc.xlsx")
    write(questions(), folder / "cau-hoi.xlsx")


def write(template: Template, path: Path) -> None:
    """Everything is text: Excel shall turn neither 5/3/1990 into the third of May nor cut the 0 of a phone."""
    with xlsxwriter.Workbook(path, {"strings_to_numbers": False}) as book:
        book.set_properties({"title": template.title, "created": MADE})
        sheet = book.add_worksheet(template.sheet)
        title = book.add_format({"bold": True, "font_size": 14, "font_color": "#8C2720"})
        advice = book.add_format({"italic": True, "font_color": "#55606C"})
        header = book.add_format(
            {"bold": True, "bg_color": "#A8322A", "font_color": "white", "border": 1, "text_wrap": True,
             "align": "center", "valign": "vcenter"}
        )  # fmt: skip
        cell = {"num_format": "@", "text_wrap": True, "valign": "top", "border": 1, "border_color": "#DCDFE1"}
        left, centred = book.add_format(cell), book.add_format({**cell, "align": "center"})
        sheet.write(0, 0, template.title, title)
        for row, line in enumerate(template.advice, 1):
            sheet.write(row, 0, line, advice)
        for number, column in enumerate(template.columns):
            style = centred if column.centred else left
            sheet.set_column(number, number, column.width)
            sheet.write(HEADER_ROW, number, column.heading, header)
            _fill(sheet, number, column, template.rows, style)
        sheet.set_row(HEADER_ROW, 24)
        sheet.freeze_panes(HEADER_ROW + 1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADER_ROW)


def _fill(
    sheet: xlsxwriter.worksheet.Worksheet,
    number: int,
    column: Column,
    rows: Sequence[Sequence[object]],
    style: xlsxwriter.format.Format,
) -> None:
    first, last = HEADER_ROW + 1, HEADER_ROW + ROWS_TO_FILL
    for row in range(first, last + 1):
        written = rows[row - first][number] if row - first < len(rows) else ""
        sheet.write(row, number, written, style)
    if column.choices:
        sheet.data_validation(
            first, number, last, number, {"validate": "list", "source": list(column.choices), "error_type": "warning"}
        )


def roster() -> Template:
    return Template(
        "Danh sách",
        "DANH SÁCH HỌC VIÊN LỚP NTD-04-2026",
        (
            "Xóa các dòng ví dụ, ghi mỗi học viên một dòng. Chỉ cột Họ và tên là bắt buộc; nên có Ngày sinh.",
            "Ngày sinh ghi ngày/tháng/năm (5/3/1990), hoặc chỉ ghi năm (1990). Thêm, bớt, đổi chỗ các cột đều được.",
        ),
        (
            Column("STT", 6, centred=True),
            Column("Họ và tên", 26),
            Column("Ngày sinh", 13, centred=True),
            Column("Giới tính", 10, centred=True, choices=("Nam", "Nữ")),
            Column("Đơn vị", 30),
            Column("Chức vụ", 22),
            Column("Điện thoại", 14, centred=True),
            Column("Ghi chú", 20),
        ),
        [
            [1, "Nguyễn Thị Bưởi", "12/4/1991", "Nữ", "Chi bộ thôn Đông", "Phó thôn", "0900000001", ""],
            [2, "Trần Văn Cam", "3/9/1987", "Nam", "Chi bộ thôn Tây", "", "0900000002", ""],
            [3, "Lê Thị Đào", "25/12/1995", "Nữ", "Chi bộ Trường THCS Sông Ngàn", "Giáo viên", "", ""],
            [4, "Phạm Văn Mận", "1983", "Nam", "Chi bộ Trạm Y tế", "Y sĩ", "", ""],
            [5, "Hoàng Thị Mơ", "8/7/1998", "Nữ", "Đoàn xã Sông Ngàn", "Ủy viên BCH", "0900000005", ""],
            [6, "Vũ Đình Quýt", "30/1/1979", "Nam", "Chi bộ thôn Đông", "", "", ""],
        ],
    )


FIRST_DAY = date(2026, 12, 7)
HALL, ROOM = "Hội trường tầng 2", "Phòng học số 3"
MORNING, AFTERNOON = ("Sáng", "7h30 - 11h00"), ("Chiều", "13h30 - 17h00")
LESSONS = (
    (FIRST_DAY, *MORNING, "Khai giảng, phổ biến nội quy lớp học", "Lê Thị Hoa", HALL),
    (FIRST_DAY, *AFTERNOON, "Chuyên đề 1", "Phạm Văn Giảng", HALL),
    (FIRST_DAY + timedelta(days=2), *MORNING, "Chuyên đề 2", "Đào Thị Sư", ROOM),
    (FIRST_DAY + timedelta(days=4), *MORNING, "Thảo luận tổ, giải đáp", "Phạm Văn Giảng", ROOM),
)


def timetable(code: str = "NTD-04-2026", lessons: Sequence[Lesson] = LESSONS) -> Template:
    return Template(
        "Lịch học",
        f"LỊCH HỌC LỚP {code}",
        (
            "Mỗi buổi một dòng. Cần có Ngày, Thời gian (hoặc Buổi) và Nội dung. "
            "Muốn đổi lịch: sửa tệp này rồi gửi lại.",
            "Buổi bị xóa khỏi tệp là buổi bị hủy. Sau khi lưu, trợ lý tự báo cho từng học viên những gì thay đổi.",
        ),
        (
            Column("STT", 6, centred=True),
            Column("Ngày", 13, centred=True),
            Column("Buổi", 9, centred=True, choices=("Sáng", "Chiều", "Tối")),
            Column("Thời gian", 16, centred=True),
            Column("Nội dung", 42),
            Column("Giảng viên", 22),
            Column("Địa điểm", 22),
            Column("Số tiết", 9, centred=True),
        ),
        [[number, f"{day:%d/%m/%Y}", *lesson, "4"] for number, (day, *lesson) in enumerate(lessons, 1)],
    )


def questions() -> Template:
    source = "Nội quy lớp học (mẫu), điều "
    return Template(
        "Câu hỏi",
        "CÂU HỎI TRẮC NGHIỆM",
        (
            "Đáp án ghi chữ cái: B. Câu có nhiều ý đúng ghi: A, C. "
            "Ghi Giải thích và Nguồn để học viên xem sau khi trả lời.",
            "Không ghi phương án nào: đáp án Đúng hoặc Sai là câu đúng/sai, đáp án là số thì học viên gõ số, "
            "còn lại học viên gõ chữ (nhiều cách viết cách nhau bằng dấu ;).",
        ),
        (
            Column("STT", 6, centred=True),
            Column("Câu hỏi", 46),
            *(Column(letter, 20) for letter in "ABCD"),
            Column("Đáp án", 14, centred=True),
            Column("Giải thích", 36),
            Column("Nguồn", 30),
        ),
        [
            [1, "Buổi sáng, lớp học bắt đầu lúc mấy giờ?", "7 giờ 00", "7 giờ 30", "8 giờ 00", "8 giờ 30",
             "B", "Buổi sáng học từ 7 giờ 30 đến 11 giờ 00.", f"{source}1"],
            [2, "Khi đến lớp, học viên cần mang theo những gì?", "Tài liệu học tập", "Vở ghi và bút", "Loa", "Máy ảnh",
             "A, B", "Mang theo tài liệu học tập, vở ghi và bút.", f"{source}4"],
            [3, "Học viên phải báo cán bộ giáo vụ trước khi nghỉ học.", "", "", "", "",
             "Đúng", "Nghỉ học phải có lý do và báo trước buổi học.", f"{source}2"],
            [4, "Bài trắc nghiệm đạt khi được từ mấy điểm trở lên?", "", "", "", "",
             "5", "Bài đạt khi được từ 5 điểm trở lên, thang điểm 10.", f"{source}5"],
            [5, "Trong giờ học, điện thoại để ở chế độ gì?", "", "", "", "",
             "im lặng; rung", "Điện thoại để chế độ im lặng (hoặc rung).", f"{source}4"],
        ],
    )  # fmt: skip


if __name__ == "__main__":
    make_all()
