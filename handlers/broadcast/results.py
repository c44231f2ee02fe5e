"""Looking back: the earlier broadcasts, and the names of those who did not get one or did not say so."""

from __future__ import annotations

from handlers.broadcast import words
from handlers.broadcast.reports import report
from handlers.turn import Reply, Turn
from storage import audit, broadcasts
from storage.broadcasts import DRAFT, SCHEDULED, Broadcast
from storage.broadcasts import results as records
from storage.broadcasts.results import Missed
from storage.messages import Choice, Message

SHOWN = 10
NAMES = 40  # on a page: with long units still one message
COUNTED_ANEW = 5000  # people: counting more for each line of a list would take too long


def results(turn: Turn) -> Reply:
    """`/ketqua`: the newest broadcasts; `/ketqua 3`: the report of that one. None for other words."""
    if turn.arguments and not turn.arguments[0].isdigit():
        return None
    if turn.arguments:
        broadcast = turn.session.get(Broadcast, turn.number())
        if broadcast is None or broadcast.state == DRAFT:
            return turn.say("broadcast-unknown", turn.choice("broadcast-see-results", "/ketqua"))
        return report(turn.session, turn.voice, broadcast)
    recent = broadcasts.recent(turn.session, SHOWN)
    if not recent:
        return turn.say("broadcast-none-yet", turn.choice("broadcast-write-one", "/thongbao"))
    choices = [Choice(_line(turn, broadcast), f"/ketqua {broadcast.id}") for broadcast in recent]
    return turn.say("broadcast-recent", *choices)


def not_reached(turn: Turn) -> Reply:
    """Who did not get it, or could not get it if it went out now."""
    broadcast = turn.session.get(Broadcast, turn.number())
    if broadcast is None or (broadcast.state == DRAFT and broadcast.author_id != turn.my_id):
        return turn.say("broadcast-unknown", turn.choice("broadcast-see-results", "/ketqua"))
    missed = records.not_reached(turn.session, broadcast)
    if not missed:
        return turn.say("broadcast-all-reached")
    return _names(turn, broadcast, missed, "broadcast-names-missed", "/chuatoi")


def not_acknowledged(turn: Turn) -> Reply:
    """Who got it and has not pressed "received"."""
    broadcast = turn.session.get(Broadcast, turn.number())
    if broadcast is None or not broadcast.acknowledge:
        return turn.say("broadcast-unknown", turn.choice("broadcast-see-results", "/ketqua"))
    silent = records.not_acknowledged(turn.session, broadcast.id or -1)
    if not silent:
        return turn.say("broadcast-all-acknowledged")
    return _names(turn, broadcast, silent, "broadcast-names-silent", "/chuaxacnhan")


def _line(turn: Turn, broadcast: Broadcast) -> str:
    """`08:00 23/11, lớp NTD-03-2026: 3/4`."""
    moment = broadcast.send_at or broadcast.created_at
    sent, total = _sent(turn, broadcast)
    return turn.voice.text(
        "broadcast-line-scheduled" if broadcast.state == SCHEDULED else "broadcast-line",
        clock=turn.voice.clock(moment),
        day=f"{moment.astimezone(turn.centre.zone):%d/%m}",
        audience=words.audience(turn.session, turn.voice, broadcast),
        sent=sent,
        total=total,
    )


def _sent(turn: Turn, broadcast: Broadcast) -> tuple[int, int]:
    """How many got it, of how many. Of a large one that is over, as it was counted at its end."""
    if broadcast.finished_at is not None and broadcast.people > COUNTED_ANEW:
        return broadcast.sent, broadcast.people
    counts = records.tally(turn.session, broadcast.id or -1)
    return counts.sent, counts.total


def _names(turn: Turn, broadcast: Broadcast, people: list[Missed], key: str, command: str) -> Reply:
    page = max(0, turn.number(1))
    shown = people[page * NAMES : (page + 1) * NAMES]
    audit.note(turn.session, turn.now, turn.my_id, "read names", f"broadcast:{broadcast.id}", command)
    choices = []
    if len(people) > (page + 1) * NAMES:
        choices.append(turn.choice("broadcast-more", f"{command} {broadcast.id} {page + 1}"))
    back = "/tbxem" if broadcast.state == DRAFT else "/ketqua"
    choices.append(turn.choice("broadcast-back", f"{back} {broadcast.id}"))
    lines = [turn.voice.text(key, count=len(people)), *_lines(turn, shown)]
    return Message("\n".join(lines), tuple(choices))


def _lines(turn: Turn, people: list[Missed]) -> list[str]:
    """A name a line, under a heading for each reason."""
    lines: list[str] = []
    reason = ""
    for one in people:
        if one.problem != reason:
            reason = one.problem
            lines.append(turn.voice.text(f"broadcast-because-{reason}"))
        lines.append(f"- {one.name} ({one.unit})" if one.unit else f"- {one.name}")
    return lines
