"""Where people stand: which quizzes a person has, how each went, and who has not done one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, case, func
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from storage.cohorts import WITHDRAWN, Cohort, Enrolment
from storage.programmes import Programme
from storage.quizzes import (
    AFTER_CLOSING,
    BEST,
    DRAFT,
    FINISHED,
    OPEN,
    UNDER_WAY,
    Allowance,
    Attempt,
    Draw,
    Question,
    Quiz,
    QuizQuestion,
    counting,
    papers,
    timing,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How one person stands with one quiz.

    `questions` is how many it has, `attempts_used` counts the one under way too, `attempts_allowed` 0 means
    as many as one likes, `under_way` is the position of the question being asked (None: nothing is under way,
    and so is `attempt_id`), `mark` the one that counts of the finished attempts, out of 10, by the rule `counts`.
    `minutes` is the time limit for this person (0: none), `again_at` when the next attempt may begin (None: now),
    `shows_answers` whether a learner may see what was right, once they have finished an attempt.
    """

    quiz_id: int
    title: str
    cohort_id: int
    cohort_code: str
    questions: int
    is_open: bool
    attempts_used: int
    attempts_allowed: int
    under_way: int | None
    mark: float | None
    attempt_id: int | None = None
    closes_at: datetime | None = None
    counts: str = BEST
    minutes: int = 0
    again_at: datetime | None = None
    practice: bool = False
    feedback: str = ""
    pass_mark: float = 0.0
    shows_answers: bool = True

    @property
    def attempts_left(self) -> int | None:
        """How many more attempts may be begun; None: as many as one likes."""
        return max(0, self.attempts_allowed - self.attempts_used) if self.attempts_allowed else None


def standings(session: Session, person_id: int, now: datetime) -> list[Standing]:
    """Every quiz of the person's running cohorts, closed ones too but no drafts, the oldest first."""
    query = (
        core_select(
            col(Quiz.id).label("quiz_id"), col(Quiz.title), col(Cohort.id).label("cohort_id"),
            col(Cohort.code).label("cohort_code"), _fixed_questions().label("fixed"), _drawn().label("drawn"),
            col(Quiz.state), col(Quiz.attempts_allowed), col(Quiz.counts), col(Quiz.minutes), col(Quiz.pause_minutes),
            col(Quiz.practice), col(Quiz.feedback), col(Allowance.extra_attempts), col(Allowance.extra_minutes),
            func.coalesce(Allowance.closes_at, Quiz.closes_at).label("closes_at"),
            func.coalesce(Quiz.pass_mark, Programme.pass_mark).label("pass_mark"),
            case((timing.closed_for_all(now), 1), else_=0).label("is_over"),
        )
        .join(Cohort, col(Cohort.id) == Quiz.cohort_id)
        .join(Programme, col(Programme.id) == Cohort.programme_id)
        .join(Enrolment, col(Enrolment.cohort_id) == Cohort.id)
        .outerjoin(Allowance, and_(col(Allowance.quiz_id) == Quiz.id, col(Allowance.person_id) == person_id))
        .where(
            col(Enrolment.person_id) == person_id, col(Enrolment.state) != WITHDRAWN, col(Cohort.state) == "running",
            col(Quiz.state) != DRAFT,
        )
        .order_by(col(Quiz.opened_at), col(Quiz.id))
    )  # fmt: skip
    rows: Sequence[Any] = session.exec(query).all()  # type: ignore[call-overload]
    tried = _attempts(session, person_id, [row.quiz_id for row in rows])
    return [_standing(row, tried.get(row.quiz_id, []), now) for row in rows]


def open_for(session: Session, person_id: int, now: datetime) -> list[Standing]:
    """The quizzes that the person may do now, or has done while they are still open."""
    return [one for one in standings(session, person_id, now) if one.is_open]


def not_done(session: Session, quiz_id: int) -> list[int]:
    """The ids of those who study in the quiz's cohort (not the withdrawn) and have not finished it once."""
    done = select(Attempt.person_id).where(Attempt.quiz_id == quiz_id, Attempt.state == FINISHED)
    query = (
        select(Enrolment.person_id)
        .join(Quiz, col(Quiz.cohort_id) == Enrolment.cohort_id)
        .where(Quiz.id == quiz_id, Enrolment.state != WITHDRAWN, col(Enrolment.person_id).not_in(done))
        .order_by(col(Enrolment.person_id))
    )
    return list(session.exec(query))


def of_cohort(session: Session, cohort_id: int) -> list[Quiz]:
    """The quizzes of the cohort that were opened, closed ones too, the oldest first."""
    query = (
        select(Quiz).where(Quiz.cohort_id == cohort_id, Quiz.state != DRAFT).order_by(col(Quiz.opened_at), col(Quiz.id))
    )
    return list(session.exec(query))


def _fixed_questions() -> Any:
    return (
        core_select(func.count())
        .select_from(QuizQuestion)
        .join(Question, col(Question.id) == QuizQuestion.question_id)
        .where(col(QuizQuestion.quiz_id) == Quiz.id, papers.ASKED)
        .correlate(Quiz)
        .scalar_subquery()
    )


def _drawn() -> Any:
    drawn = core_select(func.coalesce(func.sum(Draw.count), 0)).where(col(Draw.quiz_id) == Quiz.id)
    return drawn.correlate(Quiz).scalar_subquery()


def _attempts(session: Session, person_id: int, quiz_ids: Sequence[int]) -> dict[int, list[Row[Any]]]:
    """The person's attempts at each quiz, the first one first."""
    about = (Attempt.id, Attempt.quiz_id, Attempt.number, Attempt.state, Attempt.position)
    query = (
        core_select(*map(col, about), col(Attempt.points), col(Attempt.questions), col(Attempt.finished_at))
        .where(col(Attempt.person_id) == person_id, col(Attempt.quiz_id).in_(quiz_ids))
        .order_by(col(Attempt.number))
    )
    found: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    rows: Iterable[Any] = session.exec(query) if quiz_ids else ()  # type: ignore[call-overload]
    for row in rows:
        found[row.quiz_id].append(row)
    return found


def _standing(row: Row[Any], tried: list[Row[Any]], now: datetime) -> Standing:
    in_time = row.closes_at is None or now < row.closes_at
    finished = [one for one in tried if one.state == FINISHED]
    going = next((one for one in tried if one.state == UNDER_WAY), None)
    rests_until = finished[-1].finished_at + timedelta(minutes=row.pause_minutes) if finished else now
    allowed = row.attempts_allowed
    return Standing(
        quiz_id=row.quiz_id,
        title=row.title,
        cohort_id=row.cohort_id,
        cohort_code=row.cohort_code,
        questions=row.fixed + row.drawn,
        is_open=row.state == OPEN and in_time and row.fixed + row.drawn > 0,
        attempts_used=len(tried),
        attempts_allowed=allowed + (row.extra_attempts or 0) if allowed else 0,
        under_way=None if going is None else going.position,
        mark=counting.mark(row.counts, [(one.number, one.points, one.questions) for one in finished]),
        attempt_id=None if going is None else going.id,
        closes_at=row.closes_at,
        counts=row.counts,
        minutes=row.minutes + (row.extra_minutes or 0) if row.minutes else 0,
        again_at=rests_until if row.pause_minutes and rests_until > now else None,
        practice=row.practice,
        feedback=row.feedback,
        pass_mark=row.pass_mark,
        shows_answers=row.feedback != AFTER_CLOSING or bool(row.is_over),
    )
