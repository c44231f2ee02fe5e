"""The timetable: what comes, what changed since one last looked, and the file for the phone's calendar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from handlers import lesson_words
from handlers.turn import Reply, Turn
from storage import lessons
from storage.cohorts import Cohort
from storage.lessons import CANCELLED, PLANNED, Lesson
from storage.messages import Choice, File, Message

AT_ONCE = 10  # lessons in one message

Rows = Sequence[tuple[Lesson, Cohort]]


def coming(turn: Turn) -> Reply:
    """The next lessons, and above them what changed since the person last asked."""
    rows = lessons.of_person(turn.session, turn.my_id, after=turn.now)
    changed = lessons.unseen(turn.session, turn.my_id, [lesson for lesson, _ in rows], turn.now)
    lessons.mark_seen(turn.session, turn.my_id, [lesson for lesson, _ in rows])
    codes = _codes(rows)
    parts = []
    if changed:
        texts = [
            lesson_words.change(turn.voice, one, turn.now, cohort=codes.get(one.lesson.cohort_id, ""))
            for one in changed
        ]
        parts.append(turn.voice.text("schedule-changed-since", changes=lesson_words.blocks(texts)))
    planned = _planned(rows)
    if not planned:
        parts.append(turn.voice.text("schedule-none"))
        return Message(lesson_words.blocks(parts))
    parts.append(turn.voice.text("schedule-coming", lessons=_listed(turn, planned[:AT_ONCE], codes)))
    choices = _choices(turn, planned, 0)
    return Message(lesson_words.blocks(parts), tuple(choices))


def further(turn: Turn) -> Reply:
    """The lessons after those already shown; the argument says how many that were."""
    rows = lessons.of_person(turn.session, turn.my_id, after=turn.now)
    planned, shown = _planned(rows), max(turn.number(), 0)
    if not planned[shown:]:
        return turn.say("schedule-none")
    listed = _listed(turn, planned[shown : shown + AT_ONCE], _codes(rows))
    return turn.say("schedule-rest", *_choices(turn, planned, shown), lessons=listed)


def calendar(turn: Turn) -> Reply:
    """The whole timetable as a file that a phone's calendar opens."""
    rows = lessons.of_person(turn.session, turn.my_id)
    if not rows:
        return turn.say("schedule-none")
    data = {
        "title": turn.voice.text("schedule-calendar-title"),
        "lessons": [_entry(turn, lesson, cohort) for lesson, cohort in rows],
    }
    return turn.say("schedule-file", file=File("calendar", turn.voice.text("schedule-file-name"), data))


def _planned(rows: Rows) -> Rows:
    return [(lesson, cohort) for lesson, cohort in rows if lesson.state == PLANNED]


def _codes(rows: Rows) -> dict[int, str]:
    """The codes of the cohorts, when there are several; otherwise they need not be named."""
    codes = {lesson.cohort_id: cohort.code for lesson, cohort in rows}
    return codes if len(codes) > 1 else {}


def _listed(turn: Turn, rows: Rows, codes: dict[int, str]) -> str:
    return lesson_words.blocks(
        lesson_words.lesson(turn.voice, lesson, turn.now, cohort=codes.get(lesson.cohort_id, "")) for lesson, _ in rows
    )


def _choices(turn: Turn, planned: Rows, shown: int) -> list[Choice]:
    more = len(planned) > shown + AT_ONCE
    next_page = [turn.choice("schedule-show-more", f"/lichtiep {shown + AT_ONCE}")] if more else []
    return [*next_page, turn.choice("schedule-save", "/lichics")]


def _entry(turn: Turn, lesson: Lesson, cohort: Cohort) -> dict[str, Any]:
    """What the calendar file says of the lesson, as plain JSON (see `storage.files.calendar`)."""
    voice = turn.voice
    return {
        "uid": lesson.uid,
        "sequence": lesson.sequence,
        "starts_at": lesson.starts_at.isoformat(),
        "ends_at": lesson.ends_at.isoformat(),
        "changed_at": lesson.changed_at.isoformat(),
        "title": voice.text("schedule-calendar-lesson", topic=lesson.topic, cohort=cohort.code),
        "place": lesson.place,
        "note": voice.text("schedule-instructor", instructor=lesson.instructor) if lesson.instructor else "",
        "cancelled": lesson.state == CANCELLED,
        "minutes_before": cohort.minutes_before,
    }
