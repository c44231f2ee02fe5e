"""The question on its way to all phones, and what came of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session

from handlers.live import words
from handlers.texts import DEFAULT
from handlers.voice import Centre, Voice
from storage import outbox
from storage.live import ANSWERED, ASKING, WAITING, LiveParticipant, LiveQuiz, answers, rooms, sending
from storage.messages import Message

STEP = "live.receive_answer"
COUNTED = (WAITING, ASKING)  # while people come or answer
REFRESHED = timedelta(seconds=3)  # Telegram wants no more than one a second in a chat


def ask(session: Session, centre: Centre, live: LiveQuiz, now: datetime) -> set[int]:
    """The next question stands, and is on its way; the accounts that have something to send now."""
    following = rooms.question(session, live, live.position + 1)
    assert following is not None
    each = len(words.question(session, Voice(centre, DEFAULT), live, following))
    sending.ask(session, live, live.position + 1, centre.per_second, now, each)
    tell_leader(session, centre, live, now)  # first, or behind eighty questions that phone would seem dead
    return hand_out(session, centre, live, now)


def hand_out(session: Session, centre: Centre, live: LiveQuiz, now: datetime) -> set[int]:
    """The question that stands to everybody who has not got it; the accounts that have something to send now."""
    asked = rooms.question(session, live, live.position)
    assert asked is not None

    def make(language: str) -> list[Message]:
        return words.question(session, Voice(centre, language), live, asked)

    return sending.hand_out(session, live, make, STEP, now)


def tell_outcome(session: Session, centre: Centre, live: LiveQuiz, now: datetime) -> None:
    """Everybody who was asked hears what was right; the phone that leads shows how all did, and what comes next."""
    asked = rooms.question(session, live, live.position)
    assert asked is not None
    given, total = answers.given_to(session, live, live.position), answers.points_so_far(session, live)
    made = [
        (seat, words.outcome(Voice(centre, seat.language), live, asked, given.get(seat.person_id), points))
        for seat in sending.seats(session, live, LiveParticipant.since <= live.position)
        for points in [total.get(seat.person_id, 0.0)]
    ]
    live.state, live.changed_at = ANSWERED, now
    session.flush()
    tell_leader(session, centre, live, now)  # first: everybody in the room waits for that phone
    sending.to_each(session, made, now)


def tell_leader(session: Session, centre: Centre, live: LiveQuiz, now: datetime) -> None:
    """Where the quiz stands, to the phone that leads it."""
    chat = sending.leader(session, live)
    if chat is None:
        return
    message = words.panel(session, Voice(centre, chat.language), live, now)
    key = sending.panel_key(live) if live.state in COUNTED else None
    outbox.put(session, chat, message, now=now, kind=sending.KIND, key=key)
    step = chat.step
    chat.offer(message.choices)
    chat.step = step


def refresh(session: Session, centre: Centre, live: LiveQuiz, now: datetime) -> None:
    """How many have come or answered, every few seconds, where what was said to the phone that leads can change."""
    passed = (now - live.changed_at) // REFRESHED
    if live.state not in COUNTED or passed < 1:
        return
    chat, row = sending.leader(session, live), sending.panel_row(session, live)
    if chat is None or row is None:
        return
    if not answers.anything_since(session, live, live.changed_at + (passed - 1) * REFRESHED):
        return
    message = words.panel(session, Voice(centre, chat.language), live, now)
    outbox.put(
        session, chat, message, now=now, lane=outbox.NOTICE, kind="progress", follows=row,
        key=sending.panel_key(live, f":{passed}"), expires_at=live.closes_at if live.state == ASKING else None,
    )  # fmt: skip
