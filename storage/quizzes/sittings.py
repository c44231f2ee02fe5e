"""The attempts from which statistics are made: each question's points, and how often each option was taken."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from storage.quizzes import (
    AVERAGE,
    BEST,
    FINISHED,
    FIRST,
    FOR_ALL,
    NOT_COUNTED,
    PASSED_OVER,
    Answer,
    Attempt,
    PaperQuestion,
    Question,
    Quiz,
    bank,
    papers,
    versions,
)
from storage.quizzes.statistics import Sat

COUNTING, FIRST_ONES, ALL = "counting", "first", "all"
LEAST_ANSWERS = 3  # of a chapter, before it is called weak


@dataclass(slots=True)
class Sitting:
    """The attempts of a quiz that are looked at, and what was answered in them.

    `questions` are the newest versions that were asked, by the id of their first one, which `Sat` names too; `taken`
    counts for each how often each option was (-1: nothing was answered), `typed` the texts, both only of versions with
    these options. `for_all` are those of which everybody has the point, `dropped` the questions that do not count,
    `to_mark` how many essays wait for their mark, `people` whose each attempt is.
    """

    attempts: list[Sat] = field(default_factory=list)
    people: list[int] = field(default_factory=list)
    questions: dict[int, Question] = field(default_factory=dict)
    taken: dict[int, Counter[int]] = field(default_factory=dict)
    typed: dict[int, Counter[str]] = field(default_factory=dict)
    for_all: set[int] = field(default_factory=set)
    dropped: list[Question] = field(default_factory=list)
    to_mark: Counter[int] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Weakness:
    """How much of a chapter was right, 0 to 1, in so many answers."""

    chapter: str
    share: float
    answers: int


def of_quiz(session: Session, quiz: Quiz, which: str = COUNTING) -> Sitting:
    """The finished attempts that count by the quiz's rule, everybody's first ones, or all."""
    chosen = _chosen(session, quiz, which)
    rows = _answers(session, list(chosen))
    asked = {one.id or 0: one for one in _versions(session, {row.question_id for row in rows})}
    counting = [row for row in rows if row.ruling != NOT_COUNTED]
    newest: dict[int, int] = {}
    points: defaultdict[int, dict[int, float]] = defaultdict(dict)
    sitting = Sitting()
    for row in counting:
        first = row.first_id or row.question_id
        points[row.attempt_id][first] = 1.0 if row.ruling == FOR_ALL else row.points or 0.0
        newest[first] = max(row.question_id, newest.get(first, 0))
        sitting.to_mark[first] += bool(row.to_mark)
    sitting.questions = {first: asked[number] for first, number in newest.items()}
    for row in counting:
        _count(sitting, row, asked[row.question_id])
    sitting.dropped = [
        asked[one] for one in sorted({row.question_id for row in rows} - {row.question_id for row in counting})
    ]
    places = _places(session, quiz)
    sitting.attempts = [Sat(_in_order(points[one], places)) for one in chosen if one in points]
    sitting.people = [person for one, person in chosen.items() if one in points]
    return sitting


def _versions(session: Session, ids: Iterable[int]) -> Sequence[Question]:
    return session.exec(select(Question).where(col(Question.id).in_(list(ids)))).all()


def _places(session: Session, quiz: Quiz) -> dict[int, int]:
    """Where the fixed questions of the quiz stand, by the id of their first version."""
    return {one.first_id or one.id or 0: place for place, one in enumerate(bank.of_quiz(session, quiz))}


def _in_order(points: dict[int, float], places: dict[int, int]) -> dict[int, float]:
    """The points in the order of the quiz, however the questions were shuffled: that is what Moodle calls slots."""
    return dict(sorted(points.items(), key=lambda one: places.get(one[0], len(places))))


def weak_chapters(session: Session, person_id: int, cohort_id: int) -> list[Weakness]:
    """The chapters of which the person has answered enough in that class, in finished attempts, the weakest first."""
    query = (
        core_select(col(Question.chapter), col(Answer.points))
        .join(Question, col(Question.id) == Answer.question_id)
        .join(Attempt, col(Attempt.id) == Answer.attempt_id)
        .join(PaperQuestion, papers.OF_ANSWER)
        .join(Quiz, col(Quiz.id) == Attempt.quiz_id)
        .where(
            col(Attempt.person_id) == person_id,
            col(Attempt.state) == FINISHED,  # or whoever answers could try out what is right
            col(Quiz.cohort_id) == cohort_id,
            ~col(Answer.to_mark),
            col(PaperQuestion.ruling) != NOT_COUNTED,
            col(Question.chapter) != "",
        )
    )
    found: defaultdict[str, list[float]] = defaultdict(list)
    for chapter, points in session.connection().execute(query):
        found[chapter].append(points)
    return _weakest(found.items())


def of_person(sitting: Sitting, person_id: int) -> Sitting:
    """The attempts of one person alone."""
    mine = [one for one, person in zip(sitting.attempts, sitting.people, strict=True) if person == person_id]
    return Sitting(mine, [person_id] * len(mine), sitting.questions, to_mark=sitting.to_mark)


def chapters(sitting: Sitting, least: int = LEAST_ANSWERS) -> list[Weakness]:
    """The chapters of which there are so many answers, the weakest first."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    for attempt in sitting.attempts:
        for first, points in attempt.points.items():
            if sitting.questions[first].chapter and not sitting.to_mark[first]:
                found[sitting.questions[first].chapter].append(points)
    return _weakest(found.items(), least)


def _weakest(found: Iterable[tuple[str, Sequence[float]]], least: int = LEAST_ANSWERS) -> list[Weakness]:
    enough = [
        Weakness(chapter, sum(points) / len(points), len(points)) for chapter, points in found
        if len(points) >= least
    ]  # fmt: skip
    return sorted(enough, key=lambda one: (one.share, one.chapter))


def _chosen(session: Session, quiz: Quiz, which: str) -> dict[int, int]:
    """The ids of the attempts to look at, the oldest first, each with whose it is."""
    query = select(Attempt).where(Attempt.quiz_id == quiz.id, Attempt.state == FINISHED)
    mine: defaultdict[int, list[Attempt]] = defaultdict(list)
    for attempt in session.exec(query.order_by(col(Attempt.number), col(Attempt.id))):
        mine[attempt.person_id].append(attempt)
    rule = quiz.counts if which == COUNTING else FIRST if which == FIRST_ONES else AVERAGE
    found: list[Attempt] = []
    for attempts in mine.values():
        if rule == AVERAGE:
            found += attempts
        elif rule == BEST:
            found.append(max(attempts, key=lambda one: one.points / max(one.questions, 1)))
        else:
            found.append(attempts[0] if rule == FIRST else attempts[-1])
    return {one.id: one.person_id for one in sorted(found, key=lambda one: one.id or 0) if one.id is not None}


def _answers(session: Session, attempt_ids: Sequence[int]) -> Sequence[Any]:
    """What was asked in these attempts and what was answered, in the order of each paper."""
    query = (
        core_select(
            col(PaperQuestion.attempt_id), col(PaperQuestion.question_id), col(Question.first_id), col(Answer.points),
            col(Answer.given), col(Answer.to_mark), col(PaperQuestion.ruling),
        )
        .join(Question, col(Question.id) == PaperQuestion.question_id)
        .outerjoin(Answer, papers.OF_ANSWER)
        .where(col(PaperQuestion.attempt_id).in_(attempt_ids), col(PaperQuestion.ruling) != PASSED_OVER)
        .order_by(col(PaperQuestion.attempt_id), col(PaperQuestion.position))
    )  # fmt: skip
    return session.connection().execute(query).all()


def _count(sitting: Sitting, row: Any, asked: Question) -> None:
    first = row.first_id or row.question_id
    taken = sitting.taken.setdefault(first, Counter())
    typed = sitting.typed.setdefault(first, Counter())
    if row.ruling:
        sitting.for_all.add(first)
    if not versions.same_options(asked, sitting.questions[first]):
        return
    if row.given is None:
        taken[-1] += 1
    elif isinstance(row.given, str):
        typed[" ".join(row.given.split())[:80]] += 1
    else:
        taken.update(row.given)
