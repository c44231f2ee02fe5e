"""The command line as an operator uses it: one clear sentence when something is wrong, exit status 1."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from bot import migrating
from tests import terminal
from tests.conftest import SERVER
from tests.terminal import Done

ROOT = Path(__file__).parent.parent
TOKEN = "123456789:AAFakeTokenForTestsOnly_abcdefghijklmnop"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder and no settings."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("CHUONG_") and name != SERVER]:
        monkeypatch.delenv(name)


def chuong(*words: str, **settings: str) -> Done:
    """Run `chuong` in this process with only these settings."""
    with pytest.MonkeyPatch.context() as environment:
        for name, value in settings.items():
            environment.setenv(f"CHUONG_{name.upper()}", value)
        return terminal.chuong(*words)


def program(*words: str) -> subprocess.CompletedProcess[str]:
    """Run `chuong` as a program of its own, which has nothing loaded yet. That takes ten times as long."""
    command = [sys.executable, "-m", "bot", *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_run_without_a_token_says_what_to_do(tmp_path: Path) -> None:
    done = program("run")
    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        "Neither CHUONG_TELEGRAM_TOKEN nor CHUONG_ZALO_TOKENS is set. Put the token from @BotFather, or those of "
        "your Zalo bots, into .env, or try `chuong demo`.\n",
    )


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"timezone": "Mars/Olympus"}, "CHUONG_TIMEZONE: no such time zone: Mars/Olympus\n"),
        ({"quiet_hours": "late"}, "CHUONG_QUIET_HOURS: must look like 21:00-06:00, or be empty\n"),
        ({"telegram_proxy": "foo"}, "CHUONG_TELEGRAM_PROXY: must start with socks5:// or http://\n"),
        (
            {"database_url": "mysql://x/y"},
            "CHUONG_DATABASE_URL: must be a file, as chuong.db, or postgresql+psycopg://user:password@host/name\n",
        ),
        (
            {"public_url": "https://bot.example.org"},
            "CHUONG_WEBHOOK_SECRET must have at least 16 characters when CHUONG_PUBLIC_URL is set\n",
        ),
    ],
)
def test_bad_settings_are_named(tmp_path: Path, settings: dict[str, str], sentence: str) -> None:
    done = chuong("migrate", **settings)
    assert (done.code, done.stderr) == (1, sentence)


def test_every_bad_setting_is_named_on_a_line_of_its_own(tmp_path: Path) -> None:
    done = chuong("run", timezone="Mars/Olympus", quiet_hours="late", address_form="du")
    assert (done.code, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "CHUONG_TIMEZONE: no such time zone: Mars/Olympus",
        "CHUONG_QUIET_HOURS: must look like 21:00-06:00, or be empty",
        "CHUONG_ADDRESS_FORM: Input should be 'đồng chí', 'anh/chị' or 'bạn'",
    ]


def test_settings_in_another_encoding_are_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("CHUONG_CENTRE_NAME=Trung tâm", encoding="utf-16")
    done = chuong("run")
    assert (done.code, done.stderr) == (1, ".env is not written in UTF-8. Save it again with that encoding.\n")


def test_a_folder_that_cannot_be_made_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = chuong("migrate", database_url="sqlite:///file/chuong.db")
    assert (done.code, done.stdout, done.stderr) == (1, "", "file: File exists.\n")


def test_every_command_is_in_the_help(tmp_path: Path) -> None:
    words = set(program("--help").stdout.split())
    commands = {
        "run",
        "demo",
        "check",
        "import",
        "export",
        "invite",
        "retry",
        "backup",
        "restore",
        "copy-to",
        "migrate",
    }
    assert commands - words == set()


def test_run_does_not_load_what_it_does_not_need(tmp_path: Path) -> None:
    program = (
        "import sys; from bot import cli; cli._load('run'); print([name for name in sys.modules if 'cli_' in name])"
    )
    loaded = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert loaded.stdout == "[]\n"


def test_an_invitation_in_a_foreign_folder_is_refused(tmp_path: Path) -> None:
    done = chuong("invite", "coordinator")
    assert (done.code, done.stdout) == (1, "")
    assert done.stderr.startswith(f"There is no database at {tmp_path / 'chuong.db'}. ")
    assert list(tmp_path.iterdir()) == []


def test_migrate_makes_the_database_once(tmp_path: Path) -> None:
    assert chuong("migrate").stdout == "The database was brought up to date.\n"
    assert chuong("migrate").stdout == "The database is up to date.\n"
    assert (tmp_path / "chuong.db").exists()


@pytest.mark.parametrize("command", [("migrate",), ("invite", "coordinator"), ("run",), ("retry",)])
def test_a_file_that_is_no_database_is_told_in_one_sentence(tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "chuong.db").write_text("this is no database " * 100)
    done = chuong(*command, telegram_token=TOKEN)
    assert (done.code, done.stderr) == (1, "The database cannot be used: file is not a database.\n")


def test_two_bots_on_one_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with FileLock(tmp_path / "chuong.db.lock"):
        monkeypatch.setenv("CHUONG_TELEGRAM_TOKEN", TOKEN)
        done = program("run")
    assert (done.returncode, done.stderr) == (1, "Another Chuông is running on chuong.db. Stop it first.\n")


def test_backup_makes_a_checked_copy(tmp_path: Path) -> None:
    chuong("migrate")
    assert chuong("backup", "copies/new/monday.db").code == 0  # folders are made
    done = program("backup", "copy.db")
    assert (done.returncode, done.stdout) == (0, "Copied to copy.db and checked.\n")
    connection = sqlite3.connect(tmp_path / "copy.db")
    assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(migrating.newest(),)]
    connection.close()
    again = chuong("backup", "copy.db")
    assert (again.code, again.stderr) == (1, "copy.db exists already. Choose another name.\n")


def test_a_damaged_database_is_not_copied(tmp_path: Path) -> None:
    chuong("migrate")
    (tmp_path / "chuong.db").write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    done = chuong("backup", "copy.db")
    assert done.code == 1
    assert done.stderr.startswith("The copy could not be made: ")
    assert not (tmp_path / "copy.db").exists()


def test_an_invitation_is_printed_and_kept_only_as_a_hash(tmp_path: Path) -> None:
    chuong("migrate")
    done = chuong("invite", "coordinator")
    code = done.stdout.splitlines()[0].removeprefix("Code: ")
    assert len(code) == 22
    connection = sqlite3.connect(tmp_path / "chuong.db")
    rows = connection.execute("SELECT role, code_hash FROM invitation").fetchall()
    connection.close()
    assert [role for role, _ in rows] == ["coordinator"]
    assert code not in str(rows)
