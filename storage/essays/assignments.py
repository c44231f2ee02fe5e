"""Essays that are set: drafting one, opening it, its deadline, its markers."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import Session, col, delete, select

from storage import outbox, people
from storage.cohorts import Cohort
from storage.essays import CLOSED, DRAFT, GATHERING, OPEN, Assignment, EssayMark, Submission
from storage.outbox import CANCELLED, Outbox
from storage.people import COORDINATOR, INSTRUCTOR, Person
from storage.stored import StoredFile
from storage.vietnamese import name_key

REMINDED_BEFORE = timedelta(hours=24)
LONGEST_TITLE = 120
LONGEST_INSTRUCTIONS = 3500
MOST_SHOWN = 20
OF_CLASS = ("opened", "due", "task", "reminder")  # notices to all of a class, as their keys begin


def drafted(session: Session, cohort_id: int, author_id: int, now: datetime) -> Assignment:
    """A new draft, marked by its author unless they say otherwise. The author's other drafts are dropped.

    Whether a second one marks, and without names, is as for the programme's last essay.
    """
    for old in session.exec(select(Assignment).where(Assignment.author_id == author_id, Assignment.state == DRAFT)):
        drop(session, old)
    draft = Assignment(cohort_id=cohort_id, author_id=author_id, first_marker_id=author_id, created_at=now)
    last = _last_of_programme(session, cohort_id)
    if last is not None:
        draft.anonymous, draft.second_marker_id = last.anonymous, _other_marker(session, last, author_id)
    session.add(draft)
    session.flush()
    return draft


def begun_by(session: Session, author_id: int) -> Assignment | None:
    """The draft of that person's that has a title already, or None."""
    query = select(Assignment).where(Assignment.author_id == author_id, Assignment.state == DRAFT)
    return session.exec(query.where(Assignment.title != "").order_by(col(Assignment.id).desc())).first()


def draft_of(session: Session, assignment_id: int, author_id: int) -> Assignment | None:
    """The draft, if it is one and that person's."""
    found = session.get(Assignment, assignment_id)
    return found if found is not None and found.state == DRAFT and found.author_id == author_id else None


def drop(session: Session, draft: Assignment) -> None:
    """The draft and its file go."""
    hand_out(session, draft, None)
    session.delete(draft)
    session.flush()


def hand_out(session: Session, assignment: Assignment, file_id: int | None) -> None:
    """Let that file go with the instructions, in the place of the one before."""
    before, assignment.handout_id = assignment.handout_id, file_id
    session.flush()
    if before is not None:
        session.exec(delete(StoredFile).where(col(StoredFile.id) == before))


def set_one(session: Session, assignment_id: int) -> Assignment | None:
    """The assignment, unless it is still a draft."""
    found = session.get(Assignment, assignment_id)
    return None if found is None or found.state == DRAFT else found


def open_up(session: Session, assignment: Assignment, now: datetime) -> None:
    """Learners can see it and hand in, for the first time or again."""
    assignment.state = OPEN
    if assignment.opened_at is None:
        assignment.opened_at = now
        _remind_anew(assignment, now)
    session.flush()


def close(session: Session, assignment: Assignment) -> None:
    """Nothing more is taken; notices about it that still wait do not go out."""
    assignment.state = CLOSED
    for about in OF_CLASS:
        cancel_notices(session, f"essay-{about}:{assignment.id}:")


def untouched(session: Session, assignment_id: int) -> bool:
    """Whether nobody has sent anything for it."""
    query = select(Submission.id).where(Submission.assignment_id == assignment_id)
    return session.exec(query.where(col(Submission.last_at).is_not(None)).limit(1)).first() is None


def withdraw(session: Session, assignment: Assignment, author_id: int) -> None:
    """A draft again, now of that person's; learners do not see it any more. Only of one that is `untouched`."""
    close(session, assignment)
    session.exec(delete(Submission).where(col(Submission.assignment_id) == assignment.id))
    assignment.state, assignment.author_id, assignment.opened_at = DRAFT, author_id, None
    session.flush()


def put_off(session: Session, assignment: Assignment, due_at: datetime, now: datetime) -> None:
    """Another deadline: it is reminded of anew, and what is being gathered can be in time again."""
    assignment.due_at = due_at
    _remind_anew(assignment, now)
    for about in ("due", "reminder"):
        cancel_notices(session, f"essay-{about}:{assignment.id}:")
    mine = (col(Submission.assignment_id) == assignment.id, col(Submission.state) == GATHERING)
    session.exec(update(Submission).where(*mine).values(past_due=due_at <= now))
    session.flush()


def to_remind(session: Session, now: datetime) -> list[Assignment]:
    """The open ones whose deadline is near and of which nobody was reminded yet."""
    query = select(Assignment).where(Assignment.state == OPEN, col(Assignment.reminded_at).is_(None))
    near = (col(Assignment.due_at) > now, col(Assignment.due_at) <= now + REMINDED_BEFORE)
    return list(session.exec(query.where(*near).order_by(col(Assignment.id))))


def recent(session: Session, most: int = MOST_SHOWN) -> list[tuple[Assignment, Cohort]]:
    """Those of the running classes that are no drafts: the open ones first, then the later deadline first."""
    query = (
        select(Assignment, Cohort)
        .join(Cohort, col(Cohort.id) == Assignment.cohort_id)
        .where(Assignment.state != DRAFT, Cohort.state == "running")
        .order_by(col(Assignment.state).desc(), col(Assignment.due_at).desc(), col(Assignment.id).desc())
        .limit(most)
    )
    return [(assignment, cohort) for assignment, cohort in session.exec(query)]


def markers(session: Session) -> list[Person]:
    """Who may mark: instructors and coordinators, in Vietnamese order."""
    found = {
        person.id: person for role in (INSTRUCTOR, COORDINATOR) for person in people.with_role(session, role)
    }  # one who is both comes once
    return sorted(found.values(), key=lambda person: name_key(person.name))


def marking_has_begun(session: Session, assignment_id: int) -> bool:
    """Whether any submission has a mark."""
    query = (
        select(EssayMark.id)
        .join(Submission, col(Submission.id) == EssayMark.submission_id)
        .where(Submission.assignment_id == assignment_id)
    )
    return session.exec(query.limit(1)).first() is not None


def cancel_notices(session: Session, beginning: str) -> int:
    """The notices whose key begins so (it ends with a colon) and that wait do not go out; how many they were."""
    assert beginning.endswith(":")
    return outbox.cancel(session, col(Outbox.key) >= beginning, col(Outbox.key) < f"{beginning[:-1]};")


def call_back(session: Session, cohort_id: int, person_id: int) -> None:
    """What waits for that person about the essays of the class does not go out."""
    for assignment_id in session.exec(select(Assignment.id).where(Assignment.cohort_id == cohort_id)).all():
        for about in OF_CLASS:
            cancel_notices(session, f"essay-{about}:{assignment_id}:{person_id}:")


def told_before(session: Session, beginning: str) -> bool:
    """Whether a notice whose key begins so went out; those that wait are called back."""
    cancel_notices(session, beginning)
    sent = select(Outbox.id).where(col(Outbox.key) >= beginning, col(Outbox.key) < f"{beginning[:-1]};")
    return session.exec(sent.where(Outbox.state != CANCELLED)).first() is not None


def _last_of_programme(session: Session, cohort_id: int) -> Assignment | None:
    """The essay that was last set for a class of the same programme."""
    programme = select(Cohort.programme_id).where(Cohort.id == cohort_id).scalar_subquery()
    query = select(Assignment).join(Cohort, col(Cohort.id) == Assignment.cohort_id)
    query = query.where(col(Cohort.programme_id) == programme, Assignment.state != DRAFT)
    return session.exec(query.order_by(col(Assignment.opened_at).desc(), col(Assignment.id).desc())).first()


def _other_marker(session: Session, last: Assignment, author_id: int) -> int | None:
    """Who marked it beside the author, if two did and they still may."""
    if last.second_marker_id is None:
        return None
    may = {person.id for person in markers(session)} - {author_id}
    return next((one for one in (last.second_marker_id, last.first_marker_id) if one in may), None)


def _remind_anew(assignment: Assignment, now: datetime) -> None:
    """Who is told of a deadline less than a day ahead needs no reminder of it."""
    assert assignment.due_at is not None
    assignment.reminded_at = None if assignment.due_at > now + REMINDED_BEFORE else now
