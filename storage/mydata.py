"""Everything that is kept about one person, gathered for their own eyes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session, and_, col, or_, select

from storage import chats
from storage.accounts import Account
from storage.audit import Audit
from storage.chats import Chat
from storage.cohorts import Cohort, Enrolment
from storage.essays import Assignment, EssayMark, Submission, SubmissionPart, gathering, marking, standing
from storage.essays.gathering import Counts
from storage.inquiries import Inquiry
from storage.live import LiveAnswer, LiveParticipant, LiveQuestion, LiveQuiz
from storage.outbox import Outbox
from storage.people import Person
from storage.programmes import Programme
from storage.quizzes import Answer, Attempt, Question, Quiz
from storage.registration import Consent
from storage.reviews import ReviewCard, wishes
from storage.units import Unit


@dataclass(frozen=True, slots=True)
class Membership:
    """One enrolment."""

    cohort: str
    programme: str
    unit: str
    state: str
    note: str
    registered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer: the question, what was given, and its points (0 to 1)."""

    question: str
    given: str
    points: float


@dataclass(frozen=True, slots=True)
class Tried:
    """One attempt at a quiz with its answers."""

    quiz: str
    cohort: str
    attempt: Attempt
    answers: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """A question that the person is to go over again, when, and how often they did."""

    stem: str
    due_at: datetime
    reviews: int


@dataclass(frozen=True, slots=True)
class InRoom:
    """A live quiz in which the person was, with their answers."""

    title: str
    cohort: str
    joined_at: datetime
    answers: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class Essay:
    """One essay as it was handed in, or is being gathered: how much of it is kept, what was typed, what was said."""

    title: str
    cohort: str
    submission: Submission
    counts: Counts
    texts: tuple[str, ...]
    files: tuple[str, ...]
    mark: float | None
    comments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """That a message was made for the person, without its text."""

    kind: str
    state: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept; `person` is None for someone who has not registered."""

    person: Person | None
    chats: list[tuple[Chat, str]] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    attempts: list[Tried] = field(default_factory=list)
    lives: list[InRoom] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    review_time: str = ""
    essays: list[Essay] = field(default_factory=list)
    messages: list[Sent] = field(default_factory=list)
    inquiries: list[Inquiry] = field(default_factory=list)
    acts: list[Audit] = field(default_factory=list)


def about(session: Session, person: Person | None, chat: Chat, now: datetime) -> Kept:
    """What is kept about the person, or, when they have not registered, about the chat."""
    person_id = -1 if person is None or person.id is None else person.id
    mine = [chat] if person is None else chats.of_person(session, person_id)
    ids = [one.id or 0 for one in mine]
    platforms = {account.id: account.platform for account in session.exec(select(Account))}
    return Kept(
        person=person,
        chats=[(one, platforms.get(one.account_id, "")) for one in mine],
        consents=_consents(session, person_id, ids),
        memberships=_memberships(session, person_id),
        attempts=_attempts(session, person_id),
        lives=_lives(session, person_id),
        reviews=_reviews(session, person_id),
        review_time="" if (wish := wishes.of_person(session, person_id)) is None else wish.at,
        essays=_essays(session, person_id, now),
        messages=_messages(session, ids),
        inquiries=_inquiries(session, person_id, ids),
        acts=_acts(session, person_id),
    )


def _own(table: type[Consent] | type[Inquiry], person_id: int, chat_ids: Iterable[int]) -> Any:
    # A chat may have been another person's before: what they said in it is not shown to this one.
    nobodys = and_(col(table.person_id).is_(None), col(table.chat_id).in_(list(chat_ids)))
    return or_(col(table.person_id) == person_id, nobodys)


def _consents(session: Session, person_id: int, chat_ids: Iterable[int]) -> list[Consent]:
    mine = _own(Consent, person_id, chat_ids)
    return list(session.exec(select(Consent).where(mine).order_by(col(Consent.id))))


def _memberships(session: Session, person_id: int) -> list[Membership]:
    query = (
        select(Enrolment, Cohort.code, Programme.name, Unit.name)
        .join(Cohort, col(Cohort.id) == Enrolment.cohort_id)
        .join(Programme, col(Programme.id) == Cohort.programme_id)
        .outerjoin(Unit, col(Unit.id) == Enrolment.unit_id)
        .where(Enrolment.person_id == person_id)
        .order_by(col(Enrolment.id))
    )
    return [
        Membership(code, programme, unit or "", one.state, one.note, one.registered_at)
        for one, code, programme, unit in session.exec(query)
    ]


def _attempts(session: Session, person_id: int) -> list[Tried]:
    query = (
        select(Attempt, Quiz.title, Cohort.code)
        .join(Quiz, col(Quiz.id) == Attempt.quiz_id)
        .join(Cohort, col(Cohort.id) == Quiz.cohort_id)
        .where(Attempt.person_id == person_id)
        .order_by(col(Attempt.started_at), col(Attempt.id))
    )
    answers = _answers(session, person_id)
    return [
        Tried(title, code, attempt, tuple(answers.get(attempt.id or 0, ())))
        for attempt, title, code in session.exec(query)
    ]


def _answers(session: Session, person_id: int) -> dict[int, list[Answered]]:
    """The answers by attempt, in the order of the questions."""
    query = (
        select(Answer, Question)
        .join(Attempt, col(Attempt.id) == Answer.attempt_id)
        .join(Question, col(Question.id) == Answer.question_id)
        .where(Attempt.person_id == person_id)
        .order_by(col(Answer.attempt_id), col(Answer.position))
    )
    found: dict[int, list[Answered]] = {}
    for answer, question in session.exec(query):
        given = _in_words(answer.given, question.options)
        found.setdefault(answer.attempt_id, []).append(Answered(question.stem, given, answer.points))
    return found


def _reviews(session: Session, person_id: int) -> list[Review]:
    query = (
        select(Question.stem, ReviewCard.due_at, ReviewCard.reviews)
        .join(ReviewCard, col(ReviewCard.question_id) == Question.id)
        .where(ReviewCard.person_id == person_id)
        .order_by(col(ReviewCard.id))
    )
    return [Review(*row) for row in session.exec(query)]


def _lives(session: Session, person_id: int) -> list[InRoom]:
    query = (
        select(LiveQuiz, Cohort.code, LiveParticipant.joined_at)
        .join(LiveParticipant, col(LiveParticipant.live_id) == LiveQuiz.id)
        .join(Cohort, col(Cohort.id) == LiveQuiz.cohort_id)
        .where(LiveParticipant.person_id == person_id)
        .order_by(col(LiveQuiz.id))
    )
    return [
        InRoom(live.title, code, joined_at, _live_answers(session, live.id or 0, person_id))
        for live, code, joined_at in session.exec(query)
    ]


def _live_answers(session: Session, live_id: int, person_id: int) -> tuple[Answered, ...]:
    same = (col(LiveQuestion.live_id) == LiveAnswer.live_id) & (col(LiveQuestion.position) == LiveAnswer.position)
    query = (
        select(LiveAnswer, Question)
        .join(LiveQuestion, same)
        .join(Question, col(Question.id) == LiveQuestion.question_id)
        .where(LiveAnswer.live_id == live_id, LiveAnswer.person_id == person_id)
        .order_by(col(LiveAnswer.position))
    )
    return tuple(
        Answered(question.stem, _in_words(answer.given, question.options), answer.points + answer.bonus)
        for answer, question in session.exec(query)
    )


def _in_words(given: object, options: list[str]) -> str:
    """What was given: the texts of the picked options, or what was typed."""
    if not isinstance(given, list):
        return str(given)
    return "; ".join(options[pick] for pick in given if isinstance(pick, int) and 0 <= pick < len(options))


def _essays(session: Session, person_id: int, now: datetime) -> list[Essay]:
    query = (
        select(Submission, Assignment.title, Cohort.code)
        .join(Assignment, col(Assignment.id) == Submission.assignment_id)
        .join(Cohort, col(Cohort.id) == Assignment.cohort_id)
        .where(Submission.person_id == person_id)
        .order_by(col(Submission.id))
    )
    return [_essay(session, title, code, submission, now) for submission, title, code in session.exec(query)]


def _essay(session: Session, title: str, code: str, submission: Submission, now: datetime) -> Essay:
    parts: list[SubmissionPart] = gathering.parts(session, submission.id or 0)
    marks: list[EssayMark] = list(marking.given(session, submission.id or 0).values())
    # Before the learner is told of the final mark the markers may still change it, and what they say.
    is_told = standing.is_told(submission, now)
    said = marking.comments(marks) if is_told else []
    mark = submission.mark if is_told else None
    texts = tuple(part.text for part in parts if part.text)
    files = tuple(part.name for part in parts if part.file_id is not None)
    return Essay(title, code, submission, gathering.counts(parts), texts, files, mark, tuple(said))


def _messages(session: Session, chat_ids: Iterable[int]) -> list[Sent]:
    query = (
        select(Outbox.kind, Outbox.state, Outbox.created_at)
        .where(col(Outbox.chat_id).in_(list(chat_ids)))
        .order_by(col(Outbox.id))
    )
    return [Sent(kind, state, created_at) for kind, state, created_at in session.exec(query)]


def _inquiries(session: Session, person_id: int, chat_ids: Iterable[int]) -> list[Inquiry]:
    mine = _own(Inquiry, person_id, chat_ids)
    return list(session.exec(select(Inquiry).where(mine).order_by(col(Inquiry.id))))


def _acts(session: Session, person_id: int) -> list[Audit]:
    mine = or_(col(Audit.subject) == f"person:{person_id}", col(Audit.actor_id) == person_id)
    return list(session.exec(select(Audit).where(mine).order_by(col(Audit.id))))
