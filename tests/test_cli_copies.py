"""`chuong copy-to`, `backup` and `restore`: every row of every table, on both databases, or nothing."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from uuid import uuid4

import pytest
from filelock import FileLock
from sqlalchemy import text

from bot import migrating
from bot.clock import Clock
from bot.settings import Settings
from storage import accounts, copies, leases
from storage.database import Database
from tests import postgres
from tests.conftest import SERVER
from tests.storage import rows
from tests.terminal import chuong

SQLITE, POSTGRESQL = "sqlite", "postgresql"
KINDS = [SQLITE, POSTGRESQL]
NewDatabase = Callable[[str], str]


@pytest.fixture
def new_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NewDatabase:
    """Makes the address of a database of that kind that is new."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CHUONG_DATABASE_URL", raising=False)

    def new(kind: str) -> str:
        if kind == SQLITE:
            return f"sqlite:///{tmp_path / uuid4().hex[:8]}.db"
        port = os.environ[SERVER]
        if not port.isdigit():
            pytest.skip(port)
        return postgres.database_on(int(port), f"copy_{uuid4().hex}")

    return new


@pytest.fixture(scope="session")
def full_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with rows in every table, to be copied."""
    path = tmp_path_factory.mktemp("copies") / "full.db"
    _migrate(f"sqlite:///{path}")
    rows.fill(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def full_on_postgresql() -> str:
    """The name of a database with rows in every table, to be copied."""
    port, name = os.environ[SERVER], f"full_{os.getpid()}"
    if not port.isdigit():
        pytest.skip(port)
    url = postgres.database_on(int(port), name)
    _migrate(url)
    rows.fill(url)
    return name


@pytest.fixture(params=KINDS)
def filled(request: pytest.FixtureRequest) -> str:
    """The bot's database, with rows in every table."""
    if request.param == POSTGRESQL:
        return str(request.getfixturevalue("filled_postgresql"))
    return f"sqlite:///{request.getfixturevalue('chuong_db')}"


@pytest.fixture
def filled_postgresql(new_database: NewDatabase, full_on_postgresql: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The bot's PostgreSQL, with rows in every table."""
    url = postgres.database_on(int(os.environ[SERVER]), f"copy_{uuid4().hex}", full_on_postgresql)
    monkeypatch.setenv("CHUONG_DATABASE_URL", url)
    return url


@pytest.fixture
def chuong_db(new_database: NewDatabase, full_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The bot's SQLite file, with rows in every table."""
    path = tmp_path / "chuong.db"
    shutil.copy(full_file, path)
    monkeypatch.setenv("CHUONG_DATABASE_URL", f"sqlite:///{path}")
    return path


def _migrate(url: str) -> None:
    migrating.ensure_migrated(Settings(database_url=url, _env_file=None))


def _change(url: str) -> None:
    """What a day of work does: rows go, change, and come."""
    with copies.transaction(url) as connection:
        connection.execute(text("DELETE FROM answer"))
        connection.execute(text("UPDATE person SET name = 'Lê Văn Bình'"))
        connection.execute(
            text("INSERT INTO account (id, platform, key, name, counts_incoming) VALUES (9, 'zalo', 'new', '', false)")
        )


def _next_account(url: str) -> int | None:
    database = Database(url)
    with database.session() as session:
        number = accounts.opened(session, "telegram", "another").id
    database.dispose()
    return number


@pytest.mark.parametrize("to", KINDS)
def test_copy_to_moves_every_row_of_every_table(filled: str, to: str, new_database: NewDatabase) -> None:
    target, before = new_database(to), rows.everything(filled)
    done = chuong("copy-to", target)
    assert (done.code, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    tables = len(copies.tables())
    assert [line.split() for line in lines[:-2]] == [[table.name, "3"] for table in copies.tables()]
    assert lines[-2:] == [
        f"{3 * tables} rows in {tables} tables were copied, and counted on both sides.",
        "Now set CHUONG_DATABASE_URL to the new database, and start the bot.",
    ]
    assert rows.everything(target) == before == rows.everything(filled)
    assert _next_account(target) == 8  # new rows are numbered after the copied ones


def test_many_rows_go_in_batches(chuong_db: Path, new_database: NewDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "BATCH", 2)
    target = new_database(SQLITE)
    assert chuong("copy-to", target).code == 0
    assert rows.everything(target) == rows.everything(f"sqlite:///{chuong_db}")


@pytest.mark.parametrize("to", KINDS)
def test_a_target_that_is_not_empty_is_left_alone(chuong_db: Path, to: str, new_database: NewDatabase) -> None:
    target = new_database(to)
    _migrate(target)
    _next_account(target)
    before = rows.everything(target)
    assert chuong("copy-to", target).said == (
        1,
        "",
        "The database to copy to is not empty (rows: 1 in account). Name an empty one.\n",
    )
    assert rows.everything(target) == before


@pytest.mark.parametrize("to", KINDS)
def test_after_an_error_nothing_stays_in_the_target(chuong_db: Path, to: str, new_database: NewDatabase) -> None:
    with closing(sqlite3.connect(chuong_db)) as connection:  # without foreign keys, as damage might leave it
        connection.execute("UPDATE answer SET attempt_id = 999 WHERE id = 7")
        connection.commit()
    target = new_database(to)
    done = chuong("copy-to", target)
    assert (done.code, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "cannot be written: " in done.stderr
    if to == SQLITE:
        assert sorted(path.name for path in chuong_db.parent.glob("*.db*")) == ["chuong.db", "chuong.db.lock"]
    else:
        assert set(map(len, rows.everything(target).values())) == {0}


def test_a_copy_with_fewer_rows_is_not_kept(
    chuong_db: Path, new_database: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "copy", lambda source, target, moved: None)
    done = chuong("copy-to", new_database(SQLITE))
    assert (done.code, done.stdout) == (1, "")
    assert done.stderr.startswith("The copy has not as many rows as the database (account, person, ")
    assert sorted(path.name for path in chuong_db.parent.glob("*.db")) == ["chuong.db"]


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        ("chuong.db", "chuong.db is the database itself. Name another one."),
        (
            "mysql://host/name",
            "mysql: the database must be a file, as chuong.db, or postgresql+psycopg://user:password@host/name.",
        ),
    ],
)
def test_what_cannot_be_copied_to(chuong_db: Path, target: str, sentence: str) -> None:
    assert chuong("copy-to", target).said == (1, "", f"{sentence}\n")


def test_zero_bytes_do_not_keep_a_centre_from_postgresql(chuong_db: Path, new_database: NewDatabase) -> None:
    with closing(sqlite3.connect(chuong_db)) as connection:
        connection.execute("UPDATE person SET name = 'La' || char(0) || 'n' WHERE id = 1")
        connection.commit()
    target = new_database(POSTGRESQL)
    assert chuong("copy-to", target).code == 0
    with copies.snapshot(target) as copied:
        assert copied.execute(text("SELECT name FROM person WHERE id = 1")).scalar() == "Lan"


def test_a_running_bot_is_not_moved_nor_replaced(chuong_db: Path, new_database: NewDatabase) -> None:
    chuong("backup", "copy.db")
    before = rows.everything(f"sqlite:///{chuong_db}")
    with FileLock(f"{chuong_db}.lock"):
        for words in (("copy-to", new_database(SQLITE)), ("restore", "copy.db", "--yes")):
            assert chuong(*words).said == (1, "", f"A bot is running on {chuong_db}. Stop it first.\n")
        assert chuong("backup", "another.db").code == 0  # that may be done at any time
    assert rows.everything(f"sqlite:///{chuong_db}") == before


def test_a_bot_on_postgresql_is_not_moved_nor_replaced(filled_postgresql: str, new_database: NewDatabase) -> None:
    url = filled_postgresql
    chuong("backup", "copy.db")
    sentence = (
        f"A bot is running on {Settings(database_url=url, _env_file=None).database_name}. "
        f"Stop it first, on every machine; after a crash wait {leases.SECONDS:.0f} seconds.\n"
    )
    _hold_lease(url, timedelta(seconds=10))
    for words in (("copy-to", new_database(SQLITE)), ("restore", "copy.db", "--yes")):
        assert chuong(*words).said == (1, "", sentence)
    _hold_lease(url, timedelta(seconds=-1))  # its process is gone
    assert chuong("restore", "copy.db", "--yes").code == 0


def _hold_lease(url: str, remaining: timedelta) -> None:
    with copies.transaction(url) as connection:
        connection.execute(text("DELETE FROM lease"))
        connection.execute(
            text("INSERT INTO lease (name, holder, until) VALUES ('send:1', 'bot-1', :until)"),
            {"until": datetime.now(UTC) + remaining},
        )


def test_what_was_backed_up_is_restored_and_what_it_replaced_is_kept(filled: str, tmp_path: Path) -> None:
    before = rows.everything(filled)
    assert chuong("backup", "copies/monday.db").said == (0, "Copied to copies/monday.db and checked.\n", "")
    assert rows.everything(f"sqlite:///{tmp_path / 'copies/monday.db'}") == before
    _change(filled)
    after = rows.everything(filled)
    assert after != before

    done = chuong("restore", "copies/monday.db", "--yes")
    assert (done.code, done.stderr) == (0, "")
    assert rows.everything(filled) == before
    assert _next_account(filled) == 8
    kept = _kept(done.stdout)
    assert rows.everything(f"sqlite:///{tmp_path / kept}") == after

    assert chuong("restore", kept, "--yes").code == 0
    assert rows.everything(filled) == after


def _kept(said: str) -> str:
    found = re.search(r"What it replaced is kept in (\S+replaced-[\d-]+\.db|replaced-[\d-]+\.db); ", said)
    assert found is not None, said
    return found[1]


def test_it_asks_before_it_replaces(filled: str) -> None:
    chuong("backup", "monday.db")
    _change(filled)
    after, name = rows.everything(filled), Settings(database_url=filled, _env_file=None).database_name
    done = chuong("restore", "monday.db", answers="n\n")
    assert (done.code, done.stderr) == (1, "Nothing was changed.\n")
    assert done.stdout == (
        "In monday.db: 3 people, 3 messages, the newest from 30/11/2026 08:02.\n"
        f"In {name}: 3 people, 3 messages, the newest from 30/11/2026 08:02.\n"
        f"Replace {name} with monday.db? [y/N]: n\n"
    )
    assert rows.everything(filled) == after
    assert chuong("restore", "monday.db", answers="y\n").code == 0
    assert rows.everything(filled) != after


def test_nothing_that_was_kept_is_ever_replaced(filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Clock, "now", lambda clock: rows.MOMENT)  # all within one second
    chuong("backup", "monday.db")
    kept = [_kept(chuong("restore", "monday.db", "--yes").stdout) for _ in range(3)]
    names = ["replaced-2026-11-23-080203.db", "replaced-2026-11-23-080203-2.db", "replaced-2026-11-23-080203-3.db"]
    assert [re.sub(r"^.*-(?=replaced)", "", Path(name).name) for name in kept] == names
    assert [(tmp_path / name).exists() for name in kept] == [True, True, True]


def test_a_link_to_the_database_stays_a_link(chuong_db: Path, tmp_path: Path) -> None:
    chuong("backup", "monday.db")
    before = rows.everything(f"sqlite:///{chuong_db}")
    (tmp_path / "data").mkdir()
    chuong_db.replace(tmp_path / "data" / "real.db")
    chuong_db.symlink_to(tmp_path / "data" / "real.db")
    _change(f"sqlite:///{chuong_db}")
    kept = Path(_kept(chuong("restore", "monday.db", "--yes").stdout))
    assert (chuong_db.is_symlink(), kept.parent) == (True, tmp_path / "data")
    assert rows.everything(f"sqlite:///{tmp_path / 'data' / 'real.db'}") == before


def test_messages_that_will_go_out_again_are_counted(chuong_db: Path) -> None:
    with closing(sqlite3.connect(chuong_db)) as connection:
        connection.execute("UPDATE outbox SET state = 'queued' WHERE id < 7")
        connection.commit()
    chuong("backup", "monday.db")
    assert chuong("restore", "monday.db", "--yes").stdout.splitlines()[1] == (
        "2 of these messages had not gone out yet. The bot will send them, "
        "also those that went out after the copy was made."
    )


@pytest.mark.parametrize("kind", KINDS)
def test_where_there_is_nothing_it_does_not_ask(
    kind: str, chuong_db: Path, new_database: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    chuong("backup", "monday.db")
    url = new_database(kind)
    monkeypatch.setenv("CHUONG_DATABASE_URL", url)
    name = Settings(database_url=url, _env_file=None).database_name
    assert chuong("restore", "monday.db").said == (0, f"Restored monday.db to {name}.\n", "")
    assert rows.everything(url) == rows.everything(f"sqlite:///{chuong_db}")


def test_a_backup_of_an_older_version_is_brought_up_to_date(chuong_db: Path, tmp_path: Path) -> None:
    config = import_module("alembic.config").Config()
    config.set_main_option("script_location", str(migrating.FOLDER))
    config.attributes["url"] = f"sqlite:///{tmp_path / 'old.db'}"
    import_module("alembic.command").upgrade(config, "0001")
    assert chuong("restore", "old.db", "--yes").code == 0
    with copies.snapshot(f"sqlite:///{chuong_db}") as connection:
        assert migrating.revision(connection) == migrating.newest()
        assert copies.summary(connection).people == 0


def test_a_damaged_database_is_replaced_and_kept(chuong_db: Path) -> None:
    before = rows.everything(f"sqlite:///{chuong_db}")
    chuong("backup", "monday.db")
    chuong_db.write_bytes(b"no database at all" * 500)
    done = chuong("restore", "monday.db", "--yes")
    assert done.stdout.splitlines()[1] == f"In {chuong_db}: it cannot be read (file is not a database)."
    assert Path(_kept(done.stdout)).read_bytes() == b"no database at all" * 500
    assert rows.everything(f"sqlite:///{chuong_db}") == before


def test_what_a_crash_left_beside_the_database_is_kept(chuong_db: Path, tmp_path: Path) -> None:
    chuong("backup", "monday.db")
    url, crashed = f"sqlite:///{chuong_db}", tmp_path / "crashed.db"
    database = Database(url)
    with database.session() as session:  # its connection stays open, so nobody tidies up
        session.execute(text("DELETE FROM answer"))
    for ending in ("", "-wal"):  # the state of the disk at this moment: the change lies in the -wal
        shutil.copy(f"{chuong_db}{ending}", f"{crashed}{ending}")
    after = rows.everything(url)
    database.dispose()
    chuong_db.unlink()
    for ending in ("", "-wal"):
        Path(f"{crashed}{ending}").replace(f"{chuong_db}{ending}")
    kept = _kept(chuong("restore", "monday.db", "--yes").stdout)
    assert after["answer"] == []
    assert rows.everything(f"sqlite:///{kept}") == after
    assert not Path(f"{chuong_db}-wal").exists()


def test_a_database_that_another_program_uses_is_not_replaced(chuong_db: Path) -> None:
    chuong("backup", "monday.db")
    database = Database(f"sqlite:///{chuong_db}")
    with database.session() as session:
        session.execute(text("DELETE FROM answer"))
        sentence = f"Another program is using {chuong_db}. Wait until it has ended.\n"
        done = chuong("restore", "monday.db", "--yes")
        assert (done.code, done.stderr) == (1, sentence)
        session.rollback()
    database.dispose()
    assert [path.name for path in chuong_db.parent.glob("*replaced*")] == []
    assert [path.name for path in chuong_db.parent.glob("*.restoring*")] == []


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("none.db", "There is no file none.db."),
        (".", ". is a folder. Name the backup in it."),
        ("chuong.db", "chuong.db is the database itself. Name a backup."),
        ("five.db", "five.db cannot be used: file is not a database. Take another backup."),
        ("other.db", "other.db is a database, but not one of Chuông."),
        ("empty.db", "empty.db is a database, but not one of Chuông."),
        ("newer.db", "newer.db was made by a newer Chuông. Install that version."),
    ],
)
def test_what_is_no_backup_is_refused(chuong_db: Path, tmp_path: Path, name: str, sentence: str) -> None:
    (tmp_path / "five.db").write_bytes(b"12345")
    (tmp_path / "empty.db").touch()
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE person (id INTEGER)")
    chuong("backup", "newer.db")
    with closing(sqlite3.connect(tmp_path / "newer.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = rows.everything(f"sqlite:///{chuong_db}")
    assert chuong("restore", name, "--yes").said == (1, "", f"{sentence}\n")
    assert rows.everything(f"sqlite:///{chuong_db}") == before


def test_a_damaged_backup_is_refused(chuong_db: Path, tmp_path: Path) -> None:
    chuong("backup", "monday.db")
    data = bytearray((tmp_path / "monday.db").read_bytes())
    data[4096 * 3 : 4096 * 5] = b"\xff" * 8192
    (tmp_path / "monday.db").write_bytes(data)
    done = chuong("restore", "monday.db", "--yes")
    assert (done.code, done.stdout) == (1, "")
    assert done.stderr.startswith("monday.db cannot be used: ")


def test_a_backup_does_not_change_an_older_postgresql(filled_postgresql: str) -> None:
    url = filled_postgresql
    with copies.transaction(url) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    name = Settings(database_url=url, _env_file=None).database_name
    assert chuong("backup", "copy.db").said == (1, "", f"{name} is not up to date. Run `chuong migrate` first.\n")
    assert list(Path().glob("*.db*")) == []


@pytest.mark.parametrize("words", [("backup", "copy.db"), ("copy-to", "copy.db"), ("retry",)])
def test_in_a_foreign_folder_nothing_is_made(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CHUONG_DATABASE_URL", raising=False)
    assert chuong(*words).said == (
        1,
        "",
        f"There is no database at {tmp_path / 'chuong.db'}. Go to the folder where the bot runs, or set "
        "CHUONG_DATABASE_URL; `chuong migrate` makes a new one.\n",
    )
    assert list(tmp_path.iterdir()) == []
