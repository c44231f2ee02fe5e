"""The engine, the awaitable door to it, and the type for times."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, DateTime, Dialect, Engine, Index, TypeDecorator, create_engine, event, text
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeEngine
from sqlmodel import Session, SQLModel

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

TURNS_PER_COMMIT = 128  # how many waiting turns share one commit at the most
READERS = 4
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


@dataclass(slots=True)
class _Job:
    work: Work[Any]
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]
    result: Any = None
    error: BaseException | None = None


class Database:
    """One database. `run` and `read` are for the bot's event loop; `session` is for plain scripts."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = url.startswith("sqlite")
        self.engine = _engine(url, "BEGIN IMMEDIATE", size=1)
        self._read_engine = _engine(url, "BEGIN", size=READERS)
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._writer: threading.Thread | None = None
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reader")

    async def run(self, work: Work[T]) -> T:
        """What `work(session)` returns, once its changes are on the disk.

        Everything `work` did is one transaction of its own; when it raises, nothing of it stays and the
        exception comes out here. Works that wait together are committed together; when one of them raises,
        the others are done again, so a work must change nothing but the database.
        """
        loop = asyncio.get_running_loop()
        job = _Job(work, loop, loop.create_future())
        if self._writer is None:
            self._writer = threading.Thread(target=self._write, name="writer", daemon=True)
            self._writer.start()
        self._jobs.put(job)
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
            self._jobs.put(None)
            await asyncio.to_thread(self._writer.join)
            self._writer = None
        self._readers.shutdown()
        self.dispose()

    def dispose(self) -> None:
        self.engine.dispose()
        self._read_engine.dispose()

    def _read(self, work: Work[T]) -> T:
        with Session(self._read_engine, expire_on_commit=False) as session:
            return work(session)

    def _write(self) -> None:
        while True:
            jobs = self._waiting()
            if jobs is None:
                return
            try:
                self._commit_together(jobs)
            except BaseException as error:
                for job in jobs:
                    job.error = error
            _answer(jobs)

    def _waiting(self) -> list[_Job] | None:
        """The jobs that wait now, at least one; None when the database is closing."""
        jobs = [self._jobs.get()]
        while jobs[-1] is not None and len(jobs) < TURNS_PER_COMMIT:
            try:
                jobs.append(self._jobs.get_nowait())
            except queue.Empty:
                break
        if jobs[-1] is None:
            jobs.pop()
            if not jobs:
                return None
            self._jobs.put(None)
        return [job for job in jobs if job is not None]

    def _commit_together(self, jobs: list[_Job]) -> None:
        """All in one plain transaction; if one fails, everything again with a savepoint each."""
        try:
            with self.engine.connect() as connection, connection.begin(), _joining(connection) as session:
                for job in jobs:
                    job.result = job.work(session)
                    session.flush()
                    session.expunge_all()
        except BaseException as error:
            if len(jobs) == 1:
                jobs[0].error = error
                return
            with self.engine.connect() as connection, connection.begin():
                for job in jobs:
                    _do(job, connection)


def _joining(connection: Connection) -> Session:
    return Session(connection, expire_on_commit=False, join_transaction_mode="rollback_only")


def _do(job: _Job, connection: Connection) -> None:
    """One job in a savepoint of its own, so that a failing one takes nothing with it."""
    try:
        with Session(connection, expire_on_commit=False, join_transaction_mode="create_savepoint") as session:
            job.result = job.work(session)
            session.commit()
    except BaseException as error:
        job.error = error


def _answer(jobs: list[_Job]) -> None:
    for loop in {job.loop for job in jobs}:
        mine = [job for job in jobs if job.loop is loop]
        if not loop.is_closed():
            loop.call_soon_threadsafe(_resolve, mine)


def _resolve(jobs: list[_Job]) -> None:
    for job in jobs:
        if job.future.cancelled():
            continue
        if job.error is not None:
            job.future.set_exception(job.error)
        else:
            job.future.set_result(job.result)


def _engine(url: str, begin: str, *, size: int) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, pool_size=size, pool_pre_ping=True, hide_parameters=True)
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
