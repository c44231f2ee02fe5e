"""The calendar file that a learner's phone opens."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from icalendar import Calendar

from storage.files import calendar

LONG = "Quy định về thời gian học tập, chế độ điểm danh và trách nhiệm của học viên trong thời gian theo học"


def lesson(**other: Any) -> dict[str, Any]:
    return {
        "uid": "a1",
        "sequence": 2,
        "starts_at": "2026-11-24T00:30:00+00:00",
        "ends_at": "2026-11-24T04:00:00+00:00",
        "changed_at": "2026-11-20T08:00:00+00:00",
        "title": "Nội quy; lớp học, phần 1 (NTD-03-2026)",
        "place": "Hội trường A",
        "note": "Giảng viên: Nguyễn Văn Bình",
        "cancelled": False,
        "minutes_before": 60,
        **other,
    }


def made(*lessons: dict[str, Any]) -> bytes:
    return calendar.ics({"title": "Lịch học", "lessons": list(lessons)})


def test_a_lesson_as_it_is_written() -> None:
    assert made(lesson()).decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Chuong//Timetable//VI",
        "X-WR-CALNAME:Lịch học",
        "BEGIN:VEVENT",
        "SUMMARY:Nội quy\\; lớp học\\, phần 1 (NTD-03-2026)",
        "DTSTART:20261124T003000Z",
        "DTEND:20261124T040000Z",
        "DTSTAMP:20261120T080000Z",
        "UID:a1@chuong",
        "SEQUENCE:2",
        "DESCRIPTION:Giảng viên: Nguyễn Văn Bình",
        "LOCATION:Hội trường A",
        "STATUS:CONFIRMED",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Nội quy\\; lớp học\\, phần 1 (NTD-03-2026)",
        "TRIGGER:-PT1H",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_a_program_reads_back_what_was_meant() -> None:
    event = Calendar.from_ical(made(lesson())).walk("VEVENT")[0]
    assert event["SUMMARY"] == "Nội quy; lớp học, phần 1 (NTD-03-2026)"
    assert event.decoded("DTSTART") == datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
    assert event.walk("VALARM")[0].decoded("TRIGGER") == timedelta(hours=-1)


def test_a_cancelled_lesson_rings_no_alarm() -> None:
    event = Calendar.from_ical(made(lesson(cancelled=True))).walk("VEVENT")[0]
    assert event["STATUS"] == "CANCELLED"
    assert event.walk("VALARM") == []


def test_no_alarm_and_no_place() -> None:
    content = made(lesson(minutes_before=0, place="", note="")).decode()
    assert "VALARM" not in content and "LOCATION" not in content and "DESCRIPTION" not in content


def test_long_lines_are_folded_within_letters_kept_whole() -> None:
    content = made(lesson(title=LONG))
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    for line in content.split(b"\r\n"):
        line.decode()
    assert Calendar.from_ical(content).walk("VEVENT")[0]["SUMMARY"] == LONG


def test_the_same_timetable_gives_the_same_bytes() -> None:
    assert made(lesson(), lesson(uid="b2")) == made(lesson(), lesson(uid="b2"))
