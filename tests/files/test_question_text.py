"""Questions as teachers type them: in text files and in Word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.files import aiken, banks, question_text
from storage.files.problems import Problem
from storage.files.question_rows import Picture, QuestionRow
from storage.files.sheets import Unreadable
from tests.files.documents import PICTURE, docx, lines, paragraph, run, table

STEM = "Xin nghỉ học báo trước mấy ngày?"
OPTIONS = ["Một ngày", "Hai ngày", "Ba ngày"]
WANTED = QuestionRow(1, "", "single", STEM, OPTIONS, [1])


@pytest.mark.parametrize(
    "text",
    [
        f"Câu 1: {STEM}\nA. Một ngày\nB. Hai ngày\nC. Ba ngày\nĐáp án: B",
        f"Câu 1. {STEM}\nA) Một ngày\nB) Hai ngày\nC) Ba ngày\nĐÁP ÁN B",
        f"Câu hỏi 1: {STEM}\na/ Một ngày\nb/ Hai ngày\nc/ Ba ngày\nĐ/A: b",
        f"Bài 1. {STEM}\n(A) Một ngày\n(B) Hai ngày\n(C) Ba ngày\nTrả lời: B",
        f"1. {STEM}\nA. Một ngày B. Hai ngày C. Ba ngày\nĐáp án: B",
        f"1) {STEM} A.Một ngày\tB.Hai ngày\tC.Ba ngày\nĐáp án đúng là: B",
        f"1/ {STEM}\nA. Một ngày; B. Hai ngày; C. Ba ngày\nANSWER: B",
        f"Câu 1: {STEM}\nA. Một ngày\n*B. Hai ngày\nC. Ba ngày",
        f"Câu 1: {STEM}\nA. Một ngày;\n• B. Hai ngày;\nC. Ba ngày.".replace("ngày.", "ngày"),
        f"Câu 1: {STEM}\nA. Một ngày\nB. Hai ngày (đúng)\nC. Ba ngày",
        f"Câu 1: {STEM}\n• A. Một ngày\n• B. Hai ngày\n• C. Ba ngày\nĐáp án: B. Hai ngày",
        f"Câu 1: {STEM}\nA. Một ngày\nB. Hai ngày\nC. Ba ngày\nBẢNG ĐÁP ÁN\n1-B",
        f"Câu 1: {STEM}\nA. Một ngày\nB. Hai ngày\nC. Ba ngày\n---HẾT---\nĐÁP ÁN\nCâu 1: B",
        f"Câu 1: {STEM}\nA. Một ngày\nB. Hai ngày\nC. Ba ngày\nĐÁP ÁN\n1\nB",
        "Câu 1: Xin nghỉ học báo trước\nmấy ngày?\nA. Một\nngày\nB. Hai ngày\nC. Ba ngày\n=> Đáp án: B",
    ],
)
def test_ways_to_write_a_question(text: str) -> None:
    sheet = question_text.read_text(text.replace("\n", "\r\n"))
    assert sheet.problems == []
    (row,) = sheet.rows
    assert (row.stem.replace("\n", " "), row.options, row.key, row.kind) == (STEM, OPTIONS, [1], "single")


def test_everything_about_a_question() -> None:
    text = (
        "TRUNG TÂM CHÍNH TRỊ\nCHƯƠNG I. NỘI QUY\n\nCâu 3 (NB): Khi đến lớp mang gì?\nA. Thẻ\nB. Quà\nC. Vở\n"
        "Đáp án: A, C\nLời giải: Thẻ để điểm danh,\nvở để ghi.\nNguồn: Nội quy, điều 5\n"
        "PHẦN II. LỊCH HỌC\nCâu 1: Sáng học lúc 7 giờ 30.\nA. Đúng\nB. Sai\nĐáp án: Đúng\n"
        "Câu 2: Mỗi ngày học mấy giờ?\nĐáp án: 7,5\nMức độ: Dễ\nCâu 3: Học ở đâu?\nĐáp án: hội trường | tầng 2"
    )
    sheet = question_text.read_text(text)
    assert sheet.problems == [Problem("text-stray", "", 1, "TRUNG TÂM CHÍNH TRỊ")]
    assert sheet.rows == [
        QuestionRow(
            4, "", "multiple", "Khi đến lớp mang gì?", ["Thẻ", "Quà", "Vở"], [0, 2],
            explanation="Thẻ để điểm danh,\nvở để ghi.", source="Nội quy, điều 5", chapter="CHƯƠNG I. NỘI QUY",
            level="NB",
        ),
        QuestionRow(13, "", "truefalse", "Sáng học lúc 7 giờ 30.", ["Đúng", "Sai"], [0], chapter="PHẦN II. LỊCH HỌC"),
        QuestionRow(17, "", "number", "Mỗi ngày học mấy giờ?", number=7.5, chapter="PHẦN II. LỊCH HỌC", level="Dễ"),
        QuestionRow(20, "", "short", "Học ở đâu?", accepted=["hội trường", "tầng 2"], chapter="PHẦN II. LỊCH HỌC"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "key", "found"),
    [
        ("Câu 1: Hỏi?\nA. a\nB. b", "key-missing", "Hỏi?"),
        ("Câu 1: Hỏi?\nA. a\nB. b\nĐáp án: C", "key-empty-option", "C"),
        ("Câu 1: Hỏi?\n*A. a\nB. b\nĐáp án: B", "keys-differ", "A / B"),
        ("Câu 1: Hỏi?\nA. a\nB. b\nĐáp án: B. a", "key-differs", "B. a"),
        ("Câu 1: Hỏi?\nA. a\nB. b\nD. d\nĐáp án: B", "letters-unclear", "A, B, D"),
        ("Câu 1: Hỏi?\nA. a\nĐáp án: A", "options-few", "a"),
        ("Câu 1:\nA. a\nB. b\nĐáp án: A", "stem-missing", "A"),
    ],
)
def test_what_is_in_doubt_is_refused(text: str, key: str, found: str) -> None:
    sheet = question_text.read_text(text)
    assert sheet.rows == []
    assert [(problem.key, problem.row, problem.found) for problem in sheet.problems] == [(key, 1, found)]


def test_numbers_that_start_again_need_their_chapter_in_the_table() -> None:
    text = "CHƯƠNG I\nCâu 1: Một?\nA. a\nB. b\nCHƯƠNG II\nCâu 1: Hai?\nA. a\nB. b\nBẢNG ĐÁP ÁN\n{}1-B"
    assert [problem.key for problem in question_text.read_text(text.format("")).problems] == ["key-ambiguous"] * 2
    sheet = question_text.read_text(text.format("CHƯƠNG I\n1-A\nCHƯƠNG II\n"))
    assert [(row.stem, row.key) for row in sheet.rows] == [("Một?", [0]), ("Hai?", [1])]


def test_a_stem_twice_is_reported() -> None:
    sheet = question_text.read_text("Câu 1: Hỏi?\nA. a\n*B. b\nCâu 2: HOI?\nA. c\n*B. d")
    assert len(sheet.rows) == 2
    assert [(problem.key, problem.row, problem.expected) for problem in sheet.problems] == [("stem-twice", 4, "1")]


def test_word_marks_the_right_option() -> None:
    data = docx(
        *lines("CHƯƠNG I", f"Câu 1: {STEM}", "A. Một ngày", "!B. Hai ngày", "C. Ba ngày"),
        paragraph(run("Thủ đô?"), level=0), paragraph(run("Huế"), level=1),
        paragraph(run("Hà Nội", '<w:color w:val="FF0000"/>'), level=1),
        paragraph(run("Gạch chân?"), level=0), paragraph(run("một", '<w:u w:val="single"/>'), PICTURE, level=1),
        paragraph(run("hai", '<w:u w:val="none"/>'), level=1),
        picture=b"\x89PNG123",
    )  # fmt: skip
    sheet = banks.read(data, "de.docx")
    assert sheet is not None and sheet.problems == []
    assert [(row.stem, row.options, row.key) for row in sheet.rows] == [
        (STEM, OPTIONS, [1]), ("Thủ đô?", ["Huế", "Hà Nội"], [1]), ("Gạch chân?", ["một", "hai"], [0]),
    ]  # fmt: skip
    assert sheet.rows[2].picture == Picture("image1.png", b"\x89PNG123")
    assert {row.chapter for row in sheet.rows} == {"CHƯƠNG I"}


def test_word_where_everything_is_bold_has_no_key() -> None:
    data = docx(*lines("!Câu 1: Hỏi?", "!A. a", "!B. b"))
    sheet = banks.read(data, "de.docx")
    assert sheet is not None and [problem.key for problem in sheet.problems] == ["key-missing"]


def test_word_with_a_table_of_keys() -> None:
    data = docx(*lines("Câu 1: Một?", "A. a", "B. b", "Câu 2: Hai?", "A. a", "B. b", "BẢNG ĐÁP ÁN"),
                table(["Câu", "1", "2"], ["Đáp án", "B", "A"]))  # fmt: skip
    sheet = banks.read(data, "de.docx")
    assert sheet is not None and [row.key for row in sheet.rows] == [[1], [0]]


def test_deleted_text_is_left_out() -> None:
    deleted = "<w:p><w:del><w:r><w:t>Câu 9: Bỏ?</w:t></w:r></w:del></w:p>"
    sheet = banks.read(docx(deleted, *lines("Câu 1: Hỏi?", "A. a", "!B. b")), "de.docx")
    assert sheet is not None and [row.stem for row in sheet.rows] == ["Hỏi?"]


def test_aiken() -> None:
    text = "Xin nghỉ báo trước mấy ngày?\nA. Một\nB) Hai\nANSWER: B\n\nHỏi?\nA. x\nB. y\nANSWER: C\n"
    assert aiken.looks_like(text)
    sheet = banks.read(text.encode(), "de.txt")
    assert sheet is not None
    assert [(row.row, row.options, row.key) for row in sheet.rows] == [(1, ["Một", "Hai"], [1])]
    assert sheet.problems == [Problem("key-empty-option", "", 6, "C", "C")]


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        ("Hỏi? {=a ~b}".encode(), "a.txt", "single"),
        ("Câu 1: Hỏi?\nA. a\n*B. b".encode("utf-16"), "a.txt", "single"),
        ("Câu 1: Hỏi?\nA. a\n*B. b".encode("utf-8-sig"), "a", "single"),
        (b"<quiz><question type='essay'><questiontext><text>H</text></questiontext></question></quiz>", "a", "essay"),
    ],
)
def test_the_kind_of_file_is_seen_from_its_content(data: bytes, name: str, kind: str) -> None:
    sheet = banks.read(data, name)
    assert sheet is not None and [row.kind for row in sheet.rows] == [kind]


@pytest.mark.parametrize("data", [b"STT,H\xe1\xbb\x8d t\xc3\xaan\n1,An", b"PK\x03\x04xl/workbook.xml", b""])
def test_tables_are_left_to_others(data: bytes) -> None:
    assert banks.read(data, "a.csv") is None


@pytest.mark.parametrize(
    ("data", "name", "key"),
    [
        (b"%PDF-1.7", "a.bin", "not-questions"),
        (b"PK\x03\x04 word/document.xml", "a.bin", "damaged-word"),
        (b"PK\x03\x04", "a.docx", "damaged-word"),
        (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", "a.odt", "not-questions"),
    ],
)
def test_other_files_are_refused(data: bytes, name: str, key: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        banks.read(data, name)
    assert refusal.value.key == key


PIECES = ["Câu 1:", "Câu 2.", "1)", "A.", "B.", "a/", "*", "•", "Đáp án:", "BẢNG ĐÁP ÁN", "1-A", "HẾT", "CHƯƠNG I",
          "Lời giải", "\n", "\n", "\t", "  ", "x", "đúng", "(đúng)", "7,5", "1 2 3", "A B C"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read(text: str) -> None:
    for row in question_text.read_text(text).rows:
        assert row.stem and all(0 <= place < len(row.options) for place in row.key)


def test_long_lines_take_no_longer() -> None:
    # Quadratic patterns would take minutes here.
    for piece in (" ", "A. ", "* ", "1 ", "(A) ", "đáp án "):
        question_text.read_text(f"Câu 1: x{piece * 100_000}\nA. a\n*B. b")
