"""Aiken format: questions, and errors that name their line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.files import aiken
from storage.files.problems import Problem
from storage.files.question_rows import QuestionRow, QuestionSheet
from storage.files.sheets import MEGABYTES, Unreadable

GOOD = "Mấy giờ vào lớp?\nA. 7 giờ\nB) 7 giờ 30\nANSWER: B\n"


@pytest.mark.parametrize("text", [
    GOOD, GOOD.replace("\n", "\r\n"), "\ufeff" + GOOD, GOOD.replace("\n", "\n\n"), GOOD.replace("\n", "  \n  "),
    GOOD.replace("ANSWER: B", "Answer :b."), GOOD.replace("A. ", "a.").replace("B) ", "b)"),
])  # fmt: skip
def test_a_question(text: str) -> None:
    row = QuestionRow(1, "", "single", "Mấy giờ vào lớp?", ["7 giờ", "7 giờ 30"], [1])
    assert aiken.read(text) == QuestionSheet([row])


def test_true_or_false() -> None:
    row = QuestionRow(1, "", "truefalse", "Lớp học buổi tối.", ["Đúng", "Sai"], [1])
    assert aiken.read("Lớp học buổi tối.\nA. Sai\nB. Đúng\nANSWER: A") == QuestionSheet([row])


@pytest.mark.parametrize(
    ("text", "row", "key", "found"),
    [
        ("Hỏi?\nA. a\nB. b\n", 3, "aiken-incomplete", "Hỏi? a b"),
        ("TRẮC NGHIỆM CHƯƠNG 1\n", 3, "aiken-incomplete", "TRẮC NGHIỆM CHƯƠNG 1"),
        ("Hỏi\nmột câu?\nA. a\nB. b\nANSWER: A\n", 3, "aiken-stem-lines", "Hỏi một câu? a b"),
        ("A. a\nB. b\nANSWER: A\n", 3, "stem-missing", "a b"),
        ("ANSWER: A\n", 3, "stem-missing", "A"),
        ("Hỏi?\nA. a\nC. c\nANSWER: A\n", 3, "letters-unclear", "A, C"),
        ("Hỏi?\nA. a\nA. b\nANSWER: A\n", 3, "letters-unclear", "A, A"),
        ("Hỏi?\nA. a\nB. b\nANSWER: C\n", 3, "key-empty-option", "C"),
        ("Hỏi?\nA. a\nB. b\nANSWER: A, B\n", 3, "aiken-key", "A, B"),
        ("Hỏi?\nA. a\nB. b\nANSWER:\n", 3, "aiken-key", ""),
        ("Hỏi?\nA. a\nANSWER: A\n", 3, "options-few", "Hỏi?"),
        ("Hỏi?\nA. a\nB. a\nANSWER: A\n", 3, "option-twice", "a"),
        ("Hỏi?\nA. a\nB.\nANSWER: B\n", 3, "option-empty", "Hỏi?"),
    ],
)
def test_a_bad_question_is_named_and_does_not_sink_the_good_ones(text: str, row: int, key: str, found: str) -> None:
    sheet = aiken.read(f"\n\n{text}\n{GOOD}")
    assert [(problem.row, problem.key, problem.found) for problem in sheet.problems] == [(row, key, found)]
    assert [row.stem for row in sheet.rows] == ["Mấy giờ vào lớp?"]


def test_an_option_that_runs_on_is_told_and_nothing_is_made_of_its_rest() -> None:
    sheet = aiken.read("Hỏi?\nA. a\nB. b dài\nxuống dòng\nC. c\nD. d\nANSWER: A\n")
    assert sheet == QuestionSheet([], [Problem("aiken-incomplete", "", 1, "Hỏi? a b dài"),
                                       Problem("letters-unclear", "", 4, "C, D")])  # fmt: skip


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        (GOOD, True),
        (f"{GOOD}\nHỏi?\nA. a\nB. b\n\n{GOOD}", True),
        ("Câu 1: Hỏi?\nA. a\nB. b\nĐáp án: B\n", False),
        ("Câu 1: Hỏi\nmột câu?\nA. a\nB. b\nANSWER: B\nLời giải: vì\nCâu 2: x\ny\nA. a\nB. b\nANSWER: B", False),
        (f"Hỏi?\nA. a\nB. b\n\n{GOOD}", True),
        ("Hỏi? {=a ~b}", False),
        ("", False),
    ],
)
def test_what_looks_like_it(text: str, looks: bool) -> None:
    assert aiken.looks_like(text) is looks


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("x" * (MEGABYTES * 1024 * 1024 + 1), "too-large"),
        ("\n \n", "empty"),
        ("ANSWER: A\n" * 20_001, "too-many-questions"),
    ],
)
def test_no_such_file(text: str, key: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        aiken.read(text)
    assert refusal.value.key == key


@given(
    st.lists(st.sampled_from(["A. ", "B) ", "C.", "ANSWER: A", "ANSWER:", "x", "\n", "\n\n", "\t", "Ạ. "]), max_size=30)
)
@settings(max_examples=100, deadline=None)
def test_any_text_gives_a_sheet_or_a_refusal(bits: list[str]) -> None:
    text = "".join(bits)
    aiken.looks_like(text)
    try:
        sheet = aiken.read(text)
    except Unreadable as refusal:
        assert refusal.key == "empty"
        return
    assert all(len(row.key) == 1 and len(row.options) > 1 and row.stem for row in sheet.rows)
