"""Questions in a Word document (.docx)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import takewhile

from storage.files import cells, legacy_fonts, marked_lines, question_text, questions, tables
from storage.files import question_lines as reads
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

    A table with the header of a sheet of questions (Câu hỏi, A, B, …, Đáp án) is read as such a sheet; where it has no
    column for the chapter, that is the heading before it.
    """
    tables = [*_tables(lines)]
    taken = {line.number for _, table in tables for line in table}
    sheets = [_listed([line for line in lines if line.number not in taken])]
    sheets += [_read_table(chapter, table) for chapter, table in tables]
    rows = [row for one in sheets for row in one.rows]
    problems = [said for one in sheets for said in one.problems]
    return QuestionSheet(sorted(rows, key=lambda row: row.row), problems)


def _tables(lines: list[Line]) -> Iterator[tuple[str, list[Line]]]:
    """The chapter and the rows of each table of questions, from its header on."""
    chapter, place = "", 0
    while place < len(lines):
        text = lines[place].text
        if reads.chapter_of(text, lessons=False):
            chapter = " ".join(text.split())
        rows = []
        if text.count("\t") > 1 and questions.is_header(set(_fields(lines[place]).values())):
            rows = [*takewhile(lambda row: "\t" in row.text, lines[place:])]
            yield chapter, rows
        place += len(rows) or 1


def _read_table(chapter: str, table: list[Line]) -> QuestionSheet:
    numbers = {place: line.number for place, line in enumerate(table, 1)}
    rows: list[list[Cell]] = [[text.strip() or None for text in line.text.split("\t")] for line in table]
    read = questions.read(Grid([Sheet("", rows)]))
    return QuestionSheet(
        [replace(row, row=numbers[row.row], chapter=row.chapter or chapter) for row in read.rows],
        [replace(one, row=numbers.get(one.row or 0)) for one in read.problems],
    )


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
