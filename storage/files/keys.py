"""What the key of a question in a spreadsheet says: which options are right, a number, or true or false."""

import math
import re

from storage.files import cells
from storage.files.sheets import Cell
from storage.vietnamese import fold

_LETTER = re.compile(
    r"(?:(?:câu|đáp án|phương án|ý|cau|dap an|phuong an)(?: đúng)?(?: là)? ?:? ?)?[(\[]?([a-h])[.)\]]{0,2}",
    re.IGNORECASE,
)
_LETTERS_TOGETHER = re.compile(r"[A-H](?: ?[A-H]){1,7}")
_NAMING_WORDS = {*["ca", "va", "hoac", "deu", "dung", "y", "cau", "phuong", "dap", "an", "gom", "hai", "ba", "noi"]}
_ALL = re.compile(r"(?:tat ca|ca (?:hai|ba|bon|nam|cac|\d))\b.*\b(?:dung|tren|y|cau|phuong an|dap an)\b.*")
_WITH_TEXT = re.compile(r"([a-hA-H])\s*[.):/\-]\s*(\S.*)", re.DOTALL)
_BETWEEN = re.compile(r"\s*(?:[,;|/&+\n]|\bva\b|\bvà\b)\s*", re.IGNORECASE)
_NUMBER = re.compile(r"([+-]?[0-9][0-9.,]*)(?: ?(?:±|\+/-|\+-) ?([0-9][0-9.,]*))?")
_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?|[+-]?[0-9]{1,3}\.[0-9]{3},[0-9]+")
_DECIMAL = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_UNCLEAR = re.compile(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}")
_LARGEST = 1e15  # to which every whole number is exact
_TRUTHS = {"đúng": True, "dung": True, "đ": True, "true": True, "sai": False, "s": False, "false": False}


class Refused(Exception):  # a state of the row, no fault of the program
    """A row that gives no question; it carries what the Problem about it says."""

    def __init__(self, key: str, found: str = "", expected: str = "") -> None:
        super().__init__(key)
        self.key, self.found, self.expected = key, found, expected


def truth(key: Cell) -> bool | None:
    """What a key says that is Đúng or Sai (or Đ, S, TRUE, FALSE); None for any other."""
    return key if isinstance(key, bool) else _TRUTHS.get(cells.text(key).casefold())


def number(key: Cell) -> tuple[float, float] | None:
    """The number and the tolerance of a key such as `7,5 ± 0,1`; None if it is no number.

    Raises Refused for text like `1.000`, a thousand to one reader and one to another.
    """
    if isinstance(key, (int, float)) and not isinstance(key, bool):
        return (float(key), 0.0) if abs(key) < _LARGEST else None
    found = _NUMBER.fullmatch(cells.text(key))
    if not found or not isinstance(key, str):
        return None
    value, tolerance = _value(found[1]), _value(found[2] or "0")
    return None if value is None or tolerance is None else (value, tolerance)


def right_letters(key: Cell, options: dict[str, str]) -> list[str]:
    """The letters of the right options, in order; raises Refused if the key does not say for certain.

    The key is letters (`B`, `A, C`, `AC`, `câu b`), the numbers of options, or the whole text of options.
    """
    written = _written(key)
    letters = _right_letters(written, options)
    both = next(
        (letter for letter in options if letter not in letters and _says(options[letter], letters, options)), None
    )
    if len(letters) > 1 and both:  # "A và B", where option C is "Cả A và B"
        raise Refused("key-both", written[:80], both.upper())
    return letters


def _says(option: str, letters: list[str], options: dict[str, str]) -> bool:
    """Whether the option says that all these letters are right: "Cả A và B", "Tất cả đều đúng"."""
    said = fold(option) if len(option) < 80 else ""
    words = set(re.findall(r"\w+", said))
    named = {word for word in words if len(word) == 1 and word in options}
    if len(named) > 1:
        return named == set(letters) and words - named <= _NAMING_WORDS
    return _ALL.fullmatch(said) is not None and len(letters) == len(options) - 1


def _right_letters(written: str, options: dict[str, str]) -> list[str]:
    texts = _named_by_text([written], options) or _named_by_text(_BETWEEN.split(written), options)
    numbers = _named_by_number(written, options)
    letters = _named_by_letter(written) or (numbers if len(numbers) == 1 or not texts else [])
    if texts:
        if letters and letters != texts and set(letters) <= set(options):
            raise Refused("key-unclear", written[:80])
        return texts
    letters = letters or _named_by_both(written, options)
    if not letters:
        raise Refused("key-unknown", written[:80])
    for letter in letters:
        if letter not in options:
            raise Refused("key-empty-option", written[:80], letter.upper())
    return letters


def _written(key: Cell) -> str:
    if isinstance(key, bool):
        return "Đúng" if key else "Sai"
    return cells.text(key)


def _value(digits: str) -> float | None:
    if _UNCLEAR.fullmatch(digits):
        raise Refused("number-unclear", digits)
    if _THOUSANDS.fullmatch(digits):
        digits = digits.replace(".", "")
    value = float(digits.replace(",", ".")) if _DECIMAL.fullmatch(digits) else math.inf
    return value if abs(value) < _LARGEST else None


def _named_by_text(parts: list[str], options: dict[str, str]) -> list[str]:
    """The options whose whole text the parts are; [] unless every part is one, and only one."""
    named = []
    for part in filter(None, parts):
        same = [letter for letter, text in options.items() if _comparable(text) == _comparable(part)]
        if len(same) != 1:
            return []
        named += same
    return sorted(set(named))


def _comparable(text: str) -> str:
    return " ".join(text.replace(",", ".").casefold().split()).rstrip(".;")


def _named_by_letter(written: str) -> list[str]:
    """The letters of which the key consists; [] if it consists of anything else too."""
    if _LETTERS_TOGETHER.fullmatch(written):
        return sorted(set(written.lower().replace(" ", "")))
    found = [_LETTER.fullmatch(part) for part in _BETWEEN.split(written) if part]
    letters = [part[1].lower() for part in found if part]
    return sorted(set(letters)) if len(letters) == len(found) else []


def _named_by_number(written: str, options: dict[str, str]) -> list[str]:
    """The letters of the options whose numbers are all the key says."""
    letters = {str(count): letter for count, letter in enumerate(options, 1)}
    numbers = [part for part in _BETWEEN.split(written) if part]
    return sorted({letters[number] for number in numbers}) if set(numbers) <= set(letters) else []


def _named_by_both(written: str, options: dict[str, str]) -> list[str]:
    """The letter of a key like `B. Hà Nội`; raises Refused if the option B says something else."""
    found = _WITH_TEXT.fullmatch(written)
    if not found:
        return []
    letter = found[1].lower()
    if letter in options and _comparable(found[2]) != _comparable(options[letter]):
        raise Refused("key-differs", written[:80], options[letter][:80])
    return [letter]
