"""Questions, quizzes, attempts and answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel, UniqueConstraint

from storage.database import UTCDateTime
from storage.quizzes.marks import mark_of

SINGLE, MULTIPLE, TRUE_FALSE, SHORT, NUMBER = "single", "multiple", "truefalse", "short", "number"
DRAFT, OPEN, CLOSED = "draft", "open", "closed"  # of a quiz
APPROVED = "approved"  # of a question; only approved ones reach learners
REPLACED = "replaced"  # of a question that an import changed: it stands in no quiz any more
UNDER_WAY, FINISHED = "under_way", "finished"  # of an attempt
AT_ONCE, AT_THE_END = "at_once", "at_the_end"  # when a learner sees what was right


class Question(SQLModel, table=True):
    """One question.

    `key` by kind: single, multiple and true/false {"right": [0-based numbers of options]}, short
    {"accepted": [texts]}, number {"value": v, "tolerance": t}.
    """

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    stem: str
    options: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    key: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    explanation: str = ""
    source: str = ""
    chapter: str = ""
    level: str = ""
    state: str = DRAFT
    author_id: int | None = Field(default=None, foreign_key="person.id")
    approved_by: int | None = Field(default=None, foreign_key="person.id")
    approved_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    created_at: datetime = Field(sa_type=UTCDateTime)


class Quiz(SQLModel, table=True):
    """A quiz of one cohort.

    `feedback` is `at_once` or `at_the_end`; `attempts_allowed` 0 means as many as one likes.
    """

    __table_args__ = (UniqueConstraint("cohort_id", "folded"),)

    id: int | None = Field(default=None, primary_key=True)
    cohort_id: int = Field(foreign_key="cohort.id", index=True)
    title: str
    folded: str
    state: str = DRAFT
    feedback: str = AT_ONCE
    attempts_allowed: int = 2
    opened_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    closes_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    created_at: datetime = Field(sa_type=UTCDateTime)


class QuizQuestion(SQLModel, table=True):
    """That a question stands in a quiz, at a position counted from 1."""

    __table_args__ = (UniqueConstraint("quiz_id", "position"),)

    quiz_id: int = Field(foreign_key="quiz.id", primary_key=True)
    question_id: int = Field(foreign_key="question.id", primary_key=True)
    position: int


class Attempt(SQLModel, table=True):
    """One go of one person at one quiz.

    `position` is the question being asked, from 1; `points` of `questions`.
    """

    __table_args__ = (UniqueConstraint("quiz_id", "person_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    quiz_id: int = Field(foreign_key="quiz.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    number: int
    state: str = UNDER_WAY
    position: int = 1
    questions: int
    points: float = 0.0
    started_at: datetime = Field(sa_type=UTCDateTime)
    finished_at: datetime | None = Field(default=None, sa_type=UTCDateTime)

    @property
    def mark(self) -> float:
        """The mark out of 10, rounded to one decimal."""
        return mark_of(self.points, self.questions)


class Answer(SQLModel, table=True):
    """What was answered to one question in one attempt; never a second one. `points` is 0 to 1."""

    __table_args__ = (UniqueConstraint("attempt_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    attempt_id: int = Field(foreign_key="attempt.id")
    question_id: int = Field(foreign_key="question.id", index=True)
    position: int
    given: Any = Field(sa_column=Column(JSON, nullable=False))
    points: float
    answered_at: datetime = Field(sa_type=UTCDateTime)
