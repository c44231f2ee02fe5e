"""Sample questions about the centre's own rules, and a quiz of them opened for a cohort."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from storage import cohorts
from storage.cohorts import WITHDRAWN
from storage.files.questions import QuestionRow, QuestionSheet
from storage.quizzes import Quiz, importing
from tests.centre import Phone, TestCentre

NOTICE = QuestionRow(
    2, "Câu hỏi", "single", "Xin nghỉ học phải báo trước mấy ngày?",
    ["Một ngày", "Hai ngày", "Ba ngày", "Bảy ngày"], [1],
    explanation="Báo trước để xếp buổi học bù.", source="Nội quy lớp học, điều 3",
)  # fmt: skip
BRING = QuestionRow(
    3, "Câu hỏi", "multiple", "Khi đến lớp cần mang những gì?",
    ["Thẻ học viên", "Máy tính xách tay", "Tài liệu", "Quà"], [0, 2],
)  # fmt: skip
PHONES = QuestionRow(
    4, "Câu hỏi", "truefalse", "Trong giờ học được nghe điện thoại.", ["Đúng", "Sai"], [1],
    source="Nội quy lớp học, điều 5",
)  # fmt: skip
ROOM = QuestionRow(
    5, "Câu hỏi", "short", "Lớp học ở đâu?", accepted=["Hội trường tầng 2", "Hội trường tầng hai"]
)  # fmt: skip
HOURS = QuestionRow(6, "Câu hỏi", "number", "Mỗi ngày học mấy giờ?", number=7.5)
RULES = [NOTICE, BRING, PHONES, ROOM, HOURS]


async def opened(
    centre: TestCentre,
    *rows: QuestionRow,
    title: str = "Nội quy lớp học",
    cohort: str = "NTD-03-2026",
    closes_at: datetime | None = None,
    **values: object,
) -> Quiz:
    """A quiz of these questions, open in the cohort; `values` are further columns of it."""

    def open_it(session: Session) -> Quiz:
        into = cohorts.called(session, cohort)
        assert into is not None
        sheet = QuestionSheet([replace(row, row=number) for number, row in enumerate(rows, 2)])
        quiz = importing.save(session, importing.plan(session, sheet, into, title), into, None, centre.now)
        quiz.closes_at = closes_at
        for name, value in values.items():
            setattr(quiz, name, value)
        return quiz

    return await centre.run(open_it)


async def change(centre: TestCentre, quiz: Quiz, **values: object) -> None:
    """Set columns of the quiz."""

    def set_them(session: Session) -> None:
        row = session.get_one(Quiz, quiz.id)
        for name, value in values.items():
            setattr(row, name, value)

    await centre.run(set_them)


async def withdraw(centre: TestCentre, phone: Phone, quiz: Quiz) -> None:
    """The learner does not study in the quiz's cohort any more."""
    person = await phone.person()

    def leave(session: Session) -> None:
        enrolment = cohorts.enrolment(session, quiz.cohort_id, person.id or 0)
        assert enrolment is not None
        enrolment.state = WITHDRAWN

    await centre.run(leave)
