"""Who of several processes may do what only one may: send for an account, poll it, drive the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Field, Session, SQLModel, col, delete, func, select

from storage.database import UTCDateTime, inserting

SECONDS = 5.0  # after which another process takes the place of one that died; a stall so long costs nothing but that


class Lease(SQLModel, table=True):
    """`holder` does what is called `name` until then, unless it holds on in time."""

    name: str = Field(primary_key=True)
    holder: str
    until: datetime = Field(sa_type=UTCDateTime)


def hold(session: Session, name: str, holder: str, seconds: float = SECONDS) -> bool:
    """Take the lease, or hold on to it. False when another process has it.

    The time is the database's, since the clocks of two machines differ.
    """
    now = _now(session)
    until = now + timedelta(seconds=seconds)
    taken = (
        inserting(session, Lease)
        .values(name=name, holder=holder, until=until)
        .on_conflict_do_update(
            index_elements=["name"],
            set_={"holder": holder, "until": until},
            where=(col(Lease.holder) == holder) | (col(Lease.until) < now),
        )
    )
    return session.connection().execute(taken.execution_options(preserve_rowcount=True)).rowcount == 1


def release(session: Session, holder: str) -> None:
    """Let others have at once what this process held."""
    session.exec(delete(Lease).where(col(Lease.holder) == holder))


def fresh(session: Session) -> list[Lease]:
    """The leases that somebody holds now, by name."""
    return list(session.exec(select(Lease).where(col(Lease.until) >= _now(session)).order_by(col(Lease.name))))


def _now(session: Session) -> datetime:
    now: datetime = session.connection().execute(select(func.current_timestamp(type_=UTCDateTime()))).scalar_one()
    return now
