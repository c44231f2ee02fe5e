"""`/nguoihoc`: one learner as the coordinator sees them."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import Session, select

from storage import chats, cohorts, outbox
from storage.audit import Audit
from storage.messages import Message
from tests.centre import Phone, TestCentre

CARD = """Nguyễn Văn Minh
Sinh 1988
Lớp NTD-03-2026, Chi bộ thôn Tây
Đã qua 0 trên 0 buổi, làm 0 trên 0 bài trắc nghiệm.
Đã đăng ký với trợ lý từ Thứ Hai, 23/11/2026."""
LAN_CARD = """Trần Thị Lan
Sinh 05/03/1990
Lớp NTD-03-2026, Chi bộ thôn Đông
Đã qua 0 trên 0 buổi, làm 0 trên 0 bài trắc nghiệm.
Chưa đăng ký với trợ lý."""
CHOICES = ("Thôi học NTD-03-2026", "Gỡ điện thoại")


async def test_a_learner_is_found_without_accents(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await hoa.says("/nguoihoc van minh")
    hoa.hears(CARD, *CHOICES)

    def noted(session: Session) -> list[tuple[str, str]]:
        return [(one.action, one.subject) for one in session.exec(select(Audit))]

    assert await centre.run(noted) == [("looked at", f"person:{(await minh.person()).id}")]


async def test_without_a_name_the_bot_asks_for_one(hoa: Phone, minh: Phone) -> None:
    await hoa.says("người học")
    hoa.hears("Đồng chí cần tìm ai? Xin gõ tên, không cần dấu.")
    await hoa.says("Tuyết")
    hoa.hears("Không có ai tên “Tuyết”. Xin gõ tên khác, hoặc gõ ít chữ hơn.")
    await hoa.says("minh")
    hoa.hears(CARD, *CHOICES)


async def test_another_command_is_no_name(hoa: Phone, minh: Phone) -> None:
    await hoa.says("/nguoihoc")
    hoa.skips()
    await hoa.says("lop")
    hoa.hears("Các lớp đang mở. …", "NTD-03-2026")


async def test_of_several_one_is_chosen(hoa: Phone, lan: Phone, minh: Phone) -> None:
    await hoa.says("/nguoihoc n")
    hoa.hears("Không có ai tên “n”. Xin gõ tên khác, hoặc gõ ít chữ hơn.")
    await hoa.says("an")
    hoa.hears(
        "Có 2 người. Xin chọn:",
        "Trần Thị Lan, 05/03/1990, NTD-03-2026",
        "Nguyễn Văn Minh, 1988, NTD-03-2026",
    )
    await hoa.picks("Trần Thị Lan, 05/03/1990, NTD-03-2026")
    hoa.hears(LAN_CARD, "Thôi học NTD-03-2026")


async def test_a_learner_leaves_a_class_and_comes_back(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await hoa.says("/nguoihoc minh")
    hoa.skips()
    await hoa.picks("Thôi học NTD-03-2026")
    hoa.hears(
        "Ghi nhận Nguyễn Văn Minh thôi học lớp NTD-03-2026? Học viên sẽ không nhận tin của lớp này nữa.",
        "Thôi học",
        "Không",
    )
    await hoa.picks("Thôi học")
    hoa.hears("Đã ghi nhận Nguyễn Văn Minh thôi học lớp NTD-03-2026.", "Hoàn tác")
    assert await classes_of(centre, minh) == []
    await hoa.picks("Hoàn tác")
    hoa.hears("Nguyễn Văn Minh lại học lớp NTD-03-2026.", "Xem học viên")
    assert await classes_of(centre, minh) == [("NTD-03-2026", "registered")]
    await hoa.picks("Xem học viên")
    hoa.hears(CARD, *CHOICES)


async def classes_of(centre: TestCentre, phone: Phone) -> list[tuple[str, str]]:
    person = await phone.person()

    def look(session: Session) -> list[tuple[str, str]]:
        return [(cohort.code, one.state) for cohort, one in cohorts.of_person(session, person.id or 0)]

    return await centre.run(look)


async def test_a_learner_who_left_can_be_brought_back_from_the_card(hoa: Phone, lan: Phone) -> None:
    await hoa.says("/nguoihoc lan")
    hoa.skips()
    await hoa.picks("Thôi học NTD-03-2026")
    hoa.skips()
    await hoa.picks("Thôi học")
    hoa.skips()
    await hoa.says("/nguoihoc lan")
    hoa.hears(
        "Trần Thị Lan\nSinh 05/03/1990\nLớp NTD-03-2026: đã thôi học\nChưa đăng ký với trợ lý.",
        "Cho học lại NTD-03-2026",
    )
    await hoa.picks("Cho học lại NTD-03-2026")
    hoa.hears("Trần Thị Lan lại học lớp NTD-03-2026.", "Xem học viên")


async def test_a_lost_phone_is_freed_and_the_learner_registers_again(
    centre: TestCentre, hoa: Phone, minh: Phone
) -> None:
    await hoa.says("/nguoihoc minh")
    hoa.skips()
    await hoa.picks("Gỡ điện thoại")
    hoa.hears(
        "Gỡ Nguyễn Văn Minh khỏi điện thoại đang dùng? Làm việc này khi học viên mất hoặc đổi điện thoại. "
        "Sau đó học viên đăng ký lại trên điện thoại mới.",
        "Gỡ",
        "Không",
    )
    await hoa.picks("Gỡ")
    hoa.hears("Đã gỡ. Nguyễn Văn Minh cần đăng ký lại bằng họ tên và ngày sinh.")
    minh.hears_nothing()
    new = centre.phone("Nguyễn Văn Minh")
    await new.says("/start")
    new.skips()
    await new.picks("Đồng ý")
    await new.says("Nguyễn Văn Minh")
    await new.says("1988")
    new.skips()
    await new.picks("Đúng")
    new.hears("Chào đồng chí Nguyễn Văn Minh, lớp NTD-03-2026.\n…", "Xem lịch học", "Xem hướng dẫn")
    await hoa.says("/nguoihoc minh")
    hoa.hears(CARD + "\nLiên lạc gần nhất: 08:00, Thứ Hai, 23/11/2026.", *CHOICES)

    def owners(session: Session) -> list[str]:
        return [chat.external_id for chat in session.exec(select(chats.Chat)) if chat.person_id is not None]

    assert minh.chat not in await centre.run(owners)


async def test_nothing_more_goes_to_a_lost_phone(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    def queue(session: Session) -> None:
        chat, _ = chats.open_chat(session, centre.wire.account_id, minh.chat, language="vi", now=centre.now)
        later = centre.now + timedelta(hours=1)
        outbox.put(session, chat, Message("Mai học."), now=centre.now, lane=outbox.NOTICE, not_before=later)

    await centre.run(queue)
    await hoa.says("/nguoihoc minh")
    hoa.skips()
    await hoa.picks("Gỡ điện thoại")
    hoa.skips()
    await hoa.picks("Gỡ")
    await centre.later(hours=2)
    minh.hears_nothing()


async def test_a_learner_who_blocked_the_bot_is_shown_so(hoa: Phone, minh: Phone) -> None:
    await minh.blocks()
    await hoa.says("/nguoihoc minh")
    hoa.hears("…\nĐã đăng ký nhưng đang chặn trợ lý, nên không nhận được tin.", *CHOICES)


async def test_nobody_else_finds_learners(lan: Phone, minh: Phone, stranger: Phone) -> None:
    await minh.says("/nguoihoc lan")
    minh.hears("Trợ lý chưa hiểu ý đồng chí. Gõ /trogiup để xem những việc làm được.", "Xem hướng dẫn")
    await stranger.says("/nguoihoc lan")
    stranger.hears("Đồng chí cần đăng ký trước, chỉ mất một phút.", "Đăng ký")
