"""`chuong check`: one line each, and exit status 1 when something is wrong."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from filelock import FileLock

from bot import checking, migrating
from bot.settings import Settings
from storage import accounts, chats, inbox, leases, outbox
from storage.database import Database
from storage.messages import Message
from tests.terminal import chuong

TOKEN = "123456789:AAFakeTokenForTestsOnly_abcdefghijklmnop"
NOBODY = "http://127.0.0.1:9"  # nothing answers there
STORED = '{"key": "update-1", "chat": "1001", "kind": "text", "text": "x", "file": null}'


@pytest.fixture
def home(empty_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a bot's database, and no network."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CHUONG_DATABASE_URL", raising=False)
    monkeypatch.setenv("CHUONG_TELEGRAM_API_URL", NOBODY)
    shutil.copy(empty_database, tmp_path / "chuong.db")
    return tmp_path


def lines() -> dict[str, str]:
    """What is said of each thing: `ok …` or `WRONG …`."""
    done = chuong("check")
    assert done.stderr == ""
    said = dict(line.split(maxsplit=1) for line in done.stdout.splitlines())
    said = {name: " ".join(text.split()) for name, text in said.items()}
    assert done.code == int(any(text.startswith("WRONG") for text in said.values()))
    return said


def test_a_line_for_each_thing(home: Path) -> None:
    said = lines()
    assert list(said) == ["settings", "database", "bot", "quarantine", "messages", "token", "clock", "disk"]
    assert {name: said[name] for name in ("database", "bot", "quarantine", "messages", "token")} == {
        "database": f"ok chuong.db, version {migrating.newest()}",
        "bot": "ok not running",
        "quarantine": "ok empty",
        "messages": "ok none waits",
        "token": "WRONG neither CHUONG_TELEGRAM_TOKEN nor CHUONG_ZALO_TOKENS is set (only `chuong demo` works without)",
    }
    assert [said[name].split()[0] for name in ("settings", "clock", "disk")] == ["ok", "ok", "ok"]


def test_a_new_place_is_fine_as_it_is_for_run(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHUONG_DATABASE_URL", "data/of/bot/chuong.db")
    said = lines()
    assert list(said) == ["settings", "database", "token", "clock", "disk"]
    assert said["database"] == "ok data/of/bot/chuong.db will be made at the first start"
    assert said["disk"].startswith("ok ")
    assert not (home / "data").exists()
    assert chuong("migrate").said == (0, "The database was brought up to date.\n", "")


def test_a_place_where_no_folder_can_be_made(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHUONG_DATABASE_URL", "chuong.db/chuong.db")
    assert lines()["disk"] == f"WRONG {home / 'chuong.db'} is a file, not a folder for the database"
    assert chuong("migrate").code == 1


def test_a_folder_of_somebody_else(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may everything
    assert lines()["disk"] == f"WRONG this user may not write into {home}"


def test_a_full_disk(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=7 * 1024**2))
    assert lines()["disk"] == f"WRONG only 7 MB are free in {home}"


def test_a_damaged_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHUONG_TELEGRAM_TOKEN", TOKEN)
    (home / "chuong.db").write_bytes(b"this is no database" * 300)
    done = chuong("check")
    assert done.stdout.splitlines()[1] == "database   WRONG  chuong.db cannot be read: file is not a database"
    assert TOKEN not in done.stdout + done.stderr


def test_a_file_with_a_damaged_page(home: Path) -> None:
    with closing(sqlite3.connect("chuong.db")) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'outbox'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with (home / "chuong.db").open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)
    said = lines()
    assert said["database"].startswith("WRONG ")
    assert "bot" not in said


def test_a_newer_and_an_older_database(home: Path) -> None:
    for revision, sentence in (
        ("9999", "WRONG made by a newer Chuông; install that version"),
        ("0001", "ok chuong.db, will be brought up to date at the next start"),
    ):
        with closing(sqlite3.connect("chuong.db")) as connection:
            connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
            connection.commit()
        said = lines()
        assert said["database"] == sentence
        assert "quarantine" not in said  # its tables may be other ones


def test_a_running_bot_and_the_lock_that_one_left(home: Path) -> None:
    with FileLock("chuong.db.lock"):
        assert lines()["bot"] == "ok running"
    assert Path("chuong.db.lock").exists()
    assert lines()["bot"] == "ok not running"


def test_a_lock_that_cannot_be_opened(home: Path) -> None:
    (home / "chuong.db.lock").mkdir()
    assert lines()["bot"].startswith("WRONG chuong.db.lock cannot be opened (")


def test_no_lock_is_left_behind(home: Path) -> None:
    lines()
    assert [file.name for file in home.glob("*.lock")] == []


def test_updates_in_quarantine_are_wrong_until_they_are_released(home: Path) -> None:
    database, now = Database("sqlite:///chuong.db"), datetime.now(UTC)
    with database.session() as session:
        account = accounts.opened(session, "wire", "test").id or 0
        for number in range(12):
            inbox.failed(session, account, f"update-{number}", STORED, "oh", now, tries=1)
        inbox.failed(session, account, "update-12", "{}", "unreadable", now, tries=1)
    assert lines()["quarantine"] == (
        "WRONG 12 updates broke the bot (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, …); `chuong retry` shows them"
    )
    with database.session() as session:
        inbox.release(session, list(range(1, 13)))
    database.dispose()
    assert lines()["quarantine"] == "ok 1 update that could not be read"


@pytest.mark.parametrize(
    ("minutes", "sentence"),
    [
        ((-5,), "ok none waits"),
        ((3, -5), "ok 1 message waits, the oldest for 3 minutes"),
        ((3, 0.5), "ok 2 messages wait, the oldest for 3 minutes"),
        ((61, 3), "WRONG 2 messages wait, the oldest for 1 hour; is the bot running, and does Telegram answer?"),
        ((60 * 50,), "WRONG 1 message waits, the oldest for 2 days; is the bot running, and does Telegram answer?"),
    ],
)
def test_messages_that_wait(home: Path, minutes: tuple[float, ...], sentence: str) -> None:
    database, now = Database("sqlite:///chuong.db"), datetime.now(UTC)
    with database.session() as session:
        account = accounts.opened(session, "wire", "test").id or 0
        chat, _ = chats.open_chat(session, account, "1001", language="vi", now=now)
        for wait in minutes:
            due = now - timedelta(minutes=wait)
            outbox.put(session, chat, Message("xin chào"), now=now, not_before=due)
    database.dispose()
    assert lines()["messages"] == sentence


def test_postgresql(home: Path, postgresql: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHUONG_DATABASE_URL", postgresql)
    chosen = Settings(_env_file=None)
    said = lines()
    assert said["database"].startswith(f"ok {chosen.database_name}, PostgreSQL 1")
    assert said["database"].endswith(f", version {migrating.newest()}")
    assert said["bot"] == "ok not running"
    database = Database(postgresql)
    with database.session() as session:
        leases.hold(session, "send:1", "bot-1")
        leases.hold(session, "poll:1", "bot-1")
    assert lines()["bot"] == "ok running: bot-1"
    with database.session() as session:
        leases.release(session, "bot-1")
    database.dispose()


def test_a_postgresql_that_is_not_there(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHUONG_DATABASE_URL", "postgresql+psycopg://chuong:secret@127.0.0.1:9/chuong")
    done = chuong("check")
    line = done.stdout.splitlines()[1]
    assert line.startswith("database   WRONG  postgresql://127.0.0.1:9/chuong cannot be read: connection failed: ")
    assert line.endswith("Connection refused")
    assert "secret" not in done.stdout


def test_bad_settings_are_all_there_is(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHUONG_TIMEZONE", "Mars/Olympus")
    monkeypatch.setenv("CHUONG_QUIET_HOURS", "late")
    assert chuong("check").said == (
        1,
        "settings   WRONG  CHUONG_TIMEZONE: no such time zone: Mars/Olympus\n"
        "settings   WRONG  CHUONG_QUIET_HOURS: must look like 21:00-06:00, or be empty\n",
        "",
    )


def test_how_long_something_waits() -> None:
    waits = [timedelta(seconds=1), timedelta(seconds=59), timedelta(minutes=1), timedelta(hours=2), timedelta(days=1)]
    assert [checking._long(wait) for wait in waits] == ["1 second", "59 seconds", "1 minute", "2 hours", "1 day"]
