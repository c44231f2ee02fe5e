"""Our database for the bench: registered learners, each with an attempt under way."""

from __future__ import annotations

from sqlmodel import Session

from bot.migrating import ensure_migrated
from bot.settings import Settings
from storage import accounts, cohorts, programmes
from storage.chats import Chat
from storage.cohorts import Cohort, Enrolment
from storage.database import Database
from storage.messages import Choice
from storage.people import Person
from storage.quizzes import APPROVED, OPEN, SINGLE, Attempt, Question, Quiz, QuizQuestion, papers
from storage.vietnamese import fold
from tests.bench.presses import FIRST_CHAT, LEARNERS, NOW, OPTIONS, QUESTIONS, STEM, WHY, our_command
from tests.fakes.bot_api import TOKEN


def ours(url: str) -> None:
    """Our new database: a cohort with a quiz, and learners who are registered and at its first question."""
    ensure_migrated(Settings(database_url=url))
    database = Database(url)
    with database.session() as session:
        account = accounts.opened(session, "telegram", TOKEN.partition(":")[0])
        programme = programmes.founded(session, "Bồi dưỡng đảng viên mới")
        cohort = cohorts.founded(session, "DVM-02-2026", programme, NOW)
        quiz = _quiz(session, cohort)
        _study(session, account.id or 0, cohort.id or 0, quiz.id or 0)
    database.dispose()


def _quiz(session: Session, cohort: Cohort) -> Quiz:
    quiz = Quiz(cohort_id=cohort.id or 0, title="Nội quy", folded="noi quy", state=OPEN, opened_at=NOW, created_at=NOW)
    questions = [
        Question(
            kind=SINGLE, stem=STEM, options=OPTIONS, key={"right": [1]}, explanation=WHY,
            source="Nội quy lớp học (mẫu), điều 3", state=APPROVED, created_at=NOW,
        )
        for _ in range(QUESTIONS)
    ]  # fmt: skip
    session.add_all([quiz, *questions])
    session.flush()
    for position, question in enumerate(questions, 1):
        session.add(QuizQuestion(quiz_id=quiz.id or 0, question_id=question.id or 0, position=position))
    session.flush()
    return quiz


def _study(session: Session, account_id: int, cohort_id: int, quiz_id: int) -> None:
    numbers = range(1, LEARNERS + 1)
    name = "Trần Thị Lan"
    session.add_all(Person(id=one, name=name, folded=fold(name), created_at=NOW) for one in numbers)
    session.flush()
    session.add_all(Enrolment(cohort_id=cohort_id, person_id=one) for one in numbers)
    session.add_all(
        Attempt(id=one, quiz_id=quiz_id, person_id=one, number=1, questions=QUESTIONS, started_at=NOW)
        for one in numbers
    )
    session.flush()
    for one in numbers:
        papers.make(session, quiz_id, one)
    session.add_all(_chat(account_id, one) for one in numbers)


def _chat(account_id: int, number: int) -> Chat:
    """The learner's chat, in which the first question stands."""
    chat = Chat(account_id=account_id, external_id=str(FIRST_CHAT + number), person_id=number, created_at=NOW)
    chat.ask("quiz.receive_answer", number)
    step = chat.step
    chat.offer([Choice(letter, our_command(number, 1, at)) for at, letter in enumerate("ABCD")])
    chat.step = step
    return chat
