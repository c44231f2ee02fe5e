"""Tables of keys (`BẢNG ĐÁP ÁN`): which questions they are about, and what they say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from storage.files.question_lines import EXPLAINED, Draft, key_of
from storage.vietnamese import fold

_BEFORE = r"[\s\-–—.*]*(?:(?:phan\s+)?[ivx]{1,4}\s*[.):]\s*|phan\s+|[a-h]\s*[.)]\s*)?(?:bang\s+)?"
_HEADING = re.compile(
    rf"{_BEFORE}(?:dap an|key)"
    r"(?:\s+(?:va huong dan|cac cau|chi tiet|trac nghiem|tham khao|ma de|de|phan|chuong).*)?[\s\-–—.*:]*"
)
_CAPITALS = re.compile(rf"{_BEFORE}dap an\b")
_PAIR = re.compile(r"(?:cau\s*)?(\d{1,4})\s*[-.:)–]?\s*([a-h](?:\s*[,+]\s*[a-h])*)(?![a-z])")
_LONG = re.compile(
    r"\s*(?i:câu\s*)?(\d{1,4})\s*[-.:)–]?\s*(?i:(?:chọn|đáp án|đ/?a)\s*:?\s*)?([A-H]\s*(?:[.:)–-]\s*(?:\S.*)?)?)$", re.S
)
_REASON = re.compile(r"[.:)–-]\s*(?:vì|do|theo|căn cứ)\s", re.I)
_WITH_POINTS = re.compile(r"(\s*(?i:câu\s*)?\d{1,4}\s+[A-H])\s+\d+(?:[.,]\d+)?\s*(?:đ|điểm)?\s*")
_FIRST = re.compile(r"\s*1\s*[-–]\s*[A-H]\s*")
_HEADER_WORDS = {
    "cau", "dap", "an", "da", "d.a", "d/a", "so", "stt", "hoi", "de", "ma", "-", "|", "key", "diem", "thang",
}  # fmt: skip


@dataclass
class Table:
    """A table of keys: behind which questions it stands, and what it says of each number, under a chapter or none."""

    since: int
    upto: int
    chapter: str = ""
    keys: list[tuple[str, int, str, int]] = field(default_factory=list)  # chapter, number, key, line
    reasons: dict[tuple[str, int], str] = field(default_factory=dict)
    numbers: list[int] = field(default_factory=list)  # of a row that has only these

    def take(self, text: str, line: int) -> bool:
        """Takes in a line; False when it is none of a table's."""
        with_points = _WITH_POINTS.fullmatch(text)
        text = with_points[1] if with_points else text
        found = pairs(text) or self._row(text)
        long = None if found else _LONG.match(text)
        if long:
            number, (key, reason) = int(long[1]), _parted(long[2])
            found = [(number, key)]
            self.reasons[self.chapter, number] = reason
        self.keys += [(self.chapter, number, key, line) for number, key in found]
        return bool(found or self.numbers) or is_header(text)

    def _row(self, text: str) -> list[tuple[int, str]]:
        """A row of numbers is kept for the row of letters under it."""
        words = _words(text)
        if found := _numbers(words):
            self.numbers = found
            return []
        numbers, self.numbers = self.numbers, []
        fits = len(words) == len(numbers) and all(re.fullmatch("[a-h]", word) for word in words)
        return list(zip(numbers, words, strict=True)) if fits else []


def is_heading(text: str) -> bool:
    """Whether the line is the heading of a table with the keys."""
    if len(text) > 100:
        return False
    folded = fold(text)
    return bool(_HEADING.fullmatch(folded) or (text.isupper() and _CAPITALS.match(folded) and not key_of(text)))


def is_bare(text: str) -> bool:
    """Whether the line can only be one of a table, though no heading stood before: `1A 2B`, `Câu 1 2 3`, `1-A`."""
    numbers = [number for number, _ in pairs(text)] or _numbers(_words(text))
    follow = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    return follow and (len(numbers) > (1 if pairs(text) else 2) or _FIRST.fullmatch(text) is not None)


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[\s|]+", fold(text)) if word and word not in _HEADER_WORDS]


def _numbers(words: list[str]) -> list[int]:
    """The numbers that the words are; [] if one is none."""
    return [int(word) for word in words] if all(word.isdecimal() and len(word) < 5 for word in words) else []


def is_header(text: str) -> bool:
    """Whether the line is only `Câu | Đáp án`."""
    return set(re.split(r"[\s|:]+", fold(text))) <= {*_HEADER_WORDS, ""}


def pairs(text: str) -> list[tuple[int, str]]:
    """Numbers of questions with the letters of their keys, if the line has nothing else; [] if it has."""
    folded = fold(text)
    found = [(int(number), letters) for number, letters in _PAIR.findall(folded)]
    return found if found and not re.search(r"\w", _PAIR.sub("", folded)) else []


def begun(tables: list[Table], drafts: int) -> Table:
    """The table behind so many questions, about those since the last one; a new one is added to the tables."""
    last = tables[-1].upto if tables else 0
    if tables and last == drafts:
        tables[-1].chapter = ""
    else:
        tables.append(Table(last, drafts))
    return tables[-1]


def give(tables: Iterable[Table], drafts: Sequence[Draft]) -> list[tuple[int, int]]:
    """Gives each question its keys, "?" where several may be meant; returns number and line of keys without one."""
    everywhere, left, unclear = _by_number(drafts), [], set[tuple[str, int]]()
    for table in tables:
        near = _by_number(drafts[table.since : table.upto]) if table.upto else everywhere
        for (chapter, number), said in _together(table).items():
            meant = _under(near[number], chapter)
            if not meant and (chapter, number) not in unclear:
                meant = _under(everywhere[number], chapter)
                unclear |= {(chapter, number)} if len(meant) > 1 else set()
            for draft in meant:
                draft.in_tables += [key for key, _ in said] if len(meant) == 1 else ["?"]
                draft.explanation += filter(None, [table.reasons.get((chapter, number))])
            if not everywhere[number]:
                left += [(number, line) for _, line in said[:1]]
    return left


def _by_number(drafts: Iterable[Draft]) -> defaultdict[int, list[Draft]]:
    found: defaultdict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        found[draft.number].append(draft)
    return found


def _together(table: Table) -> dict[tuple[str, int], list[tuple[str, int]]]:
    """For each number the different keys that the table has, with their lines."""
    found: defaultdict[tuple[str, int], dict[str, int]] = defaultdict(dict)
    for chapter, number, key, line in table.keys:
        found[chapter, number].setdefault(key, line)
    return {about: list(keys.items()) for about, keys in found.items()}


def _under(drafts: Iterable[Draft], chapter: str) -> list[Draft]:
    return [draft for draft in drafts if not chapter or draft.heading == chapter]


def _parted(said: str) -> tuple[str, str]:
    """The key, and the reason that stands behind it: `B. Vì …`, `B. Giải thích: …`."""
    explained, reason = EXPLAINED.search(said), _REASON.search(said)
    if explained:
        return said[: explained.start()], said[explained.end() :]
    if reason:
        return said[: reason.start()], said[reason.start() :].lstrip(".:)–- ")
    return said.strip(), ""
