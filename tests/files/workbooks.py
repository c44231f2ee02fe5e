"""Workbooks for the tests, made in memory: good ones, odd ones, hostile ones."""

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence

import openpyxl
import xlsxwriter

from storage.files.sheets import Cell, Grid, Sheet, Span


def xlsx(rows: Iterable[Sequence[Cell]], merged: Sequence[str] = (), name: str = "Danh sách") -> bytes:
    """A workbook of one sheet, as openpyxl writes it."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = name
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column, value)
    for cells in merged:
        sheet.merge_cells(cells)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of an openpyxl workbook."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def long_xlsx(rows: int, text: str = "x", column: int = 0) -> bytes:
    """A workbook with one text in each of many rows, which shares that text."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Dài")
        for row in range(rows):
            sheet.write_string(row, column, text)
    return buffer.getvalue()


def edited(workbook: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one of its parts changed."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return buffer.getvalue()


def grid(rows: Sequence[Sequence[Cell]], merged: Sequence[Span] = (), name: str = "S") -> Grid:
    """A grid of one sheet, as `sheets.read` would give it."""
    return Grid([Sheet(name, [list(row) for row in rows], list(merged))])
