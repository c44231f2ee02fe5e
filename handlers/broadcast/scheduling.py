"""Sending a broadcast later: when, what if that is at night, and calling it off."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from handlers.broadcast import words
from handlers.broadcast.sending import send
from handlers.broadcast.writing import STOP_WORDS, gone, own_draft
from handlers.turn import Reply, Turn
from storage import audit, broadcasts
from storage.broadcasts import DRAFT, SCHEDULED, Broadcast
from storage.broadcasts import cost as costs
from storage.broadcasts.audience import counted
from storage.broadcasts.when import read_moment
from storage.messages import Message
from storage.vietnamese import fold


def schedule(turn: Turn) -> Reply:
    """Ask for the time, or take the one that was offered (seconds since 1970)."""
    draft = own_draft(turn)
    if draft is None:
        return gone(turn)
    if len(turn.arguments) < 2:
        return _ask_time(turn, draft, "broadcast-ask-time")
    return _take(turn, draft, datetime.fromtimestamp(turn.number(1), UTC), at_night=True)


def receive_time(turn: Turn) -> Reply:
    """A time was typed; None for words that mean to give up."""
    if fold(turn.text) in STOP_WORDS:
        return None
    draft = own_draft(turn)
    if draft is None:
        return gone(turn)
    moment = read_moment(turn.text, turn.now, turn.centre.zone)
    if moment is None:
        return _ask_time(turn, draft, "broadcast-time-unclear")
    return _take(turn, draft, moment, at_night=False)


def at_dawn(turn: Turn) -> Reply:
    """Send when the quiet hours end; at once when they have ended meanwhile."""
    draft = own_draft(turn)
    if draft is None:
        return gone(turn)
    dawn = turn.centre.after_quiet(turn.now)
    return _scheduled(turn, draft, dawn) if dawn > turn.now else send(turn)


def call_off(turn: Turn) -> Reply:
    """It does not go out; it is a draft again, and whoever calls it off is its author from now on."""
    broadcast = broadcasts.held(turn.session, turn.number())
    if broadcast is None or broadcast.state != SCHEDULED:
        return turn.say("broadcast-not-scheduled", turn.choice("broadcast-see-results", "/ketqua"))
    audit.note(turn.session, turn.now, turn.my_id, "called off a broadcast", f"broadcast:{broadcast.id}")
    broadcast.state, broadcast.send_at, broadcast.author_id = DRAFT, None, turn.my_id
    return turn.say(
        "broadcast-called-off",
        turn.choice("broadcast-look", f"/tbxem {broadcast.id}"),
        turn.choice("broadcast-discard", f"/tbbo {broadcast.id}"),
        replaces=True,
    )


def _ask_time(turn: Turn, draft: Broadcast, key: str, **values: Any) -> Message:
    turn.ask("broadcast.receive_time", draft.id)
    return turn.say(key, turn.choice("broadcast-back", f"/tbxem {draft.id}"), **values)


def _take(turn: Turn, draft: Broadcast, moment: datetime, *, at_night: bool) -> Reply:
    voice = turn.voice
    if moment <= turn.now:
        return _ask_time(turn, draft, "broadcast-time-past", moment=voice.moment(moment), now=voice.moment(turn.now))
    dawn = turn.centre.after_quiet(moment)
    if dawn == moment or at_night:
        return _scheduled(turn, draft, moment)
    stamps = {"dawn": int(dawn.timestamp()), "night": int(moment.timestamp())}
    return turn.say(
        "broadcast-time-in-quiet",
        turn.choice("broadcast-send-at", f"/tbhen {draft.id} {stamps['dawn']}", clock=voice.moment(dawn)),
        turn.choice("broadcast-keep-at", f"/tbhen {draft.id} {stamps['night']}", clock=voice.clock(moment)),
        turn.choice("broadcast-back", f"/tbxem {draft.id}"),
        clock=voice.clock(moment),
    )


def _scheduled(turn: Turn, draft: Broadcast, moment: datetime) -> Reply:
    draft.state, draft.send_at = SCHEDULED, moment
    counts = counted(turn.session, draft.audience)
    cost = costs.reckoned(turn.session, counts.accounts, moment, turn.centre.per_second)
    when = turn.voice.moment(moment)
    audit.note(turn.session, turn.now, turn.my_id, "scheduled a broadcast", f"broadcast:{draft.id}", when)
    return turn.say(
        "broadcast-scheduled",
        turn.choice("broadcast-call-off", f"/huyhen {draft.id}"),
        replaces=True,
        moment=when,
        audience=words.audience(turn.session, turn.voice, draft),
        count=counts.reachable,
        duration=words.duration(turn.voice, cost.until_done),
    )
