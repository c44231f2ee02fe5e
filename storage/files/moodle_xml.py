"""Questions in Moodle's XML format (docs.moodle.org, "Moodle XML format")."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from storage.files import gift, html_text, marked_tags, weights
from storage.files.keys import Refused
from storage.files.problems import Problem
from storage.files.question_rows import Picture, QuestionRow, QuestionSheet
from storage.files.sheets import MEGABYTES, Unreadable

LARGEST_PICTURE = 1024 * 1024
# How the kinds of picture that a chat shows begin.
_PICTURES = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif", b"RIFF": "webp"}
_TRUE = {"true", "đúng", "1"}
_LINE = "line-of-the-file"
_DEEPEST = 100  # elements within each other; real files have ten


def looks_like(data: bytes) -> bool:
    """Whether the bytes begin like a file of Moodle's questions."""
    start = data[:4000].replace(b"\0", b"")
    return b"<quiz" in start or (b"<?xml" in start and b"<question" in start)


def read(data: bytes) -> QuestionSheet:
    """The questions of the file. Raises Unreadable when it is no such file, damaged, hostile or too large."""
    if len(data) > MEGABYTES * 1024 * 1024:
        raise Unreadable("too-large", limit=MEGABYTES)
    sheet, chapter = QuestionSheet(), ""
    for question in _tree(data).iter("question"):
        if question.get("type") == "category":
            chapter = gift.category(_plain(question.find("category")))
            continue
        line = int(question.get(_LINE, "0"))
        try:
            sheet.rows.append(_question(question, line, chapter, sheet))
        except Refused as refusal:
            sheet.problems.append(Problem(refusal.key, "", line, refusal.found, refusal.expected))
    return sheet


class _Builder(TreeBuilder):
    """A tree whose elements know the line on which they begin."""

    parser: Any = None
    depth = 0

    def start(self, tag: Any, attrs: Any) -> Element:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise ParseError("too deep")
        return super().start(tag, {**attrs, _LINE: str(self.parser.parser.CurrentLineNumber)})

    def end(self, tag: Any) -> Element:
        self.depth -= 1
        return super().end(tag)


def _tree(data: bytes) -> Element:
    builder = _Builder()
    parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    builder.parser = parser
    try:
        parser.feed(data)
        tree: Element = parser.close()
    except DefusedXmlException:
        raise Unreadable("bomb") from None
    except (ParseError, LookupError, ValueError, AssertionError):  # an unknown encoding is a LookupError
        raise Unreadable("damaged") from None
    return tree


def _question(question: Element, line: int, chapter: str, sheet: QuestionSheet) -> QuestionRow:
    """The question; raises Refused with what cannot be kept."""
    kind = question.get("type", "")
    stem = _said(question.find("questiontext"))
    if kind == "description":
        raise Refused("gift-description", stem[:80])
    if kind not in _READERS:
        raise Refused("kind-unknown", kind[:40])
    if not stem:
        raise Refused("stem-missing", _plain(question.find("name"))[:80])
    tags = [_plain(tag) for tag in question.findall("tags/tag")]
    proper, source, level = marked_tags.parted(tags)
    name = _plain(question.find("name"))
    row = QuestionRow(
        line, "", "essay", stem, explanation=_said(question.find("generalfeedback")), chapter=chapter,
        name="" if name == shortened(stem) else name, tags=proper, source=source, level=level,
    )  # fmt: skip
    row = _READERS[kind](question, row)
    _report_what_is_lost(question, row, sheet)
    return replace(row, picture=_picture(question, row, sheet))


def _said(element: Element | None) -> str:
    """The text within, from HTML where it is that."""
    if element is None:
        return ""
    inner = element.find("text")
    said = ((element if inner is None else inner).text or "").strip()
    plain = element.get("format") in ("plain_text", "markdown")
    if not plain and ("&" in said or html_text.has_tags(said)):
        return html_text.text(said)
    return "\n".join(line.strip() for line in said.split("\n") if line.strip())


def _plain(element: Element | None) -> str:
    """The text of a part that is never HTML in Moodle: names, tags, categories, what is to be matched."""
    return "" if element is None else " ".join((element.findtext("text") or element.text or "").split())


def shortened(stem: str) -> str:
    """What a question without a name is called, since Moodle asks for one."""
    return " ".join(stem.split())[:50].strip()


def _answers(question: Element) -> list[tuple[str, float, str, Element]]:
    """Each answer: its text, its share, its feedback; raises Refused for a fraction that Moodle does not know."""
    found = []
    for answer in question.findall("answer"):
        fraction = answer.get("fraction", "0")
        share = weights.share(fraction)
        if share is None:
            raise Refused("weight-unknown", fraction[:20])
        found.append((_said(answer), share, _said(answer.find("feedback")), answer))
    return found


def _choice(question: Element, row: QuestionRow) -> QuestionRow:
    answers = _answers(question)
    options = [text for text, *_ in answers]
    gift.check_options(options)
    one = (question.findtext("single") or "true").strip().lower() in _TRUE
    shares = [share for _, share, *_ in answers]
    right = [place for place, share in enumerate(shares) if (share == 1 if one else share > 0)]
    if not right:
        raise Refused("key-missing", row.stem[:80])
    feedbacks = [feedback for *_, feedback, _ in answers]
    row = replace(row, options=options, key=right, feedbacks=feedbacks if any(feedbacks) else [])
    if one:
        plainly = len(right) == 1 and all(share in (0, 1) for share in shares)
        return replace(row, kind="single", weights=[] if plainly else shares)
    gift.check_sum(shares)
    return replace(row, kind="multiple", weights=weights.unusual(shares))


def _truth(question: Element, row: QuestionRow) -> QuestionRow:
    answers = {text.strip().lower() in _TRUE: (share, feedback) for text, share, feedback, _ in _answers(question)}
    if set(answers) != {True, False} or (answers[True][0] == 1) == (answers[False][0] == 1):
        raise Refused("key-missing", row.stem[:80])
    feedbacks = [answers[True][1], answers[False][1]]
    key = [0 if answers[True][0] == 1 else 1]
    return replace(
        row, kind="truefalse", options=["Đúng", "Sai"], key=key, feedbacks=feedbacks if any(feedbacks) else []
    )


def _short(question: Element, row: QuestionRow) -> QuestionRow:
    forms = [(text, share, feedback) for text, share, feedback, _ in _answers(question)]
    wildcards = any(re.search(r"(?<!\\)\*", form) for form, *_ in forms)
    unescaped = forms if wildcards else [(form.replace("\\*", "*"), share, said) for form, share, said in forms]
    return gift.accepted(row, unescaped, wildcards=wildcards)


def _number(question: Element, row: QuestionRow) -> QuestionRow:
    return gift.numbered(row, [
        (gift.number(text), gift.number(answer.findtext("tolerance") or "0"), share)
        for text, share, _, answer in _answers(question)
        if text != "*"
    ])  # fmt: skip


def _matching(question: Element, row: QuestionRow) -> QuestionRow:
    pairs = [(_said(pair), _plain(pair.find("answer"))) for pair in question.findall("subquestion")]
    pairs = [(left, right) for left, right in pairs if right]
    full = [(left, right) for left, right in pairs if left]
    return gift.paired(row, [left for left, _ in full], [right for _, right in full],
                       [right for left, right in pairs if not left])  # fmt: skip


def _ordering(question: Element, row: QuestionRow) -> QuestionRow:
    options = [_said(answer) for answer in question.findall("answer")]
    gift.check_options(options)
    return replace(row, kind="ordering", options=options)


def _essay(_question: Element, row: QuestionRow) -> QuestionRow:
    return row


_READERS = {
    "multichoice": _choice, "truefalse": _truth, "shortanswer": _short, "numerical": _number, "matching": _matching,
    "ordering": _ordering, "essay": _essay,
}  # fmt: skip


def _report_what_is_lost(question: Element, row: QuestionRow, sheet: QuestionSheet) -> None:
    """A problem for what is read otherwise than Moodle would: another weight of the question, a picture elsewhere."""
    try:
        worth = float(question.findtext("defaultgrade") or "1")
    except ValueError:
        worth = 0.0
    if worth != 1 and row.kind != "essay":
        sheet.problems.append(Problem("worth-left-out", "", row.row, row.stem[:80]))
    stem = question.find("questiontext")
    linked = re.search(r"<img[^>]+src=[\"']https?:", (stem.findtext("text") or "") if stem is not None else "")
    if linked:
        sheet.problems.append(Problem("picture-elsewhere", "", row.row, row.stem[:80]))


def _picture(question: Element, row: QuestionRow, sheet: QuestionSheet) -> Picture | None:
    """The first picture in the stem; what else there is is reported."""
    files = [(file, place == "questiontext") for place in ("questiontext", "generalfeedback", "answer")
             for part in question.findall(place) for file in part.findall("file")]  # fmt: skip
    found: Picture | None = None
    for file, in_stem in files:
        picture = picture_of(file.get("name") or "", _decoded(file)) if in_stem and found is None else None
        if picture is None:
            sheet.problems.append(Problem("picture-left-out", "", row.row, (file.get("name") or row.stem)[:80]))
        found = found or picture
    return found


def _decoded(file: Element) -> bytes:
    try:
        return base64.b64decode(file.text or "", validate=False)
    except binascii.Error:
        return b""


def picture_of(name: str, content: bytes) -> Picture | None:
    """The picture, if it is one that a chat shows and not too large, under a name without a path."""
    ending = next((ending for start, ending in _PICTURES.items() if content.startswith(start)), None)
    if ending is None or len(content) > LARGEST_PICTURE:
        return None
    base = re.sub(r"[^\w.-]+", "_", name.rpartition("/")[2]).rpartition(".")[0][:60] or "hinh"
    return Picture(f"{base}.{ending}", content)
