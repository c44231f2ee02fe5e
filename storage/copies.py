"""Whole databases: read in one snapshot, written in one transaction, counted on both sides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Engine, Table, bindparam, create_engine, func, insert, select, text, update
from sqlmodel import col

from storage.outbox import QUEUED, SENDING, Outbox
from storage.people import Person
from storage.tables import METADATA

BATCH = 1000  # rows
NOT_COPIED = {"lease"}  # who holds what belongs to the processes that run, not to the centre
LOCK_SECONDS = 30  # how long replacing waits for somebody else's transaction on PostgreSQL


@dataclass(frozen=True, slots=True)
class Summary:
    """What tells one database of a centre from another."""

    people: int
    messages: int
    waiting: int
    newest: datetime | None


def tables() -> list[Table]:
    """Every table that is copied, those that others refer to first."""
    return [table for table in METADATA.sorted_tables if table.name not in NOT_COPIED]


@contextmanager
def snapshot(url: str) -> Iterator[Connection]:
    """The database as it is at this moment, whatever is written to it meanwhile."""
    engine = create_engine(url, hide_parameters=True)
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "sqlite":
                _begin(connection, "BEGIN")
            else:
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            yield connection
    finally:
        engine.dispose()


@contextmanager
def transaction(url: str) -> Iterator[Connection]:
    """One transaction: all that is done in it stays, or, after an exception, nothing."""
    engine = create_engine(url, hide_parameters=True)
    try:
        with engine.connect() as connection:
            _prepare(connection, engine)
            yield connection
            connection.commit()
    finally:
        engine.dispose()


def _prepare(connection: Connection, engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        _begin(connection, "BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")


def _begin(connection: Connection, begin: str) -> None:
    """The driver begins no transaction for reading, and none at all before a table is made."""
    driver: Any = connection.connection.driver_connection
    driver.isolation_level = None
    connection.exec_driver_sql(begin)


def counts(connection: Connection) -> dict[str, int]:
    """How many rows each table has."""
    return {table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables()}


def summary(connection: Connection) -> Summary:
    """People, messages, how many of them wait, and when the newest was made."""
    people = connection.execute(select(func.count(col(Person.id)))).scalar_one()
    messages, newest = connection.execute(select(func.count(col(Outbox.id)), func.max(col(Outbox.created_at)))).one()
    unsent = select(func.count(col(Outbox.id))).where(col(Outbox.state).in_((QUEUED, SENDING)))
    return Summary(people, messages, connection.execute(unsent).scalar_one(), newest)


def empty(connection: Connection) -> None:
    """Delete every row, on PostgreSQL."""
    names = ", ".join(f'"{table.name}"' for table in tables())
    connection.execute(text(f"TRUNCATE TABLE {names}"))


def copy(source: Connection, target: Connection, moved: Callable[[int], None]) -> None:
    """Every row of the source into the target, which has none. `moved` is called with how many more are there."""
    for table in tables():
        _copy_rows(source, target, table, moved)
        for column in _to_itself(table):
            _copy_references(source, target, table, column)
    if target.dialect.name == "postgresql":
        for table in tables():
            _count_on(target, table)


def _to_itself(table: Table) -> list[Column[Any]]:
    """The columns that refer to another row of the same table."""
    return [key.parent for key in table.foreign_keys if key.column.table is table]


def _copy_rows(source: Connection, target: Connection, table: Table, moved: Callable[[int], None]) -> None:
    """A row may refer to one of its own table that comes later, so these references are left out at first."""
    plain = _as_it_is if target.dialect.name == "sqlite" else _without_zero_byte
    names = [column.name for column in table.columns]
    blank = dict.fromkeys(column.name for column in _to_itself(table))
    rows = source.execute(select(table).order_by(*table.primary_key).execution_options(yield_per=BATCH))
    for part in rows.partitions():
        values = [{**dict(zip(names, map(plain, row), strict=True)), **blank} for row in part]
        target.execute(insert(table), values)
        moved(len(part))


def _copy_references(source: Connection, target: Connection, table: Table, column: Column[Any]) -> None:
    (key,) = table.primary_key
    query = select(key.label("row_id"), column.label("refers_to")).where(column.is_not(None))
    change = update(table).where(key == bindparam("row_id")).values({column: bindparam("refers_to")})
    for part in source.execute(query.execution_options(yield_per=BATCH)).mappings().partitions():
        target.execute(change, [dict(row) for row in part])


def _as_it_is(value: Any) -> Any:
    return value


def _without_zero_byte(value: Any) -> Any:
    """A text may hold a zero byte on SQLite, and cannot on PostgreSQL; nobody sees it."""
    return value.replace("\0", "") if isinstance(value, str) else value


def _count_on(connection: Connection, table: Table) -> None:
    """Let PostgreSQL number new rows after the ones that were copied."""
    column = table.autoincrement_column
    if column is None:
        return
    highest = connection.execute(select(func.max(column))).scalar()
    if highest is not None:
        values = {"table": f'"{table.name}"', "column": column.name, "highest": highest}
        connection.execute(text("SELECT setval(pg_get_serial_sequence(:table, :column), :highest)"), values)
