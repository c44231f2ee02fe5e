"""What came of a live quiz: told at its end, and looked up afterwards."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from handlers.live import words
from handlers.turn import Reply, Turn
from handlers.voice import Centre, Voice
from storage import audit, outbox
from storage.live import OVER, LiveQuiz, answers, rooms, sending
from storage.messages import Choice, Message
from storage.quizzes.asked import Asked

HARDEST = 3
LONGEST_STEM = 80


def finish(session: Session, centre: Centre, live: LiveQuiz, now: datetime) -> set[int]:
    """Everybody hears their own result, the phone that leads gets everything; the accounts that have to send it."""
    scores = {one.person_id: one for one in answers.scores(session, live)}
    made = [
        (seat, words.farewell(Voice(centre, seat.language), live, scores.get(seat.person_id), len(scores)))
        for seat in sending.seats(session, live)
    ]
    rooms.finish(live, now)
    chat = sending.leader(session, live)
    if chat is not None:
        outbox.put(session, chat, report(session, Voice(centre, chat.language), live), now=now, kind=sending.KIND)
    return sending.to_each(session, made, now)


def overview(turn: Turn) -> Reply:
    """`/ttcu`: the live quizzes that are over."""
    past = rooms.past(turn.session)
    choices = (_past(turn, one) for one in past)
    return turn.say("live-which-past", *choices) if past else turn.say("live-gone")


def see(turn: Turn) -> Reply:
    """`/ttkq live`: what came of it, with the table for Excel."""
    live = turn.session.get(LiveQuiz, turn.number())
    if live is None or live.state != OVER:
        return turn.say("live-gone")
    audit.note(turn.session, turn.now, turn.my_id, "read names", f"live:{live.id}", "/ttkq")
    return report(turn.session, turn.voice, live)


def report(session: Session, voice: Voice, live: LiveQuiz) -> Message:
    """Who was there, how each question went, which were hard, who was best; everything as a table for Excel."""
    scores = answers.scores(session, live)
    if not live.position or not scores:
        return voice.say("live-ended", title=live.title)
    mean = sum(one.points for one in scores) / len(scores)
    about = {"title": live.title, "people": len(scores), "mean": voice.number(mean), "total": live.position}
    lines = [voice.text("live-report", **about)]
    asked = [one for at in range(1, live.position + 1) if (one := rooms.question(session, live, at)) is not None]
    shares = [(answers.tally(session, live, one).share, one) for one in asked]
    lines += [_share(voice, share, one) for share, one in shares]
    hardest = [(share, one) for share, one in sorted(shares, key=lambda pair: pair[0])[:HARDEST] if share < 1]
    if hardest and len(asked) > 1:
        lines += ["", voice.text("live-hardest"), *(_hard(voice, share, one) for share, one in hardest)]
    lines += ["", voice.text("live-table-title"), *words.best(voice, scores)]
    return Message("\n".join(lines), file=words.table_of_results(session, voice, live))


def _past(turn: Turn, live: LiveQuiz) -> Choice:
    """The day first: a phone cuts off the end of a long button."""
    day, clock = f"{live.created_at.astimezone(turn.centre.zone):%d/%m}", turn.voice.clock(live.created_at)
    return turn.choice("live-past", f"/ttkq {live.id}", day=day, clock=clock, title=live.title)


def _share(voice: Voice, share: float, asked: Asked) -> str:
    bar = "█" * round(words.BAR * share) or "·"
    return voice.text("live-share", number=asked.position, bar=bar, share=round(100 * share))


def _hard(voice: Voice, share: float, asked: Asked) -> str:
    stem = asked.stem if len(asked.stem) <= LONGEST_STEM else f"{asked.stem[:LONGEST_STEM].rstrip()}…"
    return voice.text("live-hard", number=asked.position, stem=stem, share=round(100 * share))
