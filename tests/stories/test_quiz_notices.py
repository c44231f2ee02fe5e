"""Notices of quizzes are looked at once more when they go out: nobody hears what does not concern them any more."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import Session

from bot.channels import Capabilities
from handlers import quiz_notice
from storage import chats, people, registration
from storage.quizzes import Quiz
from tests.centre import MONDAY, Phone, TestCentre
from tests.quizzes import HOURS, PHONES, opened, withdraw

LATE = MONDAY + timedelta(hours=14, minutes=30)  # half past ten in the evening: quiet hours
EARLY = MONDAY + timedelta(hours=23, minutes=30)
TOMORROW = MONDAY + timedelta(hours=30)
PLAN = Capabilities(buttons=False, edits=False, files=False, people=50, messages_a_month=3000)


async def on_a_plan(centre: TestCentre) -> Phone:
    """Lan, whose only chat is on an account that counts its messages."""
    await centre.roster("NTD-03-2026", ("Trần Thị Lan", "1992"))
    phone = centre.phone("Trần Thị Lan", wire=centre.account("zalo", PLAN))

    def link(session: Session) -> None:
        person = people.with_name(session, "Trần Thị Lan")[0]
        chat, _ = chats.open_chat(session, phone.wire.account_id, phone.chat, language="vi", now=centre.now)
        registration.consent(session, chat, centre.now)
        registration.link(session, chat, person.id or 0)

    await centre.run(link)
    return phone


async def announce(centre: TestCentre, quiz: Quiz) -> None:
    def tell(session: Session) -> None:
        quiz_notice.announce_opened(session, centre.about, session.get_one(Quiz, quiz.id), centre.now)

    await centre.run(tell)
    await centre.deliver()


async def test_nobody_hears_in_the_evening_of_a_quiz_that_they_have_begun(centre: TestCentre) -> None:
    lan = await on_a_plan(centre)
    quiz = await opened(centre, PHONES, HOURS)
    await announce(centre, quiz)
    lan.hears_nothing()
    await lan.says("/tracnghiem")
    lan.skips()
    await lan.says("1")
    lan.skips()
    await centre.at(MONDAY + timedelta(hours=13))
    lan.hears_nothing()


async def test_what_is_left_of_an_evening_message_goes_out(centre: TestCentre) -> None:
    lan = await on_a_plan(centre)
    for title in ("Bài một", "Bài hai"):
        await announce(centre, await opened(centre, PHONES, title=title))
    await lan.says("/tracnghiem 1")
    lan.skips()
    await lan.says("1")
    lan.skips()
    await centre.at(MONDAY + timedelta(hours=13))
    lan.hears("Có bài trắc nghiệm mới: “Bài hai”.", "Làm bài")
    lan.hears_nothing()


async def test_who_begins_at_night_is_still_reminded_in_the_morning(centre: TestCentre, minh: Phone) -> None:
    await opened(centre, PHONES, HOURS, closes_at=TOMORROW)
    await centre.at(LATE)
    minh.hears_nothing()
    await minh.says("/tracnghiem")
    minh.skips()
    await minh.picks("Bắt đầu")
    minh.skips()
    await centre.at(EARLY)
    minh.hears(
        "Xin nhắc: bài trắc nghiệm “Nội quy lớp học” đồng chí chưa làm xong, bài đóng lúc 14:00, Thứ Ba, 24/11/2026.",
        "Làm bài",
    )


async def test_a_quiz_that_was_closed_at_night(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await opened(centre, PHONES, closes_at=TOMORROW)
    await centre.at(LATE)
    await hoa.presses("/kiemtra 1")
    hoa.skips()
    await hoa.picks("Đóng bài")
    hoa.skips()
    await hoa.picks("Đóng bài")
    await centre.at(EARLY)
    minh.hears_nothing()


async def test_who_left_the_class_at_night(centre: TestCentre, minh: Phone) -> None:
    quiz = await opened(centre, PHONES, closes_at=TOMORROW)
    await centre.at(LATE)
    await withdraw(centre, minh, quiz)
    await centre.at(EARLY)
    minh.hears_nothing()


async def test_others_get_theirs_though_many_need_none(centre: TestCentre, minh: Phone) -> None:
    """A round in which every claimed notice is useless does not hold up the next ones."""
    await opened(centre, PHONES, closes_at=TOMORROW)
    phones = [await centre.registered(f"Học viên {number}", "1990") for number in range(15)]
    await centre.at(LATE)
    for phone in [minh, *phones[:13]]:
        await phone.says("/tracnghiem")
        phone.skips()
        await phone.picks("Bắt đầu")
        await phone.says("sai")
        phone.skips()
    await centre.at(EARLY)
    heard = [phone.name for phone in [minh, *phones] if phone.skips()]
    assert heard == ["Học viên 13", "Học viên 14"]
