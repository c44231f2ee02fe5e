"""What a sentence wants drawn, `5 câu chương 1, 3 câu khó chương 2`, and how draws share the questions there are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from random import Random
from typing import Any

from storage.vietnamese import fold

Wanted = tuple[int, str, str]
"""How many, of which chapter, of which level; empty: of any."""

_Words = tuple[str, ...]

EACH = "*"  # in place of a chapter: of every one so many

_BETWEEN = re.compile(
    r"\s*(?:[,;+&\n]|\bvà\b|\bva\b)[\s•*-]*"
    r"(?=(?:(?:lấy|rút|thêm|chọn|lay|rut|them|chon)\s+)?\d|(?:mỗi|từng|moi|tung)\s|(?:chương|chuong)\s+\w+\W+\d)",
    re.IGNORECASE,
)
_NUMBERS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10}
_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_ROMAN = {word: str(number) for number, word in enumerate(_NUMERALS, 1)}
_HEADINGS = {"chuong", "phan", "bai", "de", "muc"}  # "chuyên đề 3" too; a number follows
_VERBS = {"lay", "rut", "them", "chon"}
_QUESTIONS = {"cau", "hoi", "c"}
_ABOUT_LEVEL = {"muc", "do", "loai"}
_OF = {"tu", "cua", "trong", "thuoc", "o", "ve"}
_ANY = {
    *("bat ky", "bat ki", "ngau nhien", "chuong bat ky", "chuong bat ki", "bat ky chuong nao", "chuong nao cung duoc"),
    *("ca ngan hang", "ngan hang"),
}
_EVERY = {"moi chuong", "tung chuong"}
_MOST_WORDS = 40  # of one part; more are no wish but a text


@dataclass(frozen=True, slots=True)
class Pool:
    """The approved questions of one chapter and level."""

    chapter: str
    level: str
    count: int


def read(text: str, known: Sequence[Pool]) -> list[Wanted] | str:
    """What the sentence wants; the part that is not plain, when there is one."""
    wanted: list[Wanted] = []
    for part in _BETWEEN.split(unicodedata.normalize("NFC", text).strip(" .,;")):
        found = _part(_words(part), known)
        if found is None:
            return part.strip()
        count, chapter, level = found
        chapters = list(dict.fromkeys(one.chapter for one in known if one.chapter)) if chapter == EACH else [chapter]
        wanted += [(count, one, level) for one in chapters]
    return wanted


def filled(wanted: Sequence[tuple[int, Sequence[Any]]], random: Random) -> list[list[Any]]:
    """For each draw, (how many, among which rows), what it gets: no row comes twice, and none is missing that could be.

    Where a draw finds its questions taken, another one that has a choice gives one up for it. (Flow along augmenting
    paths between draws.) What earlier draws have got stays as much.
    """
    orders = [random.sample(pool, len(pool)) for _, pool in wanted]
    left = [iter(order) for order in orders]
    owners: dict[Any, int] = {}

    def give(draw: int, seen: set[int]) -> bool:
        seen.add(draw)
        free = next((one for one in left[draw] if one.id not in owners), None)
        if free is not None:
            owners[free.id] = draw
            return True
        for one in orders[draw]:
            other = owners[one.id]
            if other not in seen and give(other, seen):
                owners[one.id] = draw
                return True
        return False

    for draw, (count, _) in enumerate(wanted):
        for _ in range(count):
            if not give(draw, set()):
                break
    return [[one for one in order if owners.get(one.id) == draw] for draw, order in enumerate(orders)]


@lru_cache(4096)  # the names of chapters are compared again and again
def _words(text: str) -> tuple[str, ...]:
    """The words without signs, numbers of chapters in one way of writing: `Chương IV.` is `chuong`, `4`."""
    words = re.findall(r"[^\W_]+", fold(text))
    plain = [word.lstrip("0") or "0" if word.isdecimal() else word for word in words]
    after = [False, *(first in _HEADINGS for first, _ in pairwise(plain))]
    return tuple(_ROMAN.get(word, word) if heads else word for word, heads in zip(plain, after, strict=False))


def _part(words: _Words, known: Sequence[Pool]) -> Wanted | None:
    while words and words[0] in _VERBS:
        words = words[1:]
    counted = _counted(words) if len(words) <= _MOST_WORDS else None
    if counted is None:
        return None
    count, rest = counted
    meant = {found for at in range(len(rest) + 1) for found in _meant(rest[:at], rest[at:], known)}
    return (count, *meant.pop()) if len(meant) == 1 else None


def _counted(words: _Words) -> tuple[int, _Words] | None:
    """The count and the other words: `5 câu …`, `… 5 câu`, `5 …`. None for a number alone, which may be a chapter's."""
    called = [at for at in range(len(words) - 1) if _number(words[at]) and words[at + 1] in _QUESTIONS]
    first = 0 if len(words) > 1 and words[0].isdecimal() else None
    at = called[0] if len(called) == 1 else first if not called else None
    count = None if at is None else _number(words[at])
    if at is None or not count:
        return None
    rest = words[at + 1 :]
    while rest and rest[0] in _QUESTIONS:
        rest = rest[1:]
    return count, (*words[:at], *rest)


def _number(word: str) -> int:
    """From 1 to 999; 0 for any other word."""
    return int(word) if word.isdecimal() and len(word) < 4 else _NUMBERS.get(word, 0)


def _meant(first: _Words, second: _Words, known: Sequence[Pool]) -> list[tuple[str, str]]:
    """The chapter and level meant, when one part of the words is the level and the other the chapter."""
    found = []
    for grade, name in ((first, second), (second, first)):
        level, chapter = _level(grade, known), _chapter(name, known)
        if level is not None and chapter is not None:
            found.append((chapter, level))
    return found


def _level(words: _Words, known: Sequence[Pool]) -> str | None:
    while words and words[0] in _ABOUT_LEVEL:
        words = words[1:]
    if not words:
        return ""
    return next((one.level for one in known if one.level and _words(one.level) == words), None)


def _chapter(words: _Words, known: Sequence[Pool]) -> str | None:
    while words and words[0] in _OF:
        words = words[1:]
    said = " ".join(words)
    if not words or said in _ANY:
        return ""
    if said in _EVERY:
        return EACH
    names = {one.chapter: _words(one.chapter) for one in known if one.chapter}
    for fits in (_is, _begins, _holds):
        found = [name for name, its in names.items() if fits(name, its, words)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _is(_name: str, its: _Words, words: _Words) -> bool:
    return its == words


def _begins(name: str, _its: _Words, words: _Words) -> bool:
    """Whether the chapter, or a level of its path `A / B`, begins so: `chương 1` is `Chương 1. Nội quy`.

    One word must be all of it: `dễ` is not the beginning of `Đề cương`.
    """
    steps = [_words(step) for step in name.split(" / ")]
    return words in steps or (len(words) > 1 and any(step[: len(words)] == words for step in steps))


def _holds(_name: str, its: _Words, words: _Words) -> bool:
    """Whether these words, two at least, stand in the chapter's name: `nội quy`."""
    starts = range(len(its) - len(words) + 1)
    return len(words) > 1 and any(its[at : at + len(words)] == words for at in starts)
