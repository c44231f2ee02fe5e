"""Files that a coordinator sent and has not confirmed yet."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, delete, select

from storage.database import UTCDateTime

MOST_AT_ONCE = 5  # waiting files of one person; an older one makes room
DAYS_KEPT = 1  # without an answer


class Upload(SQLModel, table=True):
    """A file between its preview and its confirmation. `grid` is `storage.files.sheets.Grid` as JSON.

    `kind` is roster, timetable or questions, empty while nobody knows; `cohort` (a code), `programme` and
    `quiz` are what the coordinator chose for it so far, `decision` what was said of the rows in doubt.
    """

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    name: str
    kind: str
    grid: str
    cohort: str = ""
    programme: str = ""
    quiz: str = ""
    decision: str = ""
    created_at: datetime = Field(sa_type=UTCDateTime)


def keep(session: Session, person_id: int, name: str, kind: str, grid: str, now: datetime) -> Upload:
    """A new file of that person. Of too many the oldest is forgotten."""
    for old in of_person(session, person_id)[MOST_AT_ONCE - 1 :]:
        session.delete(old)
    upload = Upload(person_id=person_id, name=name, kind=kind, grid=grid, created_at=now)
    session.add(upload)
    session.flush()
    return upload


def of_person(session: Session, person_id: int) -> list[Upload]:
    """The files of that person that wait for an answer, the newest first."""
    query = select(Upload).where(Upload.person_id == person_id).order_by(col(Upload.id).desc())
    return list(session.exec(query))


def waiting(session: Session, upload_id: int, person_id: int) -> Upload | None:
    """The file, if that person sent it and it still waits."""
    upload = session.get(Upload, upload_id)
    return upload if upload is not None and upload.person_id == person_id else None


def forget_before(session: Session, before: datetime) -> None:
    """Drop the files that nobody answered for since then."""
    session.exec(delete(Upload).where(col(Upload.created_at) < before))
