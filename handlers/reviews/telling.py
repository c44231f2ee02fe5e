"""What the clock does for reviews: tells those who asked for it that something waits, once a day."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from handlers.voice import Centre, Voice
from storage import chats, outbox, plans
from storage.people import Person
from storage.plans import WARN_AT
from storage.reviews import ReviewWish, cards, wishes

log = structlog.get_logger(__name__)

AT_ONCE = 100  # people in one transaction
KIND = "review"
LATEST = timedelta(hours=3)  # after that time of theirs nobody is told any more on that day


def tick(session: Session, centre: Centre, now: datetime) -> bool:
    """Everybody whose time has come; True: there are more."""
    found = wishes.due(session, now, AT_ONCE)
    closed = _nearly_used_up(session, centre, now) if found else set()
    for wish in found:
        wish.next_at = wishes.following(wish.at, now, centre.zone)
        if now > wish.next_at - timedelta(days=1) + LATEST:
            continue  # we were not running then
        try:
            with session.begin_nested():
                _tell(session, centre, wish, closed, now)
        except OperationalError:
            raise  # the database's trouble: all of it is tried again
        except Exception:
            log.exception("a review could not be told", person=wish.person_id)
    session.flush()
    return len(found) >= AT_ONCE


def _tell(session: Session, centre: Centre, wish: ReviewWish, closed: set[int], now: datetime) -> None:
    person = session.get_one(Person, wish.person_id)
    chat = None if person.stopped else chats.reaching(session, wish.person_id)
    if chat is None or chat.account_id in closed:
        return
    cards.gather(session, wish.person_id, now)
    most = cards.most_a_day(session, chat.account_id)
    count = len(cards.due(session, wish.person_id, now, centre.zone, most))
    if not count:
        return
    voice, day = Voice(centre, chat.language), now.astimezone(centre.zone).date()
    message = voice.say("review-time", voice.choice("review-begin", "/ontap ngay"), count=count)
    outbox.put(
        session, chat, message, now=now, lane=outbox.NOTICE, kind=KIND, key=f"review:{wish.person_id}:{day}",
        not_before=centre.after_quiet(now), expires_at=now + LATEST,
    )  # fmt: skip


def _nearly_used_up(session: Session, centre: Centre, now: datetime) -> set[int]:
    """The accounts whose plan is used so far that what is left belongs to lessons and replies."""
    month = plans.month_of(now, centre.zone)
    return {use.account_id for use in plans.uses(session, month) if use.closed or use.counted >= WARN_AT * use.most}
