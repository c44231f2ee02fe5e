"""The units that send learners."""

from __future__ import annotations

from collections import defaultdict

from sqlmodel import Field, Session, SQLModel, select

from storage.vietnamese import fold


class Unit(SQLModel, table=True):
    """A unit (chi bộ, đảng bộ cơ sở, đoàn cơ sở); it may belong to another."""

    id: int | None = Field(default=None, primary_key=True)
    name: str
    folded: str = Field(unique=True)
    parent_id: int | None = Field(default=None, foreign_key="unit.id")


def called(session: Session, name: str) -> Unit | None:
    """The unit of that name, without regard to accents, case and spaces."""
    return session.exec(select(Unit).where(Unit.folded == fold(name))).first()


def founded(session: Session, name: str) -> Unit:
    """The unit of that name, made when it is new."""
    unit = called(session, name)
    if unit is None:
        unit = Unit(name=name, folded=fold(name))
        session.add(unit)
        session.flush()
    return unit


def families(session: Session) -> dict[int, set[int]]:
    """For each unit the ids of itself and of every unit under it."""
    parents = {unit_id or 0: parent for unit_id, parent in session.exec(select(Unit.id, Unit.parent_id))}
    found: dict[int, set[int]] = defaultdict(set)
    for unit_id in parents:
        above: int | None = unit_id
        while above is not None and unit_id not in found[above]:
            found[above].add(unit_id)
            above = parents.get(above)
    return found
