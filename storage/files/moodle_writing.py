"""Questions written as Moodle XML, so that reading them gives the same again."""

from __future__ import annotations

import base64
import html
from collections.abc import Iterator, Sequence
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, indent, tostring  # it only writes

from storage.files import clean_text, marked_tags, moodle_rows, weights
from storage.files.question_rows import QuestionRow

_TYPES = {
    "single": "multichoice", "multiple": "multichoice", "truefalse": "truefalse", "short": "shortanswer",
    "number": "numerical", "matching": "matching", "ordering": "ordering", "essay": "essay",
}  # fmt: skip
_SETTINGS = {
    "single": {"single": "true", "shuffleanswers": "true", "answernumbering": "ABCD"},
    "multiple": {"single": "false", "shuffleanswers": "true", "answernumbering": "ABCD"},
    "short": {"usecase": "0"},
    "matching": {"shuffleanswers": "true"},
    "ordering": {"layouttype": "VERTICAL", "selecttype": "ALL", "gradingtype": "ABSOLUTE_POSITION"},
    "essay": {"responseformat": "editor", "responserequired": "1", "responsefieldlines": "15", "attachments": "0"},
}


def unwritable(row: QuestionRow) -> bool:
    """Whether Moodle XML cannot hold the question: it holds every one."""
    return False


def write(rows: Sequence[QuestionRow]) -> bytes:
    """The questions as an XML file in UTF-8."""
    quiz, chapter = Element("quiz"), ""
    for row in rows:
        if row.chapter != chapter:
            chapter = row.chapter
            category = SubElement(SubElement(quiz, "question", type="category"), "category")
            _text(category, moodle_rows.path_of(chapter))
        _question(quiz, row)
    indent(quiz)
    written: bytes = tostring(quiz, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"


def _question(quiz: Element, row: QuestionRow) -> None:
    question = SubElement(quiz, "question", type=_TYPES[row.kind])
    _text(SubElement(question, "name"), row.name or moodle_rows.name_of(row.stem))
    _stem(question, row)
    _page(SubElement(question, "generalfeedback"), row.explanation)
    for name, setting in {"defaultgrade": "1", "penalty": "0", "hidden": "0", **_SETTINGS.get(row.kind, {})}.items():
        SubElement(question, name).text = setting
    _answers(question, row)
    path = moodle_rows.path_of(row.chapter)
    tags = marked_tags.together(row, None if moodle_rows.chapter_of(path) == row.chapter else row.chapter)
    if tags:
        holder = SubElement(question, "tags")
        for tag in tags:
            _text(SubElement(holder, "tag"), tag)


def _stem(question: Element, row: QuestionRow) -> None:
    stem = SubElement(question, "questiontext")
    _page(stem, row.stem)
    if row.picture is None:
        return
    page = stem[0].text or ""
    stem[0].text = f'{page}<p><img src="@@PLUGINFILE@@/{quote(row.picture.name)}" alt=""></p>'
    file = SubElement(stem, "file", name=row.picture.name, path="/", encoding="base64")
    file.text = base64.b64encode(row.picture.content).decode()


def _answers(question: Element, row: QuestionRow) -> None:
    match row.kind:
        case "matching":
            pairs = [(left, row.options[at]) for left, at in zip(row.lefts, row.key, strict=True)]
            others = [("", option) for at, option in enumerate(row.options) if at not in set(row.key)]
            for left, right in [*pairs, *others]:
                pair = SubElement(question, "subquestion")
                _page(pair, left)
                _text(SubElement(pair, "answer"), right)
        case "number":
            numbers = [(row.number or 0.0, row.tolerance, 1.0), *row.more_numbers]
            for place, (value, off, share) in enumerate(numbers):
                answer = _answer(question, row, place, share)
                _text(answer, repr(value))
                SubElement(answer, "tolerance").text = repr(off)
        case "short":
            for place, form in enumerate(row.accepted):
                answer = _answer(question, row, place, row.weights[place] if row.weights else 1.0)
                _text(answer, form if row.wildcards else form.replace("*", "\\*"))
        case "truefalse":
            for place, word in enumerate(("true", "false")):
                _text(_answer(question, row, place, float(place in row.key)), word)
        case "ordering":
            for place, option in enumerate(row.options):
                _page(SubElement(question, "answer", fraction=f"{place + 1}.0000000"), option)
        case _:
            for place, (option, share) in enumerate(zip(row.options, _shares(row), strict=True)):
                _page(_answer(question, row, place, share), option)


def _shares(row: QuestionRow) -> Iterator[float]:
    if row.weights:
        return iter(row.weights)
    if row.kind == "multiple":
        return iter(weights.usual(row.key, len(row.options)))
    return (float(place in row.key) for place in range(len(row.options)))


def _answer(question: Element, row: QuestionRow, place: int, share: float) -> Element:
    answer = SubElement(question, "answer", fraction=weights.percent(share))
    if row.feedbacks and row.feedbacks[place]:
        _page(SubElement(answer, "feedback"), row.feedbacks[place])
    return answer


def _text(holder: Element, text: str) -> None:
    """What is no HTML in Moodle: names, tags, short answers, what belongs to something."""
    SubElement(holder, "text").text = clean_text.clean(text)


def _page(holder: Element, text: str) -> None:
    """A text as HTML, which is what Moodle's editor works with."""
    holder.set("format", "html")
    page = html.escape(clean_text.clean(text), quote=False).replace("\n", "<br>")
    SubElement(holder, "text").text = page
