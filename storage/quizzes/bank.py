"""Questions from a file into a quiz: what the import would change, and the change itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session, col, func, select

from storage.cohorts import Cohort
from storage.files.problems import Problem
from storage.files.questions import QuestionRow, QuestionSheet
from storage.quizzes import (
    APPROVED,
    DRAFT,
    OPEN,
    REPLACED,
    Attempt,
    Question,
    Quiz,
    QuizQuestion,
)
from storage.quizzes.rows import question as question_of
from storage.vietnamese import fold


@dataclass(frozen=True, slots=True)
class QuestionPlan:
    """What importing the sheet into the quiz of that title means.

    Of the rows `new` are added, `changed` put in the place of the question with the same stem, `same` left
    alone and `refused` left out. `problems` are those of the sheet and of the quiz. A quiz that somebody
    began (`has_attempts`) keeps its questions as they are.
    """

    title: str
    sheet: QuestionSheet
    quiz_id: int | None
    quiz_is_new: bool
    has_attempts: bool
    new: int
    changed: int
    same: int
    refused: int
    problems: list[Problem]

    @property
    def changes_something(self) -> bool:
        """Whether `save` would write anything."""
        return bool(self.new or self.changed)


@dataclass(slots=True)
class _Sorted:
    new: list[QuestionRow] = field(default_factory=list)
    changed: list[tuple[QuestionRow, Question]] = field(default_factory=list)
    same: int = 0


def plan(session: Session, sheet: QuestionSheet, cohort: Cohort | None, title: str) -> QuestionPlan:
    """What the import would do; nothing is written. Without a cohort every question is new."""
    quiz = None if cohort is None else called(session, cohort.id or -1, title)
    rows = _sort(sheet.rows, [] if quiz is None else _questions(session, quiz))
    new, changed, refused = len(rows.new), len(rows.changed), _refused(sheet)
    problems = list(sheet.problems)
    begun = quiz is not None and has_attempts(session, quiz)
    if begun and (new or changed):
        problems.append(Problem("quiz-has-attempts", found=title.strip(), expected=str(new + changed)))
        new, changed, refused = 0, 0, refused + new + changed
    return QuestionPlan(
        title=title.strip(), sheet=sheet, quiz_id=None if quiz is None else quiz.id, quiz_is_new=quiz is None,
        has_attempts=begun, new=new, changed=changed, same=rows.same, refused=refused, problems=problems,
    )  # fmt: skip


def save(session: Session, plan: QuestionPlan, cohort: Cohort, author_id: int | None, now: datetime) -> Quiz:
    """Put the questions into the quiz, approved by the author, open a new quiz, and return it.

    Saving again changes nothing. What the plan counted is counted anew: somebody may have begun since.
    """
    assert cohort.id is not None
    quiz = called(session, cohort.id, plan.title) or _founded(session, cohort.id, plan.title, now)
    if not has_attempts(session, quiz):
        rows = _sort(plan.sheet.rows, _questions(session, quiz))
        _replace(session, quiz, rows.changed, author_id, now)
        _append(session, quiz, rows.new, author_id, now)
    if quiz.state == DRAFT and _size(session, quiz):
        quiz.state, quiz.opened_at = OPEN, now
    session.flush()
    return quiz


def called(session: Session, cohort_id: int, title: str) -> Quiz | None:
    """The cohort's quiz of that title, without regard to case and accents."""
    return session.exec(select(Quiz).where(Quiz.cohort_id == cohort_id, Quiz.folded == fold(title))).first()


def has_attempts(session: Session, quiz: Quiz) -> bool:
    """Whether anybody has begun the quiz."""
    return session.exec(select(Attempt.id).where(Attempt.quiz_id == quiz.id).limit(1)).first() is not None


def _founded(session: Session, cohort_id: int, title: str, now: datetime) -> Quiz:
    quiz = Quiz(cohort_id=cohort_id, title=title, folded=fold(title), created_at=now)
    session.add(quiz)
    session.flush()
    return quiz


def _questions(session: Session, quiz: Quiz) -> list[Question]:
    query = (
        select(Question)
        .join(QuizQuestion, col(QuizQuestion.question_id) == Question.id)
        .where(QuizQuestion.quiz_id == quiz.id)
        .order_by(col(QuizQuestion.position))
    )
    return list(session.exec(query))


def _size(session: Session, quiz: Quiz) -> int:
    """The last position in the quiz."""
    return session.exec(select(func.max(QuizQuestion.position)).where(QuizQuestion.quiz_id == quiz.id)).one() or 0


def _sort(rows: Sequence[QuestionRow], standing: Iterable[Question]) -> _Sorted:
    """Which rows stand there already, which change a question of the same stem, which are new."""
    sorted_ = _Sorted()
    known = {_content(question): question for question in standing}
    seen: set[str] = set()
    other: list[QuestionRow] = []
    for row in rows:
        content = _content(question_of(row))
        if content in known or content in seen:
            sorted_.same += 1
        else:
            other.append(row)
        seen.add(content)
    # A stem may come more than once ("Chọn câu đúng:"), so each standing question is changed by one row only.
    free = [question for content, question in known.items() if content not in seen]
    for row in other:
        old = next((question for question in free if fold(question.stem) == fold(row.stem)), None)
        if old is None:
            sorted_.new.append(row)
        else:
            free.remove(old)
            sorted_.changed.append((row, old))
    return sorted_


def _content(question: Question) -> str:
    """Everything a learner sees or is graded by, to compare two questions."""
    parts = [
        fold(question.stem), question.kind, question.options, question.key, question.feedbacks,
        question.explanation, question.source, question.chapter, question.level,
    ]  # fmt: skip
    return json.dumps(parts, ensure_ascii=False, sort_keys=True)


def _refused(sheet: QuestionSheet) -> int:
    """How many rows of the sheet gave no question."""
    told = {(problem.sheet, problem.row) for problem in sheet.problems if problem.row is not None}
    return len(told - {(row.sheet, row.row) for row in sheet.rows})


def _replace(
    session: Session,
    quiz: Quiz,
    changed: Iterable[tuple[QuestionRow, Question]],
    author_id: int | None,
    now: datetime,
) -> None:
    """Questions never change in place: the old one stays in the bank, the new one takes its position."""
    for row, old in changed:
        link = session.get_one(QuizQuestion, (quiz.id, old.id))
        position = link.position
        session.delete(link)
        old.state = REPLACED
        _link(session, quiz, [_approved(row, author_id, now)], position)


def _append(session: Session, quiz: Quiz, rows: Iterable[QuestionRow], author_id: int | None, now: datetime) -> None:
    questions = [_approved(row, author_id, now) for row in rows]
    _link(session, quiz, questions, _size(session, quiz) + 1)


def _link(session: Session, quiz: Quiz, questions: Sequence[Question], first: int) -> None:
    session.add_all(questions)
    session.flush()
    for position, question in enumerate(questions, first):
        session.add(QuizQuestion(quiz_id=quiz.id or 0, question_id=question.id or 0, position=position))
    session.flush()


def _approved(row: QuestionRow, author_id: int | None, now: datetime) -> Question:
    question = question_of(row)
    question.state, question.created_at = APPROVED, now
    question.author_id = question.approved_by = author_id
    question.approved_at = now
    return question
