"""HTML reduced to what a chat shows: lines of text.

A reader of its own, since Python's takes quadratic time over some broken pages.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

_BLOCKS = {
    "p", "div", "ul", "ol", "li", "table", "tbody", "thead", "tfoot", "tr", "caption", "h1", "h2", "h3", "h4", "h5",
    "h6", "pre", "blockquote", "hr", "br", "dl", "dt", "dd", "section", "article", "header", "footer", "center",
    "address", "figure", "figcaption", "fieldset",
}  # fmt: skip
_INLINE = {
    "a", "abbr", "b", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins", "kbd", "mark", "math", "mi",
    "mn", "mo", "mrow", "mfrac", "msup", "msub", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "td", "th", "tt", "u", "var", "wbr", "label", "html", "body", "meta", "link", "col", "colgroup", "time",
    "source",
}  # fmt: skip
_SILENT = {name: re.compile(rf"</{name}\b[^<>]*>", re.IGNORECASE) for name in ("script", "style", "head", "title")}
_MEDIA = {"iframe", "video", "audio", "object", "embed", "svg", "canvas", "input", "select", "textarea"}
_KNOWN = {*_BLOCKS, *_INLINE, *_SILENT, *_MEDIA}
# No < or > within a tag: editors write them as &lt; and &gt;, and so the search never runs on past the next one.
_TAG = re.compile(r"<(?:(/?)([a-zA-Z][\w:-]*)((?:[\s/][^<>]*)?)>|(!--)|[!?][a-zA-Z\[][^<>]*>)")
_ATTRIBUTE = re.compile(r"""(?<![\w-])([a-zA-Z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")
_HUGE = re.compile(r"&#(?:[xX][0-9a-fA-F]{7,}|[0-9]{8,});?")
_SPACE = re.compile(r"\s+")
_RAISED = dict(zip("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
_LOWERED = dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))
_MANY = 20  # pictures in one text that are told of
_FILE_NAME = re.compile(r".+\.(?:png|jpe?g|gif|webp|svg|bmp)", re.IGNORECASE)


@dataclass
class Shown:
    """The text, the addresses of its pictures in their order, and the names of other tags that no chat shows."""

    text: str = ""
    pictures: list[str] = field(default_factory=list)
    media: list[str] = field(default_factory=list)


def read(page: str, *, keeps_lines: bool = False) -> Shown:
    """What the HTML shows; with `keeps_lines` a line break in it is one, as in Moodle's "auto-format".

    Items begin with • or their number, cells stand between |, raised and lowered digits are such, a link stands in
    brackets behind its words. What only looks like a tag (`a <x> b`) stays.
    """
    reader = _Reader(keeps_lines)
    at = 0
    while found := _TAG.search(page, at):
        reader.data(page[at : found.start()])
        at = found.end()
        if found[4]:  # a comment; one without an end is none
            end = page.find("-->", at)
            if end < 0:
                reader.data(found[0])
                break
            at = end + 3
        elif found[2]:
            at = reader.tag(found, page, at)
    reader.data(page[at:])
    return Shown("".join(reader.parts), reader.pictures, reader.media)


class _Reader:
    def __init__(self, keeps_lines: bool) -> None:
        self.parts: list[str] = []
        self.pictures: list[str] = []
        self.media: list[str] = []
        self._keeps_lines = keeps_lines
        self._preformatted = 0
        self._scripts: list[str] = []
        self._lists: list[int | None] = []
        self._links: list[tuple[str, int]] = []
        self._in_row = False
        self._stuck = False  # behind the mark of an item: what it begins with stays on its line

    def data(self, text: str) -> None:
        if not text:
            return
        text = html.unescape(_HUGE.sub("\ufffd", text)) if "&" in text else text
        if not self._keeps_lines and not self._preformatted:
            text = _SPACE.sub(" ", text)
        if self._scripts and text.strip():
            text = in_place(text, raised=self._scripts[-1] == "sup")
        self._stuck = self._stuck and not text.strip()
        self.parts.append(text)

    def tag(self, found: re.Match[str], page: str, at: int) -> int:
        """Takes the tag in; returns the place behind it, or behind what is not for readers."""
        name = found[2].lower()
        if name not in _KNOWN and ":" not in name:
            self.data(found[0])
        elif found[1]:
            self._end(name)
        elif name in _SILENT:
            end = _SILENT[name].search(page, at)
            return end.end() if end else len(page)
        else:
            self._start(name, found[3])
        return at

    def _start(self, name: str, written: str) -> None:
        if name in _BLOCKS:
            self._begin_block(name)
        elif name in ("sup", "sub"):
            self._scripts.append(name)
        elif name in ("td", "th"):
            self.parts.append(" | " if self._in_row else "")
            self._in_row = True
        elif name == "img":
            attributes = _attributes(written)
            if len(self.pictures) < _MANY:
                self.pictures.append(attributes.get("src", ""))
            alt = attributes.get("alt", "").strip()
            self.data(f" [{alt}] " if alt and not _FILE_NAME.fullmatch(alt) else "")
        elif name == "a":
            self._links.append((_attributes(written).get("href", "").strip(), len(self.parts)))
        elif name in _MEDIA and name not in self.media:
            self.media.append(name)

    def _begin_block(self, name: str) -> None:
        if not self._stuck:
            self.parts.append("\n")
        self._in_row = self._in_row and name != "tr"
        if name in ("ul", "ol"):
            self._lists.append(1 if name == "ol" else None)
        elif name == "li":
            number = self._lists[-1] if self._lists else None
            if number is not None:
                self._lists[-1] = number + 1
            self.parts.append("• " if number is None else f"{number}. ")
            self._stuck = True
        elif name == "pre":
            self._preformatted += 1

    def _end(self, name: str) -> None:
        if name in _BLOCKS:
            self._stuck = False
            self.parts.append("\n")
            if name in ("ul", "ol") and self._lists:
                self._lists.pop()
            elif name == "pre":
                self._preformatted = max(0, self._preformatted - 1)
        elif name in ("sup", "sub") and self._scripts:
            self._scripts.pop()
        elif name == "a" and self._links:
            address, place = self._links.pop()
            words = "".join(self.parts[place:]) if len(self.parts) - place < 50 else ""
            if address.lower().startswith(("http://", "https://")) and address.partition("//")[2] not in words:
                self.parts.append(f" ({address})")


def _attributes(written: str) -> dict[str, str]:
    found = _ATTRIBUTE.findall(written)
    return {name.lower(): html.unescape(_HUGE.sub("\ufffd", double or single or bare))
            for name, double, single, bare in found}  # fmt: skip


def in_place(text: str, *, raised: bool) -> str:
    """The text raised or lowered: ² where there are such signs, else ^(a+b)."""
    signs = _RAISED if raised else _LOWERED
    text = text.strip()
    if all(sign in signs for sign in text):
        return "".join(signs[sign] for sign in text)
    mark = "^" if raised else "_"
    return f"{mark}{text}" if len(text) == 1 else f"{mark}({text})"
