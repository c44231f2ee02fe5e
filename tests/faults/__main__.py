"""`python -m tests.faults`: tries every fault as often as the table says, and writes docs/faults.md."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from tests.faults import report
from tests.faults.rows import ROWS, Lines, ground, tried

console = Console(width=None if sys.stdout.isatty() else 160)


async def main(names: list[str], times: int | None, seed: int) -> bool:
    """Whether all promises were kept."""
    total: Lines = {}
    with tempfile.TemporaryDirectory(prefix="chuong-faults-", ignore_cleanup_errors=True) as folder:
        async with ground(Path(folder), seed) as here:
            for name in names:
                began = time.monotonic()
                lines = await tried(here, name, times)
                console.print(report.table(lines), f"{name}: {time.monotonic() - began:.0f} s, seed {seed}")
                if times is None and not any(outcome.skipped for outcome in lines.values()):
                    date = datetime.now(UTC).date().isoformat()  # a report is dated, a rule is not
                    report.kept(name, lines, date, time.monotonic() - began)
                total |= lines
    if len(names) > 1:
        console.print(report.table(total))
    return all(outcome.fine for outcome in total.values())


def chosen(text: str) -> list[str]:
    """The rows that were named, all of them when none was."""
    names = [name for name in text.split(",") if name]
    unknown = [name for name in names if name not in ROWS]
    if unknown:
        raise SystemExit(f"No such row: {', '.join(unknown)}. The rows: {', '.join(ROWS)}.")
    return names or list(ROWS)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", default="", help=f"some of: {', '.join(ROWS)}")
    parser.add_argument("--times", type=int, help="how often each is tried; the table's number otherwise")
    parser.add_argument("--seed", type=int, default=0, help="of what is drawn by lot")
    options = parser.parse_args()
    kept = asyncio.run(main(chosen(options.rows), options.times, options.seed))
    raise SystemExit(0 if kept else 1)
