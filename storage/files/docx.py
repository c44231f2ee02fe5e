"""Questions in a Word document (.docx)."""

from __future__ import annotations

from dataclasses import replace

from storage.files import cells, question_lines, question_text
from storage.files.question_lines import Line
from storage.files.question_rows import QuestionSheet
from storage.files.sheets import MEGABYTES, Unreadable, in_child


def is_document(data: bytes) -> bool:
    """Whether the bytes are a Word document, judged by the parts that an archive of Word names."""
    return data.startswith(b"PK\x03\x04") and b"word/document.xml" in data


def read(data: bytes) -> QuestionSheet:
    """The questions of the document; raises Unreadable when it is damaged, hostile or too large.

    An option that is bold, underlined or in colour, where others are not, is a right one.
    """
    if len(data) > MEGABYTES * 1024 * 1024:
        raise Unreadable("too-large", limit=MEGABYTES)
    return question_text.read(map(_composed, question_lines.unpacked(in_child("storage.files.docx_child", data))))


def _composed(line: Line) -> Line:
    """The line in composed Unicode; marks go by letters, so they are lost where that changes how many there are."""
    text = cells.composed(line.text)
    if len(text) == len(line.text):
        return replace(line, text=text)
    marked = any(line.marked) and all(mark for mark, sign in zip(line.marked, line.text, strict=True) if sign.isalnum())
    return replace(line, text=text, marked=(marked,) * len(text))
