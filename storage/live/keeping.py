"""How long live quizzes are kept: a code for a while, answers for a year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import Session, col, delete, select

from storage.live import ASKING, BETWEEN, OVER, LiveAnswer, LiveParticipant, LiveQuestion, LiveQuiz, answers, rooms

CODE_KEPT = timedelta(minutes=15)  # the room looks at the last page so long
FORGOTTEN_AFTER = timedelta(hours=3)  # without anything done, nobody is in the room any more
AWAY = timedelta(seconds=3)  # nobody looked so long: we were down
CATCH_UP = timedelta(seconds=3)
KEPT = timedelta(days=365)
AT_ONCE = 20  # live quizzes forgotten in one transaction


def to_look_after(session: Session) -> list[LiveQuiz]:
    """Those with a code: few, and mostly none."""
    return list(session.exec(select(LiveQuiz).where(col(LiveQuiz.code).is_not(None)).order_by(col(LiveQuiz.id))))


def tidy(live: LiveQuiz, now: datetime) -> None:
    """End what was left standing, and give the code back a while after the end."""
    if live.state == OVER:
        live.code = live.code if now < live.changed_at + CODE_KEPT else None
    elif live.state in BETWEEN and now >= live.changed_at + FORGOTTEN_AFTER:
        rooms.finish(live, now)


def was_away(live: LiveQuiz, now: datetime) -> bool:
    """Whether the question should have been closed long ago: nobody looked, since we were down."""
    return live.state == ASKING and live.closes_at is not None and now > live.closes_at + AWAY


def catch_up(live: LiveQuiz, now: datetime) -> None:
    """Take answers for a moment more: what was answered meanwhile waits at the platform and comes in now."""
    live.closes_at = now + CATCH_UP


def is_to_close(session: Session, live: LiveQuiz, now: datetime) -> bool:
    """Whether the question's time is over, or everybody has answered."""
    if live.state != ASKING or live.closes_at is None:
        return False
    if not answers.is_open(live, now):
        return True
    answered, told = answers.progress(session, live)
    return 0 < told <= answered


def forget(session: Session, now: datetime) -> int:
    """Drop the oldest of those that were over a year ago, with every answer; how many they were."""
    old = select(LiveQuiz.id).where(LiveQuiz.state == OVER, LiveQuiz.changed_at < now - KEPT)
    ids = session.exec(old.order_by(col(LiveQuiz.id)).limit(AT_ONCE)).all()
    for table in (LiveAnswer, LiveParticipant, LiveQuestion):
        session.exec(delete(table).where(col(table.live_id).in_(ids)))
    session.exec(delete(LiveQuiz).where(col(LiveQuiz.id).in_(ids)))
    return len(ids)


def erase(session: Session, person_id: int) -> None:
    """Forget that the person was in any room, and what they answered."""
    for table in (LiveAnswer, LiveParticipant):
        session.exec(delete(table).where(col(table.person_id) == person_id))


def erase_chats(session: Session, chat_ids: Iterable[int]) -> None:
    """Nobody answers in these chats any more, and they lead nothing."""
    ids = list(chat_ids)
    session.exec(delete(LiveParticipant).where(col(LiveParticipant.chat_id).in_(ids)))
    session.exec(update(LiveQuiz).where(col(LiveQuiz.chat_id).in_(ids)).values(chat_id=None))
