"""What is thrown away, and when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from handlers.voice import Centre, Voice
from storage import erasure, inbox, inquiries, linking, outbox, registration, retention, stored, uploads
from storage.essays import keeping
from storage.live import keeping as live
from storage.people import Person
from storage.quizzes import exporting

log = structlog.get_logger(__name__)

AT_ONCE = 2000  # rows of a kind in one transaction, so that nobody who writes waits for it
PEOPLE_AT_ONCE = 20  # each of them is looked for in every message
STRANGERS_KEPT = timedelta(days=1)
OFFERS_KEPT = timedelta(days=1)
TRY_AGAIN = timedelta(hours=1)
REQUESTS_KEPT = timedelta(days=90)
EXPORTS_KEPT = timedelta(days=2)  # banks taken out as files


def clean_up(session: Session, centre: Centre, now: datetime) -> bool:
    """Forget what is old, those who did not agree to be known, and those who asked for it. True: there is more."""
    more = [
        _safely(session, chore)
        for chore in (
            lambda: _forget_small(session, now),
            lambda: inbox.forget(session, now, AT_ONCE) >= AT_ONCE,
            lambda: erasure.forget_strangers(session, now - STRANGERS_KEPT, AT_ONCE) >= AT_ONCE,
            lambda: retention.forget_messages(session, now, AT_ONCE) >= AT_ONCE,
            lambda: retention.empty_broadcasts(session, now, AT_ONCE) > 0,
            lambda: live.forget(session, now) >= live.AT_ONCE,
            lambda: keeping.forget_contents(session, now) >= keeping.AT_ONCE,
            lambda: erase(session, centre, now),
        )
    ]
    return any(more)


def erase(session: Session, centre: Centre, now: datetime) -> bool:
    """Forget those whose time to change their mind is over, and tell each of them so, a last time."""
    people = erasure.due(session, now, PEOPLE_AT_ONCE)
    for person in people:
        if not _safely(session, lambda person=person: _forget(session, centre, person, now)):  # type: ignore[misc]
            person.erase_at = now + TRY_AGAIN  # behind the others, who are not to wait for it
    return len(people) >= PEOPLE_AT_ONCE


def _forget(session: Session, centre: Centre, person: Person, now: datetime) -> bool:
    for chat in erasure.erase(session, person, now):
        farewell = Voice(centre, chat.language).say("account-erased")
        outbox.put(session, chat, farewell, now=now, kind="erased", not_before=centre.after_quiet(now))
    return True


def _forget_small(session: Session, now: datetime) -> bool:
    inquiries.forget_offers_before(session, now - OFFERS_KEPT)
    uploads.forget_before(session, now - timedelta(days=uploads.DAYS_KEPT))
    linking.forget_before(session, now)
    registration.forget_tries_before(session, now - timedelta(hours=1))
    registration.forget_requests_before(session, now - REQUESTS_KEPT)
    stored.forget_named(session, exporting.NAME, now - EXPORTS_KEPT)
    return False


def _safely(session: Session, chore: Callable[[], bool]) -> bool:
    """What the chore says; False when it failed, which must not keep the others from being done."""
    try:
        with session.begin_nested():
            return chore()
    except OperationalError:
        raise  # the database's trouble: all of it is tried again
    except Exception:
        log.exception("a chore failed, the next clean-up tries again")
        return False
