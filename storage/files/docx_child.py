"""The child process that opens a Word document: bytes on its input, its lines or the reason for none as JSON out."""

from __future__ import annotations

import io
import json
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from storage.files import sheet_child
from storage.files.moodle_xml import picture_of
from storage.files.question_lines import Line, packed
from storage.files.question_rows import Picture
from storage.files.sheets import Unreadable

DOCUMENT, NUMBERING, LINKS = "word/document.xml", "word/numbering.xml", "word/_rels/document.xml.rels"
MOST_LINES = 50_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_OFF = {"0", "false", "off", "none"}
_BLACK = {"auto", "000000", "none", "FFFFFF", ""}
_LEFT_OUT = {_W + "del", _W + "moveFrom", _W + "instrText", _W + "footnoteReference"}


@dataclass
class _Book:
    """The parts of the document that its text needs."""

    archive: zipfile.ZipFile
    formats: dict[tuple[str, str], tuple[str, str, int]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)


@dataclass
class _Text:
    """The text of a paragraph as it is put together; `marked` has a sign for each letter."""

    letters: list[str] = field(default_factory=list)
    marked: list[bool] = field(default_factory=list)
    pictures: list[Picture | None] = field(default_factory=list)

    def add(self, text: str, marked: bool) -> None:
        self.letters.append(text)
        self.marked += [marked] * len(text)


def answer(data: bytes) -> bytes:
    """The JSON of the document's lines, or of the reason why there are none, which is never an exception."""
    return sheet_child.answered(lambda: json.dumps([packed(line) for line in extract(data)], ensure_ascii=False))


def extract(data: bytes) -> list[Line]:
    """The lines of a document; raises Unreadable, or whatever zipfile and the parser raise for a broken file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet_child.check_archive(archive, DOCUMENT)
        book = _Book(archive, _formats(archive), _links(archive))
        body = _part(archive, DOCUMENT)
        lines: list[Line] = []
        for text in _paragraphs(body, book):
            for line in _split(text, len(lines) + 1):
                lines.append(line)
            if len(lines) > MOST_LINES:
                raise Unreadable("too-many-rows", limit=MOST_LINES, sheet="")
    return lines


def _part(archive: zipfile.ZipFile, name: str) -> Element:
    element: Element = fromstring(archive.read(name), forbid_dtd=True)
    return element


def _links(archive: zipfile.ZipFile) -> dict[str, str]:
    if LINKS not in archive.namelist():
        return {}
    return {one.get("Id", ""): one.get("Target", "") for one in _part(archive, LINKS)}


def _formats(archive: zipfile.ZipFile) -> dict[tuple[str, str], tuple[str, str, int]]:
    """For (list, level): the kind of number, how it is written (`%1.`), and where it starts."""
    if NUMBERING not in archive.namelist():
        return {}
    root = _part(archive, NUMBERING)
    abstract = {
        (one.get(_W + "abstractNumId", ""), level.get(_W + "ilvl", "")): (
            _value(level, "numFmt"), _value(level, "lvlText"), int(_value(level, "start") or "1"),
        )
        for one in root.iter(_W + "abstractNum") for level in one.iter(_W + "lvl")
    }  # fmt: skip
    used = [(one.get(_W + "numId", ""), _value(one, "abstractNumId")) for one in root.iter(_W + "num")]
    return {
        (number, level): how for number, meant in used for (found, level), how in abstract.items() if found == meant
    }


def _value(element: Element | None, tag: str) -> str:
    found = None if element is None else element.find(_W + tag)
    return "" if found is None else found.get(_W + "val", "")


def _paragraphs(element: Element, book: _Book) -> Iterator[_Text]:
    """Every paragraph in order; the cells of a table's row that are short stand on one line, divided by tabs."""
    for child in element:
        if child.tag == _W + "p":
            yield _paragraph(child, book)
        elif child.tag == _W + "tr":
            yield from _row(child, book)
        elif child.tag not in _LEFT_OUT:
            yield from _paragraphs(child, book)


def _row(row: Element, book: _Book) -> Iterator[_Text]:
    cells = [list(_paragraphs(cell, book)) for cell in row.iter(_W + "tc")]
    if any(len(cell) > 1 for cell in cells):
        for cell in cells:
            yield from cell
        return
    together = _Text()
    for cell in cells:
        for text in cell:
            if together.letters:
                together.add("\t", False)
            together.letters += text.letters
            together.marked += text.marked
            together.pictures += text.pictures
    yield together


def _paragraph(paragraph: Element, book: _Book) -> _Text:
    text = _Text()
    number = _number(paragraph.find(_W + "pPr"), book)
    if number:
        text.add(f"{number} ", False)
    _runs(paragraph, book, text)
    return text


def _number(properties: Element | None, book: _Book) -> str:
    """The number or letter that Word shows before the paragraph."""
    listed = None if properties is None else properties.find(_W + "numPr")
    number, level = _value(listed, "numId"), _value(listed, "ilvl") or "0"
    how = book.formats.get((number, level))
    if listed is None or how is None or not level.isdigit():
        return ""
    at = int(level)
    count = book.counts.get((number, at), how[2] - 1) + 1
    book.counts[number, at] = count
    for deeper in [key for key in book.counts if key[0] == number and key[1] > at]:
        del book.counts[deeper]
    written = _counted(how[0], count)
    return how[1].replace(f"%{at + 1}", written) if written else ""


def _counted(kind: str, count: int) -> str:
    if kind == "decimal":
        return str(count)
    if kind in ("upperLetter", "lowerLetter") and 1 <= count <= 26:
        return chr((64 if kind == "upperLetter" else 96) + count)
    return ""


def _runs(element: Element, book: _Book, text: _Text) -> None:
    for child in element:
        if child.tag == _W + "r":
            _run(child, book, text)
        elif child.tag == _M + "t":
            text.add(child.text or "", False)
        elif child.tag not in _LEFT_OUT and child.tag != _W + "pPr":
            _runs(child, book, text)


def _run(run: Element, book: _Book, text: _Text) -> None:
    marked = _is_marked(run.find(_W + "rPr"))
    for child in run:
        if child.tag == _W + "t":
            text.add(child.text or "", marked)
        elif child.tag == _W + "tab":
            text.add("\t", marked)
        elif child.tag in (_W + "br", _W + "cr"):
            text.add("\n", marked)
        elif child.tag in (_W + "drawing", _W + "pict"):
            text.pictures += [_picture(book, blip.get(_R + "embed", "")) for blip in child.iter(_A + "blip")] or [None]


def _is_marked(properties: Element | None) -> bool:
    """Whether letters stand out: bold, underlined, in a colour, or highlighted."""
    if properties is None:
        return False
    bold, line = properties.find(_W + "b"), properties.find(_W + "u")
    shade = properties.find(_W + "shd")
    return (
        (bold is not None and bold.get(_W + "val", "1") not in _OFF)
        or (line is not None and line.get(_W + "val", "single") not in _OFF)
        or _value(properties, "color").upper() not in {one.upper() for one in _BLACK}
        or _value(properties, "highlight") not in {"", "none", "white"}
        or (shade is not None and shade.get(_W + "fill", "auto").upper() not in {"AUTO", "FFFFFF"})
    )


def _picture(book: _Book, link: str) -> Picture | None:
    target = posixpath.normpath(posixpath.join("word", book.links.get(link, "")))
    if target not in book.archive.namelist():
        return None
    return picture_of(target, book.archive.read(target))


def _split(text: _Text, first: int) -> Iterator[Line]:
    """The lines of a paragraph; the pictures stand with the first."""
    whole, start = "".join(text.letters), 0
    pictures = tuple(text.pictures)
    for place, said in enumerate(whole.split("\n")):
        marked = tuple(text.marked[start : start + len(said)])
        yield Line(first + place, said, marked, pictures if place == 0 else ())
        start += len(said) + 1


if __name__ == "__main__":
    sheet_child.main(answer)
