"""The message in which a broadcast under way is counted up, and which says at the end that it is over."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session

from handlers.voice import Centre, Voice
from storage import chats, outbox
from storage.broadcasts import STOPPED, Broadcast
from storage.broadcasts.results import Tally, tally
from storage.chats import Chat
from storage.messages import Choice, Message
from storage.outbox import Outbox

EVERY = timedelta(seconds=2)  # how often the count is renewed at the most
HELD = 3 * EVERY  # the count waits so long for the message whose place it takes, or for the clock to ask
PEOPLE_A_COUNT = 5000  # of how many people the count is renewed so often: counting more takes longer


def count_in(
    session: Session, centre: Centre, broadcast: Broadcast, chat: Chat, now: datetime, follows: int | None = None
) -> None:
    """Count up in that chat, in the place of the message with the outbox id `follows`.

    Without one, in the place of what the turn answers. A broadcast that is done in no time is never counted.
    """
    voice = Voice(centre, chat.language)
    broadcast.progress_id = outbox.put(
        session, chat, _progress(voice, broadcast, tally(session, broadcast.id or -1)),
        now=now, lane=outbox.REPLY, kind="progress", not_before=now + HELD, follows=follows,
    )  # fmt: skip
    chat.allow([stop_choice(voice, broadcast)])


def count(session: Session, centre: Centre, broadcast: Broadcast, now: datetime) -> None:
    """Put the new count in the place of the old one, if it is time."""
    row = session.get(Outbox, broadcast.progress_id) if broadcast.progress_id else None
    if row is None or row.state not in (outbox.QUEUED, outbox.SENT):
        return
    if row.state == outbox.SENT and now - row.created_at < EVERY * (1 + broadcast.reachable // PEOPLE_A_COUNT):
        return
    voice = Voice(centre, session.get_one(Chat, row.chat_id).language)
    _renew(session, broadcast, row, _progress(voice, broadcast, tally(session, broadcast.id or -1)), now)


def end(session: Session, centre: Centre, broadcast: Broadcast, counts: Tally, now: datetime) -> Chat | None:
    """Say in the counting message that it is over, and return its chat (or where the author is reached)."""
    row = session.get(Outbox, broadcast.progress_id) if broadcast.progress_id else None
    if row is None:
        return chats.reaching(session, broadcast.author_id)
    chat = session.get_one(Chat, row.chat_id)
    if row.state in (outbox.QUEUED, outbox.SENDING, outbox.SENT):
        key = "broadcast-progress-stopped" if broadcast.state == STOPPED else "broadcast-progress-over"
        over = Voice(centre, chat.language).say(key, replaces=True, sent=counts.sent, total=counts.addressed)
        _renew(session, broadcast, row, over, now)
        if row.state == outbox.QUEUED:
            row.not_before = now
    return chat


def stop_choice(voice: Voice, broadcast: Broadcast) -> Choice:
    return voice.choice("broadcast-stop", f"/dunggui {broadcast.id}")


def _progress(voice: Voice, broadcast: Broadcast, counts: Tally) -> Message:
    stop = stop_choice(voice, broadcast)
    return voice.say("broadcast-progress", stop, replaces=True, sent=counts.sent, total=counts.addressed)


def _renew(session: Session, broadcast: Broadcast, row: Outbox, message: Message, now: datetime) -> None:
    """Put the message in the place of the row's; one that still waits is changed, not followed by another."""
    if row.state == outbox.QUEUED:
        row.body = message.to_json()
        _hang(session, row, now)
    elif Message.from_json(row.body) != message:
        broadcast.progress_id = outbox.put(
            session, session.get_one(Chat, row.chat_id), message,
            now=now, lane=outbox.REPLY, kind="progress", follows=row.id,
        )  # fmt: skip


def _hang(session: Session, row: Outbox, now: datetime) -> None:
    """Let the count take the place of the message that said that it begins, once that one is out."""
    row.follows = row.follows or outbox.reply_after(session, row)
    before = session.get(Outbox, row.follows) if row.follows else None
    is_out = before is None or before.state == outbox.SENT
    row.not_before = max(now, row.created_at + EVERY) if is_out else now + HELD
