"""The kinds of course and their rules for finishing."""

from __future__ import annotations

from sqlmodel import Field, Session, SQLModel, select

from storage.vietnamese import fold


class Programme(SQLModel, table=True):
    """A kind of course. A learner finishes with a mark of at least `pass_mark` (of 10) in every quiz."""

    id: int | None = Field(default=None, primary_key=True)
    name: str
    folded: str = Field(unique=True)
    pass_mark: float = 5.0


def called(session: Session, name: str) -> Programme | None:
    """The programme of that name, without regard to accents, case and spaces."""
    return session.exec(select(Programme).where(Programme.folded == fold(name))).first()


def every(session: Session) -> list[Programme]:
    """All programmes, by name."""
    return list(session.exec(select(Programme).order_by(Programme.folded)))


def founded(session: Session, name: str) -> Programme:
    """The programme of that name, made when it is new."""
    programme = called(session, name)
    if programme is None:
        programme = Programme(name=name, folded=fold(name))
        session.add(programme)
        session.flush()
    return programme
