"""Lines of a text or paragraphs of a document, with what stands out in them."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from storage.files.question_rows import Picture

# ：．（） and the like, as typed with a keyboard for wide letters, stand for the ordinary signs; so does Ð for Đ.
_NARROW: dict[int, int | str] = {
    0x3000: " ",
    0xD0: "Đ",
    0xF0: "đ",
    **{wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)},
}


@dataclass(frozen=True)
class Line:
    """A line of the file, or a paragraph: its number from 1, its text, how each of its letters stands out (`bold`,
    `line`, a colour, in any number, with spaces), and the pictures that stand in it."""

    number: int
    text: str
    marked: tuple[str, ...] = ()
    pictures: tuple[Picture | None, ...] = ()

    def part(self, start: int, end: int | None = None) -> Line:
        """The part of the line between these places, without its pictures."""
        return Line(self.number, self.text[start:end], self.marked[start:end])


def squeezed(line: Line) -> Line:
    """The line without the spaces before it, and with no more than two together: patterns take long over many."""
    text = line.text.translate(_NARROW)
    kept = [
        place for place, sign in enumerate(text)
        if not sign.isspace() or place < 2 or not (text[place - 1].isspace() and text[place - 2].isspace())
    ]  # fmt: skip
    while kept and text[kept[0]].isspace():
        kept.pop(0)
    marked = tuple(line.marked[place] for place in kept) if line.marked else ()
    return Line(line.number, "".join(text[place] for place in kept), marked, line.pictures)


def marks_of(line: Line, start: int) -> tuple[set[str], set[str]]:
    """The ways in which most letters from that place on stand out, and those of all that comes before it."""
    places = [place for place, sign in enumerate(line.text) if sign.isalnum() and place < len(line.marked)]
    own = [line.marked[place].split() for place in places if place >= start]
    before = [line.marked[place].split() for place in places if place < start]
    kinds = {kind for said in (*own, *before) for kind in said}
    return (
        {kind for kind in kinds if 2 * sum(kind in said for said in own) > len(own)},
        {kind for kind in kinds if before and all(kind in said for said in before)},
    )


def changed(line: Line, change: Callable[[str], str]) -> Line:
    """The line with another text; marks go by letters, so where these become fewer they go with each word."""
    text = change(line.text)
    if len(text) == len(line.text) or not any(line.marked):
        return Line(line.number, text, line.marked if len(text) == len(line.text) else (), line.pictures)
    marked: list[str] = []
    text, start = "", 0
    for blank, letters in groupby(line.text, str.isspace):
        piece = "".join(letters)
        said = piece if blank else change(piece)
        text, marked = text + said, [*marked, *[line.marked[start]] * len(said)]
        start += len(piece)
    return Line(line.number, text, tuple(marked), line.pictures)


def lines_of(text: str) -> Iterator[Line]:
    """The lines of a plain text, numbered from 1."""
    for number, line in enumerate(text.split("\n"), 1):
        yield Line(number, line)


def packed(line: Line) -> list[Any]:
    """The line as plain JSON."""
    pictures = [None if one is None else [one.name, base64.b64encode(one.content).decode()] for one in line.pictures]
    return [line.number, line.text, [[kinds, len([*same])] for kinds, same in groupby(line.marked)], pictures]


def unpacked(text: str) -> list[Line]:
    """The lines of a list of packed ones, as JSON."""
    return [
        Line(number, said, tuple(kinds for kinds, count in marked for _ in range(count)), tuple(
            None if picture is None else Picture(picture[0], base64.b64decode(picture[1])) for picture in pictures
        ))
        for number, said, marked, pictures in json.loads(text)
    ]  # fmt: skip
