"""Reminders: what the clock has told before a lesson, and how each learner wants to be reminded."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from sqlmodel import Session

from handlers import lesson_words
from handlers.turn import Reply, Turn
from handlers.voice import Centre, Voice
from storage import cohorts
from storage.cohorts import Cohort
from storage.messages import Choice, Message
from storage.people import REMINDER_WISHES
from storage.reminders import batches, expiry, telling
from storage.reminders.batches import Due

log = structlog.get_logger(__name__)

SOON_ENOUGH = timedelta(minutes=15)  # a reminder that is held by quiet hours must leave so much time
LABELS = {
    "both": "reminders-both",
    "evening": "reminders-evening-only",
    "hour": "reminders-hour-only",
    "none": "reminders-none",
}


def send_due(session: Session, centre: Centre, now: datetime) -> None:
    """Put the reminders that are due into the outbox; of very many, a batch of people in each call."""
    call = expiry.call(session, now)
    if call.back:
        expiry.reopen(session, now)
    if call.begun:
        missed = expiry.close(session, now)
        if missed.reminders:
            log.warning("reminders expired", reminders=missed.reminders, notices=missed.notices)
    if call.due or call.begun or call.back:
        _tell(session, centre, now)


def choose(turn: Turn) -> Reply:
    """Ask how the learner wants to be reminded, with the present choice marked."""
    times = "\n".join(_times(turn.voice, cohort) for cohort, _ in cohorts.of_person(turn.session, turn.my_id))
    choices = [_choice(turn, wish) for wish in REMINDER_WISHES]
    if not times:
        return turn.say("reminders-ask", *choices)
    return turn.say("reminders-ask-with-times", *choices, times=times)


def chosen(turn: Turn) -> Reply:
    """From now on the learner is reminded so."""
    wish = turn.arguments[0] if turn.arguments else ""
    if wish not in REMINDER_WISHES:
        return choose(turn)
    turn.me.reminders = wish
    answer = turn.say(f"reminders-chosen-{wish}", replaces=True)
    return [answer, turn.say("reminders-stopped")] if turn.me.stopped and wish != "none" else answer


def _tell(session: Session, centre: Centre, now: datetime) -> None:
    due = batches.due(session, now)
    morning = centre.after_quiet(now)
    held = [one for one in due if now < morning <= one.starts_at - SOON_ENOUGH]
    if held:
        batches.hold(session, held, morning)
        due = [one for one in due if morning > one.starts_at - SOON_ENOUGH]
    if due:
        batch = batches.batch(session, due, centre.zone)

        def word(language: str, rule: str, lessons: tuple[Due, ...]) -> Message:
            return _notice(Voice(centre, language), rule, lessons, now)

        telling.tell(session, batch, word, now)


def _notice(voice: Voice, rule: str, lessons: tuple[Due, ...], now: datetime) -> Message:
    texts = [lesson_words.lesson(voice, one, now, cohort=one.cohort) for one in lessons]
    return voice.say(f"reminders-{rule}", count=len(lessons), lessons=lesson_words.blocks(texts))


def _choice(turn: Turn, wish: str) -> Choice:
    label = turn.voice.text(LABELS[wish])
    if wish == turn.me.reminders:
        label = turn.voice.text("reminders-current", choice=label)
    return Choice(label, f"/chonnhac {wish}")


def _times(voice: Voice, cohort: Cohort) -> str:
    """When the cohort's learners are reminded."""
    kinds = {(True, True): "both", (True, False): "evening", (False, True): "hour", (False, False): "none"}
    kind = kinds[bool(cohort.evening_at), bool(cohort.minutes_before)]
    return voice.text(
        f"reminders-times-{kind}",
        cohort=cohort.code,
        evening=cohort.evening_at,
        minutes=voice.number(cohort.minutes_before),
    )
