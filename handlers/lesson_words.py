"""How lessons, and what changed about them, are put into words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol

from handlers.voice import Voice
from storage.lessons import DETAILS, LessonChange


class Meeting(Protocol):
    """What is said of a lesson, whichever row it comes from."""

    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...
    @property
    def topic(self) -> str: ...
    @property
    def instructor(self) -> str: ...
    @property
    def place(self) -> str: ...


def day(voice: Voice, moment: datetime, now: datetime) -> str:
    """`Thứ Ba, 24/11/2026 (ngày mai)`; only today and tomorrow are named."""
    zone = voice.centre.zone
    today = now.astimezone(zone).date()
    names = {today: "schedule-today", today + timedelta(days=1): "schedule-tomorrow"}
    name = names.get(moment.astimezone(zone).date())
    return f"{voice.day(moment)} ({voice.text(name)})" if name else voice.day(moment)


def when(voice: Voice, lesson: Meeting, now: datetime) -> str:
    """`Thứ Ba, 24/11/2026 (ngày mai), 07:30 - 11:00`."""
    return f"{day(voice, lesson.starts_at, now)}, {voice.clock(lesson.starts_at)} - {voice.clock(lesson.ends_at)}"


def lesson(voice: Voice, one: Meeting, now: datetime, *, cohort: str = "") -> str:
    """A few lines: when, what, where, with whom; what is not known is left out."""
    lines = [when(voice, one, now), one.topic, *_where(voice, one.place)]
    if one.instructor:
        lines.append(voice.text("schedule-instructor", instructor=one.instructor))
    if cohort:
        lines.append(voice.text("schedule-cohort", cohort=cohort))
    return "\n".join(lines)


def change(voice: Voice, one: LessonChange, now: datetime, *, cohort: str = "") -> str:
    """What is different about a lesson: from when to when, from where to where, new or cancelled."""
    lines = [voice.text(f"schedule-change-{one.kind}", topic=one.lesson.topic)]
    if one.kind == "moved" and one.was_at is not None:
        was = f"{day(voice, one.was_at, now)}, {voice.clock(one.was_at)}"
        lines.append(voice.text("schedule-from", what=was))
        lines.append(voice.text("schedule-to", what=when(voice, one.lesson, now)))
        lines += _where_instead(voice, one)
    else:
        lines.append(when(voice, one.lesson, now))
        lines += _details(voice, one)
    if cohort:
        lines.append(voice.text("schedule-cohort", cohort=cohort))
    return "\n".join(lines)


def blocks(texts: Iterable[str]) -> str:
    """Several such pieces with a blank line between them."""
    return "\n\n".join(texts)


def _details(voice: Voice, one: LessonChange) -> list[str]:
    if one.kind == "place":
        was = one.was_place or voice.text("schedule-no-place")
        place = one.lesson.place or voice.text("schedule-no-place")
        return [voice.text("schedule-from", what=was), voice.text("schedule-to", what=place)]
    if one.kind == "cancelled":
        return []
    lines = _where(voice, one.lesson.place)
    if one.kind == DETAILS and one.lesson.instructor:
        lines.append(voice.text("schedule-instructor", instructor=one.lesson.instructor))
    return lines


def _where_instead(voice: Voice, one: LessonChange) -> list[str]:
    """Where a moved lesson is, and where it was, if that is somewhere else."""
    if not one.was_place or one.was_place == one.lesson.place:
        return _where(voice, one.lesson.place)
    place = one.lesson.place or voice.text("schedule-no-place")
    return [voice.text("schedule-place-instead", place=place, was=one.was_place)]


def _where(voice: Voice, place: str) -> list[str]:
    return [voice.text("schedule-place", place=place)] if place else []
