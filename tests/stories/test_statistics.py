"""`/thongke`: how a quiz went, as an instructor reads it."""

from __future__ import annotations

import io

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
        "Độ lệch chuẩn 3,3 điểm.\nĐộ tin cậy thấp: điểm còn phụ thuộc nhiều vào may rủi.\n\n"
        "Nên xem lại các câu:\n"
        "1. Người giỏi lại sai nhiều hơn: xem lại đáp án và cách hỏi.",
        *("1", "Xem từng câu", "Chỉ tính lượt đầu", "Bảng Excel"),
    )
    await hoa.picks("1")
    hoa.hears(
        "Câu 1/3. Xin nghỉ học phải báo trước mấy ngày?\nA. Một ngày\n 0 %\nB. Hai ngày ✓\n▇▇ 17 %\n"
        "C. Ba ngày\n▇▇▇▇▇▇▇▇▇▇ 83 %\nD. Bảy ngày\n 0 %\nĐúng 17 % trong 6 lượt.\n"
        "Độ phân biệt: -45 % (càng cao, câu càng tách rõ ai nắm bài).\n"
        "Hiệu quả phân biệt: -100 %.\nNgười giỏi lại sai nhiều hơn: xem lại đáp án và cách hỏi.\nRất ít người đúng.\n"
        "Một ý sai được chọn nhiều hơn ý đúng: đáp án có thể nhầm.\nCó ý không ai chọn, nên thay ý khác.",
        *("Câu sau", "Sửa đáp án", "Quay lại"),
    )
    await hoa.picks("Câu sau")
    hoa.skips()
    await hoa.picks("Câu sau")
    hoa.hears(
        "Câu 3/3. Lớp học ở đâu?\nĐáp án: Hội trường tầng 2\n• hội trường tầng 2: 3\n• sân: 3\n"
        "Đúng 50 % trong 6 lượt.\nĐộ phân biệt: 71 % (càng cao, câu càng tách rõ ai nắm bài).\n"
        "Hiệu quả phân biệt: 100 %.",
        *("Câu trước", "Sửa đáp án", "Quay lại"),
    )


async def test_everything_as_excel(centre: TestCentre, hoa: Phone) -> None:
    await six_do_it(centre)
    await hoa.says("/thongke 1")
    hoa.skips()
    await hoa.picks("Bảng Excel")
    out = hoa.hears("Thống kê bài “Ôn tập”.")
    if out.content is not None:
        book = openpyxl.load_workbook(io.BytesIO(out.content))
        assert book.sheetnames == ["Tổng quan", "Câu hỏi", "Phương án"]
        figures = {row[0]: row[1] for row in book["Tổng quan"].iter_rows(min_row=5, values_only=True)}
        assert figures["Số lượt"] == 6 and figures["Điểm trung bình"] == pytest.approx(70 / 18)
        names = {cell for row in book["Câu hỏi"].iter_rows(values_only=True) for cell in row}
        assert not any(isinstance(name, str) and name.startswith("Học viên") for name in names)


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
        "Đáp án hiện nay: B. Hai ngày\nXin gõ đáp án đúng, ví dụ: B hoặc A, C. Muốn thôi, "
        "gõ /huy."
    )
    await hoa.says("e")
    assert hoa.skips()[0].message.text.endswith("Xin gõ lại.")
    await hoa.says("b")
    hoa.hears("Đáp án đã là như vậy, không cần sửa. Muốn xem lại, gõ /thongke.")
    await hoa.presses("/suadapan 1")
    hoa.skips()
    await hoa.says("c")
    report = (
        "7 câu trả lời tính lại, 7 người đổi điểm:\n• Nguyễn Văn Minh (Ôn tập): 3,3 → 6,7\n"
        "• Học viên 0 (Ôn tập): 6,7 → 10\n• Học viên 1 (Ôn tập): 6,7 → 10\n• Học viên 2 (Ôn tập): 6,7 → 10\n"
        "• Học viên 3 (Ôn tập): 0 → 3,3\n• Học viên 4 (Ôn tập): 0 → 3,3\n• Học viên 5 (Ôn tập): 3,3 → 0"
    )
    hoa.hears(f"Đáp án mới: C. Ba ngày\n{report}\nMuốn thôi, gõ /huy.", "Sửa và chấm lại", "Viết thêm lời nhắn")
    await hoa.picks("Viết thêm lời nhắn")
    hoa.hears(
        "Xin gõ lời nhắn cho những người đổi điểm. Gõ xong, đáp án được sửa và lời nhắn được gửi ngay. Muốn thôi, "
        "gõ /huy."
    )
    await hoa.says("Trung tâm xin lỗi vì nhầm.")
    hoa.hears(
        f"Đã sửa đáp án và chấm lại. Đã báo cho 1 người.\n{report}\nSửa nhầm thì gõ /thongke và sửa lại như vừa làm."
    )
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
        "Đáp án mới: hội trường tầng 2\n3 câu trả lời tính lại, 3 người đổi điểm:"
    )
    await hoa.picks("Sửa và chấm lại")
    hoa.skips()

    def key(session: Session) -> object:
        return session.exec(select(Question.key).where(Question.stem == ROOM.stem, Question.version == 2)).one()

    assert await centre.run(key) == {"accepted": ["hội trường tầng 2", "ngoài sân", "sân"]}
