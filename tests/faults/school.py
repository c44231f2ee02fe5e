"""The centre that the faults happen to: learners who listen, learners in the middle of a quiz, a coordinator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from bot.migrating import ensure_migrated
from bot.settings import Settings
from storage import accounts, broadcasts, chats, cohorts, people, programmes
from storage.broadcasts import SCHEDULED
from storage.chats import Chat
from storage.cohorts import STUDYING, Cohort, Enrolment
from storage.database import Database
from storage.messages import Choice
from storage.people import Person
from storage.quizzes import APPROVED, OPEN, TRUE_FALSE, Attempt, Question, Quiz, QuizQuestion, papers
from storage.vietnamese import fold
from tests.fakes.bot_api import TOKEN

FIRST_CHAT, COORDINATOR = 1_000_000, 2_000_000
QUESTIONS = 200  # more than anybody comes to answer
QUIZ = "Nội quy"

_one_at_a_time = Lock()  # Alembic keeps what it migrates in a variable of its module


@dataclass(frozen=True)
class School:
    """How many there are; the first of the learners are at the first question of the quiz."""

    learners: int = 20
    answering: int = 4
    policy: str = "resend"

    def chat(self, number: int) -> int:
        return FIRST_CHAT + number

    @property
    def answerers(self) -> list[int]:
        return [self.chat(number) for number in range(1, self.answering + 1)]

    @property
    def listeners(self) -> list[int]:
        return [self.chat(number) for number in range(self.answering + 1, self.learners + 1)]


def now() -> datetime:
    """The real time: the bot is a process of its own and asks the real clock too."""
    return datetime.now(UTC)


def founded(url: str, school: School) -> None:
    """The school in a database that is empty."""
    with _one_at_a_time:
        ensure_migrated(Settings(database_url=url, _env_file=None))
    database = Database(url)
    with database.session() as session:
        account = accounts.opened(session, "telegram", TOKEN.partition(":")[0])
        programme = programmes.founded(session, "Bồi dưỡng đảng viên mới")
        cohort = cohorts.founded(session, "DVM-02-2026", programme, now())
        _enrol(session, account.id or 0, cohort, school)
        _appoint(session, account.id or 0)
    database.dispose()


def broadcast(session: Session, text: str, policy: str = "resend") -> int:
    """A broadcast to the whole cohort that is due now: the bot's own tick sends it out."""
    (coordinator,) = people.with_role(session, people.COORDINATOR)
    cohort = cohorts.called(session, "DVM-02-2026")
    assert cohort is not None
    draft = broadcasts.drafted(session, coordinator.id or 0, "cohort", cohort.id or 0, now())
    draft.text, draft.policy, draft.state, draft.send_at = text, policy, SCHEDULED, now()
    return draft.id or 0


def _enrol(session: Session, account_id: int, cohort: Cohort, school: School) -> None:
    quiz = _quiz(session, cohort)
    for number in range(1, school.learners + 1):
        person = people.named(session, f"Học viên số {number:04}", now=now())
        session.add(Enrolment(cohort_id=cohort.id or 0, person_id=person.id or 0, state=STUDYING))
        chat = _chat(session, account_id, school.chat(number), person)
        if number <= school.answering:
            _asked(session, chat, quiz, person)
    session.flush()


def _chat(session: Session, account_id: int, number: int, person: Person) -> Chat:
    chat, _ = chats.open_chat(session, account_id, str(number), language="vi", now=now())
    chat.person_id = person.id
    return chat


def _asked(session: Session, chat: Chat, quiz: Quiz, person: Person) -> None:
    """The person is at the first question, whose buttons stand in the chat."""
    attempt = Attempt(quiz_id=quiz.id or 0, person_id=person.id or 0, number=1, questions=QUESTIONS, started_at=now())
    session.add(attempt)
    session.flush()
    papers.make(session, quiz.id or 0, attempt.id or 0)
    chat.ask("quiz.receive_answer", attempt.id)
    chat.allow([Choice("Đúng", f"/traloi {attempt.id} 1 1"), Choice("Sai", f"/traloi {attempt.id} 1 2")])


def _appoint(session: Session, account_id: int) -> None:
    hoa = people.named(session, "Lê Thị Hoa", now=now())
    people.grant(hoa, people.COORDINATOR)
    _chat(session, account_id, COORDINATOR, hoa)


def _quiz(session: Session, cohort: Cohort) -> Quiz:
    about: dict[str, Any] = {"title": QUIZ, "folded": fold(QUIZ), "state": OPEN}
    quiz = Quiz(cohort_id=cohort.id or 0, opened_at=now(), created_at=now(), **about)
    questions = [
        Question(
            kind=TRUE_FALSE, stem=f"Điều {number} là đúng.", options=["Đúng", "Sai"], key={"right": [0]},
            state=APPROVED, created_at=now(),
        )
        for number in range(1, QUESTIONS + 1)
    ]  # fmt: skip
    session.add_all([quiz, *questions])
    session.flush()
    rows = [
        {"quiz_id": quiz.id, "question_id": question.id, "position": position}
        for position, question in enumerate(questions, 1)
    ]
    session.connection().execute(insert(QuizQuestion), rows)
    return quiz
