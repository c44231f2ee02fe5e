"""Fills an empty database with the sample centre, through the same doors as a coordinator's files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from bot.demo import sample
from handlers.voice import Centre
from storage import chats, cohorts, people, plans, programmes, registration, reminders, rosters, timetables
from storage.cohorts import Cohort
from storage.files.questions import QuestionSheet
from storage.files.roster import Roster, RosterRow
from storage.files.timetable import Timetable
from storage.people import Person
from storage.plans import MonthlyUse
from storage.quizzes import Quiz, attempts, importing
from storage.quizzes.asked import Asked
from storage.quizzes.grading import Given

PLATFORMS = ("telegram", "máy chỉ có chữ", "zalo")  # as the accounts are called, with the name of their bot
HOA_CHAT = "hoa"
MISSING_EVERY = 4  # every so many have not registered yet, so that there are names still missing
BLOCKED_EVERY = 11  # every so many of the registered blocked the bot
ZALO_EVERY = 3  # every so many of the registered are on Zalo
USED = 2641  # messages of the month that the account on Zalo has sent; told at 80 %, and not far from 90
POINTS = (9, 6, 7, 4, 8)  # of ten, of those who have done the quiz


@dataclass(frozen=True, slots=True)
class Accounts:
    """The accounts that people are on: one with buttons, one as on Zalo."""

    buttons: int
    zalo: int


def fill(session: Session, centre: Centre, where: Accounts, now: datetime) -> list[str]:
    """Make the sample centre; the local chats (on the account with buttons) of those who blocked the bot."""
    hoa = people.named(session, sample.HOA, now=now)
    people.grant(hoa, people.COORDINATOR)
    _link(session, where.buttons, HOA_CHAT, hoa, now)
    for name in sample.PROGRAMMES:
        programmes.founded(session, name)
    first = _cohort(session, sample.FIRST_COHORT, sample.PROGRAMMES[0], sample.FIRST_ROSTER, centre, now)
    second = _cohort(session, sample.SECOND_COHORT, sample.PROGRAMMES[1], sample.SECOND_ROSTER, centre, now)
    quiz = _quiz(session, first, hoa, now)
    shown = {sample.LAN.name, sample.MINH.name}
    learners = [
        person
        for cohort in (first, second)
        for person in cohorts.learners(session, cohort.id or 0)
        if person.name not in shown
    ]
    registered = [person for number, person in enumerate(learners, 1) if number % MISSING_EVERY]
    blocked = registered[::BLOCKED_EVERY]
    for number, person in enumerate(registered, 1):
        is_on_zalo = number % ZALO_EVERY == 0 and person not in blocked
        account_id = where.zalo if is_on_zalo else where.buttons
        _link(session, account_id, _chat(person), person, now - timedelta(days=6))
    session.add(
        MonthlyUse(account_id=where.zalo, month=plans.month_of(now, centre.zone), sent=USED, warned="warn"),
    )
    _attempts(session, quiz, [one for one in registered if _studies(session, one, first)], now)
    return [_chat(person) for person in blocked]


def _chat(person: Person) -> str:
    return f"learner-{person.id}"


def _studies(session: Session, person: Person, cohort: Cohort) -> bool:
    return cohorts.enrolment(session, cohort.id or 0, person.id or 0) is not None


def _link(session: Session, account_id: int, chat_id: str, person: Person, now: datetime) -> None:
    chat, _ = chats.open_chat(session, account_id, chat_id, language="vi", now=now)
    chat.last_in_at = now
    registration.consent(session, chat, now)
    registration.link(session, chat, person.id or 0)
    cohorts.register(session, person.id or 0, now)


def _cohort(
    session: Session,
    code: str,
    programme: str,
    learners: list[sample.Learner],
    centre: Centre,
    now: datetime,
) -> Cohort:
    rows = [
        RosterRow(row=number, sheet="", name=one.name, birth=one.birth, unit=one.unit, phone=one.phone)
        for number, one in enumerate(learners, 2)
    ]
    rosters.save(session, rosters.plan(session, Roster(rows, []), code, programme, now), None, now)
    cohort = cohorts.called(session, code)
    assert cohort is not None
    today = now.astimezone(centre.zone).date()
    lessons = Timetable(sample.timetable(code, today), [])
    planned = timetables.plan(session, lessons, cohort, centre.zone, now)
    timetables.save(session, planned, cohort, now)
    reminders.reschedule(session, cohort, centre.zone, now)
    return cohort


def _quiz(session: Session, cohort: Cohort, author: Person, now: datetime) -> Quiz:
    sheet = QuestionSheet(sample.QUESTIONS, [])
    return importing.save(session, importing.plan(session, sheet, cohort, sample.QUIZ), cohort, author.id, now)


def _attempts(session: Session, quiz: Quiz, learners: list[Person], now: datetime) -> None:
    """Some have done the quiz already."""
    began, ended = now - timedelta(hours=2), now - timedelta(hours=1)
    for number, (person, points) in enumerate(zip(learners, POINTS, strict=False)):
        assert person.id is not None
        attempt_id = attempts.begin(session, quiz.id or 0, person.id, began)
        # The later questions are the harder ones, and everybody misses some others.
        missed = _missed(number, len(sample.QUESTIONS) - points)
        for place in range(len(sample.QUESTIONS)):
            where = attempts.place(session, attempt_id, person.id, began)
            assert where is not None
            attempts.answer(session, where, _given(where.asked, right=place not in missed), ended)


def _missed(number: int, count: int) -> list[int]:
    """The places of so many questions that the learner of that number got wrong."""
    return sorted(range(len(sample.QUESTIONS)), key=lambda place: (7 * place + 3 * number) % 10 - place)[:count]


def _given(asked: Asked, *, right: bool) -> Given:
    """A right answer to the question, or a wrong one."""
    match asked.kind:
        case "number":
            return str(asked.key["value"]) if right else "0"
        case "short":
            return str(asked.key["accepted"][0]) if right else "không nhớ"
    key: list[int] = asked.key["right"]
    return key if right else [next(at for at in range(len(asked.options)) if at not in key)]
