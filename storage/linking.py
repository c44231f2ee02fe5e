"""A second channel for someone who has one: a one-time code shown in the first chat and typed in the second."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlmodel import Field, Session, SQLModel, col, delete, select

from storage import audit, chats, registration
from storage.chats import Chat
from storage.database import UTCDateTime
from storage.people import Person

DIGITS = 8
LASTS = timedelta(minutes=15)


class LinkCode(SQLModel, table=True):
    """A code that links one more chat to the person. Only its hash is kept, and only one for each person."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", unique=True)
    code_hash: str = Field(index=True)
    expires_at: datetime = Field(sa_type=UTCDateTime)


def new_code(session: Session, person_id: int, now: datetime) -> str:
    """A code of `DIGITS` digits that links one chat to the person until `LASTS` have gone; an earlier one ends."""
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    session.exec(delete(LinkCode).where(col(LinkCode.person_id) == person_id))
    session.add(LinkCode(person_id=person_id, code_hash=_hash(code), expires_at=now + LASTS))
    return code


def as_code(text: str) -> str:
    """The digits of a text that looks like a code (`1234 5678`, `1234-5678`), or empty."""
    digits = text.translate(str.maketrans("", "", " -.\u00a0"))
    return digits if len(digits) == DIGITS and digits.isascii() and digits.isdigit() else ""


def owner(session: Session, code: str, now: datetime) -> Person | None:
    """Whose code it is; None for a wrong or old one."""
    query = select(Person).join(LinkCode, col(LinkCode.person_id) == Person.id)
    return session.exec(query.where(LinkCode.code_hash == _hash(code), LinkCode.expires_at > now)).first()


def link(session: Session, chat: Chat, person: Person, now: datetime) -> None:
    """The chat is the person's too, and their code works no more.

    They agreed to be known in their first chat, and this one tells them so.
    """
    assert person.id is not None
    session.exec(delete(LinkCode).where(col(LinkCode.person_id) == person.id))
    registration.consent(session, chat, now)
    registration.link(session, chat, person.id)
    audit.note(session, now, person.id, "linked another chat", f"person:{person.id}", f"chat:{chat.id}")


def unlink(session: Session, chat: Chat, person_id: int, now: datetime) -> bool:
    """The chat is the person's no more; False when it is not theirs, or the only one that they have."""
    mine = chats.of_person(session, person_id)
    if chat.person_id != person_id or len(mine) < 2:
        return False
    chat.person_id, chat.offered, chat.preferred = None, [], False
    chat.forget_question()
    audit.note(session, now, person_id, "unlinked a chat", f"person:{person_id}", f"chat:{chat.id}")
    return True


def forget_before(session: Session, now: datetime) -> None:
    """Drop the codes that work no more."""
    session.exec(delete(LinkCode).where(col(LinkCode.expires_at) <= now))


def _hash(code: str) -> str:
    # Eight digits can be searched through; but a code lives for minutes and works once.
    return hashlib.sha256(code.encode()).hexdigest()
