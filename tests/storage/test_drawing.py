"""Sentences that say what a quiz draws, and draws that share the questions there are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.quizzes.drawing import Pool, filled, read

FIRST, SECOND, THIRD = "Chương 1. Nội quy", "Chương 2. Quyền và nghĩa vụ, kỷ luật", "Chuyên đề 3. Lịch sử"
FOURTH, FIFTH, TENTH = "CHƯƠNG IV. ĐIỀU LỆ", "Đề cương / Chương 5", "Chương 10"
POOLS = [
    Pool(FIRST, "Khó", 2), Pool(FIRST, "Dễ", 8), Pool(SECOND, "Trung bình", 3), Pool(THIRD, "Dễ", 4),
    Pool(FOURTH, "Vận dụng cao", 5), Pool(FOURTH, "Vận dụng", 5), Pool(FIFTH, "", 2), Pool(TENTH, "", 3),
    Pool("", "", 3),
]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("5 câu chương 1, 3 câu khó chương 2", [(5, FIRST, ""), (3, SECOND, "Khó")]),
        ("2 de chuong 1; 4 chuong 10 và 1 câu", [(2, FIRST, "Dễ"), (4, TENTH, ""), (1, "", "")]),
        ("5 câu chương 1 va 3 cau chuong 2.", [(5, FIRST, ""), (3, SECOND, "")]),
        ("- 3 câu chương 1\n- 2 câu chương 4", [(3, FIRST, ""), (2, FOURTH, "")]),
        ("chương 1: 5 câu, chương 2: 3 câu", [(5, FIRST, ""), (3, SECOND, "")]),
        ("5 câu chuyên đề 3", [(5, THIRD, "")]),  # "đề" is no "dễ"
        ("2 câu dễ chuyên đề 3", [(2, THIRD, "Dễ")]),
        ("3 câu mức độ khó của chương 1", [(3, FIRST, "Khó")]),
        ("3 câu khó, chương 1", [(3, FIRST, "Khó")]),
        ("5 câu chương 1 (khó)", [(5, FIRST, "Khó")]),
        ("2 câu vận dụng cao chương 4", [(2, FOURTH, "Vận dụng cao")]),
        ("3 câu hỏi chương iv", [(3, FOURTH, "")]),
        ("3 câu Chương I", [(3, FIRST, "")]),
        ("2 câu chương 05", [(2, FIFTH, "")]),
        ("3 câu Chương 2. Quyền và nghĩa vụ, kỷ luật", [(3, SECOND, "")]),
        ("lấy 5 câu nội quy", [(5, FIRST, "")]),
        ("bốn câu khó", [(4, "", "Khó")]),
        ("10 câu ngẫu nhiên", [(10, "", "")]),
        ("10 câu bất kỳ", [(10, "", "")]),
        ("2 câu mỗi chương", [(2, one, "") for one in (FIRST, SECOND, THIRD, FOURTH, FIFTH, TENTH)]),
    ],
)
def test_a_sentence_is_understood(said: str, wanted: list[tuple[int, str, str]]) -> None:
    assert read(said, POOLS) == wanted


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("nhiều câu", "nhiều câu"),
        ("5 câu chương 9", "5 câu chương 9"),
        ("5 câu chương 1 và 2", "2"),  # two chapters, or two more questions?
        ("5 câu chương 1, chương 2", "5 câu chương 1, chương 2"),
        ("0 câu chương 1", "0 câu chương 1"),
        ("5 câu chương 1 3 câu chương 2", "5 câu chương 1 3 câu chương 2"),
        ("5 câu dễ khó", "5 câu dễ khó"),
        ("5 " + "câu " * 999, ("5 " + "câu " * 999).strip()),
    ],
)
def test_nothing_is_guessed(said: str, part: str) -> None:
    assert read(said, POOLS) == part


@given(st.text(max_size=300))
def test_any_text_is_read(said: str) -> None:
    assert isinstance(read(said, POOLS), (str, list))


@dataclass(frozen=True)
class Row:
    id: int


ROWS = [Row(number) for number in range(6)]


def test_a_draw_with_a_choice_gives_up_what_another_needs() -> None:
    for seed in range(50):
        got = filled([(3, ROWS), (3, ROWS[:3])], Random(seed))
        assert len(got[0]) == 3 and sorted(row.id for row in got[1]) == [0, 1, 2]


@given(st.lists(st.tuples(st.integers(0, 5), st.sets(st.sampled_from(ROWS)).map(list)), max_size=4), st.integers(0, 99))
def test_no_question_comes_twice_and_as_many_as_can_be(wanted: list[tuple[int, list[Row]]], seed: int) -> None:
    got = filled(wanted, Random(seed))
    taken = [row for rows in got for row in rows]
    assert max(Counter(taken).values(), default=0) <= 1
    assert all(len(rows) <= count and set(rows) <= set(pool) for rows, (count, pool) in zip(got, wanted, strict=True))
    assert len(taken) == _most(wanted)


def _most(wanted: list[tuple[int, list[Row]]]) -> int:
    """By Hall: the least, over all groups of draws, of what they may have and what the others want."""
    groups = range(1 << len(wanted))
    return min(
        len({row for at, (_, pool) in enumerate(wanted) if group >> at & 1 for row in pool})
        + sum(count for at, (count, _) in enumerate(wanted) if not group >> at & 1)
        for group in groups
    )
