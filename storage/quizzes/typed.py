"""What people type when they mean options: `b`, `câu b`, `đáp án B.`, `2`, `a, c`, `A và C`, `đúng`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from string import ascii_lowercase

from storage.vietnamese import fold

_LEAD = re.compile(
    r"^(?:(?:em|toi|minh) )?(?:(?:chon|tra loi|la)\b:? ?)?"
    r"(?:(?:cac |ca )?(?:cau|dap an|phuong an|y)\b:? ?)*(?:ca (?=[a-z]\b))?"
)
_BETWEEN = re.compile(r"\s*(?:[,;/&+.()\[\]:-]|\bva\b|\s)\s*")
_TRUTHS = {"dung": 0, "d": 0, "true": 0, "t": 0, "1": 0, "sai": 1, "s": 1, "false": 1, "f": 1, "2": 1}
_LETTERED = re.compile(r"([a-z])\s*[.):]\s*(.+)", re.DOTALL)
_PAIR = re.compile(r"\b(\d{1,2})\s*[-–:.)=>]*\s*([a-z])\b")
MOST_OPTIONS = len(ascii_lowercase)


def picked(text: str, options: Sequence[str]) -> list[int] | None:
    """The numbers, from 0, of the options that the text names; None when it names none.

    A number may lie outside of the options: `e` where there are four.
    """
    said = fold(text)
    whole = _by_text(said, options)
    if whole is not None:
        return [whole]
    said = _LEAD.sub("", said)
    parts = [part for part in _BETWEEN.split(said) if part]
    if len(parts) == 1 and len(parts[0]) > 1 and _run_together(parts[0], text, options):
        parts = list(parts[0])
    numbers = [_number(part) for part in parts]
    if not numbers or None in numbers:
        return None
    return sorted({number for number in numbers if number is not None})


def in_turn(text: str) -> list[int] | None:
    """The numbers, from 0, that the text names in the order typed: `c, a, b`, `cab`; None when it has others."""
    said = _LEAD.sub("", fold(text))
    parts = [part for part in _BETWEEN.split(said.replace(">", ",").replace("<", ",")) if part]
    if len(parts) == 1 and parts[0].isalpha() and parts[0] in unicodedata.normalize("NFC", text.lower()):
        parts = list(parts[0])
    numbers = [_number(part) for part in parts]
    found = [number for number in numbers if number is not None]
    return found if found and len(found) == len(numbers) else None


def paired(text: str, lefts: int) -> list[int] | None:
    """The numbers, from 0, of the options that stand with 1, 2, …: `1-b, 2-a`, `1b 2a`, `b, a`; None for anything else.

    Of pairs in any order; a list that misses some is shorter than `lefts`.
    """
    pairs = _PAIR.findall(fold(text))
    if not pairs:
        return in_turn(text)
    if _PAIR.sub("", fold(text)).strip(" ,;.&\n"):
        return None
    by_left = {int(left): ascii_lowercase.index(right) for left, right in pairs}
    return [by_left[number] for number in range(1, lefts + 1) if number in by_left]


def truth(text: str) -> int | None:
    """0 for `đúng`, 1 for `sai`, in the ways people type them; None for anything else."""
    return _TRUTHS.get(_LEAD.sub("", fold(text)).strip(" .!()"))


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
    return number if number < len(texts) and texts[number] == lettered[2] else None


def _run_together(word: str, text: str, options: Sequence[str]) -> bool:
    """Whether `ac` means a and c. A word with accents is a word, and so is one with letters of no option."""
    letters = ascii_lowercase[: len(options)]
    # Folding takes accents away; "bà" must not become b and a.
    return (
        word in unicodedata.normalize("NFC", text.lower())
        and len(set(word)) == len(word)
        and all(letter in letters for letter in word)
    )


def _number(part: str) -> int | None:
    if len(part) == 1 and part in ascii_lowercase:
        return ascii_lowercase.index(part)
    if part.isascii() and part.isdigit() and 0 < int(part) <= MOST_OPTIONS:
        return int(part) - 1
    return None
