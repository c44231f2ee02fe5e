"""Questions in a Word document (.docx)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import takewhile

from storage.files import cells, legacy_fonts, marked_lines, question_text, questions, tables
from storage.files.marked_lines import Line
from storage.files.problems import Problem
from storage.files.question_rows import QuestionSheet
from storage.files.sheets import MEGABYTES, Cell, Grid, Sheet, Unreadable, in_child


def is_document(data: bytes) -> bool:
    """Whether the bytes are a Word document, judged by the parts that an archive of Word names."""
    return data.startswith(b"PK\x03\x04") and b"word/document.xml" in data


def read(data: bytes) -> QuestionSheet:
    """The questions of the document; raises Unreadable when it is damaged, hostile or too large.

    An option that is bold, underlined or in colour, where others are not, is a right one.
    """
    if len(data) > MEGABYTES * 1024 * 1024:
        raise Unreadable("too-large", limit=MEGABYTES)
    try:
        lines = marked_lines.unpacked(in_child("storage.files.docx_child", data))
    except Unreadable as refusal:
        raise Unreadable("damaged-word" if refusal.key == "damaged" else refusal.key, **refusal.vars) from None
    return questions_of(lines)


def questions_of(lines: list[Line]) -> QuestionSheet:
    """The questions of these lines, whose letters may still be those of an old font.

    A table with the header of a sheet of questions (Câu hỏi, A, B, …, Đáp án) is read as such a sheet.
    """
    table = _table(lines)
    if not table:
        return _listed(lines)
    numbers = {place: line.number for place, line in enumerate(table, 1)}
    rows: list[list[Cell]] = [[text.strip() or None for text in line.text.split("\t")] for line in table]
    read = questions.read(Grid([Sheet("", rows)]))
    others = _listed([line for line in lines if line.number not in set(numbers.values())])
    return QuestionSheet(
        [*others.rows, *(replace(row, row=numbers[row.row]) for row in read.rows)],
        [*others.problems, *(replace(one, row=numbers.get(one.row or 0)) for one in read.problems)],
    )


def _table(lines: list[Line]) -> list[Line]:
    """The rows of the first table of questions, from its header on; [] when there is none."""
    for place, line in enumerate(lines):
        if line.text.count("\t") > 1 and questions.is_header(set(_fields(line).values())):
            return [line, *takewhile(lambda row: "\t" in row.text, lines[place + 1 :])]
    return []


def _fields(line: Line) -> dict[int, str]:
    return tables.fields_of([*line.text.split("\t")], questions.HEADINGS)


def _listed(lines: list[Line]) -> QuestionSheet:
    """The questions that stand one below the other."""
    encoding = legacy_fonts.detect(line.text for line in lines)
    if encoding is None:
        return question_text.read(marked_lines.changed(line, cells.composed) for line in lines)
    modern = [marked_lines.changed(line, lambda text: legacy_fonts.convert(text, encoding)) for line in lines]
    return old_font(question_text.read(modern), [line.text for line in lines], [line.text for line in modern])


def old_font(sheet: QuestionSheet, before: Iterable[str], after: Iterable[str]) -> QuestionSheet:
    """The sheet with the first line that was converted told, so that someone looks whether it reads well."""
    old, new = next((old, new) for old, new in zip(before, after, strict=True) if old != new)
    return replace(sheet, problems=[Problem("old-font", found=old[:80], expected=new[:80]), *sheet.problems])
