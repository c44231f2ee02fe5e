"""How a message looks on Telegram: buttons in rows, long texts in parts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.channels import Refused, short
from storage.messages import Choice

LONGEST_COMMAND = 64
"""Bytes of callback_data that Telegram takes."""

# (longest label, buttons in a row): what phones still show whole.
ROWS = ((3, 8), (14, 2))

# Where a long text may be cut, the best place first.
BREAKS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"(?<=[.!?…;])\s+"), re.compile(r"\s+"))


def keyboard(choices: Sequence[Choice]) -> InlineKeyboardMarkup | None:
    """The buttons, or None without choices. Raises `Refused` when one has no command.

    Neighbours of about the same length share a row: the letters of a question stand side by side, a
    sentence stands alone.
    """
    if not choices:
        return None
    rows: list[list[InlineKeyboardButton]] = []
    room = 0
    for choice in choices:
        widest = _in_a_row(choice.label)
        if not rows or widest != room or len(rows[-1]) == widest:
            rows.append([])
            room = widest
        rows[-1].append(_button(choice))
    return InlineKeyboardMarkup(rows)


def _in_a_row(label: str) -> int:
    return next((many for longest, many in ROWS if len(label) <= longest), 1)


def _button(choice: Choice) -> InlineKeyboardButton:
    if not choice.command:
        raise Refused(f"the button “{choice.label}” has no command")
    return InlineKeyboardButton(choice.label, callback_data=short(choice.command, LONGEST_COMMAND))


def length(text: str) -> int:
    """The length as Telegram counts it: in UTF-16 units, so that an emoji is two."""
    return len(text) + sum(character > "\uffff" for character in text)


def split(text: str, longest: int) -> list[str]:
    """The text in parts of at most `longest` UTF-16 units, cut where a reader would pause.

    A paragraph's end is best, then a line's, a sentence's, a word's; but a part is at least half full, so
    that a text does not fall into crumbs. An empty text is one empty part.
    """
    parts = []
    while length(text) > longest:
        end, start = _cut(_fitting(text, longest))
        parts.append(text[:end])
        text = text[start:]
    return [*parts, text]


def _fitting(text: str, longest: int) -> str:
    head = text[:longest]
    while length(head) > longest:
        head = head[: len(head) - max(1, (length(head) - longest) // 2)]
    return head


def _cut(head: str) -> tuple[int, int]:
    """Where the part ends and where the next one starts."""
    for pattern in BREAKS:
        places = [place for place in pattern.finditer(head) if place.start() >= len(head) // 2]
        if places:
            return places[-1].start(), places[-1].end()
    return len(head), len(head)
