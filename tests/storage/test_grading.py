"""What an answer is worth, and what people mean by what they type."""

from __future__ import annotations

import time
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
        ({"value": 7.5}, "7 rưỡi", 1.0),
        ({"value": 7}, "7 rưỡi", 0.0),
        ({"value": 5}, "5 triệu đồng", 1.0),
        ({"value": 5_000_000}, "5 triệu", 1.0),
        ({"value": 2_500_000}, "2 triệu rưỡi", 1.0),
        ({"value": 500_000}, "500k", 1.0),
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
        ("c ạ", [2]), ("Dạ câu b ạ.", [1]), ("c nhé", [2]), ("đáp án là B", [1]), ("đáp án đúng: B", [1]),
        ("ĐA: b", [1]), ("B là đúng", [1]), ("“B”", [1]), ("B!", [1]), ("số 2", [1]), ("b - Huế", [1]),
        ("B (Huế)", [1]), ("ý a và ý c", [0, 2]), ("câu a, câu c", [0, 2]), ("a với c", [0, 2]), ("13", [0, 2]),
        ("Hà Nội, Đà Nẵng", [0, 2]), ("A. Hà Nội\nC. Đà Nẵng", [0, 2]),
        # Four digits are a room's code, "dạ" and "ba" without accents are words, letters among numbers mean nothing.
        ("1234", None), ("da", None), ("ba", None), ("ca", None), ("3 b", None), ("a hoặc b", None),
        ("Hà Nội, Vinh", None),
    ],
)  # fmt: skip
def test_letters_as_people_type_them(text: str, numbers: list[int] | None) -> None:
    assert typed.picked(text, FOUR) == numbers


@pytest.mark.parametrize(
    ("text", "number", "numbers"),
    [
        ("2b", 2, [1]), ("câu 2: b", 2, [1]), ("C2. B", 2, [1]), ("2 - Huế", 2, [1]), ("2", 2, [1]),
        ("câu 3 b", 2, None), ("1, 3", 1, [0, 2]), ("1ac", 1, [0, 2]), ("câu 1 chọn b", 1, [1]),
    ],
)  # fmt: skip
def test_the_number_of_the_question_before_the_letter(text: str, number: int, numbers: list[int] | None) -> None:
    assert typed.picked(text, FOUR, number) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "1-b, 2-a, 3-c", "1b2a3c", "1→b 2→a 3→c", "1 với b, 2 với a, 3 với c", "1 nối b 2 nối a 3 nối c",
        "b-1, a-2, c-3", "B1 A2 C3", "câu 1-b, câu 2-a, câu 3-c", "(1,b) (2,a) (3,c)", "3/c 1/b 2/a", "bac", "2 1 3",
        "b a c ạ",
    ],
)  # fmt: skip
def test_pairs_as_people_type_them(text: str) -> None:
    assert typed.paired(text, 3) == [1, 0, 2]


def test_two_letters_for_one_number_are_no_pairs() -> None:
    assert typed.paired("1-b, 1-a, 2-c, 3-a", 3) is None


@pytest.mark.parametrize(
    "text",
    [
        "c a b", "cab", "c,a,b", "c->a->b", "C → A → B", "c – a – b", "c=>a=>b", "3 1 2", "312", "3.1.2",
        "c rồi a rồi b", "thứ tự: c, a, b", "1-c, 2-a, 3-b", "1. c 2. a 3. b", "ý c, ý a, ý b", "c < a < b",
    ],
)  # fmt: skip
def test_an_order_as_people_type_it(text: str) -> None:
    assert typed.in_turn(text) == [2, 0, 1]


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("đúng", 0),
        ("ĐÚNG.", 0),
        ("dung", 0),
        ("đ", 0),
        ("1", 0),
        ("sai!", 1),
        ("S", 1),
        ("2", 1),
        ("c", None),
        ("Dạ đúng ạ", 0),
        ("đúng rồi", 0),
        ("đáp án là đúng", 0),
        ("sai rồi ạ", 1),
        ("không đúng", 1),
        ("câu này sai", 1),
        ("dừng", None),
        ("Dừng!", None),
        ("không", None),
        ("", None),
    ],
)
def test_true_and_false_as_people_type_them(text: str, truth: int | None) -> None:
    assert typed.truth(text) == truth


@pytest.mark.parametrize(
    ("points", "questions", "mark"),
    [(29, 40, 7.3), (2, 3, 6.7), (1 / 3 + 1 / 3 + 1 / 3, 1, 10.0), (0.3 + 0.3 + 0.125, 1, 7.3), (0, 0, 0.0)],
)
def test_marks_are_rounded_half_up(points: float, questions: int, mark: float) -> None:
    assert mark_of(points, questions) == mark


@pytest.mark.parametrize("text", ["1" + "," * 20_000, "1" * 20_000, "1 là " * 5_000, "dạ " * 9_000, "a (ghép " * 4_000])
def test_no_text_takes_long(text: str) -> None:
    began = time.perf_counter()
    assert typed.picked(text, FOUR, 1) is None and typed.truth(text, 1) is None
    assert typed.paired(text, 3) is None and typed.in_turn(text) is None
    grading.readings(text)
    assert time.perf_counter() - began < 1
