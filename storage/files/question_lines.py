"""How the lines of a Vietnamese list of questions read: a stem, an option, a key, a heading."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from storage.files.question_rows import Picture
from storage.vietnamese import fold

MOST_OPTIONS = 8
LETTERS = "abcdefgh"

STEM = re.compile(
    r"\s*(?:(?:câu|bài)(?:\s+hỏi)?(?:\s+số)?\s*(\d{1,4})\s*[.:)/–-]*|(\d{1,4})\s*[.)/:](?!\d))\s*(.*)", re.I | re.S
)
OPTION = re.compile(r"\s*([*•●✓√]?)\s*(?:\(([A-Ha-h])\)|([A-Ha-h])\s*[.)/:])\s*(.*)", re.S)
_INLINE = re.compile(r"(?:(?<=\s)|(?<=[.;,]))([*•●✓√]?)\s*(?:\(([A-H])\)|([A-H])\s*[.)/])\s*(?=\S)")
KEY = re.compile(
    r"\s*(?:=>|→|⇒)?\s*(?:đáp\s*án(?:\s+đúng)?|đ\s*/\s*[aá]|answer|key|trả\s+lời(?:\s+đúng)?)\s*(?:là\s*)?[:.–-]?\s*(\S.*)",
    re.I,
)
EXPLANATION = re.compile(
    r"\s*(?:lời\s+giải|giải\s+thích|hướng\s+dẫn)(?:\s+(?:giải|chi\s+tiết|trả\s+lời))*\s*[:.–-]?\s*(.*)", re.I | re.S
)
SOURCE = re.compile(r"\s*(?:nguồn|căn\s+cứ|trích(?:\s+dẫn)?|tài\s+liệu)\s*[:–-]\s*(.*)", re.I)
LEVEL = re.compile(r"\s*(?:mức(?:\s+độ)?|độ\s+khó)\s*[:–-]\s*(.*)", re.I)
LEVEL_IN_STEM = re.compile(
    r"[\[(](NB|TH|VD|VDC|Nhận biết|Thông hiểu|Vận dụng|Vận dụng cao|Dễ|Trung bình|Khó)[\])]", re.I
)
_CHAPTER = re.compile(r"(?:chuong|phan|chuyen de)\s+(?:[ivxlc]+|\d{1,2}|[a-h]|thu)\b")
_END = re.compile(r"[\s\-–—.*_=]*het[\s\-–—.*_=]*")
_TABLE = re.compile(
    r"[\s\-–—.*]*(?:bang\s+)?(?:dap an|key)"
    r"(?:\s+(?:va huong dan|cac cau|chi tiet|trac nghiem|tham khao|de).*)?[\s\-–—.*:]*"
)
_PAIR = re.compile(r"(?:cau\s*)?(\d{1,4})\s*[-.:)–]?\s*([a-h](?:\s*[,+]\s*[a-h])*)(?![a-z])")
RIGHT = re.compile(r"\s*[\[(]\s*(?:đúng|đ|x|\*|đáp án đúng)\s*[\])]\s*$", re.I)


@dataclass(frozen=True)
class Line:
    """A line of the file, or a paragraph: its number from 1, its text, which letters are marked (bold, underlined, in
    colour), and the pictures that stand in it."""

    number: int
    text: str
    marked: tuple[bool, ...] = ()
    pictures: tuple[Picture | None, ...] = ()

    def part(self, start: int, end: int | None = None) -> Line:
        """The part of the line between these places, without its pictures."""
        return Line(self.number, self.text[start:end], self.marked[start:end])


@dataclass
class Option:
    """One option: its letter, its text, and whether it stands out."""

    letter: str
    text: str
    starred: bool = False
    marked: bool = False


@dataclass
class Draft:
    """A question as its lines are read."""

    line: int
    number: int | None
    chapter: str
    stem: list[str] = field(default_factory=list)
    options: list[Option] = field(default_factory=list)
    key: str = ""
    explanation: list[str] = field(default_factory=list)
    source: str = ""
    level: str = ""
    pictures: list[Picture | None] = field(default_factory=list)
    explains: bool = False


def is_chapter(text: str) -> bool:
    """Whether the line is the heading of a chapter."""
    return len(text) < 200 and _CHAPTER.match(fold(text)) is not None


def is_end(text: str) -> bool:
    return _END.fullmatch(fold(text)) is not None


def is_table(text: str) -> bool:
    """Whether the line is the heading of a table with the keys."""
    return len(text) < 100 and _TABLE.fullmatch(fold(text)) is not None


def pairs(text: str) -> list[tuple[int, str]]:
    """Numbers of questions with the letters of their keys, as far as the line has nothing else; [] if it has."""
    folded = fold(text)
    found = [(int(number), letters) for number, letters in _PAIR.findall(folded)]
    rest = _PAIR.sub("", folded)
    return found if found and not re.search(r"\w", rest) else []


def options_of(line: Line, expected: str) -> list[Line]:
    """The line divided before each option that begins in it: `A. x B. y C. z` gives three.

    `expected` is the letter that an option within the line must have to be one, if none begins the line.
    """
    first = OPTION.fullmatch(line.text)
    letter = (first[2] or first[3]).lower() if first else ""
    following = _after(letter) if letter else expected
    cuts = []
    for found in _INLINE.finditer(line.text, first.start(4) if first else 0):
        if (found[2] or found[3]).lower() == following:
            cuts.append(found.start())
            following = _after(following)
    if not cuts or (not letter and len(cuts) < 2):
        return [line]
    ends = [*cuts, len(line.text)]
    return [line.part(start, end) for start, end in zip([0, *cuts], ends, strict=True) if line.text[start:end].strip()]


def _after(letter: str) -> str:
    return chr(ord(letter) + 1)


def squeezed(line: Line) -> Line:
    """The line without the spaces before it, and with no more than two together: patterns take long over many."""
    text = line.text
    kept = [
        place for place, sign in enumerate(text)
        if not sign.isspace() or (place > 1 and not (text[place - 1].isspace() and text[place - 2].isspace()))
    ]  # fmt: skip
    while kept and text[kept[0]].isspace():
        kept.pop(0)
    if len(kept) == len(text):
        return line
    marked = tuple(line.marked[place] for place in kept) if line.marked else ()
    return Line(line.number, "".join(text[place] for place in kept), marked, line.pictures)


def stands_out(line: Line, start: int) -> bool:
    """Whether most of the letters from that place on are marked, or the letter of the option is."""
    letters = [place for place, sign in enumerate(line.text) if not sign.isspace() and place < len(line.marked)]
    own = [line.marked[place] for place in letters if place >= start]
    before = [line.marked[place] for place in letters if place < start]
    return (bool(own) and sum(own) * 2 > len(own)) or (bool(before) and all(before))


def lines_of(text: str) -> Iterator[Line]:
    """The lines of a plain text, numbered from 1."""
    for number, line in enumerate(text.split("\n"), 1):
        yield Line(number, line)


def packed(line: Line) -> list[Any]:
    """The line as plain JSON."""
    pictures = [None if one is None else [one.name, base64.b64encode(one.content).decode()] for one in line.pictures]
    return [line.number, line.text, "".join("01"[sign] for sign in line.marked), pictures]


def unpacked(text: str) -> list[Line]:
    """The lines of a list of packed ones, as JSON."""
    return [
        Line(number, said, tuple(sign == "1" for sign in marked), tuple(
            None if picture is None else Picture(picture[0], base64.b64decode(picture[1])) for picture in pictures
        ))
        for number, said, marked, pictures in json.loads(text)
    ]  # fmt: skip
