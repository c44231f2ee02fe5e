"""Questions in Moodle's XML format (docs.moodle.org, "Moodle XML format"), read as Moodle reads them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from storage.files import clean_text, html_text, marked_tags, moodle_rows, moodle_tree, weights
from storage.files.keys import Refused
from storage.files.moodle_pictures import LARGEST_PICTURE, Pictures, picture_of
from storage.files.moodle_rows import Notes
from storage.files.moodle_tree import Node
from storage.files.moodle_writing import unwritable, write
from storage.files.problems import Problem
from storage.files.question_rows import QuestionRow, QuestionSheet
from storage.files.sheets import MEGABYTES, Unreadable

__all__ = ["LARGEST_PICTURE", "looks_like", "picture_of", "read", "unwritable", "write"]

_PLAIN, _HTML = "plain_text", "html"
_OVERALL = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
_NO = ("0", "false", "")


def looks_like(data: bytes) -> bool:
    """Whether the bytes begin like a file of Moodle's questions, in UTF-8 or UTF-16."""
    start = data[:4000].replace(b"\0", b"")
    return b"<quiz" in start or (b"<?xml" in start and b"<question" in start)


def read(data: bytes) -> QuestionSheet:
    """The questions of the file. Raises Unreadable when it is no such file, damaged, hostile or too large."""
    if len(data) > MEGABYTES * 1024 * 1024:
        raise Unreadable("too-large", limit=MEGABYTES)
    if not data.strip():
        raise Unreadable("empty")
    reader = _Reader()
    moodle_tree.read(data.lstrip() if data[:1].isspace() else data, reader.take)  # blank lines before <?xml
    notes = reader.notes
    notes.problems.extend(moodle_rows.repeated(reader.rows))
    return QuestionSheet(reader.rows, notes.all())


class _Reader:
    """Takes the questions one after the other."""

    def __init__(self) -> None:
        self.rows: list[QuestionRow] = []
        self.notes = Notes()
        self._chapter = ""
        self._count = 0

    def take(self, node: Node) -> None:
        self._count += 1
        if self._count > moodle_rows.MOST_QUESTIONS:
            raise Unreadable("too-many-questions", limit=moodle_rows.MOST_QUESTIONS)
        own = Notes()
        try:
            if node.attributes.get("type") == "category":
                self._chapter = moodle_rows.chapter_of(node.said("category"))
                return
            self.rows.append(_question(node, self._chapter, own))
            self.notes.add(own)
        except Refused as refusal:
            self.notes.problems.append(Problem(refusal.key, "", node.line, refusal.found, refusal.expected))


@dataclass(frozen=True)
class _Draft:
    """A question whose answer is still to be read; `form` is the format of its stem, which others may leave out."""

    node: Node
    row: QuestionRow
    form: str
    notes: Notes
    pictures: Pictures

    def text(self, node: Node | None, form: str | None = None) -> str:
        """What the part says to a learner; its pictures are told of."""
        if node is None:
            return ""
        page = _page(node, node.attributes.get("format") or form or self.form)
        self.pictures.left_out(node, page.pictures)
        for name in page.media:
            self.notes.tell("media-left-out", self.row.row, name)
        return clean_text.block(page.text)

    def option(self, node: Node) -> str:
        """The option; raises Refused when it is nothing but a picture."""
        told = len(self.notes.problems)
        said = self.text(node)
        if not said and len(self.notes.problems) > told:
            raise Refused("option-picture", clean_text.excerpt(self.row.stem))
        return said

    def answers(self) -> list[tuple[Node, float, str]]:
        """Each answer with its share and feedback; raises Refused for a fraction that is no number."""
        return [(one, _fraction(one), self.text(one.child("feedback"))) for one in self.node.children_named("answer")]


def _question(node: Node, chapter: str, notes: Notes) -> QuestionRow:
    """The question; raises Refused with what cannot be kept."""
    kind = node.attributes.get("type", "").strip()
    stem = node.child("questiontext") or Node("questiontext", {}, node.line)
    form = stem.attributes.get("format") or _HTML
    page = _page(stem, form)
    said = clean_text.block(page.text)
    if kind == "description":
        raise Refused("gift-description", clean_text.excerpt(said or node.said("name")))
    if kind not in _READERS:
        raise Refused("kind-unknown", kind[:40], clean_text.excerpt(said or node.said("name")))
    if node.said("hidden").strip() == "1":
        raise Refused("moodle-hidden", clean_text.excerpt(said))
    marks = marked_tags.parted(_tags(node))
    row = QuestionRow(
        node.line, "", "essay", said, chapter=chapter if marks.chapter is None else marks.chapter,
        source=marks.source, level=marks.level, tags=marks.tags,
    )  # fmt: skip
    row = moodle_rows.checked(moodle_rows.named(row, node.said("name")))
    pictures = Pictures(row, notes)
    picture = pictures.kept(node, stem, page.pictures)
    draft = _Draft(node, row, form, notes, pictures)
    row = replace(row, picture=picture, explanation=draft.text(node.child("generalfeedback")))
    row = moodle_rows.checked(_READERS[kind](replace(draft, row=row)))
    for name in page.media:
        notes.tell("media-left-out", row.row, name)
    _tell_of_settings(node, row, notes)
    return replace(row, accents=row.kind == "short" and (row.accents or marks.accents))


def _page(node: Node, form: str) -> html_text.Shown:
    """What the part shows, by its format; raises Refused for HTML that is not escaped."""
    said = node.said()
    if form == _PLAIN:
        return html_text.Shown(said)
    if form == "markdown":
        said = clean_text.unmarked(said)
    return html_text.read(said, keeps_lines=form in ("markdown", "moodle_auto_format", "wiki_like"))


def _tags(node: Node) -> list[str]:
    tags = node.child("tags")
    found = [clean_text.line(tag.said()) for tag in tags.children_named("tag")] if tags else []
    number = clean_text.line(node.said("idnumber"))
    return [*found, f"mã: {number}"] if number else found


def _fraction(answer: Node) -> float:
    written = answer.attributes.get("fraction", "0")
    share = weights.written(written)
    if share is None:
        raise Refused("weight-unknown", clean_text.excerpt(written))
    return share


def _choice(draft: _Draft) -> QuestionRow:
    one = (draft.node.said("single").strip().lower() if draft.node.child("single") else "true") not in _NO
    answers = draft.answers()
    if draft.node.said("shuffleanswers").strip().lower() in ("0", "false"):
        draft.notes.count("moodle-order", draft.row.row)
    return moodle_rows.choice(
        draft.row, [draft.option(answer) for answer, *_ in answers], [share for _, share, _ in answers],
        [feedback for *_, feedback in answers], one=one, notes=draft.notes,
    )  # fmt: skip


def _truth(draft: _Draft) -> QuestionRow:
    """Answers that are neither true nor false come in this order, as in old files (Moodle warns of it, too)."""
    answers = draft.answers()
    truths = [moodle_rows.TRUTHS.get(answer.said().strip().lower()) for answer, *_ in answers]
    if len(answers) == 2 and None in truths:
        draft.notes.tell("moodle-truth-order", draft.row.row, draft.row.stem)
        truths = [True, False]
    said = {truth: (share, feedback) for truth, (_, share, feedback) in zip(truths, answers, strict=True)}
    right = [truth for truth in (True, False) if truth in said and said[truth][0] > 0.99]
    if len(answers) != 2 or len(said) != 2 or len(right) != 1:
        raise Refused("moodle-no-right", clean_text.excerpt(draft.row.stem))
    return moodle_rows.true_or_false(draft.row, right[0], said[True][1], said[False][1])


def _short(draft: _Draft) -> QuestionRow:
    """Moodle's `usecase` makes accents count; that capitals do is told, for here they never do."""
    forms = [(answer.said(), share, feedback) for answer, share, feedback in draft.answers()]
    strict = draft.node.said("usecase").strip() == "1"
    if strict:
        draft.notes.count("moodle-usecase", draft.row.row)
    return replace(moodle_rows.short(draft.row, forms, draft.notes), accents=strict)


def _number(draft: _Draft) -> QuestionRow:
    units = draft.node.child("units")
    factors = [unit.said("multiplier").strip() for unit in units.children_named("unit")] if units else []
    if any(factor not in ("1", "1.0", "") for factor in factors) or draft.node.said("unitgradingtype").strip() in (
        "1", "2",
    ):  # fmt: skip
        raise Refused("moodle-units", clean_text.excerpt(draft.row.stem))
    numbers = []
    for answer, share, feedback in draft.answers():
        written = answer.said().strip()
        if written in ("", "*") and share == 0:
            if feedback:
                draft.notes.count("moodle-wrong-feedback", draft.row.row)
            continue
        off = moodle_rows.number(answer.said("tolerance") or "0")
        numbers.append((moodle_rows.number(written), off, share, feedback))
    return moodle_rows.numbered(draft.row, numbers, draft.notes)


def _matching(draft: _Draft) -> QuestionRow:
    return moodle_rows.matching(draft.row, [
        (draft.option(pair), clean_text.block(pair.said("answer")))
        for pair in draft.node.children_named("subquestion")
    ])  # fmt: skip


def _ordering(draft: _Draft) -> QuestionRow:
    """The answers stand in the right order, whatever their fractions say (so Moodle's importer)."""
    settings = {draft.node.said(name).strip().upper() for name in ("selecttype", "gradingtype")}
    if settings & moodle_rows.OTHER_ORDERS:
        draft.notes.count("moodle-ordering", draft.row.row)
    answers = draft.node.children_named("answer")
    if any(draft.text(answer.child("feedback")) for answer in answers):
        draft.notes.count("moodle-overall", draft.row.row)
    return moodle_rows.ordering(draft.row, [draft.option(answer) for answer in answers])


def _essay(draft: _Draft) -> QuestionRow:
    if any(draft.text(draft.node.child(name)) for name in ("graderinfo", "responsetemplate")):
        draft.notes.count("moodle-marking", draft.row.row)
    return draft.row


_READERS: dict[str, Callable[[_Draft], QuestionRow]] = {
    "multichoice": _choice, "truefalse": _truth, "shortanswer": _short, "numerical": _number, "matching": _matching,
    "match": _matching, "ordering": _ordering, "essay": _essay,
}  # fmt: skip


def _tell_of_settings(node: Node, row: QuestionRow, notes: Notes) -> None:
    """Counts what is otherwise than in Moodle: the worth of a question, points lost for a second try, hints."""
    worth = node.said("defaultgrade").strip() or "1"
    if _value(worth) != 1:
        notes.count("worth-left-out", row.row, f"{_value(worth):g}" if _value(worth) is not None else worth[:10])
    if _value(node.said("penalty").strip() or "0") != 0 and row.kind != "essay":
        notes.count("moodle-penalty", row.row)
    if node.child("hint") is not None:
        notes.count("moodle-hints", row.row)
    if any(clean_text.block(_page(part, _HTML).text) for part in map(node.child, _OVERALL) if part):
        notes.count("moodle-overall", row.row)


def _value(written: str) -> float | None:
    try:
        return float(written) if len(written) < 40 else None
    except ValueError:
        return None
