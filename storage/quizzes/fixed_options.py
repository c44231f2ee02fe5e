"""Options that speak of other options ("Cả A, B và C", "Tất cả đều đúng"), and orders that keep them true."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from random import Random
from string import ascii_lowercase

from storage.vietnamese import fold

_THINGS = r"(?:cau tra loi|cau|dap an|phuong an|lua chon|y|cac y|noi dung|truong hop|khang dinh|phat bieu|dieu)"
# "Cả A, B và C", "A và B đều đúng", "Chỉ A đúng", "A đúng, B sai", "Câu a và câu b": letters, and nothing but such
# words beside them; beside a single letter one of those that are about it.
_BESIDE = {
    "ca", "tat", "cac", "nhung", "gom", "bao", "chi", "co", "chon", "hai", "ba", "bon", "nam", "cau", "dap", "an",
    "phuong", "lua", "y", "kien", "noi", "dung", "truong", "hop", "khang", "dinh", "phat", "bieu", "dieu", "va",
    "hoac", "hay", "lan", "voi", "cung", "ket", "tong", "theo", "deu", "la", "khong", "phai", "chua", "sai", "het",
    "nhu", "giong", "ngoai", "tru", "nhat", "moi", "both", "only", "and", "or", "are", "is", "correct", "wrong",
    "right", "neither", "nor", "answers", "options",
}  # fmt: skip
_ABOUT_ONE = {"chi", "dap", "cau", "phuong", "y", "dung", "sai", "nhu", "giong", "ngoai", "tru", "khong", "only"}
_BEFORE_NUMBERS = {"ca", "y", "cau", "dap", "phuong"}  # "Cả ý 1 và ý 2"; numbers alone are those of the question
# "Tất cả đều đúng", "Cả 3 ý trên", "Không có đáp án nào đúng", "Đáp án khác", "All of the above".
_OF_ALL = re.compile(
    rf"(?:tat ca|toan bo|ca|cac)(?:\s+(?:hai|ba|bon|nam|\d|cac|nhung))*(?:\s+{_THINGS})*(?:\s+(?:tren|o tren|neu tren|"
    r"tren day|kia|do|nay))*(?:\s+(?:deu|la|cung))*(?:\s+(?:dung|sai|dung ca|sai ca|phu hop|duoc|khong dung))*"
    rf"|(?:khong|chang)(?:\s+(?:co|phai))*(?:\s+(?:cac|mot))*\s+{_THINGS}(?:\s+nao)?"
    r"(?:\s+(?:o tren|tren|neu tren|ke tren))*(?:\s+(?:la|deu))*(?:\s+(?:dung|sai|ca|phu hop))*"
    r"|(?:dap an|phuong an|y|y kien|cau tra loi|lua chon)\s+khac"
    r"|(?:all|none|both|neither)(?:\s+of)?(?:\s+(?:the|these))?(?:\s+(?:above|options?|answers?))?"
    r"(?:\s+(?:are|is)\s+(?:correct|right|true|wrong))?"
)
# "Tất cả các nhiệm vụ trên", "Cả ba yếu tố nêu trên đều đúng", "Một trong các ý trên", "Các ý còn lại".
_ABOVE = re.compile(
    r"(?:tat ca|toan bo|ca|cac|nhung|hai|ba|bon|nam|\d+|mot trong|khong|chang|ngoai|moi)\b.*"
    r"\b(?<!cap )(?:tren|tren day|o tren|vua neu|da neu|con lai)"  # an office "cấp trên" is none of the options
    r"(?:\s+(?:deu|la|cung|khong|chua|dung|sai|phu hop|ca|het))*"
)
_BY_THEMSELVES = {
    "tat ca", "all", "both", "neither", "none", "khac", "deu dung", "deu sai", "tra loi khac", "cac dap an khac",
    "chua co dap an dung",
}  # fmt: skip
_ALONE = {"ca", "cac", "tat ca", "toan bo", "all", "none", "both", "neither"}  # as words they may be an answer
_COUNTS = {"hai": 2, "2": 2, "both": 2, "ba": 3, "3": 3, "bon": 4, "4": 4, "nam": 5, "5": 5}
MOST_NUMBERED = 8
LONGEST = 80  # letters of an option that speaks of others; longer ones are sentences


def is_fixed(option: str) -> bool:
    """Whether the option speaks of other options, so that its place means something."""
    said = _plain(option)
    if len(said) > LONGEST:
        return False
    return bool(_named(said)) or said in _BY_THEMSELVES or _speaks_of_all(said)


def shuffled(options: Sequence[str], random: Random) -> list[int]:
    """An order of the options: their numbers as they are to be shown.

    What speaks of other options stays where it is. Where it names some of them ("A và B", "Cả hai ý trên"), these
    are shuffled among themselves and the others among themselves, so that it means the same afterwards; where it says
    one thing of one and another of another ("A đúng, B sai"), these do not move at all.
    """
    fixed = [is_fixed(option) for option in options]
    named = [
        letters for place, option in enumerate(options) if fixed[place] for letters in _meant(place, _plain(option))
    ]
    groups: defaultdict[tuple[bool, ...], list[int]] = defaultdict(list)
    for number in range(len(options)):
        if not fixed[number]:
            groups[tuple(number in letters for letters in named)].append(number)
    order = list(range(len(options)))
    for places in groups.values():
        chosen = places[:]
        random.shuffle(chosen)
        for place, number in zip(places, chosen, strict=True):
            order[place] = number
    return order


def scrambled(count: int, random: Random) -> list[int]:
    """An order of so many items that is not the one in which they stand, if there is another."""
    order = list(range(count))
    while count > 1 and order == list(range(count)):
        random.shuffle(order)
    return order


def _plain(option: str) -> str:
    return fold(option).strip(" .;,:!()\"'“”")


def _speaks_of_all(said: str) -> bool:
    if said in _ALONE:
        return False
    return _OF_ALL.fullmatch(said) is not None or _ABOVE.fullmatch(said) is not None


def _meant(place: int, said: str) -> list[set[int]]:
    """The options of which the one at that place says the same thing, for each thing that it says."""
    letters = _named(said)
    if letters:
        different = "sai" in said.split() and re.search(r"\b(?<!khong )dung\b", said) is not None
        return [{letter} for letter in sorted(letters)] if different else [letters]
    count = next((number for word, number in _COUNTS.items() if re.search(rf"\b0?{word}\b", said)), None)
    if count is None:
        return [set(range(place))] if re.search(r"\b(?:tren|above)\b", said) else []
    return [set(range(max(0, place - count), place))]


def _named(said: str) -> set[int]:
    """The numbers of the options that it names by letters, or by numbers; none where it says anything else."""
    words = re.findall(r"[a-z]+|\d+", said) if len(said) <= LONGEST and said.isascii() else []
    letters = {word for word in words if len(word) == 1 and word in ascii_lowercase[:8]}
    numbers = {int(word) for word in words if word.isdigit()}
    others = {word for word in words if word not in letters and not word.isdigit()}
    if not others <= _BESIDE:
        return set()
    if len(letters) > 1 or (letters and others & _ABOUT_ONE):
        return {ascii_lowercase.index(letter) for letter in letters}
    if not letters and len(numbers) > 1 and max(numbers) <= MOST_NUMBERED and others & _BEFORE_NUMBERS:
        return {number - 1 for number in numbers}
    return set()
