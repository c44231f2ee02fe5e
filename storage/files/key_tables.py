"""Tables of keys (`BẢNG ĐÁP ÁN`): which questions they are about, and what they say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from storage.files.question_lines import EXPLAINED, Draft
from storage.vietnamese import fold

_HEADING = re.compile(
    r"[\s\-–—.*]*(?:bang\s+)?(?:dap an|key)"
    r"(?:\s+(?:va huong dan|cac cau|chi tiet|trac nghiem|tham khao|ma de|de|phan|chuong).*)?[\s\-–—.*:]*"
)
_PAIR = re.compile(r"(?:cau\s*)?(\d{1,4})\s*[-.:)–]?\s*([a-h](?:\s*[,+]\s*[a-h])*)(?![a-z])")
_LONG = re.compile(
    r"\s*(?i:câu\s*)?(\d{1,4})\s*[-.:)–]?\s*(?i:(?:chọn|đáp án|đ/?a)\s*:?\s*)?([A-H]\s*(?:[.:)–-]\s*(?:\S.*)?)?)$", re.S
)
_REASON = re.compile(r"[.:)–-]\s*(?:vì|do|theo|căn cứ)\s", re.I)
_HEADER_WORDS = {"cau", "dap", "an", "da", "d.a", "d/a", "so", "stt", "hoi", "de", "ma", "-", "|", "key"}


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
        words = [word for word in re.split(r"[\s|]+", fold(text)) if word not in _HEADER_WORDS and word]
        if words and all(word.isdigit() and len(word) < 5 for word in words):
            self.numbers = [int(word) for word in words]
            return []
        numbers, self.numbers = self.numbers, []
        fits = len(words) == len(numbers) and all(re.fullmatch("[a-h]", word) for word in words)
        return list(zip(numbers, words, strict=True)) if fits else []


def is_heading(text: str) -> bool:
    """Whether the line is the heading of a table with the keys."""
    return len(text) < 100 and _HEADING.fullmatch(fold(text)) is not None


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
