"""Who does the works of a database: one writer with group commit on SQLite, a few at once on PostgreSQL."""

from __future__ import annotations

import asyncio
import queue
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

TURNS_PER_COMMIT = 128  # how many waiting turns share one commit at the most
AT_ONCE = 6  # connections that write on PostgreSQL; more wait for each other's Python
TRIES = 20  # of a work that another one got into the way of
# What PostgreSQL calls two transactions in each other's way: serialization_failure, deadlock_detected.
CLASHES = {"40001", "40P01"}


@dataclass(slots=True)
class Job:
    """One work and whoever waits for it."""

    work: Callable[[Session], Any]
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]
    result: Any = None
    error: BaseException | None = None


class Writer(Protocol):
    """Takes jobs and answers each once its changes are on the disk."""

    def put(self, job: Job) -> None: ...

    def finish(self) -> None:
        """Do what waits, then end."""


class GroupWriter:
    """One thread and one connection; the jobs that wait together are committed together."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._write, name="writer", daemon=True)
        self._thread.start()

    def put(self, job: Job) -> None:
        self._jobs.put(job)

    def finish(self) -> None:
        self._jobs.put(None)
        self._thread.join()

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

    def _waiting(self) -> list[Job] | None:
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

    def _commit_together(self, jobs: list[Job]) -> None:
        """All in one plain transaction; if one fails, everything again with a savepoint each."""
        try:
            with self._engine.connect() as connection, connection.begin(), _joining(connection) as session:
                for job in jobs:
                    job.result = job.work(session)
                    session.flush()
                    session.expunge_all()
        except BaseException as error:
            if len(jobs) == 1:
                jobs[0].error = error
                return
            with self._engine.connect() as connection, connection.begin():
                for job in jobs:
                    _do(job, connection)
                    if job.error is not None and not _in_transaction(connection):
                        # SQLite gives up the whole transaction when the disk fails: nothing of it was done.
                        raise _reason(job.error) from None


class Writers:
    """A few threads with a connection each, a transaction of its own for each job.

    What another transaction got into the way of is done again; so is what found its connection cut before
    anything was committed. A commit of which nobody knows whether it happened is not repeated.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._threads = [
            threading.Thread(target=self._write, name=f"writer-{number}", daemon=True) for number in range(AT_ONCE)
        ]
        for thread in self._threads:
            thread.start()

    def put(self, job: Job) -> None:
        self._jobs.put(job)

    def finish(self) -> None:
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()

    def _write(self) -> None:
        while (job := self._jobs.get()) is not None:
            self._commit(job)
            _answer([job])

    def _commit(self, job: Job) -> None:
        for tried in range(1, TRIES + 1):
            session = Session(self._engine, expire_on_commit=False)
            committing, job.error = False, None
            try:
                job.result = job.work(session)
                session.flush()
                committing = True
                session.commit()
                return
            except BaseException as error:
                job.error = error
                if not _worth_again(error, committing=committing):
                    return
                time.sleep(random.uniform(0, 0.02 * tried))  # noqa: S311  # so that the two do not meet again
            finally:
                session.close()


def _worth_again(error: BaseException, *, committing: bool) -> bool:
    """Whether nothing was done and doing it again may go well."""
    if not isinstance(error, DBAPIError):
        return False
    return getattr(error.orig, "sqlstate", "") in CLASHES or (error.connection_invalidated and not committing)


def _in_transaction(connection: Connection) -> bool:
    return bool(getattr(connection.connection.dbapi_connection, "in_transaction", True))


def _reason(error: BaseException) -> BaseException:
    """What went wrong before the savepoint was found to be gone, too (which is a plain SQLITE_ERROR)."""
    earlier: BaseException | None = error
    while earlier is not None:
        if isinstance(earlier, DBAPIError) and getattr(earlier.orig, "sqlite_errorcode", 1) & 0xFF != 1:
            return earlier
        earlier = earlier.__context__
    return error


def _joining(connection: Connection) -> Session:
    return Session(connection, expire_on_commit=False, join_transaction_mode="rollback_only")


def _do(job: Job, connection: Connection) -> None:
    """One job in a savepoint of its own, so that a failing one takes nothing with it."""
    try:
        with Session(connection, expire_on_commit=False, join_transaction_mode="create_savepoint") as session:
            job.result = job.work(session)
            session.commit()
    except BaseException as error:
        job.error = error


def _answer(jobs: list[Job]) -> None:
    for loop in {job.loop for job in jobs}:
        mine = [job for job in jobs if job.loop is loop]
        if not loop.is_closed():
            loop.call_soon_threadsafe(_resolve, mine)


def _resolve(jobs: list[Job]) -> None:
    for job in jobs:
        if job.future.cancelled():
            continue
        if job.error is not None:
            job.future.set_exception(job.error)
        else:
            job.future.set_result(job.result)
