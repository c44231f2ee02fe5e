"""The attempts from which statistics are made: each question's points, and how often each option was taken."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from storage.quizzes import AVERAGE, BEST, FINISHED, FIRST, Answer, Attempt, PaperQuestion, Question, Quiz, papers
from storage.quizzes.statistics import Sat

COUNTING, FIRST_ONES, ALL = "counting", "first", "all"
LEAST_ANSWERS = 3  # of a chapter, before it is called weak


@dataclass(slots=True)
class Sitting:
    """The attempts of a quiz that are looked at, and what was answered in them.

    `questions` are the current versions by the id of their first one, which `Sat` names too; `taken` counts for each
    how often each option was (-1: nothing was answered), `typed` the texts.
    """

    attempts: list[Sat] = field(default_factory=list)
    questions: dict[int, Question] = field(default_factory=dict)
    taken: dict[int, Counter[int]] = field(default_factory=dict)
    typed: dict[int, Counter[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Weakness:
    """How much of a chapter was right, 0 to 1, in so many answers."""

    chapter: str
    share: float
    answers: int


def of_quiz(session: Session, quiz: Quiz, which: str = COUNTING) -> Sitting:
    """The finished attempts that count by the quiz's rule, everybody's first ones, or all."""
    chosen = _chosen(session, quiz, which)
    sitting = Sitting()
    points: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for row in _answers(session, chosen):
        first = row.first_id or row.question_id
        points[row.attempt_id][first] = row.points or 0.0
        _count(sitting, first, row.given)
    for first in {first for attempt in points.values() for first in attempt}:
        sitting.questions[first] = _current(session, first)
    sitting.attempts = [Sat(points[attempt_id]) for attempt_id in chosen if attempt_id in points]
    return sitting


def weak_chapters(session: Session, person_id: int, cohort_id: int) -> list[Weakness]:
    """The chapters of which the person has answered enough in that class, the weakest first."""
    query = (
        core_select(col(Question.chapter), col(Answer.points))
        .join(Question, col(Question.id) == Answer.question_id)
        .join(Attempt, col(Attempt.id) == Answer.attempt_id)
        .join(Quiz, col(Quiz.id) == Attempt.quiz_id)
        .where(
            col(Attempt.person_id) == person_id,
            col(Quiz.cohort_id) == cohort_id,
            ~col(Answer.to_mark),
            col(Question.chapter) != "",
        )
    )
    found: defaultdict[str, list[float]] = defaultdict(list)
    for chapter, points in session.connection().execute(query):
        found[chapter].append(points)
    return _weakest(found.items())


def chapters(sitting: Sitting) -> list[Weakness]:
    """The chapters of the quiz's questions, the weakest first."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    for attempt in sitting.attempts:
        for first, points in attempt.points.items():
            if sitting.questions[first].chapter:
                found[sitting.questions[first].chapter].append(points)
    return _weakest(found.items())


def _weakest(found: Iterable[tuple[str, Sequence[float]]]) -> list[Weakness]:
    enough = [
        Weakness(chapter, sum(points) / len(points), len(points)) for chapter, points in found
        if len(points) >= LEAST_ANSWERS
    ]  # fmt: skip
    return sorted(enough, key=lambda one: (one.share, one.chapter))


def _chosen(session: Session, quiz: Quiz, which: str) -> list[int]:
    """The ids of the attempts to look at, the oldest first."""
    query = select(Attempt).where(Attempt.quiz_id == quiz.id, Attempt.state == FINISHED, Attempt.questions > 0)
    mine: defaultdict[int, list[Attempt]] = defaultdict(list)
    for attempt in session.exec(query.order_by(col(Attempt.number), col(Attempt.id))):
        mine[attempt.person_id].append(attempt)
    rule = quiz.counts if which == COUNTING else FIRST if which == FIRST_ONES else AVERAGE
    found = []
    for attempts in mine.values():
        if rule == AVERAGE:
            found += attempts
        elif rule == BEST:
            found.append(max(attempts, key=lambda one: one.points / one.questions))
        else:
            found.append(attempts[0] if rule == FIRST else attempts[-1])
    return sorted(one.id for one in found if one.id is not None)


def _answers(session: Session, attempt_ids: Sequence[int]) -> Iterable[Any]:
    """What was asked in these attempts and what was answered, in the order of each paper."""
    query = (
        core_select(
            col(PaperQuestion.attempt_id), col(PaperQuestion.question_id), col(Question.first_id), col(Answer.points),
            col(Answer.given),
        )
        .join(Question, col(Question.id) == PaperQuestion.question_id)
        .outerjoin(
            Answer, (col(Answer.attempt_id) == PaperQuestion.attempt_id) & (Answer.position == PaperQuestion.position)
        )
        .where(col(PaperQuestion.attempt_id).in_(attempt_ids))
        .where(papers.ASKED | col(Answer.id).is_not(None))
        .order_by(col(PaperQuestion.attempt_id), col(PaperQuestion.position))
    )  # fmt: skip
    return session.connection().execute(query)


def _count(sitting: Sitting, first: int, given: Any) -> None:
    taken = sitting.taken.setdefault(first, Counter())
    typed = sitting.typed.setdefault(first, Counter())
    if given is None:
        taken[-1] += 1
    elif isinstance(given, str):
        typed[" ".join(given.split())[:80]] += 1
    else:
        taken.update(given)


def _current(session: Session, first: int) -> Question:
    """The newest version of the question that began with that one."""
    query = select(Question).where((col(Question.id) == first) | (col(Question.first_id) == first))
    return session.exec(query.order_by(col(Question.version).desc(), col(Question.id).desc()).limit(1)).one()
