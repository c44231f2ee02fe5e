"""What a command needs before it can begin: settings that can be used, and a database that is there."""

from __future__ import annotations

from importlib import import_module

from sqlalchemy.exc import DBAPIError

from bot import settings
from bot.settings import Settings

NEWER = "The database was made by a newer Chuông. Install that version."


class Trouble(Exception):
    """Something the person at the keyboard must know: one clear sentence."""


def read_settings() -> Settings:
    """The settings; what is wrong with them, a sentence each, as `Trouble`."""
    try:
        return settings.load()
    except settings.BadSettings as error:
        raise Trouble(str(error)) from None
    except UnicodeDecodeError:  # Windows' Notepad likes UTF-16
        raise Trouble(".env is not written in UTF-8. Save it again with that encoding.") from None


def migrated(chosen: Settings) -> bool:
    """Bring the database up to date, or make it; True when something was to be done."""
    migrating = import_module("bot.migrating")  # loads every table
    try:
        done: bool = migrating.ensure_migrated(chosen)
    except migrating.NewerDatabase:
        raise Trouble(NEWER) from None
    return done


def present(chosen: Settings) -> Settings:
    """The same settings, if their database is there; in a foreign folder there is none."""
    path = chosen.database_path
    if path is not None and not path.exists():
        raise Trouble(
            f"There is no database at {path.absolute()}. Go to the folder where the bot runs, or set "
            "CHUONG_DATABASE_URL; `chuong migrate` makes a new one."
        )
    return chosen


def opened() -> Settings:
    """The settings, with the database there and up to date."""
    chosen = present(read_settings())
    migrated(chosen)
    return chosen


def which_class(code: str, known: list[str]) -> str:
    """What to say when there is no class of that code, or none was named."""
    classes = f"The classes: {', '.join(known)}." if known else "There are no classes yet: import a roster first."
    return f"There is no class {code!r}. {classes}" if code else f"Name the class with --cohort CODE. {classes}"


def why(error: DBAPIError) -> str:
    """What the database said, in one line without a full stop."""
    return (str(error.orig).strip().splitlines() or ["no reason given"])[0].rstrip(".")
