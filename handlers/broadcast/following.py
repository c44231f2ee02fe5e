"""A broadcast under way: begun when its time comes, counted up in one message, reported at the end."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session, col

from handlers.broadcast import words
from handlers.broadcast.reports import report
from handlers.voice import Centre, Voice
from storage import audit, broadcasts, chats, outbox
from storage.broadcasts import SCHEDULED, STOPPING, Broadcast, sending
from storage.broadcasts.audience import members
from storage.broadcasts.results import Tally, tally
from storage.chats import Chat
from storage.messages import Message
from storage.outbox import Outbox

EVERY = timedelta(seconds=2)  # how often the count is renewed at the most


def tick(session: Session, centre: Centre, now: datetime) -> None:
    """Begin what is due, count up what is going out, report what is done. Asked twice it does nothing more."""
    for broadcast in broadcasts.under_way(session, now):
        if broadcast.state == SCHEDULED:
            _begin(session, centre, broadcast, now)
        else:
            _follow(session, centre, broadcast, now)


def follow_in(session: Session, centre: Centre, broadcast: Broadcast, chat: Chat, now: datetime) -> None:
    """Count up in that chat and report there. A broadcast that is done in no time is only reported."""
    voice = Voice(centre, chat.language)
    broadcast.progress_id = outbox.put(
        session, chat, _progress(voice, broadcast, tally(session, broadcast.id or -1)),
        now=now, lane=outbox.REPLY, kind="progress", not_before=now + EVERY,
    )  # fmt: skip
    chat.allow([voice.choice("broadcast-stop", _stop(broadcast))])


def finished(
    session: Session, centre: Centre, broadcast: Broadcast, now: datetime, *, seen_in: Chat | None = None
) -> None:
    """Nothing waits any more: settle the count, and report, but not to the chat where it is being said."""
    sending.finish(session, broadcast, now)
    chat = _end_of_count(session, centre, broadcast, now)
    if chat is not None and (seen_in is None or chat.id != seen_in.id):
        message = report(session, Voice(centre, chat.language), broadcast)
        outbox.put(session, chat, message, now=now, lane=outbox.NOTICE, kind="report")


def _begin(session: Session, centre: Centre, broadcast: Broadcast, now: datetime) -> None:
    """The time has come. What is late because nobody was awake does not go out at night."""
    assert broadcast.send_at is not None
    if centre.after_quiet(now) > now and centre.after_quiet(broadcast.send_at) == broadcast.send_at:
        return
    everyone = members(session, broadcast.audience)
    chat = chats.reaching(session, broadcast.author_id)
    if chat is not None:
        # Before the others in the same lane, or it would say "begun" after the last of them.
        _say_begun(
            session, Voice(centre, chat.language), chat, broadcast, len([one for one in everyone if one.reach]), now
        )
    people = sending.fan_out(session, broadcast, everyone, words.maker(centre, broadcast), now)
    detail = f"{people} of {len(everyone)} people, as scheduled"
    audit.note(session, now, broadcast.author_id, "sent a broadcast", f"broadcast:{broadcast.id}", detail)
    if chat is not None:
        follow_in(session, centre, broadcast, chat, now)


def _follow(session: Session, centre: Centre, broadcast: Broadcast, now: datetime) -> None:
    if broadcast.state == STOPPING:
        sending.stop(session, broadcast)  # what came back for another try after it was stopped
    counts = tally(session, broadcast.id or -1)
    if not counts.waiting:
        finished(session, centre, broadcast, now)
        return
    row = session.get(Outbox, broadcast.progress_id) if broadcast.progress_id else None
    if row is not None and row.state in (outbox.QUEUED, outbox.SENT):
        voice = Voice(centre, session.get_one(Chat, row.chat_id).language)
        _renew(session, broadcast, row, _progress(voice, broadcast, counts), now)


def _renew(session: Session, broadcast: Broadcast, row: Outbox, message: Message, now: datetime) -> None:
    """Put the new count in the place of the old one; a count that still waits is changed, not followed by another."""
    if Message.from_json(row.body) == message:
        return
    if row.state == outbox.QUEUED:
        row.body = message.to_json()
        return
    broadcast.progress_id = outbox.put(
        session, session.get_one(Chat, row.chat_id), message,
        now=now, lane=outbox.REPLY, kind="progress", follows=row.id,
    )  # fmt: skip


def _end_of_count(session: Session, centre: Centre, broadcast: Broadcast, now: datetime) -> Chat | None:
    """Say in the counting message that it is over, and return its chat (or where the author is reached)."""
    row = session.get(Outbox, broadcast.progress_id) if broadcast.progress_id else None
    if row is None:
        return chats.reaching(session, broadcast.author_id)
    chat = session.get_one(Chat, row.chat_id)
    if row.state == outbox.QUEUED and row.follows is None:
        outbox.cancel(session, col(Outbox.id) == row.id)  # it was never seen
    elif row.state in (outbox.QUEUED, outbox.SENDING, outbox.SENT):
        counts = tally(session, broadcast.id or -1)
        done = Voice(centre, chat.language).say(
            "broadcast-progress-over", replaces=True, sent=counts.sent, total=counts.addressed
        )
        _renew(session, broadcast, row, done, now)
    return chat


def _say_begun(session: Session, voice: Voice, chat: Chat, broadcast: Broadcast, people: int, now: datetime) -> None:
    message = voice.say(
        "broadcast-started-as-scheduled",
        voice.choice("broadcast-stop", _stop(broadcast)),
        audience=words.audience(session, voice, broadcast),
        count=people,
        duration=words.duration(voice, people),
    )
    outbox.put(session, chat, message, now=now, lane=outbox.NOTICE, kind="report")


def _progress(voice: Voice, broadcast: Broadcast, counts: Tally) -> Message:
    stop = voice.choice("broadcast-stop", _stop(broadcast))
    return voice.say("broadcast-progress", stop, replaces=True, sent=counts.sent, total=counts.addressed)


def _stop(broadcast: Broadcast) -> str:
    return f"/dunggui {broadcast.id}"
