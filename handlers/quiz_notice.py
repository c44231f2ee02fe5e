"""What learners are told of a quiz: that it was opened, that it closes soon, and how it went once it has closed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from sqlmodel import Session, col

from handlers import coordinators
from handlers.voice import Centre, Voice
from storage import chats, cohorts, digests, outbox, plans
from storage.cohorts import Cohort
from storage.lessons import Lesson
from storage.messages import Message
from storage.outbox import Outbox
from storage.people import Person
from storage.quizzes import Quiz, desk, doing, standing

Say = Callable[[Voice, int], Message]
"""What a person is told, in their language."""


def announce_opened(session: Session, centre: Centre, quiz: Quiz, now: datetime, *, wished: bool = False) -> int:
    """Tell the cohort's learners who can be reached and did not stop; how many are told now.

    Nobody is told twice of the same quiz, and of one for self-study, which is no duty, only when it is `wished`. It
    waits for the end of the quiet hours, and is not sent any more once the quiz is closed.
    """
    if quiz.practice and not wished:
        return 0
    text = "quiz-opened-practice" if quiz.practice else "quiz-opened"

    def say(voice: Voice, _person: int) -> Message:
        return voice.say(text, voice.choice("quiz-do", f"/tracnghiem {quiz.id}"), title=quiz.title)

    learners = cohorts.learners(session, quiz.cohort_id)
    return _tell(session, centre, quiz, learners, say, now, key=lambda person: doing.opened_key(quiz.id or 0, person))


def call_off(session: Session, quiz: Quiz) -> None:
    """Nobody who has not heard yet hears that the quiz was opened, until it opens again."""
    key = f"{doing.OPENED}{quiz.id}:"
    outbox.cancel(session, col(Outbox.key) >= key, col(Outbox.key) < f"{key[:-1]};", forget=True)


def remind(
    session: Session,
    centre: Centre,
    quiz: Quiz,
    now: datetime,
    *,
    again: bool = False,
    only: Iterable[int] | None = None,
) -> int:
    """Remind those who have not finished the quiz and for whom it is still open; how many are reminded now.

    Once for each closing time; `again`, by hand, once more; `only` these people, where they are named. When it goes
    out it is looked at once more: who has finished meanwhile is not reminded (see `storage.quizzes.doing`).
    """

    own = desk.own_closing(session, quiz)

    def say(voice: Voice, person: int) -> Message:
        closes_at, do = own.get(person, quiz.closes_at), voice.choice("quiz-do", f"/tracnghiem {quiz.id}")
        if closes_at is None:
            return voice.say("quiz-remind-open", do, title=quiz.title)
        return voice.say("quiz-remind", do, title=quiz.title, moment=voice.moment(closes_at))

    def key(person: int) -> str:
        closes_at = own.get(person, quiz.closes_at)
        at = now if again or closes_at is None else closes_at
        return f"{doing.reminder_key(quiz.id or 0, person)}{int(at.timestamp())}"

    waiting = set(standing.not_done(session, quiz.id or 0))
    waiting &= waiting if only is None else set(only)
    learners = [person for person in cohorts.learners(session, quiz.cohort_id) if person.id in waiting]
    due = [one for one in learners if _is_due(quiz, own.get(one.id or 0, quiz.closes_at), now, early=again)]
    return _tell(session, centre, quiz, due, say, now, key=key)


def tell_answers(session: Session, centre: Centre, quiz: Quiz, now: datetime) -> int:
    """Tell those who finished the closed quiz their mark, with the way to what was right; how many are told."""
    last = desk.last_attempts(session, quiz.id or 0)

    def say(voice: Voice, person: int) -> Message:
        mine = next((one for one in standing.standings(session, person, now) if one.quiz_id == quiz.id), None)
        mark = "—" if mine is None or mine.mark is None else voice.number(mine.mark)
        return voice.say(
            "quiz-closed-now", voice.choice("quiz-review", f"/xemlai {last[person]}"), title=quiz.title, mark=mark
        )

    learners = [person for person in cohorts.learners(session, quiz.cohort_id) if person.id in last]
    return _tell(
        session, centre, quiz, learners, say, now, key=lambda person: f"quiz-answers:{quiz.id}:{person}", after=True
    )


def tell_not_opened(session: Session, centre: Centre, quiz: Quiz, now: datetime) -> None:
    """Tell the coordinators that the time to open the quiz came, and that it has nothing to ask."""
    cohort = session.get_one(Cohort, quiz.cohort_id).code
    see = f"/kiemtra {quiz.id}"
    coordinators.tell(
        session, centre, now,
        lambda voice: voice.say("quiz-not-opened", voice.choice("quiz-see", see), title=quiz.title, cohort=cohort),
    )  # fmt: skip


def tell_no_closing(session: Session, centre: Centre, quiz: Quiz, now: datetime) -> None:
    """Tell the coordinators that the quiz opened after the time at which it was to close, so that it does not close."""
    cohort = session.get_one(Cohort, quiz.cohort_id).code
    see = f"/kiemtra {quiz.id}"
    coordinators.tell(
        session, centre, now,
        lambda voice: voice.say("quiz-no-closing", voice.choice("quiz-see", see), title=quiz.title, cohort=cohort),
    )  # fmt: skip


def tell_cancelled(session: Session, centre: Centre, quiz: Quiz, lesson: Lesson, now: datetime) -> None:
    """Tell the coordinators, once, that the lesson after which the quiz was to open is cancelled."""
    cohort = session.get_one(Cohort, quiz.cohort_id).code
    see = f"/kiemtra {quiz.id}"
    coordinators.tell(
        session, centre, now,
        lambda voice: voice.say(
            "quiz-lesson-cancelled", voice.choice("quiz-see", see), title=quiz.title, cohort=cohort, topic=lesson.topic
        ),
        key=f"quiz-lesson-cancelled:{quiz.id}:{lesson.id}",
    )  # fmt: skip


def _is_due(quiz: Quiz, closes_at: datetime | None, now: datetime, *, early: bool) -> bool:
    """Whether it closes soon for somebody, or, `early`, is open for them at all."""
    if closes_at is None or now >= closes_at:
        return early and closes_at is None
    return early or desk.remind_at(quiz, closes_at) <= now


def _tell(
    session: Session,
    centre: Centre,
    quiz: Quiz,
    learners: Iterable[Person],
    say: Say,
    now: datetime,
    *, key: Callable[[int], str], after: bool = False,
) -> int:  # fmt: skip
    """Put the notices into the outbox; those of accounts with a plan wait for the evening."""
    ids = [person.id for person in learners if person.id is not None and not person.stopped]
    reached = chats.reaching_all(session, ids)
    closes_at, own = None if after else quiz.closes_at, {} if after else desk.own_closing(session, quiz)
    limited, evening_at = plans.limited(session), session.get_one(Cohort, quiz.cohort_id).evening_at
    held = digests.evening("quiz", evening_at, now, centre.zone, closes_at)
    told = 0
    for person_id, chat in reached.items():
        voice, moment = Voice(centre, chat.language), held if chat.account_id in limited else now
        row = outbox.put(
            session, chat, say(voice, person_id), now=now, lane=outbox.NOTICE, kind="quiz", key=key(person_id),
            not_before=centre.after_quiet(moment), expires_at=own.get(person_id, closes_at),
        )  # fmt: skip
        told += row is not None
    return told
