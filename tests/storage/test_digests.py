"""When notices go out on an account whose messages a plan counts: the rules as a table."""

from __future__ import annotations

from datetime import datetime

import pytest

from storage import digests
from storage.messages import Choice, File, Message
from tests.centre import ZONE


def at(moment: str) -> datetime:
    return datetime.strptime(f"2026 {moment}", "%Y %d/%m %H:%M").replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("kind", "evening_at", "now", "before", "when"),
    [
        ("quiz", "18:30", "23/11 08:00", None, "23/11 18:30"),
        ("essay", "19:00", "23/11 08:00", "27/11 17:00", "23/11 19:00"),
        ("quiz", "", "23/11 08:00", None, "23/11 19:00"),
        ("quiz", "19:00", "23/11 19:30", None, "24/11 19:00"),
        ("quiz", "19:00", "23/11 19:00", None, "23/11 19:00"),
        ("quiz", "19:00", "23/11 08:00", "23/11 18:00", "23/11 08:00"),
        ("change", "19:00", "23/11 08:00", "24/11 07:30", "23/11 19:00"),
        ("change", "19:00", "23/11 20:00", "24/11 07:30", "23/11 20:00"),
        ("broadcast", "19:00", "23/11 08:00", None, "23/11 08:00"),
        ("reminder", "19:00", "23/11 08:00", None, "23/11 08:00"),
        ("report", "19:00", "23/11 08:00", None, "23/11 08:00"),
    ],
)
def test_what_waits_for_the_evening(kind: str, evening_at: str, now: str, before: str | None, when: str) -> None:
    found = digests.evening(kind, evening_at, at(now), ZONE, at(before) if before else None)
    assert found == at(when)


def test_one_message_of_several() -> None:
    yes, no = Choice("Đã nhận", "/danhan 1"), Choice("Làm bài", "/tracnghiem 2")
    assert digests.joined([Message("Một", (yes,)), Message("Hai", (no,))]) == Message("Một\n\nHai", (yes, no))


def test_one_alone_stays_as_it_is() -> None:
    message = Message("Một", file=File("qr", "a.png"), replaces=True)
    assert digests.joined([message]) is message
