"""What has not gone out yet: notices of a quiz that need not any more, and questions that nobody can have seen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, literal_column, or_, update
from sqlmodel import Session, col, select

from storage import outbox
from storage.cohorts import WITHDRAWN, Cohort, Enrolment
from storage.outbox import Outbox
from storage.quizzes import FINISHED, OPEN, Allowance, Attempt, Quiz

KIND = "quiz"
OPENED, REMINDER = "quiz-opened:", "quiz-reminder:"  # how their keys begin

Rows = list[Row[Any]]


def opened_key(quiz_id: int, person_id: int) -> str:
    """The key of the notice that the quiz was opened."""
    return f"{OPENED}{quiz_id}:{person_id}"


def reminder_key(quiz_id: int, person_id: int) -> str:
    """Every reminder of the quiz to the person has a key that begins so."""
    return f"{REMINDER}{quiz_id}:{person_id}:"


def still_wanted(session: Session, messages: Sequence[Rows], now: datetime) -> list[Rows]:
    """The claimed messages, each of one or several rows, without what need not go out any more; that is cancelled.

    Nobody is reminded of a quiz that they have finished, nor told that one is open which they have begun, nor either
    where it has closed for them or they do not study there any more.
    """
    ids = [row.id for rows in messages for row in rows if row.kind == KIND and row.lane == outbox.NOTICE]
    useless = _useless(session, ids, now) if ids else set()
    if not useless:
        return list(messages)
    cancelled = update(Outbox).where(col(Outbox.id).in_(useless)).values(state=outbox.CANCELLED, claimed_by="")
    session.connection().execute(cancelled)
    return [wanted for rows in messages if (wanted := [row for row in rows if row.id not in useless])]


def unseen(session: Session, chat_id: int) -> bool:
    """Whether a reply to the chat has not been tried yet: what was typed meanwhile cannot be about it."""
    unsent: Any = literal_column(outbox.UNSENT)  # as the partial index has it
    query = select(Outbox.id).where(unsent, Outbox.chat_id == chat_id, Outbox.lane == outbox.REPLY)
    return session.exec(query.where(Outbox.attempts == 0).limit(1)).first() is not None


def _useless(session: Session, ids: Sequence[int], now: datetime) -> set[int]:
    about: dict[int, tuple[str, int, int]] = {}
    for row_id, key in session.exec(select(Outbox.id, Outbox.key).where(col(Outbox.id).in_(ids))):
        kind = next((kind for kind in (OPENED, REMINDER) if (key or "").startswith(kind)), "")
        if key is not None and kind:
            quiz_id, person_id = key.removeprefix(kind).split(":")[:2]
            about[row_id or 0] = kind, int(quiz_id), int(person_id)
    to_do = _to_do(session, {(quiz, person) for _, quiz, person in about.values()}, now)
    return {
        row_id for row_id, (kind, quiz, person) in about.items()
        if (states := to_do.get((quiz, person))) is None or FINISHED in states or (kind == OPENED and states)
    }  # fmt: skip


def _to_do(session: Session, whom: set[tuple[int, int]], now: datetime) -> dict[tuple[int, int], set[str]]:
    """The states of their attempts for each quiz and person, where it is open to them."""
    closes_at = func.coalesce(Allowance.closes_at, Quiz.closes_at)
    query = (
        select(Quiz.id, Enrolment.person_id, Attempt.state)
        .join(Cohort, col(Cohort.id) == Quiz.cohort_id)
        .join(Enrolment, col(Enrolment.cohort_id) == Cohort.id)
        .outerjoin(Allowance, (col(Allowance.quiz_id) == Quiz.id) & (Allowance.person_id == Enrolment.person_id))
        .outerjoin(Attempt, (col(Attempt.quiz_id) == Quiz.id) & (Attempt.person_id == Enrolment.person_id))
        .where(Quiz.state == OPEN, or_(closes_at.is_(None), closes_at > now), Cohort.state == "running")
        .where(col(Quiz.id).in_({quiz for quiz, _ in whom}), col(Enrolment.person_id).in_({one for _, one in whom}))
        .where(Enrolment.state != WITHDRAWN)
    )
    found: dict[tuple[int, int], set[str]] = {}
    for quiz_id, person_id, state in session.exec(query):
        states = found.setdefault((quiz_id or 0, person_id), set())
        if state is not None:
            states.add(state)
    return found
