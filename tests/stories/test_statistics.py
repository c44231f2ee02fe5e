"""`/thongke`: how a quiz went, as an instructor reads it."""

from __future__ import annotations

import io

import openpyxl
import pytest
from sqlmodel import Session

from storage import cohorts, people
from storage.cohorts import Enrolment
from storage.quizzes import attempts
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
        "Độ lệch chuẩn 3,3 điểm.\nĐộ tin cậy 31 %: thấp, điểm còn phụ thuộc nhiều vào may rủi.\n\n"
        "Nên xem lại các câu:\n"
        "1. Người giỏi lại sai nhiều hơn: xem lại đáp án và cách hỏi.",
        *("1", "Xem từng câu", "Chỉ tính lượt đầu", "Bảng Excel"),
    )
    await hoa.picks("1")
    hoa.hears(
        "Câu 1/3. Xin nghỉ học phải báo trước mấy ngày?\nA. Một ngày\n 0 %\nB. Hai ngày ✓\n▇▇ 17 %\n"
        "C. Ba ngày\n▇▇▇▇▇▇▇▇▇▇ 83 %\nD. Bảy ngày\n 0 %\nĐúng 17 % trong 6 lượt.\nĐộ phân biệt: -45 %.\n"
        "Hiệu quả phân biệt: -100 %.\nNgười giỏi lại sai nhiều hơn: xem lại đáp án và cách hỏi.\nRất ít người đúng.\n"
        "Một ý sai được chọn nhiều hơn ý đúng: đáp án có thể nhầm.\nCó ý không ai chọn, nên thay ý khác.",
        *("Câu sau", "Quay lại"),
    )
    await hoa.picks("Câu sau")
    hoa.skips()
    await hoa.picks("Câu sau")
    hoa.hears(
        "Câu 3/3. Lớp học ở đâu?\nĐáp án: Hội trường tầng 2\n• hội trường tầng 2: 3\n• sân: 3\n"
        "Đúng 50 % trong 6 lượt.\nĐộ phân biệt: 71 %.\nHiệu quả phân biệt: 100 %.",
        *("Câu trước", "Quay lại"),
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
