"""A wrong key put right: what every attempt is worth with the new one, and all of it changed in one transaction."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, update
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from storage import audit
from storage.files.question_rows import QuestionRow
from storage.quizzes import (
    FINISHED,
    UNDER_WAY,
    Answer,
    Attempt,
    PaperQuestion,
    Question,
    Quiz,
    approval,
    counting,
    grading,
    rows,
    versions,
)


@dataclass(frozen=True, slots=True)
class Change:
    """The mark that counts for somebody in a quiz, before and after; None while there is none."""

    quiz: Quiz
    person_id: int
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Regrading:
    """What a new key does: how many answers are worth something else, and whose mark changes."""

    answers: int
    changes: list[Change]


def plan(session: Session, question: Question, row: QuestionRow) -> Regrading:
    """What the key of the row would do to the answers that were given to the question; nothing is written."""
    differences = _differences(session, question, row)
    by_attempt = _by_attempt(differences)
    return Regrading(len(differences), _changes(session, by_attempt))


def mend(
    session: Session, question: Question, row: QuestionRow, actor_id: int, now: datetime, words: str = ""
) -> tuple[Question, Regrading]:
    """The new version of the question, and what changed: papers, answers, points and quizzes follow it at once.

    Attempts under way too. Doing it again finds nothing more to change.
    """
    same = _same_options(session, question)
    _hold(session, same)
    differences = _differences(session, question, row)
    by_attempt = _by_attempt(differences)
    done = Regrading(len(differences), _changes(session, by_attempt))
    new = versions.add(session, question, row, actor_id, now)
    approval.approve(session, [new], actor_id, now)
    versions.move(session, dict.fromkeys(same, new.id or 0), begun_too=True)
    connection = session.connection()
    for table in (PaperQuestion, Answer):
        moved = update(table).where(col(table.question_id).in_(same)).values(question_id=new.id)
        connection.execute(moved)
    if differences:
        points = update(Answer).where(col(Answer.id) == bindparam("answer")).values(points=bindparam("worth"))
        connection.execute(points, [{"answer": one.answer_id, "worth": one.worth} for one in differences])
        # Added, not set: whoever is answering meanwhile adds theirs too.
        more = update(Attempt).where(col(Attempt.id) == bindparam("attempt"))
        more = more.values(points=Attempt.points + bindparam("more"))
        connection.execute(more, [{"attempt": attempt, "more": change} for attempt, change in by_attempt.items()])
    session.expire_all()
    keys = json.dumps({"before": question.key, "after": new.key, "words": words}, ensure_ascii=False)
    audit.note(session, now, actor_id, "key corrected", f"question:{new.id}", keys)
    return new, done


@dataclass(frozen=True, slots=True)
class _Difference:
    answer_id: int
    attempt_id: int
    worth: float
    more: float


def _hold(session: Session, question_ids: Sequence[int]) -> None:
    """Let nobody answer one of these questions until the transaction ends.

    On PostgreSQL whoever does so at this moment is graded after it, by the new key: of two that write to one attempt
    the later one is done again (see `storage.database`). On SQLite nobody else writes anyway.
    """
    with_them = select(PaperQuestion.attempt_id).where(col(PaperQuestion.question_id).in_(question_ids))
    going = update(Attempt).where(col(Attempt.state) == UNDER_WAY, col(Attempt.id).in_(with_them))
    session.connection().execute(going.values(points=Attempt.points))


def _same_options(session: Session, question: Question) -> list[int]:
    """The versions of the question whose options are those of this one: answers to them can be read alike."""
    return [one.id for one in versions.of(session, question) if one.id is not None and _shape(one) == _shape(question)]


def _shape(question: Question) -> tuple[str, list[str], Any]:
    return question.kind, question.options, question.key.get("lefts")


def _differences(session: Session, question: Question, row: QuestionRow) -> list[_Difference]:
    wanted = rows.question(row)
    query = core_select(col(Answer.id), col(Answer.attempt_id), col(Answer.given), col(Answer.points)).where(
        col(Answer.question_id).in_(_same_options(session, question))
    )
    found = []
    for answer_id, attempt_id, given, points in session.connection().execute(query):
        worth = grading.points(wanted.kind, wanted.key, len(wanted.options), given)
        if worth != points:
            found.append(_Difference(answer_id, attempt_id, worth, worth - points))
    return found


def _by_attempt(differences: Sequence[_Difference]) -> dict[int, float]:
    more: defaultdict[int, float] = defaultdict(float)
    for one in differences:
        more[one.attempt_id] += one.more
    return dict(more)


def _changes(session: Session, by_attempt: Mapping[int, float]) -> list[Change]:
    """Whose counting mark becomes another."""
    concerned = select(Attempt.quiz_id, Attempt.person_id).where(col(Attempt.id).in_(list(by_attempt)))
    changes = []
    for quiz_id, person_id in sorted(set(session.exec(concerned))):
        quiz = session.get_one(Quiz, quiz_id)
        query = select(Attempt).where(
            Attempt.quiz_id == quiz_id, Attempt.person_id == person_id, Attempt.state == FINISHED
        )
        mine = session.exec(query).all()
        before = counting.mark(quiz.counts, [(one.number, one.points, one.questions) for one in mine])
        after = counting.mark(
            quiz.counts,
            [(one.number, one.points + by_attempt.get(one.id or 0, 0.0), one.questions) for one in mine],
        )
        if before != after:
            changes.append(Change(quiz, person_id, before, after))
    return changes
