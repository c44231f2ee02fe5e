"""From what was read of a question to the question itself, or to the doubt that keeps it out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from storage.files import question_lines as reads
from storage.files import questions
from storage.files.keys import Refused, right_letters
from storage.files.problems import Problem
from storage.files.question_lines import Draft, Option
from storage.files.question_rows import QuestionRow, QuestionSheet
from storage.vietnamese import fold

_SPACES = re.compile(r"[ \t\u00a0\u200b]+")
_MOST = 8  # places that are named of one habit


@dataclass
class Drafts:
    """Puts the questions into the sheet, and the problems."""

    sheet: QuestionSheet
    _seen: dict[str, int] = field(default_factory=dict)
    _several: list[int] = field(default_factory=list)  # lines of questions with several options that stand out
    _points: list[str] = field(default_factory=list)

    def keep(self, draft: Draft) -> None:
        """The question of the draft, or a problem that says why there is none."""
        problems = self.sheet.problems
        try:
            row = self._question(draft)
        except Refused as refusal:
            problems.append(Problem(refusal.key, "", draft.line, refusal.found, refusal.expected))
            return
        problems += draft.doubts
        first = self._seen.setdefault(fold(row.stem), draft.line)
        if first != draft.line:
            problems.append(Problem("stem-twice", "", draft.line, _excerpt(row.stem), str(first)))
        pictures = [picture for picture in draft.pictures if picture is not None]
        if len(draft.pictures) > 1 or (draft.pictures and not pictures):
            problems.append(Problem("picture-left-out", "", draft.line, _excerpt(row.stem)))
        self.sheet.rows.append(replace(row, picture=pictures[0] if pictures else None))

    def tell_habits(self, drafts: Sequence[Draft]) -> None:
        """What is told once of the whole file."""
        jumps = [
            f"{one.number} → {other.number}"
            for one, other in pairwise(drafts)
            if other.number not in (1, one.number + 1)
        ]
        habits = {"numbers-jump": jumps, "several-marked": [*map(str, self._several)], "worth-left-out": self._points}
        for key, found in habits.items():
            if found:
                different = list(dict.fromkeys(found))
                named = ", ".join(different[:_MOST]) + (", …" if different[_MOST:] else "")
                self.sheet.problems.append(Problem(key, found=str(len(found)), expected=named))

    def _question(self, draft: Draft) -> QuestionRow:
        """The question; raises Refused with what is in doubt."""
        stem = "\n".join(filter(None, map(_clean, draft.stem)))
        points = reads.POINTS.match(stem)
        if points:
            stem = stem[points.end() :]
        level = reads.LEVEL_IN_STEM.search(stem)
        if level:
            stem = _clean(stem.replace(level[0], " ")).lstrip(":.) ")
        if not stem:
            raise Refused("stem-missing", "; ".join(draft.keys) or (draft.options[0].text if draft.options else ""))
        if draft.unclear:
            raise Refused("option-unclear", draft.unclear[:80])
        if not draft.options and sum(_is_listed(line) for line in draft.stem) > 1:
            raise Refused("options-unlettered", _excerpt(stem))
        lettered = _lettered(draft)
        if not (lettered or draft.keys) and draft.among_essays:
            answer = questions.Answer("essay")
        else:
            answer = questions.answer(self._key(draft, lettered, stem), lettered)
        if points:
            self._points.append(points[1])
        return QuestionRow(
            draft.line, "", answer.kind, stem, answer.options, answer.key, answer.accepted, answer.number,
            answer.tolerance, explanation="\n".join(filter(None, map(_clean, draft.explanation))),
            source=_clean(draft.source), chapter=draft.chapter,
            level=_clean(draft.level) or (next(filter(None, level.groups())) if level else ""),
        )  # fmt: skip

    def _key(self, draft: Draft, lettered: dict[str, str], stem: str) -> str:
        """The one key on which all that says a key agrees; raises Refused when there is none, or there are two."""
        if not lettered:
            if not draft.keys:
                raise Refused("key-missing", _excerpt(stem))
            return _clean("; ".join(draft.keys))
        written = [right_letters(_clean(key), lettered) for key in draft.keys]
        for said in draft.in_tables:
            if said == "?":
                raise Refused("key-ambiguous", _excerpt(stem), str(draft.number))
            written.append(right_letters(said.upper() if len(said) < 4 else said, lettered))
        marked = _marked(draft)
        found = [*marked, *written]
        if not found:
            raise Refused("key-missing", _excerpt(stem))
        if any(sorted(letters) != sorted(found[0]) for letters in found):
            raise Refused("keys-differ", " / ".join(dict.fromkeys(", ".join(sorted(one)).upper() for one in found)))
        if len(found[0]) > 1 and not written:
            self._several.append(draft.line)
        return ", ".join(found[0]).upper()


def _is_listed(line: str) -> bool:
    return reads.UNLETTERED.match(line) is not None or reads.OPTION.match(line) is not None


def _lettered(draft: Draft) -> dict[str, str]:
    """The options by their letters; raises Refused when a letter is missing, stands twice or has no text."""
    letters = [option.letter for option in draft.options]
    if letters != list(reads.LETTERS[: len(letters)]):
        raise Refused("letters-unclear", ", ".join(letters).upper())
    signed = [option for option in draft.options if reads.RIGHT.search(option.text)]
    if len(signed) == len(draft.options):  # f (x), g (x): no sign
        signed = []
    texts = {
        option.letter: _clean(reads.RIGHT.sub("", option.text) if option in signed else option.text).rstrip(";")
        for option in draft.options
    }
    empty = next((letter for letter, text in texts.items() if not text), None)
    if empty is not None:
        raise Refused("option-picture" if draft.pictures else "option-empty", _excerpt(" ".join(draft.stem)))
    return texts


def _marked(draft: Draft) -> list[list[str]]:
    """The options that each kind of mark names.

    A sign before every option, or all of them in bold, is a habit and no key. Raises Refused where only the letters of
    several options stand out: that may be a slip.
    """
    options = draft.options
    said = [
        [option.letter for option in options if option.starred],
        [option.letter for option in options if reads.RIGHT.search(option.text)],
    ]
    for kind in sorted({kind for option in options for kind in option.marks | option.letter_marks} - _usual(options)):
        whole = [option.letter for option in options if kind in option.marks]
        either = [option.letter for option in options if kind in option.marks | option.letter_marks]
        if 1 < len(either) < len(options) and whole != either:
            raise Refused("marks-unclear", ", ".join(either).upper())
        said.append(either)
    return [letters for letters in said if 0 < len(letters) < len(options)]


def _usual(options: Sequence[Option]) -> set[str]:
    """The colour of all options but those of another one: these stand out, not the many."""
    said: dict[str, set[str]] = {}
    for option in options:
        for kind in option.marks | option.letter_marks:
            if kind.startswith("colour"):
                said.setdefault(kind, set()).add(option.letter)
    if len(said) != 2:
        return set()
    few, many = sorted(said, key=lambda kind: len(said[kind]))
    apart = not said[few] & said[many] and len(said[few] | said[many]) == len(options)
    return {many} if apart and len(said[few]) < len(said[many]) else set()


def _excerpt(text: str) -> str:
    return " ".join(text.split())[:80]


def _clean(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
