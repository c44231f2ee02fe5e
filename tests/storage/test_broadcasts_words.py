"""Broadcasts: the times that people type, and what may be filled into the text."""

from __future__ import annotations

from datetime import datetime

import pytest

from storage.broadcasts.when import read_moment
from storage.broadcasts.wording import filled, not_understood
from tests.centre import MONDAY, ZONE


def _local(written: str) -> datetime:
    return datetime.strptime(written, "%d/%m/%Y %H:%M").replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("19:00", "23/11/2026 19:00"),
        ("19h", "23/11/2026 19:00"),
        ("19.30", "23/11/2026 19:30"),
        ("lúc 19 giờ 30 phút", "23/11/2026 19:30"),
        ("7 giờ", "23/11/2026 07:00"),
        ("7h rưỡi tối", "23/11/2026 19:30"),
        ("8 giờ tối nay", "23/11/2026 20:00"),
        ("2 giờ chiều", "23/11/2026 14:00"),
        ("1h trưa", "23/11/2026 13:00"),
        ("11h trưa", "23/11/2026 11:00"),
        ("9 tối", "23/11/2026 21:00"),
        ("10 giờ đêm", "23/11/2026 22:00"),
        ("7h30 mai", "24/11/2026 07:30"),
        ("7h30 sáng mai", "24/11/2026 07:30"),
        ("sáng mai 7h30", "24/11/2026 07:30"),
        ("ngày mai lúc 8h nhé", "24/11/2026 08:00"),
        ("ngày kia 8h", "25/11/2026 08:00"),
        ("25/11 8:00", "25/11/2026 08:00"),
        ("8:00 25/11", "25/11/2026 08:00"),
        ("8h ngày 25/11/2026", "25/11/2026 08:00"),
        ("8h 25-11-26", "25/11/2026 08:00"),
        ("25.11.2026 8h", "25/11/2026 08:00"),
        ("8h ngày 25 tháng 11", "25/11/2026 08:00"),
        ("8h ngày 25", "25/11/2026 08:00"),
        ("8h ngày 5", "05/12/2026 08:00"),
        ("5/1 8h", "05/01/2027 08:00"),
        ("20/11 8h", "20/11/2026 08:00"),
        ("thứ 5 14h", "26/11/2026 14:00"),
        ("14h thứ năm", "26/11/2026 14:00"),
        ("Thứ Năm 26/11 14h", "26/11/2026 14:00"),
        ("chủ nhật 7h", "29/11/2026 07:00"),
        ("thứ hai 7h", "30/11/2026 07:00"),
        ("thứ hai 9h", "23/11/2026 09:00"),
        ("thứ ba tuần sau 9h", "01/12/2026 09:00"),
        ("30 phút nữa", "23/11/2026 08:30"),
        ("2 tiếng nữa", "23/11/2026 10:00"),
        ("sau 2 giờ", "23/11/2026 10:00"),
        ("3 ngày nữa", "26/11/2026 08:00"),
        ("tomorrow 7:30", "24/11/2026 07:30"),
        ("7:30 pm", "23/11/2026 19:30"),
        ("7:00", "23/11/2026 07:00"),
    ],
)
def test_a_time_is_understood_as_people_type_it(said: str, meant: str) -> None:
    assert read_moment(said, MONDAY, ZONE) == _local(meant)


@pytest.mark.parametrize(
    "said",
    [
        "", "mai", "sáng mai", "8", "lúc nào cũng được", "25:00", "8:75", "31/2 8h", "7h 8h", "7h30-8h",
        "25/11", "12h đêm", "Thứ Tư 26/11 14h", "25/11/2036 8h", "7h phòng số 3", "19:00:00:00",
    ],
)  # fmt: skip
def test_what_is_no_time_or_leaves_it_open_is_not_guessed(said: str) -> None:
    assert read_moment(said, MONDAY, ZONE) is None


def test_placeholders_are_filled_in_with_or_without_accents() -> None:
    text = "Chào {ten}, {Tên} ({ lop }/{lớp})."
    assert not_understood(text) == []
    assert filled(text, "Trần Thị Lan", "NTD-03, NTD-04") == (
        "Chào Trần Thị Lan, Trần Thị Lan (NTD-03, NTD-04/NTD-03, NTD-04)."
    )


def test_a_name_with_braces_is_not_filled_in_again() -> None:
    assert filled("{ten} {lop}", "{lop}", "A") == "{lop} A"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Chào {abc} {ten}", ["{abc}"]),
        ("{họ tên}, {abc}, {abc}", ["{họ tên}", "{abc}"]),
        ("Chào {ten", ["{ten"]),
        ("lop} và {}", ["{}", "lop}"]),
    ],
)
def test_other_placeholders_are_pointed_out(text: str, found: list[str]) -> None:
    assert not_understood(text) == found
