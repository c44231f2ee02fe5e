"""How Vietnamese text, names, birth dates and phone numbers are read, compared and put in order."""

import re
import unicodedata
from datetime import date, datetime, timedelta

# Combining marks go; so do the invisible characters that phones and web pages leave between letters.
_ACCENTS = dict.fromkeys([*range(0x300, 0x370), 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
_FOLDING: dict[int, str | None] = {**_ACCENTS, ord("đ"): "d"}

# f, j, w and z are no Vietnamese letters but stand in some names; they keep their Latin neighbours.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANKS = {ord(letter): chr(ord("A") + rank) for rank, letter in enumerate(_ALPHABET)}
# Huyền, hỏi, ngã, sắc, nặng; a word without any of them is ngang, the first.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_NO_TONES = dict.fromkeys(map(ord, _TONES))
_BRACKETED = re.compile(r"\([^)]*\)")
_WORD = re.compile(r"[^\W\d_]+")

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
# A birth year of two digits: up to this one it is 20xx. Nobody who studies here was born before 1930.
_LAST_SHORT_YEAR = 29
# Excel counts days. Those before 1920 would be mistyped years, and nobody's birth.
_EXCEL_ZERO, _EXCEL_DAYS = date(1899, 12, 30), range(7_306, 73_051)
_MIDNIGHT = re.compile(r"[ t]0?0:00(:00)?(\.0+)?$")
_YEAR = re.compile(r"(?:(?:sinh )?nam |sn )?([0-9]{4})")
_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_IN_WORDS = re.compile(r"(?:ngay )?([0-9]{1,2}) thang ([0-9]{1,2}) nam ([0-9]{4})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})(?: ?[-/.] ?| )([0-9]{1,2})(?: ?[-/.] ?| )([0-9]{4}|[0-9]{2})")
_RUN_TOGETHER = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")

_PHONE_FILLING = re.compile(r"[\s.()'’‘`\-–\u200b\u00ad\ufeff\u202a-\u202e]")
_PHONE = re.compile(r"0[35789][0-9]{8}")
# The change of mobile prefixes from eleven to ten digits of 15/09/2018 (plan of the Ministry of Information).
_OLD_PREFIXES = {
    **{f"016{digit}": f"03{digit}" for digit in range(2, 10)},
    **{"0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078"},
    **{"0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082"},
    **{"0186": "056", "0188": "058", "0199": "059"},
}


def fold(text: str) -> str:
    """The text to compare by: lower case, without accents, đ as d, single spaces; punctuation stays."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFD", text.lower()).translate(_FOLDING)
    if not plain.isascii():
        plain = unicodedata.normalize("NFC", plain)
    return " ".join(plain.split())


def name_key(name: str) -> str:
    """A string to sort people by: given name, then the other names, then tones; brackets are ignored."""
    words = unicodedata.normalize("NFD", _BRACKETED.sub(" ", name).lower()).split()
    letters = [_letters(word) for word in words]
    tones = "".join(_tone(word) for word in [*words[-1:], *words[:-1]])
    return " ".join(letters[-1:]) + "\x02" + " ".join(letters[:-1]) + "\x01" + tones


def _letters(word: str) -> str:
    return unicodedata.normalize("NFC", word.translate(_NO_TONES)).translate(_RANKS)


def _tone(word: str) -> str:
    return next((_TONES[mark] for mark in word if mark in _TONES), "0")


def tidy_name(text: str) -> str:
    """The name composed and with single spaces; a name all in capitals gets capital initials only."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    return _WORD.sub(lambda word: word[0].capitalize(), name) if name.isupper() else name


def parse_birth(value: str | int | float | date) -> str | None:
    """The birth as "1990-03-05", or "1990" where only the year is known; None if unclear or impossible."""
    if isinstance(value, datetime):
        return _full_birth(value.year, value.month, value.day)
    if isinstance(value, date):
        return _full_birth(value.year, value.month, value.day)
    if isinstance(value, (int, float)):
        return _birth_from_number(value)
    return _birth_from_text(value)


def _full_birth(year: int, month: int, day: int) -> str | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _birth_from_number(value: float) -> str | None:
    if isinstance(value, bool) or not _FIRST_YEAR <= value < 100_000_000:
        return None  # NaN is compared with nothing, so it ends here too
    number = int(value)
    if _FIRST_YEAR <= number <= _LAST_YEAR:
        return str(number) if number == value else None
    if number in _EXCEL_DAYS:
        return parse_birth(_EXCEL_ZERO + timedelta(days=number))
    # 05031990 typed into a cell of numbers has lost its 0
    return _birth_from_text(f"{number:08d}") if 1_000_000 < number == value else None


def _birth_from_text(text: str) -> str | None:
    plain = _MIDNIGHT.sub("", fold(text).strip("'’‘ .,;"))
    if found := _YEAR.fullmatch(plain):
        return found[1] if _FIRST_YEAR <= int(found[1]) <= _LAST_YEAR else None
    if found := _ISO.fullmatch(plain):
        return _full_birth(int(found[1]), int(found[2]), int(found[3]))
    for pattern in (_DAY_FIRST, _IN_WORDS, _RUN_TOGETHER):
        if found := pattern.fullmatch(plain):
            return _full_birth(_whole_year(found[3]), int(found[2]), int(found[1]))
    return None


def _whole_year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year <= _LAST_SHORT_YEAR else 1900)


def births_match(a: str, b: str) -> bool:
    """Whether two births are equal, or of one year where one has only the year; "" matches nothing."""
    if not a or not b:
        return False
    return a == b or (a[:4] == b[:4] and 4 in (len(a), len(b)))


def birth_words(birth: str) -> str:
    """The canonical birth as people write it: "05/03/1990", or "1990"."""
    return "/".join(reversed(birth.split("-")))


def normal_phone(value: str | int | float) -> str | None:
    """A mobile number as ten digits beginning with 0, old prefixes renewed; None if it can be none."""
    digits = _national(_dialled(value))
    if len(digits) == 11 and digits[:4] in _OLD_PREFIXES:
        digits = _OLD_PREFIXES[digits[:4]] + digits[4:]
    return digits if _PHONE.fullmatch(digits) else None


def _dialled(value: str | int | float) -> str:
    if isinstance(value, str):
        return _PHONE_FILLING.sub("", value)
    # NaN is compared with nothing, so it ends here too.
    return str(int(value)) if 0 < value < 1e15 and value == int(value) else ""


def _national(dialled: str) -> str:
    digits = dialled.removeprefix("+").removeprefix("00")
    if len(digits) > 10 and digits.startswith("84"):  # up to ten digits, 84 is the prefix 084 without its 0
        digits = digits[2:]
    return digits if digits.startswith("0") else "0" + digits
