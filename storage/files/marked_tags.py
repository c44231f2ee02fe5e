"""What formats without a field for it keep among the tags: the source of a question, and its level."""

from __future__ import annotations

from collections.abc import Iterable

SOURCE, LEVEL = "nguồn:", "mức độ:"


def parted(tags: Iterable[str]) -> tuple[list[str], str, str]:
    """The tags proper, the source and the level."""
    proper, source, level = [], "", ""
    for tag in tags:
        if tag.startswith(SOURCE):
            source = tag.removeprefix(SOURCE).strip()
        elif tag.startswith(LEVEL):
            level = tag.removeprefix(LEVEL).strip()
        elif tag:
            proper.append(tag)
    return proper, source, level


def together(tags: Iterable[str], source: str, level: str) -> list[str]:
    """All of them as tags, from which `parted` reads them again."""
    return [*tags, *([f"{SOURCE} {source}"] if source else []), *([f"{LEVEL} {level}"] if level else [])]
