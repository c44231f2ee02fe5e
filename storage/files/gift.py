"""Questions in GIFT, Moodle's text format (docs.moodle.org, "GIFT format")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from storage.files import html_text, marked_tags, weights
from storage.files.keys import Refused
from storage.files.problems import Problem
from storage.files.question_rows import QuestionRow, QuestionSheet
from storage.files.sheets import MEGABYTES, Unreadable

SPECIAL = ":#={}~\\"
TRUTHS = {"T": 0, "TRUE": 0, "F": 1, "FALSE": 1}
# Escaped signs get a place of their own while the others are looked for, so that `\=` never divides anything.
_HIDDEN = {f"\\{sign}": chr(0xE000 + place) for place, sign in enumerate(f"{SPECIAL}*")} | {"\\n": "\ue010"}
_SHOWN = str.maketrans({chr(0xE000 + place): sign for place, sign in enumerate(f"{SPECIAL}*")} | {"\ue010": "\n"})
_ESCAPE = re.compile(r"\\[:#={}~\\*n]")
_NAME = re.compile(r"\s*::(.*?)::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_WEIGHT = re.compile(r"\s*%\s*(-?[\d.,]+)\s*%")
_TAG = re.compile(r"\[tag:((?:\\\]|[^\]\x00-\x1f])+)\]")
_ANSWER = re.compile(r"\{[^{}]*[=~#][^{}]*\}|\{\s*(?:T|F|TRUE|FALSE)?\s*\}", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?")
_PROGRAMME_WIDE = {"", "top", "$course$", "$system$", "$cat1$", "$module$"}
BLANK = "_____"


@dataclass
class _Block:
    line: int
    lines: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Answer:
    text: str
    share: float | None  # None: wrong or right by the sign before it
    is_right: bool
    feedback: str


def looks_like(text: str) -> bool:
    """Whether the text is GIFT: answers in braces, a name between ::, or a $CATEGORY."""
    hidden = _hidden(text[:200_000])
    if re.search(r"^\s*\$CATEGORY:", hidden, re.MULTILINE):
        return True
    return _ANSWER.search(hidden) is not None


def read(text: str) -> QuestionSheet:
    """The questions of the text. Raises Unreadable when it is too large."""
    if len(text) > MEGABYTES * 1024 * 1024:
        raise Unreadable("too-large", limit=MEGABYTES)
    sheet, chapter = QuestionSheet(), ""
    for block in _blocks(text):
        body = "\n".join(block.lines)
        if body.lstrip().startswith("$CATEGORY:"):
            first, _, body = body.lstrip().partition("\n")
            chapter = category(first.partition(":")[2].translate(_SHOWN))
            if not body.strip():
                continue
        try:
            sheet.rows.append(_question(body, block, chapter))
        except Refused as refusal:
            sheet.problems.append(Problem(refusal.key, "", block.line, refusal.found, refusal.expected))
    return sheet


def category(path: str) -> str:
    """The chapter that a category of Moodle's stands for: `$course$/top/Chương 1/Bài 2` gives `Chương 1 / Bài 2`."""
    parts = [part.strip() for part in re.split(r"(?<!/)/(?!/)", path.strip())]
    return " / ".join(part.replace("//", "/") for part in parts if part not in _PROGRAMME_WIDE)


def _hidden(text: str) -> str:
    return _ESCAPE.sub(lambda found: _HIDDEN[found[0]], text)


def _blocks(text: str) -> Iterator[_Block]:
    """What stands between empty lines, without the comments."""
    block: _Block | None = None
    text = re.sub("[\ue000-\ue0ff]", "", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    for number, line in enumerate(text.split("\n"), 1):
        if line.lstrip().startswith("//"):
            block = block or _Block(number)
            block.tags += [tag.replace("\\]", "]").strip() for tag in _TAG.findall(line)]
        elif line.strip():
            block = block or _Block(number)
            if not block.lines:
                block.line = number
            block.lines.append(_hidden(line))
        elif block is not None and block.lines:
            yield block
            block = None
    if block is not None and block.lines:
        yield block


def _question(body: str, block: _Block, chapter: str) -> QuestionRow:
    """The question of a block; raises Refused with what cannot be kept."""
    name = _NAME.match(body)
    rest = body[name.end() :] if name else body
    form = _FORMAT.match(rest)
    rest = rest[form.end() :] if form else rest
    plain = form is not None and form[1].lower() == "plain"
    before, brace, after = rest.partition("{")
    inside, closing, behind = after.partition("}")
    if not brace:
        raise Refused("gift-description", _shown(before)[:80])
    if not closing:
        raise Refused("gift-no-closing", _shown(before)[:80])
    stem = before.rstrip() + (f" {BLANK} {behind.strip()}" if behind.strip() else "")
    stem = _text(stem, plain=plain)
    if not stem:
        raise Refused("stem-missing", _shown(inside)[:80])
    answer, _, explanation = inside.partition("####")
    tags, source, level = marked_tags.parted(block.tags)
    row = _answered(QuestionRow(block.line, "", "essay", stem), answer.strip(), plain=plain)
    return replace(
        row, name=_shown(name[1]).strip() if name else "", chapter=chapter, explanation=_text(explanation, plain=plain),
        tags=tags, source=source, level=level,
    )  # fmt: skip


def _answered(row: QuestionRow, answer: str, *, plain: bool) -> QuestionRow:
    if not answer:
        return row
    if answer.startswith("#"):
        return _number(row, answer[1:].strip(), plain=plain)
    if "~" in answer:
        return _choice(row, answer, plain=plain)
    if "=" in answer and "->" in answer:
        return _matching(row, answer, plain=plain)
    word, *feedbacks = answer.split("#")
    truth = TRUTHS.get(word.strip().upper())
    if truth is not None:
        said = [_text(text, plain=plain) for text in (*feedbacks[:2], "", "")][:2]  # first the one for a wrong answer
        both = [said[1], said[0]] if truth == 0 else [said[0], said[1]]
        return replace(row, kind="truefalse", options=["Đúng", "Sai"], key=[truth], feedbacks=both if any(both) else [])
    return _short(row, answer, plain=plain)


def _answers(text: str, *, plain: bool) -> list[_Answer]:
    """The parts that begin with = or ~; raises Refused for a weight that Moodle does not know."""
    found = []
    for sign, part in re.findall(r"([=~])([^=~]*)", text if text.startswith(("=", "~")) else f"={text}"):
        weight = _WEIGHT.match(part)
        share = weights.share(weight[1]) if weight else None
        if weight and share is None:
            raise Refused("weight-unknown", weight[1])
        said, _, feedback = (part[weight.end() :] if weight else part).partition("#")
        found.append(_Answer(said.strip(), share, sign == "=", _text(feedback, plain=plain)))
    return found


def _choice(row: QuestionRow, text: str, *, plain: bool) -> QuestionRow:
    answers = _answers(text, plain=plain)
    one_right = any(answer.is_right for answer in answers)
    shares = [answer.share if answer.share is not None else float(answer.is_right) for answer in answers]
    options = [_text(answer.text, plain=plain) for answer in answers]
    check_options(options)
    right = [place for place, share in enumerate(shares) if (share == 1 if one_right else share > 0)]
    if not right:
        raise Refused("key-missing", row.stem[:80])
    feedbacks = [answer.feedback for answer in answers]
    row = replace(row, options=options, key=right, feedbacks=feedbacks if any(feedbacks) else [])
    if one_right:
        plainly = len(right) == 1 and all(share in (0, 1) for share in shares)
        return replace(row, kind="single", weights=[] if plainly else shares)
    check_sum(shares)
    return replace(row, kind="multiple", weights=weights.unusual(shares))


def check_options(options: list[str]) -> None:
    """Raises Refused when there are fewer than two, an empty one, or the same one twice."""
    if len(options) < 2 or not all(options):
        raise Refused("options-few", (options or [""])[0][:80])
    twice = next((option for place, option in enumerate(options) if option in options[:place]), None)
    if twice is not None:
        raise Refused("option-twice", twice[:80], ", ".join("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: len(options)]))


def check_sum(shares: list[float]) -> None:
    """Raises Refused unless the shares of the right options make up the whole, as Moodle asks."""
    total = sum(share for share in shares if share > 0)
    if abs(total - 1) > 0.01:
        raise Refused("weights-sum", weights.percent(total))


def _matching(row: QuestionRow, text: str, *, plain: bool) -> QuestionRow:
    lefts: list[str] = []
    rights: list[str] = []
    extra: list[str] = []
    for part in filter(None, (part.strip() for part in text.split("="))):
        left, arrow, right = part.partition("->")
        if not arrow or not right.strip():
            raise Refused("gift-pair-unclear", _shown(part)[:80])
        if left.strip():
            lefts.append(_text(left, plain=plain))
            rights.append(_text(right, plain=plain))
        else:
            extra.append(_text(right, plain=plain))
    return paired(row, lefts, rights, extra)


def paired(row: QuestionRow, lefts: list[str], rights: list[str], extra: list[str]) -> QuestionRow:
    """The row as a matching question; raises Refused when there are fewer than two pairs."""
    options = list(dict.fromkeys([*rights, *extra]))
    if len(lefts) < 2 or len(options) < 2:
        raise Refused("pairs-few", (lefts or [""])[0][:80])
    return replace(row, kind="matching", lefts=lefts, options=options, key=[options.index(right) for right in rights])


def _number(row: QuestionRow, text: str, *, plain: bool) -> QuestionRow:
    numbers = []
    for answer in _answers(text, plain=plain):
        low, dots, high = answer.text.partition("..")
        value, colon, tolerance = answer.text.replace("\ue000", ":").partition(":")
        if dots:
            ends = number(low), number(high)
            numbers.append(((ends[0] + ends[1]) / 2, abs(ends[1] - ends[0]) / 2, answer.share))
        else:
            numbers.append((number(value), number(tolerance) if colon else 0.0, answer.share))
    return numbered(row, [(value, off, 1.0 if share is None else share) for value, off, share in numbers])


def numbered(row: QuestionRow, numbers: list[tuple[float, float, float]]) -> QuestionRow:
    """The row as a question for a number, each with its tolerance and share; raises Refused when none is right."""
    right = next((one for one in numbers if one[2] == 1), None)
    if right is None:
        raise Refused("key-missing", row.stem[:80])
    more = [one for one in numbers if one is not right and one[2] > 0]
    return replace(row, kind="number", number=right[0], tolerance=right[1], more_numbers=more)


def number(text: str) -> float:
    """The number; raises Refused when it is none or too large."""
    written = text.strip().replace(",", ".")
    value = float(written) if _NUMBER.fullmatch(written) else float("inf")
    if abs(value) >= 1e15:
        raise Refused("gift-number", _shown(text)[:80])
    return value


def _short(row: QuestionRow, text: str, *, plain: bool) -> QuestionRow:
    answers = [answer for answer in _answers(text, plain=plain) if answer.text]
    wildcards = any("*" in answer.text for answer in answers)
    return accepted(row, [
        (_text(answer.text, plain=plain), 1.0 if answer.share is None else answer.share, answer.feedback)
        for answer in answers
    ], wildcards=wildcards)  # fmt: skip


def accepted(row: QuestionRow, forms: list[tuple[str, float, str]], *, wildcards: bool) -> QuestionRow:
    """The row as a short answer with these forms, their shares and feedbacks; raises Refused when none is right."""
    forms = [form for form in forms if form[0] and form[1] > 0]
    if not any(share == 1 for _, share, _ in forms):
        raise Refused("key-missing", row.stem[:80])
    shares, feedbacks = [share for _, share, _ in forms], [feedback for _, _, feedback in forms]
    return replace(
        row, kind="short", accepted=[form for form, _, _ in forms], wildcards=wildcards,
        weights=[] if all(share == 1 for share in shares) else shares, feedbacks=feedbacks if any(feedbacks) else [],
    )  # fmt: skip


def _text(text: str, *, plain: bool) -> str:
    """The text as a learner sees it."""
    form = _FORMAT.match(text)
    if form:
        text, plain = text[form.end() :], form[1].lower() == "plain"
    shown = _shown(text).strip()
    if not plain and html_text.has_tags(shown):
        return html_text.text(shown)
    return "\n".join(line.strip() for line in shown.split("\n") if line.strip())


def _shown(text: str) -> str:
    return text.translate(_SHOWN)
