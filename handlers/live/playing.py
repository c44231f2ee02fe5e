"""A learner in the room: comes in with the code, answers, and goes."""

from __future__ import annotations

from datetime import timedelta

from handlers import question_words
from handlers.live import words
from handlers.live.asking import STEP
from handlers.question_answers import Unclear, is_late, read
from handlers.turn import Reply, Turn
from storage import registration
from storage.live import ASKING, OVER, WAITING, LiveParticipant, LiveQuiz, answers, rooms, sending
from storage.messages import Message
from storage.quizzes import MULTIPLE, NUMBER, SHORT
from storage.quizzes.asked import Asked
from storage.quizzes.grading import Given

TRIES = 10  # wrong codes in an hour, of nearly eight thousand
LATE = timedelta(minutes=1)  # after the end of a question, what is typed may still be meant for it


def typed_code(turn: Turn) -> Reply:
    """Four digits typed alone, or `/start` with them; None where no quiz runs that they could mean."""
    code = turn.text.removeprefix("/start").strip()
    if not rooms.is_code(code):
        return None
    live = rooms.with_code(turn.session, code)
    if live is None and (turn.person is None or not rooms.running(turn.session)):
        return None
    if turn.person is None:
        return turn.say("live-register-first", turn.choice("live-register", "/start"), code=code)
    return _come_in(turn, code)


def join(turn: Turn) -> Reply:
    """`/thamgia 4821`"""
    code = turn.text.strip()
    if not code:
        return turn.say("live-type-code")
    return _come_in(turn, code)


def leave(turn: Turn) -> Reply:
    """`/thoat`: out of the room."""
    found = rooms.joined_by(turn.session, turn.my_id)
    for _, participant in found:
        participant.has_left = True
    if not found:
        return turn.say("live-not-in")
    if turn.chat.asked()[:1] == [STEP]:
        turn.chat.forget_question()
    live = found[0][0]
    return turn.say("live-left", turn.choice("live-come-back", f"/thamgia {live.code}"), title=live.title)


def pick(turn: Turn) -> Reply:
    """`/traloinhanh live position options`: the picked options, a bit each, are the answer."""
    live = rooms.held(turn.session, turn.number())
    asked = _standing(turn, live)
    if live is None or asked is None or asked.position != turn.number(1):
        return _too_late(turn, live)
    bits = max(0, turn.number(2))
    picked = [at for at in range(len(asked.options)) if bits >> at & 1]
    if not picked:
        return turn.say("live-nothing-picked")
    return _answered(turn, live, asked, picked)


def toggle(turn: Turn) -> Reply:
    """`/chonnhanh live position marked option`: mark the option, or take its mark away. None when it was typed."""
    if not turn.pressed:
        return None  # the letter is the whole answer then, to whatever stands now
    live = rooms.held(turn.session, turn.number())
    asked = _standing(turn, live)
    if live is None or asked is None or asked.kind != MULTIPLE or asked.position != turn.number(1):
        return _too_late(turn, live)
    if (earlier := answers.of_person(turn.session, live, asked.position, turn.my_id)) is not None:
        return _already(turn, live, asked, earlier.given)
    option = turn.number(3)
    if option not in range(len(asked.options)):
        return _too_late(turn, live)
    marked = max(0, turn.number(2)) ^ (1 << option)
    turn.ask(STEP, live.id)
    buttons = words.buttons(turn.voice, live, asked, marked)
    return Message(words.question_text(turn.voice, live, asked), buttons, replaces=True)


def receive_answer(turn: Turn) -> Reply:
    """What was typed in a chat that is in a room; None when it is no answer but perhaps a command."""
    live = rooms.held(turn.session, turn.number())
    asked = _standing(turn, live)
    if live is None or asked is None:
        return _too_late(turn, live) if is_late(turn.text) or _is_typed_late(turn, live) else None
    given = _read(turn, asked)
    if given is None:
        return None
    if isinstance(given, Unclear):
        turn.ask(STEP, live.id)
        return turn.say(given.key, *words.buttons(turn.voice, live, asked), last=given.last, many=given.many)
    return _answered(turn, live, asked, given)


def no_answer(turn: Turn) -> Reply:
    """What fits nothing while a question stands; None when none does."""
    step = turn.chat.asked()
    if turn.person is None or step[:1] != [STEP]:
        return None
    turn.arguments = tuple(step[1:])
    live = rooms.held(turn.session, turn.number())
    asked = _standing(turn, live)
    if live is None or asked is None:
        return None
    return turn.say("live-not-understood", *words.buttons(turn.voice, live, asked), number=asked.position)


def _come_in(turn: Turn, code: str) -> Reply:
    if registration.tries_left(turn.session, turn.chat, turn.now, TRIES) == 0:
        return turn.say("live-too-many")
    live = rooms.with_code(turn.session, code) if rooms.is_code(code) else None
    if live is not None and live.state == OVER:
        return turn.say("live-too-late-for-all")
    if live is None:
        registration.wrong_try(turn.session, turn.chat, turn.now)
        return turn.say("live-wrong-code", code=code[:20])
    if live.chat_id == turn.chat.id:
        return turn.say("live-you-lead")
    assert turn.chat.id is not None
    place = rooms.join(turn.session, live, turn.my_id, turn.chat.id, turn.now)
    turn.ask(STEP, live.id)
    if live.state == WAITING:
        return turn.say("live-in", title=live.title, count=live.questions)
    if place.since > live.position:
        return turn.say("live-in-late" if live.position < live.questions else "live-in-too-late", title=live.title)
    asked = _standing(turn, live)
    if asked is None or answers.of_person(turn.session, live, asked.position, turn.my_id) is not None:
        return turn.say("live-in-again", title=live.title)
    return words.question(turn.session, turn.voice, live, asked)  # it went to another chat of theirs


def _standing(turn: Turn, live: LiveQuiz | None) -> Asked | None:
    """The question that stands and that this person was asked; None when there is none to answer."""
    if live is None or live.state != ASKING or not answers.is_open(live, turn.now):
        return None
    place = turn.session.get(LiveParticipant, (live.id, turn.my_id))
    if place is None or place.has_left or place.since > live.position:
        return None
    return rooms.question(turn.session, live, live.position)


def _read(turn: Turn, asked: Asked) -> Given | Unclear | None:
    return read(asked, turn.text, {*turn.menu(turn.me.roles), "huy", "thoat"})


def _is_typed_late(turn: Turn, live: LiveQuiz | None) -> bool:
    """Whether the text is their answer to a question that was typed and is closed since a moment."""
    place = None if live is None else turn.session.get(LiveParticipant, (live.id, turn.my_id))
    if live is None or place is None or place.has_left or turn.now > live.changed_at + LATE:
        return False
    asked = rooms.question(turn.session, live, live.position)
    if asked is None or asked.kind not in (SHORT, NUMBER) or place.since > live.position:
        return False
    answered = answers.of_person(turn.session, live, live.position, turn.my_id)
    return answered is None and _read(turn, asked) is not None


def _answered(turn: Turn, live: LiveQuiz, asked: Asked, given: Given) -> Reply:
    """Take it. That it was taken shows where the question stood, and on channels that cannot edit at the end."""
    turn.ask(STEP, live.id)
    if not answers.answer(turn.session, live, asked, turn.my_id, given, turn.now):
        earlier = answers.of_person(turn.session, live, asked.position, turn.my_id)
        assert earlier is not None
        return _already(turn, live, asked, earlier.given)
    row = sending.handed_out(turn.session, live, asked.position, turn.my_id, turn.chat)
    turn.tell(
        turn.chat, lambda voice: Message(words.recorded(voice, live, asked, given)),
        kind="progress", follows=row, expires_at=live.closes_at,
    )  # fmt: skip
    return []


def _already(turn: Turn, live: LiveQuiz, asked: Asked, given: Given) -> Message:
    turn.ask(STEP, live.id)
    return turn.say("live-already", answer=question_words.answer(turn.voice, asked, given))


def _too_late(turn: Turn, live: LiveQuiz | None) -> Reply:
    """Why there is nothing to answer: too late, too early, out of the room, or all is over."""
    place = None if live is None else turn.session.get(LiveParticipant, (live.id, turn.my_id))
    if live is None or live.state == OVER:
        if turn.chat.asked()[:1] == [STEP]:
            turn.chat.forget_question()
        return turn.say("live-too-late-for-all")
    if place is None or place.has_left:
        return turn.say("live-not-in")
    turn.ask(STEP, live.id)
    if live.state == ASKING and place.since <= live.position and answers.is_open(live, turn.now):
        return turn.say("live-stale")  # a button of an earlier question
    if place.since > live.position:
        return turn.say("live-wait")
    return turn.say("live-too-late", number=live.position)
