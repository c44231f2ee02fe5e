"""The audit log: who did what with whose data, and when."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, Session, SQLModel

from storage.database import UTCDateTime


class Audit(SQLModel, table=True):
    """One privileged act. `actor_id` is None for the command line; `subject` is like `person:17`."""

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UTCDateTime)
    actor_id: int | None = Field(default=None, foreign_key="person.id")
    action: str
    subject: str = ""
    detail: str = ""


def note(
    session: Session, now: datetime, actor_id: int | None, action: str, subject: str = "", detail: str = ""
) -> Audit:
    """Write down an act; its id comes with the next flush."""
    act = Audit(at=now, actor_id=actor_id, action=action, subject=subject, detail=detail)
    session.add(act)
    return act
