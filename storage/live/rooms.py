"""A live quiz from its opening to its end, and who is in the room."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from random import Random

from sqlalchemy import update
from sqlmodel import Session, col, func, select

from storage.chats import ACTIVE, Chat
from storage.live import CLOSING, NAMED, OVER, USUAL_SECONDS, WAITING, LiveParticipant, LiveQuestion, LiveQuiz
from storage.live.choosing import Source, chosen
from storage.quizzes import asked, known
from storage.quizzes.asked import Asked

MOST_PAST = 10  # that are listed
FIRST_CODE, LAST_CODE = 2100, 9999  # below, a number may be somebody's year of birth


@dataclass(frozen=True, slots=True)
class Rules:
    """How a live quiz goes: seconds for a question, what the table of the best shows, points for speed."""

    seconds: int = USUAL_SECONDS
    shown_table: str = NAMED
    bonus: bool = False


def opened(
    session: Session, source: Source, rules: Rules, title: str, host_id: int, chat_id: int, now: datetime
) -> LiveQuiz | None:
    """A new room with a code that no other one has; None when there is nothing to ask."""
    found = chosen(session, source, Random())  # noqa: S311  # it keeps no secret
    if found is None or not found.ids:
        return None
    live = LiveQuiz(
        code=_free_code(session), cohort_id=source.cohort_id, quiz_id=source.quiz_id, title=title,
        questions=len(found.ids), seconds=rules.seconds, shown_table=rules.shown_table, bonus=rules.bonus,
        host_id=host_id, chat_id=chat_id, created_at=now, changed_at=now,
    )  # fmt: skip
    session.add(live)
    session.flush()
    for position, question_id in enumerate(found.ids, 1):
        session.add(LiveQuestion(live_id=live.id or 0, position=position, question_id=question_id))
    session.flush()
    return live


def is_code(text: str) -> bool:
    """Whether it looks like the code of a room."""
    return len(text) == len(str(LAST_CODE)) and text.isascii() and text.isdecimal()


def running(session: Session) -> list[LiveQuiz]:
    """The live quizzes that are not over, the newest first."""
    query = select(LiveQuiz).where(col(LiveQuiz.code).is_not(None), LiveQuiz.state != OVER)
    return list(session.exec(query.order_by(col(LiveQuiz.id).desc())))


def with_code(session: Session, code: str) -> LiveQuiz | None:
    """The live quiz with that code, also for a while after its end."""
    return session.exec(select(LiveQuiz).where(LiveQuiz.code == code)).first()


def held(session: Session, live_id: int) -> LiveQuiz | None:
    """The live quiz as it is now; until the transaction ends nobody closes its question."""
    query = select(LiveQuiz).where(LiveQuiz.id == live_id).with_for_update(read=True)
    return session.exec(query.execution_options(populate_existing=True)).first()


def join(session: Session, live: LiveQuiz, person_id: int, chat_id: int, now: datetime) -> LiveParticipant:
    """Let the person in, from the next question on, and out of every other room.

    Who is in already goes on in this chat.
    """
    others = update(LiveParticipant).where(col(LiveParticipant.person_id) == person_id)
    session.exec(others.where(col(LiveParticipant.live_id) != live.id).values(has_left=True))
    found = session.get(LiveParticipant, (live.id, person_id))
    if found is None:
        since = 1 if live.state == WAITING else live.position + 1
        found = LiveParticipant(
            live_id=live.id or 0, person_id=person_id, chat_id=chat_id, since=since, joined_at=now
        )  # fmt: skip
        session.add(found)
    found.chat_id, found.has_left = chat_id, False
    session.flush()
    return found


def joined_by(session: Session, person_id: int) -> list[tuple[LiveQuiz, LiveParticipant]]:
    """The rooms in which the person is, whose quiz is not over, the newest first."""
    query = (
        select(LiveQuiz, LiveParticipant)
        .join(LiveParticipant, col(LiveParticipant.live_id) == LiveQuiz.id)
        .where(LiveParticipant.person_id == person_id, col(LiveParticipant.has_left).is_(False))
        .where(col(LiveQuiz.code).is_not(None), LiveQuiz.state != OVER)
        .order_by(col(LiveQuiz.id).desc())
    )
    return list(session.exec(query))


def joined(session: Session, live: LiveQuiz) -> int:
    """How many are in the room and can be reached."""
    query = (
        select(func.count())
        .select_from(LiveParticipant)
        .join(Chat, col(Chat.id) == LiveParticipant.chat_id)
        .where(LiveParticipant.live_id == live.id, col(LiveParticipant.has_left).is_(False), Chat.state == ACTIVE)
    )
    return session.exec(query).one()


def by_account(session: Session, live: LiveQuiz) -> dict[int, int]:
    """How many of those in the room each account reaches."""
    query = (
        select(Chat.account_id, func.count())
        .join(LiveParticipant, col(LiveParticipant.chat_id) == Chat.id)
        .where(LiveParticipant.live_id == live.id, col(LiveParticipant.has_left).is_(False), Chat.state == ACTIVE)
        .group_by(col(Chat.account_id))
    )
    return dict(session.exec(query).all())


def question(session: Session, live: LiveQuiz, position: int) -> Asked | None:
    """The question at that position; every phone shows its options in the same order."""
    found = session.get(LiveQuestion, (live.id, position))
    if found is None:
        return None
    (row,) = known.questions(session, [found.question_id])
    return asked.of(row, position)


def past(session: Session) -> list[LiveQuiz]:
    """The last live quizzes that are over and asked anything, the newest first."""
    query = select(LiveQuiz).where(LiveQuiz.state == OVER, LiveQuiz.position > 0)
    return list(session.exec(query.order_by(col(LiveQuiz.id).desc()).limit(MOST_PAST)))


def close(live: LiveQuiz, now: datetime, state: str = CLOSING) -> None:
    """Take no answer any more. What was answered is counted in the next transaction, which sees all of it."""
    live.state, live.changed_at = state, now


def finish(live: LiveQuiz, now: datetime) -> None:
    """It is over; its code leads to the last page for a while."""
    live.state, live.changed_at = OVER, now


def _free_code(session: Session) -> str:
    taken = set(session.exec(select(LiveQuiz.code).where(col(LiveQuiz.code).is_not(None))))
    while True:
        code = str(FIRST_CODE + secrets.randbelow(LAST_CODE - FIRST_CODE + 1))
        if code not in taken:
            return code
