"""A backup is always one SQLite file that anyone can open, whatever the database is."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError

from bot import bars, copying, migrating, opening
from bot.opening import Trouble
from bot.settings import Settings


def make(chosen: Settings, file: Path) -> None:
    """Copy the database as it is now, also while a bot runs. Raises `Trouble`; then there is no file."""
    if file.exists():
        raise Trouble(f"{file} exists already. Choose another name.")
    partial = file.with_name(f"{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        copying.remove(partial)
        _copy(chosen, partial)
        partial.replace(file)
    except (sqlite3.Error, OSError) as error:
        raise Trouble(f"The copy could not be made: {str(error).rstrip('.')}.") from None
    except DBAPIError as error:
        raise Trouble(f"The copy could not be made: {opening.why(error)}.") from None
    finally:
        copying.remove(partial)


def _copy(chosen: Settings, target: Path) -> None:
    if chosen.database_path is not None:
        vacuum(chosen.database_path, target)
        return
    _is_of_this_version(chosen)
    into = chosen.model_copy(update={"database_url": f"sqlite:///{target}"})
    migrating.ensure_migrated(into)
    copying.pour(chosen.database_url, into.database_url, text="Copying")
    check(target)
    sync(target)


def _is_of_this_version(chosen: Settings) -> None:
    """A backup must not change a database, so another shape is not read."""
    engine = create_engine(chosen.database_url, hide_parameters=True)
    try:
        with engine.connect() as connection:
            found = migrating.revision(connection)
    finally:
        engine.dispose()
    if found > migrating.newest():
        raise Trouble(opening.NEWER)
    if found < migrating.newest():
        raise Trouble(f"{chosen.database_name} is not up to date. Run `chuong migrate` first.")


def vacuum(source: Path, target: Path) -> None:
    """One SQLite file with all that the source and its -wal hold, checked and safely on the disk."""
    with bars.working("Copying"), closing(sqlite3.connect(source, timeout=30)) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))
    check(target)
    sync(target)


def check(file: Path) -> None:
    """Raises `sqlite3.DatabaseError` when the file is damaged."""
    with bars.working("Checking"), closing(sqlite3.connect(file)) as connection:
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise sqlite3.DatabaseError(f"the copy is damaged ({found})")


def sync(path: Path) -> None:
    """Wait until the file, or what stands in the folder, would survive a power cut."""
    if path.is_dir() and os.name == "nt":
        return  # Windows opens no folders
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
