"""Text of files as it is kept: without what nobody sees, with single spaces, in one Unicode form."""

from __future__ import annotations

import re

from storage.files import cells

# What no format can hold, and what nobody sees.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b-\u200d\u2060\ud800-\udfff\ufeff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text without what no format can hold; at most 30 accents on one letter."""
    return cells.stream_safe(_UNSEEN.sub("", text))


def block(text: str) -> str:
    """The text with its line breaks, without blank lines and padding."""
    return cells.block(clean(text))


def line(text: str) -> str:
    """The text on one line, with single spaces."""
    return cells.text(clean(text))


def excerpt(text: str) -> str:
    """The beginning of the text, for a problem."""
    return line(text[:400])[:80]


def unmarked(text: str) -> str:
    """Markdown without the stars and ticks that a chat would show as such."""
    return re.sub(r"`([^`\n]+)`", r"\1", re.sub(r"\*\*([^*\n]+)\*\*", r"\1", text))
