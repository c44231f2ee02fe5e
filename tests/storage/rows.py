"""Rows for every table there is, now and later, and all of a database as plain data to compare."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Float,
    Integer,
    LargeBinary,
    Table,
    bindparam,
    insert,
    select,
    update,
)

from storage import copies
from storage.database import UTCDateTime

IDS = (1, 2, 7)  # with a gap, and the highest is not their count
MOMENT = datetime(2026, 11, 23, 1, 2, 3, 456789, tzinfo=UTC)

Rows = dict[str, list[tuple[Any, ...]]]


def fill(url: str) -> None:
    """Three rows in each table; rows of the same table refer to each other in a ring, forwards and backwards."""
    with copies.transaction(url) as connection:
        for table in copies.tables():
            rings = [key.parent for key in table.foreign_keys if key.column.table is table]
            blank = dict.fromkeys(column.name for column in rings)
            connection.execute(insert(table), [{**_row(table, number), **blank} for number in IDS])
            for column in rings:
                _close_ring(connection, table, column)


def everything(url: str) -> Rows:
    """Every row of every table."""
    with copies.snapshot(url) as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in copies.tables()
        }


def _close_ring(connection: Connection, table: Table, column: Column[Any]) -> None:
    statement = update(table).where(table.c.id == bindparam("row_id")).values({column: bindparam("refers_to")})
    followers = zip(IDS, (*IDS[1:], IDS[0]), strict=True)
    connection.execute(statement, [{"row_id": row, "refers_to": other} for row, other in followers])


def _row(table: Table, number: int) -> dict[str, Any]:
    return {column.name: _value(column, number) for column in table.columns}


def _value(column: Column[Any], number: int) -> Any:
    if column.primary_key or column.foreign_keys:
        return f"{column.name} {number}" if not isinstance(column.type, Integer) else number
    if column.nullable and number == IDS[-1]:
        return None
    if isinstance(column.type, UTCDateTime):
        return MOMENT + timedelta(days=number)
    if isinstance(column.type, JSON):
        return {"chữ": [f'‘{column.name}’ \\ "{number}"', None, True, 7.25]}
    if isinstance(column.type, LargeBinary):
        return bytes([0, 255, number])
    if isinstance(column.type, Boolean):
        return number % 2 == 0
    if isinstance(column.type, Float):
        return number / 3
    return number if isinstance(column.type, Integer) else f"Trần Thị ‘{column.name}’ \n{number}% 🔔"
