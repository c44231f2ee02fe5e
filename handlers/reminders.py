"""Reminders: what the clock has told before a lesson, and how each learner wants to be reminded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import OperationalError
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

TRY_AGAIN = timedelta(minutes=5)  # a class whose reminders failed waits so long
SOON_ENOUGH = timedelta(minutes=15)  # a reminder that is held by quiet hours must leave so much time
LABELS = {
    "both": "reminders-both",
    "evening": "reminders-evening-only",
    "hour": "reminders-hour-only",
    "none": "reminders-none",
}


def send_due(session: Session, centre: Centre, now: datetime) -> bool:
    """Put the reminders that are due into the outbox; of very many, a batch of people. True: there are more."""
    call = expiry.call(session, now)
    if call.back:
        expiry.reopen(session, now)
    if call.begun:
        missed = expiry.close(session, now)
        if missed.reminders:
            log.warning("reminders expired", reminders=missed.reminders, notices=missed.notices)
    return (call.due or call.begun or call.back) and _tell(session, centre, now)


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


def _tell(session: Session, centre: Centre, now: datetime) -> bool:
    due = batches.due(session, now)
    morning = centre.after_quiet(now)
    held = [one for one in due if now < morning <= one.starts_at - SOON_ENOUGH]
    if held:
        batches.hold(session, held, morning)
        due = [one for one in due if morning > one.starts_at - SOON_ENOUGH]
    if not due:
        return False
    try:
        with session.begin_nested():
            return _tell_of(session, centre, due, now)
    except OperationalError:
        raise  # the database's trouble: all of it is tried again
    except Exception:
        log.exception("reminders failed, trying each class by itself")
    _tell_each(session, centre, due, now)
    return False


def _tell_of(session: Session, centre: Centre, due: Sequence[Due], now: datetime) -> bool:
    def word(language: str, rule: str, lessons: tuple[Due, ...]) -> Message:
        return _notice(Voice(centre, language), rule, lessons, now)

    batch = batches.batch(session, due, centre.zone)
    telling.tell(session, batch, word, now)
    return batch.more


def _tell_each(session: Session, centre: Centre, due: Sequence[Due], now: datetime) -> None:
    """Class by class: what is wrong with one must not keep the others from being reminded."""
    for cohort_id in dict.fromkeys(one.cohort_id for one in due):
        mine = [one for one in due if one.cohort_id == cohort_id]
        try:
            with session.begin_nested():
                _tell_of(session, centre, mine, now)
        except OperationalError:
            raise
        except Exception:
            log.exception("reminders of a class failed", cohort=cohort_id)
            batches.hold(session, mine, now + TRY_AGAIN)


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
