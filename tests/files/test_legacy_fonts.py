"""Old fonts are recognised and converted; Unicode and foreign words are left alone."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.files.legacy_fonts import convert, detect, to_unicode

TCVN3 = {convert(chr(code), "tcvn3"): chr(code) for code in range(0xA1, 0xFF)}
VNI = {
    **{convert(base + mark, "vni"): base + mark for base in "aeouyôöAEOUYÔÖ" for mark in "ùøûõï"},
    **{convert(base + mark, "vni"): base + mark for base in "aeoAEO" for mark in "âáàåãä"},
    **{convert(base + mark, "vni"): base + mark for base in "aA" for mark in "êéèúüë"},
    **{convert(letter, "vni"): letter for letter in "ôöæóòîñíìÔÖÆÓÒÎÑÍÌ"},
}
FAMILIES = ["Nguyễn", "Trần", "Phạm", "Đỗ", "Vũ", "Bùi", "Hoàng", "Lương", "Đặng"]
MIDDLES = ["Văn", "Thị", "Đức", "Ngọc", "Hữu", "Quỳnh", "Thu", "Mỹ"]
GIVEN = ["An", "Bình", "Hương", "Tuyết", "Phượng", "Nghĩa", "Thuý", "Dũng", "Kỷ", "Quốc", "Ước", "Ý", "Hoà"]
names = st.tuples(*map(st.sampled_from, (FAMILIES, MIDDLES, GIVEN))).map(" ".join)


def in_tcvn3(text: str) -> str:
    return "".join(TCVN3.get(letter, TCVN3.get(letter.lower(), letter)) for letter in text)


def in_vni(text: str) -> str:
    return "".join(VNI.get(letter, letter) for letter in text)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("NguyÔn V¨n An", "Nguyễn Văn An"),
        ("nguyÔn thÞ hång", "nguyễn thị hồng"),  # capitals in the font .VnTimeH
        ("§¶ng bé x· Tr­êng S¬n", "Đảng bộ xã Trường Sơn"),
        ("Sè ®iÖn tho¹i", "Số điện thoại"),
        ("Nguyeãn Vaên An", "Nguyễn Văn An"),
        ("Traàn Thò Höông", "Trần Thị Hương"),
        ("ÑAÛNG BOÄ XAÕ ÑOÂNG SÔN", "ĐẢNG BỘ XÃ ĐÔNG SƠN"),
        ("Ñoã Ngoïc YÙ", "Đỗ Ngọc Ý"),
    ],
)
def test_old_fonts_are_converted(written: str, meant: str) -> None:
    assert to_unicode(written) == (meant, True)


@pytest.mark.parametrize(
    "text",
    [
        *["", "Nguyen Van An", "Nguyễn Văn An", "Lê Hà", "Hoà", "Thuý", "Công", "Quê quán", "Ghi chú", "Líp"],
        *["H'Bé Niê", "café", "Noël", "José", "São Paulo", "Müller", "10 µm", "5 m²", "© 2023", "«Lan»", "½"],
        *["· a", "§ 5", "Ê Đê", "naïve", "à la carte", "Nguyá»n", "TÀI LIỆU"],
        unicodedata.normalize("NFD", "Nguyễn Thị Bé"),
    ],
)
def test_other_text_is_left_alone(text: str) -> None:
    assert to_unicode(text) == (text, False)


@given(names)
def test_names_survive_both_fonts(name: str) -> None:
    # Some names ("Vò Thu An") are names in either reading: the column decides.
    assert detect([in_tcvn3("Phạm Hữu Phượng"), in_tcvn3(name)]) == "tcvn3"
    assert convert(in_tcvn3(name), "tcvn3").casefold() == name.casefold()
    assert detect([in_vni("Phạm Hữu Phượng"), in_vni(name)]) == "vni"
    assert convert(in_vni(name), "vni") == name


@given(names)
def test_unicode_names_are_never_converted(name: str) -> None:
    assert to_unicode(name) == (name, False)
    assert to_unicode(name.upper()) == (name.upper(), False)


@given(st.text())
def test_whatever_the_text_nothing_is_raised(text: str) -> None:
    assert to_unicode(text)[1] is (detect([text]) is not None and to_unicode(text)[0] != text)


def test_a_column_lends_its_evidence_to_doubtful_words() -> None:
    column = ["Bïi V¨n Tó", "Tó", "TrÇn ThÞ Hoµ", "Đặng Văn Bé"]
    assert detect(["Tó"]) is None
    encoding = detect(column)
    assert encoding == "tcvn3"
    assert [convert(text, encoding) for text in column] == ["Bùi Văn Tú", "Tú", "Trần Thị Hoà", "Đặng Văn Bé"]


def test_a_column_in_unicode_is_no_evidence() -> None:
    assert detect(["Nguyễn Văn An", "Trần Thị Bình", "Tó", "NguyÔn"]) is None
