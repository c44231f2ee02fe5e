"""Questions written as GIFT, so that reading them gives the same again."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from storage.files import marked_tags, moodle_rows, weights
from storage.files.question_rows import QuestionRow

_SPECIAL = re.compile(r"[:#={}~\\\n]")
_LIKE_A_MARK = re.compile(r"%|\[(?:html|moodle|plain|markdown)\]")
_ARROW = "->"


def unwritable(row: QuestionRow) -> bool:
    """Whether GIFT cannot hold the question: one with a picture, or (both rare) with what would be read otherwise.

    That is an item to be put in order that begins like a comment, and several short answers with an arrow in one.
    """
    arrows = len(row.accepted) > 1 and any(_ARROW in form for form in row.accepted)
    comments = row.kind == "ordering" and any(option.startswith("//") for option in row.options)
    return row.picture is not None or arrows or comments


def write(rows: Sequence[QuestionRow]) -> str:
    """The questions as GIFT, without those that are `unwritable`."""
    parts, chapter = [], ""
    for row in rows:
        if unwritable(row):
            continue
        path = moodle_rows.path_of(row.chapter)
        if row.chapter != chapter:
            chapter = row.chapter
            parts.append("$CATEGORY: " + path.replace("\\", "\\\\"))
        parts.append(_Writer(row, _form(row)).question(path))
    return "\n\n".join([*parts, ""]) if parts else ""


def _form(row: QuestionRow) -> str:
    """`[plain]` where Moodle would take something for HTML, else nothing."""
    texts = (row.stem, row.explanation, *row.options, *row.lefts, *row.feedbacks)
    needed = any("<" in text or "&" in text for text in texts) or row.stem.startswith(("[", "//"))
    return "[plain]" if needed else ""


@dataclass(frozen=True)
class _Writer:
    row: QuestionRow
    form: str

    def question(self, path: str) -> str:
        row = self.row
        tags = marked_tags.together(row, None if moodle_rows.chapter_of(path) == row.chapter else row.chapter)
        comment = f"// {' '.join(map(_tag, tags))}\n" if tags else ""
        name = f"::{_escaped(row.name)}::" if row.name else ""
        explanation = f"####{_part(row.explanation)}" if row.explanation else ""
        lines = [*self._answers(), explanation] if explanation else [*self._answers()]
        answer = "\n\t".join(lines) + ("\n" if len(lines) > 1 else "")
        return f"{comment}{name}{self.form}{_escaped(row.stem)} {{{answer}}}"

    def _answers(self) -> Iterator[str]:
        """The lines of the answer; the first stands behind the brace."""
        row = self.row
        match row.kind:
            case "truefalse":
                yield self._truth()
            case "single" | "multiple":
                yield ""
                yield from self._options()
            case "short":
                yield from self._forms()
            case "number":
                yield from self._numbers()
            case "matching":
                yield ""
                pairs = [(left, row.options[at]) for left, at in zip(row.lefts, row.key, strict=True)]
                others = [("", option) for at, option in enumerate(row.options) if at not in set(row.key)]
                for left, right in [*pairs, *others]:
                    yield f"={_arrowless(left)} -> {_escaped(right)}"
            case "ordering":
                yield f">{len(row.options)} ALL VERTICAL ABSOLUTE_POSITION HIDE none"
                yield from map(_item, row.options)
            case _:
                yield ""

    def _truth(self) -> str:
        when_true, when_false = map(_part, self.row.feedbacks or ["", ""])
        truth = self.row.key[0] == 0
        wrong, right = (when_false, when_true) if truth else (when_true, when_false)
        said = f"#{wrong}#{right}" if right else f"#{wrong}" if wrong else ""
        return ("TRUE" if truth else "FALSE") + said

    def _options(self) -> Iterator[str]:
        row = self.row
        shares = row.weights or (
            weights.usual(row.key, len(row.options))
            if row.kind == "multiple"
            else [float(place in row.key) for place in range(len(row.options))]
        )
        # Without any ~ Moodle would read short answers.
        all_right = row.kind == "single" and all(share == 1 for share in shares)
        for place, (option, share) in enumerate(zip(row.options, shares, strict=True)):
            if share == 1 and row.kind == "single" and not (all_right and place):
                sign = "="
            else:
                sign = f"~%{weights.percent(share)}%" if share else "~"
            yield f"{sign}{_part(option)}{self._feedback(place)}"

    def _forms(self) -> Iterator[str]:
        row = self.row
        for place, form in enumerate(row.accepted):
            written = _part(form if row.wildcards else form.replace("*", "\\*"))
            share = row.weights[place] if row.weights else 1.0
            weight = f"%{weights.percent(share)}%"
            # Without = an arrow does not make it a matching question.
            begin = weight if _ARROW in form else "=" if share == 1 else f"={weight}"
            yield f"{begin}{written}{self._feedback(place, arrows=False)}"

    def _numbers(self) -> Iterator[str]:
        row = self.row
        numbers = [(row.number or 0.0, row.tolerance, 1.0), *row.more_numbers]
        for place, (value, off, share) in enumerate(numbers):
            said = f"{value!r}:{off!r}" if off else repr(value)
            weight = "" if share == 1 else f"%{weights.percent(share)}%"
            yield f"{'' if place else '#'}{'=' if len(numbers) > 1 else ''}{weight}{said}{self._feedback(place)}"

    def _feedback(self, place: int, *, arrows: bool = True) -> str:
        said = self.row.feedbacks[place] if self.row.feedbacks else ""
        return f"#{_part(said) if arrows else _arrowless(said)}" if said else ""


def _tag(tag: str) -> str:
    return "[tag:" + tag.replace("\\", "\\\\").replace("]", "\\]") + "]"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: "\\n" if found[0] == "\n" else f"\\{found[0]}", text)


def _part(text: str) -> str:
    """The text, which must not pass for a weight or the name of a format."""
    return ("[plain]" if _LIKE_A_MARK.match(text) else "") + _escaped(text)


def _arrowless(text: str) -> str:
    """The text where an arrow would divide it."""
    if _ARROW not in text:
        return _part(text)
    return "[html]" + _escaped(html.escape(text, quote=False).replace("\n", "<br>"))


def _item(option: str) -> str:
    """An item to be put in order: Moodle takes escaped signs there as they stand, so that only what must be is."""
    text = option.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}").replace("\n", "\\n")
    return text.replace("####", "\\#\\#\\#\\#")
