"""HTML reduced to what a chat shows: lines of text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = {
    "p", "div", "br", "ul", "ol", "li", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "hr",
}  # fmt: skip
_SILENT = {"script", "style", "head", "title"}
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_TAGS = re.compile(
    r"</?(?:p|div|br|b|i|u|em|strong|span|ul|ol|li|table|tr|td|th|sub|sup|img|a|h[1-6]|font|pre)\b[^<>]*>",
    re.IGNORECASE,
)


def has_tags(text: str) -> bool:
    """Whether tags of HTML stand in the text (`a < b` has none)."""
    return _TAGS.search(text) is not None


def text(html: str) -> str:
    """The text of the HTML: a line for each block, • before items, | between cells, raised digits as such."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (re.sub(r"[ \t\r\f\v\u00a0]+", " ", line).strip() for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in lines if line)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0
        self._marks: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BLOCKS:
            self.parts.append("\n• " if tag == "li" else "\n")
        elif tag in ("td", "th") and self.parts and not self.parts[-1].endswith("\n"):
            self.parts.append(" | ")
        elif tag in ("sub", "sup"):
            self._marks.append(tag)
        elif tag == "img":
            self.parts.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS:
            self.parts.append("\n")
        elif self._marks and self._marks[-1] == tag:
            self._marks.pop()

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        data = data.replace("\n", " ")
        if self._marks:
            data = data.translate(_RAISED if self._marks[-1] == "sup" else _LOWERED)
        self.parts.append(data)
