"""Long texts in parts."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.zalo.splitting import LONGEST, split, units


@given(st.text(alphabet=st.sampled_from("aăạ \n.!👍🏽👨\u200d👩é\u0301đ1)"), max_size=400), st.integers(4, 60))
def test_nothing_is_lost_and_no_part_is_too_long(text: str, longest: int) -> None:
    parts = split(text, longest)
    assert all(units(part) <= longest for part in parts)
    assert "".join("".join(parts).split()) == "".join(unicodedata.normalize("NFC", text).split())
    assert all(part for part in parts) or parts == [""]


def test_a_short_text_stays_as_it_is() -> None:
    assert split("Chào đồng chí!\n\n1. Có\n2. Không") == ["Chào đồng chí!\n\n1. Có\n2. Không"]


def test_paragraphs_stay_whole() -> None:
    first, second = "Một. " * 200, "1. Có\n2. Không\n" * 70
    assert split(f"{first.strip()}\n\n{second.strip()}") == [first.strip(), second.strip()]


def test_items_of_a_list_stay_whole() -> None:
    items = [f"{number}. {'Câu trả lời rất dài, ' * 8}" for number in range(1, 20)]
    parts = split("\n".join(items))
    assert len(parts) > 1
    assert all(part.split(".")[0].isdigit() for part in parts)


def test_sentences_stay_whole() -> None:
    parts = split("Đây là một câu. " * 300)
    assert all(part.endswith("câu.") for part in parts)


def test_accents_are_composed_and_counted_as_zalo_does() -> None:
    assert split("Tha\u0323\u0302t") == ["Thật"]
    assert units("👍") == 2
    assert [units(part) for part in split("👍" * 1500)] == [LONGEST, LONGEST // 2]


def test_no_letter_is_cut_from_its_sign() -> None:
    assert split("aaab\u0301b\u0301", 4) == ["aaa", "b\u0301b\u0301"]
