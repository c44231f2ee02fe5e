"""The door to the database: transactions of their own, committed together, times that are aware."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from storage.accounts import Account
from storage.database import Database


def _add(session: Session, key: str) -> int:
    session.add(Account(platform="test", key=key))
    return 42


async def _keys(database: Database) -> list[str]:
    return list(await database.read(lambda session: session.exec(select(Account.key).order_by(Account.key)).all()))


async def test_what_a_work_returns_comes_out_after_the_commit(database: Database) -> None:
    assert await database.run(lambda session: _add(session, "a")) == 42
    assert await _keys(database) == ["a"]


async def test_a_failing_work_leaves_nothing_and_harms_no_other(database: Database) -> None:
    def fails(session: Session) -> None:
        _add(session, "half")
        session.flush()
        raise ValueError("broken")

    works = [database.run(lambda session, key=key: _add(session, key)) for key in "abc"]  # type: ignore[misc]
    results = await asyncio.gather(works[0], database.run(fails), works[1], works[2], return_exceptions=True)
    assert [type(result) for result in results] == [int, ValueError, int, int]
    assert await _keys(database) == ["a", "b", "c"]


async def test_a_broken_constraint_takes_only_its_own_work(database: Database) -> None:
    results = await asyncio.gather(
        *[database.run(lambda session, key=key: _add(session, key)) for key in ("a", "a", "b")],  # type: ignore[misc]
        return_exceptions=True,
    )
    assert [isinstance(result, IntegrityError) for result in results].count(True) == 1
    assert not isinstance(results[2], IntegrityError)
    assert await _keys(database) == ["a", "b"]


async def test_concurrent_changes_are_all_kept(database: Database) -> None:
    await database.run(lambda session: _add(session, "counter"))

    def count(session: Session) -> None:
        account = session.exec(select(Account)).one()
        account.name = str(int(account.name or "0") + 1)

    await asyncio.gather(*[database.run(count) for _ in range(300)])
    assert await database.read(lambda session: session.exec(select(Account.name)).one()) == "300"


async def test_reading_changes_nothing(database: Database) -> None:
    def sneak(session: Session) -> None:
        _add(session, "sneaked")

    await database.read(sneak)
    assert await _keys(database) == []


async def test_a_script_session_rolls_back_on_an_exception(database: Database) -> None:
    with pytest.raises(RuntimeError), database.session() as session:
        _add(session, "half")
        raise RuntimeError
    assert await _keys(database) == []


async def test_times_come_back_aware_in_utc(database: Database) -> None:
    there = datetime(2026, 11, 23, 7, 30, tzinfo=timezone(timedelta(hours=7)))
    await database.run(lambda session: session.add(Account(platform="t", key="k", paused_until=there)))
    found = await database.read(lambda session: session.exec(select(Account.paused_until)).one())
    assert found == datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
    assert found.tzinfo is UTC


async def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    naive = datetime(2026, 11, 23)  # noqa: DTZ001
    with pytest.raises(Exception, match="without a zone"):
        await database.run(lambda session: session.add(Account(platform="t", key="k", paused_until=naive)))
