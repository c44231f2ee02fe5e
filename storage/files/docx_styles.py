"""What stands behind the paragraphs of a Word document: its styles, and the numbers Word puts before them."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NUMBERING, _STYLES = "word/numbering.xml", "word/styles.xml"
_OFF = {"0", "false", "off", "none"}
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST_STYLES = 20  # each based on the other

Look = dict[str, str]  # by what letters stand out (bold, line, colour, shade); "" for what is said not to


def part(archive: zipfile.ZipFile, name: str) -> Element | None:
    """A part of the document; None when it has none of that name."""
    if name not in archive.namelist():
        return None
    element: Element = fromstring(archive.read(name), forbid_dtd=True)
    return element


def value(element: Element | None, tag: str, usual: str = "") -> str:
    """The value of the child of that name."""
    found = None if element is None else element.find(WORD + tag)
    return usual if found is None else found.get(WORD + "val", usual)


def look_of(properties: Element | None) -> Look:
    """By what these properties of a run make its letters stand out, or not."""
    look: Look = {}
    if properties is None:
        return look
    for name, tag, usual in (("bold", "b", "1"), ("line", "u", "single"), ("hidden", "vanish", "1")):
        if properties.find(WORD + tag) is not None:
            look[name] = "" if value(properties, tag, usual) in _OFF else name
    if properties.find(WORD + "color") is not None:
        look["colour"] = _colour(value(properties, "color"), dark=True)
    shade = properties.find(WORD + "shd")
    if shade is not None:
        look["shade"] = _colour(shade.get(WORD + "fill", ""), dark=False)
    if properties.find(WORD + "highlight") is not None:
        light = value(properties, "highlight")
        look["highlight"] = "" if light in ("none", "white") else f"highlight-{light}"
    return look


def _colour(written: str, *, dark: bool) -> str:
    """The colour; "" for what passes for black (or, behind the letters, for white), as text from web pages has it."""
    if len(written) != 6 or written.upper() == "FFFFFF":
        return ""
    try:
        parts = [int(written[place : place + 2], 16) for place in (0, 2, 4)]
    except ValueError:
        return ""
    plain = max(parts) < 0x60 and max(parts) - min(parts) < 0x18 if dark else min(parts) >= 0xF0
    return "" if plain else f"{'colour' if dark else 'shade'}-{written.upper()}"


@dataclass
class _Style:
    based_on: str
    look: Look
    list: tuple[str, str]  # number of the list and level


@dataclass
class Styles:
    """The styles by their names, and how far each list has counted."""

    styles: dict[str, _Style] = field(default_factory=dict)
    # (list, level): kind, text, start
    levels: dict[tuple[str, int], tuple[str, str, int]] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    _counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def look(self, name: str) -> Look:
        """What the style, and those it is based on, say of letters."""
        return {key: said for style in reversed(self._chain(name)) for key, said in style.look.items()}

    def listed(self, properties: Element | None) -> tuple[str, int] | None:
        """The list and level of a paragraph, by itself or by its style; None for one that is in no list."""
        own = None if properties is None else properties.find(WORD + "numPr")
        number, level = value(own, "numId"), value(own, "ilvl")
        for style in self._chain(value(properties, "pStyle")):
            number, level = number or style.list[0], level or style.list[1]
        return (number, int(level or "0")) if number and (level or "0").isdecimal() else None

    def count(self, number: str, level: int) -> str:
        """What Word shows before the next paragraph of that list; `•` for one without numbers, "" for no list."""
        how = self.levels.get((number, level))
        if how is None:
            return ""
        if how[0] == "bullet":
            return "•"
        counter = self.abstract.get(number, number)
        if (number, level) in self.restarts:
            self._counts[counter, level] = self.restarts.pop((number, level)) - 1
        self._counts[counter, level] = self._counts.get((counter, level), how[2] - 1) + 1
        for deeper in [key for key in self._counts if key[0] == counter and key[1] > level]:
            del self._counts[deeper]
        written = how[1] if _counted(how[0], 1) else ""
        for above in range(level + 1):
            kind, _, start = self.levels.get((number, above), ("decimal", "", 1))
            written = written.replace(f"%{above + 1}", _counted(kind, self._counts.get((counter, above), start)))
        return written

    def _chain(self, name: str) -> list[_Style]:
        chain: list[_Style] = []
        while name in self.styles and len(chain) < _MOST_STYLES:
            chain.append(self.styles[name])
            name = chain[-1].based_on
        return chain


def read(archive: zipfile.ZipFile) -> Styles:
    """The styles and lists of the document."""
    found = Styles()
    sheet = part(archive, _STYLES)
    for one in [] if sheet is None else sheet.iter(WORD + "style"):
        paragraph = one.find(WORD + "pPr")
        listed = None if paragraph is None else paragraph.find(WORD + "numPr")
        found.styles[one.get(WORD + "styleId", "")] = _Style(
            value(one, "basedOn"), look_of(one.find(WORD + "rPr")), (value(listed, "numId"), value(listed, "ilvl"))
        )
    numbering = part(archive, _NUMBERING)
    if numbering is not None:
        _read_lists(numbering, found)
    return found


def _read_lists(numbering: Element, found: Styles) -> None:
    abstract = {
        one.get(WORD + "abstractNumId", ""): dict(map(_level, one.iter(WORD + "lvl")))
        for one in numbering.iter(WORD + "abstractNum")
    }
    for one in numbering.iter(WORD + "num"):
        number, meant = one.get(WORD + "numId", ""), value(one, "abstractNumId")
        found.abstract[number] = meant
        found.levels |= {(number, level): how for level, how in abstract.get(meant, {}).items()}
        for override in one.iter(WORD + "lvlOverride"):
            level = _whole(override.get(WORD + "ilvl", ""), 0)
            found.levels |= {(number, own): how for own, how in map(_level, override.iter(WORD + "lvl"))}
            if override.find(WORD + "startOverride") is not None:
                found.restarts[number, level] = _whole(value(override, "startOverride"), 1)


def _level(element: Element) -> tuple[int, tuple[str, str, int]]:
    level = _whole(element.get(WORD + "ilvl", ""), 0)
    return level, (value(element, "numFmt"), value(element, "lvlText"), _whole(value(element, "start"), 1))


def _whole(written: str, usual: int) -> int:
    return int(written) if written.isdecimal() and len(written) < 6 else usual


def _counted(kind: str, count: int) -> str:
    """The number as the list writes it; "" for a kind that no bank of questions uses."""
    if kind in ("decimal", "decimalZero"):
        return f"{count:02}" if kind == "decimalZero" else str(count)
    if kind in ("upperLetter", "lowerLetter") and 1 <= count <= 26:
        return chr((64 if kind == "upperLetter" else 96) + count)
    if kind in ("upperRoman", "lowerRoman") and 1 <= count < 40:
        written = ""
        for worth, sign in _ROMAN:
            written, count = written + sign * (count // worth), count % worth
        return written.upper() if kind == "upperRoman" else written
    return ""
