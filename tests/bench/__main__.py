"""`python -m tests.bench`: measures everything side by side and writes docs/performance.md."""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.bench import first_reply, report, turn
from tests.bench.processes import environment, free_port


async def main(folder: Path, rounds: int, date: str) -> None:
    for peer in ("ptb", "aiogram"):
        environment(peer)
    load = os.getloadavg()[0]
    limit = await turn.load_limit(folder, free_port())
    first = await first_reply.measured(folder, rounds)
    turns = await turn.measured(folder, rounds)
    print(report.written(date, load, limit, first, turns))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--date", help="the date to write on the page; today's otherwise")
    options = parser.parse_args()
    today = datetime.now(UTC).date().isoformat()  # a report is dated, a rule is not
    with tempfile.TemporaryDirectory(prefix="chuong-bench-") as folder:
        asyncio.run(main(Path(folder), options.rounds, options.date or today))
