"""The engine, the awaitable door to it, and the type for times."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import import_module
from typing import Any, TypeVar

from sqlalchemy import Connection, DateTime, Dialect, Engine, Index, TypeDecorator, create_engine, event, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeEngine
from sqlmodel import Session, SQLModel

from storage.writing import AT_ONCE, GroupWriter, Job, Writer, Writers

T = TypeVar("T")
Work = Callable[[Session], T]

# Constraints get names, so that a later migration can change them on both databases. Set here, since every
# table's module imports this one first.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

READERS = 4
TROUBLES = {
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_READONLY,
}  # fmt: skip
STATES_OF_TROUBLE = {"", "08", "40", "53", "57", "58"}
BUSY_SECONDS = 30  # how long another process (a backup, an import) may hold the file


class UTCDateTime(TypeDecorator[datetime]):
    """A time that is always aware and always UTC; a naive one is refused with `ValueError`."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(DateTime(timezone=dialect.name != "sqlite"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone: {value!r}")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def partial_index(name: str, where: str, *columns: str) -> Index:
    """An index of only the rows for which the SQL condition holds.

    The migrations make it so on PostgreSQL too. Said here as well, that would load the whole PostgreSQL dialect at
    every start on SQLite, a twentieth of the time to the first reply.
    """
    return Index(name, *columns, sqlite_where=text(where))


def inserting(session: Session, table: type[SQLModel]) -> Any:
    """An INSERT that can say `on_conflict_…`. Only the dialect in use is loaded: the other one costs time."""
    return import_module(f"sqlalchemy.dialects.{session.connection().dialect.name}").insert(table)


class Database:
    """One database. `run` and `read` are for the bot's event loop; `session` is for plain scripts."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = url.startswith("sqlite")
        self.engine = _engine(url, "BEGIN IMMEDIATE", size=1 if self.is_sqlite else AT_ONCE)
        self._read_engine = _engine(url, "BEGIN", size=READERS, pre_ping=True)
        self._writer: Writer | None = None
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reader")

    async def run(self, work: Work[T]) -> T:
        """What `work(session)` returns, once its changes are on the disk.

        Everything `work` did is one transaction of its own; when it raises, nothing of it stays and the
        exception comes out here. On SQLite works that wait together are committed together, and all of them are
        done again when one raises; on PostgreSQL a work is done again when another's locks were in its
        way. So a work must change nothing but the database.
        """
        loop = asyncio.get_running_loop()
        job = Job(work, loop, loop.create_future())
        if self._writer is None:
            self._writer = GroupWriter(self.engine) if self.is_sqlite else Writers(self.engine)
        self._writer.put(job)
        result: T = await job.future
        return result

    async def read(self, work: Work[T]) -> T:
        """What `work(session)` returns from a snapshot; what it changes is thrown away."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._read, work)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session in this thread whose changes are committed at the end, or dropped on an exception."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    async def close(self) -> None:
        """Finish what waits, then let go of the connections."""
        if self._writer is not None:
            await asyncio.to_thread(self._writer.finish)
            self._writer = None
        self._readers.shutdown()
        self.dispose()

    def dispose(self) -> None:
        self.engine.dispose()
        self._read_engine.dispose()

    def _read(self, work: Work[T]) -> T:
        with Session(self._read_engine, expire_on_commit=False) as session:
            return work(session)


def is_trouble(error: BaseException) -> bool:
    """Whether the database itself is in trouble (gone, busy, full, unreadable), whatever was asked of it."""
    if not isinstance(error, DBAPIError):
        return False
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in TROUBLES
    state = getattr(error.orig, "sqlstate", None) or ""
    # Connections, transactions in each other's way, resources (a full disk), a restart, system errors.
    return error.connection_invalidated or (isinstance(error, OperationalError) and state[:2] in STATES_OF_TROUBLE)


def in_short(error: BaseException) -> str:
    """One line about it for the log, without the statement and its values."""
    return (str(getattr(error, "orig", None) or error).splitlines() or [type(error).__name__])[0]


def _engine(url: str, begin: str, *, size: int, pre_ping: bool = False) -> Engine:
    if not url.startswith("sqlite"):
        # Works are written as if they came one after the other: what changed under one is noticed, and it is done
        # again. (With READ COMMITTED 233 of 300 concurrent additions to one row were lost.)
        # The writers find a cut connection by themselves, and a question before each turn would cost them.
        return create_engine(
            url,
            pool_size=size,
            max_overflow=1,
            pool_pre_ping=pre_ping,
            pool_use_lifo=True,
            hide_parameters=True,
            isolation_level="REPEATABLE READ",
        )
    engine = create_engine(
        url,
        pool_size=size,
        max_overflow=0,
        hide_parameters=True,  # names and answers must not come into the log with an error
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # the driver must not begin or commit by itself
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
