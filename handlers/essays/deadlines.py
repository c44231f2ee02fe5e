"""The deadline of an essay: asked for, taken, put off."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta

from handlers.essays import notices, words
from handlers.essays.drafts import changeable, gone, preview
from handlers.turn import Reply, Turn
from storage import audit
from storage.broadcasts.when import read_moment
from storage.essays import OPEN, Assignment, assignments
from storage.messages import Choice, Message
from storage.vietnamese import fold

DUE = "essays.receive_due"
PROPOSED_DAYS, PROPOSED_AT = (3, 7, 14), time(17)
_UNTIL = re.compile(r"\b(?:han nop|han|truoc|den|cham nhat|muon nhat)\b(?: la)?:?")  # as deadlines are said


def receive_due(turn: Turn) -> Reply:
    """The deadline was typed; None for the word of a command."""
    if words.is_command(turn):
        return None
    found = changeable(turn)
    if found is None:
        return gone(turn)
    moment = read_moment(_UNTIL.sub(" ", fold(turn.text)), turn.now, turn.centre.zone)
    return ask_due(turn, found, "essays-due-unclear") if moment is None else _take_due(turn, found, moment)


def choose_due(turn: Turn) -> Reply:
    """`/thhan 5 1790000000`: that deadline (seconds since 1970); with `that` at the end an open one is changed."""
    found = changeable(turn)
    if found is None:
        return gone(turn)
    moment = datetime.fromtimestamp(max(0, min(turn.number(1), 2**32)), UTC)
    if found.state == OPEN and turn.arguments[-1] == "that" and moment > turn.now:
        return _put_off(turn, found, moment)
    return _take_due(turn, found, moment)


def ask_due(turn: Turn, found: Assignment, key: str = "essays-ask-due") -> Message:
    """When is it to be handed in? Some evenings are proposed."""
    turn.ask(DUE, found.id)
    today = turn.now.astimezone(turn.centre.zone).date()
    moments = (datetime.combine(today + timedelta(days=days), PROPOSED_AT, turn.centre.zone) for days in PROPOSED_DAYS)
    choices = [Choice(turn.voice.moment(moment), f"/thhan {found.id} {int(moment.timestamp())}") for moment in moments]
    if found.due_at is not None and found.due_at > turn.now:
        choices.append(turn.choice("essays-keep-due", f"/thuhoach {found.id}"))
    return turn.say(key, *choices)


def _take_due(turn: Turn, found: Assignment, moment: datetime) -> Reply:
    if moment <= turn.now:
        return ask_due(turn, found, "essays-due-past")
    if found.state != OPEN:
        found.due_at = moment
        return preview(turn, found)
    return turn.say(
        "essays-ask-put-off",
        turn.choice("essays-put-off", f"/thhan {found.id} {int(moment.timestamp())} that"),
        turn.choice("essays-keep-due", f"/thuhoach {found.id}"),
        before=words.due(turn.voice, found),
        due=turn.voice.moment(moment),
    )


def _put_off(turn: Turn, found: Assignment, moment: datetime) -> Message:
    before = words.due(turn.voice, found)
    assignments.put_off(turn.session, found, moment, turn.now)
    told = notices.tell_deadline(turn.session, turn.centre, found, turn.now)
    detail = f"{before} → {words.due(turn.voice, found)}"
    audit.note(turn.session, turn.now, turn.my_id, "changed the deadline of an essay", f"assignment:{found.id}", detail)
    see = turn.choice("essays-see", f"/thuhoach {found.id}")
    return turn.say("essays-was-put-off", see, due=words.due(turn.voice, found), count=told)
