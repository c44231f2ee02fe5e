"""Fixtures: the centre, and the people everyone knows: Lan and Minh learn, Hoa coordinates."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import uuid4
from zlib import crc32

import pytest
import structlog
from sqlalchemy import Engine, event

from bot import migrating
from bot.channels import Capabilities
from bot.settings import Settings
from storage import writing
from storage.database import Database
from storage.quizzes import known
from tests import postgres
from tests.centre import BUTTONS, PLAIN, Phone, TestCentre

SERVER = "CHUONG_TESTS_POSTGRESQL"  # the port of the PostgreSQL of this run, or why there is none
# An engine keeps the statements that it has compiled, which is most of what a short conversation costs.
ENGINES: dict[str, tuple[Engine, Engine]] = {}
FOLDER = Path(__file__).parent
LONG = {"whole", "faults", "test_demo", "test_month"}  # folders and files
RUNNING: pytest.StashKey[ExitStack] = pytest.StashKey()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with all tables and no rows, to be copied."""
    path = tmp_path_factory.mktemp("database") / "empty.db"
    migrating.ensure_migrated(Settings(database_url=f"sqlite:///{path}", _env_file=None))
    database = Database(f"sqlite:///{path}")
    with database.session() as session:
        session.connection()  # gives the file its write-ahead log, or every copy of it has to get one
    database.dispose()
    return path


# Unless a test sets the log up: with rich's tracebacks one failed turn took three seconds.
structlog.configure(
    processors=[
        structlog.processors.add_log_level,
        structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
    ]
)


def pytest_configure(config: pytest.Config) -> None:
    """One PostgreSQL for the whole run, started before the workers."""
    if hasattr(config, "workerinput") or os.environ.get(SERVER):
        return
    try:
        running = config.stash[RUNNING] = ExitStack()
        os.environ[SERVER] = str(running.enter_context(postgres.server()).port)
    except postgres.NoServer as reason:
        os.environ[SERVER] = str(reason)


def pytest_unconfigure(config: pytest.Config) -> None:
    if RUNNING in config.stash:
        config.stash[RUNNING].close()
        os.environ.pop(SERVER, None)


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors, since the longest tests wait for programs of their own."""
    return min((os.cpu_count() or 1) + 1, 6)


def pytest_collection_finish() -> None:
    """What is loaded by now stays, so the collector need not look through it again and again: a twentieth of all."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Conversations run with buttons on PostgreSQL and in plain text on SQLite, further examples of one in plain text.

    What a channel shows and what a database keeps do not meet, and all four would take twice as long. Without a
    PostgreSQL both run on SQLite.
    """
    items[:] = [item for item in items if not _spared(getattr(item, "callspec", None))]
    examples: dict[Any, Any] = {}  # the first one of each conversation
    items[:] = [item for item in items if _is_wanted(item, examples)]
    if hasattr(config, "workerinput"):
        items[:] = _in_turns(items)


def _in_turns(items: list[pytest.Item]) -> list[pytest.Item]:
    """The long ones among the others, until two thirds of these are done; for each, files come by lot.

    So those that wait are among those that work, whatever the workers are at they end together, and what a file's
    tests share is made once. The lot is the same in each worker.
    """
    by_lot = sorted(items, key=lambda item: crc32(str(item.path.relative_to(FOLDER)).encode()))
    long = [item for item in by_lot if not LONG.isdisjoint((item.path.parent.name, item.path.stem))]
    others = [item for item in by_lot if item not in long]
    apart = 2 * len(others) // (3 * len(long)) if long else 0
    mixed: list[pytest.Item] = []
    for number, item in enumerate(others):
        if long and number >= apart * (len(mixed) - number):
            mixed.append(long.pop(0))
        mixed.append(item)
    return mixed + long


def _spared(callspec: Any) -> bool:
    chosen = {} if callspec is None else callspec.params
    both = (chosen.get("database_kind"), chosen.get("capabilities"))
    return both == ("postgresql", PLAIN) or (both == ("sqlite", BUTTONS) and os.environ.get(SERVER, "").isdigit())


def _is_wanted(item: Any, examples: dict[Any, Any]) -> bool:
    """Whether the item is no conversation, or in plain text, or the first example of what it is tried with."""
    params = dict(item.callspec.params) if hasattr(item, "callspec") else {}
    if not {"capabilities", "database_kind"} <= params.keys():
        return True
    example = {name: value for name, value in params.items() if name not in ("capabilities", "database_kind")}
    is_first = bool(examples.setdefault(item.function, example) == example)
    return is_first or params["capabilities"] == PLAIN


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a database with all tables, made by the migrations; one for each worker."""
    port = os.environ[SERVER]
    if not port.isdigit():
        pytest.skip(port)
    url = postgres.database_on(int(port), f"worker_{os.getpid()}")
    migrating.ensure_migrated(Settings(database_url=url, _env_file=None))
    yield url
    for engine in ENGINES.pop(url, ()):
        engine.dispose()


@pytest.fixture(scope="session")
def emptying(postgresql: str) -> Iterator[postgres.Emptying]:
    """Drops every row of that database."""
    emptying = postgres.Emptying(postgresql)
    yield emptying
    emptying.close()


@pytest.fixture
def new_postgresql() -> str:
    """The address of a PostgreSQL database with nothing in it."""
    port = os.environ[SERVER]
    if not port.isdigit():
        pytest.skip(port)
    return postgres.database_on(int(port), f"new_{uuid4().hex}")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_kind(request: pytest.FixtureRequest) -> str:
    """What has to do with the database runs on both."""
    return str(request.param)


@pytest.fixture
def database_url(database_kind: str, request: pytest.FixtureRequest) -> Iterator[str]:
    known.forget()  # the engines are used again, with other rows behind them
    if database_kind == "sqlite":
        empty: Path = request.getfixturevalue("empty_database")
        path = empty.with_name("chuong.db")
        for left in path.parent.glob("chuong.db*"):
            left.unlink()
        shutil.copy(empty, path)
        yield f"sqlite:///{path}"
        return
    url = request.getfixturevalue("postgresql")
    emptied: postgres.Emptying = request.getfixturevalue("emptying")
    yield url
    emptied()


@pytest.fixture
async def database(database_url: str, database_kind: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Database]:
    database = Database(database_url)
    if database_url in ENGINES:
        database.dispose()
        database.engine, database._read_engine = ENGINES[database_url]
    elif database_kind == "sqlite":
        for engine in (database.engine, database._read_engine):
            event.listen(engine, "connect", _hurried)
    if database_kind == "postgresql":  # a connection there takes longer than most tests
        monkeypatch.setattr(database, "dispose", lambda: None)
    yield database
    await database.close()
    ENGINES[database_url] = database.engine, database._read_engine


def _hurried(connection: Any, _entry: object) -> None:
    """No test that shares this process can tell whether the disk was waited for; tests/faults kill real ones."""
    connection.execute("PRAGMA synchronous=OFF")


@pytest.fixture(params=[BUTTONS, PLAIN], ids=["buttons", "plain"])
def capabilities(request: pytest.FixtureRequest) -> Capabilities:
    """Every conversation runs with buttons and in plain text."""
    chosen: Capabilities = request.param
    return chosen


@pytest.fixture
async def centre(database: Database, capabilities: Capabilities, monkeypatch: pytest.MonkeyPatch) -> TestCentre:
    # In a conversation one speaks after the other, and starting six threads takes longer than several turns.
    monkeypatch.setattr(writing, "AT_ONCE", 2)
    return TestCentre(database, capabilities)


@pytest.fixture
async def lan(centre: TestCentre) -> Phone:
    """Lan's phone. She is on the roster of NTD-03-2026 and has not registered."""
    await centre.roster("NTD-03-2026", ("Trần Thị Lan", "1990-03-05", "Chi bộ thôn Đông"))
    return centre.phone("Trần Thị Lan")


@pytest.fixture
async def minh(centre: TestCentre) -> Phone:
    """Minh's phone. He is registered in NTD-03-2026."""
    return await centre.registered("Nguyễn Văn Minh", "1988", unit="Chi bộ thôn Tây")


@pytest.fixture
async def hoa(centre: TestCentre) -> Phone:
    """The coordinator's phone."""
    return await centre.coordinator()


@pytest.fixture
def stranger(centre: TestCentre) -> Phone:
    """A phone of nobody we know."""
    return centre.phone("Người Lạ")
