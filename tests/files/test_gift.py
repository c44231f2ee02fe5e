"""GIFT: what Moodle's manual shows, the oddities of files by hand, what is refused, and reading what was written."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.files import gift, gift_writing
from storage.files.problems import Problem
from storage.files.question_rows import Picture, QuestionRow, QuestionSheet
from storage.files.sheets import MEGABYTES, Unreadable
from tests.files.question_strategies import NASTY, banks


def one(text: str) -> QuestionRow:
    sheet = gift.read(text)
    assert sheet.problems == []
    (row,) = sheet.rows
    return row


def test_a_question_with_everything() -> None:
    text = (
        "// câu đầu\n$CATEGORY: $course$/top/Chương 1/Bài 2\n\n"
        "// [tag:nguồn: Nội quy, điều 3] [tag:cũ] [id:K7]\n// [tag:mức: Dễ] [tag:a\\]b]\n"
        "::Nghỉ\\: mấy ngày::[plain]Xin nghỉ báo trước\\nmấy ngày?\n{\n=2 ngày#Đúng\n~1 ngày # Chưa\n// bỏ\n~3 ngày\n"
        "####Để xếp học bù}\n"
    )
    for ending in ("\n", "\r\n", "\r"):
        assert one("\ufeff" + text.replace("\n", ending)) == QuestionRow(
            6, "", "single", "Xin nghỉ báo trước\nmấy ngày?", ["2 ngày", "1 ngày", "3 ngày"], [0],
            explanation="Để xếp học bù", source="Nội quy, điều 3", level="Dễ", chapter="Chương 1 / Bài 2",
            name="Nghỉ: mấy ngày", tags=["cũ", "mã: K7", "a]b"], feedbacks=["Đúng", "Chưa", ""],
        )  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("{T}", {"kind": "truefalse", "options": ["Đúng", "Sai"], "key": [0]}),
        ("{Sai}", {"kind": "truefalse", "options": ["Đúng", "Sai"], "key": [1]}),
        ("{FALSE#x#y}", {"kind": "truefalse", "options": ["Đúng", "Sai"], "key": [1], "feedbacks": ["x", "y"]}),
        ("{TRUE#x#y#z}", {"kind": "truefalse", "options": ["Đúng", "Sai"], "key": [0], "feedbacks": ["y#z", "x"]}),
        ("{}", {"kind": "essay"}),
        ("{\n}", {"kind": "essay"}),
        ("{####vì}", {"kind": "essay", "explanation": "vì"}),
        ("{=bốn =4}", {"kind": "short", "accepted": ["bốn", "4"]}),
        ("{bốn}", {"kind": "short", "accepted": ["bốn"]}),
        ("{=T}", {"kind": "short", "accepted": ["T"]}),
        ("{=%50%bốn =4#x}", {"kind": "short", "accepted": ["4", "bốn"], "weights": [1.0, 0.5], "feedbacks": ["x", ""]}),
        ("{=hội trường*}", {"kind": "short", "accepted": ["hội trường*"], "wildcards": True}),
        ("{=2\\*3}", {"kind": "short", "accepted": ["2*3"]}),
        ("{#3:2}", {"kind": "number", "number": 3.0, "tolerance": 2.0}),
        ("{#3\\:2}", {"kind": "number", "number": 3.0, "tolerance": 2.0}),
        ("{#0.1..0.3}", {"kind": "number", "number": 0.2, "tolerance": 0.1}),
        ("{#-1.5e3}", {"kind": "number", "number": -1500.0}),
        ("{#=7,5 =%50%7:1}", {"kind": "number", "number": 7.5, "more_numbers": [(7.0, 1.0, 0.5)]}),
        ("{#=%50%7:1#gần =7.5#đúng}", {"kind": "number", "number": 7.5, "more_numbers": [(7.0, 1.0, 0.5)],
                                       "feedbacks": ["đúng", "gần"]}),
        ("{=a -> 1 = -> 3 =b -> 2 =c->1}", {"kind": "matching", "lefts": ["a", "b", "c"], "options": ["1", "2", "3"],
                                            "key": [0, 1, 0]}),
        ("{~%50%a ~%50%b ~%-100%c}", {"kind": "multiple", "options": ["a", "b", "c"], "key": [0, 1]}),
        ("{~%33.33%a ~%33.333%b ~%33,33333%c}", {"kind": "multiple", "options": ["a", "b", "c"], "key": [0, 1, 2]}),
        ("{~%50%a ~%50%b ~c}", {"kind": "multiple", "options": [*"abc"], "key": [0, 1], "weights": [0.5, 0.5, 0.0]}),
        ("{~%100%a ~b}", {"kind": "multiple", "options": ["a", "b"], "key": [0], "weights": [1.0, 0.0]}),
        ("{=a ~%50%b ~c}", {"kind": "single", "options": ["a", "b", "c"], "key": [0], "weights": [1.0, 0.5, 0.0]}),
        ("{~%0%%50%a =100%}", {"kind": "single", "options": ["%50%a", "100%"], "key": [1]}),
        ("{=a\\=b ~c\\~d}", {"kind": "single", "options": ["a=b", "c~d"], "key": [0]}),
        ("{~a~=b ~}", {"kind": "single", "options": ["a", "b"], "key": [1]}),
        ("{>2 ALL VERTICAL ABSOLUTE_POSITION SHOW none\nmột\n\\{hai\\}}", {"kind": "ordering",
                                                                          "options": ["một", "{hai}"]}),
    ],
)  # fmt: skip
def test_kinds_of_answers(answer: str, expected: dict[str, object]) -> None:
    about: dict[str, object] = {"row": 1, "sheet": "", "stem": "Hỏi?", **expected}
    assert one(f"Hỏi? {answer}") == QuestionRow(**about)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("Lớp học bắt đầu lúc {#7.5} giờ.", "Lớp học bắt đầu lúc _____ giờ."),
        ("[html]<p>Chọn <b>một</b></p><ul><li>a</li></ul> {T}", "Chọn một\n• a"),
        ("a < b và c > d & e &lt; f {T}", "a < b và c > d & e < f"),
        ("[plain]a &lt; <b>b</b> {T}", "a &lt; <b>b</b>"),
        ("[markdown]**Chọn** `một`:\n\\- a {T}", "Chọn một:\n\\- a"),
        ("[x]Chọn {T}", "[x]Chọn"),
        ("Tính \\\\frac\\{1\\}\\{2\\} {T}", "Tính \\frac{1}{2}"),
        ("Đây   là  \\n\\n hai dòng\nba {T}", "Đây là\nhai dòng\nba"),
    ],
)
def test_stems(text: str, stem: str) -> None:
    assert one(text).stem == stem


@pytest.mark.parametrize(
    ("path", "chapter"),
    [
        ("$course$/top/Chương 1/Bài 2", "Chương 1 / Bài 2"),
        ("$course$/Chương 1", "Chương 1"),
        ("Chương 1//2/ Bài 3", "Chương 1/2 / Bài 3"),
        ("$course$/top", ""),
    ],
)
def test_categories(path: str, chapter: str) -> None:
    assert one(f"$CATEGORY: {path}\nHỏi? {{T}}").chapter == chapter
    assert one(f"$CATEGORY: {path}\n\nHỏi? {{T}}").chapter == chapter


@pytest.mark.parametrize(
    ("text", "key", "found"),
    [
        ("Không có câu trả lời.", "gift-description", "Không có câu trả lời."),
        ("Thiếu ngoặc {=a ~b", "gift-no-closing", "Thiếu ngoặc {=a ~b"),
        ("Thừa } ngoặc {=a ~b}", "gift-no-closing", "Thừa } ngoặc {=a ~b}"),
        ("Hỏi? {=a {1} ~b}", "gift-no-closing", "Hỏi? {=a {1} ~b}"),
        ("Hỏi? {=a ~b} // ghi chú", "gift-comment", "// ghi chú"),
        ("Một? {T}\nHai? {F}", "gift-two-answers", "Một? {T} Hai? {F}"),
        ("{T}", "stem-missing", ""),
        ("::Tên::{T}", "stem-missing", "Tên"),
        ("Hỏi? {=a ~%17%b}", "weight-unknown", "17"),
        ("Hỏi? {=a ~%500%b}", "weight-unknown", "500"),
        ("Hỏi? {=a =%-50%b}", "weight-unknown", "-50"),
        ("Hỏi? {=%50%a ~b}", "gift-weight-twice", "%50%a"),
        ("Hỏi? {~%50%a ~b}", "weights-sum", "50"),
        ("Hỏi? {~%50%a ~%100%b}", "weights-sum", "150"),
        ("Hỏi? {~a ~b}", "moodle-no-right", "Hỏi?"),
        ("Hỏi? {=%50%a}", "moodle-no-right", "Hỏi?"),
        ("Hỏi? {=a ~}", "options-few", "Hỏi?"),
        ("Hỏi? {= ~b ~c}", "option-empty", "Hỏi?"),
        ("Hỏi? {=a ~b ~a}", "option-twice", "a"),
        ("Hỏi? {=2*3 =2\\*3}", "moodle-star", "2*3 = 2\\*3"),
        ("Hỏi? {#bốn}", "gift-number", "bốn"),
        ("Hỏi? {#1,000}", "number-unclear", "1,000"),
        ("Hỏi? {#5..1}", "gift-number", "5..1"),
        ("Hỏi? {#1e99}", "gift-number", "1e99"),
        ("Hỏi? {#}", "moodle-no-right", "Hỏi?"),
        ("Hỏi? {=a -> 1}", "pairs-few", "Hỏi?"),
        ("Hỏi? {=a -> 1 =b}", "gift-pair-unclear", "b"),
        ('Hỏi? {=a ~<img src\\="x.png">}', "option-picture", "Hỏi?"),
    ],
)
def test_what_is_refused(text: str, key: str, found: str) -> None:
    sheet = gift.read(f"Trước {{T}}\n\n{text}\n\nSau {{F}}")
    assert [row.stem for row in sheet.rows] == ["Trước", "Sau"]
    assert [(problem.key, problem.row, problem.found) for problem in sheet.problems] == [(key, 3, found)]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Hỏi? {=a =b ~c}", Problem("moodle-two-right", "", 1, "Hỏi?")),
        ("Hỏi? {=x=5 ~b}", Problem("moodle-two-right", "", 1, "Hỏi?")),
        ('Xem <img src\\="http\\://a.vn/b.png"> {T}', Problem("picture-elsewhere", "", 1, "Xem")),
        ('Xem <img src\\="@@PLUGINFILE@@/b.png"> {T}', Problem("picture-left-out", "", 1, "@@PLUGINFILE@@/b.png")),
        ('Xem <iframe src\\="x"></iframe> {T}', Problem("media-left-out", "", 1, "iframe")),
        ("Hỏi? {=Huế =%0%Vinh#Gần rồi}", Problem("moodle-wrong-feedback", "", None, "1", "1")),
        ("Hỏi? {#7 ~#Chưa đúng}", Problem("moodle-wrong-feedback", "", None, "1", "1")),
        ("Hỏi? {>2 RANDOM\na\nb}", Problem("moodle-ordering", "", None, "1", "1")),
    ],
)
def test_what_is_kept_and_told(text: str, problem: Problem) -> None:
    sheet = gift.read(text)
    assert (len(sheet.rows), sheet.problems) == (1, [problem])


def test_a_stem_that_stands_twice_is_told() -> None:
    assert gift.read("Mấy giờ? {T}\n\nMAY GIO? {F}").problems == [Problem("stem-twice", "", 3, "MAY GIO?", "1")]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("x" * (MEGABYTES * 1024 * 1024 + 1), "too-large"),
        (" \n", "empty"),
        ("a\n\n" * 20_001, "too-many-questions"),
    ],
)
def test_no_such_file(text: str, key: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        gift.read(text)
    assert refusal.value.key == key


@pytest.mark.parametrize(
    ("text", "is_gift"),
    [
        ("Hỏi? {=a ~b}", True),
        ("Hỏi? {\n  ~a\n=b}", True),
        ("$CATEGORY: a\n", True),
        ("::a::Hỏi {}", True),
        ("Hỏi {T}", True),
        ("Nêu cảm nghĩ. {}", True),
        ("Số {#1..5}", True),
        ("Câu 1: Tập {1; 2} có mấy phần tử?\nA. 1\nB. 2\nĐáp án: B", False),
        ("Hỏi? \\{=a\\}", False),
        ("", False),
    ],
)
def test_what_looks_like_it(text: str, is_gift: bool) -> None:
    assert gift.looks_like(text) is is_gift


def test_what_it_cannot_hold_is_left_out() -> None:
    shown = QuestionRow(1, "", "essay", "Xem", picture=Picture("a.png", b"\x89PNG\r\n\x1a\n"))
    arrows = QuestionRow(1, "", "short", "Viết", accepted=["a -> b", "c"])
    comments = QuestionRow(1, "", "ordering", "Xếp", ["// một", "hai"])
    plain = QuestionRow(1, "", "essay", "Nêu cảm nghĩ.", explanation="Tự do", chapter="Chương 1 / Bài 2", level="Dễ")
    assert [*map(gift.unwritable, (shown, arrows, comments, plain))] == [True, True, True, False]
    assert gift.write([shown, plain, arrows, comments]) == (
        "$CATEGORY: $course$/top/Chương 1/Bài 2\n\n// [tag:mức: Dễ]\nNêu cảm nghĩ. {\n\t####Tự do\n}\n\n"
    )


@given(banks())
@settings(max_examples=80, deadline=None)
def test_what_was_written_is_read_again(questions: list[QuestionRow]) -> None:
    kept = [row for row in questions if not gift_writing.unwritable(row)]
    written = gift.write(questions)
    if kept:
        sheet = gift.read(written)
        assert QuestionSheet([replace(row, row=0) for row in sheet.rows], sheet.problems) == QuestionSheet(kept)
        assert gift.looks_like(written)


@given(st.lists(st.sampled_from([*NASTY, "\n", "\n\n", "%", "####", "T", "7", "..", "x"]), max_size=40).map("".join))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_a_sheet_or_a_refusal(text: str) -> None:
    gift.looks_like(text)
    try:
        sheet = gift.read(text)
    except Unreadable as refusal:
        assert refusal.key == "empty"
        return
    places = range(1, len(text) + 2)
    assert all(problem.row is None or problem.row in places for problem in sheet.problems)
    assert [row for row in sheet.rows if not row.stem or (row.kind in ("single", "multiple") and not row.key)] == []


# What tempts a reader into quadratic time: minutes, for so many.
@pytest.mark.parametrize(
    "bit", ["<b ", "<a '", "<!--", "// [tag:", "\u0301\u0327", "&#9", "\\", "=a->b ", "~%5%", "\n", "{", "::"]
)
def test_long_files_take_linear_time(bit: str) -> None:
    began = perf_counter()
    for text in (bit * 50_000, f"<p>Hỏi {bit * 50_000}{{=a ~b}}", f"Hỏi {{=a{bit * 50_000}}}"):
        gift.looks_like(text)
        try:
            gift.read(text)
        except Unreadable as refusal:
            assert refusal.key in ("empty", "too-many-questions")
    assert perf_counter() - began < 10
