"""The databases that a turn is measured on: filled once, and fresh for every round."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Protocol

import psycopg

from tests import postgres

Fill = Callable[[str], None]
"""Fills the new database with this address."""


class Store(Protocol):
    """Templates by name, and copies of them."""

    def keep(self, name: str, fill: Fill) -> None: ...

    def fresh(self, name: str, folder: Path) -> str:
        """The address of a new copy, for a bot that runs in the folder."""

    def rows(self, folder: Path, table: str) -> int:
        """How many rows the copy in use has in this table of ours."""


class SQLiteStore:
    """Files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, name: str, fill: Fill) -> None:
        fill(f"sqlite:///{self._folder / name}.db")

    def fresh(self, name: str, folder: Path) -> str:
        shutil.copy(self._folder / f"{name}.db", folder / "bot.db")
        return "sqlite:///bot.db"

    def rows(self, folder: Path, table: str) -> int:
        with closing(sqlite3.connect(folder / "bot.db")) as connection:
            found: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            return found


class PostgresStore:
    """Databases of a server of our own, copied from templates by the server."""

    def __init__(self, server: postgres.Server) -> None:
        self._server = server
        self._address = f"postgresql://{postgres.OWNER}@127.0.0.1:{server.port}"

    def keep(self, name: str, fill: Fill) -> None:
        fill(self._server.url(name))

    def fresh(self, name: str, folder: Path) -> str:
        with psycopg.connect(f"{self._address}/postgres", autocommit=True) as connection:
            connection.execute(b"DROP DATABASE IF EXISTS bench WITH (FORCE)")
            connection.execute(f'CREATE DATABASE bench TEMPLATE "{name}"'.encode())
        with psycopg.connect(f"{self._address}/bench", autocommit=True) as connection:
            connection.execute(b"ANALYZE")  # the copy is new, and autovacuum would need a minute
        return f"{self._address.replace('postgresql', 'postgresql+psycopg', 1)}/bench"

    def rows(self, folder: Path, table: str) -> int:
        with psycopg.connect(f"{self._address}/bench") as connection:
            row = connection.execute(f'SELECT count(*) FROM "{table}"'.encode()).fetchone()  # noqa: S608
            return int(row[0]) if row else 0
