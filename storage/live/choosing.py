"""Which questions a live quiz asks: those of a quiz, or some of a chapter of the bank."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from sqlmodel import Session, col, select

from storage.cohorts import Cohort
from storage.live import FIT
from storage.quizzes import APPROVED, DRAFT, OPEN, Question, Quiz, bank, papers

COUNTS = (5, 10, 15)  # questions of a chapter
MOST = 50  # questions; nobody sits through more


@dataclass(frozen=True, slots=True)
class Source:
    """Where the questions come from: a quiz, or so many of the chapter in which the question `example_id` stands."""

    cohort_id: int
    quiz_id: int | None = None
    example_id: int | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class Chosen:
    """The title, the ids of the questions in order, and how many were left out since no phone can show them well."""

    title: str
    ids: list[int]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of a class's bank: the id of one of its questions, and how many of them fit."""

    name: str
    example_id: int
    count: int


def quizzes(session: Session, cohort_id: int) -> list[Quiz]:
    """The draft and open quizzes of the class, the newest first."""
    query = select(Quiz).where(Quiz.cohort_id == cohort_id, col(Quiz.state).in_((DRAFT, OPEN)))
    return list(session.exec(query.order_by(col(Quiz.id).desc())))


def chapters(session: Session, cohort: Cohort) -> list[Chapter]:
    """The chapters of the class's bank with questions that fit, in the order of their names."""
    query = (
        select(Question.chapter, Question.id)
        .where(Question.programme_id == cohort.programme_id, Question.state == APPROVED, col(Question.kind).in_(FIT))
        .order_by(col(Question.chapter), col(Question.id))
    )
    found: dict[str, list[int]] = {}
    for chapter, question_id in session.exec(query):
        found.setdefault(chapter, []).append(question_id or 0)
    return [Chapter(name, ids[0], len(ids)) for name, ids in found.items()]


def chosen(session: Session, source: Source, random: Random) -> Chosen | None:
    """What would be asked; None when the quiz or the chapter is not there any more."""
    cohort = session.get(Cohort, source.cohort_id)
    if cohort is None:
        return None
    if source.quiz_id is not None:
        quiz = session.get(Quiz, source.quiz_id)
        return None if quiz is None or quiz.cohort_id != cohort.id else _of_quiz(session, quiz, random)
    example = session.get(Question, source.example_id)
    if example is None or example.programme_id != cohort.programme_id:
        return None
    pool = [one for one in bank.current(session, cohort.programme_id, chapter=example.chapter) if one.kind in FIT]
    picked = random.sample(pool, min(source.count, len(pool), MOST))
    return Chosen(example.chapter, [one.id or 0 for one in picked])


def _of_quiz(session: Session, quiz: Quiz, random: Random) -> Chosen:
    """The fixed questions, then what the quiz draws, as an attempt would have them."""
    fixed = papers.fixed(session, quiz.id or 0)
    picked = fixed + papers.drawn(session, quiz, {one.id for one in fixed}, random, kinds=FIT)
    fitting = [one.id for one in picked if one.kind in FIT]
    return Chosen(quiz.title, fitting[:MOST], len(picked) - len(fitting))
