"""Vietnamese text, names, births and phone numbers."""

import unicodedata
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.vietnamese import (
    birth_words,
    births_match,
    fold,
    name_key,
    normal_phone,
    parse_birth,
    tidy_name,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Đặng  Thị\tHỒNG, câu 1! ", "dang thi hong, cau 1!"),
        (unicodedata.normalize("NFD", "Nguyễn Văn Ước"), "nguyen van uoc"),
        ("ăâêôơưđ ĂÂÊÔƠƯĐ", "aaeooud aaeooud"),
        ("Lịch\u200b học\u00a0hôm nay", "lich hoc hom nay"),
        ("đáp án: “B”", "dap an: “b”"),
        ("", ""),
    ],
)
def test_text_is_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aàáảãạăằâấđeêệioôơuưyAÀĂÂĐÊÔƠƯ bc", max_size=30))
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_people_are_in_order_of_given_name_then_the_rest() -> None:
    names = [
        "Trần Thị Yến",
        "Lê Văn Bình",
        "Phạm An",
        "Vũ Ân",
        "Đỗ Ăn",
        "Lê An",
        "Mai Đào",
        "Lý Dung",
        "Bùi Ơn",
        "Bùi Ôn",
    ]
    assert sorted(names, key=name_key) == [
        *["Lê An", "Phạm An", "Đỗ Ăn", "Vũ Ân", "Lê Văn Bình", "Lý Dung", "Mai Đào", "Bùi Ôn", "Bùi Ơn"],
        "Trần Thị Yến",
    ]


def test_tones_decide_last_and_in_their_order() -> None:
    names = ["Lê Hạ", "Lê Há", "Lê Hã", "Lê Hả", "Lê Hà", "Lê Ha", "Bùi Hạ"]
    assert sorted(names, key=name_key) == ["Bùi Hạ", "Lê Ha", "Lê Hà", "Lê Hả", "Lê Hã", "Lê Há", "Lê Hạ"]


def test_a_name_and_its_decomposed_form_have_one_key() -> None:
    assert name_key(unicodedata.normalize("NFD", "Nguyễn Thị Huệ")) == name_key("NGUYỄN THỊ HUỆ (B)")
    assert [name_key(name) for name in ("", " ")] == ["\x02\x01", "\x02\x01"]


@pytest.mark.parametrize(
    ("written", "tidy"),
    [
        ("NGUYỄN  VĂN AN", "Nguyễn Văn An"),
        (" Lê văn A ", "Lê văn A"),
        ("H'HEN NIÊ", "H'Hen Niê"),
        (unicodedata.normalize("NFD", "Đỗ Thị Lụa"), "Đỗ Thị Lụa"),
    ],
)
def test_names_are_tidied(written: str, tidy: str) -> None:
    assert tidy_name(written) == tidy


@pytest.mark.parametrize(
    ("value", "birth"),
    [
        ("5/3/1990", "1990-03-05"),
        ("05-03-1990", "1990-03-05"),
        ("5.3.1990", "1990-03-05"),
        ("5 3 1990", "1990-03-05"),
        ("05 / 03 / 1990", "1990-03-05"),
        ("'5/3/90", "1990-03-05"),
        ("5/3/05", "2005-03-05"),
        ("05031990", "1990-03-05"),
        (5031990, "1990-03-05"),
        ("ngày 5 tháng 3 năm 1990", "1990-03-05"),
        ("1990-03-05", "1990-03-05"),
        ("1990-03-05 00:00:00", "1990-03-05"),
        (32937, "1990-03-05"),
        (32937.0, "1990-03-05"),
        (date(1990, 3, 5), "1990-03-05"),
        (datetime(1990, 3, 5, 7, 30), "1990-03-05"),  # noqa: DTZ001  # as a cell holds it
        (1990, "1990"),
        (1990.0, "1990"),
        ("1990", "1990"),
        ("năm 1990", "1990"),
        ("Sinh năm 1990", "1990"),
    ],
)
def test_births_are_read(value: str | int | float | date, birth: str) -> None:
    assert parse_birth(value) == birth


@pytest.mark.parametrize(
    "value",
    [
        *[
            "",
            "x",
            "31/2/1990",
            "3/25/1990",
            "5/3",
            "5/3/1890",
            "1899",
            1899,
            2101,
            90,
            True,
            -1,
            0.5,
            1990.5,
        ],
        *[float("nan"), float("inf"), 10**400, "5/3/1990 và 6/3/1990", date(1890, 1, 1), "5/3-1990x"],
    ],
)
def test_what_is_no_birth_is_none(value: str | int | float | date) -> None:
    assert parse_birth(value) is None


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_birth_in_words_reads_as_itself(day: date) -> None:
    assert parse_birth(birth_words(day.isoformat())) == day.isoformat()


@given(st.one_of(st.text(), st.integers(), st.floats(), st.dates()))
def test_no_birth_and_no_phone_raises(value: str | int | float | date) -> None:
    birth = parse_birth(value)
    assert birth is None or len(birth) in (4, 10)
    if not isinstance(value, date):
        phone = normal_phone(value)
        assert phone is None or (len(phone) == 10 and normal_phone(phone) == phone)


@pytest.mark.parametrize(
    ("a", "b", "match"),
    [
        ("1990-03-05", "1990-03-05", True),
        ("1990", "1990-03-05", True),
        ("1990-03-05", "1990", True),
        ("1990", "1990", True),
        ("1990-03-05", "1990-03-06", False),
        ("1991", "1990-03-05", False),
        ("", "", False),
        ("", "1990", False),
    ],
)
def test_births_match(a: str, b: str, match: bool) -> None:
    assert births_match(a, b) is match


def test_a_birth_in_words() -> None:
    assert [birth_words("1990-03-05"), birth_words("1990")] == ["05/03/1990", "1990"]


@pytest.mark.parametrize(
    "written",
    [
        *[
            "0912345678",
            "84912345678",
            "+84912345678",
            "+84 (0) 912.345.678",
            "0084 912 345 678",
            "0912 345 678",
        ],
        *["0912.345.678", "'0912345678", "\u202a0912345678\u202c", 912345678, 912345678.0, "912-345-678"],
    ],
)
def test_phones_are_normal(written: str | int | float) -> None:
    assert normal_phone(written) == "0912345678"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        *[(f"016{digit}", f"03{digit}") for digit in range(2, 10)],
        *[("0120", "070"), ("0121", "079"), ("0122", "077"), ("0126", "076"), ("0128", "078")],
        *[("0123", "083"), ("0124", "084"), ("0125", "085"), ("0127", "081"), ("0129", "082")],
        *[("0186", "056"), ("0188", "058"), ("0199", "059")],
    ],
)
def test_old_prefixes_are_renewed(old: str, new: str) -> None:
    ways: list[str | int] = [f"{old}1234567", f"84{old[1:]}1234567", int(f"{old}1234567")]
    assert [normal_phone(way) for way in ways] == [f"{new}1234567"] * 3


@pytest.mark.parametrize(
    "written",
    [
        *["", "0", "123", "0123456789", "02437654321", "091234567", "09123456789", "0912345678 / 0987654321"],
        *["0911 x", "01611234567", float("nan"), float("inf"), 1.5, True, -912345678],
    ],
)
def test_what_is_no_phone_is_none(written: str | int | float) -> None:
    assert normal_phone(written) is None
