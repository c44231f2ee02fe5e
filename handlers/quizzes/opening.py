"""When a quiz opens and closes: now, at a time, after a lesson."""

from __future__ import annotations

from datetime import datetime

from handlers import quiz_notice
from handlers.quizzes import cards
from handlers.quizzes.cards import card
from handlers.turn import Reply, Turn
from storage import audit, lessons
from storage.broadcasts.when import read_moment
from storage.lessons import CANCELLED, Lesson
from storage.messages import Choice
from storage.quizzes import DRAFT, Quiz, bank, desk, papers, timing

OPENS, CLOSES = "mo", "dong"
MOST_LESSONS = 8


def opening(turn: Turn) -> Reply:
    """`/ktmo quiz`: now, at a time, or after a lesson?"""
    quiz = cards.found(turn)
    if quiz is None:
        return turn.say("quizzes-gone")
    if quiz.state != DRAFT:
        return card(turn, quiz)
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
    planned = quiz.opens_at is not None or quiz.opens_after is not None
    unplan = [turn.choice("quizzes-unplan", f"/ktthoihen {quiz.id}")] if planned else []
    drafts = desk.drafts_in(turn.session, quiz)
    key = "quizzes-when-open-without" if drafts else "quizzes-when-open"
    return turn.say(
        key, turn.choice("quizzes-open-now", f"/ktmongay {quiz.id}"),
        turn.choice("quizzes-open-at", f"/kthen {quiz.id} {OPENS}"), *after, *unplan, _back(turn, quiz),
        title=quiz.title, drafts=drafts,
    )  # fmt: skip


def open_now(turn: Turn) -> Reply:
    """`/ktmongay quiz`: it is open, and its learners are told."""
    quiz = cards.found(turn)
    if quiz is None:
        return turn.say("quizzes-gone")
    if not papers.can_ask(turn.session, quiz):
        return _not_ready(turn, quiz)
    if quiz.state != DRAFT and not cards.is_closed(turn, quiz):
        return card(turn, quiz, turn.voice.text("quizzes-open-already"))
    again = quiz.opened_at is not None
    desk.open_now(quiz, turn.now)
    told = quiz_notice.announce_opened(turn.session, turn.centre, quiz, turn.now)
    audit.note(turn.session, turn.now, turn.my_id, "quiz opened", f"quiz:{quiz.id}")
    quietly = "quizzes-reopened" if again and not told else "quizzes-opened-practice"
    key = quietly if quiz.practice or (again and not told) else "quizzes-opened"
    return card(turn, quiz, turn.voice.text(key, count=told))


def announce(turn: Turn) -> Reply:
    """`/ktbao quiz`: tell the learners of a quiz for self-study, which nobody was told of when it opened."""
    quiz = cards.found(turn)
    if quiz is None or quiz.state == DRAFT or cards.is_closed(turn, quiz):
        return turn.say("quizzes-gone")
    told = quiz_notice.announce_opened(turn.session, turn.centre, quiz, turn.now, wished=True)
    audit.note(turn.session, turn.now, turn.my_id, "quiz announced", f"quiz:{quiz.id}", f"{told}")
    return card(turn, quiz, turn.voice.text("quizzes-announced" if told else "quizzes-announced-before", count=told))


def after_lesson(turn: Turn) -> Reply:
    """`/ktsaubuoi quiz lesson`: it opens when the lesson ends, also when that is moved."""
    quiz, lesson = cards.found(turn), turn.session.get(Lesson, turn.number(1))
    if quiz is None or quiz.state != DRAFT or lesson is None or lesson.cohort_id != quiz.cohort_id:
        return turn.say("quizzes-gone")
    if quiz.closes_at is not None and quiz.closes_at <= lesson.ends_at:
        moment = turn.voice.moment(quiz.closes_at)
        return card(turn, quiz, turn.voice.text("quizzes-opens-late", moment=moment))
    quiz.opens_at, quiz.opens_after = None, lesson.id
    return card(turn, quiz, _will_open(turn, quiz))


def unplan(turn: Turn) -> Reply:
    """`/ktthoihen quiz`: it does not open by itself."""
    quiz = cards.found(turn)
    if quiz is None or quiz.state != DRAFT:
        return turn.say("quizzes-gone")
    quiz.opens_at, quiz.opens_after = None, None
    return card(turn, quiz, turn.voice.text("quizzes-unplanned"))


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
    if quiz is None or turn.gives_up():
        return None
    moment = read_moment(turn.text, turn.now, turn.centre.zone)
    if moment is None or moment <= turn.now:
        return _ask_again(turn, quiz, what, "quizzes-time-unclear" if moment is None else "quizzes-time-past")
    return _opens(turn, quiz, moment) if what == OPENS else _closes(turn, quiz, moment)


def _opens(turn: Turn, quiz: Quiz, moment: datetime) -> Reply:
    if quiz.state != DRAFT:
        return card(turn, quiz)
    if quiz.closes_at is not None and quiz.closes_at <= moment:
        return _ask_again(turn, quiz, OPENS, "quizzes-opens-late", turn.voice.moment(quiz.closes_at))
    quiz.opens_at, quiz.opens_after = moment, None
    return card(turn, quiz, _will_open(turn, quiz))


def _closes(turn: Turn, quiz: Quiz, moment: datetime) -> Reply:
    opens_at = desk.opens_at(turn.session, quiz)
    if opens_at is not None and moment <= opens_at:
        return _ask_again(turn, quiz, CLOSES, "quizzes-closes-early", turn.voice.moment(opens_at))
    if cards.is_closed(turn, quiz):  # a closed one is opened again by its own button, so that nobody does it unawares
        return card(turn, quiz, turn.voice.text("quizzes-closed-already"))
    quiz.closes_at, quiz.reminded_at, quiz.told_at = moment, None, None
    timing.renew(turn.session, quiz.id or 0)
    audit.note(turn.session, turn.now, turn.my_id, "quiz closes", f"quiz:{quiz.id}", f"{moment:%Y-%m-%d %H:%M}")
    return card(turn, quiz, turn.voice.text("quizzes-will-close"))


def without_closing(turn: Turn) -> Reply:
    """`/ktkhongdong quiz`: it stays open."""
    quiz = cards.found(turn)
    if quiz is None:
        return turn.say("quizzes-gone")
    if cards.is_closed(turn, quiz):
        return card(turn, quiz, turn.voice.text("quizzes-closed-already"))
    quiz.closes_at = None
    timing.renew(turn.session, quiz.id or 0)
    return card(turn, quiz, turn.voice.text("quizzes-stays-open"))


def ask_close(turn: Turn) -> Reply:
    """`/ktdong quiz`: sure? One that nobody began may also be a draft again."""
    quiz = cards.found(turn)
    if quiz is None or quiz.state == DRAFT:
        return turn.say("quizzes-gone")
    begun = bank.has_attempts(turn.session, quiz)
    draft = [] if begun else [turn.choice("quizzes-draft-again", f"/ktnhap {quiz.id}")]
    yes = turn.choice("quizzes-close-yes", f"/ktdongthat {quiz.id}")
    return turn.say("quizzes-close-sure", yes, *draft, _back(turn, quiz), title=quiz.title)


def close(turn: Turn) -> Reply:
    """`/ktdongthat quiz`"""
    quiz = cards.found(turn)
    if quiz is None:
        return turn.say("quizzes-gone")
    if quiz.state == DRAFT:
        return card(turn, quiz)
    if cards.is_closed(turn, quiz):
        return card(turn, quiz, turn.voice.text("quizzes-closed-already"))
    desk.close(turn.session, quiz, turn.now)
    audit.note(turn.session, turn.now, turn.my_id, "quiz closed", f"quiz:{quiz.id}")
    return card(turn, quiz, turn.voice.text("quizzes-closed"))


def _ask_again(turn: Turn, quiz: Quiz, what: str, key: str, moment: str = "") -> Reply:
    turn.ask("quizzes.receive_time", quiz.id, what)
    return turn.say(key, _back(turn, quiz), moment=moment)


def _will_open(turn: Turn, quiz: Quiz) -> str:
    return turn.voice.text("quizzes-will-open-quietly" if quiz.practice else "quizzes-will-open")


def _not_ready(turn: Turn, quiz: Quiz) -> Reply:
    key = "quizzes-wait-for-approval" if desk.drafts_in(turn.session, quiz) else "quizzes-no-questions"
    return card(turn, quiz, turn.voice.text(key))


def _back(turn: Turn, quiz: Quiz) -> Choice:
    return turn.choice("quizzes-back", f"/kt {quiz.id}")
