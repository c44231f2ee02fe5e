"""The paper of an attempt: which questions are asked, in which order, with their options in which order."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from random import Random
from typing import Any

from sqlalchemy import ColumnElement, insert, update
from sqlalchemy import select as core_select
from sqlmodel import Session, col, func, select

from storage.cohorts import Cohort
from storage.quizzes import (
    APPROVED,
    FOR_ALL,
    MATCHING,
    MULTIPLE,
    ORDERING,
    PASSED_OVER,
    REPLACED,
    SINGLE,
    Answer,
    Draw,
    PaperQuestion,
    Question,
    Quiz,
    QuizQuestion,
    drawing,
)
from storage.quizzes.fixed_options import scrambled, shuffled

# A quiz that somebody began keeps the version of a question with which it began; one that was never approved, never.
ASKED = (col(Question.state) == APPROVED) | ((col(Question.state) == REPLACED) & col(Question.approved_at).is_not(None))

# The place on the paper to which an answer belongs.
OF_ANSWER = (col(PaperQuestion.attempt_id) == Answer.attempt_id) & (PaperQuestion.position == Answer.position)

_Candidate = Any  # a row: id, kind, options
_COLUMNS = (col(Question.id), col(Question.kind), col(Question.options))


def make(session: Session, quiz_id: int, attempt_id: int) -> int:
    """Put the attempt's paper together, and return how many questions it has.

    The fixed questions come first, then the drawn ones; with `shuffle_questions` all in any order. The same
    attempt always gets the same paper.
    """
    quiz = session.get_one(Quiz, quiz_id)
    random = Random(attempt_id)  # noqa: S311  # it keeps no secret
    chosen = fixed(session, quiz_id)
    chosen += drawn(session, quiz, {one.id for one in chosen}, random)
    if quiz.shuffle_questions:
        random.shuffle(chosen)
    paper = [
        {
            "attempt_id": attempt_id, "position": position, "question_id": one.id,
            "shown": _shown(one, random, also_choices=quiz.shuffle_options), "ruling": "",
        }
        for position, one in enumerate(chosen, 1)
    ]  # fmt: skip
    if paper:
        session.connection().execute(insert(PaperQuestion), paper)
    return len(paper)


def drawn(
    session: Session, quiz: Quiz, fixed: Collection[int], random: Random, kinds: Collection[str] = ()
) -> list[_Candidate]:
    """What the quiz draws beside its fixed questions, in the order of its draws; each: id, kind, options."""
    wanted = pools(session, quiz, draws(session, quiz.id or 0), fixed, kinds)
    # Those with the fewest to choose from come first; the others have enough left.
    order = sorted(range(len(wanted)), key=lambda at: len(wanted[at][1]))
    got = dict(zip(order, drawing.filled([wanted[at] for at in order], random), strict=True))
    chosen = [one.id for at in range(len(wanted)) for one in got[at]]
    query = core_select(*_COLUMNS).where(col(Question.id).in_(chosen))
    rows = {row.id: row for row in session.connection().execute(query)} if chosen else {}
    return [rows[number] for number in chosen]


def pools(
    session: Session, quiz: Quiz, wanted: Sequence[Draw], fixed: Collection[int], kinds: Collection[str] = ()
) -> list[tuple[int, list[_Candidate]]]:
    """How many each draw wants, and among which approved questions of the bank it chooses; the fixed ones are in none.

    Only those of these `kinds`, where any are named. Each question: id, chapter, level. One statement for all draws:
    a class begins all at once.
    """
    if not wanted:
        return []
    programme = select(Cohort.programme_id).where(Cohort.id == quiz.cohort_id).scalar_subquery()
    tags = [col(Question.tags)] if any(draw.tag for draw in wanted) else []
    query = core_select(col(Question.id), col(Question.chapter), col(Question.level), *tags).where(
        col(Question.programme_id) == programme, col(Question.state) == APPROVED, col(Question.id).not_in(fixed)
    )
    if kinds:
        query = query.where(col(Question.kind).in_(kinds))
    groups: dict[tuple[str, str], list[_Candidate]] = {}
    for row in session.connection().execute(query.order_by(col(Question.id))):
        groups.setdefault((row.chapter, row.level), []).append(row)
    return [(draw.count, _of_groups(groups, draw.chapter, draw.level, draw.tag)) for draw in wanted]


def _of_groups(
    groups: Mapping[tuple[str, str], list[_Candidate]], chapter: str, level: str, tag: str
) -> list[_Candidate]:
    """The questions of that chapter, level and tag, as far as these are named."""
    return [
        row
        for (its, grade), rows in groups.items()
        if chapter in ("", its) and level in ("", grade)
        for row in rows
        if not tag or tag in row.tags
    ]


def pass_over(session: Session, attempt_id: int, *which: ColumnElement[bool]) -> None:
    """What was not answered in the attempt was never asked: it does not count, also not after a later regrading."""
    answered = select(Answer.position).where(Answer.attempt_id == attempt_id)
    unanswered = (
        col(PaperQuestion.attempt_id) == attempt_id,
        col(PaperQuestion.ruling) == "",
        ~col(PaperQuestion.position).in_(answered),
    )
    session.connection().execute(update(PaperQuestion).where(*unanswered, *which).values(ruling=PASSED_OVER))


def counted(session: Session, attempt_id: int) -> int:
    """How many questions of the paper count in the finished attempt."""
    here = (PaperQuestion.attempt_id == attempt_id, col(PaperQuestion.ruling).in_(("", FOR_ALL)))
    return session.exec(select(func.count()).select_from(PaperQuestion).where(*here)).one()


def fixed(session: Session, quiz_id: int) -> list[_Candidate]:
    """The fixed questions of the quiz that may be asked, in their order; each: id, kind, options."""
    query = (
        core_select(*_COLUMNS)
        .join(QuizQuestion, col(QuizQuestion.question_id) == Question.id)
        .where(col(QuizQuestion.quiz_id) == quiz_id, ASKED)
        .order_by(col(QuizQuestion.position))
    )
    return list(session.connection().execute(query))


def can_ask(session: Session, quiz: Quiz) -> bool:
    """Whether an attempt would have a question."""
    if fixed(session, quiz.id or 0):
        return True
    return any(pool for _, pool in pools(session, quiz, draws(session, quiz.id or 0), ()))


def draws(session: Session, quiz_id: int) -> Sequence[Draw]:
    """What each attempt at the quiz draws, in order."""
    return session.exec(select(Draw).where(Draw.quiz_id == quiz_id).order_by(col(Draw.id))).all()


def _shown(one: _Candidate, random: Random, *, also_choices: bool) -> list[int] | None:
    """The order of the options; what is to be matched or put in order never stands as the key has it."""
    if one.kind in (MATCHING, ORDERING):
        return scrambled(len(one.options), random)
    if also_choices and one.kind in (SINGLE, MULTIPLE):
        return shuffled(one.options, random)
    return None
