"""An answer in a review: told at once what was right, then the next question."""

from __future__ import annotations

from handlers import question_words
from handlers.question_answers import Unclear, is_late, read
from handlers.reviews import asking
from handlers.turn import Reply, Turn
from storage.messages import Message
from storage.quizzes.asked import Asked
from storage.quizzes.grading import Given
from storage.reviews import ReviewCard, cards


def pick(turn: Turn) -> Reply:
    """`/ontraloi card reviews number total options`: the picked options, a bit each."""
    card, asked = _standing(turn)
    if card is None or asked is None:
        return _answered_already(turn)
    picked = [at for at in range(len(asked.options)) if turn.number(4) >> at & 1]
    if not picked:
        return asking.ask(turn, card, turn.number(2), turn.number(3), turn.voice.text("review-nothing-picked"))
    return _answered(turn, card, asked, picked)


def toggle(turn: Turn) -> Reply:
    """`/onchon card reviews number total marked option`: mark the option; typed, the letter is the whole answer."""
    card, asked = _standing(turn)
    if card is None or asked is None:
        return _answered_already(turn)
    if not turn.pressed:
        return _answered(turn, card, asked, [turn.number(5)])
    number, total, marked = turn.number(2), turn.number(3), turn.number(4) ^ (1 << turn.number(5))
    turn.ask(asking.STEP, card.id, card.reviews, number, total)
    text = question_words.text(turn.voice, asked, number, total)
    return Message(text, asking.buttons(turn, card, asked, number, total, marked), replaces=True)


def receive_answer(turn: Turn) -> Reply:
    """What was typed while a question is open; None when it is no answer but perhaps a command."""
    card, asked = _standing(turn)
    if card is None or asked is None:
        return _answered_already(turn) if is_late(turn.text) else None
    given = read(asked, turn.text, {*turn.menu(turn.me.roles), "huy"}, turn.number(2))
    if isinstance(given, Unclear):
        turn.ask(asking.STEP, *turn.arguments)
        choices = asking.buttons(turn, card, asked, turn.number(2), turn.number(3))
        return turn.say(given.key, *choices, last=given.last, many=given.many)
    return None if given is None else _answered(turn, card, asked, given)


def no_answer(turn: Turn) -> Reply:
    """What fits nothing while a question is open. None when none is."""
    step = turn.chat.asked()
    if turn.person is None or step[:1] != [asking.STEP]:
        return None
    turn.arguments = tuple(step[1:])
    card, asked = _standing(turn)
    if card is None or asked is None:
        return None
    buttons = asking.buttons(turn, card, asked, turn.number(2), turn.number(3))
    return turn.say("review-no-answer", *buttons, how=question_words.how(turn.voice, asked))


def _standing(turn: Turn) -> tuple[ReviewCard | None, Asked | None]:
    """The card and its question, while it was neither answered nor changed since it was asked."""
    card = cards.of_person(turn.session, turn.number(), turn.my_id)
    if card is None or card.reviews != turn.number(1):
        return None, None
    return card, cards.question(turn.session, card)


def _answered_already(turn: Turn) -> Message:
    return turn.say("review-answered-already", turn.choice("review-see", "/ontap"))


def _answered(turn: Turn, card: ReviewCard, asked: Asked, given: Given) -> Reply:
    points = cards.answer(card, asked, given, turn.now)
    turn.session.flush()
    cards.gather(turn.session, turn.my_id, turn.now)
    said = question_words.feedback(turn.voice, asked, given, points)
    number, total, left = turn.number(2), turn.number(3), asking.due(turn)
    if left and number < total:
        return asking.ask(turn, left[0], number + 1, total, said)
    turn.chat.forget_question()
    end = turn.voice.text("review-more-waits") if left else asking.nothing_due(turn)
    choices = [turn.choice("review-go-on", "/ontap ngay")] if left else asking.more(turn)
    finished = turn.voice.text("review-finished", count=number)
    return Message(f"{said}\n\n{finished} {end}", tuple(choices))
