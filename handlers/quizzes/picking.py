"""Choosing the fixed questions of a quiz one by one."""

from __future__ import annotations

from textwrap import shorten

from handlers.quizzes import cards, making
from handlers.turn import Reply, Turn
from storage.cohorts import Cohort
from storage.messages import Choice
from storage.quizzes import APPROVED, DRAFT, Question, Quiz, bank, desk

PAGE = 8
LONGEST = 120


def pick(turn: Turn) -> Reply:
    """`/kttung quiz chapter page`: the chapter's questions, those in the quiz ticked."""
    quiz = cards.found(turn)
    if quiz is None or bank.has_attempts(turn.session, quiz):
        return turn.say("quizzes-gone")
    return _page(turn, quiz, turn.number(1), turn.number(2))


def toggle(turn: Turn) -> Reply:
    """`/ktcaunay quiz chapter page question`: into the quiz, or out again."""
    quiz, question = cards.found(turn), turn.session.get(Question, turn.number(3))
    if quiz is None or question is None or bank.has_attempts(turn.session, quiz) or not _fits(turn, quiz, question):
        return turn.say("quizzes-gone")
    desk.toggle(turn.session, quiz, question)
    return _page(turn, quiz, turn.number(1), turn.number(2))


def see_fixed(turn: Turn) -> Reply:
    """`/ktxem quiz page`: its fixed questions in their order, drafts too; a number shows one with its key."""
    quiz, page = cards.found(turn), max(0, turn.number(1))
    if quiz is None:
        return turn.say("quizzes-gone")
    every = bank.of_quiz(turn.session, quiz)
    shown = every[page * PAGE : (page + 1) * PAGE]
    if not shown:
        return cards.card(turn, quiz)
    lines = [
        turn.voice.text(
            "quizzes-fixed-line", number=number, stem=_short(one), waits="yes" if one.state == DRAFT else "no"
        )
        for number, one in enumerate(shown, page * PAGE + 1)
    ]
    choices = [
        Choice(str(number), f"/xemcau {one.id}", in_text=True) for number, one in enumerate(shown, page * PAGE + 1)
    ]
    turns = [turn.choice("quizzes-earlier", f"/ktxem {quiz.id} {page - 1}")] if page else []
    turns += [turn.choice("quizzes-later", f"/ktxem {quiz.id} {page + 1}")] if every[(page + 1) * PAGE :] else []
    back, questions = turn.choice("quizzes-back", f"/kt {quiz.id}"), "\n".join(lines)
    return turn.say("quizzes-fixed-list", *choices, *turns, back, title=quiz.title, questions=questions)


def _short(question: Question) -> str:
    return shorten(question.stem, LONGEST, placeholder="…")


def _fits(turn: Turn, quiz: Quiz, question: Question) -> bool:
    programme_id = turn.session.get_one(Cohort, quiz.cohort_id).programme_id
    return question.state == APPROVED and question.programme_id == programme_id


def _page(turn: Turn, quiz: Quiz, chapter: int, page: int) -> Reply:
    names = making.chapters(turn, quiz)
    if chapter not in range(len(names)):
        return turn.say("quizzes-gone")
    programme_id = turn.session.get_one(Cohort, quiz.cohort_id).programme_id
    found = bank.current(turn.session, programme_id, chapter=names[chapter] or None)
    start = page * PAGE
    shown, inside = found[start : start + PAGE], {one.id for one in bank.of_quiz(turn.session, quiz)}
    if not shown:
        return turn.say("quizzes-gone")
    lines = [
        f"{number}. {'✓ ' if one.id in inside else ''}{shorten(one.stem, LONGEST, placeholder='…')}"
        for number, one in enumerate(shown, start + 1)
    ]
    where = f"{quiz.id} {chapter}"
    choices = [
        Choice(str(number), f"/ktcaunay {where} {page} {one.id}", in_text=True)
        for number, one in enumerate(shown, start + 1)
    ]
    turns = [turn.choice("quizzes-earlier", f"/kttung {where} {page - 1}")] if page else []
    turns += [turn.choice("quizzes-later", f"/kttung {where} {page + 1}")] if len(found) > start + PAGE else []
    about = names[chapter] or turn.voice.text("quizzes-no-chapter")
    return turn.say(
        "quizzes-one-by-one", *choices, *turns, turn.choice("quizzes-enough", f"/ktcau {quiz.id}"),
        about=about, questions="\n".join(lines), chosen=len(inside),
    )  # fmt: skip
