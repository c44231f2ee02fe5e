"""Options that speak of others keep their place, and keep meaning the same."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.quizzes.fixed_options import is_fixed, scrambled, shuffled

SPEAK_OF_OTHERS = [
    "Cả A, B và C", "A và B", "Cả A và B đều đúng.", "A, B, C đều sai", "Chỉ có A và C", "Câu a và b", "Cả a, b, c",
    "Cả hai đáp án A và B", "Tất cả đều đúng", "Tất cả các phương án trên đều đúng", "Cả ba phương án trên",
    "Cả 3 ý trên", "Không có đáp án nào đúng", "Đáp án khác", "Cả hai ý trên", "Tất cả", "All of the above", "Cả hai",
    "Cả 03 phương án trên", "Cả 3 đều đúng", "Bao gồm cả A và B", "Cả ba nhiệm vụ trên", "Hai ý kiến trên đều đúng",
    "Chỉ A đúng", "A đúng, B sai", "Câu A đúng, câu B sai", "Phương án 1 và 2 đúng", "Tất cả A, B và C",
    "Tất cả a, b, c", "Không có câu trả lời đúng", "Cả A và B đều không đúng", "Một trong các phương án trên",
    "Các phương án còn lại",
    "Tất cả các câu trả lời trên đều đúng", "Tất cả các nội dung ở trên",
    "Chỉ A đúng", "Đáp án A", "A đúng, B sai", "Cả A lẫn B", "Câu A và câu B", "Cả (A) và (B)", "Bao gồm cả A và B",
    "Cả A, B, C đều không đúng", "Cả A, B, và C", "D. Cả A, B, C", "Tất cả các phương án A, B, C đều đúng",
    "Cả phương án A và phương án B", "Cả ý 1 và ý 2", "Cả 03 ý trên", "Tất cả các nhiệm vụ trên",
    "Cả ba yếu tố nêu trên đều đúng", "Một trong các ý trên", "Tất cả các ý còn lại", "Không thuộc các ý trên",
    "Đều đúng", "Trả lời khác",
]  # fmt: skip
SPEAK_FOR_THEMSELVES = [
    "Cả lớp", "Các học viên", "A", "Hà Nội", "Tất cả học viên phải có mặt", "Không", "Cả nước", "Ba", "Hai", "Cả ngày",
    "Vitamin A và B", "Ca sáng", "Đúng", "Lớp A và lớp B học chung phòng", "Không có",
    "Các cấp ủy cấp trên", "Điều 1 và 2", "Các đồng chí trên 18 tuổi", "Ba tháng", "A dua là sai", "Cả hai giới",
    "1 và 2", "Ý thức kỷ luật", "Nghị quyết trên giấy", "Cả nước trên dưới một lòng", "Khác biệt",
]  # fmt: skip


@pytest.mark.parametrize("option", SPEAK_OF_OTHERS)
def test_options_that_speak_of_others(option: str) -> None:
    assert is_fixed(option)


@pytest.mark.parametrize("option", SPEAK_FOR_THEMSELVES)
def test_options_that_speak_for_themselves(option: str) -> None:
    assert not is_fixed(option)


def orders(*options: str) -> set[tuple[int, ...]]:
    return {tuple(shuffled(options, Random(seed))) for seed in range(100)}


def test_what_all_others_share_stays_last() -> None:
    found = orders("Thẻ", "Vở", "Bút", "Cả A, B và C")
    assert len(found) == 6 and all(order[3] == 3 for order in found)


def test_what_names_some_keeps_them_together() -> None:
    assert orders("Thẻ", "Vở", "Bút", "A và B") == {(0, 1, 2, 3), (1, 0, 2, 3)}


def test_what_stands_above_stays_above() -> None:
    assert orders("Thẻ", "Vở", "Cả hai ý trên", "Bút") == {(0, 1, 2, 3), (1, 0, 2, 3)}


def test_what_judges_one_keeps_it_in_its_place() -> None:
    assert orders("Thẻ", "Vở", "Bút", "Chỉ A đúng") == {(0, 1, 2, 3), (0, 2, 1, 3)}


def test_one_thing_of_one_and_another_of_another_moves_neither() -> None:
    assert orders("Thẻ", "Vở", "A đúng, B sai", "Bút") == {(0, 1, 2, 3)}


@given(
    st.lists(st.integers(0, 5), min_size=2, max_size=4, unique=True),
    st.sampled_from(["Cả {}", "{} đều đúng", "Gồm các ý {}", "Tất cả {} đều sai", "Chỉ {}"]),
    st.integers(0, 6),
    st.integers(),
)
def test_what_is_named_stands_under_these_letters_afterwards(
    named: list[int], form: str, place: int, seed: int
) -> None:
    options = [f"Việc thứ {number}" for number in range(6)]
    options.insert(place, "")
    named = [number + (number >= place) for number in named]
    options[place] = form.format(", ".join("ABCDEFG"[number] for number in named))
    order = shuffled(options, Random(seed))
    assert order[place] == place
    assert {order[number] for number in named} == set(named)


def test_without_such_an_option_all_move() -> None:
    assert len(orders("Thẻ", "Vở", "Bút")) == 6


@given(st.lists(st.sampled_from([*SPEAK_OF_OTHERS, *SPEAK_FOR_THEMSELVES]), max_size=8), st.integers())
def test_every_option_is_shown_once_and_fixed_ones_stay(options: list[str], seed: int) -> None:
    order = shuffled(options, Random(seed))
    assert sorted(order) == list(range(len(options)))
    assert all(order[place] == place for place, option in enumerate(options) if is_fixed(option))


@given(st.text(max_size=200))
def test_any_text_is_judged(option: str) -> None:
    assert is_fixed(option) in (True, False)


def test_what_is_to_be_put_in_order_never_stands_in_order() -> None:
    assert all(scrambled(2, Random(seed)) == [1, 0] for seed in range(20))
    assert scrambled(1, Random(1)) == [0]
