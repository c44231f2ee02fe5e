"""One message to everybody in the room, put into the outbox in one go."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Text, cast, insert, or_, update
from sqlmodel import Session, col, select

from storage import outbox
from storage.chats import ACTIVE, Chat
from storage.live import ASKING, LiveParticipant, LiveQuiz, rooms
from storage.messages import Message
from storage.outbox import Outbox

KIND = "live"


@dataclass(frozen=True, slots=True)
class Seat:
    """Someone in the room whom a chat reaches."""

    person_id: int
    chat_id: int
    account_id: int
    language: str


def seats(session: Session, live: LiveQuiz, *conditions: Any) -> list[Seat]:
    """Everybody in the room who can be reached, in the order in which they came."""
    query = (
        select(LiveParticipant.person_id, Chat.id, Chat.account_id, Chat.language)
        .join(Chat, col(Chat.id) == LiveParticipant.chat_id)
        .where(LiveParticipant.live_id == live.id, col(LiveParticipant.has_left).is_(False), Chat.state == ACTIVE)
        .where(*conditions)
        .order_by(col(LiveParticipant.joined_at), col(LiveParticipant.person_id))
    )
    return [Seat(person, chat or 0, account, language) for person, chat, account, language in session.exec(query)]


def leader(session: Session, live: LiveQuiz) -> Chat | None:
    """The chat that leads it; None when none can be reached."""
    chat = None if live.chat_id is None else session.get(Chat, live.chat_id)
    return None if chat is None or chat.state != ACTIVE else chat


def panel_key(live: LiveQuiz, more: str = "") -> str:
    """The key of the outbox row with which the question that stands came to the phone that leads."""
    return f"live:{live.id}:{live.position}:panel{more}"


def panel_row(session: Session, live: LiveQuiz) -> int | None:
    """That row, or None where another phone leads since."""
    query = select(Outbox.id).where(Outbox.key == panel_key(live), Outbox.chat_id == live.chat_id)
    return session.exec(query).first()


def ask(session: Session, live: LiveQuiz, position: int, per_second: float, now: datetime, each: int = 1) -> None:
    """The question at that position stands from now on; it takes so many messages `each`.

    The countdown begins when it has gone out to all, after the replies that wait already: on the account with most
    of them, so many a second.
    """
    waiting = {one.account_id: one.count for one in outbox.backlog(session, now) if one.lane == outbox.REPLY}
    people = rooms.by_account(session, live)
    most = max((each * count + waiting.get(account, 0) for account, count in people.items()), default=0)
    live.state, live.position, live.changed_at = ASKING, position, now
    live.opens_at = now + timedelta(seconds=most / per_second)
    live.closes_at = live.opens_at + timedelta(seconds=live.seconds)
    session.flush()


def hand_out(
    session: Session, live: LiveQuiz, make: Callable[[str], Sequence[Message]], step: str, now: datetime
) -> set[int]:
    """Put the question to everybody who has not been told it yet; the accounts that have something to send now.

    `make` gives its messages in a language. The next free text of their chats goes to the `step`.
    """
    session.flush()
    fresh = (col(LiveParticipant.since) <= live.position, col(LiveParticipant.told) < live.position)
    waiting = seats(session, live, *fresh)
    if not waiting:
        return set()
    bodies: dict[str, list[dict[str, Any]]] = {}
    rows: list[dict[str, Any]] = []
    for seat in waiting:
        if seat.language not in bodies:
            bodies[seat.language] = [message.to_json() for message in make(seat.language)]
        *before, last = bodies[seat.language]
        rows += [_row(seat, body, now, live.closes_at) for body in before]
        rows.append(_row(seat, last, now, live.closes_at, key(live, live.position, seat.person_id)))
    session.connection().execute(insert(Outbox), rows)
    told = update(LiveParticipant).where(col(LiveParticipant.live_id) == live.id, *fresh)
    people = [seat.person_id for seat in waiting]
    session.connection().execute(told.where(col(LiveParticipant.person_id).in_(people)).values(told=live.position))
    _listen(session, live, [seat.chat_id for seat in waiting], step)
    return {seat.account_id for seat in waiting}


def to_each(session: Session, made: Iterable[tuple[Seat, Message]], now: datetime) -> set[int]:
    """Put a message for each into the outbox; the accounts that have something to send now."""
    rows, accounts = list[dict[str, Any]](), set[int]()
    for seat, message in made:
        rows.append(_row(seat, message.to_json(), now))
        accounts.add(seat.account_id)
    if rows:
        session.connection().execute(insert(Outbox), rows)
    return accounts


def key(live: LiveQuiz, position: int, person_id: int) -> str:
    """The key of the outbox row with which a question went to a person."""
    return f"live:{live.id}:{position}:{person_id}"


def handed_out(session: Session, live: LiveQuiz, position: int, person_id: int, chat: Chat) -> int | None:
    """The outbox row with which the question went to the person; None when that was to another chat of theirs."""
    query = select(Outbox.id).where(Outbox.key == key(live, position, person_id), Outbox.chat_id == chat.id)
    return session.exec(query).first()


def call_back(session: Session, live: LiveQuiz) -> None:
    """What of the question has not gone out yet need not go out any more."""
    outbox.cancel(session, col(Outbox.key).like(f"live:{live.id}:{live.position}:%"))


def _listen(session: Session, live: LiveQuiz, chat_ids: list[int], step: str) -> None:
    """What is typed next is the answer, and a number is none of the choices that were offered before.

    Most chats listen already and are left alone: their people may be typing.
    """
    listening = json.dumps([step, str(live.id)])
    elsewhere = or_(col(Chat.step) != listening, cast(col(Chat.menu), Text) != "[]")
    others = update(Chat).where(col(Chat.id).in_(chat_ids), elsewhere)
    session.connection().execute(others.values(step=listening, menu=[]))


def _row(
    seat: Seat, body: dict[str, Any], now: datetime, expires_at: datetime | None = None, key: str | None = None
) -> dict[str, Any]:
    blank = Outbox(account_id=seat.account_id, chat_id=seat.chat_id, body={}, created_at=now, not_before=now)
    about = {"kind": KIND, "body": body, "expires_at": expires_at, "key": key}
    return {**blank.model_dump(exclude={"id"}), **about}
