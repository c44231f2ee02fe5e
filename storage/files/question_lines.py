"""How the lines of a Vietnamese list of questions read: a stem, an option, a key, a heading."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from storage.files.marked_lines import Line, marks_of
from storage.files.problems import Problem
from storage.files.question_rows import Picture
from storage.vietnamese import fold

MOST_OPTIONS = 8
LETTERS = "abcdefgh"

STEM = re.compile(
    r"\s*(?:(câu|bài|question)(?:\s+hỏi)?(?:\s+số)?\s*(\d{1,4})(?:\.\d{1,3}(?=\s*[.:)]))?\s*[.:)/–-]*"
    r"|(\d{1,4})\s*([.)/:])(?!\d))\s*(.*)",
    re.I | re.S,
)
OPTION = re.compile(r"\s*([*•●✓√☑☒☐#]?)\s*(?:\(([A-Ha-h])\)|([A-Ha-h])\s*[.)/:])\s*(.*)", re.S)
NINTH = re.compile(r"\s*[*•●✓√☑☒☐#]?\s*\(?[Ii]\s*[.)/:]\s*\S")
WITHOUT_DOT = re.compile(r"([A-H])\s*(?:[-–—]\s*|\s)(?=\S)")
WITHIN = re.compile(r"(?:\t|\s\s)\s*\(?[A-H]\s*[.)/]\s*\S")  # in a row of options another than the next letter
_INLINE = re.compile(r"(?:(?<=\s)|(?<=[.;,]))([*•●✓√☑☒☐#]?)\s*(?:\(([A-Ha-h])\)|([A-Ha-h])\s*[.)/])\s*(?=\S)")
_ANSWER = r"đáp\s*án(?:\s+đúng)?|đ\s*[/.]\s*[aá]|đa|answer|key|trả\s+lời(?:\s+đúng)?"
_KEYS = (
    # Without a colon only a letter or a truth is a key: "Đáp án nào sau đây đúng?" belongs to the question.
    re.compile(
        rf"\s*(?:=>|→|⇒)?\s*(?:{_ANSWER})\s*(?:là\s*)?(?:[:.–=-]\s*(\S.*)|\s*((?:[A-H]|đúng|sai)(?![^\W_]).*))", re.I
    ),
    re.compile(
        r"\s*(?:=>|→|⇒)?\s*chọn(?:\s+(?:đáp\s+án|phương\s+án|ý|câu))?\s*:?\s*([A-H](?:\s*[,;]\s*[A-H])*)\s*\.?\s*$",
        re.I,
    ),
    re.compile(r"\s*(?:=>|→|⇒)\s*([A-H](?:\s*[,;]\s*[A-H])*)\s*\.?\s*$"),
)
_KEY_BEHIND = re.compile(
    rf"[\s.;,][\[(]?(?:{_ANSWER})\s*(?:là\s*)?:\s*([A-H](?:\s*[,;]\s*[A-H])*|đúng|sai)\s*[\])]?\s*\.?\s*$", re.I
)
EXPLAINED = re.compile(r"[.;,(\s]\s*(?:lời\s+giải|giải\s+thích|hướng\s+dẫn\s+giải)\s*[:–-]\s*", re.I)
EXPLANATION = re.compile(
    r"\s*(?:(?:lời\s+giải|giải\s+thích)(?:\s+(?:giải|chi\s+tiết))*\s*[:.–-]?"
    r"|hướng\s+dẫn(?:\s+(?:giải|chi\s+tiết|trả\s+lời))*(?:\s*[:.–-]|\s*$))\s*(.*)",
    re.I | re.S,
)
SOURCE = re.compile(r"\s*(?:nguồn|căn\s+cứ|trích(?:\s+dẫn)?|tài\s+liệu)\s*[:–-]\s*(.*)", re.I)
LEVEL = re.compile(r"\s*(?:mức(?:\s+độ)?|độ\s+khó)\s*[:–-]\s*(.*)", re.I)
_LEVEL_NAME = r"[\[(](NB|TH|VD|VDC|Nhận biết|Thông hiểu|Vận dụng|Vận dụng cao|Dễ|Trung bình|Khó)[\])]"
LEVEL_IN_STEM = re.compile(rf"^{_LEVEL_NAME}|{_LEVEL_NAME}\s*$", re.I)
_CHAPTER = re.compile(
    r"((?:chuong|phan|chuyen de|chu de|noi dung)\s+(?:[ivxlc]+|\d{1,2}|[a-h]"
    r"|thu (?:nhat|hai|ba|tu|nam|sau|bay|tam|chin|muoi|\d+)))\b(?!\s*[,/])"
)
_LESSON = re.compile(r"(bai\s+(?:so\s+)?\d{1,2})\s*[.:)–-]")
_ROMAN = re.compile(r"(X{0,2}(?:IX|IV|V?I{0,3}))\s*[.)/:–-]\s+(?!\w\.)\S")  # no V. I. Lênin
# A part that is called by what it asks for, in capitals: "B. Tự luận" may be an option.
_SECTION = re.compile(
    r"(?:([A-D]|[IVX]+)\s*[.)/:–-]\s*)?(?:PHẦN\s+)?(?:CÂU\s+HỎI\s+)?(TỰ\s+LUẬN|TRẮC\s+NGHIỆM(?:\s+KHÁCH\s+QUAN)?)"
    r"\s*(?:\([^)]*\))?\s*[.:]?"
)
_ENDS = re.compile(r"(?:chuong|phan|chuyen de|chu de|noi dung)\s+\w+(?:\s\w+)?\s*(?:[.:–-].*)?")
_END = re.compile(r"[\s\-–—.*_=]*het[\s\-–—.*_=]*")
_PAGE = re.compile(
    r"[\s\-–—]*(?:trang|page)\s*:?\s*\d+(?:\s*(?:/|tren|of)\s*\d+)?(?:\s*[-–—|.]*\s*ma de\s*:?\s*\w+)?[\s\-–—]*"
)
POINTS = re.compile(r"^[\[(]\s*(\d+(?:[.,]\d+)?)\s*(?:điểm|đ)\s*[\])]\s*[:.]?\s*", re.I)
RIGHT = re.compile(r"(?:\s*[\[(]\s*(?:đúng|\*|đáp án đúng)|(?:^|\s)\s*[\[(]\s*(?:đ|x))\s*[\])]\s*$", re.I)
UNLETTERED = re.compile(r"\s*(?:[-–—+•●○*☐☑]|\d{1,2}\s*[.)/:])\s*\S")


@dataclass
class Option:
    """One option: its letter, its text, its mark, and by what (see `Line.marked`) its text and its letter stand out."""

    letter: str
    text: str
    sign: str = ""
    capital: bool = True
    marks: set[str] = field(default_factory=set)
    letter_marks: set[str] = field(default_factory=set)

    @property
    def starred(self) -> bool:
        return self.sign not in ("", "☐")


@dataclass
class Draft:
    """A question as its lines are read.

    `heading` is what its chapter begins with (see `chapter_of`), `word` what its number stands behind, `dot` what
    stands behind that.
    """

    line: int
    number: int
    chapter: str
    heading: str = ""
    word: str = ""
    dot: str = ""
    stem: list[str] = field(default_factory=list)
    options: list[Option] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    explanation: list[str] = field(default_factory=list)
    source: str = ""
    level: str = ""
    pictures: list[Picture | None] = field(default_factory=list)
    explains: bool = False
    closed: bool = False  # what follows belongs to it no more, unless it says so
    unclear: str = ""  # a line that looks like an option and is none
    in_tables: list[str] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)

    @property
    def among_essays(self) -> bool:
        """Whether it stands where questions have neither options nor a key."""
        return "tu luan" in fold(self.chapter)

    def to_stem(self) -> None:
        """What was taken for options belongs to the stem: a) b) c) before A. B. C."""
        self.stem += [f"{option.letter}) {option.text}" for option in self.options]
        self.options, self.doubts = [], []


def chapter_of(text: str, *, lessons: bool) -> str:
    """What the heading of a chapter begins with, folded (`chuong ii`), or "" for any other line.

    With `lessons` also `Bài 2:` is one, which elsewhere begins a question.
    """
    if len(text) >= 200:
        return ""
    if section := _SECTION.fullmatch(text.strip()):
        return fold(section[2])
    folded = fold(text)
    found = _CHAPTER.match(folded) or (_LESSON.match(folded) if lessons else None)
    roman = _ROMAN.match(text.strip())
    return found[1] if found else roman[1].lower() if roman and roman[1] else ""


def section_letter(text: str) -> str | None:
    """The letter before the heading `B. TỰ LUẬN`, empty for one without; None for any other line."""
    section = _SECTION.fullmatch(text.strip())
    return None if section is None else (section[1] or "").lower()


def is_plain_heading(text: str) -> bool:
    """Whether a chapter's heading is no beginning of a sentence."""
    return text.isupper() or _ENDS.fullmatch(fold(text)) is not None


def is_end(text: str) -> bool:
    return _END.fullmatch(fold(text)) is not None


def is_page(text: str) -> bool:
    """Whether the line is what stands at the foot of a page: `Trang 1/2 - Mã đề 101`."""
    return len(text) < 80 and _PAGE.fullmatch(fold(text)) is not None


def key_of(text: str) -> str:
    """The key that the line gives; "" when it gives none."""
    found = next((match for pattern in _KEYS if (match := pattern.match(text))), None)
    return next(filter(None, found.groups()), "").strip() if found else ""


def is_choice(text: str) -> bool:
    """Whether the key in the line is one that may end a reasoning: `Chọn B`."""
    return any(pattern.match(text) for pattern in _KEYS[1:])


def key_behind(line: Line) -> tuple[Line, str]:
    """The line, and the key that stands at its end (`D. Vinh. Đáp án: B`), which is no part of it."""
    found = _KEY_BEHIND.search(line.text, 1)
    return (line.part(0, found.start()), found[1]) if found else (line, "")


def option_of(part: Line) -> Option | None:
    """The option that the part is; None when it is none."""
    found = OPTION.fullmatch(part.text)
    if found is None:
        return None
    letter = found[2] or found[3]
    return Option(letter.lower(), found[4], found[1], letter.isupper(), *marks_of(part, found.start(4)))


def options_of(line: Line, expected: str) -> list[Line]:
    """The line divided before each option that begins in it: `A. x B. y C. z` gives three.

    `expected` is the letter that an option within the line must have to be one, if none begins the line. All are
    capitals, or none is.
    """
    first = OPTION.fullmatch(line.text)
    letter = first[2] or first[3] if first else ""
    following = _after(letter) if letter else expected
    cuts: list[int] = []
    for found in _INLINE.finditer(line.text, first.start(4) if first else 0):
        said = found[2] or found[3]
        if said == following or (not letter and not cuts and said == following.lower()):
            cuts.append(found.start())
            following = _after(said)
    if not cuts or (not letter and len(cuts) < 2):
        return [line]
    ends = [*cuts, len(line.text)]
    return [line.part(start, end) for start, end in zip([0, *cuts], ends, strict=True) if line.text[start:end].strip()]


def _after(letter: str) -> str:
    return chr(ord(letter) + 1)
