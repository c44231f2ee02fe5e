"""QR pictures of links and codes."""

from __future__ import annotations

import io
from typing import Any

import segno


def png(data: dict[str, Any]) -> bytes:
    """A PNG picture of `data["text"]`, large enough to be projected or printed."""
    picture = io.BytesIO()
    segno.make(data["text"], error="m", micro=False).save(picture, kind="png", scale=12, border=4)
    return picture.getvalue()
