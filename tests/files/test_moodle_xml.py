"""Moodle XML: kinds, oddities, hostile files, and reading what was written."""

from __future__ import annotations

import base64
from dataclasses import replace
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.files import moodle_xml
from storage.files.problems import Problem
from storage.files.question_rows import Picture, QuestionRow, QuestionSheet
from storage.files.sheets import MEGABYTES, Unreadable
from tests.files.question_strategies import banks, picture

PNG, JPEG = b"\x89PNG\r\n\x1a\n...", b"\xff\xd8\xff\xe0..."


def quiz(*questions: str, encoding: str = "utf-8") -> bytes:
    return f'<?xml version="1.0" encoding="{encoding}"?>\n<quiz>\n{"".join(questions)}</quiz>'.encode(encoding)


def question(kind: str, *parts: str, stem: str = "<![CDATA[<p>Mấy&nbsp;giờ?</p>]]>", files: str = "") -> str:
    text = f'<questiontext format="html"><text>{stem}</text>{files}</questiontext>'
    return f'<question type="{kind}">{text}{"".join(parts)}</question>\n'


def pair(left: str, right: str) -> str:
    return f"<subquestion><text>{left}</text><answer><text>{right}</text></answer></subquestion>"


def answer(text: str, fraction: str, feedback: str = "", more: str = "") -> str:
    said = f"<feedback><text>{feedback}</text></feedback>" if feedback else ""
    return f'<answer fraction="{fraction}"><text>{text}</text>{said}{more}</answer>'


def number(value: str, off: str, fraction: str = "100") -> str:
    return answer(value, fraction, more=f"<tolerance>{off}</tolerance>")


def file(name: str, content: bytes) -> str:
    return f'<file name="{name}" path="/" encoding="base64">{base64.b64encode(content).decode()}</file>'


TRUTH = answer("true", "100"), answer("false", "0")
TWO = answer("a", "100"), answer("b", "0")


def test_kinds_of_questions() -> None:
    data = quiz(
        '<question type="category"><category><text>$course$/top/Chương 1</text></category></question>\n',
        question("multichoice", "<single>true</single>", answer("7 giờ", "0", "Sớm"), answer("7 giờ 30", "100")),
        question("multichoice", "<single>false</single>", answer("a", "33.33333"), answer("b", "66.66667"),
                 answer("c", "0"), stem="2"),
        question("multichoice", "<single>0</single>", answer("a", "50"), answer("b", "50"), answer("c", "-100"),
                 stem="3"),
        question("truefalse", answer("true", "0", "không"), answer("false", "100", "phải"), stem="4"),
        question("shortanswer", answer("bốn", "50"), answer("4", "100"), stem="5"),
        question("shortanswer", answer("a\\*b", "100"), stem="6"),
        question("numerical", number("7.5", "0.1"), number("7", "1", "50"), stem="7"),
        question("numerical", '<answer fraction="100">12</answer>', stem="8"),
        question("matching", pair("a", "1"), pair("", "3"), pair("b", "2"), pair("c", "1"), stem="9"),
        question("ordering", answer("một", "1.0000000"), answer("hai", "2.0000000"), stem="10"),
        question("essay", "<tags><tag><text>mức độ: Khó</text></tag></tags><idnumber>K7</idnumber>", stem="11"),
    )  # fmt: skip
    sheet = moodle_xml.read(data)
    assert sheet.problems == []
    about = [(row.kind, row.options, row.key, row.weights, row.accepted, row.number, row.lefts) for row in sheet.rows]
    assert about == [
        ("single", ["7 giờ", "7 giờ 30"], [1], [], [], None, []),
        ("multiple", ["a", "b", "c"], [0, 1], [1 / 3, 2 / 3, 0.0], [], None, []),
        ("multiple", ["a", "b", "c"], [0, 1], [], [], None, []),
        ("truefalse", ["Đúng", "Sai"], [1], [], [], None, []),
        ("short", [], [], [1.0, 0.5], ["4", "bốn"], None, []),
        ("short", [], [], [], ["a*b"], None, []),
        ("number", [], [], [], [], 7.5, []),
        ("number", [], [], [], [], 12.0, []),
        ("matching", ["1", "2", "3"], [0, 1, 0], [], [], None, ["a", "b", "c"]),
        ("ordering", ["một", "hai"], [], [], [], None, []),
        ("essay", [], [], [], [], None, []),
    ]
    assert {row.chapter for row in sheet.rows} == {"Chương 1"}
    assert [row.row for row in sheet.rows] == list(range(4, 15))
    assert (sheet.rows[0].stem, sheet.rows[0].feedbacks, sheet.rows[3].feedbacks) == (
        "Mấy giờ?", ["Sớm", ""], ["không", "phải"],
    )  # fmt: skip
    assert (sheet.rows[6].tolerance, sheet.rows[6].more_numbers) == (0.1, [(7.0, 1.0, 0.5)])
    assert (sheet.rows[-1].level, sheet.rows[-1].tags) == ("Khó", ["mã: K7"])


@pytest.mark.parametrize(
    ("form", "written", "stem"),
    [
        ("html", "a\n&lt;b&gt;b&lt;/b&gt; &amp;lt; c", "a b < c"),
        ("plain_text", "a\n&lt;b&gt;b&lt;/b&gt; &amp;lt; c", "a\n<b>b</b> &lt; c"),
        ("moodle_auto_format", "a\n&lt;b&gt;b&lt;/b&gt; &amp;lt; c", "a\nb < c"),
        ("markdown", "**a**\nb", "a\nb"),
    ],
)
def test_formats(form: str, written: str, stem: str) -> None:
    text = question("truefalse", *TRUTH, stem=written).replace('format="html"', f'format="{form}"')
    assert [row.stem for row in moodle_xml.read(quiz(text)).rows] == [stem]


@pytest.mark.parametrize(
    ("text", "key", "found"),
    [
        (question("cloze"), "kind-unknown", "cloze"),
        (question("calculated"), "kind-unknown", "calculated"),
        (question("description"), "gift-description", "Mấy giờ?"),
        (question("essay", "<hidden>1</hidden>"), "moodle-hidden", "Mấy giờ?"),
        (question("essay", stem="<p>Mấy giờ?</p>"), "moodle-markup", "p"),
        ('<question type="category"><category><text><b>x</b></text></category></question>\n', "moodle-markup", "b"),
        (question("essay", "<name><text>Tên</text></name>", stem=""), "stem-missing", "Tên"),
        (question("multichoice", answer("a", "100"), answer("b", "17")), "weight-unknown", "17"),
        (question("multichoice", answer("a", "100"), answer("b", "nhiều")), "weight-unknown", "nhiều"),
        (question("multichoice", answer("a", "0"), answer("b", "0")), "moodle-no-right", "Mấy giờ?"),
        (question("multichoice", answer("a", "90"), answer("b", "0")), "weights-sum", "90"),
        (question("multichoice", answer("a", "100")), "options-few", "Mấy giờ?"),
        (question("multichoice", answer("a", "100"), answer("&lt;img src='x.png'&gt;", "0")),
         "option-picture", "Mấy giờ?"),
        (question("multichoice", *(answer(str(n), "0" if n else "100") for n in range(27))),
         "options-many", "Mấy giờ?"),
        (question("truefalse", answer("true", "100"), answer("false", "100")), "moodle-no-right", "Mấy giờ?"),
        (question("truefalse", answer("true", "100")), "moodle-no-right", "Mấy giờ?"),
        (question("shortanswer", answer("*", "0", "Chưa")), "moodle-no-right", "Mấy giờ?"),
        (question("shortanswer", answer("a*", "100"), answer("b\\*", "100")), "moodle-star", "a* = b\\*"),
        (question("numerical", number("bảy", "0")), "gift-number", "bảy"),
        (question("numerical", number("7", "-1")), "gift-number", "Mấy giờ?"),
        (question("numerical", number("7", "0"), "<units><unit><multiplier>100</multiplier></unit></units>"),
         "moodle-units", "Mấy giờ?"),
        (question("numerical", number("7", "0"), "<unitgradingtype>1</unitgradingtype>"), "moodle-units", "Mấy giờ?"),
        (question("matching", pair("a", "1")), "pairs-few", "Mấy giờ?"),
        (question("ordering", answer("a", "1")), "options-few", "Mấy giờ?"),
        (question("essay", stem="x" * 10_001), "text-too-long", "x" * 80),
    ],
)  # fmt: skip
def test_what_is_refused(text: str, key: str, found: str) -> None:
    sheet = moodle_xml.read(quiz(question("essay", stem="Trước"), text, question("essay", stem="Sau")))
    assert [row.stem for row in sheet.rows] == ["Trước", "Sau"]
    assert [(problem.key, problem.row, problem.found) for problem in sheet.problems] == [(key, 4, found)]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (question("multichoice", answer("a", "100"), answer("b", "100")),
         Problem("moodle-two-right", "", 3, "Mấy giờ?")),
        (question("truefalse", answer("Vrai", "100"), answer("Faux", "0")),
         Problem("moodle-truth-order", "", 3, "Mấy giờ?")),
        (question("shortanswer", answer("a", "100"), answer("*", "0", "Chưa")),
         Problem("moodle-wrong-feedback", "", None, "1", "3")),
        (question("numerical", number("7", "0"), answer("*", "0", "Chưa")),
         Problem("moodle-wrong-feedback", "", None, "1", "3")),
        (question("shortanswer", answer("a", "100"), "<usecase>1</usecase>"),
         Problem("moodle-usecase", "", None, "1", "3")),
        (question("multichoice", *TWO, "<shuffleanswers>false</shuffleanswers>"),
         Problem("moodle-order", "", None, "1", "3")),
        (question("ordering", answer("a", "1"), answer("b", "2"), "<gradingtype>ALL_OR_NOTHING</gradingtype>"),
         Problem("moodle-ordering", "", None, "1", "3")),
        (question("essay", "<graderinfo><text>Chấm chặt</text></graderinfo>"),
         Problem("moodle-marking", "", None, "1", "3")),
        (question("truefalse", *TRUTH, "<defaultgrade>2.0000000</defaultgrade>"),
         Problem("worth-left-out", "", None, "1", "2")),
        (question("essay", "<defaultgrade>nhiều</defaultgrade>"), Problem("worth-left-out", "", None, "1", "nhiều")),
        (question("ordering", answer("a", "1", "x"), answer("b", "2")), Problem("moodle-overall", "", None, "1", "3")),
        (question("essay", "<generalfeedback><text>vì&lt;audio src='x'&gt;</text></generalfeedback>"),
         Problem("media-left-out", "", 3, "audio")),
        (question("truefalse", *TRUTH, "<penalty>0.3333333</penalty>"), Problem("moodle-penalty", "", None, "1", "3")),
        (question("truefalse", *TRUTH, "<hint><text>x</text></hint>"), Problem("moodle-hints", "", None, "1", "3")),
        (question("multichoice", *TWO, "<incorrectfeedback><text>Sai</text></incorrectfeedback>"),
         Problem("moodle-overall", "", None, "1", "3")),
        (question("essay", stem="&lt;video src='x'&gt;&lt;/video&gt;Mấy giờ?"),
         Problem("media-left-out", "", 3, "video")),
        (question("essay", stem="&lt;img src='https://example.org/a.png'&gt;Mấy giờ?"),
         Problem("picture-elsewhere", "", 3, "Mấy giờ?")),
        (question("essay", stem="&lt;img src='@@PLUGINFILE@@/a.png'&gt;Mấy giờ?"),
         Problem("picture-left-out", "", 3, "a.png")),
        (question("essay", f"<generalfeedback><text>vì</text>{file('g.png', PNG)}</generalfeedback>"),
         Problem("picture-left-out", "", 3, "g.png")),
        (question("essay", files=file("a.png", b"<script>")), Problem("picture-left-out", "", 3, "a.png")),
        (question("essay", files=file("a.png", PNG + bytes(1024 * 1024))), Problem("picture-left-out", "", 3, "a.png")),
        (question("essay", files='<file name="a.png">không phải</file>'), Problem("picture-left-out", "", 3, "a.png")),
    ],
)  # fmt: skip
def test_what_is_kept_without_something_is_told(text: str, problem: Problem) -> None:
    sheet = moodle_xml.read(quiz(text))
    assert (len(sheet.rows), sheet.problems) == (1, [problem])
    assert sheet.rows[0].picture is None


def test_habits_of_many_questions_are_told_once() -> None:
    many = [question("truefalse", *TRUTH, "<defaultgrade>2</defaultgrade>", stem=f"Câu {n}") for n in range(30)]
    assert moodle_xml.read(quiz(*many, question("essay", "<defaultgrade>10</defaultgrade>"))).problems == [
        Problem("worth-left-out", "", None, "31", "2, 10")
    ]


def test_what_was_told_of_a_refused_question_is_forgotten() -> None:
    text = question("multichoice", answer("a", "17"), answer("b", "0"), stem="&lt;img src='http://x/y.png'&gt;Mấy giờ?")
    assert [problem.key for problem in moodle_xml.read(quiz(text)).problems] == ["weight-unknown"]


def test_a_picture_is_kept_and_a_second_one_told() -> None:
    stem = "&lt;p&gt;Mấy giờ?&lt;img src='@@PLUGINFILE@@/so%20do.png' alt='so do.png'&gt;&lt;/p&gt;"
    files = file("so do.png", PNG) + file("../h2.png", JPEG)
    sheet = moodle_xml.read(quiz(question("essay", stem=stem, files=files)))
    assert (sheet.rows[0].stem, sheet.rows[0].picture) == ("Mấy giờ?", Picture("so_do.png", PNG))
    assert sheet.problems == [Problem("picture-left-out", "", 3, "../h2.png")]


def test_pictures_of_old_files_and_within_the_text() -> None:
    old = f"<image>cu.jpg</image><image_base64>{base64.b64encode(JPEG).decode()}</image_base64>"
    inline = f"&lt;img src='data:image/png;base64,{base64.b64encode(PNG).decode()}'&gt;Mấy giờ?"
    sheet = moodle_xml.read(quiz(question("essay", old), question("essay", stem=inline)))
    assert [row.picture for row in sheet.rows] == [Picture("cu.jpg", JPEG), Picture("hinh.png", PNG)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(encoding: str) -> None:
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    data = quiz(question("essay", stem="Câu hỏi"), encoding=name).decode(name).encode(encoding)
    assert moodle_xml.looks_like(data) and moodle_xml.read(data).rows[0].stem == "Câu hỏi"


def test_blank_lines_before_the_file_do_no_harm() -> None:
    assert [row.stem for row in moodle_xml.read(b"\r\n\n" + quiz(question("essay"))).rows] == ["Mấy giờ?"]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b" \n", "empty"),
        (b"<quiz>", "broken-xml"),
        (b"<quiz>\n<question></quiz>", "broken-xml"),
        (b"<quiz>" * 200, "broken-xml"),
        (b"<quiz><question>" + b"<a>" * 100, "broken-xml"),
        (b"<quiz><question>" + b"<a/>" * 6000 + b"</question></quiz>", "broken-xml"),
        (b"<quiz>&nbsp;</quiz>", "broken-xml"),
        (b'<?xml version="1.0" encoding="no-such"?><quiz/>', "broken-xml"),
        (b"<html><question/></html>", "no-questions-in-xml"),
        (b'<!DOCTYPE quiz [<!ENTITY a "aaaa">]><quiz>&a;</quiz>', "xml-declarations"),
        (b'<!DOCTYPE quiz SYSTEM "file:///etc/passwd"><quiz/>', "xml-declarations"),
        (b"<quiz>" + b"<question/>" * 20_001 + b"</quiz>", "too-many-questions"),
        (b"x" * (MEGABYTES * 1024 * 1024 + 1), "too-large"),
    ],
)
def test_damaged_and_hostile_files(data: bytes, key: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        moodle_xml.read(data)
    assert refusal.value.key == key


def test_the_line_of_a_broken_file_is_told() -> None:
    with pytest.raises(Unreadable) as refusal:
        moodle_xml.read(b"<quiz>\n\n<question>\n</quiz>")
    assert refusal.value.vars == {"row": 4}


def test_what_is_written() -> None:
    row = QuestionRow(1, "", "essay", "1 < 2 & 3\nvì sao?", explanation="Tự do", chapter="A / B", source="Nội quy")
    assert (
        moodle_xml.write([row]).decode()
        == """<?xml version='1.0' encoding='UTF-8'?>
<quiz>
  <question type="category">
    <category>
      <text>$course$/top/A/B</text>
    </category>
  </question>
  <question type="essay">
    <name>
      <text>1 &lt; 2 &amp; 3 vì sao?</text>
    </name>
    <questiontext format="html">
      <text>1 &amp;lt; 2 &amp;amp; 3&lt;br&gt;vì sao?</text>
    </questiontext>
    <generalfeedback format="html">
      <text>Tự do</text>
    </generalfeedback>
    <defaultgrade>1</defaultgrade>
    <penalty>0</penalty>
    <hidden>0</hidden>
    <responseformat>editor</responseformat>
    <responserequired>1</responserequired>
    <responsefieldlines>15</responsefieldlines>
    <attachments>0</attachments>
    <tags>
      <tag>
        <text>nguồn: Nội quy</text>
      </tag>
    </tags>
  </question>
</quiz>
"""
    )


@given(banks(), picture)
@settings(max_examples=80, deadline=None)
def test_what_was_written_is_read_again(questions: list[QuestionRow], shown: Picture | None) -> None:
    questions = [replace(row, picture=shown) for row in questions]
    sheet = moodle_xml.read(moodle_xml.write(questions))
    assert QuestionSheet([replace(row, row=0) for row in sheet.rows], sheet.problems) == QuestionSheet(questions)


@given(st.binary(max_size=60), st.integers(0, 2000))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_read_or_refused(noise: bytes, place: int) -> None:
    data = quiz(question("multichoice", *TWO))
    try:
        moodle_xml.read(data[:place] + noise + data[place:])
    except Unreadable:
        return


PARTS = ["name", "questiontext", "answer", "subquestion", "tags", "tag", "text", "file", "single", "tolerance", "units",
         "unit", "defaultgrade", "category", "feedback", "hint", "question"]  # fmt: skip
TYPES = ["category", "multichoice", "truefalse", "shortanswer", "numerical", "matching", "ordering", "essay", ""]
trees = st.recursive(
    st.sampled_from(["", "7", "*", "100", "&lt;p&gt;a", "Mấy giờ?", "true"]),
    lambda inner: st.tuples(
        st.sampled_from(PARTS), st.sampled_from(["", ' fraction="100"', ' fraction="x"', ' format="markdown"']),
        st.lists(inner, max_size=4),
    ).map(lambda drawn: f"<{drawn[0]}{drawn[1]}>{''.join(drawn[2])}</{drawn[0]}>"),
    max_leaves=25,
)  # fmt: skip


@given(st.sampled_from(TYPES), st.lists(trees, max_size=6))
@settings(max_examples=200, deadline=None)
def test_any_tree_is_read(kind: str, parts: list[str]) -> None:
    moodle_xml.read(f'<quiz><question type="{kind}">{"".join(parts)}</question></quiz>'.encode())


@pytest.mark.parametrize("bit", ["&lt;b ", "&lt;img", "&lt;!--", "&lt;a '", "&amp;#9", "\u0301\u0327", "&lt;li&gt;"])
def test_long_texts_take_linear_time(bit: str) -> None:
    began = perf_counter()
    moodle_xml.read(quiz(question("essay", stem=bit * 50_000)))
    assert perf_counter() - began < 10
