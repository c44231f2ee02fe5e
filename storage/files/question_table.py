"""Questions as an Excel table, which `storage.files.questions` reads again."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from string import ascii_uppercase

import xlsxwriter

from storage.files import questions
from storage.files.question_rows import QuestionRow
from storage.files.sheets import Cell, Grid, Sheet

MOST_OPTIONS = 8
KINDS = {
    "single": "Trắc nghiệm", "multiple": "Nhiều lựa chọn", "truefalse": "Đúng/Sai", "short": "Trả lời ngắn",
    "number": "Số", "matching": "Ghép đôi", "ordering": "Sắp xếp", "essay": "Tự luận",
}  # fmt: skip
WITH_ACCENTS = "Trả lời ngắn, đúng dấu"  # as it must be typed, with its accents
HEADER = [
    "STT", "Loại câu", "Câu hỏi", *ascii_uppercase[:MOST_OPTIONS], "Đáp án", "Giải thích", "Nguồn", "Chương", "Mức độ",
    "Tên câu", "Nhãn",
]  # fmt: skip
_WIDTHS = {"STT": 6, "Loại câu": 16, "Câu hỏi": 60, "Đáp án": 14, "Giải thích": 40, "Nguồn": 30, "Chương": 24}


def unwritable(row: QuestionRow) -> bool:
    """Whether the table cannot hold all of the question, so that reading it again would give another."""
    if len(row.options) > MOST_OPTIONS or row.picture is not None:
        return True
    read = questions.read(Grid([Sheet("S", [[*HEADER], _cells(1, row)])]))
    return [replace(one, row=row.row, sheet=row.sheet) for one in read.rows] != [row]


def write(rows: Sequence[QuestionRow]) -> bytes:
    """A workbook with a row for each question, without those that it cannot hold. Texts are cells of text."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Câu hỏi")
        heading = book.add_format({"bold": True, "border": 1, "bg_color": "#DCE6F1", "text_wrap": True})
        body = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
        for column, title in enumerate(HEADER):
            sheet.set_column(column, column, _WIDTHS.get(title, 20))
            sheet.write_string(0, column, title, heading)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate((row for row in rows if not unwritable(row)), 1):
            for column, cell in enumerate(_cells(number, row)):
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell, body)
                else:
                    sheet.write(number, column, cell, body)
    return file.getvalue()


def _cells(number: int, row: QuestionRow) -> list[Cell]:
    options = _options(row)
    blank = [""] * (MOST_OPTIONS - len(options))
    about = [row.explanation, row.source, row.chapter, row.level, row.name, ", ".join(row.tags)]
    kind = WITH_ACCENTS if row.kind == "short" and row.accents else KINDS[row.kind]
    texts = [kind, row.stem, *options, *blank, _key(row), *about]
    return [number, *(text or None for text in texts)]


def _options(row: QuestionRow) -> list[str]:
    if row.kind != "matching":
        return [] if row.kind in ("short", "number", "essay") else row.options
    pairs = [f"{left} = {row.options[at]}" for left, at in zip(row.lefts, row.key, strict=True)]
    return [*pairs, *(f"= {option}" for place, option in enumerate(row.options) if place not in row.key)]


def _key(row: QuestionRow) -> str:
    match row.kind:
        case "short":
            return " | ".join(row.accepted)
        case "number":
            value = _number(row.number or 0.0)
            return f"{value} ± {_number(row.tolerance)}" if row.tolerance else value
        case "single" | "multiple" | "truefalse":
            return ", ".join(ascii_uppercase[place] for place in row.key)
    return ""


def _number(value: float) -> str:
    written = repr(value)
    return (written[:-2] if written.endswith(".0") else written).replace(".", ",")
