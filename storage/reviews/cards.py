"""Which questions a person is to go over again, and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from random import Random
from typing import TYPE_CHECKING

from sqlmodel import Session, col, delete, func, select

from storage import cohorts
from storage.quizzes import (
    AFTER_CLOSING,
    APPROVED,
    CLOSED,
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
    versions,
)
from storage.quizzes.asked import Asked
from storage.quizzes.fixed_options import scrambled, shuffled
from storage.quizzes.grading import Given
from storage.reviews import ReviewCard

if TYPE_CHECKING:
    from fsrs import Rating, Scheduler

LONGEST = 180  # days until a question comes again: a class seldom takes longer


def gather(session: Session, person_id: int, now: datetime) -> None:
    """A card for every question that the person answered wrong in the classes in which they study.

    Of quizzes whose answers are shown only after closing, when they have closed. A question that was changed since
    is asked as it is now; one that is not asked any more leaves.
    """
    missed = _missed(session, person_id, now)
    have = {card.question_id: card for card in _mine(session, person_id)}
    for question_id, at in missed:
        question = _as_it_is_now(session, question_id)
        if question is None or question.id in have or question_id in have:
            continue
        card = ReviewCard(
            person_id=person_id, question_id=question.id or 0, stability=0, difficulty=0, due_at=at, reviewed_at=at
        )
        _plan(card, 0.0, at)
        session.add(card)
        have[card.question_id] = card
    for question_id, card in list(have.items()):
        question = _as_it_is_now(session, question_id)
        if question is None or (question.id != question_id and question.id in have):
            session.exec(delete(ReviewCard).where(col(ReviewCard.id) == card.id))
        else:
            card.question_id = question.id or 0
    session.flush()


def due(session: Session, person_id: int, now: datetime, most: int) -> list[ReviewCard]:
    """The cards whose time has come, the longest waiting first."""
    query = select(ReviewCard).where(ReviewCard.person_id == person_id, ReviewCard.due_at <= now)
    return list(session.exec(query.order_by(col(ReviewCard.due_at), col(ReviewCard.id)).limit(most)))


def soonest(session: Session, person_id: int, before: datetime, most: int) -> list[ReviewCard]:
    """The cards that come next, due or not, as far as they were not asked since `before`."""
    query = select(ReviewCard).where(ReviewCard.person_id == person_id, ReviewCard.reviewed_at < before)
    return list(session.exec(query.order_by(col(ReviewCard.due_at), col(ReviewCard.id)).limit(most)))


def next_due(session: Session, person_id: int) -> datetime | None:
    """When the next card is due; None without cards."""
    query = select(ReviewCard.due_at).where(ReviewCard.person_id == person_id)
    return session.exec(query.order_by(col(ReviewCard.due_at)).limit(1)).first()


def count(session: Session, person_id: int) -> int:
    return session.exec(select(func.count()).select_from(ReviewCard).where(ReviewCard.person_id == person_id)).one()


def of_person(session: Session, card_id: int, person_id: int) -> ReviewCard | None:
    """The card, if it is the person's."""
    query = select(ReviewCard).where(ReviewCard.id == card_id, ReviewCard.person_id == person_id)
    return session.exec(query.with_for_update()).first()


def question(session: Session, card: ReviewCard) -> Asked | None:
    """The question of the card, its options in another order at every review; None when it is not asked any more."""
    row = _as_it_is_now(session, card.question_id)
    if row is None:
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
    card.question_id, card.reviews = of.id, card.reviews + 1
    return points


def erase(session: Session, person_id: int) -> None:
    """Forget every card of the person."""
    session.exec(delete(ReviewCard).where(col(ReviewCard.person_id) == person_id))


def _mine(session: Session, person_id: int) -> Sequence[ReviewCard]:
    return session.exec(select(ReviewCard).where(ReviewCard.person_id == person_id)).all()


def _missed(session: Session, person_id: int, now: datetime) -> list[tuple[int, datetime]]:
    """The questions answered wrong and when, the latest answer of each."""
    mine = [cohort.id or 0 for cohort, _ in cohorts.of_person(session, person_id)]
    told = (col(Quiz.feedback) != AFTER_CLOSING) | (col(Quiz.state) == CLOSED) | (col(Quiz.closes_at) <= now)
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
    return [(question_id, at) for question_id, at in session.exec(query)]


def _as_it_is_now(session: Session, question_id: int) -> Question | None:
    """The version that is asked now; None when there is none."""
    found = session.get(Question, question_id)
    if found is not None and found.state == REPLACED:
        found = next((one for one in versions.of(session, found) if one.state == APPROVED), None)
    return found if found is not None and found.state == APPROVED else None


def _plan(card: ReviewCard, points: float, now: datetime) -> None:
    """When the card comes again, by FSRS: at the earliest on the next day."""
    from fsrs import Card, Rating, State  # noqa: PLC0415  # it is not needed at the start

    known = card.stability > 0
    before = Card(
        card_id=card.id or 1, state=State.Review if known else State.Learning, step=None if known else 0,
        stability=card.stability if known else None, difficulty=card.difficulty if known else None,
        due=card.due_at, last_review=card.reviewed_at if known else None,
    )  # fmt: skip
    rating: Rating = Rating.Good if points >= 1 else Rating.Hard if points > 0 else Rating.Again
    after, _ = _scheduler().review_card(before, rating, now.astimezone(UTC))
    assert after.stability is not None and after.difficulty is not None
    card.stability, card.difficulty = after.stability, after.difficulty
    card.due_at, card.reviewed_at = after.due, now


def _scheduler() -> Scheduler:
    from fsrs import Scheduler  # noqa: PLC0415  # nor is this

    # Steps of minutes are for people at a desk: ours are asked at most once a day.
    return Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=LONGEST, enable_fuzzing=False)
