"""Files kept in the database: pictures of questions, and what learners hand in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Column, LargeBinary
from sqlmodel import Field, Session, SQLModel, col, delete, select

from storage.database import UTCDateTime
from storage.messages import File

AT_A_TIME = 500  # ids asked for in one statement
KIND = "stored"  # of a `File` that is kept, not made


class StoredFile(SQLModel, table=True):
    """One file. `digest` is the SHA-256 of its content in hexadecimal, `size` in bytes."""

    id: int | None = Field(default=None, primary_key=True)
    name: str
    digest: str = Field(index=True)
    size: int
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    created_at: datetime = Field(sa_type=UTCDateTime)


def keep(session: Session, name: str, content: bytes, now: datetime) -> int:
    """Keep the content, and return the id of the file."""
    kept = StoredFile(name=name, digest=digest(content), size=len(content), content=content, created_at=now)
    session.add(kept)
    session.flush()
    assert kept.id is not None
    return kept.id


def copied(session: Session, file_id: int, now: datetime) -> int:
    """A second file with the same content; its id. Raises `KeyError` when the first was deleted meanwhile."""
    found = session.get(StoredFile, file_id)
    if found is None:
        raise KeyError(file_id)
    return keep(session, found.name, found.content, now)


def forget_named(session: Session, start: str, before: datetime) -> None:
    """Drop the files whose names begin so and that were kept before that."""
    named = col(StoredFile.name).startswith(start, autoescape=True)
    session.exec(delete(StoredFile).where(named, col(StoredFile.created_at) < before))


def content(session: Session, file_id: int) -> bytes:
    """The content of the file; raises `KeyError` when it was deleted meanwhile."""
    found = session.exec(select(StoredFile.content).where(StoredFile.id == file_id)).first()
    if found is None:
        raise KeyError(file_id)
    return found


def digest(content: bytes) -> str:
    """What tells the content from any other."""
    return hashlib.sha256(content).hexdigest()


def digests(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """The digest of each of these files that is there."""
    found: dict[int, str] = {}
    numbers = sorted(set(ids))
    for start in range(0, len(numbers), AT_A_TIME):
        wanted = numbers[start : start + AT_A_TIME]
        query = select(StoredFile.id, StoredFile.digest).where(col(StoredFile.id).in_(wanted))
        found |= {number or 0: said for number, said in session.exec(query)}
    return found


def file(session: Session, file_id: int) -> File:
    """The file as it goes with a message. Raises `KeyError` when it was deleted meanwhile."""
    name = session.exec(select(StoredFile.name).where(StoredFile.id == file_id)).first()
    if name is None:
        raise KeyError(file_id)
    return File(KIND, name, {"id": file_id})
