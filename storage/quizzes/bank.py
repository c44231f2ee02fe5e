"""The bank of a programme: its questions, their states, and the quizzes in which they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select as core_select
from sqlmodel import Session, col, func, select

from storage.quizzes import APPROVED, DRAFT, REPLACED, RETIRED, Attempt, Question, Quiz, QuizQuestion
from storage.quizzes.fingerprints import fingerprint
from storage.vietnamese import fold

AT_A_TIME = 500  # fingerprints asked for in one statement
MOST_DIGITS = 10  # of a question's number


@dataclass(frozen=True, slots=True)
class Chapter:
    """How many current questions of a chapter and level are in which state."""

    chapter: str
    level: str
    state: str
    count: int


def called(session: Session, cohort_id: int, title: str) -> Quiz | None:
    """The cohort's quiz of that title, without regard to case and accents."""
    return session.exec(select(Quiz).where(Quiz.cohort_id == cohort_id, Quiz.folded == fold(title))).first()


def has_attempts(session: Session, quiz: Quiz) -> bool:
    """Whether anybody has begun the quiz."""
    return session.exec(select(Attempt.id).where(Attempt.quiz_id == quiz.id).limit(1)).first() is not None


def of_quiz(session: Session, quiz: Quiz) -> list[Question]:
    """The fixed questions of the quiz, drafts too, in order."""
    query = (
        select(Question)
        .join(QuizQuestion, col(QuizQuestion.question_id) == Question.id)
        .where(QuizQuestion.quiz_id == quiz.id)
        .order_by(col(QuizQuestion.position))
    )
    return list(session.exec(query))


def size(session: Session, quiz: Quiz) -> int:
    """The last position in the quiz."""
    return session.exec(select(func.max(QuizQuestion.position)).where(QuizQuestion.quiz_id == quiz.id)).one() or 0


def chapters(session: Session, programme_id: int) -> list[Chapter]:
    """The chapters of the programme's bank in the order of their names (2 before 10), without earlier versions of
    questions."""
    query = (
        select(Question.chapter, Question.level, Question.state, func.count())
        .where(Question.programme_id == programme_id, Question.state != REPLACED)
        .group_by(col(Question.chapter), col(Question.level), col(Question.state))
        .order_by(col(Question.chapter), col(Question.level))
    )
    return sorted((Chapter(*row) for row in session.exec(query)), key=lambda one: _in_order(one.chapter))


def _in_order(name: str) -> list[tuple[int, str]]:
    """To sort names by: numbers in them by their value, however many digits they have."""
    parts = re.split(r"(\d+)", fold(name))
    return [
        (int(part), "") if part.isdecimal() and part.isascii() and len(part) < 19 else (-1, part)
        for part in parts
        if part
    ]


def current(
    session: Session, programme_id: int, *, chapter: str | None = None, states: Sequence[str] = (APPROVED,)
) -> list[Question]:
    """The questions of the bank in these states, of one chapter or of all, the oldest first."""
    query = select(Question).where(Question.programme_id == programme_id, col(Question.state).in_(states))
    if chapter is not None:
        query = query.where(Question.chapter == chapter)
    return list(session.exec(query.order_by(col(Question.id))))


def search(session: Session, words: str, most: int) -> tuple[list[Question], int]:
    """The newest questions of any bank that have all of the words, without regard to case and accents, and how many
    there are in all.

    The words may stand in the stem, the chapter, the level, the source or the tags.
    """
    said = fold(words).split()
    about = (Question.stem, Question.chapter, Question.level, Question.source, Question.tags)
    query = core_select(col(Question.id), *map(col, about)).where(col(Question.state) != REPLACED)
    found = []
    for number, *texts, tags in session.connection().execute(query.order_by(col(Question.id).desc())):
        text = fold(" ".join([*texts, *tags]))
        if all(word in text for word in said):
            found.append(number)
    return [session.get_one(Question, number) for number in found[:most]], len(found)


def numbered(session: Session, words: str) -> Question | None:
    """The question of that number: `12`, `câu 12`, `số 12`."""
    number = fold(words).removeprefix("cau").strip().removeprefix("so").strip().removeprefix("#")
    fits = number.isascii() and number.isdecimal() and len(number) < MOST_DIGITS
    return session.get(Question, int(number)) if fits else None


def alike(session: Session, programme_id: int, stems: Iterable[str]) -> list[Question]:
    """The current questions of the bank with one of these stems, however they are typed."""
    prints = sorted({fingerprint(stem) for stem in stems})
    found: list[Question] = []
    for start in range(0, len(prints), AT_A_TIME):
        query = select(Question).where(
            Question.programme_id == programme_id,
            Question.state != REPLACED,
            col(Question.fingerprint).in_(prints[start : start + AT_A_TIME]),
        )
        found += session.exec(query.order_by(col(Question.id)))
    return found


def quizzes_of(session: Session, question: Question) -> list[Quiz]:
    """The quizzes in which this version stands as a fixed question."""
    query = select(Quiz).join(QuizQuestion).where(QuizQuestion.question_id == question.id).order_by(col(Quiz.id))
    return list(session.exec(query))


def retire(question: Question) -> None:
    """The question is not asked any more."""
    question.state = RETIRED


def bring_back(question: Question) -> None:
    """The question waits for approval again, or is approved as it was before."""
    question.state = DRAFT if question.approved_at is None else APPROVED
