"""Excel files as a coordinator has them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime, timedelta

import xlsxwriter


def workbook(*rows: Sequence[object]) -> bytes:
    """One sheet with these rows."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return data.getvalue()


def roster() -> bytes:
    return workbook(
        ["DANH SÁCH HỌC VIÊN LỚP NTD-03-2026"],
        [],
        ["STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Điện thoại"],
        [1, "TRẦN THỊ LAN", "05/3/1990", "Chi bộ thôn Đông", "912345678"],
        [2, "Nguyễn Văn Minh", "1988", "Chi bộ thôn Tây", ""],
        [3, "Phạm Văn An", "12-4-1985", "Chi bộ thôn Đông", ""],
    )


def timetable(now: datetime) -> bytes:
    """Two lessons, tomorrow and in three days; `now` is the centre's own time."""
    rows = [
        [f"{now + timedelta(days=days):%d/%m/%Y}", "Sáng", topic, "Đào Thị Sư", "Hội trường tầng 2"]
        for days, topic in ((1, "Chuyên đề 1"), (3, "Chuyên đề 2"))
    ]
    return workbook(["Ngày", "Buổi", "Nội dung", "Giảng viên", "Địa điểm"], *rows)


def questions() -> bytes:
    return workbook(
        ["Câu hỏi", "A", "B", "C", "D", "Đáp án", "Giải thích", "Nguồn"],
        [
            "Buổi sáng bắt đầu lúc mấy giờ?", "7 giờ 00", "7 giờ 30", "8 giờ 00", "8 giờ 30", "B",
            "Buổi sáng học từ 7 giờ 30.", "Nội quy, điều 1",
        ],
        ["Nghỉ học phải báo trước.", "", "", "", "", "Đúng", "Báo cán bộ giáo vụ.", "Nội quy, điều 2"],
    )  # fmt: skip
