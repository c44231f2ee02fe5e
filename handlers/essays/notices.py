"""What learners and markers are told of essays without having asked."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers import coordinators
from handlers.essays import words
from handlers.voice import Centre, Voice
from storage import chats, cohorts, digests, outbox, people, plans
from storage.chats import Chat
from storage.cohorts import Cohort
from storage.essays import Assignment, Submission, assignments, gathering, late_by, marking, standing
from storage.essays import answers as quiz_answers
from storage.messages import Message
from storage.people import COORDINATOR, Person

KIND = "essay"
NOT_AT_ALL = timedelta()


def announce(
    session: Session, centre: Centre, assignment: Assignment, now: datetime, only: Collection[int] | None = None
) -> int:
    """Tell the class that there is an essay to write; how many are told."""
    return _tell_class(session, centre, assignment, "opened", "opened", now, only)


def tell_deadline(session: Session, centre: Centre, assignment: Assignment, now: datetime) -> int:
    """Tell the class of another deadline; how many are told.

    Who has not heard of the essay yet hears of both at once.
    """
    heard, others = _who_heard(session, assignment)
    told = _tell_class(session, centre, assignment, "due", "due-changed", now, heard)
    return told + announce(session, centre, assignment, now, others)


def tell_instructions(session: Session, centre: Centre, assignment: Assignment, now: datetime) -> int:
    """Tell the class that the instructions are others now; how many are told."""
    return _tell_class(session, centre, assignment, "task", "instructions-new", now)


def tell_withdrawal(session: Session, centre: Centre, assignment: Assignment, now: datetime) -> int:
    """Tell those who have heard of the essay that it need not be written; how many are told."""
    heard, _ = _who_heard(session, assignment)
    return _tell_class(session, centre, assignment, "withdrawn", "withdrawn", now, heard)


def remind(session: Session, centre: Centre, assignment: Assignment, now: datetime) -> int:
    """Remind those who have not handed in; called back from whoever does so before it goes out. How many are told."""
    assert assignment.due_at is not None
    text = "reminder" if assignment.due_at > now else "reminder-late"
    return _tell_class(session, centre, assignment, "reminder", text, now, set(standing.missing(session, assignment)))


def tell(
    session: Session,
    centre: Centre,
    person_id: int,
    make: Callable[[Voice], Message],
    key: str,
    now: datetime,
    wait: timedelta = NOT_AT_ALL,
) -> bool:
    """A notice to one person, unless they stopped messages; whether it could be queued."""
    chat = chats.reaching(session, person_id)
    if chat is None or session.get_one(Person, person_id).stopped:
        return False
    return _put(session, centre, chat, make, key, now, now + wait) is not None


def tell_mark(session: Session, centre: Centre, submission: Submission, now: datetime) -> None:
    """Tell the learner the final mark in a while, or that it was corrected; what waits is replaced."""
    beginning = f"essay-mark:{submission.id}:"
    corrected = assignments.told_before(session, beginning)
    if submission.mark is None:
        return
    assignment, final = session.get_one(Assignment, submission.assignment_id), submission.mark
    late = late_by(assignment, submission)
    said = tuple(marking.comments(list(marking.given(session, submission.id or 0).values())))

    def marked(voice: Voice) -> Message:
        key = "essays-mark-corrected" if corrected else "essays-marked"
        head = voice.text(key, title=assignment.title, mark=words.mark(voice, final))
        lateness = [] if late is None else [voice.text("essays-was-late", span=words.span(voice, late))]
        return Message("\n".join([head, *lateness, *words.remarks(voice, said)]))

    tell(session, centre, submission.person_id, marked, beginning + secrets.token_hex(4), now, standing.TOLD_AFTER)


def tell_attempt(session: Session, centre: Centre, answer: quiz_answers.ToMark, now: datetime) -> None:
    """When no essay of the attempt waits any more: tell the learner its mark in a while."""
    beginning = f"essay-attempt:{answer.attempt_id}:"
    corrected = assignments.told_before(session, beginning)
    if not quiz_answers.all_marked(session, answer.attempt_id):
        return
    mark = quiz_answers.attempt(session, answer.attempt_id).mark

    def marked(voice: Voice) -> Message:
        key = "essays-attempt-corrected" if corrected else "essays-attempt-marked"
        look = voice.choice("essays-look-at-quiz", f"/tracnghiem {answer.quiz_id}")
        return voice.say(key, look, title=answer.title, mark=voice.number(mark))

    tell(session, centre, answer.person_id, marked, beginning + secrets.token_hex(4), now, standing.TOLD_AFTER)


def tell_dispute(session: Session, centre: Centre, submission: Submission, marker_id: int, now: datetime) -> None:
    """Where two marks are too far apart the other marker hears so, and the coordinators that it is theirs to decide."""
    assignments.cancel_notices(session, f"essay-disputed:{submission.id}:")  # what waits of an earlier dispute
    if not submission.disputed:
        return
    assignment = session.get_one(Assignment, submission.assignment_id)
    coordinators = {person.id for person in people.with_role(session, COORDINATOR)}

    def to_other(voice: Voice) -> Message:
        return voice.say("essays-disputed-other", title=assignment.title, code=submission.code or "")

    def to_decide(voice: Voice) -> Message:
        decide = voice.choice("essays-mark", "/cham")
        return voice.say("essays-disputed-decide", decide, title=assignment.title, code=submission.code or "")

    others = {assignment.first_marker_id, assignment.second_marker_id} - {marker_id}
    for person_id in (others | coordinators) - {None, submission.person_id}:
        assert person_id is not None
        make = to_decide if person_id in coordinators else to_other
        key = f"essay-disputed:{submission.id}:{secrets.token_hex(4)}"
        tell(session, centre, person_id, make, key, now)


def by_time(session: Session, centre: Centre, submission: Submission, now: datetime, *, closing: bool = False) -> None:
    """The learner hears that what they had gathered was handed in without a press."""
    assignment = session.get_one(Assignment, submission.assignment_id)
    late = late_by(assignment, submission)
    counts = gathering.counts(gathering.parts(session, submission.id or 0))

    def handed_in(voice: Voice) -> Message:
        head = voice.text("essays-by-closing" if closing else "essays-by-time", title=assignment.title)
        look = (voice.choice("essays-look-at-own", f"/thuhoach {assignment.id}"),)
        return Message("\n".join([head, words.receipt(voice, submission, late, counts)]), look)

    tell(session, centre, submission.person_id, handed_in, f"essay-by-time:{submission.id}:", now)


def unfinished(session: Session, centre: Centre, submission: Submission, now: datetime, text: str) -> None:
    """The learner sent parts and has not pressed the button: `forgotten` after a while, `kept` at the deadline.

    `closed`: now they cannot any more.
    """
    assignment = session.get_one(Assignment, submission.assignment_id)
    counts = gathering.counts(gathering.parts(session, submission.id or 0))

    def not_pressed(voice: Voice) -> Message:
        go_on = voice.choice("essays-look-at-own" if text == "closed" else "essays-go-on", f"/thuhoach {assignment.id}")
        contents = words.contents(voice, counts)
        return voice.say(f"essays-unfinished-{text}", go_on, title=assignment.title, contents=contents)

    beginning = f"essay-unfinished:{submission.id}:"
    assignments.cancel_notices(session, beginning)  # one that still waits is out of date
    tell(session, centre, submission.person_id, not_pressed, beginning + secrets.token_hex(4), now)


def _who_heard(session: Session, assignment: Assignment) -> tuple[set[int], set[int]]:
    """The learners but for those for whom the first notice still waits, which is called back; and these."""
    learners = {person.id or 0 for person in cohorts.learners(session, assignment.cohort_id)}
    beginning = f"essay-opened:{assignment.id}:"
    waited = {one for one in learners if assignments.cancel_notices(session, f"{beginning}{one}:")}
    return learners - waited, waited


def _tell_class(
    session: Session,
    centre: Centre,
    assignment: Assignment,
    about: str,
    text: str,
    now: datetime,
    only: Collection[int] | None = None,
) -> int:
    """A notice to each learner of the class who can be reached and did not stop; how many that are.

    Where a plan counts the messages it waits for those of the evening, if it is still of use then.
    """

    def made(voice: Voice) -> Message:
        look = (voice.choice("essays-look", f"/thuhoach {assignment.id}"),) if about != "withdrawn" else ()
        return voice.say(f"essays-{text}", *look, title=assignment.title, due=words.due(voice, assignment))

    assert assignment.due_at is not None
    learners = [person for person in cohorts.learners(session, assignment.cohort_id) if not person.stopped]
    ids = [person.id for person in learners if person.id is not None and (only is None or person.id in only)]
    until = assignment.due_at if assignment.due_at > now else None
    limited, evening_at = plans.limited(session), session.get_one(Cohort, assignment.cohort_id).evening_at
    held = digests.evening(KIND, evening_at, now, centre.zone, until)
    told = 0
    for person_id, chat in chats.reaching_all(session, ids).items():
        key = f"essay-{about}:{assignment.id}:{person_id}:{secrets.token_hex(4)}"
        moment = held if chat.account_id in limited else now
        told += _put(session, centre, chat, made, key, now, moment, until) is not None
    return told


def _put(
    session: Session,
    centre: Centre,
    chat: Chat,
    make: Callable[[Voice], Message],
    key: str,
    now: datetime,
    moment: datetime,
    expires_at: datetime | None = None,
) -> int | None:
    return outbox.put(
        session, chat, make(Voice(centre, chat.language)), now=now, lane=outbox.NOTICE, kind=KIND, key=key,
        not_before=centre.after_quiet(moment), expires_at=expires_at,
    )  # fmt: skip


def no_marker(
    session: Session, centre: Centre, assignment: Assignment, slot: int, person_id: int | None, now: datetime
) -> None:
    """Tell the coordinators, once, that somebody else must mark: whoever was to do it may not any more."""
    cohort = session.get_one(Cohort, assignment.cohort_id).code
    coordinators.tell(
        session, centre, now,
        lambda voice: voice.say(
            "essays-marker-gone", voice.choice("essays-see", f"/thuhoach {assignment.id}"),
            title=assignment.title, cohort=cohort,
        ),
        key=f"essay-no-marker:{assignment.id}:{slot}:{person_id or 0}",
    )  # fmt: skip
