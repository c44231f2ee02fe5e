"""A broadcast under way: begun when its time comes, put into the outbox by and by, reported at the end."""

from __future__ import annotations

from datetime import datetime

import structlog
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from handlers.broadcast import counting, words
from handlers.broadcast.reports import report
from handlers.voice import Centre, Voice
from storage import audit, broadcasts, chats, outbox
from storage.broadcasts import SCHEDULED, STOPPING, Broadcast, cost, sending, spreading
from storage.broadcasts.audience import Counts, counted
from storage.broadcasts.results import tally, waits
from storage.chats import Chat

log = structlog.get_logger(__name__)


def tick(session: Session, centre: Centre, now: datetime) -> bool:
    """Begin what is due, count up what is going out, report what is done. Asked twice it does nothing more.

    True when one that is being stopped has more people to be written down. Of the others each call takes a
    slice, which is more than any platform lets go out until the next one.
    """
    more = [_safely(session, centre, one, now) for one in broadcasts.under_way(session, now)]
    return any(more)


def finished(
    session: Session, centre: Centre, broadcast: Broadcast, now: datetime, *, seen_in: Chat | None = None
) -> None:
    """Nothing waits any more: settle the count, and report, but not to the chat where it is being said."""
    counts = tally(session, broadcast.id or -1)
    sending.finish(session, broadcast, now, counts.sent)
    chat = counting.end(session, centre, broadcast, counts, now)
    if chat is not None and (seen_in is None or chat.id != seen_in.id):
        message = report(session, Voice(centre, chat.language), broadcast)
        outbox.put(session, chat, message, now=now, lane=outbox.NOTICE, kind="report")


def _safely(session: Session, centre: Centre, broadcast: Broadcast, now: datetime) -> bool:
    """Look after one; what is wrong with it must not keep the others from going out."""
    number = broadcast.id
    try:
        with session.begin_nested():
            return _look_after(session, centre, broadcast, now)
    except OperationalError:
        raise  # the database's trouble, not the broadcast's: all of them are tried again
    except Exception:
        log.exception("a broadcast broke off", broadcast=number)
    _break_off(session, centre, broadcast, now)
    return False


def _look_after(session: Session, centre: Centre, broadcast: Broadcast, now: datetime) -> bool:
    if broadcast.state == SCHEDULED:
        _begin(session, centre, broadcast, now)
        return False
    more = spreading.spread(session, broadcast, words.maker(centre, broadcast), now)
    if broadcast.state == STOPPING:
        sending.stop(session, broadcast)  # what came back for another try after it was stopped
    if waits(session, broadcast):
        counting.count(session, centre, broadcast, now)
    else:
        finished(session, centre, broadcast, now)
    return more and broadcast.state == STOPPING


def _begin(session: Session, centre: Centre, broadcast: Broadcast, now: datetime) -> None:
    """The time has come. What is late because nobody was awake does not go out at night."""
    assert broadcast.send_at is not None
    if centre.after_quiet(now) > now and centre.after_quiet(broadcast.send_at) == broadcast.send_at:
        return
    counts = counted(session, broadcast.audience)
    chat = chats.reaching(session, broadcast.author_id)
    # Before the others in the same lane, or it would say "begun" after the last of them.
    begun = None if chat is None else _say_begun(session, Voice(centre, chat.language), chat, broadcast, counts, now)
    sending.begin(session, broadcast, counts, now)
    spreading.spread(session, broadcast, words.maker(centre, broadcast), now)
    detail = f"{counts.reachable} of {counts.people} people, as scheduled"
    audit.note(session, now, broadcast.author_id, "sent a broadcast", f"broadcast:{broadcast.id}", detail)
    if chat is not None:
        counting.count_in(session, centre, broadcast, chat, now, follows=begun)


def _say_begun(
    session: Session, voice: Voice, chat: Chat, broadcast: Broadcast, counts: Counts, now: datetime
) -> int | None:
    message = voice.say(
        "broadcast-started-as-scheduled",
        counting.stop_choice(voice, broadcast),
        audience=words.audience(session, voice, broadcast),
        count=counts.reachable,
        duration=words.duration(
            voice, cost.reckoned(session, counts.accounts, now, voice.centre.per_second).until_done
        ),
    )
    return outbox.put(session, chat, message, now=now, lane=outbox.NOTICE, kind="report")


def _break_off(session: Session, centre: Centre, broadcast: Broadcast, now: datetime) -> None:
    sending.break_off(session, broadcast, now)
    chat = chats.reaching(session, broadcast.author_id)
    if chat is None:
        return
    voice = Voice(centre, chat.language)
    go_on = voice.choice("broadcast-go-on", f"/guilai {broadcast.id}")
    see = voice.choice("broadcast-see-result", f"/ketqua {broadcast.id}")
    message = voice.say("broadcast-broke-off", go_on, see, text=words.excerpt(broadcast.text))
    outbox.put(session, chat, message, now=now, lane=outbox.NOTICE, kind="report")
