"""Which quizzes a learner is offered, going on after an interruption, and quizzes that cannot be done."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from handlers.quiz_notice import announce_opened
from storage import chats, registration
from storage.people import Person
from storage.quizzes import DRAFT, FINISHED, Answer, Attempt, PaperQuestion, Question, Quiz, desk, timing
from tests.centre import MONDAY, Phone, TestCentre
from tests.quizzes import HOURS, NOTICE, PHONES, change, opened, withdraw

FIRST = "Câu 1/2. Trong giờ học được nghe điện thoại."
SECOND = "Câu 2/2. Mỗi ngày học mấy giờ?\n(Xin gõ một số)"
RIGHT = "✓ Đúng.\nNguồn: Nội quy lớp học, điều 5"


async def to_the_second_question(phone: Phone) -> None:
    await phone.says("/tracnghiem")
    phone.hears("Bài “Nội quy lớp học”: 2 câu, được làm 2 lượt, tính điểm cao nhất.\nCần từ 5 điểm để đạt.", "Bắt đầu")
    await phone.picks("Bắt đầu")
    phone.hears(FIRST, "Đúng", "Sai")
    await phone.picks("Sai")
    phone.hears(f"{RIGHT}\n\n{SECOND}")


async def test_nothing_is_open(minh: Phone) -> None:
    await minh.says("/tracnghiem")
    minh.hears("Hiện không có bài trắc nghiệm nào đang mở. Khi có bài mới, trợ lý sẽ báo đồng chí.")


async def test_a_stranger_is_asked_to_register(centre: TestCentre, minh: Phone, stranger: Phone) -> None:
    await opened(centre, PHONES)
    await stranger.says("/tracnghiem")
    stranger.hears("…đăng ký trước, chỉ mất một phút.", "Đăng ký")


async def test_the_list_says_how_each_stands(centre: TestCentre, minh: Phone) -> None:
    await opened(centre, PHONES, title="Bài một")
    await opened(centre, PHONES, HOURS, title="Bài hai")
    await opened(centre, PHONES, title="Bài ba", attempts_allowed=0)
    await minh.says("/tracnghiem")
    minh.hears(
        "Các bài trắc nghiệm đang mở. Xin chọn một bài theo số:\n\n"
        "1. Bài một: chưa làm\n2. Bài hai: chưa làm\n3. Bài ba: chưa làm",
        "1",
        "2",
        "3",
    )
    await minh.picks("1")
    minh.hears("Bài “Bài một”: 1 câu, được làm 2 lượt, tính điểm cao nhất.\nCần từ 5 điểm để đạt.", "Bắt đầu")
    await minh.picks("Bắt đầu")
    await minh.says("sai")
    minh.skips()
    await minh.picks("Các bài khác")
    minh.hears("…1. Bài hai: chưa làm\n2. Bài ba: chưa làm\n3. Bài một: 10 điểm, còn 1 lượt", "1", "2", "3")
    await minh.picks("2")
    minh.hears("Bài “Bài ba”: 1 câu, được làm nhiều lượt, tính điểm cao nhất.\nCần từ 5 điểm để đạt.", "Bắt đầu")
    await minh.picks("Bắt đầu")
    minh.hears("Câu 1/1. Trong giờ học được nghe điện thoại.", "Đúng", "Sai")
    await minh.says("đúng")
    minh.hears(
        "…Đã làm xong bài “Bài ba”: 0 điểm.\nĐúng 0/1 câu.\nChưa đúng: câu 1.\n"
        "Tính điểm cao nhất, hiện là 0. Đồng chí được làm lại.\nChưa đạt: cần từ 5 điểm.",
        "Làm lại",
        "Xem lại câu chưa đúng",
        "Các bài khác",
    )
    await minh.says("/tracnghiem")
    minh.hears("Bài “Bài hai”: 2 câu, được làm 2 lượt, tính điểm cao nhất.\n…", "Bắt đầu", "Các bài khác")
    await minh.picks("Bắt đầu")
    minh.hears(FIRST, "Đúng", "Sai")
    await minh.says("/tracnghiem")
    minh.hears(f"Làm tiếp bài “Bài hai”.\n\n{FIRST}", "Đúng", "Sai")


async def test_quizzes_of_two_classes(centre: TestCentre, minh: Phone) -> None:
    await centre.roster("ĐVM-01-2026", ("Nguyễn Văn Minh", "1988"))
    await centre.roster("KHÁC-01-2026", ("Người Khác", "1988"))
    await opened(centre, PHONES, title="Bài một")
    await opened(centre, PHONES, title="Bài một", cohort="ĐVM-01-2026")
    await opened(centre, PHONES, title="Bài của lớp khác", cohort="KHÁC-01-2026")
    await minh.says("/tracnghiem")
    minh.hears("…\n1. Bài một (NTD-03-2026): chưa làm\n2. Bài một (ĐVM-01-2026): chưa làm", "1", "2")
    await minh.picks("1")
    minh.skips()
    await minh.picks("Bắt đầu")
    minh.skips()
    await minh.says("/huy")
    minh.skips()
    await minh.says("quiz")
    minh.hears("Làm tiếp bài “Bài một”.\n\nCâu 1/1. Trong giờ học được nghe điện thoại.", "Đúng", "Sai")


async def test_an_interrupted_quiz_goes_on_at_the_same_question(centre: TestCentre, minh: Phone) -> None:
    await opened(centre, PHONES, HOURS)
    await to_the_second_question(minh)
    await minh.says("/huy")
    minh.hears("Đã bỏ qua. Gõ /trogiup khi cần.")
    await centre.later(days=1)
    await minh.says("trắc nghiệm tất cả")
    minh.hears("…\n1. Nội quy lớp học: đang làm, câu 2/2", "1")
    await minh.picks("1")
    minh.hears(f"Làm tiếp bài “Nội quy lớp học”.\n\n{SECOND}")
    await minh.says("/huy")
    minh.skips()
    await minh.says("/tracnghiem")
    minh.hears(f"Làm tiếp bài “Nội quy lớp học”.\n\n{SECOND}")
    await minh.says("7,5")
    minh.hears("✓ Đúng.\n\nĐã làm xong bài “Nội quy lớp học”: 10 điểm.…", "Làm lại", "Các bài khác")


async def test_pressing_begin_again_shows_the_question_again(centre: TestCentre, minh: Phone) -> None:
    quiz = await opened(centre, PHONES, HOURS)
    await to_the_second_question(minh)
    await minh.presses(f"/batdau {quiz.id}")
    minh.hears(f"Làm tiếp bài “Nội quy lớp học”.\n\n{SECOND}")


async def closes(centre: TestCentre, quiz: Quiz, how: str) -> None:
    """An hour later it closes by the clock, or by hand."""

    def close(session: Session) -> None:
        row = session.get_one(Quiz, quiz.id)
        if how == "by hand":
            desk.close(session, row, centre.now)
        else:
            row.closes_at = MONDAY + timedelta(hours=1)
            timing.renew(session, row.id or 0)

    if how == "by hand":
        centre.now += timedelta(hours=1)
    await centre.run(close)
    await centre.at(MONDAY + timedelta(hours=1))


@pytest.mark.parametrize("how", ["by hand", "by the clock"])
async def test_a_quiz_that_closes_in_the_middle(centre: TestCentre, minh: Phone, how: str) -> None:
    """What was answered counts, also where time was not limited."""
    quiz = await opened(centre, PHONES, HOURS, attempts_allowed=0)
    await minh.says("/tracnghiem")
    minh.hears("Bài “Nội quy lớp học”: 2 câu, được làm nhiều lượt, tính điểm cao nhất.\n…", "Bắt đầu")
    await minh.picks("Bắt đầu")
    old = minh.hears(FIRST, "Đúng", "Sai").message.choices[0].command
    await minh.says("sai")
    minh.skips()
    await closes(centre, quiz, how)
    minh.hears(
        "Bài “Nội quy lớp học” đã đóng lúc 09:00. Những câu đồng chí đã trả lời được tự động nộp: 5 điểm.\n"
        "Còn 1 câu chưa trả lời.\nĐúng 1/2 câu.\nĐiểm được tính (cao nhất): 5.\nĐạt, xếp loại Trung bình.",
        *("Xem lại câu chưa đúng", "Các bài khác"),
    )
    done = "Đồng chí đã làm xong bài “Nội quy lớp học”, câu trả lời này không tính thêm. Điểm được tính: 5."
    await minh.says("7,5")
    minh.hears(done, "Các bài khác")
    await minh.presses(old)
    minh.hears(done, "Các bài khác")
    closed = "Bài “Nội quy lớp học” đã đóng, không làm được nữa.\nĐiểm được tính: 5."
    await minh.presses(f"/batdau {quiz.id}")
    minh.hears(closed, "Các bài khác")
    await minh.picks("Các bài khác")
    minh.hears("Hiện không có bài trắc nghiệm nào đang mở. Khi có bài mới, trợ lý sẽ báo đồng chí.")


@pytest.mark.parametrize("how", ["by hand", "by the clock"])
async def test_what_was_begun_and_not_answered_was_never_begun(centre: TestCentre, minh: Phone, how: str) -> None:
    quiz = await opened(centre, PHONES, HOURS)
    await minh.says("/tracnghiem")
    minh.skips()
    await minh.picks("Bắt đầu")
    minh.skips()
    await closes(centre, quiz, how)
    minh.hears_nothing()
    await minh.says("sai")
    minh.hears("Bài trắc nghiệm này không dành cho lớp đồng chí đang học.", "Các bài khác")
    assert await centre.run(lambda session: session.exec(select(PaperQuestion)).all()) == []


async def test_the_mark_of_a_closed_quiz_still_counts(centre: TestCentre, minh: Phone) -> None:
    quiz = await opened(centre, PHONES, closes_at=MONDAY + timedelta(hours=1))
    await minh.says("/tracnghiem")
    minh.hears(
        "Bài “Nội quy lớp học”: 1 câu, được làm 2 lượt, tính điểm cao nhất.\nCần từ 5 điểm để đạt.\n"
        "Bài đóng lúc 09:00, Thứ Hai, 23/11/2026.",
        "Bắt đầu",
    )
    await minh.picks("Bắt đầu")
    await minh.says("sai")
    minh.skips()
    await minh.presses(f"/batdau {quiz.id}")
    minh.hears("Câu 1/1. Trong giờ học được nghe điện thoại.\nCòn 60 phút.", "Đúng", "Sai")
    centre.now += timedelta(hours=2)  # before the clock has looked
    await minh.says("sai")
    minh.hears(
        "Bài “Nội quy lớp học” đã đóng, không làm được nữa.\nĐiểm được tính: 10.",
        "Các bài khác",
    )


async def test_a_learner_who_left_the_class(centre: TestCentre, minh: Phone) -> None:
    quiz = await opened(centre, PHONES, HOURS)
    await to_the_second_question(minh)
    await withdraw(centre, minh, quiz)
    await minh.says("7,5")
    minh.hears("Bài trắc nghiệm này không dành cho lớp đồng chí đang học.", "Các bài khác")
    await minh.says("/tracnghiem")
    minh.hears("Hiện không có bài trắc nghiệm nào đang mở. Khi có bài mới, trợ lý sẽ báo đồng chí.")
    await minh.presses(f"/batdau {quiz.id}")
    minh.hears("Bài trắc nghiệm này không dành cho lớp đồng chí đang học.", "Các bài khác")


async def test_drafts_and_questions_that_nobody_approved_reach_no_learner(centre: TestCentre, minh: Phone) -> None:
    quiz = await opened(centre, NOTICE, PHONES, HOURS)

    def take_back(session: Session) -> None:
        session.get_one(Question, 1).state = DRAFT

    await centre.run(take_back)
    await to_the_second_question(minh)
    await change(centre, quiz, state=DRAFT)
    await minh.says("/tracnghiem")
    minh.hears("Hiện không có bài trắc nghiệm nào đang mở. Khi có bài mới, trợ lý sẽ báo đồng chí.")


async def test_nobody_answers_for_another(centre: TestCentre, minh: Phone) -> None:
    binh = await centre.registered("Lê Thị Bình", "1991")
    await opened(centre, PHONES, HOURS)
    await to_the_second_question(minh)
    await binh.presses("/traloi 1 2 1")
    binh.hears("Nút này đã cũ nên không dùng được nữa. Xin xem hướng dẫn để chọn lại.", "Xem hướng dẫn")
    await to_the_second_question(binh)


async def test_learners_hear_of_a_new_quiz_once_and_not_at_night(centre: TestCentre, minh: Phone) -> None:
    binh = await centre.registered("Lê Thị Bình", "1991")
    quiet = await binh.person()
    quiz = await opened(centre, PHONES)

    def announce(session: Session) -> int:
        session.get_one(Person, quiet.id).stopped = True
        return announce_opened(session, centre.about, session.get_one(Quiz, quiz.id), centre.now)

    await centre.later(hours=14)
    assert await centre.run(announce) == 1
    assert await centre.run(announce) == 0
    await centre.deliver()
    minh.hears_nothing()
    await centre.later(hours=9)
    minh.hears("Có bài trắc nghiệm mới: “Nội quy lớp học”.", "Làm bài")
    minh.hears_nothing()
    binh.hears_nothing()
    await opened(centre, HOURS, title="Bài khác")
    await (
        minh.presses(f"/tracnghiem {quiz.id}") if centre.capabilities.buttons else minh.says(f"tracnghiem {quiz.id}")
    )
    minh.hears("Bài “Nội quy lớp học”: 1 câu, được làm 2 lượt, tính điểm cao nhất.\nCần từ 5 điểm để đạt.", "Bắt đầu")
    await minh.says("trắc nghiệm lúc mấy giờ")
    assert "Bài" not in minh.skips()[-1].message.text


async def test_two_chats_of_one_person_at_the_same_moment(centre: TestCentre, minh: Phone) -> None:
    """One attempt, one answer to each question, and nobody's turn fails."""
    await opened(centre, PHONES, HOURS, attempts_allowed=1)
    person, other = await minh.person(), centre.phone("Minh, máy thứ hai")

    def link(session: Session) -> None:
        chat, _ = chats.open_chat(session, other.wire.account_id, other.chat, language="vi", now=centre.now)
        registration.link(session, chat, person.id or 0)

    await centre.run(link)
    for phone in (minh, other):
        await phone.says("/tracnghiem")
    for command in ("/batdau 1", "/traloi 1 1 2", "/traloi 1 1 1"):
        await asyncio.gather(minh.presses(command), other.presses(command))
    await asyncio.gather(minh.says("7,5"), other.says("7,5"))

    def kept(session: Session) -> tuple[list[tuple[float, str]], int]:
        attempts = [(attempt.points, attempt.state) for attempt in session.exec(select(Attempt))]
        return attempts, len(session.exec(select(Answer)).all())

    assert await centre.run(kept) == ([(2.0, FINISHED)], 2)
    for phone in (minh, other):
        assert "“Nội quy lớp học”" in phone.skips()[-1].message.text


@pytest.mark.parametrize("how", ["by hand", "by the clock"])
async def test_a_quiz_that_closes_while_another_is_done(centre: TestCentre, minh: Phone, how: str) -> None:
    """The notice stands beside the question that is open, and what is typed still answers that question."""
    left = await opened(centre, PHONES, HOURS)
    await opened(centre, PHONES, title="Xin nghỉ")
    await minh.says("/tracnghiem")
    minh.skips()
    await minh.picks("1")
    minh.skips()
    await minh.picks("Bắt đầu")
    minh.skips()
    await minh.says("sai")
    minh.skips()
    await minh.says("trắc nghiệm tất cả")
    minh.skips()
    await minh.picks("2")
    minh.skips()
    await minh.picks("Bắt đầu")
    minh.hears("Câu 1/1. Trong giờ học được nghe điện thoại.", "Đúng", "Sai")
    await closes(centre, left, how)
    notice = minh.hears("Bài “Nội quy lớp học” đã đóng lúc 09:00.…", "Xem lại câu chưa đúng", "Các bài khác")
    await minh.says("2")
    minh.hears("✓ Đúng.\n…Đã làm xong bài “Xin nghỉ”: 10 điểm.…", "Làm lại", "Các bài khác")
    await minh.presses(notice.message.choices[0].command)
    minh.hears("…Mỗi ngày học mấy giờ?…")
