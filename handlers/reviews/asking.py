"""A question of the review as it stands in the chat."""

from __future__ import annotations

from string import ascii_uppercase

from handlers import question_words
from handlers.turn import Turn
from storage import stored
from storage.messages import Choice, Message
from storage.quizzes import ESSAY, MATCHING, MULTIPLE, NUMBER, ORDERING, SHORT, TRUE_FALSE
from storage.quizzes.asked import Asked
from storage.reviews import ReviewCard, cards

STEP = "reviews.receive_answer"
CAPTION = 900  # letters that stand under a picture; Telegram takes 1024
FITS = 1900  # letters; Zalo takes 2000 in one message
TYPED = (SHORT, NUMBER, MATCHING, ORDERING, ESSAY)


def ask(turn: Turn, card: ReviewCard, number: int, total: int, before: str = "") -> list[Message]:
    """The question after the words `before`, in one message where that fits; what is typed next is the answer."""
    asked = cards.question(turn.session, card)
    if asked is None:
        return [turn.say("review-gone", turn.choice("review-see", "/ontap"))]
    turn.ask(STEP, card.id, card.reviews, number, total)
    text, shown = question_words.text(turn.voice, asked, number, total), buttons(turn, card, asked, number, total)
    picture = None if asked.picture_id is None else stored.file(turn.session, asked.picture_id)
    alone = asked.kind == MULTIPLE or len(before) + len(text) > (FITS if picture is None else CAPTION)
    if not alone:
        return [Message(f"{before}\n\n{text}" if before else text, shown, picture)]
    first = [Message(before)] if before else []
    if picture is not None:
        first.append(Message(turn.voice.text("review-picture"), file=picture))
    return [*first, Message(text, shown)]


def buttons(turn: Turn, card: ReviewCard, asked: Asked, number: int, total: int, marked: int = 0) -> tuple[Choice, ...]:
    """A button for each option; `marked` has a bit for each one picked so far where several may be right."""
    about = f"{card.id} {card.reviews} {number} {total}"
    if asked.kind in TYPED:
        return ()
    if asked.kind == TRUE_FALSE:
        keys = ("question-true", "question-false")
        return tuple(turn.choice(key, f"/ontraloi {about} {1 << at}") for at, key in enumerate(keys))
    letters = list(zip(ascii_uppercase, asked.shown, strict=False))
    if asked.kind != MULTIPLE:
        return tuple(Choice(letter, f"/ontraloi {about} {1 << at}", in_text=True) for letter, at in letters)
    marks = (
        Choice(f"✓{letter}" if marked >> at & 1 else letter, f"/onchon {about} {marked} {at}", in_text=True)
        for letter, at in letters
    )
    return (*marks, Choice(turn.voice.text("review-done"), f"/ontraloi {about} {marked}", in_text=True))


def more(turn: Turn) -> list[Choice]:
    """One more question before its time, as long as there is one that was not asked today."""
    since = turn.now.astimezone(turn.centre.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    found = cards.soonest(turn.session, turn.my_id, since, 1)
    return [turn.choice("review-one-more", "/ontap them")] if found else []


def nothing_due(turn: Turn) -> str:
    """That nothing is to be gone over now, and when something is."""
    next_at = cards.next_due(turn.session, turn.my_id)
    if next_at is None:
        return turn.voice.text("review-nothing")
    return turn.voice.text("review-next", day=turn.voice.day(next_at))
