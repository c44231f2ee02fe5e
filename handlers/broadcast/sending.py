"""Sending a broadcast now, stopping it, and sending it again to those who did not get it."""

from __future__ import annotations

from handlers.broadcast import following, words
from handlers.broadcast.reports import report
from handlers.broadcast.writing import gone, own_draft, preview
from handlers.turn import Reply, Turn
from storage import audit, broadcasts
from storage.broadcasts import FINISHED, SCHEDULED, SENDING, STOPPED, Broadcast, sending
from storage.broadcasts.audience import members
from storage.broadcasts.results import reach, tally


def send(turn: Turn) -> Reply:
    """Send now. In the quiet hours only when that was meant (`ngay`): otherwise the preview says so first."""
    draft = own_draft(turn)
    if draft is None:
        return gone(turn)
    meant = "ngay" in turn.arguments or turn.centre.after_quiet(turn.now) == turn.now
    if not draft.text or not meant or not reach(turn.session, draft).waiting:
        return preview(turn, draft)
    return _begin(turn, draft)


def stop(turn: Turn) -> Reply:
    """Nothing more goes out; the report says how many had it before. Any coordinator may stop any broadcast."""
    broadcast = broadcasts.held(turn.session, turn.number())
    if broadcast is None or broadcast.state not in (SENDING, SCHEDULED):
        return turn.say("broadcast-nothing-to-stop", turn.choice("broadcast-see-results", "/ketqua"))
    if broadcast.state == SCHEDULED:
        return turn.say("broadcast-not-begun", turn.choice("broadcast-call-off", f"/huyhen {broadcast.id}"))
    _note(turn, "stopped a broadcast", broadcast)
    sending.stop(turn.session, broadcast)
    if tally(turn.session, broadcast.id or -1).waiting:
        return turn.say("broadcast-stopping")
    following.finished(turn.session, turn.centre, broadcast, turn.now, seen_in=turn.chat)
    return report(turn.session, turn.voice, broadcast)


def send_again(turn: Turn) -> Reply:
    """Once more to those who did not get it and can be reached now."""
    broadcast = broadcasts.held(turn.session, turn.number())
    if broadcast is None or broadcast.state not in (FINISHED, STOPPED):
        return turn.say("broadcast-nothing-again", turn.choice("broadcast-see-results", "/ketqua"))
    dawn = turn.centre.after_quiet(turn.now)
    if dawn > turn.now and "ngay" not in turn.arguments:
        return turn.say(
            "broadcast-again-in-quiet",
            turn.choice("broadcast-send-anyway", f"/guilai {broadcast.id} ngay"),
            moment=turn.voice.moment(dawn),
        )
    people = sending.send_again(turn.session, broadcast, words.maker(turn.centre, broadcast), turn.now)
    if not people:
        names = turn.choice("broadcast-who-missed", f"/chuatoi {broadcast.id}")
        return turn.say("broadcast-nobody-again", names)
    _note(turn, "sent a broadcast again", broadcast, f"{people} people")
    return _started(turn, broadcast, people, "broadcast-started-again")


def _begin(turn: Turn, draft: Broadcast) -> Reply:
    everyone = members(turn.session, draft.audience)
    make = words.maker(turn.centre, draft)
    people = sending.fan_out(turn.session, draft, everyone, make, turn.now)
    _note(turn, "sent a broadcast", draft, f"{people} of {len(everyone)} people")
    return _started(turn, draft, people, "broadcast-started")


def _started(turn: Turn, broadcast: Broadcast, people: int, key: str) -> Reply:
    following.follow_in(turn.session, turn.centre, broadcast, turn.chat, turn.now)
    return turn.say(
        key,
        turn.choice("broadcast-stop", f"/dunggui {broadcast.id}"),
        replaces=True,
        count=people,
        duration=words.duration(turn.voice, people),
    )


def _note(turn: Turn, action: str, broadcast: Broadcast, detail: str = "") -> None:
    audit.note(turn.session, turn.now, turn.my_id, action, f"broadcast:{broadcast.id}", detail)
