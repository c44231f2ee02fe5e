"""Long texts in parts of 2,000 UTF-16 units, cut where a reader would pause."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 2000

# Where to cut, the best first: between paragraphs, before a line that is not a further line of a numbered item,
# after a sentence, between words.
_CUTS = (
    re.compile(r"\n\s*\n"),
    re.compile(r"\n(?=\d{1,2}[.)] |[-•] |[^\s\d])"),
    re.compile(r"(?<=[.!?…])\s+"),
    re.compile(r"\s+"),
)
_JOINERS = {"\u200d", "\ufe0f"}  # what holds a picture of several signs together


def units(text: str) -> int:
    """The length as Zalo counts it: in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, longest: int = LONGEST) -> list[str]:
    """The text, composed (NFC), in parts that are not empty and not too long; at least one."""
    rest = unicodedata.normalize("NFC", text).strip()
    parts = []
    while units(rest) > longest:
        end, following = _cut(rest, longest)
        parts.append(rest[:end])
        rest = rest[following:]
    return [*parts, rest] if rest or not parts else parts


def _cut(text: str, longest: int) -> tuple[int, int]:
    """Where the first part ends and the next begins."""
    window = _fitting(text, longest)
    for cut in _CUTS:
        found = [match for match in cut.finditer(text, 0, window + 1) if 0 < match.start() <= window]
        # A cut near the beginning would make many short messages; then a lesser place serves better.
        if found and (found[-1].start() >= window // 3 or cut is _CUTS[-1]):
            return found[-1].start(), found[-1].end()
    end = window
    while end > 1 and (unicodedata.combining(text[end]) or text[end] in _JOINERS or text[end - 1] in _JOINERS):
        end -= 1
    return end, end


def _fitting(text: str, longest: int) -> int:
    """How many letters from the beginning fit."""
    count = 0
    for number, letter in enumerate(text):
        count += 2 if ord(letter) > 0xFFFF else 1
        if count > longest:
            return number
    return len(text)
