"""What an import is about to do, as the coordinator reads it before saying yes."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from handlers.voice import Voice
from storage.files.problems import Problem
from storage.messages import Choice

ROSTER, TIMETABLE, QUESTIONS = "roster", "timetable", "questions"
KINDS = (ROSTER, TIMETABLE, QUESTIONS)
BANK_ONLY = "-"  # the questions go into no quiz
SAMPLES = 2  # rows shown as they were understood
MOST_NAMED = 5  # units, changes and the like that are named before "and 12 more"

_CODE = re.compile(r"(?=.*\d)[\w./-]{2,30}")


def is_code(text: str) -> bool:
    """Whether a new cohort may have that code: no spaces (people type it alone), and a digit in it."""
    return _CODE.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the coordinator said of a file: its kind, the cohort's code, and what that kind needs further.

    `decision` is what was said of the rows in doubt (see `storage.rosters`), `draft` that questions wait for approval.
    The `quiz` may be `BANK_ONLY`.
    """

    kind: str
    file: str
    cohort: str = ""
    programme: str = ""
    quiz: str = ""
    decision: str = ""
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving did, in words, and the choices for the one thing to do next."""

    lines: list[str]
    next: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do. `save`, given the id of who says so, does it: in the same transaction only.

    `rows` counts what could be read, `asked` the rows in doubt, `does_something` says whether saving would
    change anything.
    """

    rows: int
    lines: list[str]
    save: Callable[[int | None], Saved]
    problems: list[str] = field(default_factory=list)
    asked: int = 0
    does_something: bool = True

    @property
    def mark(self) -> str:
        """Eight digits that change with what the coordinator was shown."""
        return f"{zlib.crc32(chr(10).join([*self.lines, *self.problems]).encode()):08x}"


def heading(voice: Voice, wanted: Wanted, *, is_new: bool, programme: str, new_programme: bool) -> list[str]:
    """What the file is and for which cohort, a new one said to be new."""
    lines = [voice.text(f"imports-{wanted.kind}-of", cohort=wanted.cohort, filename=wanted.file)]
    if is_new:
        key = "imports-new-cohort-and-programme" if new_programme else "imports-new-cohort"
        lines.append(voice.text(key, cohort=wanted.cohort, programme=programme))
    return lines


def counted(voice: Voice, prefix: str, counts: Sequence[tuple[str, int]]) -> list[str]:
    """A line `prefix-name` for each count that is not 0."""
    return [voice.text(f"{prefix}-{name}", count=count) for name, count in counts if count]


def named(voice: Voice, names: Sequence[str], most: int = MOST_NAMED) -> str:
    """The names with commas, of many only the first and how many more there are."""
    shown = ", ".join(names[:most])
    return shown if len(names) <= most else voice.text("imports-more", shown=shown, count=len(names) - most)


def first_and_more(voice: Voice, lines: Sequence[str], most: int) -> list[str]:
    """The first lines, and a line that says how many more there are."""
    if len(lines) <= most:
        return list(lines)
    return [*lines[:most], voice.text("imports-more-lines", count=len(lines) - most)]


def problem_lines(voice: Voice, problems: Sequence[Problem]) -> list[str]:
    """Each problem with its place before it."""
    sheets = {problem.sheet for problem in problems}
    return [_problem(voice, problem, many_sheets=len(sheets) > 1) for problem in problems]


def at_row(voice: Voice, row: int, sheet: str, text: str) -> str:
    """The text with its place before it; the sheet is named when there is a name for it."""
    if sheet:
        return voice.text("imports-at-row-of-sheet", row=str(row), sheet=sheet, text=text)
    return voice.text("imports-at-row", row=str(row), text=text)  # as Excel numbers it: 1234, not 1.234


def _problem(voice: Voice, problem: Problem, *, many_sheets: bool) -> str:
    text = voice.text(
        f"problem-{problem.key}",
        sheet=problem.sheet,
        found=problem.found,
        expected=problem.expected,
    )
    if problem.row is None:
        return text
    return at_row(voice, problem.row, problem.sheet if many_sheets else "", text)
