"""Taking a quiz back: one that nobody began is a draft again, and a draft may be deleted."""

from __future__ import annotations

from handlers import quiz_notice
from handlers.quizzes import cards
from handlers.turn import Reply, Turn
from storage import audit
from storage.cohorts import Cohort
from storage.quizzes import DRAFT, removing


def draft_again(turn: Turn) -> Reply:
    """`/ktnhap quiz`: it is no more open, and who was not told yet is not told."""
    quiz = cards.found(turn)
    if quiz is None or not removing.to_draft(turn.session, quiz, turn.now):
        return turn.say("quizzes-gone") if quiz is None else cards.card(turn, quiz, turn.voice.text("quizzes-begun"))
    quiz_notice.call_off(turn.session, quiz)
    audit.note(turn.session, turn.now, turn.my_id, "quiz taken back", f"quiz:{quiz.id}")
    return cards.card(turn, quiz, turn.voice.text("quizzes-is-draft-again"))


def ask_delete(turn: Turn) -> Reply:
    """`/ktxoa quiz`: sure?"""
    quiz = cards.found(turn)
    if quiz is None or quiz.state != DRAFT:
        return turn.say("quizzes-gone")
    return turn.say(
        "quizzes-delete-sure", turn.choice("quizzes-delete-yes", f"/ktxoathat {quiz.id}"),
        turn.choice("quizzes-back", f"/kt {quiz.id}"), title=quiz.title,
    )  # fmt: skip


def delete(turn: Turn) -> Reply:
    """`/ktxoathat quiz`: the draft is no more; its questions stay in the bank."""
    quiz = cards.found(turn)
    if quiz is None:
        return turn.say("quizzes-gone")
    number, title, cohort_id = quiz.id, quiz.title, quiz.cohort_id
    if not removing.delete_draft(turn.session, quiz):
        return cards.card(turn, quiz, turn.voice.text("quizzes-used"))
    audit.note(turn.session, turn.now, turn.my_id, "quiz deleted", f"quiz:{number}", title)
    cohort = turn.session.get_one(Cohort, cohort_id)
    return turn.say("quizzes-deleted", turn.choice("quizzes-back", f"/ktlop {cohort.id}"), title=title)
