"""Files whose whole text is known beforehand (a calendar, the data kept about someone)."""

from __future__ import annotations

from typing import Any


def text(data: dict[str, Any]) -> bytes:
    """`data["text"]` in UTF-8."""
    return str(data["text"]).encode()
