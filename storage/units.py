"""The units that send learners."""

from __future__ import annotations

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
