"""Options that speak of other options ("Cả A, B và C", "Tất cả đều đúng"), and orders that keep them true."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from random import Random
from string import ascii_lowercase

from storage.vietnamese import fold

_THINGS = (
    r"(?:cau tra loi|cau|dap an|phuong an|lua chon|y kien|y|cac y|noi dung|truong hop|khang dinh|phat bieu|nhan dinh|"
    r"quan diem|dieu)"
)
_VERDICT = r"(?:\s+(?:deu|cung|la|khong|chua))*\s+(?:dung|sai)"
_AND = r"\s*(?:,|;|/|&|\+|-|va|hoac|hay|and|or)\s*"
_LETTERS = r"(?:[a-h](?:\s*(?:,|;|/|&|\+|-|va|hoac|hay|and|or)\s*(?=[a-h]\b))?)+"
# "Cả A, B và C", "A và B đều đúng", "Chỉ có A và C", "Câu a và b", "Tất cả a, b, c", "Both A and B".
_NAMING = re.compile(
    rf"(?:(?:ca|tat ca|bao gom|gom|chi|chi co|co|both|only|{_THINGS}|hai|ba|2|3|bon|4)\s+)*"
    rf"({_LETTERS})"
    r"\s*(?:(?:deu|cung|la|khong|chua)\s+)*(?:dung|sai|dung ca|sai ca|dung het|sai het|are correct|are wrong)?"
)
# "Chỉ A đúng", "A đúng, B sai", "Câu A đúng, câu B sai"; "Phương án 1 và 2 đúng".
_JUDGING = re.compile(
    rf"(?:chi\s+(?:co\s+)?)?(?:{_THINGS}\s+)?[a-h]{_VERDICT}(?:{_AND}(?:{_THINGS}\s+)?[a-h]{_VERDICT})*"
)
_NUMBERING = re.compile(
    rf"(?:(?:ca|tat ca|cac|chi|co|hai|ba)\s+)*(?:cau|dap an|phuong an|lua chon|y)\s+"
    rf"([1-8](?:{_AND}[1-8])+)(?:{_VERDICT})?"
)
# "Cả ba nhiệm vụ trên", "Hai ý kiến trên đều đúng", "Các phương án còn lại"; but not "Các cấp ủy cấp trên".
_ABOVE = re.compile(
    r"(?:tat ca|toan bo|ca|cac|hai|ba|bon|nam|mot trong)(?:\s+\w+){0,5}\s+(?<!cap )(?:(?:o|neu|ke)\s+)?tren"
    r"(?:\s+day)?"
    rf"(?:{_VERDICT})?"
    rf"|(?:(?:tat ca|toan bo|ca|cac|hai|ba|bon)\s+)+{_THINGS}\s+con lai(?:{_VERDICT})?"
)
# "Tất cả đều đúng", "Cả 3 ý trên", "Không có đáp án nào đúng", "Đáp án khác", "All of the above".
_OF_ALL = re.compile(
    rf"(?:tat ca|toan bo|ca|cac)(?:\s+(?:hai|ba|bon|nam|\d{{1,2}}|cac|nhung))*(?:\s+{_THINGS})*"
    r"(?:\s+(?:tren|o tren|neu tren|"
    r"tren day|kia|do|nay))*(?:\s+(?:deu|la|cung))*(?:\s+(?:dung|sai|dung ca|sai ca|phu hop|duoc|khong dung))*"
    rf"|(?:khong|chang)(?:\s+(?:co|phai))*(?:\s+(?:cac|mot))*\s+{_THINGS}(?:\s+nao)?"
    r"(?:\s+(?:o tren|tren|neu tren|ke tren))*(?:\s+(?:la|deu))*(?:\s+(?:dung|sai|ca|phu hop))*"
    r"|(?:dap an|phuong an|y|y kien|cau tra loi|lua chon)\s+khac"
    r"|(?:all|none|both|neither)(?:\s+of)?(?:\s+(?:the|these))?(?:\s+(?:above|options?|answers?))?"
    r"(?:\s+(?:are|is)\s+(?:correct|right|true|wrong))?"
)
_ALONE = {"ca", "cac", "tat ca", "toan bo", "all", "none", "both", "neither"}  # as words they may be an answer
_COUNTS = {"hai": 2, "0?2": 2, "both": 2, "ba": 3, "0?3": 3, "bon": 4, "0?4": 4, "nam": 5, "0?5": 5}
LONGEST = 80  # letters of an option that speaks of others; longer ones are sentences


def is_fixed(option: str) -> bool:
    """Whether the option speaks of other options, so that its place means something."""
    said = _plain(option)
    if len(said) > LONGEST:
        return False
    return _named(said) is not None or (said in {"tat ca", "all", "both", "neither", "none"} or _speaks_of_all(said))


def shuffled(options: Sequence[str], random: Random) -> list[int]:
    """An order of the options: their numbers as they are to be shown.

    What speaks of other options stays where it is. Where it names some of them ("A và B", "Cả hai ý trên"), these
    are shuffled among themselves and the others among themselves, so that it means the same afterwards.
    """
    named = [_meant(number, _plain(option)) if is_fixed(option) else None for number, option in enumerate(options)]
    groups: defaultdict[tuple[bool, ...], list[int]] = defaultdict(list)
    for number, option in enumerate(options):
        if not is_fixed(option):
            groups[tuple(number in letters for letters in named if letters is not None)].append(number)
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
    return said not in _ALONE and bool(_OF_ALL.fullmatch(said) or _ABOVE.fullmatch(said))


def _meant(place: int, said: str) -> set[int] | None:
    """The options that the one at that place speaks of; None: all of them."""
    letters = _named(said)
    if letters is not None:
        return letters
    count = next((number for word, number in _COUNTS.items() if re.search(rf"\b{word}\b", said)), None)
    if count is None:
        return set(range(place)) if re.search(r"\b(?:tren|above)\b", said) else None
    return set(range(max(0, place - count), place))


def _named(said: str) -> set[int] | None:
    """The numbers of the options that it names by letter or number; None unless it names some and says no more."""
    if len(said) > LONGEST:
        return None
    if _JUDGING.fullmatch(said):
        return {ascii_lowercase.index(letter) for letter in re.findall(r"\b[a-h]\b", said)}
    if numbered := _NUMBERING.fullmatch(said):
        return {int(number) - 1 for number in re.findall(r"[1-8]", numbered[1])}
    found = _NAMING.fullmatch(said)
    letters = set() if found is None else {ascii_lowercase.index(one) for one in re.findall(r"\b[a-h]\b", found[1])}
    return letters if len(letters) > 1 else None
