"""The timetable, as it reads in the chat."""

from __future__ import annotations

from storage.files import making
from tests.centre import Phone, TestCentre
from tests.lessons import row, timetable
from tests.stories.test_reminders import at

SAVE = "Lưu vào lịch điện thoại (.ics)"
TUESDAY = row("24/11 07:30", instructor="Nguyễn Văn Bình")
COMING = """Lịch học sắp tới của đồng chí:

Thứ Hai, 23/11/2026 (hôm nay), 13:30 - 16:45
Khai giảng

Thứ Ba, 24/11/2026 (ngày mai), 07:30 - 11:00
Nội quy lớp học
Địa điểm: Hội trường A
Giảng viên: Nguyễn Văn Bình

Thứ Tư, 25/11/2026, 18:30 - 20:00
Kỹ năng ghi chép
Địa điểm: Hội trường A"""
THREE = (
    row("23/11 13:30", "Khai giảng", "", ends="16:45"),
    TUESDAY,
    row("25/11 18:30", "Kỹ năng ghi chép", periods=2),
)


async def test_the_coming_lessons(centre: TestCentre, minh: Phone) -> None:
    await timetable(centre, *THREE)
    minh.skips()
    await minh.says("lich")
    minh.hears(COMING, SAVE)
    await centre.at(at("24/11 12:00"))
    minh.skips()
    await minh.says("/lich")
    minh.hears("Lịch học sắp tới của đồng chí:\n\nThứ Tư, 25/11/2026 (ngày mai), 18:30 - 20:00\n…", SAVE)


async def test_no_lessons(minh: Phone, hoa: Phone, stranger: Phone) -> None:
    none = "Hiện chưa có buổi học nào sắp tới. Khi có lịch, trợ lý sẽ báo ngay cho đồng chí."
    await minh.says("/lich")
    minh.hears(none)
    await minh.says("/lichics")
    minh.hears(none)
    await hoa.says("/lich")
    hoa.hears(none)
    await stranger.says("/lich")
    stranger.hears("…đăng ký…", "Đăng ký")


async def test_the_cohort_is_named_when_there_are_several(centre: TestCentre, minh: Phone) -> None:
    await centre.roster("DV-01-2026", ("Nguyễn Văn Minh", "1988"))
    await timetable(centre, row("24/11 13:30", "Buổi chiều", ""), cohort="DV-01-2026")
    await timetable(centre, row("24/11 07:30", "Buổi sáng", ""))
    minh.skips()
    await minh.says("/lich")
    minh.hears(
        "Lịch học sắp tới của đồng chí:\n\n"
        "Thứ Ba, 24/11/2026 (ngày mai), 07:30 - 11:00\nBuổi sáng\nLớp: NTD-03-2026\n\n"
        "Thứ Ba, 24/11/2026 (ngày mai), 13:30 - 17:00\nBuổi chiều\nLớp: DV-01-2026",
        SAVE,
    )


async def test_what_changed_since_one_last_looked(centre: TestCentre, minh: Phone) -> None:
    await timetable(centre, *THREE)
    await minh.says("/lich")
    minh.skips()
    await timetable(
        centre,
        row("23/11 14:00", "Khai giảng", "", ends="16:45"),
        row("24/11 07:30", place="Phòng 2", instructor="Nguyễn Văn Bình"),
        row("27/11 07:30", "Buổi mới"),
    )
    minh.skips()
    await minh.says("/lich")
    minh.hears(
        """Thay đổi từ lần xem trước:

Đổi giờ: Khai giảng
Từ: Thứ Hai, 23/11/2026 (hôm nay), 13:30
Sang: Thứ Hai, 23/11/2026 (hôm nay), 14:00 - 16:45

Đổi địa điểm: Nội quy lớp học
Thứ Ba, 24/11/2026 (ngày mai), 07:30 - 11:00
Từ: Hội trường A
Sang: Phòng 2

Hủy buổi: Kỹ năng ghi chép
Thứ Tư, 25/11/2026, 18:30 - 20:00

Thêm buổi: Buổi mới
Thứ Sáu, 27/11/2026, 07:30 - 11:00
Địa điểm: Hội trường A

Lịch học sắp tới của đồng chí:

Thứ Hai, 23/11/2026 (hôm nay), 14:00 - 16:45
…""",
        SAVE,
    )
    await minh.says("/lich")
    minh.hears("Lịch học sắp tới của đồng chí:\n\n…", SAVE)


async def test_all_lessons_are_cancelled(centre: TestCentre, minh: Phone) -> None:
    await timetable(centre, TUESDAY)
    await minh.says("/lich")
    await timetable(centre)
    minh.skips()
    await minh.says("/lich")
    minh.hears("Thay đổi từ lần xem trước:\n\nHủy buổi: Nội quy lớp học\n…\n\nHiện chưa có buổi học nào …")


async def test_a_cohort_seen_for_the_first_time_is_not_news(centre: TestCentre, minh: Phone) -> None:
    await timetable(centre, TUESDAY)
    await minh.says("/lich")
    await centre.roster("DV-01-2026", ("Nguyễn Văn Minh", "1988"))
    await timetable(centre, row("25/11 13:30"), cohort="DV-01-2026")
    minh.skips()
    await minh.says("/lich")
    minh.hears("Lịch học sắp tới của đồng chí:\n\n…", SAVE)


async def test_a_long_timetable_comes_in_pages(centre: TestCentre, minh: Phone) -> None:
    await timetable(centre, *(row(f"{day}/12 07:30", f"Buổi {day}", "") for day in range(1, 24)))
    minh.skips()
    await minh.says("/lich")
    first = minh.hears("Lịch học sắp tới của đồng chí:\n\n…Buổi 10", "Xem tiếp", SAVE)
    assert first.message.text.count("Buổi") == 10
    await minh.picks("Xem tiếp")
    minh.hears("Các buổi tiếp theo:\n\nThứ Sáu, 11/12/2026, 07:30 - 11:00\nBuổi 11\n…Buổi 20", "Xem tiếp", SAVE)
    await minh.picks("Xem tiếp")
    minh.hears("Các buổi tiếp theo:\n\n…Buổi 21\n\n…Buổi 22\n\n…Buổi 23", SAVE)


async def test_the_timetable_for_the_calendar_of_the_phone(centre: TestCentre, minh: Phone) -> None:
    await timetable(centre, *THREE)
    minh.skips()
    await minh.says("/lich")
    minh.hears(COMING, SAVE)
    await minh.picks(SAVE)
    out = minh.hears("Đồng chí mở tệp này để đưa các buổi học vào lịch của điện thoại.")
    assert out.message.file is not None and out.message.file.name == "lich-hoc.ics"
    content = making.made(out.message.file)
    assert out.content == content
    assert content.count(b"BEGIN:VEVENT") == 3
