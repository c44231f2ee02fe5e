"""What became of a broadcast, in one message."""

from __future__ import annotations

from sqlmodel import Session

from handlers.broadcast import words
from handlers.voice import Voice
from storage.broadcasts import BROKEN, FINISHED, SCHEDULED, SENDING, STOPPED, Broadcast, missing
from storage.broadcasts.results import Tally, tally
from storage.messages import Choice, Message


def report(session: Session, voice: Voice, broadcast: Broadcast) -> Message:
    """How many got it, who did not and why, and what can be done now."""
    counts = tally(session, broadcast.id or -1)
    head = voice.text(
        f"broadcast-head-{broadcast.state}",
        moment=voice.moment(broadcast.send_at or broadcast.created_at),
        audience=words.audience(session, voice, broadcast),
    )
    lines = [head, voice.text("broadcast-quoted", text=words.excerpt(broadcast.text))]
    if broadcast.state != SCHEDULED:
        lines += ["", *_figures(voice, broadcast, counts)]
    return Message("\n".join(lines), tuple(_choices(session, voice, broadcast, counts)))


def _figures(voice: Voice, broadcast: Broadcast, counts: Tally) -> list[str]:
    lines = [voice.text("broadcast-figure-sent", sent=counts.sent, total=counts.total)]
    if counts.waiting:
        lines.append(voice.text("broadcast-figure-waiting", count=counts.waiting))
    if counts.problems:
        lines.append(voice.text("broadcast-figure-missed", problems=words.problems(voice, counts.problems)))
    if counts.doubtful:
        lines.append(voice.text("broadcast-figure-doubtful", count=counts.doubtful))
    if counts.repeated:
        lines.append(voice.text("broadcast-figure-repeated", count=counts.repeated))
    if broadcast.acknowledge:
        lines.append(voice.text("broadcast-figure-acknowledged", count=counts.acknowledged, total=counts.sent))
    return lines


def _choices(session: Session, voice: Voice, broadcast: Broadcast, counts: Tally) -> list[Choice]:
    number, choices = broadcast.id, []
    if broadcast.state == SCHEDULED:
        choices.append(voice.choice("broadcast-call-off", f"/huyhen {number}"))
    if broadcast.state == SENDING:
        choices.append(voice.choice("broadcast-stop", f"/dunggui {number}"))
    if broadcast.state in (FINISHED, STOPPED, BROKEN):
        choices += _again(session, voice, broadcast, counts)
    if counts.missed:
        choices.append(voice.choice("broadcast-who-missed", f"/chuatoi {number}"))
    if broadcast.acknowledge and counts.acknowledged < counts.sent:
        choices.append(voice.choice("broadcast-who-silent", f"/chuaxacnhan {number}"))
    return choices


def _again(session: Session, voice: Voice, broadcast: Broadcast, counts: Tally) -> list[Choice]:
    """Send again, where that would reach somebody."""
    if broadcast.state == BROKEN and (broadcast.spreading or not broadcast.people):
        return [voice.choice("broadcast-go-on", f"/guilai {broadcast.id}")]
    choices = []
    if counts.problems and missing.how_many(session, broadcast, doubtful=False):
        choices.append(voice.choice("broadcast-send-again", f"/guilai {broadcast.id}"))
    if counts.doubtful and missing.how_many(session, broadcast, doubtful=True):
        choices.append(voice.choice("broadcast-send-again-doubtful", f"/guilai {broadcast.id} khongchac"))
    return choices
