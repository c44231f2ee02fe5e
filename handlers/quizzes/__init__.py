"""The desk for quizzes: making one, its rules, opening and closing, more time for one learner, who has not done it."""

from handlers.quizzes.cards import of_class, overview, see
from handlers.quizzes.making import (
    add_all,
    choose_count,
    choose_level,
    draw,
    new,
    questions,
    receive_draws,
    receive_title,
    take_out,
)
from handlers.quizzes.opening import (
    after_lesson,
    ask_close,
    ask_time,
    close,
    open_now,
    opening,
    receive_time,
    without_closing,
)
from handlers.quizzes.people import (
    allow,
    ask_learner,
    ask_remind,
    disallow,
    learner,
    missing,
    receive_date,
    receive_learner,
    remind,
)
from handlers.quizzes.picking import pick, toggle
from handlers.quizzes.rules import rule, rules, set_rule

__all__ = [
    "add_all",
    "after_lesson",
    "allow",
    "ask_close",
    "ask_learner",
    "ask_remind",
    "ask_time",
    "choose_count",
    "choose_level",
    "close",
    "disallow",
    "draw",
    "learner",
    "missing",
    "new",
    "of_class",
    "open_now",
    "opening",
    "overview",
    "pick",
    "questions",
    "receive_date",
    "receive_draws",
    "receive_learner",
    "receive_time",
    "receive_title",
    "remind",
    "rule",
    "rules",
    "see",
    "set_rule",
    "take_out",
    "toggle",
    "without_closing",
]  # fmt: skip
