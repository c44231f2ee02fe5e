"""The arithmetic of the report: medians with their spread, percentiles, ratios, tables."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle of several rounds, and how far they lie apart."""

    middle: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """Raises `ValueError` without values."""
        if not values:
            raise ValueError("no rounds")
        return cls(median(values), min(values), max(values))

    def written(self, digits: int = 2) -> str:
        """`0.31 (0.29–0.35)`."""
        return f"{number(self.middle, digits)} ({number(self.least, digits)}–{number(self.most, digits)})"


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values does not exceed (nearest rank)."""
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> Spread:
    """Ours over theirs, round by round: what a busy neighbour does to a round, it does to both."""
    return Spread.of([one / other for one, other in zip(ours, theirs, strict=True)])


def number(value: float, digits: int) -> str:
    """`1,234` for large ones, else with so many decimals."""
    return f"{value:,.0f}" if abs(value) >= 1000 or digits == 0 else f"{value:.{digits}f}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; the first column is words, the others are figures."""
    lines = [list(head), ["---", *["---:"] * (len(head) - 1)], *map(list, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def verdict(name: str, value: float, limit: float, *, at_least: bool, digits: int = 2) -> str:
    """One goal as a line: met or not, and by how much."""
    met = value >= limit if at_least else value <= limit
    asked = f"at least {limit:g}" if at_least else f"at most {limit:g}"
    return f"- {'met' if met else '**not met**'}: {name}: {value:.{digits}f} ({asked})"
