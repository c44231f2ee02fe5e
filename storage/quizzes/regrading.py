"""A faulty question put right: what a decision makes of every attempt, and all of it changed in one transaction."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, update
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from storage import audit
from storage.live import OVER, LiveQuestion, LiveQuiz
from storage.quizzes import (
    FINISHED,
    FOR_ALL,
    NOT_COUNTED,
    PASSED_OVER,
    UNDER_WAY,
    Answer,
    Attempt,
    PaperQuestion,
    Question,
    Quiz,
    counting,
    faults,
    grading,
    papers,
    versions,
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided about a question: that it has this `key`, or a `ruling` on all papers that have it.

    With neither it is graded by the key that it has, as if nothing had ever been ruled.
    """

    key: dict[str, Any] | None = None
    ruling: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """The mark that counts for somebody in a quiz, before and after; None where there is none."""

    quiz_id: int
    person_id: int
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Regrading:
    """What a decision does: how many papers are worth something else, and whose mark changes.

    `idle` is when all is as decided already. `act_id` is that of the act in the audit log, once it is done.
    """

    answers: int = 0
    changes: list[Change] = field(default_factory=list)
    idle: bool = False
    act_id: int = 0


@dataclass(frozen=True, slots=True)
class _Effect:
    """What becomes of the question on one paper: points and questions are those by which its attempt changes."""

    attempt_id: int
    position: int
    ruling: str
    answer_id: int | None
    worth: float
    points: float
    questions: int


def plan(session: Session, question: Question, decision: Decision) -> Regrading:
    """What the decision would do to all that have the question; nothing is written."""
    same = versions.alike(session, question)
    return _regrading(session, same, decision, _effects(session, same, decision))


def mend(
    session: Session, question: Question, decision: Decision, actor_id: int, now: datetime, words: str = ""
) -> tuple[Question, Regrading]:
    """The question as it is now, and what changed: papers, answers, points, quizzes and bank follow it at once.

    Attempts under way too: a ruling on a question that they have not answered yet is that it is not asked there. A key
    makes a new version of the question; a ruling takes it out of use. What a room has seen stays as it was, a question
    that it has yet to be asked has the new key. Doing it again finds nothing more to change.
    """
    same = versions.alike(session, question)
    _hold(session, [one.id or 0 for one in same])
    effects = _effects(session, same, decision)
    done = _regrading(session, same, decision, effects)
    if done.idle:
        return question, done
    _write(session, effects)
    details: dict[str, Any] = {"before": question.key, "words": words, "changes": [asdict(one) for one in done.changes]}
    if decision.ruling:
        new, action = question, faults.RULED
        details |= {"ruling": decision.ruling, "retired": faults.take_out(session, question, same)}
    else:
        faults.bring_back(session, same)
        new, action = question, faults.AS_BEFORE
        if decision.key is not None:
            new, action = _with_key(session, same, question, decision.key, actor_id, now), faults.CORRECTED
        details |= {"after": new.key}
    act = audit.note(session, now, actor_id, action, f"question:{new.id}", json.dumps(details, ensure_ascii=False))
    session.flush()
    session.expire_all()
    return new, replace(done, act_id=act.id or 0)


def changes(act: audit.Audit) -> list[Change]:
    """Whose mark an act of mending changed, as the log has it."""
    return [Change(**one) for one in json.loads(act.detail or "{}").get("changes", [])]


def _with_key(
    session: Session, same: Sequence[Question], question: Question, key: dict[str, Any], actor_id: int, now: datetime
) -> Question:
    """The next version with that key in the place of all that are like it."""
    new = versions.with_key(session, versions.in_use(same, question), same, key, actor_id, now)
    ids = [one.id or 0 for one in same]
    versions.move(session, dict.fromkeys(ids, new.id or 0), begun_too=True)
    for table in (PaperQuestion, Answer):
        moved = update(table).where(col(table.question_id).in_(ids)).values(question_id=new.id)
        session.connection().execute(moved)
    to_come = col(LiveQuestion.live_id).in_(select(LiveQuiz.id).where(LiveQuiz.state != OVER))
    not_asked = (
        LiveQuestion.position > select(LiveQuiz.position).where(LiveQuiz.id == LiveQuestion.live_id).scalar_subquery()
    )
    live = update(LiveQuestion).where(col(LiveQuestion.question_id).in_(ids), to_come, not_asked)
    session.connection().execute(live.values(question_id=new.id))
    return new


def _hold(session: Session, question_ids: Sequence[int]) -> None:
    """Let nobody answer one of these questions, or get it on a paper, until the transaction ends.

    On PostgreSQL whoever does so at this moment comes after it, with the new key: of two that write to one attempt, or
    of which one refers to the question that the other changes, the later one is done again (see `storage.database`). On
    SQLite nobody else writes anyway.
    """
    with_them = select(PaperQuestion.attempt_id).where(col(PaperQuestion.question_id).in_(question_ids))
    going = update(Attempt).where(col(Attempt.state) == UNDER_WAY, col(Attempt.id).in_(with_them))
    session.connection().execute(going.values(points=Attempt.points))
    # After the attempts, as whoever answers does it, so that the two never wait for each other.
    session.exec(select(Question.id).where(col(Question.id).in_(question_ids)).with_for_update()).all()


def _effects(session: Session, same: Sequence[Question], decision: Decision) -> list[_Effect]:
    """What becomes of the question on every paper on which it would not be as it is."""
    known = {one.id or 0: one for one in same}
    query = (
        core_select(
            col(PaperQuestion.attempt_id), col(PaperQuestion.position), col(PaperQuestion.question_id),
            col(PaperQuestion.ruling), col(Attempt.state), col(Answer.id), col(Answer.given), col(Answer.points),
        )
        .join(Attempt, col(Attempt.id) == PaperQuestion.attempt_id)
        .outerjoin(Answer, papers.OF_ANSWER)
        .where(col(PaperQuestion.question_id).in_(list(known)), col(PaperQuestion.ruling) != PASSED_OVER)
        .order_by(col(PaperQuestion.attempt_id), col(PaperQuestion.position))
    )  # fmt: skip
    found = []
    for row in session.connection().execute(query):
        question = known[row.question_id]
        effect = _effect(row, question, decision)
        is_new = decision.key is not None and decision.key != question.key
        if is_new or effect.ruling != row.ruling or effect.points or effect.questions:
            found.append(effect)
    return found


def _effect(row: Any, question: Question, decision: Decision) -> _Effect:
    ruling = PASSED_OVER if decision.ruling and row.id is None and row.state != FINISHED else decision.ruling
    worth = 1.0 if decision.ruling == FOR_ALL else 0.0
    if row.id is not None and decision.ruling != FOR_ALL:
        worth = grading.points(question.kind, decision.key or question.key, len(question.options), row.given)
    before, after = _counts(row.ruling, row.points or 0.0), _counts(ruling, worth)
    more = after[1] - before[1] if row.state == FINISHED else 0  # of others it is counted when they are finished
    return _Effect(row.attempt_id, row.position, ruling, row.id, worth, after[0] - before[0], more)


def _counts(ruling: str, points: float) -> tuple[float, int]:
    """How many points it brings its attempt, and as how many questions it counts there."""
    if ruling in (NOT_COUNTED, PASSED_OVER):
        return 0.0, 0
    return (1.0 if ruling == FOR_ALL else points), 1


def _write(session: Session, effects: Sequence[_Effect]) -> None:
    if not effects:
        return
    connection = session.connection()
    here = (
        col(PaperQuestion.attempt_id) == bindparam("attempt"), col(PaperQuestion.position) == bindparam("at"),
    )  # fmt: skip
    rulings = [{"attempt": one.attempt_id, "at": one.position, "ruled": one.ruling} for one in effects]
    connection.execute(update(PaperQuestion).where(*here).values(ruling=bindparam("ruled")), rulings)
    answers = [{"answer": one.answer_id, "worth": one.worth} for one in effects if one.answer_id is not None]
    if answers:
        points = update(Answer).where(col(Answer.id) == bindparam("answer")).values(points=bindparam("worth"))
        connection.execute(points, answers)
    # Added, not set: whoever is answering meanwhile adds theirs too.
    more = update(Attempt).where(col(Attempt.id) == bindparam("attempt"))
    more = more.values(points=Attempt.points + bindparam("more"), questions=Attempt.questions + bindparam("count"))
    by_attempt = [{"attempt": at, "more": one[0], "count": one[1]} for at, one in _by_attempt(effects).items()]
    if by_attempt:
        connection.execute(more, by_attempt)


def _by_attempt(effects: Iterable[_Effect]) -> dict[int, tuple[float, int]]:
    """By how many points and questions each attempt changes, of those that do."""
    found: defaultdict[int, tuple[float, int]] = defaultdict(lambda: (0.0, 0))
    for one in effects:
        points, questions = found[one.attempt_id]
        found[one.attempt_id] = (points + one.points, questions + one.questions)
    return {attempt: more for attempt, more in found.items() if any(more)}


def _regrading(session: Session, same: Sequence[Question], decision: Decision, effects: Sequence[_Effect]) -> Regrading:
    differing = sum(bool(one.points or one.questions) for one in effects)
    idle = not effects and decision.key in (None, *(one.key for one in same[:1]))
    return Regrading(differing, _changes(session, _by_attempt(effects)), idle)


def _changes(session: Session, by_attempt: Mapping[int, tuple[float, int]]) -> list[Change]:
    """Whose counting mark becomes another."""
    concerned = select(Attempt.quiz_id, Attempt.person_id).where(col(Attempt.id).in_(list(by_attempt)))
    of = set(session.exec(concerned))
    quizzes = session.exec(select(Quiz.id, Quiz.counts).where(col(Quiz.id).in_({quiz_id for quiz_id, _ in of}))).all()
    rules = dict(quizzes)
    finished: defaultdict[tuple[int, int], list[Attempt]] = defaultdict(list)
    query = select(Attempt).where(col(Attempt.quiz_id).in_(list(rules)), Attempt.state == FINISHED)
    for attempt in session.exec(query):
        finished[attempt.quiz_id, attempt.person_id].append(attempt)
    found = []
    for quiz_id, person_id in sorted(of):
        mine = finished[quiz_id, person_id]
        before = counting.mark(rules[quiz_id], [(one.number, one.points, one.questions) for one in mine])
        after = counting.mark(rules[quiz_id], [_changed(one, by_attempt) for one in mine])
        if before != after:
            found.append(Change(quiz_id, person_id, before, after))
    return found


def _changed(attempt: Attempt, by_attempt: Mapping[int, tuple[float, int]]) -> tuple[int, float, int]:
    points, questions = by_attempt.get(attempt.id or 0, (0.0, 0))
    return attempt.number, attempt.points + points, attempt.questions + questions
