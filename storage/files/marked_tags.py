"""What Moodle has no field for, kept among the tags of a question: source, level, and whether accents count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from storage.files.question_rows import QuestionRow

_SOURCE, _LEVEL, _CHAPTER = "nguồn:", "mức:", "tên chương:"
_LEVELS = (_LEVEL, "mức độ:")
_ACCENTS = "dấu:có"


@dataclass(frozen=True)
class Marked:
    """The tags proper, and what the others say; `chapter` is None when none of them names it."""

    tags: list[str] = field(default_factory=list)
    source: str = ""
    level: str = ""
    chapter: str | None = None
    accents: bool = False


def parted(tags: Iterable[str]) -> Marked:
    """What the tags say."""
    proper, sources, level, chapter, accents = [], [], "", None, False
    for tag in filter(None, tags):
        begins = tag.casefold()
        mark = next((mark for mark in (_SOURCE, _CHAPTER, *_LEVELS) if begins.startswith(mark)), None)
        said = tag[len(mark or "") :].strip()
        if mark == _SOURCE:
            sources.append(said)
        elif mark == _CHAPTER:
            chapter = said
        elif mark is not None:
            level = said
        elif begins == _ACCENTS:
            accents = True
        else:
            proper.append(tag)
    return Marked(list(dict.fromkeys(proper)), "; ".join(filter(None, sources)), level, chapter, accents)


def together(row: QuestionRow, chapter: str | None = None) -> list[str]:
    """The tags of the row and all that they must say, so that `parted` gives it again."""
    marks = {_SOURCE: row.source, _LEVEL: row.level, _CHAPTER: chapter}
    return [
        *row.tags,
        *(f"{mark} {said}" for mark, said in marks.items() if said or (said is not None and mark == _CHAPTER)),
        *([_ACCENTS] if row.accents else []),
    ]
