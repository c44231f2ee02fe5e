"""Moodle XML: kinds, oddities, hostile files, and reading what was written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.files import moodle_writing, moodle_xml
from storage.files.question_rows import Picture, QuestionRow, QuestionSheet
from storage.files.sheets import Unreadable
from tests.files.question_strategies import picture, rows


def quiz(*questions: str, encoding: str = "utf-8") -> bytes:
    return f'<?xml version="1.0" encoding="{encoding}"?>\n<quiz>\n{"".join(questions)}</quiz>'.encode(encoding)


def question(kind: str, *parts: str, stem: str = "<![CDATA[<p>Mấy&nbsp;giờ?</p>]]>") -> str:
    text = f'<questiontext format="html"><text>{stem}</text></questiontext>'
    return f'<question type="{kind}">{text}{"".join(parts)}</question>\n'


def pair(left: str, right: str) -> str:
    return f"<subquestion><text>{left}</text><answer><text>{right}</text></answer></subquestion>"


def answer(text: str, fraction: str, feedback: str = "") -> str:
    said = f"<feedback><text>{feedback}</text></feedback>" if feedback else ""
    return f'<answer fraction="{fraction}"><text>{text}</text>{said}</answer>'


def test_kinds_of_questions() -> None:
    data = quiz(
        '<question type="category"><category><text>$course$/top/Chương 1</text></category></question>\n',
        question("multichoice", "<single>true</single>", answer("7 giờ", "0", "Sớm"), answer("7 giờ 30", "100")),
        question("multichoice", "<single>false</single>", answer("a", "33.33333"), answer("b", "66.66667"),
                 answer("c", "0")),
        question("truefalse", answer("true", "0"), answer("false", "100")),
        question("shortanswer", answer("bốn", "100"), answer("4", "50")),
        question("numerical", '<answer fraction="100"><text>7.5</text><tolerance>0.1</tolerance></answer>'),
        question("matching", pair("a", "1"), pair("b", "2"), pair("", "3")),
        question("ordering", answer("một", "1.0"), answer("hai", "2.0")).replace('fraction="', 'x="'),
        question("essay", "<tags><tag><text>mức độ: Khó</text></tag></tags>"),
    )  # fmt: skip
    sheet = moodle_xml.read(data)
    assert sheet.problems == []
    about = [(row.kind, row.options, row.key, row.weights, row.accepted, row.number, row.lefts) for row in sheet.rows]
    assert about == [
        ("single", ["7 giờ", "7 giờ 30"], [1], [], [], None, []),
        ("multiple", ["a", "b", "c"], [0, 1], [1 / 3, 2 / 3, 0.0], [], None, []),
        ("truefalse", ["Đúng", "Sai"], [1], [], [], None, []),
        ("short", [], [], [1.0, 0.5], ["bốn", "4"], None, []),
        ("number", [], [], [], [], 7.5, []),
        ("matching", ["1", "2", "3"], [0, 1], [], [], None, ["a", "b"]),
        ("ordering", ["một", "hai"], [], [], [], None, []),
        ("essay", [], [], [], [], None, []),
    ]
    assert {(row.stem, row.chapter) for row in sheet.rows} == {("Mấy giờ?", "Chương 1")}
    assert sheet.rows[0].feedbacks == ["Sớm", ""] and sheet.rows[-1].level == "Khó" and sheet.rows[0].row == 4


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (question("cloze"), "kind-unknown"),
        (question("description"), "gift-description"),
        (question("multichoice", answer("a", "100"), answer("b", "17")), "weight-unknown"),
        (question("multichoice", answer("a", "0"), answer("b", "0")), "key-missing"),
        (question("truefalse", answer("true", "100"), answer("false", "100")), "key-missing"),
        (question("essay", stem=""), "stem-missing"),
    ],
)
def test_what_is_refused(text: str, key: str) -> None:
    sheet = moodle_xml.read(quiz(text))
    assert (sheet.rows, [problem.key for problem in sheet.problems]) == ([], [key])


def test_a_picture_is_kept_and_a_second_one_reported() -> None:
    files = "".join(
        f'<file name="../h{n}.png" encoding="base64">{data}</file>' for n, data in ((1, "iVBORw=="), (2, "iVBORw=="))
    )
    text = question("essay").replace("</questiontext>", f"{files}</questiontext>")
    sheet = moodle_xml.read(quiz(text))
    assert sheet.rows[0].picture == Picture("h1.png", b"\x89PNG")
    assert [problem.key for problem in sheet.problems] == ["picture-left-out"]


def test_what_is_no_picture_is_not_kept() -> None:
    text = question("essay").replace(
        "</questiontext>", '<file name="a.png" encoding="base64">PHNjcmlwdD4=</file></questiontext>'
    )
    assert moodle_xml.read(quiz(text)).rows[0].picture is None


def test_pictures_elsewhere_and_other_points_are_reported() -> None:
    stem = '<![CDATA[<img src="https://example.org/a.png">Mấy giờ?]]>'
    sheet = moodle_xml.read(quiz(question("truefalse", answer("true", "100"), answer("false", "0"),
                                          "<defaultgrade>2</defaultgrade>", stem=stem)))  # fmt: skip
    assert [problem.key for problem in sheet.problems] == ["worth-left-out", "picture-elsewhere"]


def test_another_encoding() -> None:
    assert moodle_xml.read(quiz(question("essay", stem="Câu hỏi"), encoding="utf-16")).rows[0].stem == "Câu hỏi"


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"<quiz>", "damaged"),
        (b"<quiz>" * 200, "damaged"),
        (b'<?xml version="1.0" encoding="no-such"?><quiz/>', "damaged"),
        (b'<!DOCTYPE quiz [<!ENTITY a "aaaa">]><quiz>&a;</quiz>', "bomb"),
        (b'<!DOCTYPE quiz SYSTEM "file:///etc/passwd"><quiz/>', "bomb"),
    ],
)
def test_damaged_and_hostile_files(data: bytes, key: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        moodle_xml.read(data)
    assert refusal.value.key == key


@given(st.lists(st.builds(lambda row, shown: replace(row, picture=shown), rows(), picture), max_size=3))
@settings(max_examples=60, deadline=None)
def test_what_was_written_is_read_again(questions: list[QuestionRow]) -> None:
    # A question whose name is its stem has none of its own.
    named = [replace(row, name="" if row.name == moodle_xml.shortened(row.stem) else row.name) for row in questions]
    sheet = moodle_xml.read(moodle_writing.write(questions))
    assert QuestionSheet([replace(row, row=0) for row in sheet.rows], sheet.problems) == QuestionSheet(named)


@given(st.binary(max_size=60), st.integers(0, 2000))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_read_or_refused(noise: bytes, place: int) -> None:
    data = quiz(question("multichoice", answer("a", "100"), answer("b", "0")))
    try:
        moodle_xml.read(data[:place] + noise + data[place:])
    except Unreadable:
        return
