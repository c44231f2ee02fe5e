"""When a quiz opens and closes, taking that back, and quizzes for self-study."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from storage.quizzes import CLOSED, Attempt, Quiz
from tests.centre import MONDAY, ZONE, Phone, TestCentre
from tests.quizzes import NOTICE, PHONES, change, opened
from tests.stories.test_quiz_desk import lesson, move_lesson

NEW = "Có bài trắc nghiệm mới: “Ôn tập”."


@pytest.fixture
async def hoa(centre: TestCentre, minh: Phone) -> Phone:
    return await centre.coordinator()


async def draft(centre: TestCentre, **values: object) -> Quiz:
    """A quiz with a question that was never opened."""
    quiz = await opened(centre, NOTICE, title="Ôn tập")
    await change(centre, quiz, state="draft", opened_at=None, **values)
    return quiz


async def picks(hoa: Phone, *labels: str) -> str:
    """Choose one after the other; what is said to the last."""
    for label in labels:
        hoa.skips()
        await hoa.picks(label)
    return hoa.skips()[0].message.text


async def test_opening_must_lie_before_closing(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await draft(centre, closes_at=datetime(2026, 11, 24, 17, 0, tzinfo=ZONE))
    await lesson(centre, datetime(2026, 11, 25, 11, 0, tzinfo=ZONE))
    await hoa.says("/kiemtra 1")
    late = "Bài đóng lúc 17:00, Thứ Ba, 24/11/2026, nên phải mở trước giờ ấy. Xin đổi giờ mở hoặc giờ đóng."
    assert (await picks(hoa, "Mở bài", "Sau buổi Nội quy (11:00, Thứ Tư, 25/11/2026)")).startswith(late)
    await picks(hoa, "Mở bài", "Hẹn giờ mở")
    await hoa.says("18h mai")
    hoa.hears(late, "Quay lại")
    await hoa.says("8h mai")
    await picks(hoa, "Giờ đóng")
    await hoa.says("7h30 mai")
    hoa.hears("Bài mở lúc 08:00, Thứ Ba, 24/11/2026, nên phải đóng sau giờ ấy. Xin gõ giờ khác.", "Quay lại")


async def test_a_plan_is_given_up(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await draft(centre)
    await hoa.says("/kiemtra 1")
    await picks(hoa, "Mở bài", "Hẹn giờ mở")
    await hoa.says("9h30")
    said = await picks(hoa, "Mở bài", "Thôi hẹn, để nháp")
    assert said.startswith("Đã thôi hẹn. Bài không tự mở nữa.\n\nBài “Ôn tập”, lớp NTD-03-2026: bản nháp.")
    await centre.later(hours=3)
    minh.hears_nothing()


async def test_a_lesson_moved_past_the_closing_time(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await draft(centre, closes_at=MONDAY + timedelta(hours=4))
    await lesson(centre, MONDAY + timedelta(hours=3))
    await hoa.says("/kiemtra 1")
    await picks(hoa, "Mở bài", "Sau buổi Nội quy (11:00, Thứ Hai, 23/11/2026)")
    await move_lesson(centre, ends_at=MONDAY + timedelta(hours=6), starts_at=MONDAY + timedelta(hours=5))
    await centre.later(hours=6)
    hoa.hears(
        "Bài “Ôn tập” (lớp NTD-03-2026) vừa mở, nhưng giờ đóng đã đặt thì qua rồi, nên bài chưa có giờ đóng. "
        "Xin đặt lại giờ đóng.",
        "Xem bài",
    )
    assert NEW in [out.message.text for out in minh.skips()]


async def test_closing_by_hand_hands_in_what_has_a_time_limit(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await opened(centre, NOTICE, PHONES, title="Ôn tập", minutes=60)
    await minh.says("/tracnghiem")
    minh.skips()
    await minh.picks("Bắt đầu")
    await minh.says("b")
    minh.skips()
    await hoa.says("/kiemtra 1")
    await picks(hoa, "Đóng bài", "Đóng bài")
    await centre.later(seconds=20)
    assert minh.skips()[0].message.text.startswith(
        "Đã hết giờ làm bài “Ôn tập”. Bài được tự động nộp lúc 08:00: 5 điểm."
    )


async def test_what_nobody_began_is_a_draft_again_and_the_unsent_is_called_off(
    centre: TestCentre, minh: Phone, hoa: Phone
) -> None:
    await draft(centre)
    centre.now = MONDAY + timedelta(hours=14)  # quiet hours: nobody has heard yet
    await hoa.says("/kiemtra 1")
    await picks(hoa, "Mở bài", "Mở ngay")
    hoa.skips()
    await hoa.picks("Đóng bài")
    hoa.hears("Đóng bài “Ôn tập” ngay? Học viên không làm được nữa.", "Đóng bài", "Thu về nháp", "Quay lại")
    said = await picks(hoa, "Thu về nháp")
    assert said.startswith("Bài đã thu về nháp, học viên không thấy nữa.\n\nBài “Ôn tập”, lớp NTD-03-2026: bản nháp.")
    await centre.later(hours=12)
    minh.hears_nothing()
    assert (await picks(hoa, "Mở bài", "Mở ngay")).startswith("Bài đã mở. Đã báo cho 1 học viên.")
    minh.hears(NEW, "Làm bài")


async def test_a_draft_is_deleted(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await draft(centre)
    await hoa.says("/kiemtra 1")
    hoa.skips()
    await hoa.picks("Xóa bài")
    hoa.hears("Xóa bài nháp “Ôn tập”? Câu hỏi vẫn còn trong ngân hàng.", "Xóa", "Quay lại")
    await hoa.picks("Xóa")
    hoa.hears("Đã xóa bài “Ôn tập”.", "Quay lại")
    await hoa.says("/kiemtra")
    hoa.hears("Lớp NTD-03-2026 chưa có bài trắc nghiệm nào.", "Bài mới")
    await hoa.presses("/ktxoathat 1")
    assert hoa.skips()[0].message.text.startswith("Bài này không còn như lúc trước.")


async def test_what_was_opened_is_not_deleted(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await draft(centre)
    await hoa.says("/kiemtra 1")
    await picks(hoa, "Xóa bài")
    await hoa.says("/kiemtra 1")
    await picks(hoa, "Mở bài", "Mở ngay")
    await hoa.presses("/ktxoathat 1")
    assert hoa.skips()[0].message.text.startswith("Bài này đã được dùng nên không xóa được.")


async def test_self_study_is_announced_only_when_wished(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await draft(centre, practice=True)
    await hoa.says("/kiemtra 1")
    said = await picks(hoa, "Mở bài", "Mở ngay")
    assert said.startswith("Bài đã mở để tự học. Học viên chưa được báo; muốn báo thì chọn “Báo cho lớp”.")
    minh.hears_nothing()
    assert (await picks(hoa, "Báo cho lớp")).startswith("Đã báo cho 1 học viên.")
    minh.hears("Có bài tự học: “Ôn tập”. Đồng chí làm lúc nào cũng được, không tính vào kết quả của lớp.", "Làm bài")
    assert (await picks(hoa, "Báo cho lớp")).startswith("Học viên đã được báo từ trước.")
    minh.hears_nothing()


async def test_self_study_opens_quietly_at_its_time(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await draft(centre, practice=True, opens_at=MONDAY + timedelta(hours=1))
    await centre.later(hours=1)
    minh.hears_nothing()
    await minh.says("/tracnghiem")
    assert "Ôn tập" in minh.skips()[0].message.text


async def test_opening_twice(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    quiz = await draft(centre)
    await hoa.says("/kiemtra 1")
    await picks(hoa, "Mở bài", "Mở ngay")
    await hoa.presses("/ktmongay 1")
    assert hoa.skips()[0].message.text.startswith("Bài đang mở rồi.")
    await picks(hoa, "Đóng bài", "Đóng bài")
    await hoa.presses("/ktdongthat 1")
    assert hoa.skips()[0].message.text.startswith("Bài đã đóng rồi.")
    minh.skips()
    said = await picks(hoa, "Mở lại")
    assert said.startswith("Bài đã mở lại và chưa có giờ đóng. Muốn nhắn người chưa làm thì chọn “Ai chưa làm”.")
    minh.hears_nothing()

    def state(session: Session) -> tuple[str, bool, int]:
        one = session.get_one(Quiz, quiz.id)
        return one.state, one.closes_at is None, len(session.exec(select(Attempt)).all())

    assert await centre.run(state) == ("open", True, 0)


async def test_a_closed_quiz_gets_no_closing_time(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    quiz = await opened(centre, NOTICE, title="Ôn tập")
    await hoa.says("/kiemtra 1")
    await picks(hoa, "Giờ đóng")
    await change(centre, quiz, state=CLOSED, closes_at=centre.now)
    await hoa.says("17h mai")
    assert hoa.skips()[0].message.text.startswith("Bài đã đóng rồi.")


async def test_a_file_for_a_planned_quiz_does_not_open_it(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    quiz = await draft(centre, opens_at=MONDAY + timedelta(days=1))
    await opened(centre, PHONES, title="Ôn tập")

    def state(session: Session) -> str:
        return session.get_one(Quiz, quiz.id).state

    assert await centre.run(state) == "draft"


async def test_old_buttons_neither_close_a_draft_nor_open_what_is_closed(
    centre: TestCentre, minh: Phone, hoa: Phone
) -> None:
    quiz = await opened(centre, NOTICE, title="Ôn tập", closes_at=MONDAY + timedelta(hours=1))
    await hoa.says("/kiemtra 1")
    await picks(hoa, "Giờ đóng")
    hoa.skips()
    await hoa.says("/kiemtra 1")
    await picks(hoa, "Đóng bài")
    await centre.later(hours=2)
    await hoa.presses("/ktkhongdong 1")
    assert hoa.skips()[0].message.text.startswith("Bài đã đóng rồi.")
    await hoa.presses("/ktnhap 1")
    text = hoa.skips()[0].message.text
    assert "bản nháp" in text and "Đóng lúc" not in text
    await hoa.presses("/ktdongthat 1")
    hoa.skips()

    def state(session: Session) -> str:
        return session.get_one(Quiz, quiz.id).state

    assert await centre.run(state) == "draft"


async def test_a_draft_whose_closing_time_passed(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await draft(centre, closes_at=MONDAY + timedelta(hours=1))
    await centre.later(hours=2)
    await hoa.says("/kiemtra 1")
    await picks(hoa, "Giờ đóng")
    await hoa.says("17h mai")
    assert "Đóng lúc 17:00, Thứ Ba, 24/11/2026." in hoa.skips()[0].message.text
