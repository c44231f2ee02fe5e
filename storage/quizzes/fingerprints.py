"""What tells two questions with the same stem from others, however the stem is typed."""

from __future__ import annotations

import hashlib

from storage.vietnamese import fold


def fingerprint(stem: str) -> str:
    """32 hexadecimal digits, the same for stems that differ only in accents, case and spaces."""
    return hashlib.sha256(fold(stem).encode()).hexdigest()[:32]
