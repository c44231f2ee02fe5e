"""Questions in Aiken format: the stem on one line, options `A.` or `A)`, and `ANSWER: B`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from storage.files.gift import check_options
from storage.files.keys import Refused
from storage.files.problems import Problem
from storage.files.question_rows import QuestionRow, QuestionSheet
from storage.files.sheets import MEGABYTES, Unreadable

_OPTION = re.compile(r"\s*([A-Z])[.)]\s*(.*)")
_ANSWER = re.compile(r"\s*ANSWER\s*:\s*([A-Za-z])\s*", re.IGNORECASE)


def looks_like(text: str) -> bool:
    """Whether every question of the text is a stem, options and an ANSWER line, and nothing else."""
    lines = [line for line in text.removeprefix("\ufeff").splitlines() if line.strip()]
    keys = [place for place, line in enumerate(lines) if _ANSWER.fullmatch(line)]
    if not keys or keys[-1] != len(lines) - 1:
        return False
    starts = [0, *(place + 1 for place in keys[:-1])]
    return all(_is_plain(lines[start:end]) for start, end in zip(starts, keys, strict=True))


def read(text: str) -> QuestionSheet:
    """The questions of the text. Raises Unreadable when it is too large."""
    if len(text) > MEGABYTES * 1024 * 1024:
        raise Unreadable("too-large", limit=MEGABYTES)
    sheet = QuestionSheet()
    waiting: list[tuple[int, str]] = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        key = _ANSWER.fullmatch(line)
        if key:
            _keep(sheet, waiting, key[1].upper(), number)
            waiting = []
        elif line.strip():
            waiting.append((number, line.strip()))
    if waiting:
        sheet.problems.append(Problem("key-missing", "", waiting[0][0], waiting[0][1][:80]))
    return sheet


def _is_plain(lines: Sequence[str]) -> bool:
    options = [place for place, line in enumerate(lines) if _OPTION.fullmatch(line)]
    return len(options) > 1 and options == list(range(1, len(lines)))


def _keep(sheet: QuestionSheet, lines: list[tuple[int, str]], key: str, number: int) -> None:
    line = lines[0][0] if lines else number
    try:
        sheet.rows.append(_question(lines, key, line))
    except Refused as refusal:
        sheet.problems.append(Problem(refusal.key, "", line, refusal.found, refusal.expected))


def _question(lines: list[tuple[int, str]], key: str, line: int) -> QuestionRow:
    stem = [text for _, text in lines if not _OPTION.fullmatch(text)]
    options = {found[1]: found[2].strip() for _, text in lines if (found := _OPTION.fullmatch(text))}
    lettered = sum(_OPTION.fullmatch(text) is not None for _, text in lines)
    if not stem:
        raise Refused("stem-missing", key)
    if len(options) < lettered:
        raise Refused("aiken-letter-twice", stem[0][:80])
    check_options(list(options.values()))
    if key not in options:
        raise Refused("key-empty-option", key, key)
    return QuestionRow(line, "", "single", "\n".join(stem), list(options.values()), [list(options).index(key)])
