"""How long essays are kept, all of a class in one file, and forgetting those of a person."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, col, delete, func, or_, select

from storage import stored
from storage.essays import HANDED_IN, TEXT, Assignment, EssayMark, Marking, Submission, SubmissionPart
from storage.essays.marking import DECIDE, ESSAY
from storage.essays.received import MEGABYTE, clean
from storage.lessons import Lesson
from storage.people import Person
from storage.stored import StoredFile
from storage.vietnamese import name_key

FILES_KEPT = timedelta(
    days=365
)  # after the final mark, or, without one, after the class's last lesson and the deadline
AT_ONCE = 50  # files in one transaction: they are large
KIND = "essays"  # of a `File` that holds what several learners handed in
LARGEST_ARCHIVE = 40 * MEGABYTE  # Telegram takes 50 MB of a bot


def forget_contents(session: Session, now: datetime, most: int = AT_ONCE) -> int:
    """Drop the files and texts of old essays, and how many they were. That they were handed in, and the marks, stay."""
    before = now - FILES_KEPT
    later = select(Lesson.id).where(Lesson.cohort_id == Assignment.cohort_id, col(Lesson.ends_at) >= before)
    never_marked = (
        col(Submission.settled_at).is_(None)
        & (col(Assignment.due_at) < before)
        & (func.coalesce(Submission.last_at, Submission.started_at) < before)
        & ~later.correlate(Assignment).exists()
    )
    old = (
        select(SubmissionPart)
        .join(Submission, col(Submission.id) == SubmissionPart.submission_id)
        .join(Assignment, col(Assignment.id) == Submission.assignment_id)
        .where(or_(col(SubmissionPart.file_id).is_not(None), SubmissionPart.text != ""))
        .where(or_(col(Submission.settled_at) < before, never_marked))
        .order_by(col(SubmissionPart.id))
        .limit(most)
    )
    parts = session.exec(old).all()
    files = [part.file_id for part in parts]
    for part in parts:
        part.file_id, part.text, part.name = None, "", ""
    session.flush()
    session.exec(delete(StoredFile).where(col(StoredFile.id).in_(files)))
    return len(parts)


def erase(session: Session, person_id: int) -> None:
    """Everything that the person handed in goes, with its files, its marks and the words about it."""
    mine = select(Submission.id).where(Submission.person_id == person_id)
    about = col(Marking.kind).in_((ESSAY, DECIDE)) & col(Marking.subject_id).in_(mine)
    parts = session.exec(select(SubmissionPart).where(col(SubmissionPart.submission_id).in_(mine))).all()
    session.exec(delete(SubmissionPart).where(col(SubmissionPart.submission_id).in_(mine)))
    session.exec(delete(StoredFile).where(col(StoredFile.id).in_([part.file_id for part in parts])))
    session.exec(delete(EssayMark).where(col(EssayMark.submission_id).in_(mine)))
    # Marks that are about to be given, by the person or to them.
    session.exec(delete(Marking).where(or_(col(Marking.person_id) == person_id, about)))
    session.exec(delete(Submission).where(col(Submission.person_id) == person_id))


def codes(session: Session, person_id: int) -> list[str]:
    """The codes of what the person handed in: where names are hidden, messages to the markers hold these."""
    query = select(Submission.code).where(Submission.person_id == person_id, col(Submission.code).is_not(None))
    return [code for code in session.exec(query) if code]


def bundles(session: Session, assignment_id: int) -> list[list[int]]:
    """The submissions that count, learners in Vietnamese order, in as few archives as their size allows."""
    query = (
        select(Person.name, Submission.id, func.coalesce(func.sum(SubmissionPart.size), 0))
        .join(Submission, col(Submission.person_id) == Person.id)
        .join(SubmissionPart, col(SubmissionPart.submission_id) == Submission.id)
        .where(Submission.assignment_id == assignment_id, Submission.state == HANDED_IN)
        .group_by(col(Person.name), col(Submission.id))
    )
    found: list[list[int]] = []
    left = 0
    for _, submission_id, size in sorted(session.exec(query), key=lambda row: (name_key(row[0]), row[1] or 0)):
        if not found or size > left:
            found.append([])
            left = LARGEST_ARCHIVE
        found[-1].append(submission_id or 0)
        left -= size
    return found


def archive(session: Session, submission_ids: Sequence[int]) -> bytes:
    """All that these consist of: a folder for each learner."""
    made = io.BytesIO()
    # Photos and Word files are compressed already, and the dates of today would only make two archives differ.
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as into:
        for folder, part, number in _contents(session, submission_ids):
            name = part.name or "bai.txt"
            content = part.text.encode() if part.file_id is None else stored.content(session, part.file_id)
            into.writestr(f"{folder}/{number}-{name}", content)
            if part.kind != TEXT and part.text:
                into.writestr(f"{folder}/{number}-loi-kem.txt", part.text.encode())
    return made.getvalue()


def _contents(session: Session, submission_ids: Sequence[int]) -> Sequence[tuple[str, SubmissionPart, int]]:
    query = (
        select(Person.name, Submission.code, SubmissionPart)
        .join(Submission, col(Submission.person_id) == Person.id)
        .join(SubmissionPart, col(SubmissionPart.submission_id) == Submission.id)
        .where(col(Submission.id).in_(submission_ids))
        .where(or_(col(SubmissionPart.file_id).is_not(None), SubmissionPart.text != ""))
        .order_by(col(SubmissionPart.id))
    )
    numbers: dict[str, int] = {}
    found = []
    for name, code, part in sorted(session.exec(query), key=lambda row: (name_key(row[0]), row[2].id)):
        folder = clean(f"{name} {code}")
        numbers[folder] = numbers.get(folder, 0) + 1
        found.append((folder, part, numbers[folder]))
    return found
