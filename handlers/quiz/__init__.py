"""Quizzes: choose one, answer question by question, see the result and what was wrong."""

from handlers.quiz.answering import no_answer, pick, pick_in_turn, receive_answer, toggle
from handlers.quiz.choosing import begin, look, overview
from handlers.quiz.handing_in import tick
from handlers.quiz.results import review

__all__ = [
    "begin", "look", "no_answer", "overview", "pick", "pick_in_turn", "receive_answer", "review", "tick", "toggle",
]  # fmt: skip
