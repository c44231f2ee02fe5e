"""`/lop`: the classes as their coordinator sees them."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session, select

from storage import cohorts
from storage.audit import Audit
from storage.lessons import Lesson
from storage.reminders import EVENING, HOUR, Reminder
from tests.centre import ZONE, Phone, TestCentre

CHOICES = (
    "Lấy mã QR",
    "Đổi giờ nhắc hôm trước",
    "Đổi giờ nhắc trước buổi",
    "Tải bảng tiến độ",
    "Các lớp khác",
)
BACK = "Xem lớp NTD-03-2026"


async def code_of(centre: TestCentre, code: str = "NTD-03-2026") -> str:
    def look(session: Session) -> str:
        cohort = cohorts.called(session, code)
        assert cohort is not None
        return cohort.join_code

    return await centre.run(look)


async def a_lesson_tomorrow(centre: TestCentre) -> None:
    def plan(session: Session) -> None:
        cohort = cohorts.called(session, "NTD-03-2026")
        assert cohort is not None and cohort.id is not None
        starts = centre.now + timedelta(days=1)
        session.add(
            Lesson(
                cohort_id=cohort.id,
                starts_at=starts,
                ends_at=starts + timedelta(hours=3),
                topic="Nội quy lớp học",
                place="Hội trường",
                changed_at=centre.now,
            )
        )

    await centre.run(plan)


async def test_without_classes_the_next_step_is_named(hoa: Phone) -> None:
    await hoa.says("/lop")
    hoa.hears("Chưa có lớp nào. Xin gửi tệp Excel danh sách lớp vào đây để tạo lớp.")


async def test_a_class_shows_who_is_missing_the_next_lesson_and_the_code(
    centre: TestCentre, hoa: Phone, minh: Phone
) -> None:
    await centre.roster("NTD-03-2026", ("Trần Thị Lan", "1990-03-05", "Chi bộ thôn Đông"), ("Lê Thị An", "1991"))

    await a_lesson_tomorrow(centre)
    code = await code_of(centre)
    await hoa.says("lớp")
    hoa.hears("Các lớp đang mở. Chọn một lớp để xem:\n• NTD-03-2026: đã đăng ký 1 trên 3 người", "NTD-03-2026")
    await hoa.picks("NTD-03-2026")
    hoa.hears(
        f"""Lớp NTD-03-2026, Bồi dưỡng nhận thức về Đảng
Đã đăng ký với trợ lý: 1 trên 3 người.
Chưa đăng ký:
1. Lê Thị An
2. Trần Thị Lan, Chi bộ thôn Đông

Buổi học tới: 08:00, Thứ Ba, 24/11/2026, Nội quy lớp học, tại Hội trường.
Nhắc lịch: 19:00 ngày hôm trước, và trước buổi học 60 phút.

Mã đăng ký, gõ cho trợ lý: {code}
Liên kết đăng ký: https://t.me/chuong_thu_bot?start={code}""",
        *CHOICES,
    )


async def test_a_class_is_found_by_its_code_typed(hoa: Phone, minh: Phone) -> None:
    await hoa.says("lop ntd-03-2026")
    hoa.hears("Lớp NTD-03-2026, …Chưa có buổi học nào sắp tới.\n…", *CHOICES)
    await hoa.says("/lop XYZ")
    hoa.hears(
        "Không có lớp nào mã “XYZ”. Các lớp đang mở:\n• NTD-03-2026: đã đăng ký 1 trên 1 người",
        "NTD-03-2026",
    )


async def test_many_missing_names_come_in_pages(centre: TestCentre, hoa: Phone) -> None:
    letters = "ABCDEGHIKLMNOPQRSTUVXY"
    await centre.roster("NTD-03-2026", *((f"Lê {one} {two}", "1990") for one in letters[:6] for two in letters[:7]))
    await hoa.says("/lop NTD-03-2026")
    hoa.hears(
        "…Chưa đăng ký:\n1. Lê A A\n…\n10. Lê D B\n… và 32 người khác\n\n…",
        "Lấy mã QR",
        "Ai chưa đăng ký",
        *CHOICES[1:],
    )
    await hoa.picks("Ai chưa đăng ký")
    hoa.hears("Lớp NTD-03-2026: 42 người chưa đăng ký\n1. Lê A A\n…\n40. Lê D H", "Xem tiếp", BACK)
    await hoa.picks("Xem tiếp")
    hoa.hears("Lớp NTD-03-2026: 42 người chưa đăng ký\n41. Lê E H\n42. Lê G H", BACK)
    await hoa.picks(BACK)
    hoa.hears("Lớp NTD-03-2026, …", "Lấy mã QR", "Ai chưa đăng ký", *CHOICES[1:])


async def test_the_qr_picture_opens_the_bot_for_the_class(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    code = await code_of(centre)
    await hoa.says("/lop NTD-03-2026")
    hoa.skips()
    await hoa.picks("Lấy mã QR")
    out = hoa.hears(
        "Mã QR đăng ký lớp NTD-03-2026. Chiếu lên hoặc in ra để học viên quét bằng điện thoại. "
        f"Ai không quét được thì gõ mã {code} cho trợ lý.",
        BACK,
    )
    assert out.message.file is not None and out.message.file.name == "lop-NTD-03-2026.png"
    assert out.message.file.data == {"text": f"https://t.me/chuong_thu_bot?start={code}"}
    assert out.content is not None and out.content.startswith(b"\x89PNG")


async def test_without_a_link_the_picture_holds_the_code(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    centre.dispatcher.bot_name = ""
    code = await code_of(centre)
    await hoa.says("/lop NTD-03-2026")
    hoa.skips()
    await hoa.picks("Lấy mã QR")
    out = hoa.hears(f"Mã QR lớp NTD-03-2026. Học viên quét để thấy mã {code}, rồi gõ mã ấy cho trợ lý.", BACK)
    assert out.message.file is not None and out.message.file.data == {"text": code}


async def test_the_times_of_reminders_are_changed_by_choice(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await hoa.says("/lop NTD-03-2026")
    hoa.skips()
    await hoa.picks("Đổi giờ nhắc hôm trước")
    hoa.hears(
        "Lớp NTD-03-2026: nhắc lúc mấy giờ ngày hôm trước? Chọn, hoặc gõ giờ khác như 18:30.",
        "18:00",
        "19:00",
        "20:00",
        "Không nhắc",
    )
    await hoa.picks("20:00")
    hoa.hears(
        "Đã đổi giờ nhắc của lớp NTD-03-2026.\nNhắc lịch: 20:00 ngày hôm trước, và trước buổi học 60 phút.",
        BACK,
    )
    await hoa.picks(BACK)
    hoa.skips()
    await hoa.picks("Đổi giờ nhắc trước buổi")
    hoa.hears("Lớp NTD-03-2026: nhắc trước buổi học bao lâu?", "30 phút", "60 phút", "120 phút", "Không nhắc")
    await hoa.picks("Không nhắc")
    hoa.hears("Đã đổi giờ nhắc của lớp NTD-03-2026.\nNhắc lịch: 20:00 ngày hôm trước.", BACK)

    def look(session: Session) -> tuple[str, int, int]:
        cohort = cohorts.called(session, "NTD-03-2026")
        assert cohort is not None
        noted = [one for one in session.exec(select(Audit)) if one.action == "reminder times"]
        return cohort.evening_at, cohort.minutes_before, len(noted)

    assert await centre.run(look) == ("20:00", 0, 2)


async def test_the_reminders_that_wait_move_with_the_time(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await a_lesson_tomorrow(centre)
    await hoa.says("/lop NTD-03-2026")
    hoa.skips()
    await hoa.picks("Đổi giờ nhắc hôm trước")
    hoa.skips()
    await hoa.picks("20:00")

    def waiting(session: Session) -> dict[str, datetime]:
        return {one.rule: one.due_at.astimezone(ZONE) for one in session.exec(select(Reminder))}

    assert await centre.run(waiting) == {
        EVENING: datetime(2026, 11, 23, 20, 0, tzinfo=ZONE),
        HOUR: datetime(2026, 11, 24, 7, 0, tzinfo=ZONE),
    }


async def test_another_time_is_typed_and_the_night_is_refused(hoa: Phone, minh: Phone) -> None:
    await hoa.says("/lop NTD-03-2026")
    hoa.skips()
    await hoa.picks("Đổi giờ nhắc hôm trước")
    hoa.skips()
    await hoa.says("23h")
    hoa.hears(
        "Giờ này không dùng được: đêm khuya trợ lý không gửi tin. Xin chọn, hoặc gõ giờ khác như 18:30.",
        "18:00",
        "19:00",
        "20:00",
        "Không nhắc",
    )
    await hoa.says("18h30")
    hoa.hears("…\nNhắc lịch: 18:30 ngày hôm trước, và trước buổi học 60 phút.", BACK)


async def test_classes_are_the_coordinators_business(minh: Phone, stranger: Phone) -> None:
    await minh.says("/lop")
    minh.hears("Trợ lý chưa hiểu ý đồng chí. Gõ /trogiup để xem những việc làm được.", "Xem hướng dẫn")
    await stranger.says("/lop")
    stranger.hears("Đồng chí cần đăng ký trước, chỉ mất một phút.", "Đăng ký")
    await minh.presses("/xemlop 1")
    minh.hears("Nút này đã cũ nên không dùng được nữa. …", "Xem hướng dẫn")
