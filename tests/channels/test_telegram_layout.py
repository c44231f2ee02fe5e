"""Buttons in rows, long texts in parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels import Refused, meant
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


@pytest.mark.parametrize(
    "command", ["/x", "đ" * 32, "đ" * 32 + "x", "/suathat 1 key hội␣trường␣tầng␣2;␣hội␣trường␣tầng␣hai"]
)
def test_a_command_of_any_length_comes_back_from_its_button(command: str) -> None:
    markup = keyboard([Choice("Trả lời", command)])
    assert markup is not None
    carried = markup.inline_keyboard[0][0].callback_data
    assert isinstance(carried, str) and len(carried.encode()) <= 64
    assert (carried == command) == (len(command.encode()) <= 64)
    assert meant(carried, ["/y", command]) == command
    assert meant(carried, ["/y"]) == carried  # not offered here: it stays what nobody understands


def test_a_button_without_a_command_is_refused() -> None:
    with pytest.raises(Refused, match="no command"):
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
