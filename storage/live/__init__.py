"""Quizzes in the room: one question on all phones at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from storage.database import UTCDateTime
from storage.quizzes import MULTIPLE, NUMBER, SHORT, SINGLE, TRUE_FALSE

FIT = (SINGLE, MULTIPLE, TRUE_FALSE, SHORT, NUMBER)  # kinds that can be answered in half a minute on a phone
SECONDS = (10, 20, 30, 60)  # that a question may take
USUAL_SECONDS = 30

WAITING = "waiting"  # people come in
ASKING = "asking"  # a question stands on the phones
CLOSING = "closing"  # no answer is taken any more; what they came to is counted next
ENDING = "ending"  # the same, and the whole quiz ends with it
ANSWERED = "answered"  # the right answer is shown
STANDINGS = "standings"  # the table of the best is shown
OVER = "over"
BETWEEN = (WAITING, ANSWERED, STANDINGS)  # when the next question may come

NAMED, NAMELESS, NO_TABLE = "named", "nameless", "none"  # how the table of the best is shown to the room
TABLES = (NAMED, NAMELESS, NO_TABLE)


class LiveQuiz(SQLModel, table=True):
    """One quiz in one room.

    `code` is what people type to come in, None when it was given back. `position` is the question that is or was
    asked, from 1 (0: none yet), of `questions`. It stands on the phones since `opens_at`, reckoned by the pace of the
    account with most people, and may be answered until `closes_at`. `bonus` is whether who answers soon gets up to half
    a point more. `chat_id` is the chat that leads it, `changed_at` when anything was last done with it.
    """

    id: int | None = Field(default=None, primary_key=True)
    code: str | None = Field(default=None, unique=True)
    cohort_id: int = Field(foreign_key="cohort.id", index=True)
    quiz_id: int | None = Field(default=None, foreign_key="quiz.id", index=True)
    title: str
    state: str = WAITING
    position: int = 0
    questions: int
    seconds: int = USUAL_SECONDS
    shown_table: str = NAMED
    bonus: bool = False
    host_id: int = Field(foreign_key="person.id")
    chat_id: int | None = Field(default=None, foreign_key="chat.id", index=True)
    opens_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    closes_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    created_at: datetime = Field(sa_type=UTCDateTime)
    changed_at: datetime = Field(sa_type=UTCDateTime)


class LiveQuestion(SQLModel, table=True):
    """That a question is asked in a live quiz, at a position from 1."""

    live_id: int = Field(foreign_key="livequiz.id", primary_key=True)
    position: int = Field(primary_key=True)
    question_id: int = Field(foreign_key="question.id", index=True)


class LiveParticipant(SQLModel, table=True):
    """Someone in the room, and the chat in which they answer.

    `since` is the first question they are asked, `told` the last one that was put into the outbox for them.
    """

    live_id: int = Field(foreign_key="livequiz.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True, index=True)
    chat_id: int = Field(foreign_key="chat.id", index=True)
    since: int = 1
    told: int = 0
    has_left: bool = False
    joined_at: datetime = Field(sa_type=UTCDateTime)


class LiveAnswer(SQLModel, table=True):
    """What somebody answered to one question; never a second one. `points` is 0 to 1, `bonus` what came for speed."""

    live_id: int = Field(foreign_key="livequiz.id", primary_key=True)
    position: int = Field(primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True, index=True)
    given: Any = Field(sa_column=Column(JSON, nullable=False))
    points: float
    bonus: float = 0.0
    answered_at: datetime = Field(sa_type=UTCDateTime)
