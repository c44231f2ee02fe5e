"""The list of people to phone, as the coordinator reads it."""

from __future__ import annotations

import io

from openpyxl import load_workbook
from sqlmodel import Session

from bot.channels import Blocked
from storage import people
from storage.files import making
from tests.centre import Phone, TestCentre
from tests.lessons import row, timetable

LESSON = "Buổi học 07:30, Thứ Ba, 24/11/2026, Hội trường A: Nội quy lớp học"
AGAIN = "\n\nGọi xong, bấm hoặc gõ số để đánh dấu."


async def with_phone(centre: TestCentre, name: str, phone: str) -> None:
    def write(session: Session) -> None:
        people.with_name(session, name)[0].phone = phone

    await centre.run(write)


async def test_who_is_not_registered_is_phoned_about_the_coming_lesson(
    centre: TestCentre, lan: Phone, minh: Phone, hoa: Phone
) -> None:
    await with_phone(centre, "Trần Thị Lan", "0912345678")
    await hoa.says("can goi")
    hoa.hears("Hiện không cần gọi cho ai: mọi người đều nhận được tin, hoặc đã được gọi.")
    await timetable(centre, row("24/11 07:30"))
    minh.skips()
    await hoa.says("/cangoi")
    hoa.hears(
        "Cần gọi điện: 1 người\n\n1. Trần Thị Lan, 0912345678, Chi bộ thôn Đông (chưa đăng ký)\n- " + LESSON + AGAIN,
        "Đã gọi Trần Thị Lan", "Tải danh sách (Excel)",
    )  # fmt: skip
    await hoa.picks("Đã gọi Trần Thị Lan")
    hoa.hears("Đã ghi: đã gọi Trần Thị Lan.", "Ghi nhầm")
    hoa.hears("Hiện không cần gọi cho ai: mọi người đều nhận được tin, hoặc đã được gọi.")
    await hoa.picks("Ghi nhầm")
    hoa.hears("Cần gọi điện: 1 người…", "Đã gọi Trần Thị Lan", "Tải danh sách (Excel)")


async def test_who_was_phoned_comes_back_when_the_lesson_is_moved(centre: TestCentre, lan: Phone, hoa: Phone) -> None:
    await timetable(centre, row("24/11 07:30"))
    await hoa.says("/cangoi")
    hoa.skips()
    await hoa.picks("Đã gọi Trần Thị Lan")
    hoa.skips()
    await centre.later(minutes=5)
    await timetable(centre, row("24/11 09:00"))
    await hoa.says("/cangoi")
    hoa.hears("…09:00, Thứ Ba, 24/11/2026…", "Đã gọi Trần Thị Lan", "Tải danh sách (Excel)")


async def test_who_blocked_the_bot_is_phoned_about_a_broadcast(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    minh.wire.refusals[minh.chat] = [Blocked("blocked")]
    await hoa.says("/thongbao")
    hoa.skips()
    await hoa.picks("Tất cả học viên")
    hoa.skips()
    await hoa.says("Mai nghỉ học")
    hoa.skips()
    await hoa.picks("Gửi ngay")
    await centre.later(seconds=5)
    hoa.skips()
    await hoa.says("/cangoi")
    hoa.hears(
        "Cần gọi điện: 1 người\n\n1. Nguyễn Văn Minh, chưa có số, Chi bộ thôn Tây (đã chặn trợ lý)\n"
        "- Thông báo: Mai nghỉ học" + AGAIN,
        "Đã gọi Nguyễn Văn Minh", "Tải danh sách (Excel)",
    )  # fmt: skip
    await minh.says("lich")  # is back, and was not told
    minh.skips()
    await hoa.says("/cangoi")
    hoa.hears("Hiện không cần gọi cho ai: mọi người đều nhận được tin, hoặc đã được gọi.")


async def test_the_list_as_a_table(centre: TestCentre, lan: Phone, hoa: Phone) -> None:
    await with_phone(centre, "Trần Thị Lan", "0912345678")
    await timetable(centre, row("24/11 07:30"))
    await hoa.says("/cangoi")
    hoa.skips()
    await hoa.picks("Tải danh sách (Excel)")
    out = hoa.hears("Danh sách 1 người cần gọi, kèm số điện thoại.", "Xem danh sách")
    assert out.message.file is not None
    sheet = load_workbook(io.BytesIO(making.made(out.message.file))).active
    assert sheet is not None
    rows = [list(line) for line in sheet.iter_rows(values_only=True)]
    assert rows[-1] == [
        1, "Trần Thị Lan", "0912345678", "Chi bộ thôn Đông", "NTD-03-2026", "chưa đăng ký", LESSON,
    ]  # fmt: skip


async def test_many_are_listed_in_pages(centre: TestCentre, hoa: Phone) -> None:
    await centre.roster("NTD-03-2026", *((f"Trần Văn {chr(65 + number)}n", "1990") for number in range(10)))
    await timetable(centre, row("24/11 07:30"))
    await hoa.says("/cangoi")
    first = hoa.skips()[0].message
    assert [choice.label for choice in first.choices][-2:] == ["Xem tiếp", "Tải danh sách (Excel)"]
    await hoa.picks("Xem tiếp")
    hoa.hears(
        "Cần gọi điện: 10 người\n\n9. …10. …", "Đã gọi Trần Văn In", "Đã gọi Trần Văn Jn", "Tải danh sách (Excel)"
    )


async def test_a_learner_may_not_see_the_list(minh: Phone) -> None:
    await minh.says("/cangoi")
    assert "Cần gọi" not in minh.skips()[0].message.text
