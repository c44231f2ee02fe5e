"""Safe reading of spreadsheets: whatever bytes come in, a grid of plain cells or one refusal comes out."""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from storage.files import delimited

Cell = None | str | bool | int | float | date | datetime | time
Span = tuple[int, int, int, int]

MEGABYTES = 5
SECONDS = 30
MAX_ROWS = 20_000
MAX_COLUMNS = 100

_PROJECT = Path(__file__).resolve().parents[2]
# The child needs a way to Python and to this project, and none of the secrets of the bot's environment.
_KEPT_ENVIRONMENT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "VIRTUAL_ENV", "COVERAGE_PROCESS_START")
_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOKS = (".xlsx", ".xlsm")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class Unreadable(Exception):  # a state of the file, no fault of the program
    """A file that gives no rows at all; `unreadable-<key>` with `vars` is the sentence that says why."""

    def __init__(self, key: str, **vars: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.vars = vars


@dataclass(frozen=True)
class Sheet:
    """Rows as they stand in the file, so row 1 is `rows[0]`; spans are (top, left, bottom, right) from 0.

    `hidden` says that nobody sees the sheet, `hidden_rows` which rows nobody sees, from 1.
    """

    name: str
    rows: list[list[Cell]]
    merged: list[Span] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Grid:
    """The sheets of a file that have anything in them, the visible ones first."""

    sheets: list[Sheet]

    def dumps(self) -> str:
        """The grid as JSON, to be kept between the preview of an import and its confirmation."""
        sheets = [
            {
                "name": sheet.name, "rows": sheet.rows, "merged": sheet.merged, "hidden": sheet.hidden,
                "hidden_rows": sheet.hidden_rows,
            }
            for sheet in self.sheets
        ]  # fmt: skip
        return json.dumps({"sheets": sheets}, ensure_ascii=False, separators=(",", ":"), default=_packed)

    @classmethod
    def loads(cls, text: str) -> "Grid":
        """The grid that `dumps` wrote."""
        return cls([_sheet(packed) for packed in json.loads(text)["sheets"]])


def read(data: bytes, name: str) -> Grid:
    """The grid of an xlsx or csv file; raises Unreadable, and nothing else, for all that is not one."""
    if len(data) > MEGABYTES * 1024 * 1024:
        raise Unreadable("too-large", limit=MEGABYTES)
    if data.startswith(_COMPOUND):
        raise Unreadable("encrypted" if _ENCRYPTED in data else "old-excel")
    grid = _read_workbook(data) if data.startswith(_ZIP) else _read_csv(data, name)
    if not grid.sheets:
        raise Unreadable("empty")
    if name.lower().endswith(_WORKBOOKS) and not data.startswith(_ZIP):
        raise Unreadable("damaged")  # what is left of a workbook must not pass for a table of text
    return grid


def _read_csv(data: bytes, name: str) -> Grid:
    if not data.strip():
        raise Unreadable("empty")
    try:
        table = delimited.parse(data)
        rows = list(_counted(table)) if table else None
    except csv.Error:  # a quotation mark opened and never closed swallows the rest
        raise Unreadable("damaged") from None
    if rows is None:
        raise Unreadable("not-a-table")
    while rows and not rows[-1]:
        rows.pop()
    return Grid([Sheet(Path(name.replace("\0", "")).stem, rows)] if rows else [])


def _counted(table: Iterator[list[str]]) -> Iterator[list[Cell]]:
    for number, fields in enumerate(table, 1):
        row: list[Cell] = [text if text.strip() else None for text in fields]
        while row and row[-1] is None:
            row.pop()
        if row and number > MAX_ROWS:
            raise Unreadable("too-many-rows", limit=MAX_ROWS, sheet="")
        if len(row) > MAX_COLUMNS:
            raise Unreadable("too-many-columns", limit=MAX_COLUMNS, sheet="")
        yield row


def _read_workbook(data: bytes) -> Grid:
    return Grid.loads(in_child("storage.files.sheet_child", data))


def in_child(module: str, data: bytes) -> str:
    """What the module answers to the data in a process of its own; raises Unreadable with the reason it gives."""
    try:
        child = subprocess.run(
            [sys.executable, "-m", module],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            env=_child_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unreadable("too-slow", limit=SECONDS) from None
    if child.returncode != 0:  # the child answers for all it can survive: what is left is memory
        raise Unreadable("bomb")
    answer = child.stdout.decode()
    if answer.startswith('{"unreadable":'):
        refusal: dict[str, Any] = json.loads(answer)
        raise Unreadable(refusal.pop("unreadable"), **refusal)
    return answer


def _child_environment() -> dict[str, str]:
    kept = {key: os.environ[key] for key in _KEPT_ENVIRONMENT if key in os.environ}
    return {**kept, "PYTHONPATH": str(_PROJECT), "PYTHONUTF8": "1"}


def _packed(cell: object) -> dict[str, str]:
    if isinstance(cell, datetime):
        return {"datetime": cell.isoformat()}
    if isinstance(cell, date):
        return {"date": cell.isoformat()}
    if isinstance(cell, time):
        return {"time": cell.isoformat()}
    raise TypeError(f"no cell of a sheet: {cell!r}")


def _sheet(packed: dict[str, Any]) -> Sheet:
    rows = [[_unpacked(cell) for cell in row] for row in packed["rows"]]
    merged = [(top, left, bottom, right) for top, left, bottom, right in packed["merged"]]
    return Sheet(packed["name"], rows, merged, packed["hidden"], packed.get("hidden_rows", []))


def _unpacked(cell: Any) -> Cell:
    if not isinstance(cell, dict):
        return cell  # type: ignore[no-any-return]
    ((kind, text),) = cell.items()
    if kind == "date":
        return date.fromisoformat(text)
    return time.fromisoformat(text) if kind == "time" else datetime.fromisoformat(text)
