"""The limit for the row "due reminders": what is due claimed by an index and put into an outbox, in plain SQLite."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

FILL = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
INSERT INTO reminder (chat, due_at, state) SELECT i, i > ?, 'waiting' FROM n
"""
TABLES = """
CREATE TABLE reminder (id INTEGER PRIMARY KEY, chat INTEGER NOT NULL, due_at INTEGER NOT NULL, state TEXT NOT NULL);
CREATE INDEX due ON reminder (state, due_at);
CREATE TABLE outbox (id INTEGER PRIMARY KEY, reminder INTEGER NOT NULL, chat INTEGER NOT NULL, body TEXT NOT NULL);
"""
BODY = '{"text": "Nhắc lịch học: Nội quy lớp học lúc 8 giờ tại Hội trường A."}'


def claimed(file: Path, rows: int, due: int) -> float:
    """Seconds to put those that are due, a row for each person, into the outbox in one durable transaction."""
    file.unlink(missing_ok=True)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.executescript(TABLES)
        connection.execute(FILL, (rows, due))
        start = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "INSERT INTO outbox (reminder, chat, body) "
            "SELECT id, chat, ? FROM reminder WHERE state = 'waiting' AND due_at <= 0",
            (BODY,),
        )
        connection.execute("UPDATE reminder SET state = 'done' WHERE state = 'waiting' AND due_at <= 0")
        connection.execute("COMMIT")
        return time.perf_counter() - start
