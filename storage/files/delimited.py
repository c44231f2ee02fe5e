"""Text with separators (csv) in the encodings and separators that Excel writes on Vietnamese computers."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from storage.files import legacy_fonts

_SEPARATORS = "\t;,"
_LINES_TO_JUDGE = 50
# Control characters, the replacement of what cannot be read, and the openings of other kinds of file.
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffd]")
_OTHER_KIND = re.compile(r"\s*(?:%PDF|<[!?a-zA-Z]|\{\\rtf|[{\[]\s*[\"{\[])")
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n")


def parse(data: bytes) -> Iterator[list[str]] | None:
    """The rows of the text, read one by one; None if the bytes are not text. Raises csv.Error as it reads."""
    text = decoded(data)
    if text is None or _OTHER_KIND.match(text):
        return None
    named = _SEPARATOR_LINE.match(text)  # Excel's own way to name the separator
    separator = named[1] if named and named[1] in _SEPARATORS else _separator(text)
    return _rows(text, separator, 1 if named else 0)


def decoded(data: bytes) -> str | None:
    """The text, in whatever encoding Vietnamese computers write; None if the bytes are not text."""
    text = _decode(data)
    return None if text is None or _NO_TEXT.search(text) else text


def _decode(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(data, "utf-16")
    if b"\0" in data[:200]:  # UTF-16 without its mark
        ends = data[1:2000:2].count(0) > data[:2000:2].count(0)
        return _decoded(data, "utf-16-le" if ends else "utf-16-be")
    text = _decoded(data, "utf-8-sig")
    if text is not None:
        return text
    western = _decoded(data, "cp1252") or data.decode("latin-1")
    if legacy_fonts.detect(western.splitlines()):
        return western
    return _decoded(data, "cp1258")


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _separator(text: str) -> str:
    lines = text.splitlines()[:_LINES_TO_JUDGE]
    return max(_SEPARATORS, key=lambda separator: _columns(lines, separator))


def _columns(lines: list[str], separator: str) -> int:
    """How many fields stand in lines of one width; commas within sentences do not come so evenly."""
    widths = Counter(len(row) for row in _rows("\n".join(lines), separator, 0) if len(row) > 1)
    return max((width * times for width, times in widths.items()), default=0)


def _rows(text: str, separator: str, skipped: int) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    return ([] if number < skipped else row for number, row in enumerate(reader))
