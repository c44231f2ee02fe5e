"""The picture of someone's progress."""

import struct
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from storage.files import chart


def _data(quizzes: int = 2, **changes: Any) -> dict[str, Any]:
    some = [
        {"title": f"Bài {number}: Nội quy & $lịch$ học", "words": "7,5 (Khá)", "mark": 7.5, "state": "passed"}
        for number in range(quizzes)
    ]
    data = {
        "heading": "Tiến độ lớp NTD-03-2026",
        "under": "Bồi dưỡng nhận thức về Đảng",
        "lessons": {"label": "Buổi học", "words": "đã qua 3 trên 8 buổi", "held": 3, "to_come": 5},
        "quizzes": some,
        "more": "còn bài khác",
        "no_quizzes": "Chưa có bài trắc nghiệm nào được mở.",
        "pass_mark": 5,
        "pass_words": "mức đạt: 5",
        "foot": "Còn: 5 buổi học",
        "finished": False,
    }
    return {**data, **changes}


def _size(picture: bytes) -> tuple[int, int]:
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def test_the_picture_fits_a_phone() -> None:
    assert _size(chart.png(_data())) == (1200, 696)


def test_it_grows_with_the_quizzes_and_then_stops() -> None:
    heights = [_size(chart.png(_data(quizzes)))[1] for quizzes in (0, 1, chart.MOST_ROWS, 30)]
    assert heights == sorted(heights)
    assert heights[2] == heights[3] <= 1500


@pytest.mark.parametrize("lessons", [(0, 0), (0, 1), (3, 5), (24, 0), (20, 20)])
def test_any_number_of_lessons(lessons: tuple[int, int]) -> None:
    held, to_come = lessons
    words = {"label": "Buổi học", "words": "", "held": held, "to_come": to_come}
    assert chart.png(_data(lessons=words))


def test_each_state_has_its_own_colour() -> None:
    quizzes = [
        {"title": "Bài 1", "words": "4", "mark": 4.0, "state": state} for state in ("passed", "again", "to_do", "lost")
    ]
    assert len({chart.png({**_data(), "quizzes": [quiz]}) for quiz in quizzes}) == 4


def test_the_same_data_gives_the_same_picture_in_every_thread() -> None:
    with ThreadPoolExecutor(4) as threads:
        pictures = set(threads.map(lambda _: chart.png(_data()), range(8)))
    assert len(pictures) == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Bài 1", "Bài 1"),
        ("Quy chế thi, kiểm tra", "Quy chế thi…"),
        ("Quychếthikiểmtra vàcấpgiấy", "Quychếthikiểmt…"),
        ("", ""),
    ],
)
def test_long_titles_are_cut_at_a_word(text: str, shown: str) -> None:
    assert chart.shortened(text, 15) == shown
