"""What came of trying a fault: figures that must be nought, and whatever else was not as promised."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

FIGURES = ("times", "messages", "updates", "lost", "repeated", "flagged", "doubtful", "twice", "too_fast", "unknown")


@dataclass
class Outcome:
    """The sum of some tries.

    `lost`: messages without a visible end, or called sent and never arrived, and updates without their effect.
    `repeated`: arrivals beyond one for a row; `flagged` those of them whose row says so; `doubtful` all rows that say
    so. `twice`: updates that were applied more than once; `too_fast`: messages that the platform refused because the
    account had sent too many in a second; `unknown`: messages that are shown to be in doubt. `wrong` says in words
    what else was not as promised.
    """

    times: int = 0
    messages: int = 0
    updates: int = 0
    lost: int = 0
    repeated: int = 0
    flagged: int = 0
    twice: int = 0
    too_fast: int = 0
    doubtful: int = 0
    unknown: int = 0
    wrong: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    skipped: str = ""

    @property
    def unflagged(self) -> int:
        return self.repeated - self.flagged

    @property
    def fine(self) -> bool:
        """Whether the promises were kept; what was skipped broke none."""
        return not (self.lost or self.unflagged or self.twice or self.wrong)

    def add(self, other: Outcome) -> None:
        """Count the other's figures in."""
        for name in FIGURES:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.wrong += other.wrong
        self.remarks += [remark for remark in other.remarks if remark not in self.remarks]
        self.skipped = self.skipped or other.skipped

    def expect(self, what: str, seen: object, promised: object) -> None:
        """Note it when these differ."""
        if seen != promised:
            self.wrong.append(f"{what}: {seen!r}, promised {promised!r}")

    def to_json(self) -> dict[str, Any]:
        return {
            **{name: getattr(self, name) for name in FIGURES},
            "wrong": self.wrong, "remarks": self.remarks, "skipped": self.skipped,
        }  # fmt: skip
