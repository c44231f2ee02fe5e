"""Files that a coordinator sent and has not confirmed yet."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.database import UTCDateTime


class Upload(SQLModel, table=True):
    """A file between its preview and its confirmation. `grid` is `storage.files.sheets.Grid` as JSON.

    `kind` is roster, timetable or questions; `cohort`, `programme` and `quiz` are what the coordinator chose
    for it so far.
    """

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    name: str
    kind: str
    grid: str
    cohort: str = ""
    programme: str = ""
    quiz: str = ""
    created_at: datetime = Field(sa_type=UTCDateTime)
