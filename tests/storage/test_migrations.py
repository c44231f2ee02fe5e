"""Migrations lead to the tables that the code knows, and a new file gets them at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from bot import migrating
from bot.settings import Settings
from storage.tables import METADATA


def settings(path: Path) -> Settings:
    return Settings(database_url=f"sqlite:///{path}", _env_file=None)


def shape(path: Path) -> dict[str, Any]:
    """Every table's statement and every index, as SQLite keeps them, without spaces and quotes."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")).all()
    engine.dispose()
    return {name: sorted("".join(sql.split()).replace('"', "").rstrip(")").split(",")) for name, sql in rows}


def test_a_new_file_is_what_all_migrations_together_make(tmp_path: Path) -> None:
    migrating.ensure_migrated(settings(tmp_path / "new.db"))
    migrating._upgrade(f"sqlite:///{tmp_path / 'step.db'}")
    new, stepped = shape(tmp_path / "new.db"), shape(tmp_path / "step.db")
    assert sorted(new) == sorted(stepped)
    engine = create_engine(f"sqlite:///{tmp_path / 'step.db'}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
        assert migrating.revision(connection) == migrating.newest()
    engine.dispose()


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    assert migrating.ensure_migrated(settings(tmp_path / "a.db")) is True
    assert migrating.ensure_migrated(settings(tmp_path / "a.db")) is False


def test_a_newer_database_is_left_alone(tmp_path: Path) -> None:
    migrating.ensure_migrated(settings(tmp_path / "a.db"))
    engine = create_engine(f"sqlite:///{tmp_path / 'a.db'}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(migrating.NewerDatabase):
        migrating.ensure_migrated(settings(tmp_path / "a.db"))
    engine.dispose()


def test_every_constraint_has_a_name(tmp_path: Path) -> None:
    migrating.ensure_migrated(settings(tmp_path / "a.db"))
    engine = create_engine(f"sqlite:///{tmp_path / 'a.db'}")
    inspector = inspect(engine)
    tables = [table for table in inspector.get_table_names() if table != "alembic_version"]
    nameless = [
        (table, constraint)
        for table in tables
        for constraint in [*inspector.get_foreign_keys(table), *inspector.get_unique_constraints(table)]
        if not constraint["name"]
    ]
    engine.dispose()
    assert nameless == []
