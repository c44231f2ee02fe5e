"""Buttons in rows, long texts in parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels import Refused
from bot.channels.telegram.layout import keyboard, length, split
from storage.messages import Choice


def rows(*labels: str) -> list[list[str]]:
    markup = keyboard([Choice(label, "/x") for label in labels])
    return [[button.text for button in row] for row in markup.inline_keyboard] if markup else []


def test_no_choices_no_keyboard() -> None:
    assert keyboard([]) is None


def test_letters_stand_side_by_side_and_sentences_alone() -> None:
    assert rows(*"ABCD") == [["A", "B", "C", "D"]]
    assert rows(*"ABCDEFGHIK") == [list("ABCDEFGH"), ["I", "K"]]
    assert rows("Đúng", "Không phải") == [["Đúng", "Không phải"]]
    assert rows("Có", "Không", "Để sau nhé") == [["Có"], ["Không", "Để sau nhé"]]
    assert rows("A", "B", "Bỏ qua câu này nhé") == [["A", "B"], ["Bỏ qua câu này nhé"]]
    assert rows("Sáng thứ Hai", "Chiều thứ Hai", "Sáng thứ Ba") == [
        ["Sáng thứ Hai", "Chiều thứ Hai"],
        ["Sáng thứ Ba"],
    ]


def test_a_command_of_64_bytes_passes_and_a_longer_one_is_refused() -> None:
    assert keyboard([Choice("A", "đ" * 32)]) is not None
    with pytest.raises(Refused) as refused:
        keyboard([Choice("Trả lời", "đ" * 32 + "x")])
    assert refused.value.detail == "the command of button “Trả lời” has 65 bytes; Telegram takes 1 to 64"
    with pytest.raises(Refused):
        keyboard([Choice("A", "")])


def test_length_is_in_utf_16_units() -> None:
    assert (length("Lịch"), length("🔔"), length("")) == (4, 2, 0)


def test_a_short_text_is_one_part() -> None:
    assert split("abc", 4) == ["abc"]
    assert split("", 4) == [""]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("một hai\n\nba bốn\nnăm sáu", ["một hai\n\nba bốn", "năm sáu"]),
        ("Một hai ba.\n\nBốn năm sáu bảy", ["Một hai ba.", "Bốn năm sáu bảy"]),
        ("Một hai ba. Bốn năm sáu", ["Một hai ba.", "Bốn năm sáu"]),
        ("mộthaiba bốnnăm sáu", ["mộthaiba bốnnăm", "sáu"]),
        ("abcdefghijklmnopqrstuvw", ["abcdefghijklmnop", "qrstuvw"]),
    ],
)
def test_a_long_text_is_cut_where_a_reader_pauses(text: str, parts: list[str]) -> None:
    assert split(text, 16) == parts


@given(st.text(alphabet="aạ🔔 .\n", max_size=300), st.integers(2, 40))
def test_parts_fit_and_lose_nothing_but_space(text: str, longest: int) -> None:
    parts = split(text, longest)
    assert all(length(part) <= longest for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
