"""The child process that opens a workbook: bytes on its input, the grid or the reason for none as JSON out."""

import io
import math
import sys
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

if __name__ == "__main__":
    sys.modules["numpy"] = None  # type: ignore[assignment]  # openpyxl would load it: time and memory for nothing

import openpyxl
from defusedxml.ElementTree import iterparse
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

from storage.files import child_process
from storage.files.sheets import MAX_COLUMNS, MAX_ROWS, Cell, Grid, Sheet, Span, Unreadable

# One shared string may stand in every cell, so that a small file becomes a grid of gigabytes.
MAX_TEXT = 20_000_000
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ROW, _CELL, _VALUE, _INLINE, _MERGED = (_MAIN + tag for tag in ("row", "c", "v", "is", "mergeCell"))


def answer(data: bytes) -> bytes:
    """The JSON of the workbook's grid, or of the reason why there is none, which is never an exception."""
    return child_process.answered(lambda: extract(data).dumps())


def extract(data: bytes) -> Grid:
    """The grid of a workbook; raises Unreadable, or whatever openpyxl and zipfile raise for a broken file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        child_process.check_archive(archive, "xl/workbook.xml")
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    sheets = [_sheet(source) for source in book.worksheets]
    if sum(len(cell) for sheet in sheets for row in sheet.rows for cell in row if isinstance(cell, str)) > MAX_TEXT:
        raise Unreadable("bomb")
    filled = [sheet for sheet in sheets if sheet.rows]
    return Grid(sorted(filled, key=lambda sheet: sheet.hidden))


def _sheet(source: Any) -> Sheet:
    """The cells openpyxl reads, within the size found by counting: the size a sheet states may be wrong."""
    last_row, last_column, spans, hidden_rows = _measure(source)
    hidden = source.sheet_state != "visible"
    if not last_row:
        return Sheet(source.title, [], [], hidden)
    source.reset_dimensions()
    cells = source.iter_rows(max_row=last_row, max_col=last_column)
    # What follows the last row (validations, extensions) is never parsed, so it cannot fail.
    rows = [_trimmed(map(_value, row)) for row in islice(cells, last_row)]
    while rows and not rows[-1]:
        rows.pop()
    spread = list(_clipped(spans, len(rows), last_column))
    return Sheet(source.title, rows, spread, hidden, [row for row in hidden_rows if row <= len(rows)])


def _value(cell: Any) -> object:
    """What is in the cell; a share as people read it, 50%."""
    value = cell.value
    if isinstance(value, (int, float)) and not isinstance(value, bool) and "%" in (cell.number_format or ""):
        return f"{value * 100:.10g}%".replace(".", ",")
    return value


def _measure(source: Any) -> tuple[int, int, list[str], list[int]]:
    """The last row and column with anything in them, the references of merged cells, and the rows that are hidden."""
    row = column = last_row = last_column = 0
    spans: list[str] = []
    hidden: list[int] = []
    with source._get_source() as stream:
        for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
            if event == "start" and element.tag == _ROW:
                row, column = int(float(element.get("r", row + 1))), 0
                if element.get("hidden") in ("1", "true") and len(hidden) < MAX_ROWS:
                    hidden.append(row)
            elif event == "end" and element.tag == _CELL:
                reference = element.get("r")
                column = coordinate_to_tuple(reference)[1] if reference else column + 1
                if _has_content(element):
                    last_row, last_column = max(last_row, row), max(last_column, column)
                    _check_size(last_row, last_column, source.title)
            elif event == "end" and element.tag == _MERGED:
                spans.append(element.get("ref", ""))
            elif event == "end" and element.tag == _ROW:
                element.clear()
    return last_row, last_column, spans, hidden


def _has_content(element: Any) -> bool:
    return len(element) > 0 and (bool(element.findtext(_VALUE)) or element.find(_INLINE) is not None)


def _check_size(rows: int, columns: int, sheet: str) -> None:
    if rows > MAX_ROWS:
        raise Unreadable("too-many-rows", limit=MAX_ROWS, sheet=sheet)
    if columns > MAX_COLUMNS:
        raise Unreadable("too-many-columns", limit=MAX_COLUMNS, sheet=sheet)


def _trimmed(values: Iterable[object]) -> list[Cell]:
    row = [_cell(value) for value in values]
    while row and row[-1] is None:
        row.pop()
    return row


def _cell(value: object) -> Cell:
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if isinstance(value, timedelta):
        return _clock(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, (bool, int, date, time)):
        return value
    text = "" if value is None else str(value)
    return text if text.strip() else None


def _clock(value: timedelta) -> Cell:
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return time(hours, minutes, seconds) if 0 <= hours < 24 else str(value)


def _clipped(references: list[str], rows: int, columns: int) -> Iterator[Span]:
    """The merged cells within the rows; only a forged sheet merges more cells than it has."""
    free = rows * columns
    for reference in references:
        left, top, right, bottom = (bound or 1 for bound in range_boundaries(reference))
        bottom, right = min(bottom, rows), min(right, columns)
        if bottom < top or right < left:
            continue
        free -= (bottom - top + 1) * (right - left + 1)
        if free < 0:
            return
        yield top - 1, left - 1, bottom - 1, right - 1


if __name__ == "__main__":
    child_process.main(answer)
