"""Brings the database to the shape that this version of the program needs."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from sqlalchemy import Connection, create_engine, inspect, text

import storage.migrations
from bot.settings import Settings
from storage.tables import METADATA

FOLDER = Path(storage.migrations.__file__).parent

ALEMBIC = threading.Lock()  # its context is one for the whole process
LOCK = 0x0C4B0F6  # any number, the same in every process


class NewerDatabase(Exception):
    """The database was made by a newer version of the program."""


def newest() -> str:
    """The revision that this program needs. The files are named `0001_…`, and so are the revisions."""
    return max(file.name[:4] for file in (FOLDER / "versions").glob("[0-9]*.py"))


def revision(connection: Connection) -> str:
    """The revision of the database, or empty for a new one."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""


def ensure_migrated(settings: Settings) -> bool:
    """Migrate if need be; True when something was to be done.

    Raises `NewerDatabase`; then nothing was changed.
    """
    if settings.database_path is not None:
        settings.database_path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(settings.database_url)
    try:
        with engine.connect() as connection, _one_at_a_time(connection):
            return _brought_up_to_date(connection, settings)
    finally:
        engine.dispose()


def _brought_up_to_date(connection: Connection, settings: Settings) -> bool:
    with connection.begin():
        found = revision(connection)
        if settings.database_path and not found and not inspect(connection).get_table_names():
            _create(connection)
            return True
    if found == newest():
        return False
    if found > newest():
        raise NewerDatabase(found)
    _upgrade(settings.database_url)
    return True


@contextmanager
def _one_at_a_time(connection: Connection) -> Iterator[None]:
    """On PostgreSQL several processes may start at once; on SQLite the lock on the file sees to it."""
    if connection.dialect.name == "sqlite":
        yield
        return
    connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": LOCK})
    connection.commit()
    try:
        yield
    finally:
        connection.rollback()
        connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": LOCK})
        connection.commit()


def _create(connection: Connection) -> None:
    """All tables at once: the same as every migration in turn (a test compares), in a tenth of the time."""
    METADATA.create_all(connection)
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    connection.execute(text("INSERT INTO alembic_version VALUES (:newest)"), {"newest": newest()})


def _upgrade(url: str) -> None:
    # Alembic takes a while to load and is needed once a release, so it must not slow every start.
    config = import_module("alembic.config").Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["url"] = url
    with ALEMBIC:
        import_module("alembic.command").upgrade(config, "head")
