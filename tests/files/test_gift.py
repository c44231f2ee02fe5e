"""GIFT: what Moodle's manual shows, what goes wrong, and reading what was written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.files import gift, gift_writing
from storage.files.problems import Problem
from storage.files.question_rows import QuestionRow, QuestionSheet
from storage.files.sheets import MEGABYTES, Unreadable
from tests.files.question_strategies import NASTY, rows


def one(text: str) -> QuestionRow:
    sheet = gift.read(text)
    assert sheet.problems == []
    (row,) = sheet.rows
    return row


def refused(text: str) -> list[Problem]:
    sheet = gift.read(text)
    assert sheet.rows == []
    return sheet.problems


def test_a_question_with_everything() -> None:
    text = (
        "// câu đầu\n$CATEGORY: $course$/top/Chương 1/Bài 2\n\n// [tag:nguồn: Nội quy, điều 3] [tag:cũ]\n"
        "::Nghỉ::[plain]Xin nghỉ báo trước mấy ngày? {\n=2 ngày#Đúng\n~1 ngày # Chưa\n~3 ngày\n####Để xếp học bù}\n"
    )
    assert one(text) == QuestionRow(
        5, "", "single", "Xin nghỉ báo trước mấy ngày?", ["2 ngày", "1 ngày", "3 ngày"], [0],
        explanation="Để xếp học bù", source="Nội quy, điều 3", chapter="Chương 1 / Bài 2", name="Nghỉ", tags=["cũ"],
        feedbacks=["Đúng", "Chưa", ""],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("{T}", {"kind": "truefalse", "options": ["Đúng", "Sai"], "key": [0]}),
        ("{FALSE#x#y}", {"kind": "truefalse", "options": ["Đúng", "Sai"], "key": [1], "feedbacks": ["x", "y"]}),
        ("{}", {"kind": "essay"}),
        ("{=bốn =4}", {"kind": "short", "accepted": ["bốn", "4"]}),
        ("{bốn}", {"kind": "short", "accepted": ["bốn"]}),
        ("{=bốn =%50%4}", {"kind": "short", "accepted": ["bốn", "4"], "weights": [1.0, 0.5]}),
        ("{=hội trường*}", {"kind": "short", "accepted": ["hội trường*"], "wildcards": True}),
        ("{=2\\*3}", {"kind": "short", "accepted": ["2*3"]}),
        ("{#3:2}", {"kind": "number", "number": 3.0, "tolerance": 2.0}),
        ("{#1..5}", {"kind": "number", "number": 3.0, "tolerance": 2.0}),
        ("{#=7,5 =%50%7:1}", {"kind": "number", "number": 7.5, "more_numbers": [(7.0, 1.0, 0.5)]}),
        ("{=a -> 1 =b -> 2 = -> 3}", {"kind": "matching", "lefts": ["a", "b"], "options": [*"123"], "key": [0, 1]}),
        ("{~%50%a ~%50%b ~%-100%c}", {"kind": "multiple", "options": ["a", "b", "c"], "key": [0, 1]}),
        ("{~%50%a ~%50%b ~c}", {"kind": "multiple", "options": [*"abc"], "key": [0, 1], "weights": [0.5, 0.5, 0.0]}),
        ("{=a ~%50%b ~c}", {"kind": "single", "options": ["a", "b", "c"], "key": [0], "weights": [1.0, 0.5, 0.0]}),
        ("{=a\\=b ~c\\~d}", {"kind": "single", "options": ["a=b", "c~d"], "key": [0]}),
    ],
)  # fmt: skip
def test_kinds_of_answers(answer: str, expected: dict[str, object]) -> None:
    about: dict[str, object] = {"row": 1, "sheet": "", "stem": "Hỏi?", **expected}
    assert one(f"Hỏi? {answer}") == QuestionRow(**about)  # type: ignore[arg-type]


def test_a_gap_in_the_middle() -> None:
    assert one("Lớp học bắt đầu lúc {#7.5} giờ.").stem == "Lớp học bắt đầu lúc _____ giờ."


def test_html_becomes_lines() -> None:
    assert one("[html]<p>Chọn <b>một</b></p><ul><li>a</li></ul> {T}").stem == "Chọn một\n• a"
    assert one("a < b và c > d {T}").stem == "a < b và c > d"


@pytest.mark.parametrize(
    ("text", "key", "found"),
    [
        ("Không có câu trả lời.", "gift-description", "Không có câu trả lời."),
        ("Thiếu ngoặc {=a ~b", "gift-no-closing", "Thiếu ngoặc"),
        ("{T}", "stem-missing", "T"),
        ("Hỏi? {=a ~%17%b}", "weight-unknown", "17"),
        ("Hỏi? {~%50%a ~b}", "weights-sum", "50"),
        ("Hỏi? {~a ~b}", "key-missing", "Hỏi?"),
        ("Hỏi? {=a ~a}", "option-twice", "a"),
        ("Hỏi? {=a}{", "", ""),
        ("Hỏi? {#bốn}", "gift-number", "bốn"),
        ("Hỏi? {#}", "gift-number", ""),
        ("Hỏi? {=a -> 1}", "pairs-few", "a"),
        ("Hỏi? {=a -> 1 =b}", "gift-pair-unclear", "b"),
    ],
)
def test_what_is_refused(text: str, key: str, found: str) -> None:
    if not key:
        assert one(text).kind == "short"
        return
    (problem,) = refused(f"\n{text}")
    assert (problem.key, problem.row, problem.found.strip()) == (key, 2, found)


def test_a_bad_question_does_not_sink_the_good_ones() -> None:
    sheet = gift.read("Một {T}\n\nHai {~a}\n\nBa {F}")
    assert [row.stem for row in sheet.rows] == ["Một", "Ba"] and len(sheet.problems) == 1


def test_too_large() -> None:
    with pytest.raises(Unreadable):
        gift.read("x" * (MEGABYTES * 1024 * 1024 + 1))


@given(st.lists(rows(), max_size=4))
@settings(max_examples=60, deadline=None)
def test_what_was_written_is_read_again(questions: list[QuestionRow]) -> None:
    kept = [row for row in questions if not gift_writing.unwritable(row)]
    assert without_places(gift.read(gift_writing.write(questions))) == QuestionSheet(kept)


@given(st.lists(st.sampled_from([*NASTY, "\n", "\n\n", "%", "####", "T", "7"]), max_size=40).map("".join))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read(text: str) -> None:
    gift.read(text)
    gift.looks_like(text)


def without_places(sheet: QuestionSheet) -> QuestionSheet:
    return QuestionSheet([replace(row, row=0) for row in sheet.rows], sheet.problems)
