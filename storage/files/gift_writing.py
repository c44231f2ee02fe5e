"""Questions written as GIFT, so that reading them gives the same again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from storage.files import marked_tags, weights
from storage.files.question_rows import QuestionRow

_ESCAPED = re.compile(r"[:#={}~\\]")


def unwritable(row: QuestionRow) -> bool:
    """Whether GIFT cannot hold the question: an order, a picture, accents that count, an arrow in pairs."""
    if row.kind == "ordering" or row.picture is not None or row.accents:
        return True
    divided = [*row.lefts, *row.options, *row.accepted, *row.feedbacks]
    return row.kind in ("short", "matching") and any("->" in text for text in divided)


def write(rows: Sequence[QuestionRow]) -> str:
    """The questions as GIFT, without those that it cannot hold."""
    parts = []
    for chapter, of_chapter in groupby((row for row in rows if not unwritable(row)), lambda row: row.chapter):
        parts.append(f"$CATEGORY: $course$/{_path(chapter)}")
        parts += [_question(row) for row in of_chapter]
    return "\n\n".join(parts) + "\n"


def _path(chapter: str) -> str:
    return "/".join(part.strip().replace("/", "//") for part in chapter.split(" / "))


def _question(row: QuestionRow) -> str:
    tags = marked_tags.together(row.tags, row.source, row.level)
    lines = ["// " + " ".join(f"[tag:{tag.replace(']', chr(92) + ']')}]" for tag in tags)] if tags else []
    name = f"::{_escaped(row.name)}::" if row.name else ""
    explanation = f"\n####{_escaped(row.explanation)}" if row.explanation else ""
    return "\n".join([*lines, f"{name}[plain]{_escaped(row.stem)} {{{_answer(row).rstrip()}{explanation}}}"])


def _answer(row: QuestionRow) -> str:
    match row.kind:
        case "essay":
            return ""
        case "truefalse":
            said = row.feedbacks or ["", ""]
            right, wrong = row.key[0], 1 - row.key[0]
            feedback = f"#{_escaped(said[wrong])}#{_escaped(said[right])}" if any(said) else ""
            return ("TRUE" if right == 0 else "FALSE") + feedback
        case "number":
            return "#" + _numbers(row)
        case "matching":
            return _pairs(row)
        case "short":
            return " ".join(_part("=", place, form, row, 1.0) for place, form in enumerate(row.accepted))
    return "\n" + "\n".join(_option(place, option, row) for place, option in enumerate(row.options)) + "\n"


def _pairs(row: QuestionRow) -> str:
    right = zip(row.lefts, (row.options[at] for at in row.key), strict=True)
    extra = (("", option) for at, option in enumerate(row.options) if at not in row.key)
    return "".join(f"\n={_escaped(left)} -> {_escaped(option)}" for left, option in [*right, *extra])


def _option(place: int, option: str, row: QuestionRow) -> str:
    if row.kind == "single" and (not row.weights or row.weights[place] == 1):
        right = place in row.key
        return _part("=" if right else "~", place, option, row, None)
    shares = row.weights or _usual(row)
    return f"~%{weights.percent(shares[place])}%{_escaped(option)}{_feedback(row, place)}"


def _usual(row: QuestionRow) -> list[float]:
    wrong = len(row.options) - len(row.key)
    return [1 / len(row.key) if place in row.key else -1 / wrong for place in range(len(row.options))]


def _part(sign: str, place: int, text: str, row: QuestionRow, usual: float | None) -> str:
    share = row.weights[place] if row.weights and usual is not None else usual
    written = _escaped(text)
    if share is None and written.startswith("%"):
        share = float(sign == "=")  # or the text would pass for a weight
    plainly = (share is None or share == usual) and not written.startswith("%")
    weight = "" if plainly else f"%{weights.percent(share or 0)}%"
    if row.kind == "short" and not row.wildcards:
        written = written.replace("*", "\\*")
    return f"{sign}{weight}{written}{_feedback(row, place)}"


def _feedback(row: QuestionRow, place: int) -> str:
    return f"#{_escaped(row.feedbacks[place])}" if row.feedbacks and row.feedbacks[place] else ""


def _numbers(row: QuestionRow) -> str:
    first = _number(row.number or 0.0, row.tolerance)
    if not row.more_numbers:
        return first
    more = [f"=%{weights.percent(share)}%{_number(value, off)}" for value, off, share in row.more_numbers]
    return " ".join([f"={first}", *more])


def _number(value: float, tolerance: float) -> str:
    return f"{value!r}:{tolerance!r}" if tolerance else repr(value)


def _escaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: f"\\{found[0]}", text).replace("\n", "\\n")
