"""Broadcasts in words: for whom, how long, why not, and the message itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers.voice import Centre, Voice
from storage.broadcasts import Broadcast
from storage.broadcasts.candidates import subject
from storage.broadcasts.cost import Cost
from storage.broadcasts.results import PROBLEMS
from storage.messages import Choice, Message

LONGEST_IN_SECONDS = 90
LONGEST_EXCERPT = 120


def audience(session: Session, voice: Voice, broadcast: Broadcast) -> str:
    """`lớp NTD-03-2026`."""
    found = subject(session, broadcast.audience)
    return voice.text(f"broadcast-to-{broadcast.audience['kind']}", name=found.name, code=found.code)


def duration(voice: Voice, seconds: int) -> str:
    """`37 giây`, `2 phút`."""
    if seconds <= LONGEST_IN_SECONDS:
        return voice.text("broadcast-seconds", count=seconds)
    return voice.text("broadcast-minutes", count=-(-seconds // 60))


def delays(voice: Voice, cost: Cost, at: datetime) -> list[str]:
    """What makes it take longer than its own messages do, if it begins then, and whether it runs into the night."""
    lines = []
    if cost.until_done > cost.seconds:
        key = "broadcast-detail-before" if cost.before else "broadcast-detail-paused"
        lines.append(voice.text(key, count=cost.before, duration=duration(voice, cost.until_done)))
    end, centre = at + timedelta(seconds=cost.until_done), voice.centre
    if centre.after_quiet(at) == at and centre.after_quiet(end) > end:
        lines.append(voice.text("broadcast-detail-into-quiet", clock=voice.clock(end)))
    return lines


def problems(voice: Voice, counts: Counter[str]) -> str:
    """`3 người chưa đăng ký, 1 người đã chặn trợ lý`."""
    return ", ".join(
        voice.text(f"broadcast-problem-{problem}", count=counts[problem]) for problem in PROBLEMS if counts[problem]
    )


def excerpt(text: str) -> str:
    """The beginning of the text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_EXCERPT else line[:LONGEST_EXCERPT].rstrip() + " …"


def joined(parts: Sequence[str], *choices: Choice) -> Message:
    """The parts with a blank line between them; Fluent would take no part of more than 1,000 letters."""
    return Message("\n\n".join(parts), choices)


def maker(centre: Centre, broadcast: Broadcast) -> Callable[[str, str], Message]:
    """Makes the message that goes out from a filled-in text, for one who reads that language."""

    def make(text: str, language: str) -> Message:
        if not broadcast.acknowledge:
            return Message(text)
        received = Voice(centre, language).choice("broadcast-received", f"/danhan {broadcast.id}")
        return Message(text, (received,))

    return make
