"""Who wants to be told of their review every day, and at what time."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, delete, select

from storage.reviews import ReviewWish


def of_person(session: Session, person_id: int) -> ReviewWish | None:
    return session.get(ReviewWish, person_id)


def wish(session: Session, person_id: int, at: str, now: datetime, zone: ZoneInfo) -> ReviewWish:
    """From now on the person is told every day at that time (`19:30`)."""
    found = of_person(session, person_id) or ReviewWish(person_id=person_id, at=at, next_at=now)
    found.at, found.next_at = at, following(at, now, zone)
    session.add(found)
    session.flush()
    return found


def drop(session: Session, person_id: int) -> None:
    """The person is not told any more."""
    session.exec(delete(ReviewWish).where(col(ReviewWish.person_id) == person_id))


def due(session: Session, now: datetime, most: int) -> list[ReviewWish]:
    """Those whose time has come, the longest waiting first."""
    query = select(ReviewWish).where(ReviewWish.next_at <= now)
    return list(session.exec(query.order_by(col(ReviewWish.next_at), col(ReviewWish.person_id)).limit(most)))


def following(at: str, now: datetime, zone: ZoneInfo) -> datetime:
    """The next time that it is so late."""
    local = now.astimezone(zone)
    today = datetime.combine(local.date(), time.fromisoformat(at), zone)
    return today if today > now else today + timedelta(days=1)
