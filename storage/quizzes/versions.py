"""A question in another version: it is never changed in place, the next version takes its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, update
from sqlmodel import Session, col, func, select

from storage import stored
from storage.files.question_rows import QuestionRow
from storage.quizzes import APPROVED, DRAFT, REPLACED, Attempt, Question, QuizQuestion, rows

AT_A_TIME = 500  # ids asked for in one statement


def of(session: Session, question: Question) -> list[Question]:
    """Every version of the question, the newest first."""
    first = question.first_id or question.id
    query = select(Question).where((col(Question.id) == first) | (col(Question.first_id) == first))
    return list(session.exec(query.order_by(col(Question.version).desc(), col(Question.id).desc())))


def of_all(session: Session, questions: Sequence[Question]) -> dict[int, list[Question]]:
    """For each of these questions, by its id, all the versions of it, in the order of their ids."""
    found: dict[int, list[Question]] = {}
    for firsts in _parts(sorted({question.first_id or question.id or 0 for question in questions})):
        query = select(Question).where(col(Question.id).in_(firsts) | col(Question.first_id).in_(firsts))
        for one in session.exec(query.order_by(col(Question.id))):
            found.setdefault(one.first_id or one.id or 0, []).append(one)
    return {question.id or 0: found[question.first_id or question.id or 0] for question in questions}


def alike(session: Session, question: Question) -> list[Question]:
    """The versions of the question whose options are those of this one, the newest first: answers to them can be read
    alike. Without drafts, which nobody was asked."""
    return [one for one in of(session, question) if one.state != DRAFT and same_options(one, question)]


def same_options(one: Question, other: Question) -> bool:
    """Whether the number of an option means the same in both."""
    lefts = one.key.get("lefts") == other.key.get("lefts")
    return one.kind == other.kind and one.options == other.options and lefts


def in_use(same: Sequence[Question], question: Question) -> Question:
    """That of the versions, the newest first, which is asked now; if none is, the newest that is no earlier one."""
    order = sorted(same, key=lambda one: (one.state != APPROVED, one.state == REPLACED))
    return order[0] if order else question


def with_key(
    session: Session, old: Question, same: Sequence[Question], key: dict[str, Any], author_id: int, now: datetime
) -> Question:
    """The next version of the question, with that key and nothing else changed, in the state of the old one.

    It takes the place of all that are alike; drafts and versions with other options stay as they are.
    """
    own = {"id", "first_id", "version", "key", "author_id", "approved_by", "approved_at", "created_at"}
    version = 1 + max(one.version for one in of(session, old))
    new = Question(
        **old.model_dump(exclude=own), first_id=old.first_id or old.id, version=version, key=key, author_id=author_id,
        approved_by=author_id, approved_at=now, created_at=now,
    )  # fmt: skip
    session.add(new)
    for one in same:
        one.state = REPLACED
    session.flush()
    return new


def add(session: Session, old: Question, row: QuestionRow, author_id: int | None, now: datetime) -> Question:
    """The next version of the question, a draft that waits for approval; a draft is replaced by it at once."""
    (new,) = add_all(session, [(old, row)], author_id, now, old.file)
    return new


def add_all(
    session: Session, changed: Sequence[tuple[Question, QuestionRow]], author_id: int | None, now: datetime, file: str
) -> list[Question]:
    """The same for many that stand in a file."""
    session.flush()
    known = of_all(session, [old for old, _ in changed])
    made = []
    for old, row in changed:
        new, family = rows.question(row), known[old.id or 0]
        new.programme_id, new.file, new.picture_id = old.programme_id, file, old.picture_id
        new.first_id, new.version = old.first_id or old.id, 1 + max(one.version for one in family)
        new.author_id, new.created_at = author_id, now
        if row.picture is not None:
            new.picture_id = stored.keep(session, row.picture.name, row.picture.content, now)
        family.append(new)
        made.append(new)
    session.add_all(made)
    session.flush()
    replace(session, [(old, new) for (old, _), new in zip(changed, made, strict=True) if old.state == DRAFT])
    return made


def replace(session: Session, pairs: Sequence[tuple[Question, Question]]) -> None:
    """Each new version stands where its old one stood.

    A quiz that somebody began keeps the version with which it began, but not one that was never approved: that was
    never asked.
    """
    never_asked = {old.id or 0: new.id or 0 for old, new in pairs if old.approved_at is None}
    asked = {old.id or 0: new.id or 0 for old, new in pairs if old.approved_at is not None}
    for old, _ in pairs:
        old.state = REPLACED
    session.flush()
    move(session, never_asked, begun_too=True)
    move(session, asked, begun_too=False)


def move(session: Session, places: Mapping[int, int], *, begun_too: bool) -> None:
    """In each quiz put a question in the place of another: `places` has the new one's id for the old one's.

    Where the new one stands already the old one is taken out. Quizzes that somebody began only with `begun_too`.
    """
    links = _links(session, list(places))
    if not begun_too:
        begun = _begun(session, sorted({quiz_id for quiz_id, _ in links}))
        links = [link for link in links if link[0] not in begun]
    taken = set(_links(session, sorted(set(places.values()))))
    moved, dropped = list[dict[str, int]](), list[dict[str, int]]()
    for quiz_id, old_id in links:
        there = (quiz_id, places[old_id])
        (dropped if there in taken else moved).append({"quiz": quiz_id, "old": old_id, "new": places[old_id]})
        taken.add(there)
    here = (col(QuizQuestion.quiz_id) == bindparam("quiz"), col(QuizQuestion.question_id) == bindparam("old"))
    connection = session.connection()
    if dropped:
        connection.execute(delete(QuizQuestion).where(*here), dropped)
    if moved:
        connection.execute(update(QuizQuestion).where(*here).values(question_id=bindparam("new")), moved)


def _links(session: Session, question_ids: list[int]) -> list[tuple[int, int]]:
    """The quiz and the question of every place where these questions stand, in the order of the places."""
    found: list[tuple[int, int]] = []
    for ids in _parts(question_ids):
        query = select(QuizQuestion.quiz_id, QuizQuestion.question_id).where(col(QuizQuestion.question_id).in_(ids))
        found += session.exec(query.order_by(col(QuizQuestion.quiz_id), col(QuizQuestion.position)))
    return found


def _begun(session: Session, quiz_ids: list[int]) -> set[int]:
    """Those of the quizzes that somebody began."""
    query = select(Attempt.quiz_id, func.min(Attempt.id)).where(col(Attempt.quiz_id).in_(quiz_ids))
    return {quiz_id for quiz_id, _ in session.exec(query.group_by(col(Attempt.quiz_id)))}


def _parts(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), AT_A_TIME):
        yield ids[start : start + AT_A_TIME]
