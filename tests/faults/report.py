"""docs/faults.json and docs/faults.md: what was tried, how often, what came of it, and how to do it again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.table import Table

from tests.bench.report import machine
from tests.faults.outcome import Outcome
from tests.faults.rows import ROWS, Lines

DOCS = Path(__file__).parents[2] / "docs"
JSON, PAGE = DOCS / "faults.json", DOCS / "faults.md"
HEAD = ("Fault", "Times", "Messages", "Updates", "Lost", "Repeated", "Flagged", "Applied twice", "Remarks")


def cells(name: str, outcome: Outcome) -> list[str]:
    """The figures of one line, as words."""
    figures = (
        outcome.times, outcome.messages, outcome.updates, outcome.lost, outcome.repeated, outcome.flagged,
        outcome.twice,
    )  # fmt: skip
    return [name, *(f"{figure:,}" for figure in figures), said(outcome)]


def said(outcome: Outcome) -> str:
    """What there is to say beyond the figures."""
    if outcome.skipped:
        return f"NOT TRIED: {outcome.skipped}"
    refused = [f"the platform refused {outcome.too_fast} as too fast"] if outcome.too_fast else []
    unknown = [f"{outcome.unknown} are shown as unknown"] if outcome.unknown else []
    return "; ".join([*(f"WRONG: {one}" for one in outcome.wrong), *refused, *unknown, *outcome.remarks])


def table(lines: Lines) -> Table:
    """What a terminal shows."""
    made = Table(*HEAD)
    for column in made.columns[1:-1]:
        column.justify = "right"
    for name, outcome in lines.items():
        style = "yellow" if outcome.skipped else "" if outcome.fine else "bold red"
        made.add_row(*cells(name, outcome), style=style)
    return made


def kept(name: str, lines: Lines, date: str, seconds: float) -> None:
    """Put the row into the JSON file, in the place of its older figures, and write the page anew."""
    known: dict[str, Any] = json.loads(JSON.read_text(encoding="utf-8")) if JSON.exists() else {}
    about = {"date": date, "machine": machine(), "seconds": round(seconds)}
    known[name] = about | {"lines": {line: outcome.to_json() for line, outcome in lines.items()}}
    known = {row: known[row] for row in ROWS if row in known}
    JSON.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(page(known), encoding="utf-8")


def page(known: dict[str, Any]) -> str:
    """The page, from what the JSON file holds."""
    frame = (Path(__file__).parent / "page.md").read_text(encoding="utf-8")
    rows = "\n\n".join(_section(name, known[name]) for name in known)
    lines = [outcome for row in known.values() for outcome in row["lines"].values()]
    totals = {name: sum(line[name] for line in lines) for name in ("times", "lost", "repeated", "flagged", "twice")}
    return frame.format(rows=rows, commands="\n".join(_commands()), **totals)


def _section(name: str, row: dict[str, Any]) -> str:
    lines = [cells(line, Outcome(**figures)) for line, figures in row["lines"].items()]
    written = [HEAD, ["---", *["---:"] * (len(HEAD) - 2), "---"], *lines]
    rows = "\n".join(f"| {' | '.join(_flat(cell) for cell in line)} |" for line in written)
    about = f"{row['date']}, {row['seconds']} s, {row['machine']}."
    return f"## {name}\n\nPromised: {ROWS[name].promise}. {about}\n\n{rows}"


def _flat(cell: str) -> str:
    return re.sub(r"[|\n]", " ", cell)


def _commands() -> Iterator[str]:
    for name, row in ROWS.items():
        yield f"| {name} | {row.promise} | {row.times} | `make faults ROWS={name}` |"
