"""A key corrected while a learner answers that very question."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest
from sqlmodel import Session, col, select

from storage.database import Database
from storage.quizzes import Answer, Attempt, Question, attempts, bank, regrading
from storage.quizzes.regrading import Decision
from tests.storage import school
from tests.storage.school import NOW


@pytest.mark.parametrize("answered_first", [True, False])
async def test_whoever_answers_at_that_moment_is_graded_by_the_new_key(
    database: Database, *, answered_first: bool
) -> None:
    def begin(session: Session) -> tuple[int, int, int]:
        cohort = school.cohort(session)
        lan, quiz = school.learner(session, "Trần Thị Lan", cohort), school.quiz(session, "Nội quy", cohort)
        attempt_id = attempts.begin(session, quiz.id or 0, lan.id or 0, NOW)
        question = bank.of_quiz(session, quiz)[0]
        return attempt_id, lan.id or 0, question.id or 0

    attempt_id, lan, question_id = await database.run(begin)
    times = 0

    def answer(session: Session) -> None:
        where = attempts.place(session, attempt_id, lan, NOW)
        assert where is not None
        attempts.answer(session, where, [1], NOW)

    def mend(session: Session) -> None:
        nonlocal times
        times += 1
        question = session.get_one(Question, question_id)
        if times == 1 and answered_first and not database.is_sqlite:  # SQLite lets nobody write meanwhile
            with database.session() as other:
                answer(other)
        regrading.mend(session, question, Decision(key={"right": [0]}), lan, NOW)

    if answered_first and database.is_sqlite:
        await database.run(answer)
    await database.run(mend)
    if not answered_first:
        await database.run(answer)

    def outcome(session: Session) -> tuple[float, float, int, bool]:
        given = session.exec(select(Answer)).one()
        newest = session.exec(select(Question).order_by(col(Question.id).desc())).first()
        assert newest is not None
        return given.points, session.get_one(Attempt, attempt_id).points, times, given.question_id == newest.id

    assert await database.run(outcome) == (0.0, 0.0, 2 if answered_first and not database.is_sqlite else 1, True)


async def test_whoever_begins_at_that_moment_has_the_new_key(database: Database) -> None:
    """On PostgreSQL both go on at the same time: a paper made meanwhile waits, and is made anew."""

    def prepare(session: Session) -> tuple[int, int, int]:
        cohort = school.cohort(session)
        lan, quiz = school.learner(session, "Trần Thị Lan", cohort), school.quiz(session, "Nội quy", cohort)
        return quiz.id or 0, lan.id or 0, bank.of_quiz(session, quiz)[0].id or 0

    quiz_id, lan, question_id = await database.run(prepare)
    is_mended = threading.Event()

    def mend(session: Session) -> None:
        regrading.mend(session, session.get_one(Question, question_id), Decision(key={"right": [0]}), lan, NOW)
        session.flush()
        is_mended.set()
        time.sleep(0.3)  # not committed yet

    def begin(session: Session) -> int:
        return attempts.begin(session, quiz_id, lan, NOW)

    mending = asyncio.create_task(database.run(mend))
    await asyncio.to_thread(is_mended.wait, 5)
    attempt_id = await database.run(begin)
    await mending

    def asked(session: Session) -> object:
        place = attempts.place(session, attempt_id, lan, NOW)
        return None if place is None else place.asked.key

    assert await database.run(asked) == {"right": [0]}
