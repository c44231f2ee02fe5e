"""Handing in: parts are gathered, then handed in by the learner, or by the deadline."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, delete, func, select

from storage import cohorts, stored
from storage.cohorts import CODE_LENGTH, CODE_LETTERS, WITHDRAWN, Cohort
from storage.database import inserting
from storage.essays import (
    DOCUMENT,
    DRAFT,
    GATHERING,
    HANDED_IN,
    OPEN,
    PHOTO,
    REPLACED,
    TEXT,
    Assignment,
    EssayMark,
    Submission,
    SubmissionPart,
    late_by,
)
from storage.essays.assignments import cancel_notices
from storage.essays.received import MOST_FILES, MOST_TOGETHER, Taken
from storage.stored import StoredFile

MOST_TEXTS = 40
FORGOTTEN_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many parts of each kind there are; `size` of the files in bytes."""

    photos: int = 0
    documents: int = 0
    texts: int = 0
    size: int = 0

    @property
    def files(self) -> int:
        return self.photos + self.documents

    @property
    def parts(self) -> int:
        return self.files + self.texts


def assigned(session: Session, assignment_id: int, person_id: int) -> Assignment | None:
    """The assignment, if it was set to the person's class and they still study there."""
    found = session.get(Assignment, assignment_id)
    if found is None or found.state == DRAFT or session.get_one(Cohort, found.cohort_id).state != "running":
        return None
    enrolment = cohorts.enrolment(session, found.cohort_id, person_id)
    return None if enrolment is None or enrolment.state == WITHDRAWN else found


def hindrance(session: Session, assignment: Assignment, person_id: int) -> str:
    """Why nothing can be handed in now: `closed`, `marked` (marking of what they handed in has begun), or empty."""
    if assignment.state != OPEN:
        return "closed"
    done = handed_in(session, assignment.id or 0, person_id)
    return "marked" if done is not None and _has_marks(session, done) else ""


def of(session: Session, assignment_id: int, person_id: int) -> Submission | None:
    """What the person is gathering for it; the row is theirs until the end of the transaction."""
    query = select(Submission).where(Submission.assignment_id == assignment_id, Submission.person_id == person_id)
    return session.exec(query.where(Submission.state == GATHERING).with_for_update()).first()


def all_of(session: Session, person_id: int) -> list[Submission]:
    """All that the person is gathering, where it can still be handed in."""
    query = (
        select(Submission)
        .join(Assignment, col(Assignment.id) == Submission.assignment_id)
        .where(Submission.person_id == person_id, Submission.state == GATHERING, Assignment.state == OPEN)
        .order_by(col(Submission.id))
    )
    return list(session.exec(query))


def handed_in(session: Session, assignment_id: int, person_id: int) -> Submission | None:
    """What the person handed in and counts."""
    query = select(Submission).where(Submission.assignment_id == assignment_id, Submission.person_id == person_id)
    return session.exec(query.where(Submission.state == HANDED_IN)).first()


def parts(session: Session, submission_id: int) -> list[SubmissionPart]:
    """Its parts, in the order in which they came."""
    query = select(SubmissionPart).where(SubmissionPart.submission_id == submission_id)
    return list(session.exec(query.order_by(col(SubmissionPart.id))))


def counts(found: Sequence[SubmissionPart]) -> Counts:
    """How many of each kind."""
    kinds = [part.kind for part in found]
    return Counts(kinds.count(PHOTO), kinds.count(DOCUMENT), kinds.count(TEXT), sum(part.size for part in found))


def add_text(session: Session, assignment: Assignment, person_id: int, text: str, now: datetime) -> Submission | str:
    """Add what was typed; the submission, or why it was not added: `texts`."""
    submission = _begun(session, assignment, person_id, now)
    if counts(parts(session, submission.id or 0)).texts >= MOST_TEXTS:
        return "texts"
    return _added(session, submission, SubmissionPart(submission_id=submission.id or 0, kind=TEXT, text=text, at=now))


def add_file(
    session: Session,
    assignment: Assignment,
    person_id: int,
    taken: Taken,
    content: bytes,
    caption: str,
    now: datetime,
) -> Submission | str:
    """Add the file with the words under it; the submission, or why not: `files` or `together` (too large)."""
    submission = _begun(session, assignment, person_id, now)
    so_far = counts(parts(session, submission.id or 0))
    if so_far.files >= MOST_FILES:
        return "files"
    if so_far.size + len(content) > MOST_TOGETHER:
        return "together"
    part = SubmissionPart(
        submission_id=submission.id or 0, kind=taken.kind, text=caption, name=taken.name, size=len(content), at=now,
        file_id=stored.keep(session, taken.name, content, now),
    )  # fmt: skip
    return _added(session, submission, part)


def go_on(session: Session, assignment: Assignment, done: Submission, now: datetime) -> Submission:
    """Gather a new version that begins with all of what was handed in, which counts until the new one is handed in."""
    fresh = _begun(session, assignment, done.person_id, now)
    if not parts(session, fresh.id or 0):
        for part in parts(session, done.id or 0):
            values = part.model_dump(exclude={"id", "submission_id", "file_id"})
            file_id = None if part.file_id is None else stored.copied(session, part.file_id, now)
            session.add(SubmissionPart(**values, submission_id=fresh.id or 0, file_id=file_id))
        session.flush()
    return fresh


def take_back(session: Session, submission: Submission) -> SubmissionPart | None:
    """Drop the last part, and return what it was; None when there is none."""
    found = parts(session, submission.id or 0)
    if not found:
        return None
    forget(session, found[-1:])
    # Parts may be older than the version that begins with a copy of them.
    submission.last_at = max(found[-2].at, submission.started_at) if len(found) > 1 else None
    cancel_notices(session, f"essay-unfinished:{submission.id}:")
    return found[-1]


def give_up(session: Session, submission: Submission) -> None:
    """What was gathered goes."""
    cancel_notices(session, f"essay-unfinished:{submission.id}:")
    forget(session, parts(session, submission.id or 0))
    session.delete(submission)
    session.flush()


def forget(session: Session, found: Sequence[SubmissionPart]) -> None:
    """Delete the parts and their files."""
    files = [part.file_id for part in found if part.file_id is not None]
    session.exec(delete(SubmissionPart).where(col(SubmissionPart.id).in_([part.id for part in found])))
    session.exec(delete(StoredFile).where(col(StoredFile.id).in_(files)))


def hand_in(session: Session, submission: Submission, at: datetime, *, by_time: bool = False) -> timedelta | None:
    """Hand in what was gathered, in the place of what was handed in before; how late it is."""
    assignment = session.get_one(Assignment, submission.assignment_id)
    before = handed_in(session, submission.assignment_id, submission.person_id)
    if before is not None:
        before.state = REPLACED
    submission.state, submission.by_time, submission.handed_in_at = HANDED_IN, by_time, at
    submission.due_at = assignment.due_at
    submission.code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    session.flush()
    cancel_notices(session, f"essay-unfinished:{submission.id}:")
    cancel_notices(session, f"essay-reminder:{submission.assignment_id}:{submission.person_id}:")
    return late_by(assignment, submission)


def handed_in_at(session: Session, assignment: Assignment, submission: Submission, now: datetime) -> datetime:
    """When it counts as handed in if the learner presses the button now.

    Just after the deadline, before the clock has seen to it, it must not be late where it would not be without a press.
    """
    assert assignment.due_at is not None
    last_at, due_at = submission.last_at, assignment.due_at
    if submission.past_due or last_at is None or not last_at <= due_at < now:
        return now
    return last_at if handed_in(session, submission.assignment_id, submission.person_id) is None else now


def overdue(session: Session, now: datetime, most: int) -> list[Submission]:
    """What is being gathered and whose deadline came meanwhile."""
    query = (
        select(Submission)
        .join(Assignment, col(Assignment.id) == Submission.assignment_id)
        .where(Submission.state == GATHERING, ~col(Submission.past_due))
        .where(Assignment.state == OPEN, col(Assignment.due_at) <= now)
        .order_by(col(Submission.id))
        .limit(most)
        .with_for_update(of=Submission)
    )
    return list(session.exec(query))


def unfinished(session: Session, assignment_id: int) -> list[Submission]:
    """All that is being gathered for it."""
    query = select(Submission).where(Submission.assignment_id == assignment_id, Submission.state == GATHERING)
    return list(session.exec(query.order_by(col(Submission.id)).with_for_update()))


def forgotten(session: Session, now: datetime, most: int) -> list[Submission]:
    """What was gathered an hour ago, can still be handed in, and nobody was reminded of."""
    query = (
        select(Submission)
        .join(Assignment, col(Assignment.id) == Submission.assignment_id)
        .where(Submission.state == GATHERING, col(Submission.last_at) <= now - FORGOTTEN_AFTER)
        .where(col(Submission.asked_at).is_(None), Assignment.state == OPEN)
        .order_by(col(Submission.last_at))
        .limit(most)
    )
    return list(session.exec(query))


def _begun(session: Session, assignment: Assignment, person_id: int, now: datetime) -> Submission:
    """What the person is gathering, begun just now if need be (even by two chats at the same time)."""
    assert assignment.id is not None and assignment.due_at is not None
    found = of(session, assignment.id, person_id)
    if found is not None:
        return found
    versions = select(func.max(Submission.version)).where(
        Submission.assignment_id == assignment.id, Submission.person_id == person_id
    )
    fresh = Submission(
        assignment_id=assignment.id, person_id=person_id, version=(session.exec(versions).one() or 0) + 1,
        past_due=assignment.due_at <= now, started_at=now,
    )  # fmt: skip
    values = fresh.model_dump(exclude={"id"})
    session.connection().execute(inserting(session, Submission).values(values).on_conflict_do_nothing())
    found = of(session, assignment.id, person_id)
    assert found is not None
    return found


def _added(session: Session, submission: Submission, part: SubmissionPart) -> Submission:
    session.add(part)
    submission.last_at, submission.asked_at = part.at, None
    cancel_notices(session, f"essay-unfinished:{submission.id}:")
    session.flush()
    return submission


def _has_marks(session: Session, submission: Submission) -> bool:
    return session.exec(select(EssayMark.id).where(EssayMark.submission_id == submission.id)).first() is not None
