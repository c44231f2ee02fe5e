"""Essays (bài thu hoạch): what is set, what was handed in, and its marks."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Field, SQLModel, UniqueConstraint

from storage.database import UTCDateTime, partial_index

DRAFT, OPEN, CLOSED = "draft", "open", "closed"  # of an assignment
GATHERING, HANDED_IN, REPLACED = "gathering", "handed_in", "replaced"  # of a submission
TEXT, PHOTO, DOCUMENT = "text", "photo", "document"  # of a part
FIRST, SECOND, DECISION = 1, 2, 3  # whose mark it is: of a marker, or of the coordinator who decides between them


class Assignment(SQLModel, table=True):
    """One essay that a class is to write.

    A draft may have no `due_at` yet. Later ones are taken, and marked late, until it is closed. `handout_id` is a file
    that goes with the `instructions`. With a second marker each marks without seeing the other's mark; `anonymous`
    hides from them whose essay it is. `reminded_at` is when the class was reminded of this deadline.
    """

    __table_args__ = (partial_index("ix_assignment_due", "state = 'open'", "due_at"),)

    id: int | None = Field(default=None, primary_key=True)
    cohort_id: int = Field(foreign_key="cohort.id", index=True)
    title: str = ""
    instructions: str = ""
    handout_id: int | None = Field(default=None, foreign_key="storedfile.id")
    state: str = DRAFT
    anonymous: bool = False
    author_id: int | None = Field(default=None, foreign_key="person.id")
    first_marker_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    second_marker_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    due_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    reminded_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    opened_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    created_at: datetime = Field(sa_type=UTCDateTime)


class Submission(SQLModel, table=True):
    """What one person hands in for one assignment: gathered part by part, then handed in, perhaps replaced later.

    `last_at` is when the last part came, `due_at` the deadline as it was when it was handed in, `code` what the
    receipt says, `by_time` that nobody pressed the button and the deadline did. `asked_at` is when the person was
    reminded to press it, `past_due` that the deadline has nothing more to do with what is being gathered. `mark` is
    the final one of 10, since `settled_at`; `disputed` that two markers differ too much.
    """

    __table_args__ = (
        UniqueConstraint("assignment_id", "person_id", "version"),
        partial_index("ix_submission_gathering", "state = 'gathering'", "last_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    version: int = 1
    state: str = GATHERING
    code: str | None = Field(default=None, unique=True)
    by_time: bool = False
    past_due: bool = False
    disputed: bool = False
    mark: float | None = None
    started_at: datetime = Field(sa_type=UTCDateTime)
    last_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    asked_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    handed_in_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    due_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    settled_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class SubmissionPart(SQLModel, table=True):
    """A text, a photo or a document of a submission, in the order of the ids. `size` is in bytes.

    `text` is what was typed, or the words under a photo. After a year neither is kept: `file_id` is None then.
    """

    id: int | None = Field(default=None, primary_key=True)
    submission_id: int = Field(foreign_key="submission.id", index=True)
    kind: str
    text: str = ""
    file_id: int | None = Field(default=None, foreign_key="storedfile.id", index=True)
    name: str = ""
    size: int = 0
    at: datetime = Field(sa_type=UTCDateTime)


class EssayMark(SQLModel, table=True):
    """A mark of 10 that somebody gave a submission; `slot` is whose it is: first, second, or the decision."""

    __table_args__ = (UniqueConstraint("submission_id", "slot"),)

    id: int | None = Field(default=None, primary_key=True)
    submission_id: int = Field(foreign_key="submission.id")
    slot: int
    marker_id: int = Field(foreign_key="person.id", index=True)
    mark: float
    comment: str = ""
    marked_at: datetime = Field(sa_type=UTCDateTime)


class Marking(SQLModel, table=True):
    """The mark that somebody is about to give and has not confirmed; each person has one at a time.

    `kind` is `bai` (an essay), `xu` (a decision between two marks) or `cau` (an answer in a quiz).
    """

    person_id: int = Field(foreign_key="person.id", primary_key=True)
    kind: str
    subject_id: int
    mark: float
    comment: str = ""
    created_at: datetime = Field(sa_type=UTCDateTime)


def late_by(assignment: Assignment, submission: Submission) -> timedelta | None:
    """How late it was handed in; None when in time.

    A deadline that was put off makes it in time; one that was brought forward does not make it late.
    """
    due = [moment for moment in (assignment.due_at, submission.due_at) if moment is not None]
    if submission.handed_in_at is None or not due or submission.handed_in_at <= max(due):
        return None
    return submission.handed_in_at - max(due)
