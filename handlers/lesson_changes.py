"""What learners are told when the timetable of their cohort changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers import lesson_words
from handlers.voice import Centre, Voice
from storage import digests, lessons, outbox, plans
from storage.chats import Chat
from storage.cohorts import Cohort
from storage.lessons import NEW, LessonChange
from storage.messages import Message

KIND = "change"
TIME_TO_SETTLE = timedelta(hours=24)  # between an evening's digest and the first lesson that it speaks of
TIME_TO_READ = timedelta(hours=1)  # what can wait for the morning must still come so long before the lesson


def announce(session: Session, centre: Centre, changes: Sequence[LessonChange], now: datetime) -> int:
    """Tell everyone concerned what changed, one message a learner and cohort; returns how many are told.

    The first timetable of a cohort is announced in a few words, without listing every lesson as new.
    """
    by_cohort: defaultdict[int, list[LessonChange]] = defaultdict(list)
    for one in changes:
        by_cohort[one.lesson.cohort_id].append(one)
    return sum(_announce(session, centre, cohort_id, mine, now) for cohort_id, mine in by_cohort.items())


def _announce(session: Session, centre: Centre, cohort_id: int, changes: list[LessonChange], now: datetime) -> int:
    ahead = [one for one in changes if one.concerns(now)]
    if not ahead:
        return 0
    cohort = session.get_one(Cohort, cohort_id)
    first = all(one.kind == NEW for one in changes) and lessons.only_these(
        session, cohort_id, [one.lesson for one in changes]
    )
    word = _first if first else _changed
    chats = lessons.chats_of_learners(session, cohort_id)
    messages = {
        language: word(Voice(centre, language), cohort, ahead, now) for language in {chat.language for chat in chats}
    }
    not_before = _not_before(centre, ahead, now)
    held = _in_the_evening(centre, cohort, ahead, now, not_before)
    limited = plans.limited(session)
    for chat in chats:
        _put(session, chat, messages[chat.language], now, held if chat.account_id in limited else not_before)
    return len(chats)


def _put(session: Session, chat: Chat, message: Message, now: datetime, not_before: datetime) -> None:
    outbox.put(session, chat, message, now=now, lane=outbox.NOTICE, kind=KIND, not_before=not_before)


def _in_the_evening(
    centre: Centre, cohort: Cohort, changes: Sequence[LessonChange], now: datetime, not_before: datetime
) -> datetime:
    """When it goes out where a plan counts: with tomorrow's lessons, if all it speaks of begins after tomorrow."""
    starts = [moment for one in changes for moment in (one.lesson.starts_at, one.was_at) if moment and moment > now]
    before = min(starts) - TIME_TO_SETTLE
    return max(not_before, digests.evening(KIND, cohort.evening_at, now, centre.zone, before))


def _not_before(centre: Centre, changes: Sequence[LessonChange], now: datetime) -> datetime:
    """The end of the quiet hours, if none of the lessons is or was to begin soon after; else at once."""
    morning = centre.after_quiet(now)
    starts = [one.lesson.starts_at for one in changes]
    starts += [one.was_at for one in changes if one.was_at is not None]
    ahead = [start for start in starts if start > now]
    return morning if all(start > morning + TIME_TO_READ for start in ahead) else now


def _first(voice: Voice, cohort: Cohort, changes: Sequence[LessonChange], now: datetime) -> Message:
    first = min((one.lesson for one in changes), key=lambda lesson: lesson.starts_at)
    return voice.say(
        "schedule-first",
        cohort=cohort.code,
        count=len(changes),
        lesson=lesson_words.lesson(voice, first, now),
    )


def _changed(voice: Voice, cohort: Cohort, changes: Sequence[LessonChange], now: datetime) -> Message:
    texts = lesson_words.blocks(lesson_words.change(voice, one, now) for one in changes)
    return voice.say("schedule-changed", cohort=cohort.code, changes=texts)
