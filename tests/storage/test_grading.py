"""What an answer is worth, and what people mean by what they type."""

from __future__ import annotations

from typing import Any

import pytest

from storage.quizzes import grading, typed
from storage.quizzes.marks import mark_of

FOUR = ["Hà Nội", "Huế", "Đà Nẵng", "Cần Thơ"]


@pytest.mark.parametrize(
    ("given", "points"),
    [([1], 1.0), ([0], 0.0), ([0, 1], 0.0), ([], 0.0)],
)
def test_one_right_option(given: list[int], points: float) -> None:
    assert grading.points("single", {"right": [1]}, 4, given) == points


@pytest.mark.parametrize(
    ("right", "given", "points"),
    [
        ([0, 2], [0, 2], 1.0),
        ([0, 2], [2, 0], 1.0),
        ([0, 2], [0], 0.5),
        ([0, 2], [0, 1, 2], 0.5),
        ([0, 2], [0, 1], 0.0),
        ([0, 2], [1, 3], 0.0),
        ([0, 2], [0, 1, 2, 3], 0.0),
        ([0, 1, 2], [0, 1], 2 / 3),
        ([0, 1, 2, 3], [0, 1, 2], 0.75),
    ],
)
def test_several_right_options_as_in_moodle(right: list[int], given: list[int], points: float) -> None:
    assert grading.points("multiple", {"right": right}, 4, given) == pytest.approx(points)


@pytest.mark.parametrize(
    ("given", "points"),
    [
        ("Hội trường tầng 2", 1.0),
        ("  hoi TRUONG   tang 2 . ", 1.0),
        ("“Hội trường tầng hai”!", 1.0),
        ("Ho\u0302\u0323i tru\u031bo\u031b\u0300ng ta\u0302\u0300ng 2", 1.0),
        ("Hội trường tầng 3", 0.0),
        ("Hội trường", 0.0),
        ("", 0.0),
    ],
)
def test_short_answers_are_compared_folded(given: str, points: float) -> None:
    key = {"accepted": ["Hội trường tầng 2", "Hội trường tầng hai"]}
    assert grading.points("short", key, 0, given) == points


@pytest.mark.parametrize(
    ("key", "given", "points"),
    [
        ({"value": 7.5, "tolerance": 0.0}, "7,5", 1.0),
        ({"value": 7.5, "tolerance": 0.0}, "7.5", 1.0),
        ({"value": 7.5, "tolerance": 0.0}, "7,50 giờ", 1.0),
        ({"value": 7.5, "tolerance": 0.0}, "7,6", 0.0),
        ({"value": 7.5, "tolerance": 0.1}, "7,6", 1.0),
        ({"value": 7.5, "tolerance": 0.1}, "7,61", 0.0),
        ({"value": 1000}, "1.000", 1.0),
        ({"value": 1000}, "1 000", 1.0),
        ({"value": 1}, "1.000", 1.0),
        ({"value": 1234567}, "1.234.567", 1.0),
        ({"value": 1234.5}, "1.234,5", 1.0),
        ({"value": -3}, "-3", 1.0),
        ({"value": -3}, "3", 0.0),
        ({"value": 1930}, "năm 1930", 1.0),
        ({"value": 3}, "3/2/1930", 0.0),
        ({"value": 3}, "ba", 0.0),
    ],
)
def test_numbers(key: dict[str, Any], given: str, points: float) -> None:
    assert grading.points("number", key, 0, given) == points


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("b", [1]), ("B.", [1]), ("(b)", [1]), ("câu b", [1]), ("đáp án B", [1]), ("em chọn câu c", [2]), ("2", [1]),
        ("a, c", [0, 2]), ("ac", [0, 2]), ("A và C", [0, 2]), ("cả a và c", [0, 2]), ("c a", [0, 2]), ("1,3", [0, 2]),
        ("Hà Nội", [0]), ("ha noi.", [0]), ("B. Huế", [1]), ("e", [4]),
        ("bà", None), ("ba\u0300", None), ("lịch", None), ("aa", None), ("A. Huế", None), ("", None), ("0", None),
    ],
)  # fmt: skip
def test_letters_as_people_type_them(text: str, numbers: list[int] | None) -> None:
    assert typed.picked(text, FOUR) == numbers


@pytest.mark.parametrize(
    ("text", "truth"),
    [("đúng", 0), ("ĐÚNG.", 0), ("dung", 0), ("đ", 0), ("1", 0), ("sai!", 1), ("S", 1), ("2", 1), ("c", None)],
)
def test_true_and_false_as_people_type_them(text: str, truth: int | None) -> None:
    assert typed.truth(text) == truth


@pytest.mark.parametrize(
    ("points", "questions", "mark"),
    [(29, 40, 7.3), (2, 3, 6.7), (1 / 3 + 1 / 3 + 1 / 3, 1, 10.0), (0.3 + 0.3 + 0.125, 1, 7.3), (0, 0, 0.0)],
)
def test_marks_are_rounded_half_up(points: float, questions: int, mark: float) -> None:
    assert mark_of(points, questions) == mark
