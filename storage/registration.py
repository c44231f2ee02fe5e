"""Becoming known: consent, the tries, the requests that a coordinator decides, and one-time invitations."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlmodel import Field, Session, SQLModel, col, delete, func, select

from storage import audit
from storage.chats import Chat
from storage.database import UTCDateTime
from storage.people import Person, withdraw_roles

CONSENT_VERSION = "2026-11"  # the text `registration-consent`; a new text is a new version
TRIES_AN_HOUR = 5
INVITATION_LASTS = timedelta(days=7)
PENDING, GRANTED, DENIED = "pending", "granted", "denied"


class Consent(SQLModel, table=True):
    """That the person in this chat agreed to the text of that version, in that language, and until when."""

    id: int | None = Field(default=None, primary_key=True)
    chat_id: int = Field(foreign_key="chat.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    version: str
    language: str
    given_at: datetime = Field(sa_type=UTCDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class WrongTry(SQLModel, table=True):
    """A name and birth date, or a code, that fitted nobody."""

    id: int | None = Field(default=None, primary_key=True)
    chat_id: int = Field(foreign_key="chat.id", index=True)
    at: datetime = Field(sa_type=UTCDateTime)


class LinkRequest(SQLModel, table=True):
    """Someone says to be a person of the roster, and a coordinator must decide.

    `reason` is `linked` (another chat holds that person) or `no-birth` (the roster has no birth date).
    """

    id: int | None = Field(default=None, primary_key=True)
    chat_id: int = Field(foreign_key="chat.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    birth: str
    reason: str
    state: str = PENDING
    asked_at: datetime = Field(sa_type=UTCDateTime)
    decided_by: int | None = Field(default=None, foreign_key="person.id")
    decided_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class Invitation(SQLModel, table=True):
    """A one-time code that grants a role. Only its hash is kept."""

    id: int | None = Field(default=None, primary_key=True)
    role: str
    code_hash: str = Field(unique=True)
    expires_at: datetime = Field(sa_type=UTCDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    used_by: int | None = Field(default=None, foreign_key="person.id")


def consented(session: Session, chat: Chat) -> Consent | None:
    """The consent to today's text that stands for this chat, or None."""
    query = select(Consent).where(
        Consent.chat_id == chat.id, Consent.version == CONSENT_VERSION, col(Consent.withdrawn_at).is_(None)
    )
    return session.exec(query).first()


def consent(session: Session, chat: Chat, now: datetime) -> None:
    """Keep that this chat's person agreed; once is enough."""
    assert chat.id is not None
    if consented(session, chat) is None:
        session.add(
            Consent(
                chat_id=chat.id,
                person_id=chat.person_id,
                version=CONSENT_VERSION,
                language=chat.language,
                given_at=now,
            )
        )


def link(session: Session, chat: Chat, person_id: int) -> None:
    """From now on the chat is this person's, and so is the consent given in it."""
    chat.person_id = person_id
    for given in session.exec(select(Consent).where(Consent.chat_id == chat.id, col(Consent.person_id).is_(None))):
        given.person_id = person_id


def link_learner(session: Session, chat: Chat, person: Person, now: datetime) -> None:
    """Link by what the roster knows of the person. Roles come only from invitations: whoever knows a
    coordinator's name and birth date must not become one, so a role the person had ends here."""
    assert person.id is not None
    if person.roles:
        audit.note(session, now, person.id, "roles withdrawn", f"person:{person.id}", ", ".join(person.roles))
        withdraw_roles(person)
    link(session, chat, person.id)


def wrong_try(session: Session, chat: Chat, now: datetime) -> None:
    """Count a wrong try."""
    assert chat.id is not None
    session.add(WrongTry(chat_id=chat.id, at=now))


def tries_left(session: Session, chat: Chat, now: datetime, most: int = TRIES_AN_HOUR) -> int:
    """How many wrong tries the chat has left in this hour, where it has that many."""
    recent = (
        select(func.count())
        .select_from(WrongTry)
        .where(WrongTry.chat_id == chat.id, WrongTry.at > now - timedelta(hours=1))
    )
    return max(0, most - session.exec(recent).one())


def forget_tries_before(session: Session, before: datetime) -> None:
    session.exec(delete(WrongTry).where(col(WrongTry.at) < before))


def forget_requests_before(session: Session, before: datetime) -> None:
    """Drop old requests, those too that nobody decided: who still wants to be linked asks again."""
    session.exec(delete(LinkRequest).where(col(LinkRequest.asked_at) < before))


def request_link(
    session: Session, chat: Chat, person_id: int, birth: str, reason: str, now: datetime
) -> LinkRequest | None:
    """A request for the coordinators to decide; None when the same one is waiting already."""
    assert chat.id is not None
    waiting = select(LinkRequest).where(
        LinkRequest.chat_id == chat.id, LinkRequest.person_id == person_id, LinkRequest.state == PENDING
    )
    if session.exec(waiting).first() is not None:
        return None
    request = LinkRequest(chat_id=chat.id, person_id=person_id, birth=birth, reason=reason, asked_at=now)
    session.add(request)
    session.flush()
    return request


def invite(session: Session, role: str, now: datetime) -> str:
    """A new one-time code for the role, of 128 random bits; it works for `INVITATION_LASTS`."""
    code = secrets.token_urlsafe(16)
    session.add(Invitation(role=role, code_hash=_hash(code), expires_at=now + INVITATION_LASTS))
    return code


def invitation(session: Session, code: str, now: datetime) -> Invitation | None:
    """The unused, unexpired invitation of that code, or None."""
    query = select(Invitation).where(
        Invitation.code_hash == _hash(code), col(Invitation.used_at).is_(None), Invitation.expires_at > now
    )
    return session.exec(query).first()


def _hash(code: str) -> str:
    # The code has 128 random bits, so a plain hash cannot be searched backwards.
    return hashlib.sha256(code.encode()).hexdigest()
