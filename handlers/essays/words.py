"""Essays in words: what they consist of, how late they are, how one stands."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.question_answers import is_command as is_word_of
from handlers.turn import Turn
from handlers.voice import Voice
from storage.essays import Assignment, Submission
from storage.essays.gathering import Counts
from storage.essays.standing import Essay

HOUR, LONGEST_IN_HOURS = timedelta(hours=1), timedelta(hours=48)


def is_command(turn: Turn) -> bool:
    """Whether what was typed is the word of a command, and no answer."""
    return is_word_of(turn.text, {*turn.menu(turn.me.roles), "huy"})


def contents(voice: Voice, counts: Counts) -> str:
    """`3 ảnh, 1 tệp, 2 đoạn văn`."""
    kinds = (("photos", counts.photos), ("documents", counts.documents), ("texts", counts.texts))
    return ", ".join(voice.text(f"essays-count-{kind}", count=count) for kind, count in kinds if count)


def span(voice: Voice, late: timedelta) -> str:
    """`5 phút`, `2 giờ`, `3 ngày`."""
    if late < HOUR:
        return voice.text("essays-minutes", count=max(1, int(late.total_seconds() // 60)))
    if late < LONGEST_IN_HOURS:
        return voice.text("essays-hours", count=int(late / HOUR))
    return voice.text("essays-days", count=late.days)


def when(voice: Voice, moment: datetime, late: timedelta | None) -> str:
    """When it was handed in, and how late that is."""
    if late is None:
        return voice.moment(moment)
    return voice.text("essays-late", moment=voice.moment(moment), span=span(voice, late))


def mark(voice: Voice, value: float) -> str:
    """`7,5`, `8,25`."""
    return voice.number(value, 2)


def due(voice: Voice, assignment: Assignment) -> str:
    assert assignment.due_at is not None
    return voice.moment(assignment.due_at)


def state(voice: Voice, essay: Essay) -> str:
    """How a learner stands with an essay, in a few words."""
    if essay.mark is not None:
        return voice.text("essays-state-marked", mark=mark(voice, essay.mark))
    if essay.handed_in_at is not None:
        if essay.late is not None:
            return voice.text("essays-state-late", span=span(voice, essay.late))
        return voice.text("essays-state-handed-in")
    if not essay.is_open:
        return voice.text("essays-state-closed")
    return voice.text("essays-state-unfinished" if essay.unfinished else "essays-state-none")


def receipt(voice: Voice, submission: Submission, late: timedelta | None, counts: Counts) -> str:
    """Number, code, time and what there is: the proof that it was handed in."""
    assert submission.handed_in_at is not None
    lines = [
        voice.text("essays-receipt-number", number=str(submission.id), code=submission.code or ""),
        voice.text("essays-receipt-time", moment=when(voice, submission.handed_in_at, late)),
        voice.text("essays-receipt-contents", contents=contents(voice, counts)),
    ]
    return "\n".join(lines)


def remarks(voice: Voice, comments: tuple[str, ...]) -> list[str]:
    """What the markers said; they are numbered where there are several."""
    if len(comments) == 1:
        return [voice.text("essays-comment", comment=comments[0])]
    return [
        voice.text("essays-comment-of", number=str(number), comment=comment)
        for number, comment in enumerate(comments, 1)
    ]
