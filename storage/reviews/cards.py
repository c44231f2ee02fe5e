"""Which questions a person is to go over again, and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from importlib import import_module
from random import Random
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, func, select

from storage import cohorts, plans
from storage.database import inserting
from storage.live import OVER, LiveAnswer, LiveQuestion, LiveQuiz
from storage.quizzes import (
    AFTER_CLOSING,
    APPROVED,
    ESSAY,
    FINISHED,
    MATCHING,
    MULTIPLE,
    ORDERING,
    REPLACED,
    SINGLE,
    Answer,
    Attempt,
    Question,
    Quiz,
    asked,
    grading,
    timing,
    versions,
)
from storage.quizzes.asked import Asked
from storage.quizzes.fixed_options import scrambled, shuffled
from storage.quizzes.grading import Given
from storage.reviews import A_DAY, A_DAY_WITH_PLAN, ReviewCard


def gather(session: Session, person_id: int, now: datetime) -> None:
    """Let there be a card for every question that the person answered wrong in a class in which they study.

    Of quizzes whose answers are shown only after closing, when they have closed. A question that was changed since
    is asked as it is now, one missed again begins anew, and what is not asked any more leaves.
    """
    missed = _missed(session, person_id, now)
    cards = session.exec(select(ReviewCard).where(ReviewCard.person_id == person_id).order_by(col(ReviewCard.id))).all()
    present = _as_they_are_now(session, {*missed, *(card.question_id for card in cards)})
    wanted: dict[int, datetime] = {}
    for question_id, at in missed.items():
        if (there := present.get(question_id)) is not None:
            wanted[there] = max(at, wanted.get(there, at))
    for card in cards:
        there = present.get(card.question_id)
        if there is None or there not in wanted:
            session.delete(card)
            continue
        at, card.question_id = wanted.pop(there), there
        if at > card.reviewed_at:
            _plan(card, 0.0, at)
    session.flush()
    for question_id, at in wanted.items():
        _add(session, person_id, question_id, at)


def most_a_day(session: Session, account_id: int) -> int:
    """How many questions one day's review has in a chat of that account."""
    return A_DAY_WITH_PLAN if account_id in plans.limited(session) else A_DAY


def due(session: Session, person_id: int, now: datetime, zone: ZoneInfo, most: int) -> list[ReviewCard]:
    """The cards whose day has come, the longest waiting first.

    By day, not by hour: who answers a little late one evening is asked at the same time on the next.
    """
    query = select(ReviewCard).where(ReviewCard.person_id == person_id, ReviewCard.due_at < _midnight(now, zone, 1))
    return list(session.exec(query.order_by(col(ReviewCard.due_at), col(ReviewCard.id)).limit(most)))


def soonest(session: Session, person_id: int, now: datetime, zone: ZoneInfo) -> ReviewCard | None:
    """The card that comes next, due or not, of those that were not asked today."""
    not_today = (col(ReviewCard.reviews) == 0) | (col(ReviewCard.reviewed_at) < _midnight(now, zone))
    query = select(ReviewCard).where(ReviewCard.person_id == person_id, not_today)
    return session.exec(query.order_by(col(ReviewCard.due_at), col(ReviewCard.id)).limit(1)).first()


def next_due(session: Session, person_id: int) -> datetime | None:
    """When the next card is due; None without cards."""
    return session.exec(select(func.min(ReviewCard.due_at)).where(ReviewCard.person_id == person_id)).one()


def count(session: Session, person_id: int) -> int:
    """How many cards the person has."""
    return session.exec(select(func.count()).select_from(ReviewCard).where(ReviewCard.person_id == person_id)).one()


def of_person(session: Session, card_id: int, person_id: int) -> ReviewCard | None:
    """The card, if it is the person's; nobody else answers it until the transaction ends."""
    query = select(ReviewCard).where(ReviewCard.id == card_id, ReviewCard.person_id == person_id)
    return session.exec(query.with_for_update()).first()


def question(session: Session, card: ReviewCard) -> Asked | None:
    """The question of the card, its options in another order at every review; None when it was changed or retired."""
    row = session.get_one(Question, card.question_id)
    if row.state != APPROVED:
        return None
    random, shown = Random(f"{card.id}:{card.reviews}"), None  # noqa: S311  # it keeps no secret
    if row.kind in (MATCHING, ORDERING):
        shown = scrambled(len(row.options), random)
    elif row.kind in (SINGLE, MULTIPLE):
        shown = shuffled(row.options, random)
    return asked.of(row, 1, shown)


def answer(card: ReviewCard, of: Asked, given: Given, now: datetime) -> float:
    """Grade the answer and plan when the question comes again; its points, 0 to 1."""
    points = grading.points(of.kind, of.key, len(of.options), given)
    _plan(card, points, now)
    card.reviews += 1
    return points


def _missed(session: Session, person_id: int, now: datetime) -> dict[int, datetime]:
    """The questions answered wrong, in quizzes and in the room, and when that last happened."""
    mine = [cohort.id or 0 for cohort, _ in cohorts.of_person(session, person_id)]
    missed = _missed_in_quizzes(session, person_id, mine, now)
    for question_id, at in _missed_in_the_room(session, person_id, mine).items():
        missed[question_id] = max(at, missed.get(question_id, at))
    return missed


def _missed_in_quizzes(session: Session, person_id: int, mine: Sequence[int], now: datetime) -> dict[int, datetime]:
    told = (col(Quiz.feedback) != AFTER_CLOSING) | timing.closed_for_all(now)
    query = (
        select(Answer.question_id, func.max(Answer.answered_at))
        .join(Attempt, col(Attempt.id) == Answer.attempt_id)
        .join(Quiz, col(Quiz.id) == Attempt.quiz_id)
        .join(Question, col(Question.id) == Answer.question_id)
        .where(Attempt.person_id == person_id, Attempt.state == FINISHED, Answer.points < 1)
        .where(Question.kind != ESSAY, col(Quiz.cohort_id).in_(mine), told)
        .group_by(col(Answer.question_id))
        .order_by(col(Answer.question_id))
    )
    return dict(session.exec(query).all())


def _missed_in_the_room(session: Session, person_id: int, mine: Sequence[int]) -> dict[int, datetime]:
    of_answer = (col(LiveQuestion.live_id) == LiveAnswer.live_id) & (LiveQuestion.position == LiveAnswer.position)
    query = (
        select(LiveQuestion.question_id, func.max(LiveAnswer.answered_at))
        .join(LiveAnswer, of_answer)
        .join(LiveQuiz, col(LiveQuiz.id) == LiveAnswer.live_id)
        .where(LiveAnswer.person_id == person_id, LiveAnswer.points < 1)
        .where(LiveQuiz.state == OVER, col(LiveQuiz.cohort_id).in_(mine))
        .group_by(col(LiveQuestion.question_id))
        .order_by(col(LiveQuestion.question_id))
    )
    return dict(session.exec(query).all())


def _as_they_are_now(session: Session, ids: Iterable[int]) -> dict[int, int]:
    """For each question the id of the version that is asked now; without those that are not asked any more."""
    rows = session.exec(select(Question).where(col(Question.id).in_(list(ids)))).all()
    families = versions.of_all(session, [row for row in rows if row.state == REPLACED])
    found = {row.id or 0: row.id or 0 for row in rows if row.state == APPROVED}
    replaced = {old_id: one.id or 0 for old_id, family in families.items() for one in family if one.state == APPROVED}
    return found | replaced


def _add(session: Session, person_id: int, question_id: int, at: datetime) -> None:
    card = ReviewCard(
        person_id=person_id, question_id=question_id, stability=0, difficulty=0, due_at=at, reviewed_at=at
    )  # fmt: skip
    _plan(card, 0.0, at)
    # The clock and the learner may come to it at the same time.
    new = inserting(session, ReviewCard).values(card.model_dump(exclude={"id"}))
    session.connection().execute(new.on_conflict_do_nothing())


def _plan(card: ReviewCard, points: float, now: datetime) -> None:
    """When the card comes again, by FSRS: at the earliest a day later."""
    spacing = import_module("storage.reviews.spacing")  # nobody needs it at the start
    spacing.plan(card, points, now)


def _midnight(now: datetime, zone: ZoneInfo, days: int = 0) -> datetime:
    """The beginning of the day, or of one so many days later."""
    day = now.astimezone(zone).date() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, tzinfo=zone)
