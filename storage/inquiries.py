"""Inquiries: what learners asked the coordinator, and the answers."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, delete, func, select

from storage.database import UTCDateTime

OFFERED, OPEN, ANSWERED, CLOSED = "offered", "open", "answered", "closed"
LONGEST = 2000  # letters of a question that are kept
MOST_WAITING = 5  # open questions of one chat


class Inquiry(SQLModel, table=True):
    """A learner's question to the coordinator, asked in one chat and answered there.

    `offered`: typed, but not yet passed on; `closed`: seen, and no answer was needed.
    """

    id: int | None = Field(default=None, primary_key=True)
    chat_id: int = Field(foreign_key="chat.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    text: str
    state: str = Field(default=OPEN, index=True)
    asked_at: datetime = Field(sa_type=UTCDateTime)
    answer: str = ""
    answered_by: int | None = Field(default=None, foreign_key="person.id")
    answered_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


def kept(
    session: Session, chat_id: int, person_id: int | None, text: str, now: datetime, *, state: str = OPEN
) -> Inquiry:
    """A new inquiry with at most `LONGEST` letters of the text."""
    inquiry = Inquiry(chat_id=chat_id, person_id=person_id, text=text[:LONGEST].strip(), state=state, asked_at=now)
    session.add(inquiry)
    session.flush()
    return inquiry


def offered_in(session: Session, inquiry_id: int, chat_id: int) -> Inquiry | None:
    """The inquiry, if it was typed in that chat and not passed on yet."""
    query = select(Inquiry).where(Inquiry.id == inquiry_id, Inquiry.chat_id == chat_id, Inquiry.state == OFFERED)
    return session.exec(query).first()


def waiting(session: Session, limit: int) -> list[Inquiry]:
    """The inquiries that wait for an answer, the oldest first."""
    query = select(Inquiry).where(Inquiry.state == OPEN).order_by(col(Inquiry.asked_at), col(Inquiry.id))
    return list(session.exec(query.limit(limit)))


def count_waiting(session: Session, *, chat_id: int | None = None) -> int:
    """How many wait for an answer, of one chat or of all."""
    query = select(func.count()).select_from(Inquiry).where(Inquiry.state == OPEN)
    if chat_id is not None:
        query = query.where(Inquiry.chat_id == chat_id)
    return session.exec(query).one()


def settle(inquiry: Inquiry, state: str, person_id: int, now: datetime, answer: str = "") -> None:
    """A coordinator answered it, or closed it without an answer."""
    inquiry.state, inquiry.answer = state, answer
    inquiry.answered_by, inquiry.answered_at = person_id, now


def forget_offers_before(session: Session, before: datetime) -> None:
    """Drop what was typed before then and never passed on."""
    session.exec(delete(Inquiry).where(col(Inquiry.state) == OFFERED, col(Inquiry.asked_at) < before))
