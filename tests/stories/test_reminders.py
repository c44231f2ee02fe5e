"""Reminders before a lesson, as they read in the chat."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, select

from handlers import reminders
from handlers.voice import Centre
from storage import cohorts
from storage.cohorts import WITHDRAWN
from storage.outbox import Outbox
from storage.people import Person
from tests.centre import ZONE, Phone, TestCentre
from tests.lessons import due_times, reminder_times, row, states, timetable

EVENING = """Xin nhắc đồng chí có buổi học:

Thứ Ba, 24/11/2026 (ngày mai), 07:30 - 11:00
Nội quy lớp học
Địa điểm: Hội trường A
Giảng viên: Nguyễn Văn Bình
Lớp: NTD-03-2026"""
HOUR = """Đồng chí sắp có buổi học:

Thứ Ba, 24/11/2026 (hôm nay), 07:30 - 11:00
Nội quy lớp học
Địa điểm: Hội trường A
Giảng viên: Nguyễn Văn Bình
Lớp: NTD-03-2026"""
TUESDAY = row("24/11 07:30", instructor="Nguyễn Văn Bình")


def at(moment: str) -> datetime:
    """`at("23/11 19:00")` in the centre's time."""
    return datetime.strptime(f"{moment} 2026", "%d/%m %H:%M %Y").replace(tzinfo=ZONE)


async def begins(centre: TestCentre, *rows: object) -> None:
    await timetable(centre, *rows)  # type: ignore[arg-type]
    for phone in centre.wire.sent.values():
        phone.clear()


async def test_the_evening_before_and_an_hour_before(centre: TestCentre, minh: Phone) -> None:
    await begins(centre, TUESDAY)
    await centre.at(at("23/11 18:59"))
    minh.hears_nothing()
    await centre.at(at("23/11 19:00"))
    minh.hears(EVENING)
    await centre.at(at("24/11 06:29"))
    minh.hears_nothing()
    await centre.at(at("24/11 06:30"))
    minh.hears(HOUR)
    await centre.at(at("24/11 07:30"))
    minh.hears_nothing()
    assert await states(centre) == ["over", "over"]


async def test_each_reminder_comes_once_though_the_tick_runs_often(centre: TestCentre, minh: Phone) -> None:
    await begins(centre, TUESDAY)
    for _ in range(3):
        await centre.at(at("23/11 19:00"))
    minh.hears(EVENING)
    minh.hears_nothing()


async def test_two_lessons_on_a_day_are_one_message(centre: TestCentre, minh: Phone) -> None:
    await begins(centre, TUESDAY, row("24/11 13:30", "Kỹ năng ghi chép"))
    await centre.at(at("23/11 19:00"))
    minh.hears("Xin nhắc đồng chí có 2 buổi học:\n\n…07:30 - 11:00…\n\n…13:30 - 17:00\nKỹ năng ghi chép\n…")
    minh.hears_nothing()
    await centre.at(at("24/11 06:30"))
    minh.hears(HOUR)
    await centre.at(at("24/11 12:30"))
    minh.hears("Đồng chí sắp có buổi học:\n\n…13:30 - 17:00\nKỹ năng ghi chép\n…")


async def test_lessons_of_two_cohorts_are_one_message(centre: TestCentre, minh: Phone) -> None:
    await centre.roster("DV-01-2026", ("Nguyễn Văn Minh", "1988"))
    await timetable(centre, row("24/11 07:30", "Buổi khác", "Phòng 2"), cohort="DV-01-2026")
    await begins(centre, TUESDAY)
    await centre.at(at("23/11 19:00"))
    minh.hears("Xin nhắc đồng chí có 2 buổi học:\n\n…Lớp: DV-01-2026\n\n…Lớp: NTD-03-2026")
    minh.hears_nothing()


@pytest.mark.parametrize(
    ("wish", "evening", "hour"),
    [("both", 1, 1), ("evening", 1, 0), ("hour", 0, 1), ("none", 0, 0)],
)
async def test_everyone_is_reminded_as_they_chose(
    centre: TestCentre, minh: Phone, wish: str, evening: int, hour: int
) -> None:
    await begins(centre, TUESDAY)

    def choose(session: Session) -> None:
        session.exec(select(Person).where(Person.name == "Nguyễn Văn Minh")).one().reminders = wish

    await centre.run(choose)
    await centre.at(at("23/11 19:00"))
    assert len(minh.skips()) == evening
    await centre.at(at("24/11 06:30"))
    assert len(minh.skips()) == hour


async def test_who_withdrew_stopped_or_blocked_is_not_reminded(centre: TestCentre, minh: Phone) -> None:
    tam = await centre.registered("Phạm Thị Tâm")
    binh = await centre.registered("Lê Văn Bình")
    await begins(centre, TUESDAY)
    await minh.blocks()

    def leave(session: Session) -> None:
        cohort = cohorts.called(session, "NTD-03-2026")
        assert cohort is not None
        for person in cohorts.learners(session, cohort.id or 0):
            if person.name == "Phạm Thị Tâm":
                person.stopped = True
            elif person.name == "Lê Văn Bình":
                enrolment = cohorts.enrolment(session, cohort.id or 0, person.id or 0)
                assert enrolment is not None
                enrolment.state = WITHDRAWN

    await centre.run(leave)
    await centre.at(at("23/11 19:00"))
    for phone in (minh, tam, binh):
        phone.hears_nothing()
    assert await states(centre) == ["done", "waiting"]


async def test_a_late_reminder_still_comes_until_the_lesson_starts(centre: TestCentre, minh: Phone) -> None:
    await begins(centre, TUESDAY)
    await centre.at(at("24/11 07:29"))
    minh.hears(HOUR)  # the one of the evening would only repeat it
    minh.hears_nothing()
    assert await states(centre) == ["done", "done"]


async def test_who_wants_only_the_evening_gets_it_late_too(centre: TestCentre, minh: Phone) -> None:
    await minh.says("/nhacnho")
    minh.skips()
    await minh.picks("Chỉ tối hôm trước")
    await begins(centre, TUESDAY)
    await centre.at(at("24/11 07:00"))
    minh.hears("Xin nhắc đồng chí có buổi học:\n\nThứ Ba, 24/11/2026 (hôm nay), 07:30 - 11:00\n…")


async def test_after_the_lesson_began_a_reminder_has_expired(centre: TestCentre, minh: Phone) -> None:
    await begins(centre, TUESDAY)
    await centre.at(at("24/11 07:30"))
    minh.hears_nothing()
    assert await states(centre) == ["expired", "expired"]


async def test_what_lay_unsent_when_the_lesson_began_has_expired(centre: TestCentre, minh: Phone) -> None:
    await begins(centre, TUESDAY, row("24/11 13:30", "Kỹ năng ghi chép"))
    await centre.run(lambda session: _tick(session, centre, at("23/11 19:00")))  # nothing is delivered
    await centre.at(at("24/11 07:30"))
    # The lesson of the afternoon is still to come, and stood in the same message.
    minh.hears("Xin nhắc đồng chí có buổi học:\n\n…(hôm nay), 13:30 - 17:00\nKỹ năng ghi chép\n…")
    minh.hears_nothing()
    assert await states(centre) == ["expired", "done", "expired", "waiting"]


def _tick(session: Session, centre: TestCentre, now: datetime) -> None:
    reminders.send_due(session, centre.about, now)


async def test_a_reminder_expires_with_its_lesson(centre: TestCentre, minh: Phone) -> None:
    await begins(centre, TUESDAY)
    await centre.at(at("23/11 19:00"))

    def ends(session: Session) -> datetime | None:
        return session.exec(select(Outbox).where(Outbox.kind == "reminder")).one().expires_at

    assert await centre.run(ends) == at("24/11 07:30")


async def test_quiet_hours_hold_what_can_wait(centre: TestCentre, minh: Phone) -> None:
    await begins(centre, TUESDAY)
    await reminder_times(centre, "21:30", 0)
    await centre.at(at("23/11 21:30"))
    minh.hears_nothing()
    await centre.at(at("24/11 05:59"))
    minh.hears_nothing()
    await centre.at(at("24/11 06:00"))
    minh.hears(HOUR.replace("Đồng chí sắp", "Xin nhắc đồng chí"))


async def test_quiet_hours_do_not_hold_what_would_come_too_late(centre: TestCentre, minh: Phone) -> None:
    await begins(centre, row("24/11 06:14", ends="07:00"))
    await reminder_times(centre, "", 60)
    await centre.at(at("24/11 05:14"))
    minh.hears("Đồng chí sắp có buổi học:\n\nThứ Ba, 24/11/2026 (hôm nay), 06:14 - 07:00\n…")


async def test_quiet_hours_hold_up_to_a_quarter_of_an_hour_before(centre: TestCentre, minh: Phone) -> None:
    await begins(centre, row("24/11 06:15", ends="07:00"))
    await reminder_times(centre, "", 60)
    await centre.at(at("24/11 05:15"))
    minh.hears_nothing()
    await centre.at(at("24/11 06:00"))
    minh.hears("Đồng chí sắp có buổi học:\n\n…06:15 - 07:00\n…")


async def test_each_cohort_has_its_own_times(centre: TestCentre, minh: Phone) -> None:
    await begins(centre, TUESDAY)
    await reminder_times(centre, "18:00", 30)
    assert await due_times(centre) == ["23/11 18:00", "24/11 07:00"]
    await centre.at(at("23/11 18:00"))
    minh.hears(EVENING)
    await reminder_times(centre, "20:00", 0)  # whoever has had it does not get it again
    assert await due_times(centre) == ["23/11 20:00"]
    await centre.at(at("23/11 20:00"))
    minh.hears_nothing()


async def test_a_lesson_entered_at_the_last_minute(centre: TestCentre, minh: Phone) -> None:
    await centre.at(at("24/11 07:00"))
    await begins(centre, TUESDAY)
    await centre.at(at("24/11 07:01"))
    minh.hears(HOUR)
    minh.hears_nothing()


async def test_the_clock_jumps_and_is_turned_back(centre: TestCentre, minh: Phone) -> None:
    await begins(centre, TUESDAY)
    for moment in ("23/11 18:00", "23/11 20:00", "23/11 18:00", "23/11 19:00", "23/11 20:00"):
        await centre.at(at(moment))
    minh.hears(EVENING)
    # Two hours forward, over the start of the lesson, and back: the reminder is not lost.
    for moment in ("24/11 06:00", "24/11 08:00", "24/11 06:00"):
        await centre.at(at(moment))
        minh.hears_nothing()
    await centre.at(at("24/11 06:30"))
    minh.hears(HOUR)
    await centre.at(at("24/11 08:30"))
    await centre.at(at("24/11 06:30"))
    minh.hears_nothing()


async def test_a_message_that_expired_by_a_jump_goes_out_after_all(centre: TestCentre, minh: Phone) -> None:
    await begins(centre, TUESDAY)
    await centre.run(lambda session: _tick(session, centre, at("24/11 06:30")))
    await centre.at(at("24/11 08:30"))
    minh.hears_nothing()
    assert await states(centre) == ["over", "expired"]
    await centre.at(at("24/11 06:30"))
    minh.hears(HOUR)
    minh.hears_nothing()


async def test_summer_time_ends_between_the_evening_and_the_lesson(centre: TestCentre, minh: Phone) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    centre.about = Centre(centre.about.name, berlin, quiet=(time(22), time(5)))
    centre.dispatcher.centre = centre.about
    await centre.at(datetime(2026, 10, 23, 12, tzinfo=berlin))
    await begins(centre, row("25/10 08:00", ends="11:00"))  # clocks go back at 03:00 on that day
    assert await due_times(centre) == ["24/10 19:00", "25/10 07:00"]
    await centre.at(datetime(2026, 10, 24, 18, 59, tzinfo=berlin))
    minh.hears_nothing()
    await centre.at(datetime(2026, 10, 24, 19, 0, tzinfo=berlin))
    minh.hears("Xin nhắc đồng chí có buổi học:\n\nChủ nhật, 25/10/2026 (ngày mai), 08:00 - 11:00\n…")
    await centre.at(datetime(2026, 10, 25, 6, 59, tzinfo=berlin))
    minh.hears_nothing()
    await centre.at(datetime(2026, 10, 25, 7, 0, tzinfo=berlin))
    minh.hears("Đồng chí sắp có buổi học:\n\nChủ nhật, 25/10/2026 (hôm nay), 08:00 - 11:00\n…")


async def test_choosing_how_to_be_reminded(centre: TestCentre, minh: Phone) -> None:
    question = """Đồng chí muốn được nhắc trước buổi học khi nào?

Lớp NTD-03-2026: lúc 19:00 tối hôm trước, và trước giờ học 60 phút."""
    others = ("Chỉ ngay trước giờ học", "Không nhắc")
    await minh.says("nhắc nhở")
    minh.hears(question, "✓ Cả hai lần", "Chỉ tối hôm trước", *others)
    await minh.picks("Chỉ tối hôm trước")
    minh.hears("Vâng. Trợ lý sẽ chỉ nhắc đồng chí vào tối hôm trước buổi học.")
    await minh.says("/nhacnho")
    minh.hears(question, "Cả hai lần", "✓ Chỉ tối hôm trước", *others)
    await minh.says("khong nhac")
    minh.hears("Vâng. Trợ lý sẽ không nhắc trước buổi học. Khi lịch thay đổi, đồng chí vẫn được báo.")
    assert (await minh.person()).reminders == "none"


async def test_a_reminder_in_english(centre: TestCentre, minh: Phone) -> None:
    await minh.says("/ngonngu")
    minh.skips()
    await minh.picks("English")
    await begins(centre, TUESDAY)
    await centre.at(at("23/11 19:00"))
    minh.hears(
        "A reminder: you have a lesson.\n\nTuesday, 24/11/2026 (tomorrow), 07:30 - 11:00\nNội quy lớp học\n"
        "Place: Hội trường A\nInstructor: Nguyễn Văn Bình\nClass: NTD-03-2026"
    )
