"""What people type when they mean options: `b`, `câu b`, `đáp án B.`, `b ạ`, `2`, `a, c`, `A và C`, `đúng`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from string import ascii_lowercase

from storage.vietnamese import fold

# Politeness goes before accents do: without them "ạ" is the letter a, "dạ" is d and a, and "đ/a" (đáp án) too.
_BEFORE = re.compile(r"^(?:(?:dạ|vâng|thưa (?:thầy cô|thầy|cô|trợ lý))\b[\s,.:!]*)+")
_AFTER = re.compile(r"[\s,.]*\b(?:ạ|nhé|nha|nhá)[\s.!?…]*$")
_SAID_BEFORE = r"(?:(?:câu trả lời|đáp án|trả lời|kết quả|dap an|tra loi)(?: là| la)?\b\s*[:=]?\s*)?"
_BEFORE_TEXT = re.compile(f"{_BEFORE.pattern[:-1]}*{_SAID_BEFORE}", re.IGNORECASE)
_AFTER_TEXT = re.compile(_AFTER.pattern, re.IGNORECASE)
_SHORTENED = re.compile(r"^(?:đ\s?[/.]\s?[aá]\b|đa(?=[:.\s])|d/a(?=[:\s])|da(?=\s?:))\.?")
_QUOTES = " \t\n.!?…\"'“”‘’*"
_NAMES = r"(?:cau tra loi|cau|dap an|phuong an|lua chon|ket qua|y|so|chu|option|answer)"
_LEAD = re.compile(
    r"^(?:(?:theo )?(?:em|toi|minh) )?(?:(?:xin )?(?:chon|tra loi|nghi|thay|la)\b:? ?)*"
    rf"(?:(?:cac |ca )?{_NAMES}\b:? ?)*(?:nay )?(?:dung\b ?(?=la\b|:))?(?:: ?|la\b:? ?)*(?:ca (?=[a-z]\b))?"
)
_END = re.compile(r"\s+(?:la )?dung(?: nhat)?$")
_LINK = r"[\s,;/|&+.()\[\]:_=<>–—→-]|\b(?:va|voi|cung|roi|den)\b"
_BETWEEN = re.compile(rf"(?:{_LINK}|\b{_NAMES}\b)+")
_TRUTHS = {
    "dung": 0, "d": 0, "true": 0, "t": 0, "1": 0, "dung roi": 0,
    "sai": 1, "s": 1, "false": 1, "f": 1, "2": 1, "sai roi": 1, "khong dung": 1, "chua dung": 1,
}  # fmt: skip
_LETTERED = re.compile(r"([a-z])\s*[.):,(–-]?\s*(.+)", re.DOTALL)
_JOINED = rf"\s*(?:{_LINK}|\b(?:ghep|noi|la)\b)*\s*"
_PAIR = re.compile(rf"(?<!\d)(\d{{1,2}}){_JOINED}([a-z])(?![a-z])")
_PAIR_TURNED = re.compile(rf"(?<![a-z])([a-z]){_JOINED}(\d{{1,2}})(?!\d)")
MOST_OPTIONS = len(ascii_lowercase)
A_CODE = 4  # digits: the code of a quiz in the room
LONGEST = 1_000  # letters of a text in which options are looked for


def alone(text: str) -> str:
    """What somebody wrote, without "đáp án là", "dạ" and "ạ" around it."""
    said = _BEFORE_TEXT.sub("", unicodedata.normalize("NFC", text).strip())
    return _AFTER_TEXT.sub("", said)


def means_true(text: str) -> bool:
    """`đúng`, or `dung` without accents; not `dừng`, which is a command."""
    said = unicodedata.normalize("NFC", text).casefold().strip(" .!")
    return fold(said) == "dung" and said != "dừng"


def picked(text: str, options: Sequence[str], number: int = 0) -> list[int] | None:
    """The numbers, from 0, of the options that the text names; None when it names none.

    A number may lie outside of the options: `e` where there are four. `number` is that of the question, from 1, which
    people write before their answer: `1b`, `câu 1: b`.
    """
    whole = _by_text(fold(text), options)
    if whole is not None:
        return [whole]
    bare = _bare(text)
    said = _LEAD.sub("", _without_number(_LEAD.sub("", bare), number))
    whole = _by_text(said, options)
    if whole is not None:
        return [whole]
    parts = _parts(_END.sub("", said))
    if len(parts) == 1 and len(parts[0]) > 1 and _run_together(parts[0], text, options):
        parts = list(parts[0])
    numbers = _numbers(parts)
    return sorted(set(numbers)) if numbers else _by_texts(bare, options)


def in_turn(text: str) -> list[int] | None:
    """The numbers, from 0, that the text names in the order typed: `c, a, b`, `cab`, `312`, `1-c 2-a 3-b`.

    None when it has others.
    """
    said = _LEAD.sub("", _bare(text).removeprefix("thu tu").lstrip(": "))
    by_place = _pairs(said)
    if by_place is not None and sorted(by_place) == list(range(1, len(by_place) + 1)):
        return [by_place[place] for place in sorted(by_place)]
    parts = _parts(said)
    if len(parts) == 1 and (parts[0].isdigit() or parts[0].isalpha()) and _as_typed(parts[0], text):
        parts = list(parts[0])
    return _numbers(parts) or None


def paired(text: str, lefts: int) -> list[int] | None:
    """The numbers, from 0, of the options that stand with 1, 2, …: `1-b, 2-a`, `1b2a`, `b-1 a-2`, `b, a`; None for
    anything else.

    Of pairs in any order; a list that misses some is shorter than `lefts`.
    """
    pairs = _pairs(_bare(text))
    if pairs is None:
        return in_turn(text)
    return [pairs[number] for number in range(1, lefts + 1) if number in pairs]


def truth(text: str, number: int = 0) -> int | None:
    """0 for `đúng`, 1 for `sai`, in the ways people type them; None for anything else, as for `dừng`."""
    found = _TRUTHS.get(_without_number(_LEAD.sub("", _bare(text)), number).strip(" .!()"))
    return None if "dừng" in unicodedata.normalize("NFC", text).casefold() else found


def _bare(text: str) -> str:
    """The text folded, without the polite words and the quotes around it; nothing for a text that is too long."""
    if len(text) > LONGEST:
        return ""
    said = unicodedata.normalize("NFC", text).casefold().strip()
    said = _AFTER.sub("", _BEFORE.sub("", said))
    return fold(_SHORTENED.sub("đáp án ", said)).strip(_QUOTES)


def _without_number(said: str, number: int) -> str:
    return re.sub(rf"^c?{number}\s*[.:)–-]?\s*(?=[a-z])", "", said) if number else said


def _parts(said: str) -> list[str]:
    return [part for part in _BETWEEN.split(said) if part]


def _numbers(parts: Sequence[str]) -> list[int]:
    """What the parts mean; nothing where one means nothing, or where letters stand among numbers."""
    found = [_number(part) for part in parts]
    if len({part.isdigit() for part in parts}) > 1:
        return []
    numbers = [number for number in found if number is not None]
    return numbers if len(numbers) == len(found) else []


def _pairs(said: str) -> dict[int, int] | None:
    """For each number the option that stands with it: `1-b, 2-a` or `b-1, a-2`.

    None when there is anything else, or two options stand with one number.
    """
    for pattern in (_PAIR, _PAIR_TURNED):
        found = pattern.findall(said)
        if found and not _parts(pattern.sub(" ", said)):
            pairs = [(one, other) if one.isdigit() else (other, one) for one, other in found]
            by_number = {int(number): ascii_lowercase.index(letter) for number, letter in pairs}
            return by_number if len(by_number) == len(pairs) else None
    return None


def _by_text(said: str, options: Sequence[str]) -> int | None:
    """The one option that was typed out, with or without its letter."""
    texts = [fold(option).rstrip(" .;") for option in options]
    bare = said.rstrip(" .;")
    if texts.count(bare) == 1:
        return texts.index(bare)
    lettered = _LETTERED.fullmatch(bare)
    if lettered is None:
        return None
    number = ascii_lowercase.index(lettered[1])
    return number if number < len(texts) and lettered[2] in (texts[number], f"{texts[number]})") else None


def _by_texts(said: str, options: Sequence[str]) -> list[int] | None:
    """Options that were typed out one after the other."""
    parts = [part.strip() for part in re.split(r"[,;]|\bva\b|\s(?=[a-h][.)]\s)", said) if part.strip()]
    found = [_by_text(part, options) for part in parts]
    numbers = {number for number in found if number is not None}
    return sorted(numbers) if found and None not in found else None


def _run_together(word: str, text: str, options: Sequence[str]) -> bool:
    """Whether `ac` means a and c, or `13` the first and the third.

    A word with accents is a word, and so is one with letters of no option, or in no order: "da" is "dạ", "ba" a number.
    """
    if word.isdigit() and (int(word) <= len(options) or len(word) == A_CODE):
        return False
    known = (ascii_lowercase if word.isalpha() else "123456789")[: len(options)]
    return _as_typed(word, text) and list(word) == sorted(set(word)) and all(mark in known for mark in word)


def _as_typed(word: str, text: str) -> bool:
    # Folding takes accents away; "bà" must not become b and a.
    return word in unicodedata.normalize("NFC", text.lower())


def _number(part: str) -> int | None:
    if len(part) == 1 and part in ascii_lowercase:
        return ascii_lowercase.index(part)
    if part.isascii() and part.isdigit() and 0 < int(part) <= MOST_OPTIONS:
        return int(part) - 1
    return None
