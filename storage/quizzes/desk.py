"""A quiz as its instructor sets it: its questions, when it opens and closes, and what one learner has beyond that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

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
    papers,
    timing,
)
from storage.vietnamese import fold

_PART = re.compile(r"(\d{1,3})\s*(?:cau)?\s*(.*)")
_FILLING = re.compile(r"\b(?:tu|cua|trong|thuoc|muc|muc do|loai)\b")

_REMINDS = (col(Quiz.state) == OPEN, col(Quiz.remind_hours) > 0, ~col(Quiz.practice))


@dataclass(frozen=True, slots=True)
class Pool:
    """The approved questions of one chapter and level."""

    chapter: str
    level: str
    count: int


def create(session: Session, cohort: Cohort, title: str, now: datetime) -> Quiz | None:
    """A new quiz without questions, a draft; None when the class has one of that title."""
    if bank.called(session, cohort.id or 0, title) is not None:
        return None
    quiz = Quiz(cohort_id=cohort.id or 0, title=title, folded=fold(title), created_at=now)
    session.add(quiz)
    session.flush()
    return quiz


def of_cohort(session: Session, cohort_id: int) -> list[Quiz]:
    """Every quiz of the class, drafts too, the newest first."""
    return list(session.exec(select(Quiz).where(Quiz.cohort_id == cohort_id).order_by(col(Quiz.id).desc())))


def pools(session: Session, quiz: Quiz) -> list[Pool]:
    """From what the quiz can draw: each chapter and level of its programme's bank."""
    programme_id = session.get_one(Cohort, quiz.cohort_id).programme_id
    found = bank.chapters(session, programme_id)
    return [Pool(one.chapter, one.level, one.count) for one in found if one.state == APPROVED]


def available(session: Session, quiz: Quiz, chapter: str, level: str) -> int:
    """How many approved questions a draw of that chapter and level (empty: any) can take."""
    wanted = Draw(quiz_id=quiz.id or 0, count=0, chapter=chapter, level=level)
    fixed = {one.id for one in papers.fixed(session, quiz.id or 0)}
    return sum(one.id not in fixed for one in papers.drawable(session, quiz, wanted))


def draw(session: Session, quiz: Quiz, count: int, chapter: str, level: str) -> bool:
    """Let every attempt draw so many questions more; False when there are not so many."""
    if count < 1 or count > available(session, quiz, chapter, level):
        return False
    session.add(Draw(quiz_id=quiz.id or 0, count=count, chapter=chapter, level=level))
    session.flush()
    return True


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


def read_draws(text: str, known: Sequence[Pool]) -> list[tuple[int, str, str]] | str:
    """What a sentence such as `5 câu chương 1, 3 câu khó chương 2` wants: (count, chapter, level) each.

    The part that is not plain, when there is one.
    """
    wanted = []
    for part in re.split(r"[,;\n]|\bvà\b", text):
        found = _PART.fullmatch(fold(part).strip(" ."))
        if found is None:
            return part.strip()
        rest = " ".join(_FILLING.sub(" ", found[2]).split())
        level = next((one.level for one in known if one.level and fold(one.level) in rest.split(" chuong")[0]), "")
        name = rest.replace(fold(level), " ", 1).strip() if level else rest
        chapters = {one.chapter for one in known if name and _begins(fold(one.chapter), name)}
        if name and len(chapters) != 1:
            return part.strip()
        wanted.append((int(found[1]), next(iter(chapters), ""), level))
    return wanted


def _begins(chapter: str, name: str) -> bool:
    """Whether the chapter is meant: `chuong 1` is `chuong 1. noi quy`, and not `chuong 10`."""
    return re.match(rf"{re.escape(name)}(?![a-z0-9])", chapter) is not None


def open_now(quiz: Quiz, now: datetime) -> None:
    """Open the quiz; what was planned for its opening is over."""
    quiz.state, quiz.opens_at, quiz.opens_after = OPEN, None, None
    quiz.opened_at = quiz.opened_at or now
    if quiz.closes_at is not None and quiz.closes_at <= now:
        quiz.closes_at = None


def close(quiz: Quiz, now: datetime) -> None:
    """Close the quiz at once."""
    quiz.state, quiz.closes_at = CLOSED, quiz.closes_at if quiz.closes_at and quiz.closes_at < now else now


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


def to_remind(session: Session, now: datetime) -> list[Quiz]:
    """The open quizzes with a closing time of which nobody was reminded yet; not those for self-study."""
    query = select(Quiz).where(*_REMINDS, col(Quiz.closes_at) > now, col(Quiz.reminded_at).is_(None))
    return list(session.exec(query.order_by(col(Quiz.id))))


def to_remind_by_own_time(session: Session, now: datetime) -> list[tuple[Quiz, list[int]]]:
    """The open quizzes that close soon for learners with a closing time of their own, and the ids of these."""
    query = select(Quiz, Allowance).join(Allowance, col(Allowance.quiz_id) == Quiz.id)
    query = query.where(*_REMINDS, col(Allowance.closes_at) > now)
    found: dict[int, tuple[Quiz, list[int]]] = {}
    for quiz, one in session.exec(query.order_by(col(Quiz.id), col(Allowance.person_id))):
        if one.closes_at is not None and one.closes_at - timedelta(hours=quiz.remind_hours) <= now:
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
    """Give one learner more minutes, more attempts, or another closing time."""
    found = session.get(Allowance, (quiz.id, person_id))
    allowance = found or Allowance(quiz_id=quiz.id or 0, person_id=person_id)
    allowance.extra_minutes += minutes
    allowance.extra_attempts += attempts
    allowance.closes_at = closes_at or allowance.closes_at
    session.add(allowance)
    session.flush()
    timing.renew(session, quiz.id or 0, person_id)
    return allowance


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
