"""When a question comes again, by FSRS 6 (Free Spaced Repetition Scheduler), of the fsrs package."""

from __future__ import annotations

from datetime import UTC, datetime

from fsrs import Card, Rating, Scheduler, State

from storage.reviews import ReviewCard

LONGEST = 180  # days until a question comes again: a class seldom takes longer
# Steps of minutes are for people at a desk: ours are asked at most once a day.
_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=LONGEST, enable_fuzzing=False)


def plan(card: ReviewCard, points: float, now: datetime) -> None:
    """Set the card's next day, at the earliest a day later, by how the question was answered (`points` 0 to 1)."""
    before = Card(card_id=card.id or 1, step=0)
    if card.stability:
        before = Card(
            card.id or 1, State.Review, None, card.stability, card.difficulty, card.due_at, card.reviewed_at
        )  # fmt: skip
    rating = Rating.Good if points >= 1 else Rating.Hard if points > 0 else Rating.Again
    after, _ = _SCHEDULER.review_card(before, rating, now.astimezone(UTC))
    assert after.stability is not None and after.difficulty is not None
    card.stability, card.difficulty = after.stability, after.difficulty
    card.due_at, card.reviewed_at = after.due, now
