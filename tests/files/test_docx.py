"""Word documents with the oddities of those who type them."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.files import banks, docx_child, marked_lines
from storage.files import docx as documents
from storage.files.problems import Problem
from storage.files.question_rows import Picture, QuestionSheet
from storage.files.sheets import Unreadable
from tests.files.documents import PICTURE, docx, lines, paragraph, run, table

BOLD, LINE, RED = "<w:b/>", '<w:u w:val="single"/>', '<w:color w:val="FF0000"/>'
BLUE, BLACK = '<w:color w:val="0000FF"/>', '<w:color w:val="212529"/>'  # black as on web pages
STEM = paragraph(run("Câu 1: Hỏi?"))
A_AND_B = lines("A. a", "!B. b")


def read(*parts: str, picture: bytes = b"", **others: str) -> QuestionSheet:
    sheet = banks.read(docx(*parts, picture=picture, **others), "de.docx")
    assert sheet is not None
    return sheet


def options(*styles: tuple[str, str]) -> list[str]:
    """Options A, B, … whose letter and text have these styles."""
    return [
        paragraph(run(f"{sign}.", letter), run(f" ý {sign}", text))
        for sign, (letter, text) in zip("ABCD", styles, strict=False)
    ]


def listed(text: str, number: int, style: str = "") -> str:
    numbered = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{numbered}</w:pPr>{run(text, style)}</w:p>"


def maths(shape: str, *texts: str) -> str:
    return f"<m:oMath>{shape.format(*(f'<m:r><m:t>{text}</m:t></m:r>' for text in texts))}</m:oMath>"


def counted(kind: str, text: str = "%1.") -> str:
    return f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'


def numbering(*kinds: str) -> str:
    """A list of each kind, numbered from 1."""
    return "".join(
        f'<w:abstractNum w:abstractNumId="{at}">{counted(kind)}</w:abstractNum>'
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>'
        for at, kind in enumerate(kinds, 1)
    )


@pytest.mark.parametrize(
    ("styles", "key"),
    [
        ([(BOLD, ""), (BOLD + LINE, ""), (BOLD, "")], [1]),  # all letters bold, the right one underlined
        ([(BOLD, ""), (BOLD + RED, RED), (BOLD, "")], [1]),
        ([("", ""), (BOLD, ""), ("", "")], [1]),
        ([(BOLD, BOLD), (BOLD, BOLD), ("", "")], [0, 1]),
        ([(BLUE, ""), (RED, ""), (BLUE, "")], [1]),
        ([(BLACK, BLACK), (RED, RED), ("", "")], [1]),
    ],
)
def test_what_stands_out_is_the_key(styles: list[tuple[str, str]], key: list[int]) -> None:
    sheet = read(STEM, *options(*styles))
    assert [row.key for row in sheet.rows] == [key]
    assert [problem.key for problem in sheet.problems] == (["several-marked"] if len(key) > 1 else [])


@pytest.mark.parametrize(
    ("styles", "key", "found"),
    [
        ([(BOLD, BOLD), (RED, RED), ("", "")], "keys-differ", "A / B"),
        ([(BLUE, ""), (RED, "")], "keys-differ", "A / B"),
        ([(BOLD, ""), ("", ""), (BOLD, ""), (BOLD, "")], "marks-unclear", "A, C, D"),
    ],
)
def test_marks_in_doubt_are_refused(styles: list[tuple[str, str]], key: str, found: str) -> None:
    assert read(STEM, *options(*styles)) == QuestionSheet([], [Problem(key, "", 1, found)])


def test_styles_number_and_mark() -> None:
    styles = (
        '<w:style w:styleId="Q"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Q2"><w:basedOn w:val="Q"/></w:style>'
        '<w:style w:styleId="Strong"><w:rPr><w:b/></w:rPr></w:style>'
    )
    stem = f'<w:p><w:pPr><w:pStyle w:val="Q2"/></w:pPr>{run("Hỏi?")}</w:p>'
    right = paragraph(run("B. b", '<w:rStyle w:val="Strong"/>'))
    sheet = read(stem, *lines("A. a"), right, styles=styles, numbering=numbering("decimal"))
    assert [(row.stem, row.options, row.key) for row in sheet.rows] == [("Hỏi?", ["a", "b"], [1])]


def test_lists_of_their_own_for_options_and_headings() -> None:
    again = (
        '<w:num w:numId="7"><w:abstractNumId w:val="2"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    sheet = read(
        listed("NHẬN BIẾT", 3), listed("Một?", 1), listed("a", 2), listed("b", 2, BOLD),
        listed("THÔNG HIỂU", 3), listed("Hai?", 1), listed("c", 7, BOLD), listed("d", 7),
        numbering=numbering("decimal", "upperLetter", "upperRoman") + again,
    )  # fmt: skip
    assert sheet.problems == []
    assert [(row.stem, row.options, row.key, row.chapter) for row in sheet.rows] == [
        ("Một?", ["a", "b"], [1], "I. NHẬN BIẾT"), ("Hai?", ["c", "d"], [0], "II. THÔNG HIỂU"),
    ]  # fmt: skip


def test_options_with_bullets_have_no_letters() -> None:
    sheet = read(STEM, listed("a", 1), listed("b", 1, BOLD), numbering=numbering("bullet"))
    assert sheet == QuestionSheet([], [Problem("options-unlettered", "", 1, "Hỏi? • a • b")])


def test_tables_hold_options_and_keys() -> None:
    sheet = read(
        STEM, table(["A. một", "B. hai"], ["C. ba", "D. bốn"]),
        *lines("Câu 2: Hai?"), table(["A.", "một"], ["B.", "hai"]),
        *lines("BẢNG ĐÁP ÁN"), table(["1", "2"], ["C", "B"]),
    )  # fmt: skip
    assert sheet.problems == []
    assert [(row.options, row.key) for row in sheet.rows] == [(["một", "hai", "ba", "bốn"], [2]), (["một", "hai"], [1])]


def test_a_table_of_whole_questions() -> None:
    sheet = read(
        *lines("NGÂN HÀNG CÂU HỎI"),
        table(["STT", "Câu hỏi", "A", "B", "C", "Đáp án"], ["1", "Một?", "x", "y", "z", "B"],
              ["", "Hai?", "x", "y", "", "A"], ["3", "Ba?", "x", "y", "", ""]),
        *lines("Câu 4: Bốn?", "A. a", "!B. b"),
    )  # fmt: skip
    assert [(row.row, row.stem, row.options, row.key) for row in sheet.rows] == [
        (3, "Một?", ["x", "y", "z"], [1]), (4, "Hai?", ["x", "y"], [0]), (6, "Bốn?", ["a", "b"], [1]),
    ]  # fmt: skip
    assert sheet.problems == [
        Problem("text-stray", "", 1, "NGÂN HÀNG CÂU HỎI"), Problem("key-missing", "", 5, "Ba?"),
    ]  # fmt: skip


def test_a_table_of_questions_for_each_chapter() -> None:
    header = ["STT", "Câu hỏi", "A", "B", "Đáp án"]
    sheet = read(
        *lines("NGÂN HÀNG CÂU HỎI", "Chương 1. Nội quy"), table(header, ["1", "Một?", "x", "y", "B"]),
        *lines("", "Chương 2. Lịch học"),
        table([*header, "Chương"], ["1", "Hai?", "z", "t", "A", ""], ["2", "Ba?", "z", "t", "Q", "Chương khác"]),
        *lines("Chương 3. Thi", "Câu 1: Bốn?", "A. m", "B. n", "Đáp án: A"),
    )  # fmt: skip
    assert [(row.stem, row.chapter, row.key) for row in sheet.rows] == [
        ("Một?", "Chương 1. Nội quy", [1]), ("Hai?", "Chương 2. Lịch học", [0]), ("Bốn?", "Chương 3. Thi", [0]),
    ]  # fmt: skip
    assert [(problem.key, problem.row) for problem in sheet.problems] == [("text-stray", 1), ("key-unknown", 9)]


def test_a_table_within_a_table_is_read_once() -> None:
    sheet = read(f"<w:tbl><w:tr><w:tc>{STEM}{table(['A. a', 'B. b'])}{lines('Đáp án: B')[0]}</w:tc></w:tr></w:tbl>")
    assert [(row.options, row.key) for row in sheet.rows] == [(["a", "b"], [1])]


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{STEM}{''.join(A_AND_B)}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    sheet = read(f"<w:p><w:r>{both}</w:r></w:p>")
    assert sheet.problems == []
    assert [(row.stem, row.options, row.key) for row in sheet.rows] == [("Hỏi?", ["a", "b"], [1])]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (maths("<m:f><m:num>{}</m:num><m:den>{}</m:den></m:f>", "1", "a+b"), "1/(a+b)"),
        (maths("<m:sSup><m:e>{}</m:e><m:sup>{}</m:sup></m:sSup>", "x", "2"), "x²"),
        (maths("<m:rad><m:deg/><m:e>{}</m:e></m:rad>", "x"), "√(x)"),
        (maths("<m:d><m:dPr><m:begChr m:val='['/></m:dPr><m:e>{}</m:e><m:e>{}</m:e></m:d>", "a", "b"), "[a; b)"),
        (run("m") + run("2", '<w:vertAlign w:val="superscript"/>'), "m²"),
        ("<w:r><w:t>7</w:t><w:noBreakHyphen/><w:t>8</w:t></w:r>", "7-8"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>', "→"),
        (run("a") + '<w:r><w:footnoteReference w:id="2"/></w:r>', "a (chú thích: Điều 5)"),
        (run("a") + run("b", "<w:vanish/>"), "a"),
        ("<w:ins>" + run("mới") + "</w:ins><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>", "mới"),
        ("<w:hyperlink>" + run("trang") + "</w:hyperlink>", "trang"),
    ],
)  # fmt: skip
def test_what_paragraphs_hold(said: str, shown: str) -> None:
    notes = f'<w:footnote w:id="2">{paragraph(run("Điều 5"))}</w:footnote>'
    sheet = read(paragraph(run("Câu 1: Số "), said), *A_AND_B, footnotes=notes)
    assert (sheet.problems, [row.stem for row in sheet.rows]) == ([], [f"Số {shown}"])


def test_an_option_that_is_a_picture_is_told() -> None:
    sheet = read(STEM, paragraph(run("A. "), PICTURE), *lines("B. b", "Đáp án: B"), picture=b"\x89PNG123")
    assert sheet == QuestionSheet([], [Problem("option-picture", "", 1, "Hỏi?")])


def test_an_old_equation_is_told() -> None:
    old = '<w:r><w:object><v:imagedata r:id="rId7"/></w:object></w:r>'
    sheet = read(paragraph(run("Câu 1: Hỏi?"), old), *A_AND_B, picture=b"\xd7\xcd\xc6\x9a")
    assert ([row.picture for row in sheet.rows], sheet.problems) == (
        [None],
        [Problem("picture-left-out", "", 1, "Hỏi?")],
    )
    sheet = read(paragraph(run("Câu 1: Hỏi?"), old), *A_AND_B, picture=b"\x89PNG")
    assert [row.picture for row in sheet.rows] == [Picture("image1.png", b"\x89PNG")]


def test_an_old_font_is_converted_and_told() -> None:
    sheet = read(*lines("C©u 1: §¶ng ta thµnh lËp n¨m nµo?", "A. N¨m 1930", "!B. N¨m 1945"))
    assert [(row.stem, row.options, row.key) for row in sheet.rows] == [
        ("Đảng ta thành lập năm nào?", ["Năm 1930", "Năm 1945"], [1])
    ]
    assert [problem.key for problem in sheet.problems] == ["old-font"]


PIECES = st.sampled_from(
    ["Câu 1: Hỏi?", "A. a", "B. b C. c", "*B. b", "ĐÁP ÁN", "1-B", "1 2", "A B", "CHƯƠNG I", "II. HAI", "Đáp án: A",
     "HẾT", "Lời giải: vì", "2. x", "- y", "©n", "ÑA", "e\u0323\u0302"]
)  # fmt: skip
STYLES = st.sampled_from(["", BOLD, LINE, RED, BOLD + RED, "<w:vanish/>"])
PARAGRAPHS = st.lists(st.tuples(PIECES, STYLES), min_size=1, max_size=3)


@given(st.lists(PARAGRAPHS, max_size=15))
@settings(deadline=None, max_examples=150)
def test_any_document_is_read(paragraphs: list[list[tuple[str, str]]]) -> None:
    body = [paragraph(*(run(text, style) for text, style in one)) for one in paragraphs]
    answer = docx_child.answer(docx(*body)).decode()  # in this process: a child for each would take long
    for row in documents.questions_of(marked_lines.unpacked(answer)).rows:
        assert row.stem and all(0 <= place < len(row.options) for place in row.key)


def test_a_document_of_many_parts_and_a_broken_one() -> None:
    whole = docx(STEM, *A_AND_B)
    many = io.BytesIO(whole)
    with zipfile.ZipFile(many, "a") as archive:
        for number in range(400):
            archive.writestr(f"word/embeddings/oleObject{number}.bin", b"x")
    sheet = banks.read(many.getvalue(), "de.docx")
    assert sheet is not None and len(sheet.rows) == 1
    with pytest.raises(Unreadable) as refusal:
        banks.read(whole[: len(whole) // 2], "de.docx")
    assert refusal.value.key == "damaged-word"
