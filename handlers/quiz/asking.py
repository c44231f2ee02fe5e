"""How a question stands in the chat: its text and its buttons."""

from __future__ import annotations

from datetime import timedelta

from handlers import question_card, question_words
from handlers.question_card import IN_TURN
from handlers.turn import Turn
from storage import stored
from storage.messages import Choice, Message
from storage.quizzes import MATCHING
from storage.quizzes.asked import Asked
from storage.quizzes.attempts import Place

COUNTED = timedelta(hours=6)  # before the end the time that is left is told
NOTHING, UNDO = "-", "x"  # in the command of a button: nothing picked so far; take the last one back


def ask(turn: Turn, where: Place, before: str = "") -> list[Message]:
    """The question that is being asked, after the words `before`, in one message where that fits."""
    return show(turn, where, where.asked, where.number, before)


def ask_next(turn: Turn, where: Place, before: str) -> list[Message]:
    """The question after the one that was just answered, in one message with what is said about that."""
    assert where.next is not None
    return show(turn, where, where.next, where.number + 1, before)


def show(turn: Turn, where: Place, asked: Asked, number: int, before: str) -> list[Message]:
    """The question with its buttons; what is typed next is the answer to it."""
    turn.ask("quiz.receive_answer", where.attempt_id)
    text, buttons = text_of(turn, where, asked, number), choices(turn, where, asked)
    picture = None if asked.picture_id is None else stored.file(turn.session, asked.picture_id)
    caption = turn.voice.text("quiz-picture", number=str(number))
    return question_card.messages(asked, text, buttons, picture, caption, before)


def text_of(turn: Turn, where: Place, asked: Asked, number: int, picked: list[int] | None = None) -> str:
    """The question, what was picked for it so far, and how much time is left."""
    lines = [question_words.text(turn.voice, asked, number, where.total)]
    if asked.kind in IN_TURN:
        lines.append(_next_pick(turn, asked, picked or []))
    return "\n".join([*lines, *_time_left(turn, where)])


def choices(turn: Turn, where: Place, asked: Asked, marked: int = 0) -> tuple[Choice, ...]:
    """The buttons; `marked` has a bit for every option picked so far where several may be right."""
    question = f"{where.attempt_id} {asked.position}"
    if asked.kind in IN_TURN:
        return in_turn(turn, where, asked, [])
    return question_card.buttons(turn.voice, asked, f"/traloi {question}", f"/chon {question}", marked)


def in_turn(turn: Turn, where: Place, asked: Asked, picked: list[int]) -> tuple[Choice, ...]:
    """The buttons for the next of a matching or ordering question; what was put in order is not offered again."""
    so_far = ".".join(map(str, picked)) or NOTHING
    about = f"/xepcau {where.attempt_id} {asked.position} {so_far}"
    free = [at for at in asked.shown if asked.kind == MATCHING or at not in picked]
    letters = (Choice(question_words.letter(asked, at), f"{about} {at}", in_text=True) for at in free)
    undo = Choice(turn.voice.text("quiz-undo"), f"{about} {UNDO}", in_text=True)
    return (*letters, *((undo,) if picked else ()))


def _next_pick(turn: Turn, asked: Asked, picked: list[int]) -> str:
    kind = "pair" if asked.kind == MATCHING else "order"
    if not picked:
        return turn.voice.text(f"quiz-{kind}-first")
    done = question_words.answer(turn.voice, asked, picked)
    return turn.voice.text(f"quiz-{kind}-next", done=done, number=str(len(picked) + 1))


def _time_left(turn: Turn, where: Place) -> list[str]:
    if where.deadline_at is None or where.deadline_at - turn.now > COUNTED:
        return []
    minutes = int((where.deadline_at - turn.now).total_seconds() // 60)
    return [turn.voice.text("quiz-time-left", minutes=minutes) if minutes else turn.voice.text("quiz-time-nearly-over")]
