"""`/thongke`: how a quiz went, as an instructor reads it."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest
from sqlmodel import Session, col, select

from storage import cohorts, people
from storage.cohorts import Enrolment
from storage.quizzes import Answer, Attempt, Question, attempts
from tests.centre import MONDAY, Phone, TestCentre
from tests.quizzes import NOTICE, PHONES, ROOM, opened


@pytest.fixture
async def hoa(centre: TestCentre, minh: Phone) -> Phone:
    return await centre.coordinator()


async def six_do_it(centre: TestCentre) -> None:
    """Six learners: everybody takes the wrong B of the first question, half of them the right one of the second."""
    await opened(centre, NOTICE, PHONES, ROOM, title="Ôn tập")

    def do(session: Session) -> None:
        cohort = cohorts.called(session, "NTD-03-2026")
        assert cohort is not None
        for number in range(6):
            person = people.named(session, f"Học viên {number}", now=MONDAY)
            session.add(Enrolment(cohort_id=cohort.id or 0, person_id=person.id or 0))
            session.flush()
            attempt_id = attempts.begin(session, 1, person.id or 0, MONDAY)
            given = (
                [2] if number < 5 else [1],
                [1] if number < 3 else [0],
                "hội trường tầng 2" if number < 3 else "sân",
            )
            for one in given:
                where = attempts.place(session, attempt_id, person.id or 0, MONDAY)
                assert where is not None
                attempts.answer(session, where, one, MONDAY)

    await centre.run(do)


async def test_a_quiz_in_figures(centre: TestCentre, hoa: Phone) -> None:
    await hoa.says("/thongke")
    hoa.hears("Lớp NTD-03-2026 chưa có ai làm xong bài trắc nghiệm nào.")
    await six_do_it(centre)
    await hoa.says("thong ke")
    hoa.hears("Thống kê bài nào của lớp NTD-03-2026?\n\n1. Ôn tập: 6 người đã làm", "1")
    await hoa.picks("1")
    out = hoa.hears("Bài “Ôn tập”: điểm của lớp và tỉ lệ đúng của từng câu (màu đỏ: nên xem lại).")
    assert out.content is None or out.content.startswith(b"\x89PNG")
    # Totals 2 2 2 0 0 1 of 3: mean 7/18, median 1.5/3, variance of the totals 29/30.
    hoa.hears(
        "Bài “Ôn tập”, lượt được tính điểm: 6 lượt.\nĐiểm trung bình 3,9, một nửa lớp từ 5 trở lên.\n"
        "Độ lệch chuẩn 3,3 điểm.\nĐộ tin cậy thấp: điểm còn phụ thuộc nhiều vào may rủi.\n"
        "Mới có 6 lượt, các con số này chưa nói được nhiều.\n\n"
        "Nên xem lại các câu:\n"
        "1. Câu 1: Một ý sai được chọn nhiều hơn ý đúng: đáp án có thể nhầm.",
        *("1", "Xem từng câu", "Chỉ tính lượt đầu", "Bảng Excel"),
    )
    await hoa.picks("1")
    hoa.hears(
        "Câu 1/3. Xin nghỉ học phải báo trước mấy ngày?\nA. Một ngày\n 0 %\nB. Hai ngày ✓\n▇▇ 17 %\n"
        "C. Ba ngày\n▇▇▇▇▇▇▇▇▇▇ 83 %\nD. Bảy ngày\n 0 %\nĐúng 17 % trong 6 lượt.\n"
        "Độ phân biệt: -45 % (càng cao, câu càng tách rõ ai nắm bài).\n"
        "Hiệu quả phân biệt: -100 %.\nMột ý sai được chọn nhiều hơn ý đúng: đáp án có thể nhầm.\n"
        "Người giỏi lại sai nhiều hơn: xem lại đáp án và cách hỏi.\nRất ít người đúng.\n"
        "Có ý không ai chọn, nên thay ý khác.",
        *("Câu sau", "Sửa đáp án", "Câu có lỗi", "Quay lại"),
    )
    await hoa.picks("Câu sau")
    hoa.skips()
    await hoa.picks("Câu sau")
    hoa.hears(
        "Câu 3/3. Lớp học ở đâu?\nĐáp án: Hội trường tầng 2\n• hội trường tầng 2 ✓: 3\n• sân: 3\n"
        "Đúng 50 % trong 6 lượt.\n"
        "Độ phân biệt: 71 % (càng cao, câu càng tách rõ ai nắm bài).\nHiệu quả phân biệt: 100 %.",
        *("Câu trước", "Sửa đáp án", "Câu có lỗi", "Quay lại"),
    )


async def test_the_gravest_first_and_a_number_is_the_place_in_the_list(centre: TestCentre, hoa: Phone) -> None:
    await opened(centre, PHONES, ROOM, NOTICE, title="Ôn tập")

    def do(session: Session) -> None:
        for number in range(6):
            person = people.named(session, f"Học viên {number}", now=MONDAY).id or 0
            session.add(Enrolment(cohort_id=1, person_id=person))
            session.flush()
            attempt_id = attempts.begin(session, 1, person, MONDAY)
            for given in ([1], "sân" if number else "hội trường tầng 2", [2]):
                where = attempts.place(session, attempt_id, person, MONDAY)
                assert where is not None
                attempts.answer(session, where, given, MONDAY)

    await centre.run(do)
    await hoa.says("/thongke 1")
    assert hoa.skips()[-1].message.text.endswith(
        "Nên xem lại các câu:\n1. Câu 3: Một ý sai được chọn nhiều hơn ý đúng: đáp án có thể nhầm.\n"
        "2. Câu 2: Rất ít người đúng.\n3. Câu 1: Gần như ai cũng đúng."
    )
    await hoa.picks("1")
    assert hoa.skips()[0].message.text.startswith("Câu 3/3.")
    await hoa.picks("Quay lại")
    hoa.skips()
    await hoa.picks("Xem từng câu")
    assert hoa.skips()[0].message.text.startswith("Câu 1/3.")


async def test_everything_as_excel(centre: TestCentre, hoa: Phone) -> None:
    await six_do_it(centre)
    await hoa.says("/thongke 1")
    hoa.skips()
    await hoa.picks("Bảng Excel")
    out = hoa.hears("Thống kê bài “Ôn tập”.")
    if out.content is not None:
        book = openpyxl.load_workbook(io.BytesIO(out.content))
        assert book.sheetnames == ["Tổng quan", "Phổ điểm", "Câu hỏi", "Phương án", "Học viên"]
        figures = {row[0]: row[1] for row in book["Tổng quan"].iter_rows(min_row=5, values_only=True)}
        assert figures["Số lượt"] == 6 and figures["Điểm trung bình"] == pytest.approx(70 / 18)
        names = {cell for row in book["Câu hỏi"].iter_rows(values_only=True) for cell in row}
        assert not any(isinstance(name, str) and name.startswith("Học viên") for name in names)


async def test_older_quizzes_and_far_questions_are_found(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    rows = [replace(NOTICE, stem=f"Câu hỏi số {number}?") for number in range(1, 13)]
    for number in range(1, 12):
        await opened(centre, *(rows if number == 1 else rows[:1]), title=f"Bài {number}")

    def do(session: Session) -> None:
        person = people.with_name(session, "Nguyễn Văn Minh")[0].id or 0
        for number in range(1, 12):
            attempt_id = attempts.begin(session, number, person, MONDAY)
            while (where := attempts.place(session, attempt_id, person, MONDAY)) is not None:
                attempts.answer(session, where, [1], MONDAY)

    await centre.run(do)
    await hoa.says("/thongke")
    hoa.skips()
    await hoa.picks("Các bài trước")
    hoa.hears("Thống kê bài nào của lớp NTD-03-2026?\n\n1. Bài 1: 1 người đã làm", "1")
    await hoa.picks("1")
    hoa.skips()
    await hoa.picks("Xem từng câu")
    hoa.skips()
    await hoa.picks("Câu 11")
    assert hoa.skips()[0].message.text.startswith("Câu 11/12. Câu hỏi số 11?")


async def test_few_attempts_say_little(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await opened(centre, NOTICE, title="Ôn tập")
    await minh.says("/tracnghiem")
    minh.skips()
    await minh.picks("Bắt đầu")
    await minh.says("a")
    await hoa.says("/thongke 1")
    assert hoa.skips()[-1].message.text == (
        "Bài “Ôn tập”, lượt được tính điểm: 1 lượt.\nĐiểm trung bình 0, một nửa lớp từ 0 trở lên.\n"
        "Mới có 1 lượt, các con số này chưa nói được nhiều."
    )


async def test_a_learner_sees_none_of_it(centre: TestCentre, minh: Phone) -> None:
    await six_do_it(centre)
    for command in ("/thongke", "/thongke 1", "/tk 1 counting"):
        await minh.presses(command)
        assert not any("trung bình" in out.message.text for out in minh.skips())


async def wrong_key(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    """The key says B; Minh answered C, which is right, and six others did too or not."""
    await six_do_it(centre)
    await minh.says("/tracnghiem")
    minh.skips()
    await minh.picks("Bắt đầu")
    for answer in ("c", "sai", "sân"):
        await minh.says(answer)
    minh.skips()
    await hoa.says("/thongke 1")
    hoa.skips()
    await hoa.picks("Xem từng câu")
    hoa.skips()
    await hoa.picks("Sửa đáp án")


async def test_a_wrong_key_is_corrected_and_everyone_graded_anew(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await wrong_key(centre, minh, hoa)
    hoa.hears(
        "Xin nghỉ học phải báo trước mấy ngày?\nA. Một ngày\nB. Hai ngày\nC. Ba ngày\nD. Bảy ngày\n\n"
        "Đáp án hiện nay: B. Hai ngày\nXin gõ đáp án đúng: một chữ, ví dụ B. Nếu hai ý đều đúng, gõ A, C: ai chọn một "
        "trong hai ý ấy cũng được điểm. Muốn thôi, gõ /huy."
    )
    await hoa.says("e")
    assert hoa.skips()[0].message.text.startswith("Đáp án ấy không hợp với câu này. Xin gõ lại: một chữ, ví dụ B.")
    await hoa.says("b")
    hoa.hears("Câu này đang như vậy rồi, không có gì thay đổi.", "Xem thống kê")
    await hoa.presses("/suadapan 1")
    hoa.skips()
    await hoa.says("c")
    report = (
        "7 người đổi điểm (7 lượt làm được chấm lại):\n"
        "• Học viên 0 (Ôn tập): 6,7 → 10\n• Học viên 1 (Ôn tập): 6,7 → 10\n• Học viên 2 (Ôn tập): 6,7 → 10\n"
        "• Học viên 3 (Ôn tập): 0 → 3,3\n• Học viên 4 (Ôn tập): 0 → 3,3\n• Học viên 5 (Ôn tập): 3,3 → 0\n"
        "• Nguyễn Văn Minh (Ôn tập): 3,3 → 6,7"
    )
    hoa.hears(f"Đáp án mới: C. Ba ngày\n{report}\nMuốn thôi, gõ /huy.", "Sửa và chấm lại", "Viết thêm lời nhắn")
    await hoa.picks("Viết thêm lời nhắn")
    hoa.hears("Xin gõ lời nhắn cho những người đổi điểm. Gõ xong là sửa và gửi ngay. Muốn thôi, gõ /huy.")
    await hoa.says("Trung tâm xin lỗi vì nhầm.")
    hoa.hears(f"Đã sửa đáp án và chấm lại. Đã báo cho 1 người.\n{report}", "Bảng đổi điểm (Excel)", "Hoàn tác")
    minh.hears(
        "Đáp án một câu của bài “Ôn tập” đã được sửa (Xin nghỉ học phải báo trước mấy ngày?). "
        "Điểm của đồng chí: 3,3 → 6,7. Trung tâm xin lỗi vì nhầm."
    )

    def after(session: Session) -> tuple[list[float], list[tuple[str, int]], int]:
        points = [one.points for one in session.exec(select(Attempt).order_by(col(Attempt.id)))]
        versions = session.exec(select(Question.state, Question.version).where(Question.stem == NOTICE.stem))
        old = session.exec(select(Answer).where(Answer.question_id == 1)).all()
        return points, sorted(versions), len(old)

    assert await centre.run(after) == ([3, 3, 3, 1, 1, 0, 2], [("approved", 2), ("replaced", 1)], 0)
    await minh.says("/tracnghiem 1")
    assert "Điểm được tính: 6,7." in minh.skips()[0].message.text


async def test_who_mends_back_has_all_as_it_was(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await wrong_key(centre, minh, hoa)
    hoa.skips()
    await hoa.says("c")
    hoa.skips()
    await hoa.picks("Sửa và chấm lại")
    assert hoa.skips()[0].message.text.startswith("Đã sửa đáp án và chấm lại. Đã báo cho 1 người.")
    minh.skips()

    def newest(session: Session) -> int:
        return session.exec(select(Question.id).where(Question.version == 2)).one() or 0

    number = await centre.run(newest)
    await hoa.says("/thongke 1")
    hoa.skips()
    await hoa.picks("Xem từng câu")
    hoa.skips()
    await hoa.picks("Sửa đáp án")
    hoa.skips()
    await hoa.says("b")
    hoa.skips()
    await hoa.picks("Sửa và chấm lại")
    assert number and "Nguyễn Văn Minh (Ôn tập): 6,7 → 3,3" in hoa.skips()[0].message.text
    minh.hears("…Điểm của đồng chí: 6,7 → 3,3.")


async def test_a_short_answer_of_several_words(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await six_do_it(centre)
    await hoa.presses("/suadapan 3")
    hoa.skips()
    await hoa.says("/thongke 1")
    hoa.skips()
    await hoa.picks("Xem từng câu")
    hoa.skips()
    await hoa.picks("Câu sau")
    hoa.skips()
    await hoa.picks("Câu sau")
    hoa.skips()
    await hoa.picks("Sửa đáp án")
    hoa.skips()
    await hoa.says("hội trường tầng 2 | ngoài sân | sân")
    assert hoa.skips()[0].message.text.startswith(
        "Đáp án mới: hội trường tầng 2; ngoài sân; sân\n3 người đổi điểm (3 lượt làm được chấm lại):"
    )
    await hoa.picks("Sửa và chấm lại")
    hoa.skips()

    def key(session: Session) -> object:
        return session.exec(select(Question.key).where(Question.stem == ROOM.stem, Question.version == 2)).one()

    assert await centre.run(key) == {"accepted": ["hội trường tầng 2", "ngoài sân", "sân"]}


async def faulty(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    """Hoa looks at what can be done about the first question."""
    await wrong_key(centre, minh, hoa)
    hoa.skips()
    await hoa.says("/huy")
    hoa.skips()
    await hoa.says("/thongke 1")
    hoa.skips()
    await hoa.picks("Xem từng câu")
    hoa.skips()
    await hoa.picks("Câu có lỗi")
    hoa.hears(
        "Xin nghỉ học phải báo trước mấy ngày?\n\nCâu có lỗi thì xử lý thế nào? …",
        *("Mọi người đều được điểm", "Bỏ câu này, không tính điểm", "Sửa đáp án"),
    )


async def test_a_faulty_question_is_everybodys_point(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await faulty(centre, minh, hoa)
    await hoa.picks("Mọi người đều được điểm")
    hoa.hears(
        "Cho mọi người được điểm câu này? Câu này sẽ không được hỏi nữa.\n6 người đổi điểm (6 lượt làm được …",
        *("Sửa và chấm lại", "Viết thêm lời nhắn"),
    )
    await hoa.picks("Viết thêm lời nhắn")
    hoa.skips()
    await hoa.says("Câu này hỏi không rõ.")
    hoa.hears(
        "Đã cho mọi người được điểm câu này. Đã báo cho 1 người.\n6 người đổi điểm…",
        *("Bảng đổi điểm (Excel)", "Hoàn tác"),
    )
    minh.hears(
        "Một câu của bài “Ôn tập” có lỗi nên mọi người đều được điểm câu ấy (Xin nghỉ học phải báo trước mấy ngày?). "
        "Điểm của đồng chí: 3,3 → 6,7. Câu này hỏi không rõ."
    )
    await hoa.picks("Hoàn tác")
    hoa.hears(
        "Chấm câu này bình thường như cũ, theo đáp án B. Hai ngày?\n6 người đổi điểm…",
        *("Sửa và chấm lại", "Viết thêm lời nhắn"),
    )
    await hoa.picks("Sửa và chấm lại")
    hoa.hears("Đã chấm câu này bình thường như cũ. Đã báo cho 1 người.\n…", "Bảng đổi điểm (Excel)")
    minh.hears("Một câu của bài “Ôn tập” được chấm lại bình thường (…). Điểm của đồng chí: 6,7 → 3,3.")


async def test_a_dropped_question_is_seen_and_can_be_taken_back(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await faulty(centre, minh, hoa)
    await hoa.picks("Bỏ câu này, không tính điểm")
    hoa.skips()
    await hoa.picks("Sửa và chấm lại")
    hoa.skips()
    minh.hears("Một câu của bài “Ôn tập” có lỗi nên không tính điểm câu ấy (…). Điểm của đồng chí: 3,3 → 5.")
    await hoa.says("/thongke 1")
    heard = hoa.skips()[-1].message
    assert heard.text.endswith("\n\nĐã bỏ, không tính điểm: 1 câu.")
    await hoa.picks("Câu đã bỏ: Xin nghỉ học phải báo trước mấy ngày?")
    hoa.skips()
    await hoa.picks("Chấm bình thường như cũ")
    hoa.skips()
    await hoa.picks("Sửa và chấm lại")
    hoa.skips()
    minh.hears("…Điểm của đồng chí: 5 → 3,3.")


async def test_whose_mark_changed_as_excel(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await wrong_key(centre, minh, hoa)
    hoa.skips()
    await hoa.says("c")
    hoa.skips()
    await hoa.picks("Sửa và chấm lại")
    hoa.skips()
    await hoa.picks("Bảng đổi điểm (Excel)")
    out = hoa.hears("Những người đổi điểm, với điểm cũ và điểm mới.")
    if out.content is not None:
        rows = list(openpyxl.load_workbook(io.BytesIO(out.content))["Đổi điểm"].iter_rows(values_only=True))
        assert rows[1][0] == "Xin nghỉ học phải báo trước mấy ngày?"
        assert rows[4:6] == [
            ("STT", "Họ và tên", "Bài", "Điểm cũ", "Điểm mới"), (1, "Học viên 0", "Ôn tập", 6.7, 10),
        ]  # fmt: skip
        assert len(rows) == 5 + 7


async def test_a_corrected_key_is_taken_back_with_one_choice(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await wrong_key(centre, minh, hoa)
    hoa.skips()
    await hoa.says("b, c")
    hoa.hears("Đáp án mới: B. Hai ngày; C. Ba ngày\n…", "Sửa và chấm lại", "Viết thêm lời nhắn")
    await hoa.picks("Sửa và chấm lại")
    hoa.skips()
    minh.hears("…Điểm của đồng chí: 3,3 → 6,7.")
    await hoa.picks("Hoàn tác")
    hoa.hears("Đáp án mới: B. Hai ngày\n…", "Sửa và chấm lại", "Viết thêm lời nhắn")
    await hoa.picks("Sửa và chấm lại")
    hoa.skips()
    minh.hears("…Điểm của đồng chí: 6,7 → 3,3.")


async def test_buttons_of_yesterday_do_nothing_wrong(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await wrong_key(centre, minh, hoa)
    hoa.skips()
    for command in ("/suaxet 1", "/suaxet 99 all", "/suaxet 1 version x", "/suaxet 1 key e", "/suabang 1", "/cauloi x"):
        await hoa.presses(command)
        assert len(hoa.skips()) == 1
    await minh.presses("/suathat 1 all")
    assert "Đã" not in minh.skips()[0].message.text
