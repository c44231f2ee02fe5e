"""Finding the table in a sheet made by hand: its header, its columns, the rows under it."""

import re
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace

from storage.files import cells, legacy_fonts
from storage.files.problems import Problem
from storage.files.sheets import Cell, Grid, Sheet
from storage.vietnamese import fold

# How a header cell may read, as `label` gives it, for each field; the first field that matches has it.
Headings = Mapping[str, re.Pattern[str]]
Enough = Callable[[Set[str]], bool]

HEADER_ROWS = 15
# What is longer is a sentence; the patterns are not made for it.
_LONGEST_LABEL = 150

_BRACKETED = re.compile(r"\([^)]*\)")
_NO_WORD = re.compile(r"[^a-z0-9]+")
_NUMBERING = re.compile(r"\(?([0-9]{1,2}|[A-Z])\)?")
_SIGNATURE = re.compile(
    r"nguoi (lap|tong hop|kiem tra|duyet)\b|noi nhan\b|xac nhan cua"
    r"|((pho|q\.?) ?)?(giam doc|hieu truong|thu truong|truong ban|bi thu|chu tich)( trung tam)?$"
    r"|\(?(da )?ky\b.*(ten|dau)|t[/.]?m[.:]? (ban|dang|chi|uy|doan|don|trung|to)|k[/.]?t[.:]? "
    r"|(.*, ?)?ngay\b.{0,12}\bthang\b.{0,12}\bnam\b|(dai dien|lanh dao) (don vi|co quan)"
)


@dataclass(frozen=True)
class Table:
    """A sheet whose header is known; rows are counted from 0, `start` being the first under the header."""

    sheet: Sheet
    rows: list[list[Cell]]
    start: int
    columns: dict[str, list[int]]
    problems: list[Problem] = field(default_factory=list)
    header: int = 0

    def indexes(self) -> range:
        """The rows under the header."""
        return range(self.start, len(self.rows))

    def cells(self, row: int, name: str) -> list[Cell]:
        """What stands in the row in all columns of a field, without the empty ones."""
        values = (self.at(row, column) for column in self.columns.get(name, ()))
        return [value for value in values if cells.text(value)]

    def cell(self, row: int, name: str) -> Cell:
        """The first of these, or None."""
        return next(iter(self.cells(row, name)), None)

    def text(self, row: int, name: str, joint: str = " ") -> str:
        """All of these as one text."""
        return joint.join(cells.text(value) for value in self.cells(row, name))

    def at(self, row: int, column: int) -> Cell:
        """The cell, or None beyond the end of the row."""
        return self.rows[row][column] if column < len(self.rows[row]) else None

    def texts(self, row: int) -> list[str]:
        """All that the row says, without empty cells."""
        return [found for found in map(cells.text, self.rows[row]) if found]

    def unread(self, unused: Set[str] = frozenset()) -> list[str]:
        """The titles of the columns, and those of `unused` fields, that have something in them but are not read."""
        known = {column for name, columns in self.columns.items() for column in columns if name not in unused}
        filled = {
            column for row in self.indexes() for column, cell in enumerate(self.rows[row])
            if column not in known and cells.text(cell) and not isinstance(cell, (int, float))
        }  # fmt: skip
        titles = [cells.text(self.at(self.header, column)) for column in sorted(filled)]
        return [title[:40] for title in titles if title]

    def filled_down(self, names: Set[str]) -> "Table":
        """The table with cells merged over several rows repeated in each, in the columns of these fields."""
        wanted = {column for name in names for column in self.columns.get(name, ())}
        rows = [list(row) for row in self.rows]
        for top, left, bottom, _ in self.sheet.merged:
            if left in wanted and top >= self.start:
                for row in rows[top + 1 : bottom + 1]:
                    row.extend([None] * (left + 1 - len(row)))
                    row[left] = self.at(top, left)
        return replace(self, rows=rows)

    def is_across(self, row: int, columns: list[int]) -> bool:
        """Whether a cell of the row is merged over more than these columns."""
        return any(
            top == row and right > left and not {left, right} <= set(columns)
            for top, left, _, right in self.sheet.merged
        )


def find(grid: Grid, headings: Headings, enough: Enough, sub: Set[str] = frozenset()) -> list[Table]:
    """The tables of the visible sheets that have the header; if none has it, those of the hidden ones."""
    for hidden in (False, True):
        tables = [_table(sheet, headings, enough, sub) for sheet in grid.sheets if sheet.hidden is hidden]
        if any(tables):
            return [table for table in tables if table]
    return []


def headless(grid: Grid, tables: list[Table]) -> list[Problem]:
    """A problem for each visible sheet that gave no table, since what it holds is not read."""
    read = {id(table.sheet) for table in tables}
    return [Problem("no-header", sheet.name) for sheet in grid.sheets if not sheet.hidden and id(sheet) not in read]


def label(text: str) -> str:
    """The words of a header cell to be compared: folded, without brackets and punctuation."""
    folded = fold(text) if len(text) <= _LONGEST_LABEL else ""
    return _NO_WORD.sub(" ", _BRACKETED.sub(" ", folded)).strip() or _NO_WORD.sub(" ", folded).strip()


def is_signature(texts: list[str]) -> bool:
    """Whether a row belongs to the block of date, offices and signatures that ends a letter."""
    return any(_SIGNATURE.match(fold(text)) for text in texts if len(text) <= _LONGEST_LABEL)


def _table(sheet: Sheet, headings: Headings, enough: Enough, sub: Set[str]) -> Table | None:
    for index, row in enumerate(sheet.rows[:HEADER_ROWS]):
        main = fields_of(row, headings)
        if not enough(set(main.values())):
            continue
        below = _sub_fields(sheet, index + 1, headings, sub)
        start = index + (2 if below else 1)
        columns = _columns({**_spread(sheet, index, main, below), **below})
        if not enough(set(columns)):  # merged cells that make no sense
            columns = _columns(main)
        if start < len(sheet.rows) and _is_numbering(sheet.rows[start]):
            start += 1
        rows, problems = _in_unicode(sheet, start)
        return Table(sheet, rows, start, columns, problems, index)
    return None


def fields_of(row: list[Cell], headings: Headings) -> dict[int, str]:
    """The field of each column whose label in this row is known."""
    texts = [cell if isinstance(cell, str) else "" for cell in row]
    encoding = legacy_fonts.detect(texts)
    fields = {}
    for column, text in enumerate(texts):
        words = label(cells.text(legacy_fonts.convert(text, encoding) if encoding else text))
        known = next((name for name, pattern in headings.items() if pattern.fullmatch(words)), None)
        if words and known:
            fields[column] = known
    return fields


def _sub_fields(sheet: Sheet, index: int, headings: Headings, sub: Set[str]) -> dict[int, str]:
    """The fields of the header's second line, if there is one: all it says are words known of such lines."""
    if index >= len(sheet.rows):
        return {}
    fields = fields_of(sheet.rows[index], headings)
    said = sum(1 for cell in sheet.rows[index] if cells.text(cell))
    return fields if len(fields) == said and set(fields.values()) <= sub else {}


def _spread(sheet: Sheet, index: int, main: dict[int, str], below: dict[int, str]) -> dict[int, str]:
    """The header's fields, each also in the further columns over which its cell is merged."""
    spread = dict(main)
    for top, left, _, right in sheet.merged:
        if top == index and left in main:
            bare = [left, *(column for column in range(left + 1, right + 1) if column not in main)]
            divided = any(column in below for column in range(left, right + 1))
            spread.update(dict.fromkeys(bare, "" if divided else main[left]))
    return spread


def _columns(fields: dict[int, str]) -> dict[str, list[int]]:
    columns: dict[str, list[int]] = {}
    for column in sorted(fields):
        if fields[column]:
            columns.setdefault(fields[column], []).append(column)
    return columns


def _is_numbering(row: list[Cell]) -> bool:
    """Whether the row under the header numbers the columns: (1) (2) (3), or A B 1 2."""
    marks = [_NUMBERING.fullmatch(text) for text in map(cells.text, row) if text]
    numbers = [int(mark[1]) for mark in marks if mark and mark[1].isdigit()]
    return len(marks) >= 3 and all(marks) and numbers == list(range(1, len(numbers) + 1)) and len(numbers) > 1


def _in_unicode(sheet: Sheet, start: int) -> tuple[list[list[Cell]], list[Problem]]:
    """The rows with text of old fonts converted, each column by its own evidence, and the first of it."""
    rows = [list(row) for row in sheet.rows]
    changed: dict[int, tuple[str, str]] = {}
    for column in range(max(map(len, rows), default=0)):
        for index, before, after in _conversions(rows, start, column):
            rows[index][column] = after
            changed.setdefault(index, (before, after))
    if not changed:
        return rows, []
    first = min(changed)
    before, after = changed[first]
    return rows, [Problem("old-font", sheet.name, first + 1, before, after)]


def _conversions(rows: list[list[Cell]], start: int, column: int) -> Iterator[tuple[int, str, str]]:
    texts = [(index, row[column]) for index, row in enumerate(rows[start:], start) if column < len(row)]
    written = [(index, text) for index, text in texts if isinstance(text, str) and not text.isascii()]
    encoding = legacy_fonts.detect(text for _, text in written)
    for index, text in written:
        after = legacy_fonts.convert(text, encoding) if encoding else legacy_fonts.to_unicode(text)[0]
        if after != text:
            yield index, text, after
