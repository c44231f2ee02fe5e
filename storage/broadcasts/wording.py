"""The text of a broadcast: what may stand in it, and how it is filled in for one person."""

from __future__ import annotations

import re
import unicodedata

from storage.vietnamese import fold

LONGEST_TEXT = 3500  # leaves room below Telegram's 4096 for the names that are filled in
NAME, CODES = "ten", "lop"

_BRACED = re.compile(r"\{([^{}]*)\}")
_LOOSE = re.compile(r"\{\S*|\S*\}")


def tidied(text: str) -> str:
    """The text composed and without blank ends."""
    return unicodedata.normalize("NFC", text).strip()


def not_understood(text: str) -> list[str]:
    """What stands in braces and cannot be filled in, as it was written."""
    found = [match[0] for match in _BRACED.finditer(text) if fold(match[1]) not in (NAME, CODES)]
    return list(dict.fromkeys([*found, *_LOOSE.findall(_BRACED.sub("", text))]))


def filled(text: str, name: str, codes: str) -> str:
    """The text as that person reads it: `{ten}` is the name, `{lop}` the codes; accents and case do not matter."""
    values = {NAME: name, CODES: codes}
    return _BRACED.sub(lambda match: values.get(fold(match[1]), match[0]), text)
