"""One turn of the peers' quiz: mark the update, grade, keep, move on, queue the reply, commit."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from tests.bench.peers.store import Answer, Attempt, Inbox, Learner, Outbox, Question


async def answered(engine: AsyncEngine, update_id: int, chat: int, data: str) -> bool:
    """Take the answer that a button's `data` (`quiz:<attempt>:<position>:<option>`) stands for.

    False when the update was taken before or is not this learner's to give.
    """
    _, attempt_id, position, option = data.split(":")
    async with AsyncSession(engine, expire_on_commit=False) as session:
        if not await _marked(session, update_id):
            return False
        learner = (await session.exec(select(Learner).where(Learner.chat == chat))).first()
        attempt = await session.get(Attempt, int(attempt_id))
        if learner is None or attempt is None or attempt.learner_id != learner.id:
            return False
        if attempt.finished_at is not None or attempt.position != int(position):
            return False
        learner.last_in_at = _now()
        body = await _moved_on(session, attempt, int(option))
        session.add(Outbox(chat=chat, body=body, created_at=_now()))
        await session.commit()
    return True


async def _marked(session: AsyncSession, update_id: int) -> bool:
    session.add(Inbox(update_id=update_id, received_at=_now()))
    try:
        await session.flush()
    except IntegrityError:
        await session.rollback()
        return False
    return True


async def _moved_on(session: AsyncSession, attempt: Attempt, option: int) -> dict[str, Any]:
    """Grade, keep, and the message with the next question, or with the mark."""
    here = attempt.position
    query = select(Question).where(Question.position >= here).order_by(Question.position).limit(2)  # type: ignore[arg-type]
    questions = (await session.exec(query)).all()
    asked, following = questions[0], questions[1] if len(questions) > 1 else None
    points = 1.0 if option == asked.right else 0.0
    session.add(Answer(attempt_id=attempt.id or 0, position=here, given=option, points=points, answered_at=_now()))
    attempt.points += points
    attempt.position += 1
    said = f"{'Đúng' if points else 'Chưa đúng'}. {asked.explanation}"
    if following is None:
        attempt.finished_at = _now()
        return {"text": f"{said}\n\nKết quả: {attempt.points:g} / {here}", "choices": []}
    return _question(said, attempt, following)


def _question(said: str, attempt: Attempt, question: Question) -> dict[str, Any]:
    lines = [f"{chr(65 + number)}. {option}" for number, option in enumerate(question.options)]
    choices = [
        {"label": chr(65 + number), "command": f"quiz:{attempt.id}:{question.position}:{number}"}
        for number in range(len(question.options))
    ]
    text = "\n".join([said, "", f"Câu {question.position}. {question.stem}", *lines])
    return {"text": text, "choices": choices}


def _now() -> datetime:
    return datetime.now(UTC)  # a peer asks as its documentation would
