"""How far someone has come in a cohort: lessons held, marks, and what is still missing to finish."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import case
from sqlalchemy import select as core_select
from sqlmodel import Session, col, func, select

from storage import chats
from storage.cohorts import WITHDRAWN, Cohort, Enrolment
from storage.lessons import PLANNED, Lesson
from storage.people import Person
from storage.programmes import Programme
from storage.quizzes import DRAFT, FINISHED, OPEN, UNDER_WAY, Allowance, Attempt, Quiz, counting
from storage.quizzes.marks import rounded
from storage.units import Unit
from storage.vietnamese import name_key

PASSED, TO_DO, AGAIN, LOST = "passed", "to_do", "again", "lost"  # how a learner stands in a quiz

# The grades of the centre's own rules, best first, by the least mark; below `pass_mark` it is FAIL anyway.
GRADES = (("excellent", 9.0), ("good", 8.0), ("fair", 7.0), ("average", 5.0))
FAIL = "fail"


@dataclass(frozen=True, slots=True)
class QuizProgress:
    """One quiz that is or was open, for one learner.

    `mark` is the one that counts of the finished attempts (of 10, one decimal), None without one; `tries` counts
    the finished attempts. `tries_left` is None when there is no limit. Of `practice` no mark counts for finishing.
    """

    quiz_id: int
    title: str
    is_open: bool
    tries: int
    tries_left: int | None
    under_way: bool
    mark: float | None
    pass_mark: float
    practice: bool = False

    @property
    def state(self) -> str:
        """`passed`; `to_do` or `again` while it can still be done; `lost` when it can not."""
        if self.mark is not None and self.mark >= self.pass_mark:
            return PASSED
        if not self.is_open or self.tries_left == 0:
            return LOST
        return TO_DO if self.mark is None else AGAIN


@dataclass(frozen=True, slots=True)
class CohortProgress:
    """One learner in one cohort."""

    cohort_id: int
    code: str
    programme: str
    pass_mark: float
    lessons_held: int
    lessons_to_come: int
    quizzes: tuple[QuizProgress, ...]

    @property
    def done(self) -> list[QuizProgress]:
        """The quizzes with a mark."""
        return [quiz for quiz in self.quizzes if quiz.mark is not None]

    @property
    def missing(self) -> list[QuizProgress]:
        """The quizzes that are not passed, without those for practice."""
        return [quiz for quiz in self.quizzes if quiz.state != PASSED and not quiz.practice]

    @property
    def average(self) -> float | None:
        """The mean of the marks that count, without those for practice, one decimal; None before the first."""
        marks = [quiz.mark for quiz in self.quizzes if quiz.mark is not None and not quiz.practice]
        return rounded(sum(marks) / len(marks)) if marks else None

    @property
    def finished(self) -> bool:
        """Whether every lesson was held (at least one) and every quiz that is or was open is passed."""
        return self.lessons_held > 0 and self.lessons_to_come == 0 and not self.missing


@dataclass(frozen=True, slots=True)
class LearnerProgress:
    """One learner of a cohort as its coordinator sees them."""

    person_id: int
    name: str
    birth: str
    unit: str
    registered: bool
    progress: CohortProgress


@dataclass(slots=True)
class _Tries:
    """The attempts of one person at one quiz, the finished ones as `counting.mark` takes them."""

    finished: list[tuple[int, float, int]] = field(default_factory=list)
    under_way: bool = False
    allowance: Allowance | None = None


def grade(mark: float, pass_mark: float) -> str:
    """`excellent`, `good`, `fair`, `average` or `fail`."""
    if mark < pass_mark:
        return FAIL
    return next((name for name, least in GRADES if mark >= least), FAIL)


def of_person(session: Session, person_id: int, now: datetime) -> list[CohortProgress]:
    """The person's progress in each of their running cohorts, by code."""
    query = (
        select(Cohort, Programme)
        .join(Programme, col(Programme.id) == Cohort.programme_id)
        .join(Enrolment, col(Enrolment.cohort_id) == Cohort.id)
        .where(Enrolment.person_id == person_id, Enrolment.state != WITHDRAWN, Cohort.state == "running")
        .order_by(Cohort.code)
    )
    mine = [(cohort, programme) for cohort, programme in session.exec(query)]
    ids = [cohort.id or 0 for cohort, _ in mine]
    lessons, quizzes = _lessons(session, ids, now), _quizzes(session, ids)
    tries = _tries(session, [quiz for some in quizzes.values() for quiz in some], person_id)
    return [
        _of_one(person_id, cohort, programme, lessons, quizzes.get(cohort.id or 0, []), tries, now)
        for cohort, programme in mine
    ]


def of_cohort(session: Session, cohort_id: int, now: datetime) -> list[LearnerProgress]:
    """The progress of everyone who studies in the cohort, in Vietnamese order of names, in few queries."""
    cohort = session.get_one(Cohort, cohort_id)
    programme = session.get_one(Programme, cohort.programme_id)
    lessons = _lessons(session, [cohort_id], now)
    quizzes = _quizzes(session, [cohort_id]).get(cohort_id, [])
    tries = _tries(session, quizzes)
    query = (
        select(Person.id, Person.name, Person.birth, func.coalesce(Unit.name, ""))
        .join(Enrolment, col(Enrolment.person_id) == Person.id)
        .outerjoin(Unit, col(Unit.id) == Enrolment.unit_id)
        .where(Enrolment.cohort_id == cohort_id, Enrolment.state != WITHDRAWN)
    )
    rows = sorted(session.exec(query), key=lambda row: (name_key(row[1]), row[0] or 0))
    linked = chats.linked_people(session, [person_id or 0 for person_id, *_ in rows])
    return [
        LearnerProgress(
            person_id or 0,
            name,
            birth,
            unit,
            person_id in linked,
            _of_one(person_id or 0, cohort, programme, lessons, quizzes, tries, now),
        )
        for person_id, name, birth, unit in rows
    ]


def _of_one(
    person_id: int,
    cohort: Cohort,
    programme: Programme,
    lessons: dict[int, tuple[int, int]],
    quizzes: Sequence[Quiz],
    tries: dict[tuple[int, int], _Tries],
    now: datetime,
) -> CohortProgress:
    assert cohort.id is not None
    held, to_come = lessons.get(cohort.id, (0, 0))
    nothing = _Tries()
    standing = tuple(
        _standing(quiz, tries.get((person_id, quiz.id or 0), nothing), programme.pass_mark, now) for quiz in quizzes
    )
    return CohortProgress(cohort.id, cohort.code, programme.name, programme.pass_mark, held, to_come, standing)


def _standing(quiz: Quiz, tries: _Tries, pass_mark: float, now: datetime) -> QuizProgress:
    limit, closes_at = quiz.attempts_allowed, quiz.closes_at
    if tries.allowance is not None:
        limit += tries.allowance.extra_attempts if limit else 0
        closes_at = tries.allowance.closes_at or closes_at
    return QuizProgress(
        quiz_id=quiz.id or 0,
        title=quiz.title,
        is_open=quiz.state == OPEN and (closes_at is None or closes_at > now),
        tries=len(tries.finished),
        tries_left=max(0, limit - len(tries.finished)) if limit else None,
        under_way=tries.under_way,
        mark=counting.mark(quiz.counts, tries.finished),
        pass_mark=pass_mark if quiz.pass_mark is None else quiz.pass_mark,
        practice=quiz.practice,
    )


def _lessons(session: Session, cohort_ids: Iterable[int], now: datetime) -> dict[int, tuple[int, int]]:
    """For each cohort with lessons: how many are over and how many are to come, without the cancelled."""
    over = func.sum(case((col(Lesson.ends_at) <= now, 1), else_=0))
    query = (
        select(Lesson.cohort_id, over, func.count())
        .where(col(Lesson.cohort_id).in_(list(cohort_ids)), Lesson.state == PLANNED)
        .group_by(col(Lesson.cohort_id))
    )
    return {cohort_id: (int(held), total - int(held)) for cohort_id, held, total in session.exec(query)}


def _quizzes(session: Session, cohort_ids: Iterable[int]) -> dict[int, list[Quiz]]:
    """For each cohort the quizzes that are or were open, in the order of opening."""
    query = (
        select(Quiz)
        .where(col(Quiz.cohort_id).in_(list(cohort_ids)), Quiz.state != DRAFT)
        .order_by(func.coalesce(Quiz.opened_at, Quiz.created_at), col(Quiz.id))
    )
    found: dict[int, list[Quiz]] = {}
    for quiz in session.exec(query):
        found.setdefault(quiz.cohort_id, []).append(quiz)
    return found


def _tries(session: Session, quizzes: Iterable[Quiz], person_id: int | None = None) -> dict[tuple[int, int], _Tries]:
    """For (person, quiz): what was tried and what is allowed beyond the rules, of one person or of everybody."""
    ids = [quiz.id for quiz in quizzes]
    about = (Attempt.person_id, Attempt.quiz_id, Attempt.number, Attempt.state, Attempt.points, Attempt.questions)
    query = core_select(*map(col, about)).where(col(Attempt.quiz_id).in_(ids), col(Attempt.questions) > 0)
    allowances = select(Allowance).where(col(Allowance.quiz_id).in_(ids))
    if person_id is not None:
        query = query.where(col(Attempt.person_id) == person_id)
        allowances = allowances.where(Allowance.person_id == person_id)
    found: defaultdict[tuple[int, int], _Tries] = defaultdict(_Tries)
    rows: Iterable[Any] = session.exec(query)  # type: ignore[call-overload]
    for person, quiz, number, state, points, questions in rows:
        one = found[person, quiz]
        one.under_way = one.under_way or state == UNDER_WAY
        if state == FINISHED:
            one.finished.append((number, points, questions))
    for allowance in session.exec(allowances):
        found[allowance.person_id, allowance.quiz_id].allowance = allowance
    return found
