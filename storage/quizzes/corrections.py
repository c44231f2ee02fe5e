"""A question put right a part at a time: the row that it becomes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from storage.files import keys, questions
from storage.files.keys import Refused
from storage.files.question_rows import QuestionRow
from storage.quizzes import MATCHING, MULTIPLE, NUMBER, SHORT

STEM, KEY, ACCENTS = "de", "dapan", "dau"
EXPLANATION, SOURCE, CHAPTER, LEVEL, TAGS = "giaithich", "nguon", "chuong", "mucdo", "nhan"
LEFT = "ve"  # with its number: the left side of a pair
MAY_BE_EMPTY = (EXPLANATION, SOURCE, CHAPTER, LEVEL, TAGS)
MAY_HAVE_LINES = (STEM, EXPLANATION)
LONGEST = 2000  # letters of a part; what does not fit into a message is no question for a phone
NOTHING = ("-", "–", "—")  # typed to leave a part empty

_FIELDS = {STEM: "stem", EXPLANATION: "explanation", SOURCE: "source", CHAPTER: "chapter", LEVEL: "level"}


def changed(row: QuestionRow, part: str, text: str) -> QuestionRow:
    """The row with another part, an option where that is a number; raises Refused when it does not fit the others."""
    if len(text) > LONGEST:
        raise Refused("text-too-long", text[:80], str(LONGEST))
    said = "" if part in MAY_BE_EMPTY and text in NOTHING else text
    line = " ".join(said.split())
    if part in _FIELDS:
        texts: dict[str, Any] = {_FIELDS[part]: said if part in MAY_HAVE_LINES else line}
        return replace(row, **texts)
    if part == TAGS:
        return replace(row, tags=[tag.strip() for tag in line.split(",") if tag.strip()])
    if part == ACCENTS:
        return replace(row, accents=not row.accents)
    return _with_key(row, text) if part == KEY else _with_option(row, part, text)


def present(row: QuestionRow, part: str) -> str:
    """What the part says now; empty for the key, which is worded elsewhere."""
    if part in _FIELDS:
        text: str = getattr(row, _FIELDS[part])
        return text
    if part in (TAGS, KEY):
        return ", ".join(row.tags) if part == TAGS else ""
    return row.lefts[int(part.removeprefix(LEFT))] if part.startswith(LEFT) else row.options[int(part)]


def _with_key(row: QuestionRow, text: str) -> QuestionRow:
    """The same kind of question with another key."""
    if row.kind == SHORT:
        forms = list(dict.fromkeys(form.strip() for form in re.split(r"[|;\n]", text) if form.strip()))
        if not forms:
            raise Refused("key-unknown", text[:80])
        return replace(row, accepted=forms, weights=[], feedbacks=[])
    if row.kind == NUMBER:
        found = keys.number(text)
        if found is None:
            raise Refused("number-wanted", text[:80])
        return replace(row, number=found[0], tolerance=found[1], more_numbers=[], weights=[], feedbacks=[])
    answer = questions.answer(text.upper(), dict(zip("abcdefgh", row.options, strict=False)))
    kind = MULTIPLE if row.kind == MULTIPLE else answer.kind
    feedbacks = row.feedbacks if answer.options == row.options else []
    return replace(row, kind=kind, options=answer.options, key=answer.key, weights=[], feedbacks=feedbacks)


def _with_option(row: QuestionRow, part: str, text: str) -> QuestionRow:
    lefts = row.kind == MATCHING and part.startswith(LEFT)
    texts, place = (row.lefts, int(part.removeprefix(LEFT))) if lefts else (row.options, int(part))
    others = [*texts[:place], *texts[place + 1 :]]
    if text in others:
        raise Refused("option-twice", text[:80], "")
    texts = [*texts[:place], text, *texts[place + 1 :]]
    return replace(row, lefts=texts) if lefts else replace(row, options=texts)
