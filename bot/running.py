"""Whether a bot runs on a database, and keeping one from starting while the database is replaced or moved."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from filelock import FileLock, Timeout
from sqlmodel import Session

from bot.opening import Trouble
from bot.settings import Settings
from storage import copies, leases


@contextmanager
def alone(chosen: Settings) -> Iterator[None]:
    """No bot runs on the database within this block, or `Trouble` says that one does.

    On SQLite none can start meanwhile either. On PostgreSQL one could, on any machine.
    """
    path = chosen.database_path
    if path is None:
        if holders(chosen):
            seconds = round(leases.SECONDS)
            raise Trouble(
                f"A bot is running on {chosen.database_name}. Stop it first, on every machine; "
                f"after a crash wait {seconds} seconds."
            )
        yield
        return
    serving = import_module("bot.serving")  # loads the channels
    try:
        held = serving.lock(path)
    except serving.AlreadyRunning:
        raise Trouble(f"A bot is running on {path}. Stop it first.") from None
    with held:
        yield


def holders(chosen: Settings) -> list[str]:
    """The processes that hold a lease now; none where the database has no such table yet."""
    with copies.snapshot(chosen.database_url) as connection, Session(connection) as session:
        if not connection.dialect.has_table(connection, "lease"):
            return []
        return sorted({lease.holder for lease in leases.fresh(session)})


def is_locked(path: Path) -> bool:
    """Whether a bot holds the SQLite file now. Raises `OSError` when this user may not look.

    The file of the lock stays when a bot has ended, and then harms nothing. None is made here: it would
    belong to whoever looks, and the bot might not open it.
    """
    lock = path.with_name(f"{path.name}.lock")
    if not lock.exists():
        return False
    try:
        with FileLock(lock, timeout=0):
            return False
    except Timeout:
        return True
