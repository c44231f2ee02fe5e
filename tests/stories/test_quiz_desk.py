"""The desk for quizzes: making one from the bank, its rules, opening, closing, more time for one, reminders."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from storage import cohorts, people
from storage.cohorts import Cohort
from storage.lessons import CANCELLED, Lesson
from storage.quizzes import APPROVED, Attempt, Draw, Question, Quiz, attempts, bank, desk
from tests.centre import MONDAY, ZONE, Phone, TestCentre
from tests.quizzes import NOTICE, PHONES, change, opened

CARD = ("Câu hỏi", "Quy định", "Mở bài", "Giờ đóng", "Xóa bài")
OPEN_CARD = ("Câu hỏi", "Quy định", "Đóng bài", "Giờ đóng", "Ai chưa làm", "Thêm giờ cho một người")
RULES = "Số lượt làm: 2 lượt\nHiện đáp án: sau từng câu"


@pytest.fixture
async def hoa(centre: TestCentre, minh: Phone) -> Phone:
    return await centre.coordinator()


async def fill(centre: TestCentre) -> None:
    """Ten approved questions of chapter 1 (two of them hard), three of chapter 2."""

    def add(session: Session) -> None:
        programme = session.exec(select(Cohort.programme_id)).one()
        for number in range(13):
            chapter = "Chương 1. Nội quy" if number < 10 else "Chương 2. Lịch học"
            session.add(
                Question(
                    programme_id=programme, kind="truefalse", stem=f"Câu thứ {number}.", options=["Đúng", "Sai"],
                    key={"right": [0]}, chapter=chapter, level="Khó" if number < 2 else "Dễ" if number < 10 else "",
                    state=APPROVED, created_at=MONDAY,
                )
            )  # fmt: skip

    await centre.run(add)


async def lesson(centre: TestCentre, ends_at: datetime) -> None:
    def add(session: Session) -> None:
        cohort = cohorts.called(session, "NTD-03-2026")
        assert cohort is not None
        session.add(
            Lesson(
                cohort_id=cohort.id or 0, starts_at=ends_at - timedelta(hours=3), ends_at=ends_at, topic="Nội quy",
                changed_at=MONDAY,
            )
        )  # fmt: skip

    await centre.run(add)


async def move_lesson(centre: TestCentre, **values: object) -> None:
    def move(session: Session) -> None:
        one = session.exec(select(Lesson)).one()
        for name, value in values.items():
            setattr(one, name, value)

    await centre.run(move)


async def make(hoa: Phone) -> None:
    await hoa.says("/kiemtra")
    hoa.skips()
    await hoa.picks("Bài mới")
    hoa.skips()
    await hoa.says("Ôn tập")
    hoa.skips()


async def test_a_quiz_is_made_from_the_bank_and_opened(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await fill(centre)
    await hoa.says("kiem tra")
    hoa.hears("Lớp NTD-03-2026 chưa có bài trắc nghiệm nào.", "Bài mới")
    await hoa.picks("Bài mới")
    hoa.hears("Bài mới của lớp NTD-03-2026 tên là gì? Xin gõ tên bài, ví dụ: Kiểm tra chương 1.", "Quay lại")
    await hoa.says("Ôn tập")
    ask = "Lấy câu từ chương nào? Chọn, hoặc gõ cả câu, ví dụ: 5 câu chương 1, 3 câu khó chương 2."
    chapters = ("Chương 1. Nội quy (10 câu)", "Chương 2. Lịch học (3 câu)", "Chương nào cũng được (13 câu)")
    hoa.hears(f"Câu hỏi: chưa có.\n{ask}", *chapters, "Quay lại")
    await hoa.picks("Chương 1. Nội quy (10 câu)")
    hoa.hears("Chương 1. Nội quy: lấy câu mức nào?", "Mức nào cũng được", "Dễ", "Khó", "Quay lại")
    await hoa.picks("Khó")
    hoa.hears("Khó, Chương 1. Nội quy: có 2 câu. Mỗi lượt làm rút mấy câu?", "1 câu", "2 câu", "Quay lại")
    await hoa.picks("Quay lại")
    hoa.skips()
    await hoa.says("3 câu khó chương 1")
    hoa.hears(
        "Chỉ còn 2 câu để rút (Khó, Chương 1. Nội quy), nên chưa thêm gì. Xin chọn số nhỏ hơn.\n"
        f"Câu hỏi: chưa có.\n{ask}",
        *chapters,
        "Quay lại",
    )
    await hoa.says("2 câu khó chương 1, 3 câu chương 2")
    said = "rút 2 câu (Khó, Chương 1. Nội quy), rút 3 câu (Chương 2. Lịch học)"
    drawn = f"Câu hỏi: {said}."
    hoa.hears(f"Đã thêm: {said}.\n{drawn}\n{ask}", *chapters, "Bỏ hết, chọn lại", "Xong")
    await hoa.picks("Xong")
    hoa.hears(f"Bài “Ôn tập”, lớp NTD-03-2026: bản nháp.\n{drawn}\n{RULES}", *CARD)
    await hoa.picks("Mở bài")
    hoa.hears("Mở bài “Ôn tập” lúc nào?", "Mở ngay", "Hẹn giờ mở", "Quay lại")
    await hoa.picks("Mở ngay")
    hoa.hears(
        f"Bài đã mở. Đã báo cho 1 học viên.\n\nBài “Ôn tập”, lớp NTD-03-2026: đang mở.\n{drawn}\n{RULES}\n"
        "Đã làm: 0/1 học viên.",
        *OPEN_CARD,
    )
    minh.hears("Có bài trắc nghiệm mới: “Ôn tập”.", "Làm bài")
    await minh.says("/tracnghiem")
    minh.hears("Bài “Ôn tập”: 5 câu, được làm 2 lượt, tính điểm cao nhất.\nCần từ 5 điểm để đạt.", "Bắt đầu")


async def test_a_whole_chapter(centre: TestCentre, hoa: Phone) -> None:
    await fill(centre)
    await make(hoa)
    await hoa.picks("Chương 2. Lịch học (3 câu)")
    hoa.hears(
        "Chương 2. Lịch học: có 3 câu. Mỗi lượt làm rút mấy câu?",
        *("1 câu", "2 câu", "3 câu", "Lấy cả 3 câu, ai cũng như nhau", "Chọn từng câu", "Quay lại"),
    )
    await hoa.picks("Lấy cả 3 câu, ai cũng như nhau")
    assert hoa.skips()[0].message.text.startswith("Đã thêm 3 câu.\nCâu hỏi: 3 câu cố định.")
    await hoa.picks("Bỏ hết, chọn lại")
    hoa.hears("Câu hỏi: 3 câu cố định. Bỏ hết ra khỏi bài?", "Bỏ hết", "Quay lại")
    await hoa.picks("Bỏ hết")
    assert hoa.skips()[0].message.text.startswith("Câu hỏi: chưa có.")


async def test_a_title_may_be_the_word_of_a_command(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await fill(centre)
    for said in ("hủy", "Kiểm tra"):
        await hoa.says("/kiemtra")
        hoa.skips()
        await hoa.picks("Bài mới")
        hoa.skips()
        await hoa.says(said)
        hoa.skips()
    await hoa.picks("Quay lại")
    hoa.hears("Bài “Kiểm tra”, lớp NTD-03-2026: bản nháp.…", *CARD)


async def test_what_is_unclear_or_taken_is_said(centre: TestCentre, hoa: Phone) -> None:
    await fill(centre)
    await make(hoa)
    await hoa.says("5 câu chương 9")
    assert hoa.skips()[0].message.text.startswith(
        "Trợ lý không tìm thấy chương hoặc chưa hiểu “5 câu chương 9”. Xin gõ như"
    )
    await hoa.says("/kiemtra")
    hoa.hears("Bài trắc nghiệm của lớp NTD-03-2026. Xin chọn:\n\n1. Ôn tập: bản nháp, 0/1 người đã làm", "1", "Bài mới")
    await hoa.picks("Bài mới")
    hoa.skips()
    await hoa.says("ÔN TẬP")
    hoa.hears("Lớp đã có bài “ÔN TẬP”. Xin gõ tên khác.", "Quay lại")
    await hoa.says("/kiemtra 1")
    hoa.skips()
    await hoa.picks("Mở bài")
    assert hoa.skips()[0].message.text.startswith("Bài chưa có câu hỏi nên chưa mở được.")


async def test_draws_that_meet_in_the_same_questions(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await fill(centre)
    await make(hoa)
    await hoa.says("10 câu, 3 câu chương 2")
    assert "rút 10 câu (bất kỳ), rút 3 câu (Chương 2. Lịch học)." in hoa.skips()[0].message.text
    await hoa.says("1 câu dễ")
    assert hoa.skips()[0].message.text.startswith("Không còn câu nào để rút (Dễ). Xin chọn chương khác.\n")
    await hoa.picks("Xong")
    hoa.skips()

    def papers_of(session: Session) -> list[int]:
        return [session.get_one(Attempt, attempts.begin(session, 1, who, MONDAY)).questions for who in range(1, 3)]

    assert await centre.run(papers_of) == [13, 13]

    def retire(session: Session) -> None:
        for question in session.exec(select(Question).limit(2)):
            bank.retire(question)

    await centre.run(retire)
    await hoa.says("/kiemtra 1")
    assert "\nThiếu 2 câu: ngân hàng không còn đủ câu để rút.\n" in hoa.skips()[0].message.text


async def test_a_sentence_is_taken_whole_or_not_at_all(centre: TestCentre, hoa: Phone) -> None:
    await fill(centre)
    await make(hoa)
    await hoa.says("5 câu chương 1 và 4 câu chương 2")
    assert "\nCâu hỏi: chưa có.\n" in hoa.skips()[0].message.text


async def test_rules_by_button_and_typed(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    quiz = await opened(centre, NOTICE, PHONES, title="Ôn tập")
    await hoa.says("/kiemtra 1")
    hoa.skips()
    await hoa.picks("Quy định")
    hoa.hears(
        "Quy định của bài “Ôn tập”. Muốn đổi điều nào?",
        *(
            "Số lượt làm: 2 lượt",
            "Tính điểm: cao nhất",
            "Nghỉ giữa hai lượt: không cần nghỉ",
            "Thời gian làm: không hạn chế",
        ),
        *("Điểm đạt: theo chương trình", "Hiện đáp án: sau từng câu", "Trộn câu hỏi: không", "Trộn các ý: không"),
        *("Chỉ để tự học: không", "Nhắc trước khi đóng: 24 giờ", "Tên bài: Ôn tập", "Quay lại"),
    )
    await hoa.picks("Thời gian làm: không hạn chế")
    hoa.hears(
        "Làm trong bao nhiêu phút? Hết giờ, bài được tự động nộp. Xin chọn hoặc gõ, ví dụ: 40 phút. "
        "Không hạn chế thì gõ 0.",
        *("không hạn chế", "5 phút", "10 phút", "15 phút", "20 phút", "25 phút", "30 phút", "45 phút", "60 phút"),
        *("90 phút", "Quay lại"),
    )
    await hoa.says("25 phút")
    assert hoa.skips()[0].message.text.startswith(
        "Đã đổi. Thời gian làm: 25 phút.\n\nQuy định của bài “Ôn tập”. Muốn đổi điều nào?"
    )
    for name, choice in (("Trộn các ý: không", "có"), ("Hiện đáp án: sau từng câu", "sau khi bài đóng"),
                         ("Tính điểm: cao nhất", "lượt cuối"), ("Điểm đạt: theo chương trình", "6 điểm")):  # fmt: skip
        await hoa.picks(name)
        hoa.skips()
        await hoa.says(choice)
        (out,) = hoa.skips()
    assert out.message.text.startswith("Đã đổi. Điểm đạt: 6 điểm.\n\nQuy định của bài “Ôn tập”.")
    await hoa.picks("Quay lại")
    (out,) = hoa.skips()
    assert out.message.text == (
        "Bài “Ôn tập”, lớp NTD-03-2026: đang mở.\nCâu hỏi: 2 câu cố định.\n"
        "Số lượt làm: 2 lượt\nTính điểm: lượt cuối\nThời gian làm: 25 phút\nĐiểm đạt: 6 điểm\n"
        "Hiện đáp án: sau khi bài đóng\nTrộn các ý: có\n"
        "Bài chưa có giờ đóng: học viên chỉ thấy đáp án sau khi đồng chí đóng bài.\nĐã làm: 0/1 học viên."
    )

    def rules(session: Session) -> tuple[int, str, str, bool, float | None]:
        one = session.get_one(Quiz, quiz.id)
        return one.minutes, one.feedback, one.counts, one.shuffle_options, one.pass_mark

    assert await centre.run(rules) == (25, "after_closing", "last", True, 6.0)


@pytest.mark.parametrize(
    ("rule", "said", "value"),
    [
        ("Số lượt làm: 2 lượt", "4", "Số lượt làm: 4 lượt"),
        ("Số lượt làm: 2 lượt", "2 lượt", "Số lượt làm: 2 lượt"),
        ("Số lượt làm: 2 lượt", "không hạn chế", "Số lượt làm: không hạn chế"),
        ("Thời gian làm: không hạn chế", "10", "Thời gian làm: 10 phút"),
        ("Thời gian làm: không hạn chế", "1h30", "Thời gian làm: 90 phút"),
        ("Thời gian làm: không hạn chế", "1,5 giờ", "Thời gian làm: 90 phút"),
        ("Thời gian làm: không hạn chế", "0", "Thời gian làm: không hạn chế"),
        ("Điểm đạt: theo chương trình", "5", "Điểm đạt: 5 điểm"),
        ("Điểm đạt: theo chương trình", "5,5", "Điểm đạt: 5,5 điểm"),
        ("Điểm đạt: theo chương trình", "7.5 điểm", "Điểm đạt: 7,5 điểm"),
        ("Nghỉ giữa hai lượt: không cần nghỉ", "2 ngày", "Nghỉ giữa hai lượt: 2 ngày"),
        ("Nghỉ giữa hai lượt: không cần nghỉ", "90 phút", "Nghỉ giữa hai lượt: 90 phút"),
        ("Nhắc trước khi đóng: 24 giờ", "2 ngày", "Nhắc trước khi đóng: 48 giờ"),
        ("Nhắc trước khi đóng: 24 giờ", "không nhắc", "Nhắc trước khi đóng: không nhắc"),
    ],
)
async def test_a_number_is_typed_for_a_rule(
    centre: TestCentre, minh: Phone, hoa: Phone, rule: str, said: str, value: str
) -> None:
    """It is the value, never a place in the list."""
    await opened(centre, NOTICE, title="Ôn tập")
    await hoa.says("/kiemtra 1")
    hoa.skips()
    await hoa.picks("Quy định")
    hoa.skips()
    await hoa.picks(rule)
    hoa.skips()
    await hoa.says(said)
    assert hoa.skips()[0].message.text.startswith(f"Đã đổi. {value}.\n")


async def test_a_number_that_does_not_fit_a_rule_is_asked_again(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await opened(centre, NOTICE, title="Ôn tập")
    await hoa.says("/kiemtra 1")
    hoa.skips()
    await hoa.picks("Quy định")
    hoa.skips()
    await hoa.picks("Điểm đạt: theo chương trình")
    for said in ("11", "6,25", "5 phút", "không biết"):
        hoa.skips()
        await hoa.says(said)
        again = hoa.skips()[0].message.text
        assert again == "Điểm đạt từ 0 đến 10, một chữ số sau dấu phẩy. Xin gõ như: 6,5."
    await hoa.says("quay lại")
    assert hoa.skips()[0].message.text.startswith("Quy định của bài")


async def test_another_title(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await opened(centre, NOTICE, title="Ôn tâp")
    await opened(centre, PHONES, title="Bài hai")
    await hoa.says("/kiemtra 1")
    hoa.skips()
    await hoa.picks("Quy định")
    hoa.skips()
    await hoa.picks("Tên bài: Ôn tâp")
    hoa.hears("Bài “Ôn tâp” đổi tên thành gì? Xin gõ tên mới.", "Quay lại")
    await hoa.says("bai hai")
    hoa.hears("Lớp đã có bài “bai hai”. Xin gõ tên khác.", "Quay lại")
    await hoa.says("x" * 121)
    hoa.hears("Tên dài quá. Xin gõ tên không quá 120 chữ cái.", "Quay lại")
    await hoa.says("Ôn tập")
    assert hoa.skips()[0].message.text.startswith("Bài “Ôn tập”, lớp NTD-03-2026: đang mở.")


async def test_a_begun_quiz_keeps_its_questions(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await opened(centre, NOTICE, title="Ôn tập")
    await fill(centre)
    await minh.says("/tracnghiem")
    minh.skips()
    await minh.picks("Bắt đầu")
    await hoa.says("/kiemtra 1")
    hoa.skips()
    await hoa.picks("Câu hỏi")
    hoa.hears(
        "Câu hỏi: 1 câu cố định.\nĐã có người làm bài này, nên không đổi câu hỏi được nữa. Sai đáp án thì sửa trong "
        "/thongke, muốn đổi câu thì xin tạo bài mới.",
        "Xem các câu cố định",
        "Quay lại",
    )
    await hoa.picks("Xem các câu cố định")
    hoa.hears(
        "Các câu cố định của bài “Ôn tập”. Chọn số để xem cả câu với đáp án.\n\n"
        "1. Xin nghỉ học phải báo trước mấy ngày?",
        "1",
        "Quay lại",
    )
    await hoa.picks("1")
    assert "B. Hai ngày ✓" in hoa.skips()[0].message.text
    await hoa.presses("/kttat 1 0")
    hoa.skips()
    await hoa.says("/kiemtra 1")
    assert "Câu hỏi: 1 câu cố định." in hoa.skips()[0].message.text
    await hoa.picks("Quy định")
    hoa.skips()
    await hoa.picks("Tính điểm: cao nhất")
    assert hoa.skips()[0].message.text.endswith("đổi điều này thì điểm được tính có thể thay đổi.")


async def test_opening_at_a_time_and_closing(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await fill(centre)
    await make(hoa)
    await hoa.says("1 câu chương 1")
    hoa.skips()
    await hoa.picks("Xong")
    hoa.skips()
    await hoa.picks("Mở bài")
    hoa.skips()
    await hoa.picks("Hẹn giờ mở")
    hoa.hears("Mở bài lúc nào? Xin gõ, ví dụ: 7h30 mai, 25/11 8:00.", "Quay lại")
    await hoa.says("7h")
    hoa.hears("Giờ này đã qua. Xin gõ giờ khác.", "Quay lại")
    await hoa.says("9h30")
    assert "mở lúc 09:30, Thứ Hai, 23/11/2026" in hoa.skips()[0].message.text
    await hoa.picks("Giờ đóng")
    hoa.skips()
    await hoa.says("17h mai")
    assert "Đóng lúc 17:00, Thứ Ba, 24/11/2026." in hoa.skips()[0].message.text
    await centre.later(hours=1)
    minh.hears_nothing()
    await centre.later(minutes=30)
    minh.hears("Có bài trắc nghiệm mới: “Ôn tập”.", "Làm bài")
    await centre.later(minutes=30)
    minh.hears_nothing()
    await centre.at(datetime(2026, 11, 24, 17, 0, tzinfo=ZONE))
    minh.skips()
    await minh.says("/tracnghiem")
    minh.hears("Hiện không có bài trắc nghiệm nào đang mở. Khi có bài mới, trợ lý sẽ báo đồng chí.")


async def test_opening_after_a_lesson_that_moves(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await fill(centre)
    await lesson(centre, MONDAY + timedelta(hours=3))
    await make(hoa)
    await hoa.says("1 câu chương 1")
    hoa.skips()
    await hoa.picks("Xong")
    hoa.skips()
    await hoa.picks("Mở bài")
    hoa.skips()
    await hoa.picks("Sau buổi Nội quy (11:00, Thứ Hai, 23/11/2026)")
    assert "mở khi hết buổi “Nội quy” (11:00, Thứ Hai, 23/11/2026)" in hoa.skips()[0].message.text
    await move_lesson(centre, ends_at=MONDAY + timedelta(hours=5), starts_at=MONDAY + timedelta(hours=2))
    await centre.later(hours=4)
    assert not any("Ôn tập" in out.message.text for out in minh.skips())
    await move_lesson(centre, state=CANCELLED)
    await centre.later(hours=2)
    assert not any("Ôn tập" in out.message.text for out in minh.skips())
    await move_lesson(centre, state="planned")
    await centre.later(minutes=1)
    assert "Có bài trắc nghiệm mới: “Ôn tập”." in [out.message.text for out in minh.skips()]


async def test_only_those_who_have_not_done_it_are_reminded(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    lan = await centre.registered("Trần Thị Lan", "1992")
    closes = datetime(2026, 11, 25, 9, 0, tzinfo=ZONE)
    await opened(centre, NOTICE, title="Ôn tập", closes_at=closes)
    await minh.says("/tracnghiem")
    minh.skips()
    await minh.picks("Bắt đầu")
    await minh.says("b")
    minh.skips()
    await centre.at(datetime(2026, 11, 24, 8, 59, tzinfo=ZONE))
    lan.hears_nothing()
    await centre.later(minutes=1)
    lan.hears(
        "Xin nhắc: bài trắc nghiệm “Ôn tập” đồng chí chưa làm xong, bài đóng lúc 09:00, Thứ Tư, 25/11/2026.", "Làm bài"
    )
    minh.hears_nothing()
    await centre.later(hours=3)
    lan.hears_nothing()


async def test_who_finishes_before_the_reminder_goes_out_gets_none(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await opened(centre, NOTICE, title="Ôn tập", closes_at=datetime(2026, 11, 25, 9, 0, tzinfo=ZONE))
    await minh.says("/tracnghiem")
    minh.skips()
    await minh.picks("Bắt đầu")
    minh.skips()
    centre.now = datetime(2026, 11, 24, 9, 0, tzinfo=ZONE)
    delivering, centre.delivery.drain = centre.delivery.drain, _nothing  # type: ignore[method-assign]
    await centre.at(centre.now)
    await minh.says("b")
    centre.delivery.drain = delivering  # type: ignore[method-assign]
    await centre.deliver()
    assert not any("Xin nhắc" in out.message.text for out in minh.skips())


async def _nothing() -> None:
    """Nothing goes out."""


async def test_reminding_by_hand(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await opened(centre, NOTICE, title="Ôn tập")
    await hoa.says("/kiemtra 1")
    hoa.skips()
    await hoa.picks("Ai chưa làm")
    hoa.hears("1 người chưa làm:\n\n• Nguyễn Văn Minh", "Nhắc những người này", "Quay lại")
    await hoa.picks("Nhắc những người này")
    hoa.hears("Nhắc 1 người chưa làm bài “Ôn tập”? Trợ lý nhắn được cho 1 người.", "Nhắc", "Quay lại")
    await hoa.picks("Nhắc")
    assert hoa.skips()[0].message.text.startswith("Đã nhắc 1 người.")
    minh.hears("Xin nhắc: bài trắc nghiệm “Ôn tập” đồng chí chưa làm xong.", "Làm bài")


async def test_more_for_one_learner(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await opened(centre, NOTICE, title="Ôn tập", minutes=15, attempts_allowed=1)
    await hoa.says("/kiemtra 1")
    hoa.skips()
    await hoa.picks("Thêm giờ cho một người")
    hoa.hears("Thêm giờ cho ai? Xin gõ tên.", "Quay lại")
    await hoa.says("xuan")
    hoa.hears("Lớp không có ai tên “xuan”. Xin gõ lại.", "Quay lại")
    await hoa.says("minh")
    more = ("Thêm 10 phút", "Thêm 15 phút", "Thêm 30 phút", "Thêm 1 lượt", "Giờ đóng riêng")
    hoa.hears("Nguyễn Văn Minh, bài “Ôn tập”: như mọi người.", *more, "Quay lại")
    await hoa.picks("Thêm 15 phút")
    hoa.hears("Nguyễn Văn Minh, bài “Ôn tập”: thêm 15 phút.", *more, "Như mọi người", "Quay lại")
    minh.hears("Bài “Ôn tập”, riêng đồng chí được: thêm 15 phút.", "Làm bài")
    await hoa.picks("Giờ đóng riêng")
    hoa.hears("Nguyễn Văn Minh được làm đến lúc nào? Xin gõ, ví dụ: 17h mai.", "Quay lại")
    await hoa.says("17h mai")
    said = "thêm 15 phút, làm đến 17:00, Thứ Ba, 24/11/2026"
    hoa.hears(f"Nguyễn Văn Minh, bài “Ôn tập”: {said}.", *more, "Như mọi người", "Quay lại")
    minh.skips()
    await minh.says("/tracnghiem")
    minh.hears(
        "Bài “Ôn tập”: 1 câu, được làm một lượt.\nThời gian làm: 30 phút, tính từ lúc bắt đầu.\n"
        "Cần từ 5 điểm để đạt.\nBài đóng lúc 17:00, Thứ Ba, 24/11/2026.",
        "Bắt đầu",
    )
    await hoa.picks("Như mọi người")
    hoa.hears("Nguyễn Văn Minh, bài “Ôn tập”: như mọi người.", *more, "Quay lại")


async def test_nobody_is_reminded_of_a_closed_quiz(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await opened(centre, NOTICE, title="Ôn tập", closes_at=MONDAY + timedelta(hours=1), remind_hours=0)
    await hoa.says("/kiemtra 1")
    hoa.skips()
    await hoa.picks("Ai chưa làm")
    hoa.skips()
    await hoa.picks("Nhắc những người này")
    await centre.later(hours=2)
    hoa.skips()
    await hoa.picks("Nhắc")
    assert hoa.skips()[0].message.text.startswith("Bài đã đóng rồi.")
    await hoa.picks("Ai chưa làm")
    hoa.hears("1 người chưa làm:\n\n• Nguyễn Văn Minh", "Quay lại")
    minh.hears_nothing()


async def test_a_closed_quiz_for_one_learner(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    lan = await centre.registered("Trần Thị Lan", "1992")
    await opened(centre, NOTICE, title="Ôn tập", attempts_allowed=1)
    await hoa.says("/kiemtra 1")
    for choice in ("Đóng bài", "Đóng bài", "Thêm giờ cho một người"):
        hoa.skips()
        await hoa.picks(choice)
    hoa.skips()
    await hoa.says("lan")
    closed = "Bài đang không mở, muốn cho làm thì chọn “Giờ đóng riêng”."
    hoa.hears(
        f"Trần Thị Lan, bài “Ôn tập”: như mọi người. {closed}", "Thêm 1 lượt", "Giờ đóng riêng", "Quay lại"
    )  # fmt: skip
    await hoa.picks("Thêm 1 lượt")
    assert hoa.skips()[0].message.text.endswith(closed)
    lan.hears_nothing()
    await hoa.picks("Giờ đóng riêng")
    hoa.skips()
    await hoa.says("17h mai")
    assert hoa.skips()[0].message.text.endswith("thêm 1 lượt, làm đến 17:00, Thứ Ba, 24/11/2026.")
    lan.hears("Bài “Ôn tập”, riêng đồng chí được: thêm 1 lượt, làm đến 17:00, Thứ Ba, 24/11/2026.", "Làm bài")
    await lan.says("/tracnghiem")
    assert "Bắt đầu" in [choice.label for choice in lan.skips()[0].message.choices]
    await minh.says("/tracnghiem")
    minh.hears("Hiện không có bài trắc nghiệm nào đang mở. Khi có bài mới, trợ lý sẽ báo đồng chí.")


async def test_long_lists_have_pages(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await centre.roster("NTD-03-2026", *((f"Lê Thị An {number:02}", "1990") for number in range(54)))
    for number in range(12):
        await opened(centre, NOTICE, title=f"Bài {number}")
    await hoa.says("/kiemtra ntd-03-2026")
    out = hoa.skips()[0].message
    assert out.text.startswith("Bài trắc nghiệm của lớp NTD-03-2026. Xin chọn:\n\n1. Bài 11: đang mở, 0/55 người")
    await hoa.picks("Các bài cũ hơn")
    assert "1. Bài 1: đang mở" in hoa.skips()[0].message.text
    await hoa.picks("1")
    hoa.skips()
    await hoa.picks("Ai chưa làm")
    out = hoa.skips()[0].message
    assert out.text.startswith("55 người chưa làm:\n\n• Lê Thị An 00\n") and len(out.text) < 1900
    await hoa.picks("Xem 5 người nữa")
    assert hoa.skips()[0].message.text.startswith("55 người chưa làm:\n\n• Lê Thị An 50\n")
    await hoa.picks("Quay lại")
    hoa.skips()
    await hoa.picks("Thêm giờ cho một người")
    hoa.skips()
    await hoa.says("an")
    assert hoa.skips()[0].message.text.startswith(
        "Có 54 người tên như vậy. Xin chọn một người; không thấy thì gõ đủ họ tên."
    )


async def test_closing_by_hand_and_opening_again(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    lan = await centre.registered("Trần Thị Lan", "1992")
    quiz = await opened(centre, NOTICE, title="Ôn tập", feedback="after_closing")
    await minh.says("/tracnghiem")
    minh.skips()
    await minh.picks("Bắt đầu")
    await minh.says("a")
    minh.skips()
    await hoa.says("/kiemtra 1")
    hoa.skips()
    await hoa.picks("Đóng bài")
    hoa.hears("Đóng bài “Ôn tập” ngay? Học viên không làm được nữa.", "Đóng bài", "Quay lại")
    await hoa.picks("Đóng bài")
    assert "Bài “Ôn tập”, lớp NTD-03-2026: đã đóng." in hoa.skips()[0].message.text
    await centre.later(minutes=1)
    minh.hears("Bài “Ôn tập” đã đóng. Điểm của đồng chí: 0.", "Xem lại câu chưa đúng")
    await minh.presses("/xemlai 1")
    assert "Đáp án: B. Hai ngày" in minh.skips()[0].message.text
    await centre.later(minutes=5)
    minh.hears_nothing()
    await hoa.picks("Mở lại")
    assert "đang mở" in hoa.skips()[0].message.text
    lan.hears("Có bài trắc nghiệm mới: “Ôn tập”.", "Làm bài")
    minh.hears_nothing()  # they know it
    await hoa.presses("/ktmongay 1")
    lan.hears_nothing()  # nobody is told twice
    await change(centre, quiz, attempts_allowed=0)
    await minh.says("/tracnghiem 1")
    assert "Làm lại" in [choice.label for choice in minh.skips()[0].message.choices]


async def test_learners_cannot_use_the_desk(centre: TestCentre, minh: Phone) -> None:
    await opened(centre, NOTICE, title="Ôn tập")
    for command in ("/kiemtra", "/kiemtra 1", "/kt 1", "/ktdongthat 1"):
        await minh.presses(command)
        assert "Quy định" not in [choice.label for out in minh.skips() for choice in out.message.choices]

    def is_open(session: Session) -> str:
        return session.exec(select(Quiz.state)).one()

    assert await centre.run(is_open) == "open"


async def test_draws_are_kept_over_a_restart(centre: TestCentre, hoa: Phone) -> None:
    await fill(centre)
    await make(hoa)
    await hoa.says("4 câu")

    def drawn(session: Session) -> list[tuple[int, str]]:
        assert attempts.begin(session, 1, 1, centre.now) == 1
        return [(one.count, one.chapter) for one in session.exec(select(Draw))]

    assert await centre.run(drawn) == [(4, "")]


async def test_questions_chosen_one_by_one(centre: TestCentre, hoa: Phone) -> None:
    await fill(centre)
    await make(hoa)
    await hoa.picks("Chương 1. Nội quy (10 câu)")
    hoa.skips()
    await hoa.picks("Mức nào cũng được")
    hoa.skips()
    await hoa.picks("Chọn từng câu")
    hint = "Chọn số để thêm câu vào bài, chọn lần nữa để bỏ ra."
    first = [f"{number}. Câu thứ {number - 1}." for number in range(1, 11)]
    numbers = [str(number) for number in range(1, 11)]
    about = f"Chương 1. Nội quy. {hint}"
    hoa.hears(
        f"{about} Bài có 0 câu cố định.\n\n" + "\n".join(first[:8]), *numbers[:8], "Trang sau", "Xong"
    )  # fmt: skip
    await hoa.picks("2")
    first[1] = "2. ✓ Câu thứ 1."
    hoa.hears(f"{about} Bài có 1 câu cố định.\n\n" + "\n".join(first[:8]), *numbers[:8], "Trang sau", "Xong")
    await hoa.picks("Trang sau")
    hoa.hears(f"{about} Bài có 1 câu cố định.\n\n" + "\n".join(first[8:]), "9", "10", "Trang trước", "Xong")
    await hoa.picks("10")
    first[9] = "10. ✓ Câu thứ 9."
    hoa.hears(f"{about} Bài có 2 câu cố định.\n\n" + "\n".join(first[8:]), "9", "10", "Trang trước", "Xong")
    await hoa.picks("Trang trước")
    hoa.skips()
    await hoa.picks("2")
    assert "Bài có 1 câu cố định." in hoa.skips()[0].message.text
    await hoa.picks("Xong")
    assert hoa.skips()[0].message.text.startswith("Câu hỏi: 1 câu cố định.\n")

    def stems(session: Session) -> list[str]:
        return [one.stem for one in bank.of_quiz(session, session.exec(select(Quiz)).one())]

    assert await centre.run(stems) == ["Câu thứ 9."]


async def test_a_quiz_that_cannot_open_at_its_time(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await fill(centre)
    await make(hoa)
    await hoa.says("1 câu chương 1")
    hoa.skips()
    for choice in ("Xong", "Mở bài", "Hẹn giờ mở"):
        await hoa.picks(choice)
        hoa.skips()
    await hoa.says("9h mai")
    hoa.skips()

    def retire(session: Session) -> None:
        for question in session.exec(select(Question)):
            bank.retire(question)

    await centre.run(retire)
    await centre.at(datetime(2026, 11, 24, 9, 0, tzinfo=ZONE))
    hoa.hears(
        "Đã đến giờ mở bài “Ôn tập” (lớp NTD-03-2026), nhưng bài chưa có câu hỏi nào được duyệt nên chưa mở. "
        "Xin thêm hoặc duyệt câu hỏi, rồi mở bài.",
        "Xem bài",
    )
    minh.hears_nothing()
    await centre.later(hours=1)
    hoa.hears_nothing()


async def test_the_lesson_of_an_opening_is_cancelled(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await fill(centre)
    await lesson(centre, MONDAY + timedelta(hours=3))
    await make(hoa)
    await hoa.says("1 câu chương 1")
    hoa.skips()
    for choice in ("Xong", "Mở bài", "Sau buổi Nội quy (11:00, Thứ Hai, 23/11/2026)"):
        await hoa.picks(choice)
        hoa.skips()
    await move_lesson(centre, state=CANCELLED)
    await centre.later(minutes=1)
    hoa.hears(
        "Buổi “Nội quy” đã hủy, nên bài “Ôn tập” (lớp NTD-03-2026) không tự mở sau buổi này. Xin chọn lại giờ mở.",
        "Xem bài",
    )
    await centre.later(hours=1)
    hoa.hears_nothing()


async def test_who_may_do_it_longer_is_reminded_before_their_own_time(
    centre: TestCentre, minh: Phone, hoa: Phone
) -> None:
    lan = await centre.registered("Trần Thị Lan", "1992")
    closes = datetime(2026, 11, 25, 9, 0, tzinfo=ZONE)
    quiz = await opened(centre, NOTICE, title="Ôn tập", closes_at=closes)

    def longer(session: Session) -> None:
        person = people.with_name(session, "Trần Thị Lan")[0]
        desk.allow(session, session.get_one(Quiz, quiz.id), person.id or 0, closes_at=closes + timedelta(days=3))

    await centre.run(longer)
    await centre.at(closes - timedelta(hours=24))
    assert len(minh.skips()) == 1
    lan.hears_nothing()
    await centre.at(closes + timedelta(days=2))
    lan.hears(
        "Xin nhắc: bài trắc nghiệm “Ôn tập” đồng chí chưa làm xong, bài đóng lúc 09:00, Thứ Bảy, 28/11/2026.", "Làm bài"
    )
    minh.hears_nothing()
    await centre.later(hours=5)
    lan.hears_nothing()


async def test_who_has_just_heard_of_it_is_not_reminded_at_once(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await opened(centre, NOTICE, title="Ôn tập", closes_at=MONDAY + timedelta(hours=10))
    await centre.later(hours=4)
    minh.hears_nothing()
    await centre.later(hours=1)
    assert minh.skips()[0].message.text.startswith("Xin nhắc: bài trắc nghiệm “Ôn tập” đồng chí chưa làm")


async def test_drafts_in_a_quiz_that_opens_are_said(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    quiz = await opened(centre, NOTICE, PHONES, title="Ôn tập")
    await change(centre, quiz, state="draft")

    def undecided(session: Session) -> None:
        session.get_one(Question, 1).state = "draft"

    await centre.run(undecided)
    await hoa.says("/kiemtra 1")
    hoa.skips()
    await hoa.picks("Mở bài")
    assert hoa.skips()[0].message.text == (
        "Còn 1 câu chờ duyệt: học viên sẽ không gặp các câu ấy (duyệt ở /duyet). Mở bài “Ôn tập” lúc nào?"
    )


async def test_another_command_while_questions_are_chosen(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await fill(centre)
    await make(hoa)
    await hoa.says("kiemtra 1")
    assert hoa.skips()[0].message.text.startswith("Bài “Ôn tập”, lớp NTD-03-2026: bản nháp.")


async def test_nobody_is_reminded_of_self_study(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    closes = datetime(2026, 11, 25, 9, 0, tzinfo=ZONE)
    await opened(centre, NOTICE, title="Tự học", closes_at=closes, practice=True)
    await centre.at(closes - timedelta(hours=1))
    minh.hears_nothing()
