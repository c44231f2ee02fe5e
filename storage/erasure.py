"""Forgetting a person: what is deleted, and what stays without a name so that the figures keep adding up."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Text, and_, cast, update
from sqlmodel import Session, col, delete, func, select

from storage import audit, chats
from storage.broadcasts import Recipient
from storage.calls import Call
from storage.chats import Chat
from storage.cohorts import Enrolment
from storage.essays import keeping as essays
from storage.inbox import Inbox
from storage.inquiries import Inquiry
from storage.lessons import LessonSeen
from storage.linking import LinkCode
from storage.live import keeping as live
from storage.outbox import NOTICE, OVER, Outbox, cancel
from storage.people import Person, withdraw_roles
from storage.quizzes import UNDER_WAY, Allowance, Answer, Attempt, PaperQuestion
from storage.registration import PENDING, Consent, LinkRequest, WrongTry
from storage.reminders import Notice
from storage.reviews import ReviewCard, ReviewWish
from storage.uploads import Upload

TIME_TO_CHANGE_ONES_MIND = timedelta(days=3)
ERASED_NAME = "(đã xóa)"
# Kinds of notices that somebody asked for, or that are a coordinator's work.
NOT_STOPPED = ("answer", "registration", "inquiry", "link-request")

# Rows that are about a person alone, and go with them.
_OF_PERSON = (
    Recipient, Notice, Inquiry, LinkRequest, LinkCode, Call, Consent, LessonSeen, Upload, Allowance,
    ReviewCard, ReviewWish,
)  # fmt: skip


def stop(session: Session, person: Person) -> int:
    """Nothing but replies from now on; returns how many notices that waited were cancelled."""
    person.stopped = True
    mine = select(Chat.id).where(Chat.person_id == person.id)
    return cancel(
        session,
        col(Outbox.chat_id).in_(mine),
        col(Outbox.lane) == NOTICE,
        col(Outbox.kind).not_in(NOT_STOPPED),
    )


def ask(session: Session, person: Person, now: datetime) -> datetime:
    """The person wants to be forgotten; returns when that will be. Messages stop at once."""
    if person.erase_at is None:
        person.was_stopped = person.stopped
    stop(session, person)
    person.erase_at = person.erase_at or now + TIME_TO_CHANGE_ONES_MIND
    audit.note(session, now, person.id, "asked to be erased", f"person:{person.id}")
    return person.erase_at


def keep(session: Session, person: Person, now: datetime) -> None:
    """The person has changed their mind: everything is as before, messages too, unless they had been stopped."""
    person.erase_at, person.stopped, person.was_stopped = None, person.was_stopped, False
    audit.note(session, now, person.id, "took the erasure back", f"person:{person.id}")


def due(session: Session, now: datetime, most: int) -> list[Person]:
    """The first of those whose time to change their mind is over."""
    query = select(Person).where(col(Person.erase_at) <= now).order_by(col(Person.erase_at), col(Person.id))
    return list(session.exec(query.limit(most)))


def erase(session: Session, person: Person, now: datetime) -> list[Chat]:
    """Forget the person, and return their chats that can hear of it once more.

    The chats belong to nobody afterwards, so `forget_strangers` drops them a day later, when
    the last message has gone out. What stays: an empty roster row, the enrolments, the marks, and in the
    audit log that consent was given and withdrawn.
    """
    assert person.id is not None
    mine = chats.of_person(session, person.id)
    _forget_in_other_chats(session, person)
    _prove_withdrawal(session, now, f"person:{person.id}", col(Consent.person_id) == person.id)
    _delete_rows(session, person.id, [chat.id or 0 for chat in mine])
    for chat in mine:
        _forget_talk(session, chat, now)
    _make_nameless(person)
    audit.note(session, now, None, "erased", f"person:{person.id}")
    return [chat for chat in mine if chat.state == chats.ACTIVE]


def forget_stranger(session: Session, chat: Chat, now: datetime) -> None:
    """Forget what someone who never registered said in the chat; its row goes with the next clean-up."""
    assert chat.id is not None
    _prove_withdrawal(session, now, f"chat:{chat.id}", col(Consent.chat_id) == chat.id)
    _empty_notices(session, select(Inquiry.id).where(Inquiry.chat_id == chat.id))
    _delete_rows(session, None, [chat.id])
    _forget_talk(session, chat, now)


def forget_strangers(session: Session, before: datetime, most: int) -> int:
    """Drop the chats that belong to nobody, gave no consent, ask for nothing, and have been silent since `before`.

    Returns how many there were.
    """
    mine = col(Chat.id)
    known = select(Consent.id).where(Consent.chat_id == mine, col(Consent.withdrawn_at).is_(None))
    asking = select(LinkRequest.id).where(LinkRequest.chat_id == mine, LinkRequest.state == PENDING)
    strangers = select(Chat.id).where(
        col(Chat.person_id).is_(None),
        func.coalesce(Chat.last_in_at, Chat.created_at) < before,
        ~known.correlate(Chat).exists(),
        ~asking.correlate(Chat).exists(),
    )
    ids = [chat_id for chat_id in session.exec(strangers.limit(most)) if chat_id is not None]
    if not ids:
        return 0
    _delete_of_chats(session, ids)
    _delete(session, Chat, col(Chat.id).in_(ids))
    return len(ids)


def _delete_rows(session: Session, person_id: int | None, chat_ids: list[int]) -> None:
    _delete_of_chats(session, chat_ids)
    if person_id is None:
        return
    attempts = select(Attempt.id).where(Attempt.person_id == person_id)
    for paper in (Answer, PaperQuestion):
        _delete(session, paper, col(paper.attempt_id).in_(attempts))
    essays.erase(session, person_id)
    live.erase(session, person_id)
    _delete(session, Attempt, and_(col(Attempt.person_id) == person_id, col(Attempt.state) == UNDER_WAY))
    for table in _OF_PERSON:
        _delete(session, table, col(table.person_id) == person_id)
    session.exec(update(Enrolment).where(col(Enrolment.person_id) == person_id).values(note=""))


def _delete_of_chats(session: Session, chat_ids: list[int]) -> None:
    messages = select(Outbox.id).where(col(Outbox.chat_id).in_(chat_ids))
    # A chat may have changed hands: what another person was told in it loses its message, not its fact.
    session.exec(update(Recipient).where(col(Recipient.outbox_id).in_(messages)).values(outbox_id=None))
    _delete(session, Notice, col(Notice.outbox_id).in_(messages))
    live.erase_chats(session, chat_ids)
    for table in (Outbox, Inquiry, LinkRequest, WrongTry, Consent):
        _delete(session, table, col(table.chat_id).in_(chat_ids))


def _delete(session: Session, table: Any, condition: Any) -> None:
    session.exec(delete(table).where(condition))


def _prove_withdrawal(session: Session, now: datetime, subject: str, condition: Any) -> None:
    for given in session.exec(select(Consent).where(condition)):
        text = f"text {given.version} ({given.language}), given {given.given_at:%Y-%m-%d %H:%M} UTC"
        audit.note(session, now, None, "consent withdrawn", subject, text)


def _forget_in_other_chats(session: Session, person: Person) -> None:
    """Empty what staff were sent about the person: their questions, and the messages that name them or their essays."""
    _empty_notices(session, select(Inquiry.id).where(Inquiry.person_id == person.id))
    # The body is JSON, in which letters with accents are written as \u1ea7.
    for said in (json.dumps(person.name)[1:-1], *essays.codes(session, person.id or 0)):
        _empty(session, cast(Outbox.body, Text).contains(said, autoescape=True))


def _empty_notices(session: Session, inquiry_ids: Any) -> None:
    for inquiry_id in session.exec(inquiry_ids).all():
        notices = col(Outbox.key).like(f"inquiry:{inquiry_id}:%")
        cancel(session, notices)  # what waits for the morning must not go out after all
        _empty(session, notices)


def _empty(session: Session, condition: Any) -> None:
    over = col(Outbox.state).in_(OVER)
    session.exec(update(Outbox).where(over, condition).values(body={"text": ERASED_NAME}))


def _forget_talk(session: Session, chat: Chat, now: datetime) -> None:
    """Nothing of the talk stays in the chat's row, nor in events that broke their handler."""
    said_here = col(Inbox.body).contains(f'"chat": {json.dumps(chat.external_id)}', autoescape=True)
    session.exec(update(Inbox).where(col(Inbox.account_id) == chat.account_id, said_here).values(body="", error=""))
    chat.person_id, chat.offered, chat.last_in_at = None, [], now
    chat.forget_question()


def _make_nameless(person: Person) -> None:
    person.name, person.folded = ERASED_NAME, ""
    person.birth = person.gender = person.phone = ""
    person.position = person.education = person.party_date = ""
    withdraw_roles(person)
    person.reminders = "none"
    person.stopped, person.was_stopped, person.erase_at = True, False, None
