"""Questions in Aiken format: the stem on one line, options `A.` or `A)`, then `ANSWER: B`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from storage.files import clean_text, moodle_rows
from storage.files.keys import Refused
from storage.files.moodle_rows import Notes
from storage.files.problems import Problem
from storage.files.question_rows import QuestionRow, QuestionSheet
from storage.files.sheets import MEGABYTES, Unreadable
from storage.vietnamese import fold

_OPTION = re.compile(r"([A-Za-z])[.)]\s*(.*)")
_ANSWER = re.compile(r"ANSWER\s*:\s*(.*)", re.IGNORECASE)
_ENOUGH = 200_000  # letters, to tell what a file is


@dataclass
class _Draft:
    """Lines up to an ANSWER; `key` is None when there is none."""

    line: int
    stem: list[str] = field(default_factory=list)
    options: list[tuple[str, str]] = field(default_factory=list)
    key: str | None = None
    gap: bool = False  # an empty line stands behind the stem


def looks_like(text: str) -> bool:
    """Whether half of the text or more is questions in Aiken format, with nothing between them."""
    drafts = list(_drafts(text[:_ENOUGH]))
    whole = sum(_is_whole(draft) for draft in drafts)
    return whole > 0 and whole * 2 >= len(drafts)


def read(text: str) -> QuestionSheet:
    """The questions of the text. Raises Unreadable when it is too large, or empty."""
    if len(text) > MEGABYTES * 1024 * 1024:
        raise Unreadable("too-large", limit=MEGABYTES)
    if not text.strip("\ufeff \t\r\n"):
        raise Unreadable("empty")
    rows: list[QuestionRow] = []
    notes = Notes()
    for count, draft in enumerate(_drafts(text)):
        if count == moodle_rows.MOST_QUESTIONS:
            raise Unreadable("too-many-questions", limit=moodle_rows.MOST_QUESTIONS)
        try:
            rows.append(moodle_rows.checked(_question(draft, notes)))
        except Refused as refusal:
            notes.problems.append(Problem(refusal.key, "", draft.line, refusal.found, refusal.expected))
    notes.problems.extend(moodle_rows.repeated(rows))
    return QuestionSheet(rows, notes.all())


def _is_whole(draft: _Draft) -> bool:
    return len(draft.stem) == 1 and len(draft.options) > 1 and draft.key is not None


def _drafts(text: str) -> Iterator[_Draft]:
    """The lines parted into questions: one ends at its ANSWER, or where another begins behind options."""
    draft: _Draft | None = None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for number, line in enumerate(text.split("\n"), 1):
        line = clean_text.line(line)
        option = _OPTION.fullmatch(line) if draft or line[:1].isupper() else None
        answer = _ANSWER.fullmatch(line)
        if not line:
            if draft:
                draft.gap = True
            continue
        if draft is None or (not option and not answer and (draft.options or draft.gap)):
            if draft:
                yield draft
            draft = _Draft(number)
        draft.gap = False
        if answer:
            draft.key = answer[1]
            yield draft
            draft = None
        elif option:
            draft.options.append((option[1].upper(), option[2]))
        else:
            draft.stem.append(line)
    if draft:
        yield draft


def _question(draft: _Draft, notes: Notes) -> QuestionRow:
    """The question of the lines; raises Refused when they are not just a stem, options A, B, C … and a key."""
    said = clean_text.excerpt(" ".join([*draft.stem[:2], *(text for _, text in draft.options[:2])]) or draft.key or "")
    letters = [letter for letter, _ in draft.options]
    if draft.key is None:
        raise Refused("aiken-incomplete", said)
    if not draft.stem:
        raise Refused("stem-missing", said)
    if len(draft.stem) > 1:
        raise Refused("aiken-stem-lines", said)
    if letters != [chr(ord("A") + place) for place in range(len(letters))]:
        raise Refused("letters-unclear", clean_text.excerpt(", ".join(letters)))
    key = draft.key.strip().rstrip(".)").upper()
    if len(letters) > 1 and key not in letters:
        if len(key) == 1 and key.isalpha():
            raise Refused("key-empty-option", key, key)
        raise Refused("aiken-key", clean_text.excerpt(draft.key), said)
    options = [text for _, text in draft.options]
    row = QuestionRow(draft.line, "", "single", draft.stem[0])
    if sorted(map(fold, options)) == ["dung", "sai"]:
        return moodle_rows.true_or_false(row, fold(options[letters.index(key)]) == "dung", "", "")
    shares = [float(letter == key) for letter in letters]
    return moodle_rows.choice(row, options, shares, ["" for _ in options], one=True, notes=notes)
