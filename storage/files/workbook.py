"""Tables for Excel, from plain data: text as text, numbers as numbers, ready to print."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

A4 = 9  # Excel's number of the paper
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", "-"))
LONGEST_SHEET_NAME = 31
LONGEST_CELL = 32767

_BASE = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
_FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "align": "center"},
    "line": {"italic": True, "align": "center"},
    "heading": {"bold": True, "align": "center", "text_wrap": True, "border": 1, "bg_color": "#DCE6F1"},
    "text": {"border": 1, "text_wrap": True},
    "centred": {"border": 1, "align": "center"},
    "number": {"border": 1, "align": "center", "num_format": "0"},
    "mark": {"border": 1, "align": "center", "num_format": "0.0"},
    "fine": {"border": 1, "align": "center", "num_format": "0.00"},
    "note": {"italic": True, "text_wrap": False},
}


def xlsx(data: dict[str, Any]) -> bytes:
    """A workbook with one sheet.

    `data`: `sheet` (its name), `title`, `lines` (below the title), `columns` a list of {heading, width in
    letters, kind: text, centred, number, mark or fine}, `rows` a list of lists (text, number or None for an empty
    cell) and `notes` (lines under the table). A text stays a text whatever the kind of its column.
    """
    return book({"sheets": [data]})


def book(data: dict[str, Any]) -> bytes:
    """A workbook with a sheet for each of `data["sheets"]`, each as `xlsx` takes it."""
    file = io.BytesIO()
    workbook = xlsxwriter.Workbook(file, {"in_memory": True})
    formats = {name: workbook.add_format({**_BASE, **details}) for name, details in _FORMATS.items()}
    for one in data["sheets"]:
        sheet = workbook.add_worksheet(_sheet_name(one["sheet"]))
        header = _top(sheet, one, formats)
        _table(sheet, one, formats, header)
        _print_setup(sheet, header)
    workbook.close()
    return file.getvalue()


def safe(text: str) -> str:
    """The text with a `'` before what a spreadsheet might take for a formula, also after saving as CSV."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def _sheet_name(name: str) -> str:
    return name.translate(FORBIDDEN_IN_NAMES)[:LONGEST_SHEET_NAME] or "1"


def _top(sheet: Worksheet, data: dict[str, Any], formats: dict[str, Format]) -> int:
    """Writes the lines above the table; the number of the header row, from 0."""
    last = len(data["columns"]) - 1
    lines = [(data["title"], "title"), *((line, "line") for line in data["lines"])]
    for row, (line, style) in enumerate(lines):
        if last > 0:
            sheet.merge_range(row, 0, row, last, "", formats[style])
        sheet.write_string(row, 0, safe(line), formats[style])
    sheet.set_row(0, 24)
    return len(lines) + 1


def _table(sheet: Worksheet, data: dict[str, Any], formats: dict[str, Format], header: int) -> None:
    columns = data["columns"]
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column["width"])
        sheet.write_string(header, number, safe(column["heading"]), formats["heading"])
    for row, values in enumerate(data["rows"], header + 1):
        for number, value in enumerate(values):
            _cell(sheet, row, number, value, formats[columns[number]["kind"]])
    under = header + len(data["rows"]) + 2
    for row, note in enumerate(data.get("notes", ()), under):
        sheet.write_string(row, 0, safe(note), formats["note"])
    sheet.freeze_panes(header + 1, min(2, len(columns) - 1))


def _cell(sheet: Worksheet, row: int, column: int, value: str | float | None, style: Format) -> None:
    if value is None or value == "":
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, str):
        sheet.write_string(row, column, safe(value)[:LONGEST_CELL], style)
    else:
        sheet.write_number(row, column, value, style)


def _print_setup(sheet: Worksheet, header: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(header)
    sheet.set_footer("&C&P / &N")
