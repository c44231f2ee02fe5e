"""Sending a broadcast now, stopping it, and sending it again to those who did not get it."""

from __future__ import annotations

from handlers.broadcast import counting, following, words
from handlers.broadcast.reports import report
from handlers.broadcast.writing import gone, own_draft, preview
from handlers.turn import Reply, Turn
from storage import audit, broadcasts
from storage.broadcasts import BROKEN, FINISHED, SCHEDULED, SENDING, STOPPED, Broadcast, cost, missing, sending
from storage.broadcasts.audience import counted
from storage.broadcasts.results import waits
from storage.broadcasts.spreading import spread
from storage.vietnamese import fold

NOW, DOUBTFUL, MEANT = "ngay", "khongchac", "that"  # words of /guilai: at night too; those in doubt; yes, really


def send(turn: Turn) -> Reply:
    """Send now. In the quiet hours only when that was meant (`ngay`): otherwise the preview says so first."""
    draft = own_draft(turn)
    if draft is None:
        return gone(turn)
    meant = NOW in turn.arguments or turn.centre.after_quiet(turn.now) == turn.now
    counts = counted(turn.session, draft.audience)
    if not draft.text or not meant or not counts.reachable:
        return preview(turn, draft)
    needed = cost.reckoned(turn.session, counts.accounts, turn.now, turn.centre.per_second).until_done
    sending.begin(turn.session, draft, counts, turn.now)
    _note(turn, "sent a broadcast", draft, f"{counts.reachable} of {counts.people} people")
    return _started(turn, draft, counts.reachable, needed, "broadcast-started")


def stop(turn: Turn) -> Reply:
    """Nothing more goes out; the report says how many had it before. Any coordinator may stop any broadcast."""
    broadcast = broadcasts.held(turn.session, turn.number())
    if broadcast is None or broadcast.state not in (SENDING, SCHEDULED):
        return turn.say("broadcast-nothing-to-stop", turn.choice("broadcast-see-results", "/ketqua"))
    if broadcast.state == SCHEDULED:
        return turn.say("broadcast-not-begun", turn.choice("broadcast-call-off", f"/huyhen {broadcast.id}"))
    _note(turn, "stopped a broadcast", broadcast)
    sending.stop(turn.session, broadcast)
    if waits(turn.session, broadcast):
        return turn.say("broadcast-stopping")
    following.finished(turn.session, turn.centre, broadcast, turn.now, seen_in=turn.chat)
    return report(turn.session, turn.voice, broadcast)


def send_again(turn: Turn) -> Reply:
    """Once more to those who did not get it and can be reached now, or (`khongchac`) to those of whom nobody knows."""
    broadcast = broadcasts.held(turn.session, turn.number())
    if broadcast is None or broadcast.state not in (FINISHED, STOPPED, BROKEN):
        return turn.say("broadcast-nothing-again", turn.choice("broadcast-see-results", "/ketqua"))
    doubtful = DOUBTFUL in fold(" ".join(turn.arguments)).replace(" ", "")
    if doubtful and MEANT not in turn.arguments:
        return _ask_doubtful(turn, broadcast)
    if turn.centre.after_quiet(turn.now) > turn.now and NOW not in turn.arguments:
        return _ask_in_quiet(turn, broadcast)
    return _again(turn, broadcast, doubtful=doubtful)


def _again(turn: Turn, broadcast: Broadcast, *, doubtful: bool) -> Reply:
    people = sending.begin_again(turn.session, broadcast, turn.now, doubtful=doubtful)
    if not people:
        return _nobody(turn, broadcast)
    _note(turn, "sent a broadcast again", broadcast, f"{people} people{' in doubt' if doubtful else ''}")
    return _started(turn, broadcast, people, cost.seconds(people, turn.centre.per_second), "broadcast-started-again")


def _ask_doubtful(turn: Turn, broadcast: Broadcast) -> Reply:
    people = missing.how_many(turn.session, broadcast, doubtful=True)
    if not people:
        return _nobody(turn, broadcast)
    return turn.say(
        "broadcast-ask-doubtful",
        turn.choice("broadcast-again-doubtful-yes", f"/guilai {broadcast.id} {DOUBTFUL} {MEANT}"),
        turn.choice("broadcast-again-doubtful-no", f"/ketqua {broadcast.id}"),
        count=people,
    )


def _ask_in_quiet(turn: Turn, broadcast: Broadcast) -> Reply:
    said = " ".join(["/guilai", *turn.arguments, NOW])
    dawn = turn.centre.after_quiet(turn.now)
    return turn.say(
        "broadcast-again-in-quiet",
        turn.choice("broadcast-send-anyway", said),
        moment=turn.voice.moment(dawn),
    )


def _nobody(turn: Turn, broadcast: Broadcast) -> Reply:
    return turn.say("broadcast-nobody-again", turn.choice("broadcast-who-missed", f"/chuatoi {broadcast.id}"))


def _started(turn: Turn, broadcast: Broadcast, people: int, seconds: int, key: str) -> Reply:
    spread(turn.session, broadcast, words.maker(turn.centre, broadcast), turn.now)
    counting.count_in(turn.session, turn.centre, broadcast, turn.chat, turn.now)
    stop = counting.stop_choice(turn.voice, broadcast)
    return turn.say(key, stop, replaces=True, count=people, duration=words.duration(turn.voice, seconds))


def _note(turn: Turn, action: str, broadcast: Broadcast, detail: str = "") -> None:
    audit.note(turn.session, turn.now, turn.my_id, action, f"broadcast:{broadcast.id}", detail)
