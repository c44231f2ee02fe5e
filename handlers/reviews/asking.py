"""A question of the review as it stands in the chat, and what comes after the last one."""

from __future__ import annotations

from handlers import question_card, question_words
from handlers.turn import Turn
from storage import stored
from storage.messages import Choice, Message
from storage.quizzes.asked import Asked
from storage.reviews import ReviewCard, cards

STEP = "reviews.receive_answer"


def due(turn: Turn) -> list[ReviewCard]:
    """What is to be gone over today, as many as one day's review has."""
    most = cards.most_a_day(turn.session, turn.chat.account_id)
    return cards.due(turn.session, turn.my_id, turn.now, turn.centre.zone, most)


def ask(turn: Turn, card: ReviewCard, number: int, total: int, before: str = "") -> list[Message]:
    """The question after the words `before`; what is typed next is the answer."""
    asked = cards.question(turn.session, card)
    assert asked is not None  # they were gathered in this turn
    turn.ask(STEP, card.id, card.reviews, number, total)
    picture = None if asked.picture_id is None else stored.file(turn.session, asked.picture_id)
    text = question_words.text(turn.voice, asked, number, total)
    caption = turn.voice.text("review-picture")
    return question_card.messages(asked, text, buttons(turn, card, asked, number, total), picture, caption, before)


def buttons(turn: Turn, card: ReviewCard, asked: Asked, number: int, total: int, marked: int = 0) -> tuple[Choice, ...]:
    """A button for each option; `marked` has a bit for each one picked so far where several may be right."""
    about = f"{card.id} {card.reviews} {number} {total}"
    return question_card.buttons(turn.voice, asked, f"/ontraloi {about}", f"/onchon {about}", marked)


def more(turn: Turn) -> list[Choice]:
    """One more question before its time, as long as there is one that was not asked today."""
    early = cards.soonest(turn.session, turn.my_id, turn.now, turn.centre.zone)
    return [] if early is None else [turn.choice("review-one-more", "/ontap them")]


def nothing_due(turn: Turn) -> str:
    """That nothing is to be gone over now, and when something is."""
    next_at = cards.next_due(turn.session, turn.my_id)
    if next_at is None:
        return turn.voice.text("review-nothing")
    return turn.voice.text("review-next", day=turn.voice.day(next_at))
