"""What a cell says, as text: the same for a number, a date or a text that shows the same."""

import re
import unicodedata
from datetime import date, datetime, time

from storage.files.sheets import Cell

_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
_PADDING = re.compile(r"[^\S\n]+")
_MANY_MARKS = re.compile(r"[^\w\s\x00-\x7f]{31,}")


def text(cell: Cell) -> str:
    """The cell on one line with single spaces and composed letters; "" for an empty one."""
    return " ".join(_written(cell).split())


def block(cell: Cell) -> str:
    """The cell with its line breaks, without blank lines and padding."""
    lines = (_PADDING.sub(" ", line).strip() for line in _written(cell).splitlines())
    return "\n".join(line for line in lines if line)


def whole_number(cell: Cell) -> int | None:
    """The positive whole number that stands in the cell, written 3.0 or "03." too; else None."""
    digits = text(cell).rstrip(".")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 and int(digits) else None


def stream_safe(text: str) -> str:
    """The text with at most 30 accents on one letter (Unicode's "stream-safe text", UAX 15).

    Without that bound putting them in order takes quadratic time.
    """
    return _MANY_MARKS.sub(_fewer_marks, text)


def composed(text: str) -> str:
    """The text with composed letters, in time that grows with its length."""
    return unicodedata.normalize("NFC", stream_safe(text))


def _written(cell: Cell) -> str:
    if isinstance(cell, str):
        return composed(cell.translate(_INVISIBLE))
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return "" if cell is None else str(cell)


def _fewer_marks(found: re.Match[str]) -> str:
    kept, marks = [], 0
    for sign in found[0]:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= 30:
            kept.append(sign)
    return "".join(kept)
