"""Copies all tables from one database into another, which may be of the other kind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError

from bot import bars, opening, running
from bot.opening import Trouble
from bot.settings import Settings
from storage import copies


def copy_to(chosen: Settings, url: str) -> dict[str, int]:
    """Move the centre into an empty database; how many rows of each table are there now.

    Raises `Trouble`; then nothing stays in the target. No bot may run on the source: what it did during the copy
    would be missing in the new home.
    """
    target = elsewhere(chosen, url)
    with running.alone(chosen), nothing_left(target):
        opening.migrated(chosen)
        try:
            opening.migrated(target)
            return pour(chosen.database_url, target.database_url, text="Copying")
        except DBAPIError as error:
            raise Trouble(f"{target.database_name} cannot be written: {opening.why(error)}.") from None


def elsewhere(chosen: Settings, url: str) -> Settings:
    """The settings with another database."""
    try:
        target = Settings(database_url=url)
    except ValidationError as error:
        problem = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
        raise Trouble(f"{url.partition('://')[0]}: the database {problem}.") from None
    paths = [one.database_path.resolve() for one in (chosen, target) if one.database_path is not None]
    if target.database_url == chosen.database_url or (len(paths) == 2 and paths[0] == paths[1]):
        raise Trouble(f"{target.database_name} is the database itself. Name another one.")
    return target


def pour(source_url: str, target_url: str, *, text: str, replace: bool = False) -> dict[str, int]:
    """All rows of the source as it is now into the target, in one transaction.

    The target must be empty, or with `replace` is emptied first (on PostgreSQL). Raises `Trouble`.
    """
    with copies.snapshot(source_url) as source, copies.transaction(target_url) as target:
        if replace:
            copies.empty(target)
        filled = [f"{count:,} in {name}" for name, count in copies.counts(target).items() if count]
        if filled:
            raise Trouble(f"The database to copy to is not empty (rows: {', '.join(filled)}). Name an empty one.")
        wanted = copies.counts(source)
        with bars.counting(text, sum(wanted.values())) as moved:
            copies.copy(source, target, moved)
        there = copies.counts(target)
        if there != wanted:
            wrong = ", ".join(name for name in wanted if there[name] != wanted[name])
            raise Trouble(f"The copy has not as many rows as the database ({wrong}), so nothing of it was kept.")
    return there


@contextmanager
def nothing_left(target: Settings) -> Iterator[None]:
    """A SQLite file that was not there before goes away again when something fails."""
    path = target.database_path
    is_new = path is not None and not path.exists()
    try:
        yield
    except BaseException:
        if path is not None and is_new:
            remove(path)
        raise


def remove(path: Path) -> None:
    """Delete a SQLite file and those that belong to it."""
    for ending in ("", "-wal", "-shm", "-journal"):
        Path(f"{path}{ending}").unlink(missing_ok=True)
