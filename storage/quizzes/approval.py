"""Drafts and their approval: only approved questions reach learners."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from storage.cohorts import Cohort
from storage.quizzes import APPROVED, DRAFT, REPLACED, Question, Quiz, QuizQuestion, papers, versions


@dataclass(frozen=True, slots=True)
class Batch:
    """The drafts of one import: its file, when and by whom; `first` is the id of the first draft."""

    first: int
    count: int
    file: str
    created_at: datetime
    author_id: int | None


def batches(session: Session) -> list[Batch]:
    """The imports of which drafts wait, the oldest first."""
    about = (Question.file, Question.created_at, Question.author_id)
    query = (
        select(func.min(Question.id), func.count(), *about)  # type: ignore[call-overload]
        .where(Question.state == DRAFT)
        .group_by(*map(col, about))
        .order_by(func.min(Question.id))
    )
    return [Batch(*row) for row in session.exec(query)]


def waiting(session: Session) -> int:
    """How many drafts there are."""
    return session.exec(select(func.count()).select_from(Question).where(Question.state == DRAFT)).one()


def next_draft(session: Session, after: int) -> Question | None:
    """The first draft with a greater id."""
    query = select(Question).where(Question.state == DRAFT, col(Question.id) > after).order_by(col(Question.id))
    return session.exec(query.limit(1)).first()


def of_batch(session: Session, question: Question) -> list[Question]:
    """The drafts of the import from which the question came."""
    query = select(Question).where(
        Question.state == DRAFT, Question.file == question.file, Question.created_at == question.created_at,
        Question.author_id == question.author_id,
    )  # fmt: skip
    return list(session.exec(query.order_by(col(Question.id))))


def approve(session: Session, questions: Sequence[Question], approver_id: int | None, now: datetime) -> None:
    """The questions may be asked from now on; each takes the place of the other versions of it.

    Of two versions of one question the later one.
    """
    last = {question.first_id or question.id: question for question in sorted(questions, key=_age)}
    families = versions.of_all(session, questions)
    others = [
        (old, question)
        for question in last.values()
        for old in families[question.id or 0]
        if old.id != question.id and old.state != REPLACED
    ]
    versions.replace(session, others)
    for question in last.values():
        question.state, question.approved_by, question.approved_at = APPROVED, approver_id, now
    session.flush()


def _age(question: Question) -> tuple[int, int]:
    return question.version, question.id or 0


def take_back(question: Question) -> None:
    """The question is a draft again."""
    question.state, question.approved_by, question.approved_at = DRAFT, None, None


def ready(session: Session) -> list[tuple[Quiz, Cohort]]:
    """The quizzes that wait to be opened by hand: drafts with questions to ask, none of which waits for approval."""
    drafts = (
        select(QuizQuestion.quiz_id)
        .join(Question, col(Question.id) == QuizQuestion.question_id)
        .where(Question.state == DRAFT)
    )
    query = (
        select(Quiz, Cohort)
        .join(Cohort, col(Cohort.id) == Quiz.cohort_id)
        .where(
            Quiz.state == DRAFT,
            Cohort.state == "running",
            col(Quiz.opens_at).is_(None),
            col(Quiz.opens_after).is_(None),
        )
        .where(col(Quiz.id).not_in(drafts))
        .order_by(col(Quiz.id))
    )
    return [(quiz, cohort) for quiz, cohort in session.exec(query) if papers.can_ask(session, quiz)]
