"""Puts a backup in the place of the database, and keeps what it replaces."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.exc import DBAPIError

from bot import backups, copying, migrating, opening, running
from bot.opening import Trouble
from bot.settings import Settings
from storage import copies
from storage.copies import Summary

OURS = {"alembic_version", "person", "chat", "outbox", "inbox"}  # tables of every version
PATIENCE = 5  # seconds that an import may still hold the file

Agreed = Callable[[list[str]], bool]


def restore(chosen: Settings, file: Path, now: datetime, agreed: Agreed) -> Path | None:
    """Put the backup in the place of the database; where the replaced one lies now, None if there was none.

    `agreed` is asked, with lines that say what would happen, when there is something to replace.
    Raises `Trouble`; then the database is what it was.
    """
    _look_at(file, chosen)
    try:
        with running.alone(chosen), _prepared(chosen, file) as copy:
            lines = _described(str(file), _summary(copy), chosen)
            path = _place(chosen)
            if path is None:
                return _pour(chosen, copy, now, lines, agreed)
            return _swap(chosen, path, copy, now, lines, agreed)
    except (sqlite3.Error, OSError) as error:
        raise Trouble(f"{file} could not be restored: {str(error).rstrip('.')}.") from None
    except DBAPIError as error:
        raise Trouble(f"{file} could not be restored: {opening.why(error)}.") from None


def _look_at(file: Path, chosen: Settings) -> None:
    """Refuse what is no backup, before anything is touched."""
    if not file.exists():
        raise Trouble(f"There is no file {file}.")
    if file.is_dir():
        raise Trouble(f"{file} is a folder. Name the backup in it.")
    path = chosen.database_path
    if path is not None and path.exists() and path.samefile(file):
        raise Trouble(f"{file} is the database itself. Name a backup.")
    try:
        backups.check(file)
        revision = _revision(file)
    except sqlite3.Error as error:
        raise Trouble(f"{file} cannot be used: {error}. Take another backup.") from None
    if not revision:
        raise Trouble(f"{file} is a database, but not one of Chuông.")
    if revision > migrating.newest():
        raise Trouble(f"{file} was made by a newer Chuông. Install that version.")


def _revision(file: Path) -> str:
    """The version of a Chuông database, or empty for another one."""
    with closing(sqlite3.connect(file)) as connection:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not names >= OURS:
            return ""
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else ""


@contextmanager
def _prepared(chosen: Settings, file: Path) -> Iterator[Path]:
    """A copy of the backup, brought up to date: beside the database, so that it can take its place at once."""
    with TemporaryDirectory() as folder:
        path = _place(chosen)
        copy = Path(folder) / "copy.db" if path is None else path.with_name(f"{path.name}.restoring")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copying.remove(copy)
        try:
            backups.vacuum(file, copy)
            migrating.ensure_migrated(chosen.model_copy(update={"database_url": f"sqlite:///{copy}"}))
            yield copy
        finally:
            copying.remove(copy)


def _place(chosen: Settings) -> Path | None:
    """Where the SQLite file really lies: a link to it must stay a link."""
    path = chosen.database_path
    return path.resolve() if path is not None and path.is_symlink() else path


def _swap(chosen: Settings, path: Path, copy: Path, now: datetime, lines: list[str], agreed: Agreed) -> Path | None:
    if not path.exists():
        copying.remove(path)  # what is left of a lost database must not be played into the new one
        copy.replace(path)
        backups.sync(path.parent)
        return None
    try:
        lines += _described(str(path), _summary(path), chosen)[:1]
    except DBAPIError as error:  # a damaged database is replaced just as well
        lines.append(f"In {path}: it cannot be read ({opening.why(error)}).")
    _ask(lines, agreed)
    _settle(path)
    kept = _free(path.with_name(f"{path.stem}-{_dated(chosen, now)}{path.suffix}"))
    _make_alike(copy, path)
    _take_place(path, copy, kept)
    backups.sync(path.parent)
    return kept


def _settle(path: Path) -> None:
    """Let all of the database lie in its one file, with nobody in it; a damaged one stays as it is."""
    try:
        with closing(sqlite3.connect(path, timeout=PATIENCE)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise Trouble(f"Another program is using {path}. Wait until it has ended.") from None
    except sqlite3.DatabaseError:
        return


def _make_alike(copy: Path, path: Path) -> None:
    """The bot's user must be able to write to the restored file, also when root restored it."""
    shutil.copymode(path, copy)
    owner = path.stat()
    with suppress(PermissionError, AttributeError):  # not ours to give away; no owners on Windows
        os.chown(copy, owner.st_uid, owner.st_gid)


def _take_place(path: Path, copy: Path, kept: Path) -> None:
    """At every moment there is a database at `path`: the old one or the restored."""
    try:
        os.link(path, kept)
    except OSError:  # a file system without links: for a moment there is none
        path.replace(kept)
    for ending in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            Path(f"{path}{ending}").replace(f"{kept}{ending}")
    copy.replace(path)


def _pour(chosen: Settings, copy: Path, now: datetime, lines: list[str], agreed: Agreed) -> Path | None:
    """All tables replaced in one transaction; what they held goes into a backup first."""
    opening.migrated(chosen)
    kept = None
    with copies.snapshot(chosen.database_url) as connection:
        there = copies.summary(connection) if any(copies.counts(connection).values()) else None
    if there is not None:
        _ask(lines + _described(chosen.database_name, there, chosen)[:1], agreed)
        kept = _free(Path(f"{_dated(chosen, now)}.db"))
        backups.make(chosen, kept)
    copying.pour(f"sqlite:///{copy}", chosen.database_url, text="Restoring", replace=True)
    return kept


def _ask(lines: list[str], agreed: Agreed) -> None:
    if not agreed(lines):
        raise Trouble("Nothing was changed.")


def _dated(chosen: Settings, now: datetime) -> str:
    return f"replaced-{now.astimezone(chosen.zone):%Y-%m-%d-%H%M%S}"


def _free(path: Path) -> Path:
    """The path, or with a number after it where there is such a file already."""
    tries = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    return next(one for one in chain([path], tries) if not one.exists())


def _summary(file: Path) -> Summary:
    with copies.snapshot(f"sqlite:///{file}") as connection:
        return copies.summary(connection)


def _described(name: str, found: Summary, chosen: Settings) -> list[str]:
    newest = "" if found.newest is None else f", the newest from {found.newest.astimezone(chosen.zone):%d/%m/%Y %H:%M}"
    lines = [f"In {name}: {_count(found.people, 'person', 'people')}, {_count(found.messages, 'message')}{newest}."]
    if found.waiting:
        lines.append(
            f"{found.waiting:,} of these messages had not gone out yet. The bot will send them, "
            "also those that went out after the copy was made."
        )
    return lines


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
