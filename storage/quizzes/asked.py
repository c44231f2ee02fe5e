"""A question as it is put to someone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from storage.quizzes import Question


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is put to someone; `key` as in `Question`.

    `position` is where it stands, from 1. `shown` are the numbers of its options in the order in which they are shown.
    """

    id: int
    position: int
    kind: str
    stem: str
    options: list[str]
    key: dict[str, Any]
    explanation: str
    source: str
    feedbacks: list[str] = field(default_factory=list)
    picture_id: int | None = None
    shown: list[int] = field(default_factory=list)

    @property
    def shown_options(self) -> list[str]:
        """The options in the order in which they are shown."""
        return [self.options[number] for number in self.shown]

    def letter(self, option: int) -> int:
        """The place, from 0, at which the option is shown."""
        return self.shown.index(option)


def of(
    question: Question, position: int = 1, shown: list[int] | None = None, *, key: dict[str, Any] | None = None
) -> Asked:
    """The question at that position, or as if it had that key; options shown as they stand unless an order is given."""
    assert question.id is not None
    return Asked(
        question.id, position, question.kind, question.stem, question.options, key or question.key,
        question.explanation, question.source, question.feedbacks, question.picture_id, order(question.options, shown),
    )  # fmt: skip


def order(options: list[str], shown: list[int] | None) -> list[int]:
    """The numbers of the options as they are shown."""
    return list(range(len(options))) if shown is None else shown
