"""What learners are told when the timetable changes, and what becomes of their reminders."""

from __future__ import annotations

from handlers import reminders
from tests.centre import Phone, TestCentre
from tests.lessons import due_times, row, states, timetable
from tests.stories.test_reminders import TUESDAY, at

WEDNESDAY = row("25/11 07:30", "Kỹ năng ghi chép")
FIRST = """Lớp NTD-03-2026 đã có lịch học, gồm 2 buổi. Buổi đầu:

Thứ Ba, 24/11/2026 (ngày mai), 07:30 - 11:00
Nội quy lớp học
Địa điểm: Hội trường A
Giảng viên: Nguyễn Văn Bình

Gõ /lich để xem cả lịch."""


async def test_the_first_timetable_is_announced_in_a_few_words(centre: TestCentre, minh: Phone, lan: Phone) -> None:
    assert await timetable(centre, TUESDAY, WEDNESDAY) == 1
    minh.hears(FIRST)
    minh.hears_nothing()
    lan.hears_nothing()
    assert await due_times(centre) == ["23/11 19:00", "24/11 06:30", "24/11 19:00", "25/11 06:30"]


async def test_importing_twice_tells_nobody(centre: TestCentre, minh: Phone) -> None:
    await timetable(centre, TUESDAY, WEDNESDAY)
    minh.skips()
    assert await timetable(centre, TUESDAY, WEDNESDAY) == 0
    minh.hears_nothing()


async def test_all_differences_come_in_one_message(centre: TestCentre, minh: Phone) -> None:
    thursday, friday = row("26/11 07:30", "Buổi ba"), row("27/11 07:30", "Buổi bốn", instructor="Cô Hạnh")
    await timetable(centre, TUESDAY, WEDNESDAY, thursday, friday)
    minh.skips()
    moved = row("24/11 13:30", instructor="Nguyễn Văn Bình", place="Phòng 2")
    elsewhere = row("26/11 07:30", "Buổi ba", place="Phòng 3")
    other_instructor = row("27/11 07:30", "Buổi bốn", instructor="Thầy Sơn")
    added = row("28/11 07:30", "Buổi năm")
    assert await timetable(centre, moved, elsewhere, other_instructor, added) == 1
    minh.hears("""Lịch học lớp NTD-03-2026 có thay đổi:

Đổi giờ: Nội quy lớp học
Từ: Thứ Ba, 24/11/2026 (ngày mai), 07:30
Sang: Thứ Ba, 24/11/2026 (ngày mai), 13:30 - 17:00
Địa điểm: Phòng 2 (trước đây: Hội trường A)

Hủy buổi: Kỹ năng ghi chép
Thứ Tư, 25/11/2026, 07:30 - 11:00

Đổi địa điểm: Buổi ba
Thứ Năm, 26/11/2026, 07:30 - 11:00
Từ: Hội trường A
Sang: Phòng 3

Đổi nội dung: Buổi bốn
Thứ Sáu, 27/11/2026, 07:30 - 11:00
Địa điểm: Hội trường A
Giảng viên: Thầy Sơn

Thêm buổi: Buổi năm
Thứ Bảy, 28/11/2026, 07:30 - 11:00
Địa điểm: Hội trường A

Gõ /lich để xem cả lịch.""")
    minh.hears_nothing()


async def test_a_moved_lesson_is_reminded_of_at_its_new_time_only(centre: TestCentre, minh: Phone) -> None:
    await timetable(centre, TUESDAY)
    await timetable(centre, row("26/11 07:30"))
    minh.skips()
    await centre.at(at("23/11 19:00"))
    await centre.at(at("24/11 06:30"))
    minh.hears_nothing()
    await centre.at(at("25/11 19:00"))
    minh.hears("Xin nhắc đồng chí có buổi học:\n\nThứ Năm, 26/11/2026 (ngày mai), 07:30 - 11:00\n…")


async def test_a_lesson_moved_after_its_reminder_is_reminded_of_anew(centre: TestCentre, minh: Phone) -> None:
    await timetable(centre, TUESDAY)
    await centre.at(at("23/11 19:00"))
    minh.skips()
    await timetable(centre, row("26/11 07:30", instructor="Nguyễn Văn Bình"))
    minh.hears("Lịch học lớp NTD-03-2026 có thay đổi:\n\nĐổi giờ: …")
    await centre.at(at("25/11 19:00"))
    minh.hears("Xin nhắc đồng chí có buổi học:\n\nThứ Năm, 26/11/2026 (ngày mai), …")


async def test_a_lesson_moved_to_the_next_morning_needs_no_evening_reminder(centre: TestCentre, minh: Phone) -> None:
    await timetable(centre, row("26/11 07:30"))
    minh.skips()
    await centre.at(at("23/11 20:00"))
    await timetable(centre, row("24/11 07:30"))
    minh.hears("Lịch học lớp NTD-03-2026 có thay đổi:\n\nĐổi giờ: …")
    await centre.at(at("23/11 20:01"))
    minh.hears_nothing()
    await centre.at(at("24/11 06:30"))
    minh.hears("Đồng chí sắp có buổi học:\n\n…")


async def test_a_cancelled_lesson_is_not_reminded_of(centre: TestCentre, minh: Phone) -> None:
    await timetable(centre, TUESDAY, WEDNESDAY)
    minh.skips()
    await timetable(centre, WEDNESDAY)
    minh.hears("Lịch học lớp NTD-03-2026 có thay đổi:\n\nHủy buổi: Nội quy lớp học\n…")
    await centre.at(at("23/11 19:00"))
    await centre.at(at("24/11 06:30"))
    minh.hears_nothing()
    assert await states(centre) == ["waiting", "waiting"]


async def test_a_cancelled_lesson_takes_place_after_all(centre: TestCentre, minh: Phone) -> None:
    await timetable(centre, TUESDAY, WEDNESDAY)
    await timetable(centre, WEDNESDAY)
    minh.skips()
    await timetable(centre, TUESDAY, WEDNESDAY)
    minh.hears("Lịch học lớp NTD-03-2026 có thay đổi:\n\nThêm buổi: Nội quy lớp học\n…")
    await centre.at(at("23/11 19:00"))
    minh.hears("Xin nhắc đồng chí có buổi học:\n\n…")


async def test_queued_reminders_die_with_the_old_time(centre: TestCentre, minh: Phone) -> None:
    await timetable(centre, TUESDAY, row("24/11 13:30", "Buổi chiều"))
    minh.skips()
    centre.now = at("23/11 19:00")
    await _queue(centre)
    await timetable(centre, row("26/11 07:30", instructor="Nguyễn Văn Bình"), row("24/11 13:30", "Buổi chiều"))
    minh.hears("Lịch học lớp NTD-03-2026 có thay đổi:\n\nĐổi giờ: Nội quy lớp học\n…")
    minh.hears_nothing()
    await centre.at(at("23/11 19:01"))  # the other lesson stood in the same message
    minh.hears("Xin nhắc đồng chí có buổi học:\n\nThứ Ba, 24/11/2026 (ngày mai), 13:30 - 17:00\nBuổi chiều\n…")
    minh.hears_nothing()


async def _queue(centre: TestCentre) -> None:
    """Put what is due into the outbox without delivering it."""
    await centre.run(lambda session: reminders.send_due(session, centre.about, centre.now))


async def test_another_place_after_the_reminder_is_told_but_not_reminded_of_again(
    centre: TestCentre, minh: Phone
) -> None:
    await timetable(centre, TUESDAY)
    await centre.at(at("23/11 19:00"))
    minh.skips()
    await timetable(centre, row("24/11 07:30", place="Phòng 2", instructor="Nguyễn Văn Bình"))
    minh.hears("Lịch học lớp NTD-03-2026 có thay đổi:\n\nĐổi địa điểm: …")
    await centre.at(at("23/11 19:05"))
    minh.hears_nothing()
    await centre.at(at("24/11 06:30"))
    minh.hears("Đồng chí sắp có buổi học:\n\n…Phòng 2\n…")


async def test_quiet_hours_hold_a_change_of_a_later_lesson(centre: TestCentre, minh: Phone) -> None:
    await timetable(centre, row("26/11 07:30"))
    minh.skips()
    await centre.at(at("23/11 22:00"))
    await timetable(centre, row("27/11 07:30"))
    minh.hears_nothing()
    await centre.at(at("24/11 06:00"))
    minh.hears("Lịch học lớp NTD-03-2026 có thay đổi:\n\nĐổi giờ: …")


async def test_a_change_of_the_next_morning_comes_at_once(centre: TestCentre, minh: Phone) -> None:
    await timetable(centre, row("24/11 07:00"))
    minh.skips()
    await centre.at(at("23/11 22:00"))
    minh.skips()
    await timetable(centre, row("27/11 07:30"))
    minh.hears("Lịch học lớp NTD-03-2026 có thay đổi:\n\nĐổi giờ: …")


async def test_lessons_that_are_over_are_left_alone(centre: TestCentre, minh: Phone) -> None:
    await timetable(centre, TUESDAY, WEDNESDAY)
    minh.skips()
    await centre.at(at("24/11 12:00"))
    minh.skips()
    assert await timetable(centre, row("23/11 07:30", "Khác"), WEDNESDAY) == 0
    minh.hears_nothing()
