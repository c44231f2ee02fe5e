"""Attempts whose time is over are handed in by the clock, and their learners are told."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from handlers.quiz import outcome
from handlers.voice import Centre, Voice
from storage import chats, outbox
from storage.messages import Message
from storage.quizzes import Attempt, Quiz, attempts, timing

AT_ONCE = 200  # in one transaction


def tick(session: Session, centre: Centre, now: datetime) -> bool:
    """Hand in what is over. True: there is more."""
    over = timing.over(session, now, AT_ONCE)
    for attempt in over:
        if not timing.hand_in(session, attempt):
            continue
        chat = chats.reaching(session, attempt.person_id)
        if chat is None:
            continue
        message = handed_in(session, Voice(centre, chat.language), attempt, now)
        # Whose time was limited is doing the quiz just now: that is an answer and no notice, and cannot wait.
        is_there = bool(session.get_one(Quiz, attempt.quiz_id).minutes)
        moment, lane = (now, outbox.REPLY) if is_there else (centre.after_quiet(now), outbox.NOTICE)
        outbox.put(
            session, chat, message, now=now, lane=lane, kind="quiz", key=f"hand-in:{attempt.id}", not_before=moment
        )
        if is_there:
            chat.offer(message.choices)
    return len(over) == AT_ONCE


def handed_in(session: Session, voice: Voice, attempt: Attempt, now: datetime) -> Message:
    """That the time is over and the attempt was handed in, with its result."""
    assert attempt.id is not None and attempt.finished_at is not None
    mine = outcome.of_quiz(session, attempt.person_id, attempt.quiz_id, now)
    answers = attempts.answers(session, attempt.id)
    quiz, time = session.get_one(Quiz, attempt.quiz_id), voice.clock(attempt.finished_at)
    key = "quiz-time-over" if quiz.minutes else "quiz-closing-handed-in"
    lines = [voice.text(key, title=quiz.title, time=time, mark=voice.number(attempt.mark))]
    if attempt.questions > len(answers):
        lines.append(voice.text("quiz-time-over-unanswered", count=attempt.questions - len(answers)))
    if mine is None:
        return Message("\n".join(lines))
    lines += outcome.in_all(voice, mine, answers, attempt.questions)
    buttons = (*outcome.again(voice, mine), *outcome.review(voice, mine, attempt), outcome.others(voice))
    return Message("\n".join(lines), buttons)
