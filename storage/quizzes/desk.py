"""A quiz as its instructor sets it: its questions, when it opens and closes, and what one learner has beyond that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlmodel import Session, col, delete, func, select

from storage.cohorts import Cohort
from storage.lessons import CANCELLED, Lesson
from storage.quizzes import (
    AFTER_CLOSING,
    APPROVED,
    CLOSED,
    DRAFT,
    FINISHED,
    OPEN,
    Allowance,
    Attempt,
    Draw,
    Question,
    Quiz,
    QuizQuestion,
    bank,
    drawing,
    papers,
    timing,
)
from storage.quizzes.drawing import Pool, Wanted
from storage.vietnamese import fold

_REMINDS = (col(Quiz.state) == OPEN, col(Quiz.remind_hours) > 0, ~col(Quiz.practice))


def create(session: Session, cohort: Cohort, title: str, now: datetime) -> Quiz | None:
    """A new quiz without questions, a draft; None when the class has one of that title."""
    if bank.called(session, cohort.id or 0, title) is not None:
        return None
    quiz = Quiz(cohort_id=cohort.id or 0, title=title, folded=fold(title), created_at=now)
    session.add(quiz)
    session.flush()
    return quiz


def rename(session: Session, quiz: Quiz, title: str) -> bool:
    """Give the quiz another title; False when the class has another quiz of that title."""
    other = bank.called(session, quiz.cohort_id, title)
    if other is not None and other.id != quiz.id:
        return False
    quiz.title, quiz.folded = title, fold(title)
    session.flush()
    return True


def of_cohort(session: Session, cohort_id: int) -> list[Quiz]:
    """Every quiz of the class, drafts too, the newest first."""
    return list(session.exec(select(Quiz).where(Quiz.cohort_id == cohort_id).order_by(col(Quiz.id).desc())))


def pools(session: Session, quiz: Quiz) -> list[Pool]:
    """From what the quiz can draw: each chapter and level of its programme's bank."""
    programme_id = session.get_one(Cohort, quiz.cohort_id).programme_id
    found = bank.chapters(session, programme_id)
    return [Pool(one.chapter, one.level, one.count) for one in found if one.state == APPROVED]


def available(session: Session, quiz: Quiz, chapter: str, level: str) -> int:
    """How many questions more the quiz can draw of that chapter and level (empty: any), beside what it has already."""
    _, (there,) = _room(session, quiz, [(0, chapter, level)])
    return there


def short(session: Session, quiz: Quiz) -> int:
    """How many questions an attempt would have less than its draws want, since the bank has not enough for them."""
    return _room(session, quiz, [])[0]


def draw(session: Session, quiz: Quiz, wanted: Sequence[Wanted]) -> Wanted | None:
    """Let every attempt draw so many questions more, all of this or nothing.

    The first for which there are not enough, with how many there are; None when all is well.
    """
    _, room = _room(session, quiz, wanted)
    for (count, chapter, level), there in zip(wanted, room, strict=True):
        if not 0 < count <= there:
            return there, chapter, level
    session.add_all(_draws(quiz, wanted))
    session.flush()
    return None


def _draws(quiz: Quiz, wanted: Sequence[Wanted]) -> list[Draw]:
    return [Draw(quiz_id=quiz.id or 0, count=count, chapter=chapter, level=level) for count, chapter, level in wanted]


def _room(session: Session, quiz: Quiz, wanted: Sequence[Wanted]) -> tuple[int, list[int]]:
    """How many the quiz's draws lack, and how many there are for each of these wishes when those before it are met."""
    fixed, draws = {one.id for one in papers.fixed(session, quiz.id or 0)}, papers.draws(session, quiz.id or 0)
    pools = papers.pools(session, quiz, [*draws, *_draws(quiz, wanted)], fixed)
    now, more, room = pools[: len(draws)], pools[len(draws) :], list[int]()
    lacking = sum(count for count, _ in now) - _got(now)
    for at, (_, pool) in enumerate(more):
        before = [*now, *more[:at]]
        room.append(_got([*before, (len(pool), pool)]) - _got(before))
    return lacking, room


def _got(pools: Sequence[tuple[int, Sequence[Any]]]) -> int:
    """How many questions these draws get in all."""
    return sum(map(len, drawing.filled(pools, Random(0))))  # noqa: S311  # only counted


def take_all(session: Session, quiz: Quiz, chapter: str) -> int:
    """Put every approved question of the chapter (empty: of any) into the quiz; how many were not in it."""
    programme_id = session.get_one(Cohort, quiz.cohort_id).programme_id
    there = {question.id for question in bank.of_quiz(session, quiz)}
    new = [one for one in bank.current(session, programme_id, chapter=chapter or None) if one.id not in there]
    for position, question in enumerate(new, bank.size(session, quiz) + 1):
        session.add(QuizQuestion(quiz_id=quiz.id or 0, question_id=question.id or 0, position=position))
    session.flush()
    return len(new)


def toggle(session: Session, quiz: Quiz, question: Question) -> None:
    """Put the question into the quiz, or take it out again."""
    there = session.get(QuizQuestion, (quiz.id, question.id))
    if there is not None:
        session.delete(there)
    else:
        position = bank.size(session, quiz) + 1
        session.add(QuizQuestion(quiz_id=quiz.id or 0, question_id=question.id or 0, position=position))
    session.flush()


def empty(session: Session, quiz: Quiz) -> None:
    """Take every question and every draw out of the quiz. Nobody must have begun it."""
    session.exec(delete(QuizQuestion).where(col(QuizQuestion.quiz_id) == quiz.id))
    session.exec(delete(Draw).where(col(Draw.quiz_id) == quiz.id))


def opens_at(session: Session, quiz: Quiz) -> datetime | None:
    """When the draft is to open by itself."""
    if quiz.state != DRAFT:
        return None
    return session.get_one(Lesson, quiz.opens_after).ends_at if quiz.opens_after is not None else quiz.opens_at


def open_now(quiz: Quiz, now: datetime) -> bool:
    """Open the quiz; what was planned for its opening is over. True when it had a closing time, which is past and
    counts no more."""
    quiz.state, quiz.opens_at, quiz.opens_after = OPEN, None, None
    quiz.opened_at = quiz.opened_at or now
    over = quiz.closes_at is not None and quiz.closes_at <= now
    if over:
        quiz.closes_at, quiz.reminded_at, quiz.told_at = None, None, None
    return over


def close(session: Session, quiz: Quiz, now: datetime) -> None:
    """Close the quiz at once; attempts with a time limit are handed in as they are."""
    quiz.state, quiz.closes_at = CLOSED, now
    session.flush()
    timing.renew(session, quiz.id or 0)


def due_to_open(session: Session, now: datetime) -> list[Quiz]:
    """The drafts whose time to open has come: at a time, or since a lesson that was not cancelled ended."""
    over = select(Lesson.id).where(Lesson.state != CANCELLED, Lesson.ends_at <= now)
    query = select(Quiz).where(Quiz.state == DRAFT, (col(Quiz.opens_at) <= now) | col(Quiz.opens_after).in_(over))
    return list(session.exec(query.order_by(col(Quiz.id))))


def after_cancelled(session: Session) -> list[tuple[Quiz, Lesson]]:
    """The drafts that are to open after a lesson which was cancelled."""
    query = select(Quiz, Lesson).join(Lesson, col(Lesson.id) == Quiz.opens_after)
    query = query.where(Quiz.state == DRAFT, Lesson.state == CANCELLED)
    return list(session.exec(query.order_by(col(Quiz.id))))


def remind_at(quiz: Quiz, closes_at: datetime) -> datetime:
    """When those who have not done it are reminded: so long before it closes for them, but where it is open for a
    shorter time not before the half of that, or they would hear of it twice in a row."""
    before = closes_at - timedelta(hours=quiz.remind_hours)
    return before if quiz.opened_at is None else max(before, quiz.opened_at + (closes_at - quiz.opened_at) / 2)


def to_remind(session: Session, now: datetime) -> list[Quiz]:
    """The open quizzes that close soon and of which nobody was reminded yet; not those for self-study."""
    query = select(Quiz).where(*_REMINDS, col(Quiz.closes_at) > now, col(Quiz.reminded_at).is_(None))
    found = session.exec(query.order_by(col(Quiz.id)))
    return [quiz for quiz in found if quiz.closes_at is not None and remind_at(quiz, quiz.closes_at) <= now]


def to_remind_by_own_time(session: Session, now: datetime) -> list[tuple[Quiz, list[int]]]:
    """The open quizzes that close soon for learners with a closing time of their own, and the ids of these."""
    query = select(Quiz, Allowance).join(Allowance, col(Allowance.quiz_id) == Quiz.id)
    query = query.where(*_REMINDS, col(Allowance.closes_at) > now)
    found: dict[int, tuple[Quiz, list[int]]] = {}
    for quiz, one in session.exec(query.order_by(col(Quiz.id), col(Allowance.person_id))):
        if one.closes_at is not None and remind_at(quiz, one.closes_at) <= now:
            found.setdefault(quiz.id or 0, (quiz, []))[1].append(one.person_id)
    return list(found.values())


def to_tell(session: Session, now: datetime) -> list[Quiz]:
    """The quizzes that have closed for everybody, whose answers are shown only now, and of which nobody was told."""
    query = select(Quiz).where(
        Quiz.feedback == AFTER_CLOSING, Quiz.state != DRAFT, col(Quiz.told_at).is_(None), timing.closed_for_all(now)
    )
    return list(session.exec(query.order_by(col(Quiz.id))))


def last_attempts(session: Session, quiz_id: int) -> dict[int, int]:
    """For each person who finished the quiz the id of their last attempt."""
    query = (
        select(Attempt.person_id, func.max(Attempt.id))
        .where(Attempt.quiz_id == quiz_id, Attempt.state == FINISHED)
        .group_by(col(Attempt.person_id))
    )
    return {person_id: attempt_id for person_id, attempt_id in session.exec(query) if attempt_id is not None}


def done_by(session: Session, quiz_ids: Iterable[int]) -> dict[int, int]:
    """For each quiz how many people finished it."""
    query = (
        select(Attempt.quiz_id, func.count(func.distinct(Attempt.person_id)))
        .where(col(Attempt.quiz_id).in_(list(quiz_ids)), Attempt.state == FINISHED)
        .group_by(col(Attempt.quiz_id))
    )
    return dict(session.exec(query).all())


def allow(
    session: Session,
    quiz: Quiz,
    person_id: int,
    *,
    minutes: int = 0,
    attempts: int = 0,
    closes_at: datetime | None = None,
) -> Allowance:
    """Give one learner more minutes, more attempts, or another closing time.

    A quiz that was closed by hand is open again for that learner alone: for the others its closing time is past.
    """
    found = session.get(Allowance, (quiz.id, person_id))
    allowance = found or Allowance(quiz_id=quiz.id or 0, person_id=person_id)
    allowance.extra_minutes += minutes
    allowance.extra_attempts += attempts
    allowance.closes_at = closes_at or allowance.closes_at
    if closes_at is not None and quiz.state == CLOSED:
        quiz.state = OPEN
    session.add(allowance)
    session.flush()
    timing.renew(session, quiz.id or 0, person_id)
    return allowance


def own_closing(session: Session, quiz: Quiz) -> dict[int, datetime]:
    """The closing times of those learners who have one of their own."""
    query = select(Allowance.person_id, Allowance.closes_at).where(Allowance.quiz_id == quiz.id)
    return {person_id: closes_at for person_id, closes_at in session.exec(query) if closes_at is not None}


def is_open_for(session: Session, quiz: Quiz, person_id: int, now: datetime) -> bool:
    """Whether the learner may do the quiz at that time, as far as its opening and closing go."""
    allowance = session.get(Allowance, (quiz.id, person_id))
    closes_at = quiz.closes_at if allowance is None or allowance.closes_at is None else allowance.closes_at
    return quiz.state == OPEN and (closes_at is None or now < closes_at)


def disallow(session: Session, quiz: Quiz, person_id: int) -> None:
    """The learner has what everybody has."""
    session.exec(delete(Allowance).where(col(Allowance.quiz_id) == quiz.id, col(Allowance.person_id) == person_id))
    session.expire_all()
    timing.renew(session, quiz.id or 0, person_id)


def drafts_in(session: Session, quiz: Quiz) -> int:
    """How many of the quiz's questions wait for approval."""
    query = (
        select(func.count()).select_from(QuizQuestion).join(Question, col(Question.id) == QuizQuestion.question_id)
        .where(QuizQuestion.quiz_id == quiz.id, Question.state == DRAFT)
    )  # fmt: skip
    return session.exec(query).one()
