"""Questions in GIFT, Moodle's text format (docs.moodle.org, "GIFT format"), read as Moodle reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import takewhile

from storage.files import clean_text, html_text, marked_tags, moodle_rows, weights
from storage.files.gift_writing import unwritable, write
from storage.files.keys import Refused
from storage.files.moodle_rows import BLANK, Notes
from storage.files.problems import Problem
from storage.files.question_rows import QuestionRow, QuestionSheet
from storage.files.sheets import MEGABYTES, Unreadable

__all__ = ["looks_like", "read", "unwritable", "write"]

_ESCAPE = re.compile(r"\\([:#={}~n\\])")
# An escaped sign is another letter while the others are looked for, so that `\=` never divides anything.
_HIDDEN = {sign: chr(place) for place, sign in enumerate(":#={}~n\\", 1)}
_SHOWN = {ord(hidden): "\n" if sign == "n" else sign for sign, hidden in _HIDDEN.items()}
_CONTROLS = dict.fromkeys(range(9))
_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]\s*")
_WEIGHT = re.compile(r"%\s*(-*[0-9]{1,3}(?:[.,][0-9]{0,12})?)\s*%\s*")
_TRUTH = r"t|true|f|false|đúng|sai"
_MARKS = re.compile(
    r"^[ \t]*(?:\$CATEGORY:|::[^:\n]{1,200}::)"
    rf"|\{{\s*(?:[=~]|#(?:###|\s*[=\d.+-])|>\s*\d|%-?\d|(?:{_TRUTH})\s*[}}#]|\}}[ \t]*$)",
    re.MULTILINE | re.IGNORECASE,
)
_ORDER = re.compile(r">\s*\d")
_TAG = re.compile(r"((?:[^\]\\]|\\.)*)\]")


@dataclass
class _Block:
    line: int = 0
    lines: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Draft:
    """A question whose answer is still to be read: the row so far, its format, and where notes go."""

    row: QuestionRow
    form: str
    notes: Notes

    def text(self, written: str) -> str:
        """What is written, as a learner sees it."""
        found = _FORMAT.match(written.strip())
        form, written = (found[1], written.strip()[found.end() :]) if found else (self.form, written)
        return self.shown(written, form)

    def shown(self, written: str, form: str) -> str:
        """What is written in that format, as a learner sees it; pictures are told of."""
        written = written.translate(_SHOWN)
        if form == "plain" or not (form == "html" or "<" in written or "&" in written or form == "markdown"):
            return clean_text.block(written)
        if form == "markdown":
            written = clean_text.unmarked(written)
        page = html_text.read(written, keeps_lines=form != "html")
        for address in page.pictures:
            key = "picture-elsewhere" if address.lower().startswith("http") else "picture-left-out"
            self.notes.tell(key, self.row.row, page.text if key == "picture-elsewhere" else address)
        for name in page.media:
            self.notes.tell("media-left-out", self.row.row, name)
        return clean_text.block(page.text)


def looks_like(text: str) -> bool:
    """Whether the text is GIFT: answers in braces, a name between ::, or a $CATEGORY."""
    return _MARKS.search(_ESCAPE.sub("", text)) is not None


def read(text: str) -> QuestionSheet:
    """The questions of the text. Raises Unreadable when it is too large, or empty."""
    if len(text) > MEGABYTES * 1024 * 1024:
        raise Unreadable("too-large", limit=MEGABYTES)
    if not text.strip("\ufeff \t\r\n"):
        raise Unreadable("empty")
    rows: list[QuestionRow] = []
    notes, chapter = Notes(), ""
    for count, block in enumerate(_blocks(text)):
        if count == moodle_rows.MOST_QUESTIONS:
            raise Unreadable("too-many-questions", limit=moodle_rows.MOST_QUESTIONS)
        body = "\n".join(block.lines)
        if body.startswith("$CATEGORY:"):
            path, _, body = body.removeprefix("$CATEGORY:").partition("\n")
            chapter, block.line = moodle_rows.chapter_of(path.translate(_SHOWN)), block.line + 1
        own = Notes()
        try:
            if body:
                rows.append(_question(body, block, chapter, own))
                notes.add(own)
        except Refused as refusal:
            notes.problems.append(Problem(refusal.key, "", block.line, refusal.found, refusal.expected))
    notes.problems.extend(moodle_rows.repeated(rows))
    return QuestionSheet(rows, notes.all())


def _blocks(text: str) -> Iterator[_Block]:
    """What stands between empty lines, with signs hidden; comments give nothing but tags."""
    text = text.removeprefix("\ufeff").translate(_CONTROLS).replace("\r\n", "\n").replace("\r", "\n")
    block = _Block()
    for number, line in enumerate([*text.split("\n"), ""], 1):
        line = line.strip()
        if line.startswith("//"):
            block.tags += _tags(line)
        elif line:
            block.line = block.line or number
            block.lines.append(_ESCAPE.sub(lambda found: _HIDDEN[found[1]], line))
        else:
            if block.lines:
                yield block
            block = _Block()


def _tags(comment: str) -> Iterator[str]:
    """The tags that a comment names: `// [tag:dễ] [id:7]`; an id becomes the tag `mã: 7`."""
    for begin, mark in (("[tag:", ""), ("[id:", "mã: ")):
        at = comment.find(begin)
        while at >= 0:
            found = _TAG.match(comment, at + len(begin))
            if not found:  # no bracket closes any more
                break
            tag = clean_text.line(re.sub(r"\\([\]\\])", r"\1", found[1]))
            yield mark + tag if tag else ""
            at = comment.find(begin, found.end())


def _question(body: str, block: _Block, chapter: str, notes: Notes) -> QuestionRow:
    """The question of a block; raises Refused with what cannot be kept."""
    name, body = _name(body)
    stem, answer = _parted(body)
    answer, _, explanation = answer.rpartition("####") if "####" in answer else (answer, "", "")
    marks = marked_tags.parted(block.tags)
    row = QuestionRow(
        block.line, "", "essay", "", chapter=chapter if marks.chapter is None else marks.chapter, source=marks.source,
        level=marks.level, tags=marks.tags,
    )  # fmt: skip
    form = _FORMAT.match(stem)
    draft = _Draft(row, form[1] if form else "moodle", notes)
    row = replace(row, stem=draft.text(stem), explanation=draft.text(explanation))
    row = moodle_rows.checked(moodle_rows.named(row, name))
    row = _answered(replace(draft, row=row), answer.strip())
    return moodle_rows.checked(replace(row, accents=marks.accents and row.kind == "short"))


def _name(body: str) -> tuple[str, str]:
    """The name between :: and what comes behind it."""
    end = body.find("::", 2) if body.startswith("::") else -1
    if end < 0:
        return "", body
    return body[2:end].translate(_SHOWN), body[end + 2 :].strip()


def _parted(body: str) -> tuple[str, str]:
    """The stem, and the answer in braces; raises Refused unless there is just one pair of these."""
    begin, end = body.find("{"), body.find("}")
    said = clean_text.excerpt(body[:400].translate(_SHOWN))
    if begin < 0 and end < 0:
        raise Refused("gift-description", said)
    if begin < 0 or end < begin:
        raise Refused("gift-no-closing", said)
    before, answer, behind = body[:begin], body[begin + 1 : end], body[end + 1 :]
    if "{" in answer:
        raise Refused("gift-no-closing", said)
    if behind.lstrip().startswith("//"):
        raise Refused("gift-comment", clean_text.excerpt(behind.translate(_SHOWN)))
    if "{" in behind or "}" in behind:
        raise Refused("gift-two-answers", said)
    return (f"{before}{BLANK}{behind}" if behind.strip() else before).strip(), answer.strip()


def _answered(draft: _Draft, answer: str) -> QuestionRow:
    """The row with its answer, whose kind is told as Moodle tells it."""
    if not answer:
        return draft.row
    if _ORDER.match(answer):
        return _ordering(draft, answer)
    if answer.startswith("#"):
        return _number(draft, answer[1:])
    if "~" in answer:
        return _choice(draft, answer)
    if "=" in answer and "->" in answer:
        pairs = [part.partition("->") for part in answer.split("=") if part.strip()]
        return moodle_rows.matching(
            draft.row, [(draft.text(left), clean_text.block(right.translate(_SHOWN))) for left, _, right in pairs]
        )
    word, *said = [*answer.split("#", 2), "", ""][:3]
    truth = moodle_rows.TRUTHS.get(word.strip().lower())
    if truth is None:
        return moodle_rows.short(draft.row, [
            (part.translate(_SHOWN), share, feedback) for part, share, feedback in _weighed(draft, answer)
        ], draft.notes)  # fmt: skip
    wrong, right = map(draft.text, said)  # Moodle has that for a wrong answer first
    return moodle_rows.true_or_false(draft.row, truth, *((right, wrong) if truth else (wrong, right)))


def _choice(draft: _Draft, answer: str) -> QuestionRow:
    options: list[str] = []
    shares: list[float] = []
    feedbacks: list[str] = []
    for part in answer.replace("=", "~=").split("~"):
        right, part = part.strip().startswith("="), part.strip().removeprefix("=").strip()
        weight = _WEIGHT.match(part)
        if weight:
            share = _share(weight[1])
            if right and share != 1:
                raise Refused("gift-weight-twice", clean_text.excerpt(part.translate(_SHOWN)))
            part = part[weight.end() :]
        elif not (part or right):
            continue
        else:
            share = float(right)
        option, _, feedback = part.partition("#")
        options.append(_option(draft, option))
        shares.append(share)
        feedbacks.append(draft.text(feedback))
    return moodle_rows.choice(draft.row, options, shares, feedbacks, one="=" in answer, notes=draft.notes)


def _option(draft: _Draft, written: str) -> str:
    option = draft.text(written)
    if written.strip() and not option:
        raise Refused("option-picture", draft.row.stem[:80])
    return option


def _share(percent: str) -> float:
    share = weights.written(("-" if percent.startswith("-") else "") + percent.lstrip("-"))
    if share is None:
        raise Refused("weight-unknown", percent[:20])
    return share


def _weighed(draft: _Draft, answer: str) -> Iterator[tuple[str, float, str]]:
    """Each part that begins with =, without its format: what is written, its share, and its feedback."""
    for part in answer.split("="):
        part = part.strip()
        weight = _WEIGHT.match(part)
        said, _, feedback = (part[weight.end() :] if weight else part).partition("#")
        said = said.strip()
        if said or feedback.strip():
            form = _FORMAT.match(said)
            yield said[form.end() :] if form else said, _share(weight[1]) if weight else 1.0, draft.text(feedback)


def _number(draft: _Draft, answer: str) -> QuestionRow:
    answer, _, otherwise = answer.partition("~")
    if draft.text(otherwise.partition("#")[2]):
        draft.notes.count("moodle-wrong-feedback", draft.row.row)
    numbers = [(*_range(said.translate(_SHOWN)), share, feedback) for said, share, feedback in _weighed(draft, answer)]
    return moodle_rows.numbered(draft.row, numbers, draft.notes)


def _range(said: str) -> tuple[Decimal, Decimal]:
    """The value and its tolerance, of `3`, `3:2` or `1..5`; raises Refused when it is none of these."""
    low, dots, high = said.partition("..")
    if dots:
        least, most = moodle_rows.number(low), moodle_rows.number(high)
        if least > most:
            raise Refused("gift-number", clean_text.excerpt(said))
        return (least + most) / 2, (most - least) / 2
    value, colon, off = said.partition(":")
    return moodle_rows.number(value), moodle_rows.number(off) if colon else Decimal(0)


def _ordering(draft: _Draft, answer: str) -> QuestionRow:
    """`>3 ALL VERTICAL ABSOLUTE_POSITION SHOW none`, then an item on each line (Moodle's qtype_ordering)."""
    first, *items = answer.split("\n")
    words = first.removeprefix(">").split()
    settings = list(takewhile(lambda word: word.isdecimal() or word.upper() in moodle_rows.ORDERS, words))
    if {word.upper() for word in settings} & moodle_rows.OTHER_ORDERS:
        draft.notes.count("moodle-ordering", draft.row.row)
    items = [" ".join(words[len(settings) :]), *items]
    return moodle_rows.ordering(draft.row, [draft.shown(item, draft.form) for item in items])
