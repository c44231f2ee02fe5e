"""An answer, pressed or typed: graded once, told what was right, and on to the next question."""

from __future__ import annotations

from handlers import question_words
from handlers.question_answers import Unclear, is_command, read
from handlers.question_card import IN_TURN
from handlers.quiz import results
from handlers.quiz.asking import NOTHING, UNDO, ask, ask_next, choices, in_turn, text_of
from handlers.turn import Reply, Turn
from storage.messages import Choice, Message
from storage.quizzes import AT_ONCE, ESSAY, MATCHING, attempts, doing
from storage.quizzes.attempts import Place
from storage.quizzes.grading import Given


def pick(turn: Turn) -> Reply:
    """`/traloi attempt position options`: the picked options, a bit each, are the answer."""
    where = attempts.place(turn.session, turn.number(), turn.my_id, turn.now)
    if where is None:
        return results.cannot_go_on(turn, turn.number())
    if where.asked.position != turn.number(1):
        return ask(turn, where, turn.voice.text("quiz-already-answered"))
    picked = [at for at in range(len(where.asked.options)) if turn.number(2) >> at & 1]
    if not picked:
        return ask(turn, where, turn.voice.text("quiz-nothing-picked"))
    return _answered(turn, where, picked)


def toggle(turn: Turn) -> Reply:
    """`/chon attempt position marked option`: mark the option, or take its mark away.

    Typed, the letter is the whole answer: a channel without buttons shows no marks.
    """
    where = attempts.place(turn.session, turn.number(), turn.my_id, turn.now)
    if where is None:
        return results.cannot_go_on(turn, turn.number())
    if where.asked.position != turn.number(1):
        return ask(turn, where, turn.voice.text("quiz-already-answered"))
    if not turn.pressed:
        return _answered(turn, where, [turn.number(3)])
    marked = turn.number(2) ^ (1 << turn.number(3))
    return _marked(
        turn, where, text_of(turn, where, where.asked, where.number), choices(turn, where, where.asked, marked)
    )


def pick_in_turn(turn: Turn) -> Reply:
    """`/xepcau attempt position picked option`: the next option of a matching or ordering question."""
    where = attempts.place(turn.session, turn.number(), turn.my_id, turn.now)
    if where is None:
        return results.cannot_go_on(turn, turn.number())
    if where.asked.position != turn.number(1) or where.asked.kind not in IN_TURN:
        return ask(turn, where, turn.voice.text("quiz-already-answered"))
    picked = [] if turn.arguments[2] == NOTHING else [int(at) for at in turn.arguments[2].split(".")]
    picked = picked[:-1] if turn.arguments[-1] == UNDO else [*picked, turn.number(3)]
    wanted = len(where.asked.key["lefts"] if where.asked.kind == MATCHING else where.asked.options)
    if where.asked.kind != MATCHING and len(picked) == wanted - 1:
        picked += [at for at in where.asked.shown if at not in picked]  # only one is left
    if len(picked) == wanted:
        return _answered(turn, where, picked)
    text = text_of(turn, where, where.asked, where.number, picked)
    return _marked(turn, where, text, in_turn(turn, where, where.asked, picked))


def _marked(turn: Turn, where: Place, text: str, buttons: tuple[Choice, ...]) -> Message:
    """The question once more, in the place of the one whose button was pressed."""
    turn.ask("quiz.receive_answer", where.attempt_id)
    return Message(text, buttons, replaces=True)


def receive_answer(turn: Turn) -> Reply:
    """What was typed while a question is open; None when it is no answer but perhaps a command."""
    where = attempts.place(turn.session, turn.number(), turn.my_id, turn.now)
    commands = {*turn.menu(turn.me.roles), "huy"}
    if where is None:
        return None if is_command(turn.text, commands) else results.too_late(turn, turn.number())
    given = read(where.asked, turn.text, commands, where.number)
    if isinstance(given, Unclear):
        turn.ask("quiz.receive_answer", where.attempt_id)
        return turn.say(given.key, *choices(turn, where, where.asked), last=given.last, many=given.many)
    return None if given is None else _answered(turn, where, given)


def no_answer(turn: Turn) -> Reply:
    """What fits nothing while a question is open: which question waits. None when none does."""
    asked = turn.chat.asked()
    if turn.person is None or not asked or asked[0] != "quiz.receive_answer":
        return None
    turn.arguments = tuple(asked[1:])
    where = attempts.place(turn.session, turn.number(), turn.my_id, turn.now)
    if where is None:
        return None
    how = question_words.how(turn.voice, where.asked)
    return turn.say("quiz-no-answer", *choices(turn, where, where.asked), number=str(where.number), how=how)


def _answered(turn: Turn, where: Place, given: Given) -> Reply:
    if not turn.pressed and doing.unseen(turn.session, turn.chat.id or 0):  # we were slow, and they wrote twice
        turn.ask("quiz.receive_answer", where.attempt_id)
        return turn.say("quiz-written-before", *choices(turn, where, where.asked), number=str(where.number))
    points = attempts.answer(turn.session, where, given, turn.now)
    if points is None:  # another chat of the same person was faster
        return results.go_on(turn, where.attempt_id, turn.voice.text("quiz-already-answered"))
    says = where.feedback == AT_ONCE or where.asked.kind == ESSAY
    said = question_words.feedback(turn.voice, where.asked, given, points) if says else ""
    if where.next is None:
        return results.finished(turn, where.attempt_id, said)
    return ask_next(turn, where, said)
