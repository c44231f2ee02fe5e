"""What a file of questions gives, whatever its format: rows and problems."""

from __future__ import annotations

import base64
import json
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from storage.files.problems import Problem

Kind = Literal["single", "multiple", "truefalse", "short", "number", "matching", "ordering", "essay"]


@dataclass(frozen=True)
class Picture:
    """A picture that came with a question."""

    name: str
    content: bytes


@dataclass(frozen=True)
class QuestionRow:
    """One question; `row` is the row of the sheet or the line of the text where it begins, from 1.

    `key` counts the right options from 0; of a matching question it names the option that belongs to each of `lefts`,
    of an ordering one it is empty: its options stand in the right order. `accepted` are the forms of a short answer,
    with `accents` as they must be typed, with `wildcards` * stands for any letters. `number` with `tolerance` to either
    side is the answer of a number question, `more_numbers` further ones as (number, tolerance, share).
    `weights` has the share of each option (-1 to 1) or of each accepted form (0 to 1) where it is not the usual one;
    `feedbacks` has a text for each option (or accepted form), or is empty.
    """

    row: int
    sheet: str
    kind: Kind
    stem: str
    options: list[str] = field(default_factory=list)
    key: list[int] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)
    number: float | None = None
    tolerance: float = 0.0
    explanation: str = ""
    source: str = ""
    chapter: str = ""
    level: str = ""
    name: str = ""
    tags: list[str] = field(default_factory=list)
    lefts: list[str] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    feedbacks: list[str] = field(default_factory=list)
    more_numbers: list[tuple[float, float, float]] = field(default_factory=list)
    accents: bool = False
    wildcards: bool = False
    picture: Picture | None = None


@dataclass(frozen=True)
class QuestionSheet:
    """The questions in the order of the file, without those whose stem, options or key leave a doubt."""

    rows: list[QuestionRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def dumps(self) -> str:
        """The sheet as JSON, to be kept between the preview of an import and its confirmation."""
        return json.dumps({"questions": asdict(self)}, ensure_ascii=False, separators=(",", ":"), default=_packed)

    @classmethod
    def loads(cls, text: str) -> QuestionSheet:
        """The sheet that `dumps` wrote."""
        packed = json.loads(text)["questions"]
        return cls([_row(row) for row in packed["rows"]], [Problem(**problem) for problem in packed["problems"]])


def _packed(content: object) -> str:
    if isinstance(content, bytes):
        return base64.b64encode(content).decode()
    raise TypeError(f"no part of a question: {content!r}")


def _row(packed: dict[str, Any]) -> QuestionRow:
    picture = packed.pop("picture")
    packed["more_numbers"] = [tuple(number) for number in packed["more_numbers"]]
    row = QuestionRow(**packed)
    if picture is None:
        return row
    return QuestionRow(**packed, picture=Picture(picture["name"], base64.b64decode(picture["content"])))
