"""What kind of file of questions some bytes are, judged by what is in them, and its questions."""

from __future__ import annotations

from pathlib import PurePath

from storage.files import aiken, delimited, docx, gift, legacy_fonts, moodle_xml, question_text
from storage.files.question_rows import QuestionSheet
from storage.files.sheets import MEGABYTES, Unreadable

_TEXTS = {".txt", ".gift", ".aiken", ".xml", ".docx", ".md", ".text"}
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf")  # how pictures, PDF and RTF begin
_COMPOUND, _OLD_WORD = b"\xd0\xcf\x11\xe0", "WordDocument".encode("utf-16-le")


def read(data: bytes, name: str) -> QuestionSheet | None:
    """The questions, or None when this is a table (xlsx, csv), or nothing with questions.

    Raises Unreadable when it is a document or text of questions that cannot be read.
    """
    if len(data) > MEGABYTES * 1024 * 1024:
        raise Unreadable("too-large", limit=MEGABYTES)
    ending = PurePath(name.replace("\0", "")).suffix.lower()
    if data.startswith(_OTHERS):
        raise Unreadable("not-questions")
    if data.startswith(_COMPOUND) and (ending in (".doc", ".dot") or _OLD_WORD in data):
        raise Unreadable("old-word")
    if docx.is_document(data):
        return docx.read(data)
    if data.startswith(b"PK") and b"xl/" not in data and ending not in (".xlsx", ".xlsm"):
        raise Unreadable("damaged-word" if ending == ".docx" else "not-questions")
    if data.startswith((b"PK", _COMPOUND)):
        return None
    if moodle_xml.looks_like(data):
        return moodle_xml.read(data)
    return _read_text(data, ending)


def _read_text(data: bytes, ending: str) -> QuestionSheet | None:
    text = delimited.decoded(data)
    if text is None:
        return None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    encoding = legacy_fonts.detect(lines)
    if encoding is None:
        return _questions("\n".join(lines), ending)
    modern = [legacy_fonts.convert(line, encoding) for line in lines]
    sheet = _questions("\n".join(modern), ending)
    return None if sheet is None else docx.old_font(sheet, lines, modern)


def _questions(text: str, ending: str) -> QuestionSheet | None:
    if aiken.looks_like(text) and not question_text.is_numbered(text):  # which would stay in Aiken's question
        return aiken.read(text)
    if gift.looks_like(text):
        return gift.read(text)
    if ending in _TEXTS or (ending != ".csv" and question_text.looks_like(text)):
        return question_text.read_text(text)
    return None
