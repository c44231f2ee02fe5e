"""Versions, approval and opening: nothing that was not approved is asked, and nothing is opened that asks nothing."""

from __future__ import annotations

from dataclasses import replace

from sqlmodel import Session, select

from storage import programmes
from storage.cohorts import Cohort
from storage.database import Database
from storage.files import question_text
from storage.files.question_rows import Picture, QuestionRow, QuestionSheet
from storage.quizzes import (
    APPROVED,
    DRAFT,
    OPEN,
    REPLACED,
    RETIRED,
    Attempt,
    Draw,
    Question,
    Quiz,
    QuizQuestion,
    approval,
    bank,
    importing,
    papers,
    rows,
    versions,
)
from tests.quizzes import NOTICE, PHONES
from tests.storage import school
from tests.storage.school import NOW


def brought(session: Session, cohort: Cohort, *read: QuestionRow, approve: bool = True, title: str = "Nội quy") -> Quiz:
    """The quiz of that title with these questions from a file."""
    sheet = QuestionSheet([replace(row, row=number) for number, row in enumerate(read, 2)])
    plan = importing.plan(session, sheet, cohort, title)
    return importing.save(session, plan, cohort, None, NOW, approve=approve, file="a.txt")


def questions(session: Session) -> list[Question]:
    return sorted(session.exec(select(Question)), key=lambda one: one.id or 0)


def changed(session: Session, old: Question, stem: str = "Xin nghỉ phải báo trước mấy ngày?") -> Question:
    """The next version of the question, a draft unless it is approved."""
    return versions.add(session, old, replace(rows.row(old), stem=stem), None, NOW)


def asked(session: Session, quiz: Quiz) -> list[int]:
    return [one.id for one in papers.fixed(session, quiz.id or 0)]


def begin(session: Session, quiz: Quiz, cohort: Cohort) -> None:
    lan = school.learner(session, "Trần Thị Lan", cohort)
    session.add(Attempt(quiz_id=quiz.id or 0, person_id=lan.id or 0, number=1, questions=1, started_at=NOW))
    session.flush()


def test_a_draft_that_was_corrected_is_never_asked(database: Database) -> None:
    with database.session() as session:
        cohort = school.cohort(session)
        brought(session, cohort, NOTICE, PHONES, approve=False)
        first, second = questions(session)
        approval.approve(session, [second], None, NOW)
        quiz = session.exec(select(Quiz)).one()
        begin(session, quiz, cohort)
        new = changed(session, first)
        assert (first.state, new.state) == (REPLACED, DRAFT)
        assert asked(session, quiz) == [second.id]
        approval.approve(session, [new], None, NOW)
        assert asked(session, quiz) == [new.id, second.id]
        session.add(QuizQuestion(quiz_id=quiz.id or 0, question_id=first.id or 0, position=9))
        session.flush()
        assert asked(session, quiz) == [new.id, second.id]


def test_a_quiz_that_somebody_began_keeps_what_it_asked(database: Database) -> None:
    with database.session() as session:
        cohort = school.cohort(session)
        begun, other = (brought(session, cohort, NOTICE, title=title) for title in ("Bài một", "Bài hai"))
        (old,) = questions(session)
        begin(session, begun, cohort)
        new = changed(session, old)
        approval.approve(session, [new], None, NOW)
        assert (asked(session, begun), asked(session, other)) == ([old.id], [new.id])


def test_a_quiz_with_two_versions_of_a_question_keeps_the_new_one_once(database: Database) -> None:
    with database.session() as session:
        quiz = brought(session, school.cohort(session), NOTICE, PHONES)
        old, _ = questions(session)
        new = changed(session, old)
        session.add(QuizQuestion(quiz_id=quiz.id or 0, question_id=new.id or 0, position=3))
        session.flush()
        approval.approve(session, [new], None, NOW)
        assert sorted(asked(session, quiz)) == [2, new.id]


def test_of_two_versions_approved_together_the_later_one_is_asked(database: Database) -> None:
    with database.session() as session:
        quiz = brought(session, school.cohort(session), NOTICE)
        (old,) = questions(session)
        one, two = changed(session, old, "Báo trước mấy ngày?"), changed(session, old, "Phải báo trước mấy ngày?")
        approval.approve(session, [two, one], None, NOW)
        assert [question.state for question in (old, one, two)] == [REPLACED, REPLACED, APPROVED]
        assert [question.version for question in (old, one, two)] == [1, 2, 3]
        assert asked(session, quiz) == [two.id]


def test_a_retired_version_does_not_come_back_beside_the_new_one(database: Database) -> None:
    with database.session() as session:
        quiz = brought(session, school.cohort(session), NOTICE)
        (old,) = questions(session)
        new = changed(session, old)
        bank.retire(old)
        approval.approve(session, [new], None, NOW)
        assert (old.state, asked(session, quiz)) == (REPLACED, [new.id])


def test_a_file_approves_the_drafts_that_it_brings_again(database: Database) -> None:
    with database.session() as session:
        cohort = school.cohort(session)
        assert brought(session, cohort, NOTICE, approve=False, title="Bài một").state == DRAFT
        quiz = brought(session, cohort, NOTICE, title="Bài hai")
        (question,) = questions(session)
        assert (question.state, quiz.state, asked(session, quiz)) == (APPROVED, OPEN, [question.id])


def test_a_quiz_without_a_question_to_ask_is_not_ready(database: Database) -> None:
    with database.session() as session:
        cohort = school.cohort(session)
        quiz = brought(session, cohort, NOTICE, approve=False)
        (question,) = questions(session)
        assert approval.ready(session) == []
        approval.approve(session, [question], None, NOW)
        assert approval.ready(session) == [(quiz, cohort)]
        bank.retire(question)
        session.flush()
        assert approval.ready(session) == []
        session.add(Draw(quiz_id=quiz.id or 0, count=1))
        session.flush()
        assert (approval.ready(session), papers.can_ask(session, quiz)) == ([], False)
        question.state = APPROVED
        session.flush()
        assert approval.ready(session) == [(quiz, cohort)]


def test_changed_questions_come_in_the_order_of_their_file(database: Database) -> None:
    with database.session() as session:
        cohort = school.cohort(session)
        quiz = brought(session, cohort, NOTICE, PHONES)
        brought(session, cohort, replace(NOTICE, key=[0]), replace(PHONES, key=[0]))
        assert [one.state for one in questions(session)] == [REPLACED, REPLACED, APPROVED, APPROVED]
        assert asked(session, quiz) == [3, 4]
        other = programmes.founded(session, "Sơ cấp")
        assert bank.current(session, other.id or 0, states=(APPROVED, REPLACED, RETIRED)) == []


def test_lines_that_are_no_questions_are_not_counted_as_refused(database: Database) -> None:
    with database.session() as session:
        sheet = question_text.read_text("Trang bìa\nCâu 1: Một?\nA. a\n*B. b\nHẾT\nGiám đốc\nCâu 2: Hai?\nA. a\nB. b")
        assert [problem.key for problem in sheet.problems] == ["text-stray", "text-stray", "key-missing"]
        assert importing.plan(session, sheet, school.cohort(session), "").refused == 1


def test_questions_that_differ_in_their_picture_are_different(database: Database) -> None:
    plain = QuestionRow(0, "", "single", "Biển này là gì?", ["Cấm", "Cho phép"], [0])
    stop, go = (replace(plain, picture=Picture(f"{name}.png", b"\x89PNG" + name.encode())) for name in ("a", "b"))
    with database.session() as session:
        cohort = school.cohort(session)

        def counts(*read: QuestionRow, title: str = "Biển báo") -> tuple[int, int, int, int]:
            sheet = QuestionSheet([replace(row, row=number) for number, row in enumerate(read, 2)])
            plan = importing.plan(session, sheet, cohort, title)
            return plan.new, plan.changed, plan.known, plan.same

        assert counts(stop, go, stop) == (2, 0, 0, 1)
        brought(session, cohort, stop, go, title="Biển báo")
        assert counts(stop, go) == (0, 0, 0, 2)
        assert counts(go, stop, title="") == (0, 0, 0, 2)
        assert counts(plain) == (0, 0, 0, 1)  # a format without pictures takes none away
        brought(session, cohort, plain, title="Chữ")
        assert [one.picture_id for one in questions(session)] == [1, 2]  # known from the bank
        other = replace(plain, picture=Picture("c.png", b"\x89PNGc"))
        assert counts(other, go) == (0, 1, 0, 1)


async def test_one_chapter_in_two_spellings_is_one(database: Database) -> None:
    def both(session: Session) -> None:
        cohort = school.cohort(session)
        brought(session, cohort, replace(NOTICE, chapter="Chương 1. Nội quy"))
        later = replace(PHONES, chapter="CHƯƠNG 1: NỘI QUY")
        brought(session, cohort, later, title="Bài hai")
        assert [one.chapter for one in questions(session)] == ["Chương 1. Nội quy"] * 2
        again = importing.plan(session, QuestionSheet([later]), cohort, "Bài hai")
        assert (again.same, again.changes_something) == (1, False)
        assert _chapter(session, cohort, "Chương 10. Nội quy") == "Chương 10. Nội quy"

    await database.run(both)


def _chapter(session: Session, cohort: Cohort, written: str) -> str:
    brought(session, cohort, replace(NOTICE, stem=written, chapter=written), title=written)
    return questions(session)[-1].chapter
