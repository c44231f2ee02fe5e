"""Fills the peers' database: the same learners at the same first question. Called as: DATABASE_URL."""

from __future__ import annotations

import sys

from sqlalchemy import create_engine, insert
from sqlmodel import Session, SQLModel

from tests.bench.peers.store import Attempt, Learner, Question
from tests.bench.presses import FIRST_CHAT, LEARNERS, OPTIONS, QUESTIONS, STEM, WHY


def fill(url: str) -> None:
    engine = create_engine(url)
    SQLModel.metadata.create_all(engine)
    numbers = range(1, LEARNERS + 1)
    people = [{"id": number, "chat": FIRST_CHAT + number, "name": f"Lan {number}"} for number in numbers]
    attempts = [{"id": number, "learner_id": number, "position": 1, "points": 0.0} for number in numbers]
    with Session(engine) as session, session.begin():
        session.add_all(
            Question(position=number, stem=STEM, options=OPTIONS, right=1, explanation=WHY)
            for number in range(1, QUESTIONS + 1)
        )
        session.execute(insert(Learner), people)
        session.execute(insert(Attempt), attempts)
    engine.dispose()


if __name__ == "__main__":
    fill(sys.argv[1])
