"""The child process that opens a Word document: bytes on its input, its lines or the reason for none as JSON out."""

from __future__ import annotations

import io
import json
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from storage.files import child_process, docx_maths, docx_styles, html_text
from storage.files.docx_maths import MATHS
from storage.files.docx_styles import WORD, Look, Styles
from storage.files.marked_lines import Line, packed
from storage.files.moodle_xml import picture_of
from storage.files.question_rows import Picture
from storage.files.sheets import Unreadable

DOCUMENT, LINKS, NOTES = "word/document.xml", "word/_rels/document.xml.rels", "word/footnotes.xml"
MOST_LINES = 50_000
MOST_PARTS = 5_000  # old equations are two parts each
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_V = "{urn:schemas-microsoft-com:vml}"
_BOX = WORD + "txbxContent"
_LEFT_OUT = {WORD + "del", WORD + "moveFrom", WORD + "instrText", WORD + "pPr", _MC + "Fallback"}
_SIGNS = {"F0E0": "→", "F0DF": "←", "F0FC": "✓", "F0FE": "☑", "F0A8": "☐", "F06F": "☐", "F0B7": "•", "F0B0": "°"}
_LETTERED = re.compile(r"\s*(?:\(?[A-Za-z]\s*[.)/:]|(?:câu|bài)\b)", re.IGNORECASE)


@dataclass
class _Book:
    """The parts of the document that its text needs."""

    archive: zipfile.ZipFile
    styles: Styles
    links: dict[str, str]
    notes: dict[str, str]


@dataclass
class _Text:
    """The text of a paragraph as it is put together; `marked` says of each letter by what it stands out."""

    letters: list[str] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)
    pictures: list[Picture | None] = field(default_factory=list)

    def add(self, text: str, marked: str = "") -> None:
        self.letters.append(text)
        self.marked += [marked] * len(text)


def answer(data: bytes) -> bytes:
    """The JSON of the document's lines, or of the reason why there are none, which is never an exception."""
    return child_process.answered(lambda: json.dumps([packed(line) for line in extract(data)], ensure_ascii=False))


def extract(data: bytes) -> list[Line]:
    """The lines of a document; raises Unreadable, or whatever zipfile and the parser raise for a broken file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        child_process.check_archive(archive, DOCUMENT, MOST_PARTS)
        book = _Book(archive, docx_styles.read(archive), _links(archive), _notes(archive))
        body = docx_styles.part(archive, DOCUMENT)
        assert body is not None  # as checked
        lines: list[Line] = []
        for text in _paragraphs(body, book):
            for line in _split(text, len(lines) + 1):
                lines.append(line)
            if len(lines) > MOST_LINES:
                raise Unreadable("too-many-rows", limit=MOST_LINES, sheet="")
    return lines


def _links(archive: zipfile.ZipFile) -> dict[str, str]:
    links = docx_styles.part(archive, LINKS)
    return {} if links is None else {one.get("Id", ""): one.get("Target", "") for one in links}


def _notes(archive: zipfile.ZipFile) -> dict[str, str]:
    """The text of each footnote."""
    notes = docx_styles.part(archive, NOTES)
    return {} if notes is None else {
        one.get(WORD + "id", ""): "".join(text.text or "" for text in one.iter(WORD + "t")).strip()
        for one in notes.iter(WORD + "footnote")
    }  # fmt: skip


def _paragraphs(element: Element, book: _Book) -> Iterator[_Text]:
    """Every paragraph in order; the cells of a table's row that are short stand on one line, divided by tabs."""
    for child in element:
        if child.tag == WORD + "p":
            yield _paragraph(child, book)
            for box in _boxes(child):
                yield from _paragraphs(box, book)
        elif child.tag == WORD + "tr":
            yield from _row(child, book)
        elif child.tag not in _LEFT_OUT:
            yield from _paragraphs(child, book)


def _boxes(element: Element) -> Iterator[Element]:
    """The text boxes that hang on a paragraph; Word writes each twice, for new and for old programs."""
    for child in element:
        if child.tag == _BOX:
            yield child
        elif child.tag not in _LEFT_OUT:
            yield from _boxes(child)


def _row(row: Element, book: _Book) -> Iterator[_Text]:
    cells = [list(_paragraphs(cell, book)) for cell in _cells(row)]
    if any(len(cell) > 1 for cell in cells):
        for cell in cells:
            yield from cell
        return
    together = _Text()
    for place, cell in enumerate(cells):
        for text in cell:
            if place:
                together.add("\t")
            together.letters += text.letters
            together.marked += text.marked
            together.pictures += text.pictures
    yield together


def _cells(row: Element) -> Iterator[Element]:
    """The row's own cells, not those of tables within them."""
    for child in row:
        if child.tag == WORD + "tc":
            yield child
        elif child.tag not in _LEFT_OUT:
            yield from _cells(child)


def _paragraph(paragraph: Element, book: _Book) -> _Text:
    text, said = _Text(), _Text()
    properties = paragraph.find(WORD + "pPr")
    _runs(paragraph, book, said, book.styles.look(docx_styles.value(properties, "pStyle")))
    listed = book.styles.listed(properties)
    number = "" if listed is None else book.styles.count(*listed)
    if number and not (number == "•" and _LETTERED.match("".join(said.letters))):
        text.add(f"{number} ")
    text.letters += said.letters
    text.marked += said.marked
    text.pictures += said.pictures
    return text


def _runs(element: Element, book: _Book, text: _Text, look: Look) -> None:
    for child in element:
        if child.tag == WORD + "r":
            _run(child, book, text, look)
        elif child.tag == MATHS + "oMath":
            text.add(docx_maths.written(child))
        elif child.tag not in _LEFT_OUT and child.tag != _BOX:
            _runs(child, book, text, look)


def _run(run: Element, book: _Book, text: _Text, look: Look) -> None:
    properties = run.find(WORD + "rPr")
    style = book.styles.look(docx_styles.value(properties, "rStyle"))
    look = {**look, **style, **docx_styles.look_of(properties)}
    if look.pop("hidden", ""):
        return
    marked = " ".join(filter(None, look.values()))
    moved = docx_styles.value(properties, "vertAlign")
    for child in run:
        text.add(_said(child, moved, book), marked)
        text.pictures += _pictures(child, book)


def _said(element: Element, moved: str, book: _Book) -> str:
    """What a part of a run says."""
    match element.tag.removeprefix(WORD):
        case "t":
            said = element.text or ""
            return (
                html_text.in_place(said, raised=moved == "superscript")
                if moved.endswith("script") and said.strip()
                else said
            )
        case "tab" | "ptab":
            return "\t"
        case "br" | "cr":
            return "\n"
        case "noBreakHyphen":
            return "-"
        case "sym":
            return _SIGNS.get(element.get(WORD + "char", "").upper(), "□")
        case "footnoteReference":
            note = book.notes.get(element.get(WORD + "id", ""), "")
            return f" (chú thích: {note})" if note else ""
    return ""


def _pictures(element: Element, book: _Book) -> list[Picture | None]:
    """The pictures in a part of a run; None for each that a chat does not show, such as a chart or an old equation."""
    if element.tag == _MC + "AlternateContent":
        return [one for choice in element.findall(_MC + "Choice") for part in choice for one in _pictures(part, book)]
    if element.tag not in (WORD + "drawing", WORD + "pict", WORD + "object"):
        return []
    links = [blip.get(_R + "embed", "") for blip in element.iter(_A + "blip")]
    links += [image.get(_R + "id", "") for image in element.iter(_V + "imagedata")]
    has_box = any(True for _ in element.iter(_BOX))
    return [_picture(book, link) for link in links] or ([] if has_box else [None])


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
    child_process.main(answer)
