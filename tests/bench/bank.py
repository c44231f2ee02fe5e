"""A bank: 1,000 questions in each format, from the bytes of the file to the rows of the database."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

from bot.migrating import ensure_migrated
from bot.settings import Settings
from storage import cohorts, programmes
from storage.database import Database
from storage.files import banks, gift_writing, moodle_writing, question_table, questions, sheets
from storage.files.question_rows import QuestionRow, QuestionSheet
from storage.quizzes import importing
from tests.bench.figures import Spread, table, verdict
from tests.bench.processes import emptied
from tests.files import documents

QUESTIONS = 1000
LETTERS = "ABCD"
GOAL = 5.0  # seconds, the whole import: somebody waits for it in the chat
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)

Figures = dict[str, dict[str, list[float]]]


async def measured(folder: Path, rounds: int, count: int = QUESTIONS) -> Figures:
    """For each format the seconds until the file is read, compared with the bank, and saved into it."""
    figures: Figures = defaultdict(lambda: defaultdict(list))
    files = made(count)
    for round_number in range(1, rounds + 1):
        for name, content in files.items():
            for part, seconds in (await asyncio.to_thread(_imported, folder, name, content, count)).items():
                figures[name][part].append(seconds)
        print(f"a bank: round {round_number} of {rounds}", flush=True)
    return {name: dict(parts) for name, parts in figures.items()}


def made(count: int) -> dict[str, bytes]:
    """The same questions in each format, by the file's name."""
    rows = [_row(number) for number in range(count)]
    lines = [line for row in rows for line in _lines(row)]
    return {
        "Word.docx": documents.docx(*documents.lines(*lines)),
        "text.txt": "\n".join(lines).encode(),
        "Excel.xlsx": question_table.write(rows),
        "GIFT.txt": gift_writing.write(rows).encode(),
        "Aiken.txt": "\n".join(_aiken(row) for row in rows).encode(),
        "Moodle.xml": moodle_writing.write(rows),
    }


def _row(number: int) -> QuestionRow:
    options = [f"Sau {number + more} phút, tính từ lúc vào lớp" for more in range(len(LETTERS))]
    stem = f"Câu hỏi mẫu số {number}: học viên phải có mặt khi nào để không bị tính là đến muộn?"
    return QuestionRow(number + 1, "", "single", stem, options=options, key=[number % len(options)])


def _lines(row: QuestionRow) -> list[str]:
    options = [f"{letter}. {option}" for letter, option in zip(LETTERS, row.options, strict=True)]
    return [f"Câu {row.row}: {row.stem}", *options, f"Đáp án: {LETTERS[row.key[0]]}"]


def _aiken(row: QuestionRow) -> str:
    options = [f"{letter}. {option}" for letter, option in zip(LETTERS, row.options, strict=True)]
    return "\n".join([row.stem, *options, f"ANSWER: {LETTERS[row.key[0]]}", ""])


def _imported(folder: Path, name: str, content: bytes, count: int) -> dict[str, float]:
    """Raises `AssertionError` when not every question was read."""
    emptied(folder)
    url = f"sqlite:///{folder / 'bank.db'}"
    ensure_migrated(Settings(database_url=url, _env_file=None))
    database = Database(url)
    moments = [time.perf_counter()]
    sheet = _read(content, name)
    moments.append(time.perf_counter())
    assert (len(sheet.rows), sheet.problems) == (count, []), name
    with database.session() as session:
        cohort = cohorts.founded(session, "NTD-03-2026", programmes.founded(session, "Mẫu"), NOW)
        plan = importing.plan(session, sheet, cohort, "Mẫu")
        moments.append(time.perf_counter())
        importing.save(session, plan, cohort, None, NOW)
    moments.append(time.perf_counter())
    database.dispose()
    return {part: after - before for part, before, after in zip(PARTS, moments, moments[1:], strict=False)}


PARTS = ("read", "compared", "saved")


def _read(content: bytes, name: str) -> QuestionSheet:
    return banks.read(content, name) or questions.read(sheets.read(content, name))


def reported(figures: Figures) -> str:
    """The table, and the goal's line of the slowest format."""
    rows, slowest = [], 0.0
    for name, parts in figures.items():
        whole = [sum(each) for each in zip(*parts.values(), strict=True)]
        slowest = max(slowest, Spread.of(whole).middle)
        form = name.partition(".")[0]
        rows.append([form, *(Spread.of(parts[part]).written() for part in PARTS), Spread.of(whole).written()])
    head = ["format", "read, s", "compared, s", "saved, s", "in all, s"]
    goal = verdict("the slowest format, in all, s", slowest, GOAL, at_least=False)
    return "\n".join([table(head, rows), "", goal])
