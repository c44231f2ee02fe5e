"""Questions, quizzes, attempts and answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, SQLModel, UniqueConstraint

from storage.database import UTCDateTime, partial_index
from storage.quizzes.marks import mark_of

SINGLE, MULTIPLE, TRUE_FALSE, SHORT, NUMBER = "single", "multiple", "truefalse", "short", "number"
MATCHING, ORDERING, ESSAY = "matching", "ordering", "essay"
DRAFT, OPEN, CLOSED = "draft", "open", "closed"  # of a quiz
APPROVED = "approved"  # of a question; only approved ones reach learners. A new one is a DRAFT
RETIRED = "retired"  # of a question that is not used any more
REPLACED = "replaced"  # of an earlier version of a question: it stands in no quiz any more
UNDER_WAY, FINISHED = "under_way", "finished"  # of an attempt
AT_ONCE, AT_THE_END, AFTER_CLOSING = "at_once", "at_the_end", "after_closing"  # when a learner sees what was right
FOR_ALL = "all"  # a ruling on a question of a paper: whoever had it has its point
NOT_COUNTED = "none"  # a ruling: it does not count
PASSED_OVER = "passed"  # it was not asked in this attempt any more, and does not count
BEST, LAST, FIRST, AVERAGE = "best", "last", "first", "average"  # which attempt counts


class Question(SQLModel, table=True):
    """One version of one question.

    `key` by kind: single, multiple and true/false {"right": [0-based numbers of options]}, with {"weights":
    [share of each option, -1 to 1]} where they are not the usual ones; short {"accepted": [texts]}, with
    "weights" for each text, "accents" True where these count, "wildcards" True where * stands for any letters;
    number {"value": v, "tolerance": t}, with "also" [[value, tolerance, share]]; matching {"lefts": [texts],
    "right": [number of the option that belongs to each]}; ordering {"right": [the numbers in the right order]}, usually
    [0, 1, …]; essay {}. `feedbacks` has a text for each option, or is empty.

    A question is never changed in place: the next `version` is a new row with the same `first_id` (that of version 1,
    None there), and the old one is REPLACED. `fingerprint` is that of the folded stem, `file` the one it came from.
    """

    __table_args__ = (Index(None, "programme_id", "fingerprint"), Index(None, "programme_id", "state", "chapter"))

    id: int | None = Field(default=None, primary_key=True)
    programme_id: int | None = Field(default=None, foreign_key="programme.id")
    first_id: int | None = Field(default=None, foreign_key="question.id", index=True)
    version: int = 1
    name: str = ""
    kind: str
    stem: str
    fingerprint: str = ""
    options: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    key: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    feedbacks: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    explanation: str = ""
    source: str = ""
    chapter: str = ""
    level: str = ""
    tags: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    picture_id: int | None = Field(default=None, foreign_key="storedfile.id")
    state: str = DRAFT
    file: str = ""
    author_id: int | None = Field(default=None, foreign_key="person.id")
    approved_by: int | None = Field(default=None, foreign_key="person.id")
    approved_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    created_at: datetime = Field(sa_type=UTCDateTime)


class Quiz(SQLModel, table=True):
    """A quiz of one cohort.

    It opens by hand, at `opens_at`, or when the lesson `opens_after` ends, and closes at `closes_at`. `practice` is
    self-study: no mark of it counts for finishing the class. `counts` says which attempt counts (best, last, first,
    average), `attempts_allowed` 0 means as many as one likes, `pause_minutes` must lie between two of them, `minutes`
    is the time limit of one (0: none), `pass_mark` that of the quiz (None: the programme's). `feedback` is `at_once`,
    `at_the_end` or `after_closing`; `remind_hours` before closing those who have not done it are reminded (0: not).
    `reminded_at` and `told_at` are when that was done, and when the learners were told what was right after closing.
    """

    __table_args__ = (UniqueConstraint("cohort_id", "folded"),)

    id: int | None = Field(default=None, primary_key=True)
    cohort_id: int = Field(foreign_key="cohort.id", index=True)
    title: str
    folded: str
    state: str = DRAFT
    feedback: str = AT_ONCE
    attempts_allowed: int = 2
    counts: str = BEST
    pause_minutes: int = 0
    minutes: int = 0
    pass_mark: float | None = None
    practice: bool = False
    shuffle_questions: bool = False
    shuffle_options: bool = False
    remind_hours: int = 24
    opens_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    opens_after: int | None = Field(default=None, foreign_key="lesson.id")
    opened_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    closes_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    reminded_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    told_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    created_at: datetime = Field(sa_type=UTCDateTime)


class QuizQuestion(SQLModel, table=True):
    """That a question stands in a quiz, at a position counted from 1."""

    __table_args__ = (UniqueConstraint("quiz_id", "position"),)

    quiz_id: int = Field(foreign_key="quiz.id", primary_key=True)
    question_id: int = Field(foreign_key="question.id", primary_key=True, index=True)
    position: int


class Draw(SQLModel, table=True):
    """That each attempt draws so many approved questions of the programme's bank, after the quiz's fixed ones.

    An empty `chapter`, `level` or `tag` is any. No question comes twice in an attempt.
    """

    id: int | None = Field(default=None, primary_key=True)
    quiz_id: int = Field(foreign_key="quiz.id", index=True)
    count: int
    chapter: str = ""
    level: str = ""
    tag: str = ""


class Allowance(SQLModel, table=True):
    """What one learner has beyond the quiz's rules: more minutes, another closing time, more attempts."""

    quiz_id: int = Field(foreign_key="quiz.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True, index=True)
    extra_minutes: int = 0
    extra_attempts: int = 0
    closes_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class Attempt(SQLModel, table=True):
    """One go of one person at one quiz.

    `position` is the question being asked, from 1; `points` of `questions`. `deadline_at` is when it is handed in
    whether or not all was answered (`by_time`).
    """

    __table_args__ = (
        UniqueConstraint("quiz_id", "person_id", "number"),
        partial_index("ix_attempt_deadline", "state = 'under_way' AND deadline_at IS NOT NULL", "deadline_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    quiz_id: int = Field(foreign_key="quiz.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    number: int
    state: str = UNDER_WAY
    position: int = 1
    questions: int
    points: float = 0.0
    started_at: datetime = Field(sa_type=UTCDateTime)
    deadline_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    finished_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    by_time: bool = False

    @property
    def mark(self) -> float:
        """The mark out of 10, rounded to one decimal."""
        return mark_of(self.points, self.questions)


class PaperQuestion(SQLModel, table=True):
    """That a question is asked in an attempt, at a position counted from 1.

    `shown` are the numbers of the options in the order in which they are shown; None: as they stand. `ruling` says what
    else than the answer decides about its point; empty: nothing, an answer counts as graded and none as wrong.
    """

    attempt_id: int = Field(foreign_key="attempt.id", primary_key=True)
    position: int = Field(primary_key=True)
    question_id: int = Field(foreign_key="question.id", index=True)
    shown: list[int] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    ruling: str = ""


class Answer(SQLModel, table=True):
    """What was answered to one question in one attempt; never a second one. `points` is 0 to 1.

    `given` are numbers of options as the question has them, however they were shown, or what was typed. `to_mark`
    says that an instructor has yet to mark it (an essay, with 0 points until then); `comment` is theirs.
    """

    __table_args__ = (
        UniqueConstraint("attempt_id", "position"),
        partial_index("ix_answer_to_mark", "to_mark = 1", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    attempt_id: int = Field(foreign_key="attempt.id")
    question_id: int = Field(foreign_key="question.id", index=True)
    position: int
    given: Any = Field(sa_column=Column(JSON, nullable=False))
    points: float
    to_mark: bool = False
    marked_by: int | None = Field(default=None, foreign_key="person.id")
    comment: str = ""
    answered_at: datetime = Field(sa_type=UTCDateTime)
