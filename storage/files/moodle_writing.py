"""Questions written as Moodle XML, so that reading them gives the same again."""

from __future__ import annotations

import base64
import html
from collections.abc import Sequence
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring  # it only writes

from storage.files import marked_tags, moodle_xml, weights
from storage.files.question_rows import QuestionRow

_TYPES = {
    "single": "multichoice", "multiple": "multichoice", "truefalse": "truefalse", "short": "shortanswer",
    "number": "numerical", "matching": "matching", "ordering": "ordering", "essay": "essay",
}  # fmt: skip


def unwritable(row: QuestionRow) -> bool:
    """Whether Moodle cannot hold the question: a short answer in which accents count."""
    return row.accents


def write(rows: Sequence[QuestionRow]) -> bytes:
    """The questions as an XML file in UTF-8, without those that Moodle cannot hold."""
    quiz = Element("quiz")
    for chapter, of_chapter in groupby((row for row in rows if not unwritable(row)), lambda row: row.chapter):
        category = SubElement(SubElement(quiz, "question", type="category"), "category")
        path = "/".join(part.strip().replace("/", "//") for part in chapter.split(" / "))
        SubElement(category, "text").text = f"$course$/{path}"
        for row in of_chapter:
            _question(quiz, row)
    indent(quiz)
    written: bytes = tostring(quiz, encoding="utf-8", xml_declaration=True)
    return written


def _question(quiz: Element, row: QuestionRow) -> None:
    question = SubElement(quiz, "question", type=_TYPES[row.kind])
    _text(SubElement(question, "name"), row.name or moodle_xml.shortened(row.stem))
    stem = SubElement(question, "questiontext", format="html")
    _html(stem, row)
    _text(SubElement(question, "generalfeedback", format="plain_text"), row.explanation)
    SubElement(question, "defaultgrade").text = "1"
    if row.kind in ("single", "multiple"):
        SubElement(question, "single").text = "true" if row.kind == "single" else "false"
        SubElement(question, "shuffleanswers").text = "true"
    if row.kind == "short":
        SubElement(question, "usecase").text = "0"
    _answers(question, row)
    tags = marked_tags.together(row.tags, row.source, row.level)
    if tags:
        holder = SubElement(question, "tags")
        for tag in tags:
            _text(SubElement(holder, "tag"), tag)


def _answers(question: Element, row: QuestionRow) -> None:
    match row.kind:
        case "matching":
            pairs = [(left, row.options[at]) for left, at in zip(row.lefts, row.key, strict=True)]
            extra = [("", option) for at, option in enumerate(row.options) if at not in row.key]
            for left, right in [*pairs, *extra]:
                pair = SubElement(question, "subquestion", format="plain_text")
                SubElement(pair, "text").text = left
                _text(SubElement(pair, "answer"), right)
        case "number":
            for value, off, share in [(row.number or 0.0, row.tolerance, 1.0), *row.more_numbers]:
                answer = _answer(question, repr(value), share, "", "plain_text")
                SubElement(answer, "tolerance").text = repr(off)
        case "short":
            for place, form in enumerate(row.accepted):
                written = form if row.wildcards else form.replace("*", "\\*")
                share = row.weights[place] if row.weights else 1.0
                _answer(question, written, share, _said(row, place), "plain_text")
        case "truefalse":
            for place, word in enumerate(("true", "false")):
                _answer(question, word, float(place in row.key), _said(row, place), "plain_text")
        case "essay":
            _answer(question, "", 0.0, "", "plain_text")
        case _:
            shares = row.weights or _usual(row)
            for place, option in enumerate(row.options):
                _answer(question, option, shares[place], _said(row, place), "plain_text")


def _usual(row: QuestionRow) -> list[float]:
    """The shares of the options, as Moodle asks for them."""
    if row.kind == "ordering":
        return [0.0] * len(row.options)
    if row.kind == "single":
        return [float(place in row.key) for place in range(len(row.options))]
    wrong = len(row.options) - len(row.key)
    return [1 / len(row.key) if place in row.key else -1 / wrong for place in range(len(row.options))]


def _said(row: QuestionRow, place: int) -> str:
    return row.feedbacks[place] if row.feedbacks else ""


def _answer(question: Element, text: str, share: float, feedback: str, form: str) -> Element:
    answer = SubElement(question, "answer", fraction=weights.percent(share), format=form)
    SubElement(answer, "text").text = text
    if feedback:
        _text(SubElement(answer, "feedback", format="plain_text"), feedback)
    return answer


def _text(holder: Element, text: str) -> None:
    SubElement(holder, "text").text = text


def _html(stem: Element, row: QuestionRow) -> None:
    """The stem as HTML, since only there a picture can stand."""
    lines = "<br>".join(html.escape(line, quote=False) for line in row.stem.split("\n"))
    picture = ""
    if row.picture is not None:
        picture = f'<img src="@@PLUGINFILE@@/{html.escape(row.picture.name)}" alt="">'
    SubElement(stem, "text").text = f"<p>{lines}</p>{picture}"
    if row.picture is not None:
        file = SubElement(stem, "file", name=row.picture.name, path="/", encoding="base64")
        file.text = base64.b64encode(row.picture.content).decode()
