"""`/ontap`: a learner goes over their own mistakes, when they like and at a time of theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, select

from storage import plans
from storage.accounts import Account
from storage.files.question_rows import QuestionRow
from storage.quizzes import AFTER_CLOSING, Question, Quiz, approval, rows, versions
from storage.reviews import ReviewCard
from tests.centre import MONDAY, Phone, TestCentre
from tests.quizzes import BRING, NOTICE, PHONES, ROOM, change, opened, withdraw

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
TIMES = ("06:30", "12:00", "19:30", "20:30")
TRUTH = ("Đúng", "Sai")
NOTHING = "Đồng chí chưa có câu nào cần ôn. Sau mỗi bài trắc nghiệm, câu nào chưa đúng sẽ được đưa vào đây để ôn lại."
WHENEVER = "Muốn được nhắc, chọn Nhắc ôn mỗi ngày."
RIGHT = "✓ Đúng.\nNguồn: Nội quy lớp học, điều 5"
WRONG = "✗ Chưa đúng. Đáp án: Sai.\nNguồn: Nội quy lớp học, điều 5"


@pytest.fixture
async def lan(centre: TestCentre) -> Phone:
    return await centre.registered("Trần Thị Lan", "1990")


async def misses(centre: TestCentre, phone: Phone, *questions: QuestionRow, **values: object) -> Quiz:
    """The learner answers these questions wrong in a quiz."""
    quiz = await opened(centre, *questions, **values)  # type: ignore[arg-type]
    await phone.says("/tracnghiem")
    phone.skips()
    await phone.picks("Bắt đầu")
    wrong = {"single": "a", "multiple": "b", "truefalse": "đúng", "short": "Tầng hầm"}
    for question in questions:
        phone.skips()
        await phone.says(wrong[question.kind])
    phone.skips()
    return quiz


async def cards(centre: TestCentre) -> list[ReviewCard]:
    return await centre.run(lambda session: list(session.exec(select(ReviewCard))))


async def test_nothing_was_answered_wrong(lan: Phone) -> None:
    await lan.says("/ontap")
    lan.hears(NOTHING, "Nhắc ôn mỗi ngày")


async def test_a_mistake_comes_back_until_it_is_known(centre: TestCentre, lan: Phone) -> None:
    await misses(centre, lan, PHONES)
    await lan.says("ôn tập")
    assert lan.skips()[-1].message.text.startswith("Lần ôn tới: ")
    await centre.later(days=1)
    await lan.says("/ontap")
    lan.hears(
        f"Có 1 câu nên ôn hôm nay, trong 1 câu đồng chí từng trả lời chưa đúng.\n{WHENEVER}",
        "Ôn ngay", "Nhắc ôn mỗi ngày",
    )  # fmt: skip
    await lan.picks("Ôn ngay")
    lan.hears(f"Câu 1/1. {PHONES.stem}", *TRUTH)
    await lan.says("đúng")
    assert lan.skips()[-1].message.text.startswith(f"{WRONG}\n\nĐã ôn xong 1 câu. Lần ôn tới: ")
    await centre.later(days=1)
    await lan.says("/ontap ngay")
    lan.hears(f"Câu 1/1. {PHONES.stem}", *TRUTH)
    await lan.picks("Sai")
    assert lan.skips()[-1].message.text.startswith(f"{RIGHT}\n\nĐã ôn xong 1 câu. Lần ôn tới: ")
    (card,) = await cards(centre)
    assert card.reviews == 2
    assert card.due_at - card.reviewed_at >= timedelta(days=1)


async def test_every_kind_is_asked_again(centre: TestCentre, lan: Phone) -> None:
    await misses(centre, lan, NOTICE, BRING, ROOM)
    await centre.later(days=1)
    await lan.says("/ontap ngay")
    text = lan.skips()[-1].message.text
    assert text.startswith(f"Câu 1/3. {NOTICE.stem}")
    letter = next(line[0] for line in text.splitlines() if line.endswith("Hai ngày"))
    await lan.says(letter)
    said = lan.skips()
    assert said[0].message.text.startswith("✓ Đúng.\nBáo trước")
    text = said[-1].message.text
    assert f"Câu 2/3. {BRING.stem}" in text
    right = [line[0] for line in text.splitlines() if line.endswith(("Thẻ học viên", "Tài liệu"))]
    await lan.says(", ".join(right))
    text = lan.skips()[-1].message.text
    assert text.startswith("✓ Đúng.")
    assert f"Câu 3/3. {ROOM.stem}" in text
    await lan.says("hội trường tầng 2")
    assert lan.skips()[-1].message.text.startswith("✓ Đúng.\n\nĐã ôn xong 3 câu. Lần ôn tới: ")


async def test_what_is_no_answer(centre: TestCentre, lan: Phone) -> None:
    await misses(centre, lan, PHONES)
    await centre.later(days=1)
    await lan.says("/ontap ngay")
    lan.skips()
    await lan.says("/huy")
    lan.skips()
    assert [card.reviews for card in await cards(centre)] == [0]
    await lan.says("/ontap ngay")
    lan.skips()
    await lan.picks("Sai")
    lan.skips()
    await lan.presses("/ontraloi 1 0 1 1 2")
    lan.hears("Câu này đồng chí đã ôn rồi, hoặc vừa được sửa lại.", "Xem phần ôn tập")
    assert [card.reviews for card in await cards(centre)] == [1]


async def test_one_more_before_its_time(centre: TestCentre, lan: Phone) -> None:
    await misses(centre, lan, PHONES)
    await centre.later(days=1)
    await lan.says("/ontap ngay")
    lan.skips()
    await lan.says("sai")
    lan.skips()
    await lan.says("/ontap them")  # asked today already
    assert "Lần ôn tới" in lan.skips()[-1].message.text
    await centre.later(days=1)
    await lan.says("/ontap")
    assert lan.skips()[-1].message.text.startswith("Lần ôn tới: ")
    await lan.picks("Ôn thêm một câu")
    lan.hears(f"Câu 1/1. {PHONES.stem}", *TRUTH)


async def test_whenever_one_likes_also_right_after_the_quiz(centre: TestCentre, lan: Phone) -> None:
    """But each question once a day: it would be known by heart for a minute."""
    await misses(centre, lan, PHONES)
    await lan.says("/ontap")
    lan.skips()
    await lan.picks("Ôn thêm một câu")
    lan.hears(f"Câu 1/1. {PHONES.stem}", *TRUTH)
    await lan.says("sai")
    assert lan.skips()[-1].message.text.startswith(f"{RIGHT}\n\nĐã ôn xong 1 câu. Lần ôn tới: ")
    await lan.says("/ontap them")
    assert lan.skips()[-1].message.text.startswith("Lần ôn tới: ")
    (card,) = await cards(centre)
    assert card.reviews == 1 and card.due_at - card.reviewed_at >= timedelta(days=1)


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("7 giờ tối", "19:00"), ("19g30", "19:30"), ("7h30 tối", "19:30"), ("lúc 6 rưỡi chiều", "18:30"),
        ("11h trưa", "11:00"), ("1 giờ trưa", "13:00"), ("18:45", "18:45"), ("19 giờ 5", ""), ("9", "09:00"),
        ("25h", ""), ("2h sáng", ""), ("12 giờ tối", ""),
    ],
)  # fmt: skip
async def test_times_as_people_type_them(centre: TestCentre, lan: Phone, said: str, time: str) -> None:
    await misses(centre, lan, PHONES)
    await lan.says("/ontap gio")
    lan.skips()
    await lan.says(said)
    text = lan.skips()[-1].message.text
    assert text.startswith(f"Đã ghi. Mỗi ngày lúc {time}," if time else "Giờ này không nhắn được")


async def test_told_every_day_at_a_time_of_ones_own(centre: TestCentre, lan: Phone) -> None:
    await misses(centre, lan, PHONES)
    await lan.says("/ontap gio")
    lan.hears("Nhắc ôn lúc mấy giờ? Chọn một giờ, hoặc gõ giờ khác, ví dụ: 18:45.", *TIMES)
    await lan.says("23:30")
    lan.hears("Giờ này không nhắn được: không có giờ ấy, hoặc là giờ nghỉ. Xin chọn giờ khác.", *TIMES)
    await lan.says("18h45")
    lan.hears(
        "Đã ghi. Mỗi ngày lúc 18:45, nếu có câu cần ôn, trợ lý sẽ nhắc đồng chí, nhiều nhất 5 câu.", "Xem phần ôn tập"
    )
    await centre.at(MONDAY.replace(hour=11, minute=46))  # 18:46 there; nothing is due on the day of the quiz
    lan.hears_nothing()
    await centre.at(MONDAY.replace(hour=11, minute=44) + timedelta(days=1))
    lan.hears_nothing()
    await centre.at(MONDAY.replace(hour=11, minute=46) + timedelta(days=1))
    lan.hears("Đến giờ ôn tập: hôm nay có 1 câu đồng chí từng trả lời chưa đúng.", "Ôn ngay")
    await centre.later(minutes=10)
    lan.hears_nothing()
    await lan.says("/ontap ngay")
    lan.skips()
    await lan.says("đúng")
    lan.skips()
    await lan.says("/ontap")
    assert "Trợ lý nhắc ôn lúc 18:45 mỗi ngày" in lan.skips()[-1].message.text
    await lan.picks("Thôi nhắc ôn")
    lan.hears("Đã thôi nhắc ôn. Khi muốn ôn, đồng chí gõ /ontap.", "Nhắc ôn mỗi ngày")
    await centre.later(days=2)
    lan.hears_nothing()


async def test_a_day_that_was_missed_is_not_made_up_for(centre: TestCentre, lan: Phone) -> None:
    await misses(centre, lan, PHONES)
    await lan.says("/ontap gio")
    lan.skips()
    await lan.picks("12:00")
    lan.skips()
    centre.now = MONDAY + timedelta(days=1, hours=9)
    await centre.later(seconds=1)
    lan.hears_nothing()


async def test_a_plan_that_is_nearly_used_up_is_left_to_lessons(centre: TestCentre, lan: Phone) -> None:
    await misses(centre, lan, PHONES)
    await lan.says("/ontap gio")
    lan.skips()
    await lan.picks("19:30")
    lan.skips()

    def use(session: Session) -> None:
        for account in session.exec(select(Account)):
            account.messages_most = 100
            plans.note(session, account.id or 0, plans.month_of(centre.now, VIETNAM), sent=85)

    await centre.run(use)
    await centre.at(MONDAY.replace(hour=12, minute=31) + timedelta(days=1))
    lan.hears_nothing()
    await lan.says("/ontap ngay")
    lan.hears(f"Câu 1/1. {PHONES.stem}", *TRUTH)


async def test_fewer_a_day_where_every_message_counts(centre: TestCentre, lan: Phone) -> None:
    more = [replace(PHONES, stem=f"Khi có việc thứ {number}, được nghe điện thoại.") for number in range(1, 5)]
    await misses(centre, lan, PHONES, *more)
    await centre.later(days=1)
    await lan.says("/ontap")
    assert lan.skips()[-1].message.text.startswith("Có 5 câu nên ôn hôm nay, trong 5 câu")

    def limit(session: Session) -> None:
        for account in session.exec(select(Account)):
            account.messages_most = 3000

    await centre.run(limit)
    await lan.says("/ontap ngay")
    assert lan.skips()[-1].message.text.startswith("Câu 1/3.")
    for text in ("Câu 2/3.", "Câu 3/3.", "Đã ôn xong 3 câu. Vẫn còn câu nên ôn hôm nay."):
        await lan.says("sai")
        assert lan.skips()[-1].message.text.startswith(f"✓ Đúng.\nNguồn: Nội quy lớp học, điều 5\n\n{text}")
    await lan.picks("Ôn tiếp")
    assert lan.skips()[-1].message.text.startswith("Câu 1/2.")


async def test_asked_at_the_same_time_though_answered_later(centre: TestCentre, lan: Phone) -> None:
    await misses(centre, lan, PHONES)
    await lan.says("/ontap gio")
    lan.skips()
    await lan.says("18:45")
    lan.skips()
    evening = MONDAY.replace(hour=11, minute=46)
    for days in (1, 2):
        await centre.at(evening + timedelta(days=days))
        lan.hears("Đến giờ ôn tập: hôm nay có 1 câu đồng chí từng trả lời chưa đúng.", "Ôn ngay")
        await centre.later(minutes=30)
        await lan.says("/ontap ngay")
        lan.skips()
        await lan.says("đúng")
        lan.skips()


async def test_missed_again_in_a_quiz(centre: TestCentre, lan: Phone) -> None:
    await misses(centre, lan, PHONES)
    await centre.later(days=1)
    await lan.says("/ontap ngay")
    lan.skips()
    await lan.says("sai")
    lan.skips()
    await centre.later(days=1)
    await lan.says("/ontap")
    assert lan.skips()[-1].message.text.startswith("Lần ôn tới: ")
    await lan.says("/tracnghiem")
    lan.skips()
    await lan.picks("1")
    lan.skips()
    await lan.picks("Làm lại")
    lan.skips()
    await lan.says("đúng")
    lan.skips()
    await centre.later(days=1)
    await lan.says("/ontap")
    assert lan.skips()[-1].message.text.startswith("Có 1 câu nên ôn hôm nay")


async def test_who_left_the_class_goes_over_nothing(centre: TestCentre, lan: Phone) -> None:
    quiz = await misses(centre, lan, PHONES)
    await centre.later(days=1)
    await lan.says("/ontap gio")
    lan.skips()
    await lan.picks("19:30")
    lan.skips()
    await withdraw(centre, lan, quiz)
    await centre.at(MONDAY.replace(hour=12, minute=31) + timedelta(days=1))
    lan.hears_nothing()
    assert await cards(centre) == []


async def test_answers_shown_after_closing_are_not_given_away(centre: TestCentre, lan: Phone) -> None:
    quiz = await misses(centre, lan, PHONES, feedback=AFTER_CLOSING)
    await centre.later(days=1)
    await lan.says("/ontap")
    lan.hears(NOTHING, "Nhắc ôn mỗi ngày")
    await change(centre, quiz, closes_at=centre.now)
    await lan.says("/ontap")
    assert lan.skips()[-1].message.text.startswith("Có 1 câu nên ôn hôm nay")


async def test_a_changed_question_is_asked_as_it_is_now(centre: TestCentre, lan: Phone) -> None:
    await misses(centre, lan, PHONES)
    await centre.later(days=1)
    await lan.says("/ontap")
    lan.skips()

    def mend(session: Session) -> None:
        old = session.exec(select(Question)).one()
        row = replace(rows.row(old), stem="Trong giờ học được mở chuông điện thoại.")
        approval.approve(session, [versions.add(session, old, row, None, centre.now)], None, centre.now)

    await centre.run(mend)
    await lan.says("/ontap ngay")
    lan.hears("Câu 1/1. Trong giờ học được mở chuông điện thoại.", *TRUTH)

    def retire(session: Session) -> None:
        for question in session.exec(select(Question)):
            question.state = "retired"

    await centre.run(retire)
    await lan.says("sai")
    lan.hears("Câu này đồng chí đã ôn rồi, hoặc vừa được sửa lại.", "Xem phần ôn tập")
    await lan.says("/ontap")
    lan.hears(NOTHING, "Nhắc ôn mỗi ngày")
    assert await cards(centre) == []
