"""A timetable as an iCalendar file (RFC 5545), which phones and mail programs open."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from icalendar import Alarm, Calendar, Event

PRODUCT = "-//Chuong//Timetable//VI"


def ics(data: dict[str, Any]) -> bytes:
    """The calendar `data["title"]` with `data["lessons"]`, times in UTC.

    Each lesson: uid, sequence, starts_at, ends_at, changed_at (ISO 8601 with a zone), title, place, note,
    cancelled, minutes_before (0: no alarm).
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", data["title"])
    for lesson in data["lessons"]:
        calendar.add_component(_event(lesson))
    content: bytes = calendar.to_ical()
    return content


def _event(lesson: dict[str, Any]) -> Event:
    event = Event()
    event.add("uid", f"{lesson['uid']}@chuong")
    event.add("sequence", lesson["sequence"])
    event.add("dtstamp", datetime.fromisoformat(lesson["changed_at"]))
    event.add("dtstart", datetime.fromisoformat(lesson["starts_at"]))
    event.add("dtend", datetime.fromisoformat(lesson["ends_at"]))
    event.add("summary", lesson["title"])
    for name, value in (("location", lesson["place"]), ("description", lesson["note"])):
        if value:
            event.add(name, value)
    event.add("status", "CANCELLED" if lesson["cancelled"] else "CONFIRMED")
    if lesson["minutes_before"] and not lesson["cancelled"]:
        event.add_component(_alarm(lesson))
    return event


def _alarm(lesson: dict[str, Any]) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", lesson["title"])
    alarm.add("trigger", -timedelta(minutes=lesson["minutes_before"]))
    return alarm
