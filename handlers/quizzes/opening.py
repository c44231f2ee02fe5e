"""When a quiz opens and closes: now, at a time, after a lesson."""

from __future__ import annotations

from handlers import quiz_notice
from handlers.quizzes import cards
from handlers.quizzes.cards import card
from handlers.turn import Reply, Turn
from storage import audit, lessons
from storage.broadcasts.when import read_moment
from storage.lessons import CANCELLED, Lesson
from storage.messages import Choice
from storage.quizzes import DRAFT, Quiz, desk, papers, timing
from storage.vietnamese import fold

OPENS, CLOSES = "mo", "dong"
MOST_LESSONS = 8
STOP_WORDS = ("huy", "thoi", "cancel")


def opening(turn: Turn) -> Reply:
    """`/ktmo quiz`: now, at a time, or after a lesson?"""
    quiz = cards.found(turn)
    if quiz is None:
        return turn.say("quizzes-gone")
    if not papers.can_ask(turn.session, quiz):
        return _not_ready(turn, quiz)
    coming = [
        one
        for one in lessons.of_cohort(turn.session, quiz.cohort_id)
        if one.state != CANCELLED and one.ends_at > turn.now
    ]
    after = [
        Choice(
            turn.voice.text("quizzes-after", topic=one.topic, moment=turn.voice.moment(one.ends_at)),
            f"/ktsaubuoi {quiz.id} {one.id}",
        )
        for one in coming[:MOST_LESSONS]
    ]
    return turn.say(
        "quizzes-when-open", turn.choice("quizzes-open-now", f"/ktmongay {quiz.id}"),
        turn.choice("quizzes-open-at", f"/kthen {quiz.id} {OPENS}"), *after, _back(turn, quiz), title=quiz.title,
    )  # fmt: skip


def open_now(turn: Turn) -> Reply:
    """`/ktmongay quiz`: it is open, and its learners are told."""
    quiz = cards.found(turn)
    if quiz is None:
        return turn.say("quizzes-gone")
    if not papers.can_ask(turn.session, quiz):
        return _not_ready(turn, quiz)
    desk.open_now(quiz, turn.now)
    told = quiz_notice.announce_opened(turn.session, turn.centre, quiz, turn.now)
    audit.note(turn.session, turn.now, turn.my_id, "quiz opened", f"quiz:{quiz.id}")
    return card(turn, quiz, turn.voice.text("quizzes-opened", count=told))


def after_lesson(turn: Turn) -> Reply:
    """`/ktsaubuoi quiz lesson`: it opens when the lesson ends, also when that is moved."""
    quiz, lesson = cards.found(turn), turn.session.get(Lesson, turn.number(1))
    if quiz is None or quiz.state != DRAFT or lesson is None or lesson.cohort_id != quiz.cohort_id:
        return turn.say("quizzes-gone")
    quiz.opens_at, quiz.opens_after = None, lesson.id
    return card(turn, quiz, turn.voice.text("quizzes-will-open"))


def ask_time(turn: Turn) -> Reply:
    """`/kthen quiz mo` or `dong`: at what time?"""
    quiz, what = cards.found(turn), turn.arguments[-1]
    if quiz is None or what not in (OPENS, CLOSES):
        return turn.say("quizzes-gone")
    turn.ask("quizzes.receive_time", quiz.id, what)
    without = (
        [turn.choice("quizzes-no-closing", f"/ktkhongdong {quiz.id}")] if what == CLOSES and quiz.closes_at else []
    )
    return turn.say(f"quizzes-ask-{what}", *without, _back(turn, quiz))


def receive_time(turn: Turn) -> Reply:
    """The time, typed. None for words that mean to give up."""
    quiz, what = cards.found(turn), turn.arguments[-1]
    if quiz is None or fold(turn.text) in STOP_WORDS:
        return None
    moment = read_moment(turn.text, turn.now, turn.centre.zone)
    if moment is None or moment <= turn.now:
        turn.ask("quizzes.receive_time", quiz.id, what)
        return turn.say("quizzes-time-unclear" if moment is None else "quizzes-time-past", _back(turn, quiz))
    if what == OPENS:
        quiz.opens_at, quiz.opens_after = moment, None
        return card(turn, quiz, turn.voice.text("quizzes-will-open"))
    quiz.closes_at, quiz.reminded_at, quiz.told_at = moment, None, None
    timing.renew(turn.session, quiz.id or 0)
    audit.note(turn.session, turn.now, turn.my_id, "quiz closes", f"quiz:{quiz.id}", f"{moment:%Y-%m-%d %H:%M}")
    return card(turn, quiz, turn.voice.text("quizzes-will-close"))


def without_closing(turn: Turn) -> Reply:
    """`/ktkhongdong quiz`: it stays open."""
    quiz = cards.found(turn)
    if quiz is None:
        return turn.say("quizzes-gone")
    quiz.closes_at = None
    timing.renew(turn.session, quiz.id or 0)
    return card(turn, quiz, turn.voice.text("quizzes-stays-open"))


def ask_close(turn: Turn) -> Reply:
    """`/ktdong quiz`: sure?"""
    quiz = cards.found(turn)
    if quiz is None:
        return turn.say("quizzes-gone")
    return turn.say(
        "quizzes-close-sure",
        turn.choice("quizzes-close-yes", f"/ktdongthat {quiz.id}"),
        _back(turn, quiz),
        title=quiz.title,
    )


def close(turn: Turn) -> Reply:
    """`/ktdongthat quiz`"""
    quiz = cards.found(turn)
    if quiz is None:
        return turn.say("quizzes-gone")
    desk.close(quiz, turn.now)
    timing.renew(turn.session, quiz.id or 0)
    audit.note(turn.session, turn.now, turn.my_id, "quiz closed", f"quiz:{quiz.id}")
    return card(turn, quiz, turn.voice.text("quizzes-closed"))


def _not_ready(turn: Turn, quiz: Quiz) -> Reply:
    key = "quizzes-wait-for-approval" if desk.drafts_in(turn.session, quiz) else "quizzes-no-questions"
    return card(turn, quiz, turn.voice.text(key))


def _back(turn: Turn, quiz: Quiz) -> Choice:
    return turn.choice("quizzes-back", f"/kt {quiz.id}")
