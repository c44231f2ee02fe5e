"""What the clock does about essays: reminders, deadlines, and who forgot to press the button."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from handlers.essays import notices
from handlers.voice import Centre
from storage.essays import Assignment, Submission, assignments, gathering, marking

AT_ONCE = 100  # submissions in one transaction


def tick(session: Session, centre: Centre, now: datetime) -> bool:
    """Remind, hand in what the deadline found, ask those who forgot, say who marks no more. True: there is more."""
    for assignment in assignments.to_remind(session, now):
        assignment.reminded_at = now
        notices.remind(session, centre, assignment, now)
    overdue = gathering.overdue(session, now, AT_ONCE)
    for submission in overdue:
        _at_the_deadline(session, centre, submission, now)
    forgotten = gathering.forgotten(session, now, AT_ONCE)
    for submission in forgotten:
        submission.asked_at = now
        notices.unfinished(session, centre, submission, now, "forgotten")
    for assignment, slot, person_id in marking.without_marker(session):
        notices.no_marker(session, centre, assignment, slot, person_id, now)
    session.flush()
    return max(len(overdue), len(forgotten)) == AT_ONCE


def close(session: Session, centre: Centre, assignment: Assignment, now: datetime) -> int:
    """Close it; what was being gathered and is all there is, is handed in. How many these were."""
    handed_in = 0
    for submission in gathering.unfinished(session, assignment.id or 0):
        submission.past_due = True
        if _handed_in_by_itself(session, centre, submission, now, closing=True):
            handed_in += 1
        elif submission.last_at is not None:
            notices.unfinished(session, centre, submission, now, "closed")
    assignments.close(session, assignment)
    session.flush()
    return handed_in


def _at_the_deadline(session: Session, centre: Centre, submission: Submission, now: datetime) -> None:
    submission.past_due = True
    if submission.last_at is None or _handed_in_by_itself(session, centre, submission, now):
        return
    # What was handed in whole before must not give way to something half done: the learner decides.
    submission.asked_at = now
    notices.unfinished(session, centre, submission, now, "kept")


def _handed_in_by_itself(
    session: Session, centre: Centre, submission: Submission, now: datetime, *, closing: bool = False
) -> bool:
    """Hand in what was gathered as of its last part; False when there is nothing, or something else counts."""
    before = gathering.handed_in(session, submission.assignment_id, submission.person_id)
    if submission.last_at is None or before is not None:
        return False
    gathering.hand_in(session, submission, submission.last_at, by_time=True)
    notices.by_time(session, centre, submission, now, closing=closing)
    return True
