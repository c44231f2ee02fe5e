"""What stands on the projector, in words."""

from __future__ import annotations

from datetime import datetime
from string import ascii_uppercase
from typing import Any

from handlers import question_words
from handlers.voice import Voice
from storage.live import ASKING, CLOSING, ENDING, OVER, STANDINGS, WAITING
from storage.live.answers import Tally
from storage.live.board import Board
from storage.quizzes import MULTIPLE, NUMBER, SHORT, TRUE_FALSE
from storage.quizzes.asked import Asked

PHASES = {
    WAITING: "waiting",
    ASKING: "question",
    CLOSING: "question",
    ENDING: "question",
    STANDINGS: "table",
    OVER: "over",
}


def in_words(voice: Voice, seen: Board, now: datetime) -> dict[str, Any]:
    """What the page draws: its `phase` (waiting, question, answer, table, over) and what belongs to it.

    Seconds are counted from now, since no browser's clock is to be trusted.
    """
    phase = PHASES.get(seen.state, "answer")
    drawn: dict[str, Any] = {"phase": phase, "code": seen.code, "title": seen.title, "total": seen.questions}
    if phase == "waiting":
        return {**drawn, "joined": seen.joined, "ways": list(seen.ways), "qr": bool(seen.telegram)}
    if phase in ("table", "over"):
        return {**drawn, **_table(voice, seen), **({"number": seen.asked.position} if seen.asked else {})}
    assert seen.asked is not None
    drawn |= _question(voice, seen.asked)
    if seen.tally is None:
        return {**drawn, **_countdown(seen, now), "answered": seen.answered, "told": seen.told}
    return {**drawn, **_answer(voice, seen.asked, seen.tally)}


def _question(voice: Voice, asked: Asked) -> dict[str, Any]:
    labels = _labels(voice, asked)
    return {
        "number": asked.position,
        "stem": asked.stem,
        "options": [{"letter": letter, "text": text} for letter, text in labels],
        "hint": _hint(voice, asked),
        "picture": asked.picture_id is not None,
    }


def _hint(voice: Voice, asked: Asked) -> str:
    if asked.kind == MULTIPLE:
        return voice.text("live-several")
    return voice.text(f"question-hint-{asked.kind}") if asked.kind in (SHORT, NUMBER) else ""


def _labels(voice: Voice, asked: Asked) -> list[tuple[str, str]]:
    if asked.kind in (SHORT, NUMBER):
        return []
    if asked.kind == TRUE_FALSE:
        return [("", voice.text("question-true")), ("", voice.text("question-false"))]
    return list(zip(ascii_uppercase, asked.shown_options, strict=False))


def _countdown(seen: Board, now: datetime) -> dict[str, Any]:
    assert seen.opens_at is not None and seen.closes_at is not None
    return {
        "seconds": seen.seconds,
        "left": max(0.0, round((seen.closes_at - now).total_seconds(), 2)) if seen.state == ASKING else 0.0,
    }


def _answer(voice: Voice, asked: Asked, tally: Tally) -> dict[str, Any]:
    """The bars. What was typed stays with the instructor: the room sees only how many were right."""
    if asked.kind in (SHORT, NUMBER):
        bars = [{"count": tally.right, "right": True}, {"count": tally.wrong, "right": False}]
    else:
        right = asked.key["right"]
        bars = [{"count": tally.picked[at], "right": at in right} for at in asked.shown]
    return {
        "bars": bars, "told": tally.told, "right": tally.right, "silent": tally.silent,
        "key": question_words.key(voice, asked), "reasons": question_words.reasons(voice, asked),
    }  # fmt: skip


def _table(voice: Voice, seen: Board) -> dict[str, Any]:
    best = [{"place": one.place, "name": one.name, "points": voice.number(one.points, 2)} for one in seen.best]
    more = voice.text("live-best-nobody") if seen.state == STANDINGS and not best else ""
    if seen.tied:
        more = voice.text("live-best-more", count=seen.tied, points=best[-1]["points"])
    return {"best": best, "more": more}
