"""Drafts and their approval: only approved questions reach learners."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from storage.cohorts import Cohort
from storage.quizzes import (
    APPROVED,
    DRAFT,
    REPLACED,
    RETIRED,
    PaperQuestion,
    Question,
    Quiz,
    QuizQuestion,
    papers,
    versions,
)

AT_A_TIME = 500  # ids asked for in one statement


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
    return list(session.exec(select(Question).where(*_in_batch(question)).order_by(col(Question.id))))


def left_of_batch(session: Session, question: Question) -> int:
    """How many drafts of that import there are."""
    return session.exec(select(func.count()).select_from(Question).where(*_in_batch(question))).one()


def _in_batch(question: Question) -> list[Any]:
    return [
        col(Question.state) == DRAFT, col(Question.file) == question.file,
        col(Question.created_at) == question.created_at, col(Question.author_id) == question.author_id,
    ]  # fmt: skip


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


def take_back(session: Session, questions: Sequence[Question]) -> int:
    """Undo: the approved and the left out questions are drafts again, and each version that they replaced is back.

    How many they are. What has been asked since stays as it is, or the marks of those who answered would hang in the
    air.
    """
    asked = _asked(session, [one.id or 0 for one in questions])
    back = [one for one in questions if one.id not in asked and may_be_taken_back(one)]
    families, places = versions.of_all(session, back), dict[int, int]()
    for question in back:
        replaced = [
            old for old in families[question.id or 0]
            if old.state == REPLACED and old.approved_at is not None and old.version < question.version
        ]  # fmt: skip
        if question.state == APPROVED and replaced:
            before = max(replaced, key=_age)
            before.state, places[question.id or 0] = APPROVED, before.id or 0
        question.state, question.approved_by, question.approved_at = DRAFT, None, None
    session.flush()
    versions.move(session, places, begun_too=False)
    return len(back)


def may_be_taken_back(question: Question) -> bool:
    """Whether it was approved, or left out as a draft."""
    return question.state == APPROVED or (question.state == RETIRED and question.approved_at is None)


def approved_with(session: Session, question: Question) -> list[Question]:
    """The questions of the same import that were approved in the same moment by the same person."""
    query = select(Question).where(
        Question.state == APPROVED, Question.approved_at == question.approved_at,
        Question.approved_by == question.approved_by, Question.file == question.file,
    )  # fmt: skip
    return list(session.exec(query.order_by(col(Question.id))))


def _asked(session: Session, ids: Sequence[int]) -> set[int]:
    """Those of the questions that stand on anybody's paper."""
    found = set[int]()
    for start in range(0, len(ids), AT_A_TIME):
        some = ids[start : start + AT_A_TIME]
        query = select(PaperQuestion.question_id).where(col(PaperQuestion.question_id).in_(some)).distinct()
        found.update(session.exec(query))
    return found


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
