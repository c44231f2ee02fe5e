"""`python -m tests.bench`: measures everything, or some rows, side by side and writes docs/performance.md."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.bench import report, rows
from tests.bench.processes import PEERS, environment


async def main(folder: Path, wanted: tuple[rows.Row, ...], options: rows.Options, date: str) -> None:
    for peer in PEERS:
        environment(peer)
    for row in wanted:
        await rows.taken(row, folder / row.name, options, date)
        report.written()
    print(report.written())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", default="", help=f"some of {','.join(rows.NAMES)}; the others keep their figures")
    parser.add_argument("--rounds", type=int, default=rows.Options.rounds)
    parser.add_argument("--people", type=int, default=rows.Options.people, help="in our broadcasts")
    parser.add_argument("--peers-people", type=int, default=rows.Options.peers_people, help="in the peers' broadcasts")
    parser.add_argument("--date", help="the date to write on the page; today's otherwise")
    asked = parser.parse_args()
    today = datetime.now(UTC).date().isoformat()  # a report is dated, a rule is not
    try:
        selection = rows.chosen(asked.rows)
    except ValueError as error:
        parser.error(str(error))
    with tempfile.TemporaryDirectory(prefix="chuong-bench-") as place:
        how = rows.Options(asked.rounds, asked.people, asked.peers_people)
        asyncio.run(main(Path(place), selection, how, asked.date or today))
