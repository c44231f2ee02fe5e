"""The rules of a quiz as a learner meets them: time, attempts, draws, order, and when answers are shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from storage import stored
from storage.cohorts import Cohort
from storage.files.question_rows import QuestionRow
from storage.quizzes import (
    AFTER_CLOSING,
    APPROVED,
    FINISHED,
    RETIRED,
    Allowance,
    Attempt,
    Draw,
    PaperQuestion,
    Question,
    Quiz,
    QuizQuestion,
    bank,
    desk,
    rows,
    timing,
)
from tests.centre import MONDAY, Phone, TestCentre
from tests.quizzes import HOURS, NOTICE, PHONES, change, opened

LETTERS = ("A", "B", "C", "D")
FIRST = "Xin nghỉ học phải báo trước mấy ngày?\nA. Một ngày\nB. Hai ngày\nC. Ba ngày\nD. Bảy ngày"
RIGHT = "✓ Đúng.\nBáo trước để xếp buổi học bù.\nNguồn: Nội quy lớp học, điều 3"
MATCH = QuestionRow(
    2, "S", "matching", "Ghép việc với người làm.", ["Giáo vụ", "Giảng viên"], [0, 1], lefts=["Điểm danh", "Lên lớp"]
)
MATCH_TEXT = (
    "Câu 1/1. Ghép việc với người làm.\n1. Điểm danh\n2. Lên lớp\nA. Giảng viên\nB. Giáo vụ\n"
    "(Xin ghép mỗi số với một chữ, ví dụ: 1-B, 2-A)\n"
)
ORDER = QuestionRow(2, "S", "ordering", "Xếp theo thứ tự một buổi học.", ["Điểm danh", "Nghe giảng", "Làm bài"])
ESSAY = QuestionRow(3, "S", "essay", "Nêu cảm nghĩ của đồng chí về lớp học.")


async def begin(phone: Phone) -> None:
    await phone.says("/tracnghiem")
    phone.skips()
    await phone.picks("Bắt đầu")


async def test_a_time_limit(centre: TestCentre, minh: Phone) -> None:
    await opened(centre, NOTICE, PHONES, minutes=15)
    await minh.says("/tracnghiem")
    minh.hears(
        "Bài “Nội quy lớp học”: 2 câu, được làm 2 lượt, tính điểm cao nhất.\n"
        "Thời gian làm: 15 phút, tính từ lúc bắt đầu.\nCần từ 5 điểm để đạt.",
        "Bắt đầu",
    )
    await minh.picks("Bắt đầu")
    minh.hears(f"Câu 1/2. {FIRST}\nCòn 15 phút.", *LETTERS)
    await centre.later(minutes=14, seconds=30)
    minh.hears_nothing()
    await minh.picks("B")
    minh.hears(f"{RIGHT}\n\nCâu 2/2. Trong giờ học được nghe điện thoại.\nCòn dưới 1 phút.", "Đúng", "Sai")
    await centre.later(minutes=5)
    minh.hears(
        "Đã hết giờ làm bài “Nội quy lớp học”. Bài được tự động nộp lúc 08:15: 5 điểm.\nCòn 1 câu chưa trả lời.\n"
        "Đúng 1/2 câu.\nTính điểm cao nhất, hiện là 5. Đồng chí còn 1 lượt làm lại.\nĐạt, xếp loại Trung bình.",
        "Làm lại",
        "Xem lại câu chưa đúng",
        "Các bài khác",
    )
    await minh.picks("Xem lại câu chưa đúng")
    minh.hears(
        "Câu 2. Trong giờ học được nghe điện thoại.\nHết giờ nên chưa trả lời.\nĐáp án: Sai\n"
        "Nguồn: Nội quy lớp học, điều 5",
        "Làm lại",
    )
    await minh.picks("Làm lại")  # the time does not run before one has begun
    minh.hears(
        "Đồng chí đã làm xong bài …\nThời gian làm: 15 phút, …", "Làm lại", "Xem lại câu chưa đúng", "Các bài khác"
    )
    await minh.picks("Làm lại")
    minh.hears(f"Câu 1/2. {FIRST}\nCòn 15 phút.", *LETTERS)


async def test_an_answer_after_the_time_hands_the_attempt_in(centre: TestCentre, minh: Phone) -> None:
    """Also when the clock has not come round to it yet."""
    await opened(centre, NOTICE, PHONES, minutes=15)
    await begin(minh)
    minh.skips()
    centre.now = MONDAY + timedelta(minutes=15)
    await minh.says("b")
    minh.hears(
        "Đã hết giờ làm bài “Nội quy lớp học”. Bài được tự động nộp lúc 08:15: 0 điểm.\nCòn 2 câu chưa trả lời.\n"
        "Đúng 0/2 câu.\nTính điểm cao nhất, hiện là 0. Đồng chí còn 1 lượt làm lại.\nChưa đạt: cần từ 5 điểm.",
        "Làm lại",
        "Xem lại câu chưa đúng",
        "Các bài khác",
    )
    await centre.later(minutes=5)
    minh.hears_nothing()


async def test_the_time_ends_when_the_quiz_closes(centre: TestCentre, minh: Phone) -> None:
    await opened(centre, NOTICE, minutes=60, closes_at=MONDAY + timedelta(minutes=20))
    await begin(minh)
    minh.hears(f"Câu 1/1. {FIRST}\nCòn 20 phút.", *LETTERS)
    await centre.later(minutes=20)
    (out,) = minh.skips()
    assert out.message.text.startswith("Đã hết giờ làm bài “Nội quy lớp học”. Bài được tự động nộp lúc 08:20: 0 điểm.")
    assert [choice.label for choice in out.message.choices] == ["Xem lại câu chưa đúng", "Các bài khác"]


async def test_more_time_for_one_learner(centre: TestCentre, minh: Phone) -> None:
    quiz = await opened(centre, NOTICE, minutes=15)
    await begin(minh)
    minh.skips()
    person = await minh.person()

    def allow(session: Session) -> None:
        session.add(Allowance(quiz_id=quiz.id or 0, person_id=person.id or 0, extra_minutes=10))
        session.flush()
        timing.renew(session, quiz.id or 0, person.id)

    await centre.run(allow)
    await centre.later(minutes=24)
    minh.hears_nothing()
    await centre.later(minutes=1)
    assert "nộp lúc 08:25" in minh.skips()[0].message.text


async def test_a_pause_between_two_attempts(centre: TestCentre, minh: Phone) -> None:
    await opened(centre, NOTICE, pause_minutes=60)
    await begin(minh)
    minh.skips()
    await minh.picks("A")
    (out,) = minh.skips()
    assert out.message.text.endswith(
        "Tính điểm cao nhất, hiện là 0. Đồng chí còn 1 lượt làm lại.\n"
        "Lượt sau làm được từ 09:00, Thứ Hai, 23/11/2026.\nChưa đạt: cần từ 5 điểm."
    )
    assert [choice.label for choice in out.message.choices] == ["Xem lại câu chưa đúng", "Các bài khác"]
    await centre.later(minutes=59)
    await minh.says("/tracnghiem 1")
    minh.hears(
        "Đồng chí đã làm xong bài “Nội quy lớp học”.\nĐiểm được tính: 0.\nCòn 1 lượt làm lại, tính điểm cao nhất.\n"
        "Lượt sau làm được từ 09:00, Thứ Hai, 23/11/2026.",
        "Xem lại câu chưa đúng",
        "Các bài khác",
    )
    await centre.later(minutes=1)
    await minh.says("/tracnghiem 1")
    (out,) = minh.skips()
    assert [choice.label for choice in out.message.choices] == ["Làm lại", "Xem lại câu chưa đúng", "Các bài khác"]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ("last", "Tính điểm lượt cuối, hiện là 0."),
        ("first", "Tính điểm lượt đầu, hiện là 10."),
        ("average", "Tính điểm trung bình các lượt, hiện là 5."),
    ],
)
async def test_which_attempt_counts(centre: TestCentre, minh: Phone, counts: str, said: str) -> None:
    await opened(centre, NOTICE, counts=counts, attempts_allowed=3)
    await begin(minh)
    await minh.says("b")
    minh.skips()
    await minh.picks("Làm lại")
    await minh.says("a")
    assert f"{said} Đồng chí còn 1 lượt làm lại." in minh.skips()[-1].message.text


async def test_answers_are_shown_after_closing(centre: TestCentre, minh: Phone) -> None:
    quiz = await opened(centre, NOTICE, feedback=AFTER_CLOSING, attempts_allowed=1)
    await begin(minh)
    minh.skips()
    await minh.picks("A")
    minh.hears(
        "Đã làm xong bài “Nội quy lớp học”: 0 điểm.\nĐúng 0/1 câu.\nĐáp án hiện sau khi bài đóng.\n"
        "Chưa đạt: cần từ 5 điểm.",
        "Các bài khác",
    )
    await minh.says("/tracnghiem 1")
    minh.hears("Đồng chí đã làm xong bài “Nội quy lớp học”.\nĐiểm được tính: 0.", "Các bài khác")
    await change(centre, quiz, closes_at=centre.now)

    await minh.says("/xemlai 1")
    assert "Đáp án: B. Hai ngày" in minh.skips()[0].message.text


async def test_matching(centre: TestCentre, minh: Phone) -> None:
    await opened(centre, MATCH)
    await begin(minh)
    minh.hears(f"{MATCH_TEXT}1 ghép với chữ nào?", "A", "B")
    await minh.picks("B")
    minh.hears(f"{MATCH_TEXT}Đã ghép: 1-B. 2 ghép với chữ nào, hay “Chọn lại”?", "A", "B", "Chọn lại")
    await minh.picks("Chọn lại")
    minh.hears(f"{MATCH_TEXT}1 ghép với chữ nào?", "A", "B")
    await minh.picks("A")
    minh.hears(f"{MATCH_TEXT}Đã ghép: 1-A. 2 ghép với chữ nào, hay “Chọn lại”?", "A", "B", "Chọn lại")
    await minh.picks("A")
    assert minh.skips()[0].message.text.startswith("Đúng một phần. Đáp án: 1-B, 2-A.")


@pytest.mark.parametrize("said", ["1-B, 2-A", "1b 2a", "b a", "B, A", "2-a, 1-b"])
async def test_matching_typed_at_once(centre: TestCentre, minh: Phone, said: str) -> None:
    await opened(centre, MATCH)
    await begin(minh)
    minh.skips()
    await minh.says(said)
    assert minh.skips()[0].message.text.startswith("✓ Đúng.")


async def test_ordering(centre: TestCentre, minh: Phone) -> None:
    await opened(centre, ORDER)
    await begin(minh)
    (out,) = minh.skips()
    shown = [line[3:] for line in out.message.text.split("\n") if line[1:3] == ". "]
    assert sorted(shown) == sorted(ORDER.options) != shown and shown != ORDER.options
    assert out.message.text.endswith("Ý nào đứng đầu?")
    letters = {option: "ABC"[place] for place, option in enumerate(shown)}
    await minh.picks(letters["Điểm danh"])
    (out,) = minh.skips()
    assert out.message.text.endswith(f"Đã xếp: {letters['Điểm danh']}. Tiếp theo là ý nào, hay “Chọn lại”?")
    assert letters["Điểm danh"] not in [choice.label for choice in out.message.choices]
    await minh.picks(letters["Nghe giảng"])
    assert minh.skips()[0].message.text.startswith("✓ Đúng.")


async def test_ordering_typed_at_once(centre: TestCentre, minh: Phone) -> None:
    await opened(centre, ORDER)
    await begin(minh)
    (out,) = minh.skips()
    shown = [line[3:] for line in out.message.text.split("\n") if line[1:3] == ". "]
    await minh.says("A, A, B")
    minh.hears("Xin xếp đủ 3 ý từ A đến C, mỗi ý một lần, ví dụ: C, A, B.", "A", "B", "C")
    await minh.says(", ".join("ABC"[shown.index(option)] for option in ORDER.options))
    assert minh.skips()[0].message.text.startswith("✓ Đúng.")


async def test_numbers_mean_the_same_letters_to_the_end_of_an_ordering(centre: TestCentre, minh: Phone) -> None:
    """Also when a letter before them was taken, and is not offered any more."""
    await opened(centre, replace(ORDER, options=[*ORDER.options, "Ra về"]))
    await begin(minh)
    (out,) = minh.skips()
    shown = [line[3:] for line in out.message.text.split("\n") if line[1:3] == ". "]
    for option in ("Điểm danh", "Nghe giảng", "Làm bài"):
        number = shown.index(option) + 1
        await minh.says(str(number))
    assert minh.skips()[-1].message.text.startswith("✓ Đúng.")


async def test_an_essay_waits_for_the_instructor(centre: TestCentre, minh: Phone) -> None:
    await opened(centre, HOURS, ESSAY)
    await begin(minh)
    minh.skips()
    await minh.says("7,5")
    minh.hears(
        "✓ Đúng.\n\nCâu 2/2. Nêu cảm nghĩ của đồng chí về lớp học.\n(Xin gõ bài viết của đồng chí trong một tin nhắn)"
    )
    await minh.says("Lớp học bổ ích, thầy cô nhiệt tình.")
    minh.hears(
        "✓ Đã nhận bài viết. Giảng viên sẽ chấm câu này.\n\nĐã làm xong bài “Nội quy lớp học”: 5 điểm.\nĐúng 1/2 câu.\n"
        "Giảng viên còn chấm 1 câu tự luận, nên đây là điểm tạm tính.\n"
        "Tính điểm cao nhất, hiện là 5. Đồng chí còn 1 lượt làm lại.",
        "Làm lại",
        "Các bài khác",
    )


async def test_each_attempt_draws_its_own_questions(centre: TestCentre, minh: Phone) -> None:
    quiz = await opened(centre, NOTICE, attempts_allowed=0)

    def fill(session: Session) -> None:
        programme = session.exec(select(Cohort.programme_id)).one()
        for number in range(20):
            question = Question(
                programme_id=programme, kind="truefalse", stem=f"Câu {number}", options=["Đúng", "Sai"],
                key={"right": [0]}, chapter="Chương 1" if number < 10 else "Chương 2",
                state=APPROVED if number % 5 else RETIRED, created_at=MONDAY,
            )  # fmt: skip
            session.add(question)
        session.add_all([
            Draw(quiz_id=quiz.id or 0, count=3, chapter="Chương 1"),
            Draw(quiz_id=quiz.id or 0, count=99, chapter="Chương 2"),
        ])  # fmt: skip

    await centre.run(fill)
    await begin(minh)

    def paper(session: Session) -> list[str]:
        query = select(Question.chapter).join(PaperQuestion).order_by(col(PaperQuestion.position))
        return list(session.exec(query))

    assert await centre.run(paper) == ["", *["Chương 1"] * 3, *["Chương 2"] * 8]
    assert minh.skips()[0].message.text.startswith("Câu 1/12. ")


async def test_options_are_shuffled_and_the_letters_follow(centre: TestCentre, minh: Phone) -> None:
    options = ["Thẻ", "Vở", "Bút", "Cả A, B và C"]
    row = QuestionRow(2, "S", "single", "Khi đến lớp mang gì?", options, [1])
    await opened(centre, row, attempts_allowed=0, shuffle_options=True)
    seen = set()
    await begin(minh)
    for _ in range(6):
        text = minh.skips()[-1].message.text
        shown = [line[3:] for line in text.split("\n") if line[1:3] == ". "]
        assert shown[3] == "Cả A, B và C"
        seen.add(tuple(shown))
        letter = "ABCD"[shown.index("Vở")]
        await minh.says(letter)
        assert minh.skips()[0].message.text.startswith("✓ Đúng.")
        await minh.picks("Làm lại")
    assert len(seen) > 1


async def test_a_picture_comes_with_its_question(centre: TestCentre, minh: Phone) -> None:
    quiz = await opened(centre, NOTICE)

    def add(session: Session) -> None:
        link = session.exec(select(QuizQuestion).where(QuizQuestion.quiz_id == quiz.id)).one()
        session.get_one(Question, link.question_id).picture_id = stored.keep(session, "lop.png", b"\x89PNG", MONDAY)

    await centre.run(add)
    await begin(minh)
    out = minh.skips()[-1]
    assert out.message.file is not None and out.message.file.name == "lop.png"
    assert not minh.wire.capabilities.files or out.content == b"\x89PNG"


async def test_what_was_handed_in_by_time_is_finished(centre: TestCentre, minh: Phone) -> None:
    await opened(centre, NOTICE, PHONES, minutes=15)
    await begin(minh)
    minh.skips()
    await centre.later(minutes=16)
    minh.skips()

    def attempt(session: Session) -> Attempt:
        return session.exec(select(Attempt)).one()

    done = await centre.run(attempt)
    assert (done.state, done.by_time, done.points, done.questions) == (FINISHED, True, 0.0, 2)
    assert done.finished_at == MONDAY + timedelta(minutes=15)


async def retire(centre: TestCentre, row: QuestionRow) -> None:
    def taken_out(session: Session) -> None:
        bank.retire(session.exec(select(Question).where(Question.stem == row.stem)).one())

    await centre.run(taken_out)


async def test_the_questions_that_were_left_are_taken_out(centre: TestCentre, minh: Phone) -> None:
    """What was answered is the attempt: nobody stays in one that has no question any more."""
    await opened(centre, NOTICE, PHONES, HOURS)
    await begin(minh)
    minh.skips()
    await minh.picks("A")
    minh.skips()
    await retire(centre, PHONES)
    await retire(centre, HOURS)
    await minh.says("đúng")
    minh.hears(
        "Các câu còn lại vừa được bỏ khỏi bài, nên lượt này tính những câu đã trả lời.\n\n"
        "Đã làm xong bài “Nội quy lớp học”: 0 điểm.\nĐúng 0/1 câu.\nChưa đúng: câu 1.\n"
        "Tính điểm cao nhất, hiện là 0. Đồng chí còn 1 lượt làm lại.\nChưa đạt: cần từ 5 điểm.",
        "Làm lại",
        "Xem lại câu chưa đúng",
        "Các bài khác",
    )


async def test_an_attempt_of_which_nothing_was_answered_and_nothing_is_left_costs_no_try(
    centre: TestCentre, minh: Phone
) -> None:
    quiz = await opened(centre, PHONES, attempts_allowed=1)
    await begin(minh)
    minh.skips()
    await retire(centre, PHONES)
    await minh.says("/tracnghiem")
    minh.hears("Hiện không có bài trắc nghiệm nào đang mở. Khi có bài mới, trợ lý sẽ báo đồng chí.")

    def another(session: Session) -> None:
        question = rows.question(HOURS)
        question.state, question.approved_at, question.created_at = APPROVED, centre.now, centre.now
        session.add(question)
        session.flush()
        session.add(QuizQuestion(quiz_id=quiz.id or 0, question_id=question.id or 0, position=2))

    await centre.run(another)
    await minh.says("/tracnghiem")
    minh.hears(
        "Các câu của lượt này vừa được bỏ khỏi bài “Nội quy lớp học”. Lượt này không tính, mời đồng chí làm lại.",
        "Làm lại",
    )
    await minh.picks("Làm lại")
    minh.hears("Câu 1/1. Mỗi ngày học mấy giờ?\n(Xin gõ một số)")


async def test_closing_by_hand_hands_in_what_has_a_time_limit(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    """Also of whoever has more time than the others; and nobody is first told that it does not count."""
    quiz = await opened(centre, NOTICE, PHONES, minutes=15)
    person = await minh.person()

    def allow(session: Session) -> None:
        desk.allow(session, session.get_one(Quiz, quiz.id), person.id or 0, closes_at=MONDAY + timedelta(days=2))

    await centre.run(allow)
    await begin(minh)
    await minh.says("b")
    minh.skips()
    await hoa.presses("/kiemtra 1")
    for _ in range(2):
        hoa.skips()
        await hoa.picks("Đóng bài")
    await minh.says("sai")
    minh.hears(
        "Đã hết giờ làm bài “Nội quy lớp học”. Bài được tự động nộp lúc 08:00: 5 điểm.\nCòn 1 câu chưa trả lời.\n"
        "Đúng 1/2 câu.\nĐiểm được tính (cao nhất): 5.\nĐạt, xếp loại Trung bình.",
        "Xem lại câu chưa đúng",
        "Các bài khác",
    )
    await centre.later(minutes=20)
    minh.hears_nothing()


async def test_answers_are_not_shown_while_somebody_may_still_do_it(centre: TestCentre, minh: Phone) -> None:
    lan = await centre.registered("Trần Thị Lan", "1992")
    closes = MONDAY + timedelta(hours=2)
    quiz = await opened(centre, NOTICE, feedback=AFTER_CLOSING, attempts_allowed=2, closes_at=closes)
    person = await lan.person()

    def allow(session: Session) -> None:
        desk.allow(session, session.get_one(Quiz, quiz.id), person.id or 0, closes_at=MONDAY + timedelta(days=2))

    await centre.run(allow)
    for phone in (minh, lan):
        await begin(phone)
        await phone.says("a")
        phone.skips()
    await centre.at(MONDAY + timedelta(hours=3))
    await minh.says("/xemlai 1")
    minh.hears("Đáp án bài “Nội quy lớp học” hiện sau khi bài đóng với cả lớp.", "Các bài khác")
    for phone in (minh, lan):
        await phone.says("/ontap")
        assert phone.skips()[0].message.text.startswith("Đồng chí chưa có câu nào cần ôn.")
    await centre.at(MONDAY + timedelta(days=2, hours=1))
    minh.hears("Bài “Nội quy lớp học” đã đóng. Điểm của đồng chí: 0.", "Xem lại câu chưa đúng")
    await minh.says("/ontap")
    assert minh.skips()[0].message.text.startswith("Có 1 câu nên ôn hôm nay")


async def test_a_quiz_whose_questions_were_all_taken_out(centre: TestCentre, minh: Phone) -> None:
    quiz = await opened(centre, PHONES)

    def retire(session: Session) -> None:
        session.add(Draw(quiz_id=quiz.id or 0, count=1))
        for question in session.exec(select(Question)):
            question.state = RETIRED

    await minh.says("/tracnghiem")
    minh.skips()
    await centre.run(retire)
    await minh.picks("Bắt đầu")
    minh.hears("Bài “Nội quy lớp học” hiện không có câu hỏi nào. Xin đồng chí làm lại vào lúc khác.", "Các bài khác")
    assert not await centre.run(lambda session: session.exec(select(Attempt)).all())


async def test_what_was_left_of_a_begun_try_is_taken_out(centre: TestCentre, minh: Phone) -> None:
    """The last question was retired while the learner had it before them: what they have is handed in."""
    await opened(centre, NOTICE, PHONES)
    await minh.says("/tracnghiem")
    minh.skips()
    await minh.picks("Bắt đầu")
    await minh.says("b")
    minh.skips()

    def retire(session: Session) -> None:
        session.exec(select(Question).where(Question.stem == PHONES.stem)).one().state = RETIRED

    await centre.run(retire)
    await minh.says("sai")
    minh.hears(
        "Các câu còn lại vừa được bỏ khỏi bài, nên lượt này tính những câu đã trả lời.\n\n"
        "Đã làm xong bài “Nội quy lớp học”: 10 điểm.\nĐúng 1/1 câu.…",
        *("Làm lại", "Các bài khác"),
    )
    done = await centre.run(lambda session: session.exec(select(Attempt)).one())
    assert (done.state, done.points, done.questions) == (FINISHED, 1.0, 1)
