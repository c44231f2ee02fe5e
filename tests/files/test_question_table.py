"""Questions as an Excel table, and read again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.files import question_table, questions, sheets
from storage.files.question_rows import Picture, QuestionRow
from storage.files.sheets import Grid, Sheet
from tests.files.question_strategies import rows

EVERY_KIND = [
    QuestionRow(0, "", "single", "Mấy giờ?", ["7 giờ", "8 giờ"], [1], explanation="Đ 1", source="NQ", level="Dễ"),
    QuestionRow(0, "", "multiple", "Mang gì?", ["Thẻ", "Quà", "Vở"], [0, 2], tags=["cũ", "mới"], name="Mang"),
    QuestionRow(0, "", "multiple", "Mang một thứ?", ["Thẻ", "Quà", "Vở"], [0]),
    QuestionRow(0, "", "truefalse", "Được nghe điện thoại.", ["Đúng", "Sai"], [1], chapter="Chương I"),
    QuestionRow(0, "", "short", "Học ở đâu?", accepted=["hội trường", "tầng 2"]),
    QuestionRow(0, "", "short", "Gõ số 7", accepted=["7"]),
    QuestionRow(0, "", "number", "Mấy giờ một ngày?", number=7.5, tolerance=0.5),
    QuestionRow(0, "", "matching", "Ghép", ["Giáo vụ", "Giảng viên", "Kế toán"], [1, 0], lefts=["Dạy", "Xếp lịch"]),
    QuestionRow(0, "", "ordering", "Xếp", ["Điểm danh", "Nghe giảng", "Làm bài"]),
    QuestionRow(0, "", "essay", "Nêu cảm nghĩ."),
    QuestionRow(0, "", "single", "=1+1 là?", ["=2", "+3"], [0]),
]  # fmt: skip


def again(written: list[QuestionRow]) -> list[QuestionRow]:
    sheet = questions.read(sheets.read(question_table.write(written), "cau-hoi.xlsx"))
    assert sheet.problems == []
    return [replace(row, row=0, sheet="") for row in sheet.rows]


def test_every_kind_is_read_again() -> None:
    matching = replace(EVERY_KIND[7], options=["Giảng viên", "Giáo vụ", "Kế toán"], key=[0, 1])
    written = [*EVERY_KIND[:7], matching, *EVERY_KIND[8:]]
    assert not any(map(question_table.unwritable, written))
    assert again(written) == written


def test_what_the_table_cannot_hold_is_known() -> None:
    assert question_table.unwritable(replace(EVERY_KIND[0], picture=Picture("a.png", b"\x89PNG")))
    assert question_table.unwritable(replace(EVERY_KIND[0], feedbacks=["Chưa", "Rồi"]))
    assert question_table.unwritable(replace(EVERY_KIND[0], weights=[0.5, 1.0]))
    assert question_table.unwritable(replace(EVERY_KIND[4], wildcards=True))


@given(st.lists(rows(), min_size=4, max_size=12))
@settings(max_examples=8, deadline=None)  # each starts the process that reads Excel files
def test_what_was_written_is_read_again(drawn: list[QuestionRow]) -> None:
    kept = [row for row in drawn if not question_table.unwritable(row)]
    sheet = questions.read(sheets.read(question_table.write(kept), "cau-hoi.xlsx"))
    assert [replace(row, row=0, sheet="") for row in sheet.rows] == kept


@pytest.mark.parametrize("kind", ["Trả lời ngắn, đúng dấu", "Trả lời ngắn (đúng dấu)", "TRẢ LỜI NGẮN CÓ DẤU"])
def test_a_short_answer_that_must_have_its_accents(kind: str) -> None:
    (row,) = questions.read(
        Grid([Sheet("S", [["Loại câu", "Câu hỏi", "Đáp án"], [kind, "Mẹ còn gọi là gì?", "má"]])])
    ).rows
    assert (row.kind, row.accepted, row.accents) == ("short", ["má"], True)
    (again,) = questions.read(sheets.read(question_table.write([row]), "cau-hoi.xlsx")).rows
    assert (again.accepted, again.accents) == (["má"], True)
