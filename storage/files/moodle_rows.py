"""What GIFT and Moodle XML have in common: how their parts become a question, and when they do not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from storage.files import weights
from storage.files.clean_text import excerpt, line
from storage.files.keys import Refused
from storage.files.problems import Problem
from storage.files.question_rows import QuestionRow
from storage.vietnamese import fold

BLANK = "_____"
TRUTHS = {"true": True, "t": True, "đúng": True, "false": False, "f": False, "sai": False}
# Settings of Moodle's ordering questions; ours asks for all items and marks each that stands in its place.
OTHER_ORDERS = {
    "RANDOM", "REL", "RELATIVE", "CONTIGUOUS", "CONTIG", "ALL_OR_NOTHING", "RELATIVE_NEXT_EXCLUDE_LAST",
    "RELATIVE_NEXT_INCLUDE_LAST", "RELATIVE_ONE_PREVIOUS_AND_NEXT", "RELATIVE_ALL_PREVIOUS_AND_NEXT",
    "RELATIVE_TO_CORRECT", "LONGEST_ORDERED_SUBSET", "LONGEST_CONTIGUOUS_SUBSET",
}  # fmt: skip
ORDERS = {
    *OTHER_ORDERS, "ALL", "EXACT", "HORIZONTAL", "HORI", "H", "VERTICAL", "VERT", "V", "ABSOLUTE_POSITION", "ABSOLUTE",
    "ABS", "SHOW", "HIDE", "TRUE", "FALSE", "YES", "NO", "NONE", "123", "ABC", "ABCD", "III", "IIII",
}  # fmt: skip
MOST_OPTIONS = 26  # from A to Z
MOST_ANSWERS = 100  # to be typed
LONGEST = 10_000  # letters in one part of a question
MOST_QUESTIONS = 20_000
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_LARGEST = 1e15  # to which every whole number is exact
_WIDE = re.compile(r"\$\w+\$|top", re.IGNORECASE)  # where in Moodle a path begins: a course, the top category
_STAR = re.compile(r"(?<!\\)\*+")


@dataclass
class Notes:
    """What was found besides the questions: problems of one question, and habits of many, told once."""

    problems: list[Problem] = field(default_factory=list)
    _habits: dict[str, list[int]] = field(default_factory=dict)
    _details: dict[str, dict[str, None]] = field(default_factory=dict)

    def tell(self, key: str, row: int, found: str = "", expected: str = "") -> None:
        """A problem of the question at that row."""
        self.problems.append(Problem(key, "", row, excerpt(found), excerpt(expected)))

    def count(self, key: str, row: int, detail: str = "") -> None:
        """A habit that the question at that row shares with others: they are told together."""
        self._habits.setdefault(key, []).append(row)
        self._details.setdefault(key, {})[detail] = None

    def add(self, others: Notes) -> None:
        """Takes in the notes on one question, once it is known to be one."""
        self.problems += others.problems
        for key, rows in others._habits.items():
            self._habits.setdefault(key, []).extend(rows)
            self._details.setdefault(key, {}).update(others._details[key])

    def all(self) -> list[Problem]:
        """The problems in the order of the file, then the habits: how many, and where or what."""
        habits = []
        for key, rows in self._habits.items():
            details = [detail for detail in self._details[key] if detail] or [str(row) for row in dict.fromkeys(rows)]
            habits.append(
                Problem(key, "", None, str(len(rows)), ", ".join(details[:5]) + (", …" if details[5:] else ""))
            )
        return [*sorted(self.problems, key=lambda problem: problem.row or 0), *habits]


def chapter_of(path: str) -> str:
    """The chapter that a category stands for: `$course$/top/Chương 1/Bài 2` gives `Chương 1 / Bài 2`.

    The whole path, since "Bài 2" alone may stand in every chapter. Moodle writes // for a stroke in a name.
    """
    parts = [line(part.replace("\0", "/")) for part in path.replace("//", "\0").split("/")]
    while parts and _WIDE.fullmatch(parts[0]):
        parts = parts[1:]
    return " / ".join(filter(None, parts))


def path_of(chapter: str) -> str:
    """The category of a chapter, as Moodle writes it."""
    parts = [part.strip().replace("/", "//") for part in chapter.split(" / ")]
    return "/".join(["$course$", "top", *filter(None, parts)])


def name_of(stem: str) -> str:
    """What a question without a name is called, since Moodle asks for one; `named` takes it away again."""
    return line(stem)[:80].strip()


def named(row: QuestionRow, name: str) -> QuestionRow:
    """The row with the name, unless it is only the beginning of the stem."""
    name = line(name)
    return replace(row, name="" if name == name_of(row.stem) else name)


def choice(
    row: QuestionRow, options: Sequence[str], shares: Sequence[float], feedbacks: Sequence[str], *, one: bool,
    notes: Notes,
) -> QuestionRow:  # fmt: skip
    """A question with options; raises Refused when they leave a doubt."""
    said = [place for place, option in enumerate(options) if option or shares[place] > 0]  # as Moodle does on saving
    options, feedbacks = [options[place] for place in said], [feedbacks[place] for place in said]
    shares = [shares[place] for place in said]
    check_options(options, row.stem)
    usual = not one and not weights.unusual(shares)
    shares = shares if usual else [_listed(share) for share in shares]
    best = max(shares) if one else 0.0
    right = [place for place, share in enumerate(shares) if share > 0 and (not one or share == best)]
    if not right:
        raise Refused("moodle-no-right", excerpt(row.stem))
    total = best if one else sum(share for share in shares if share > 0)
    if abs(total - 1) > 0.01:
        raise Refused("weights-sum", weights.percent(round(total, 4)))
    if one and len(right) > 1:
        notes.tell("moodle-two-right", row.row, row.stem)
    plainly = usual or (one and len(right) == 1 and all(share in (0, 1) for share in shares))
    return replace(
        row, kind="single" if one else "multiple", options=list(options), key=right,
        weights=[] if plainly else list(shares), feedbacks=_spoken(feedbacks),
    )  # fmt: skip


def check_options(options: Sequence[str], stem: str) -> None:
    """Raises Refused when there are fewer than two, more than letters, an empty one, or the same one twice."""
    if len(options) < 2:
        raise Refused("options-few", excerpt(stem))
    if len(options) > MOST_OPTIONS:
        raise Refused("options-many", excerpt(stem), str(MOST_OPTIONS))
    if not all(options):
        raise Refused("option-empty", excerpt(stem))
    seen: dict[str, int] = {}
    for place, option in enumerate(options):
        if option in seen:
            raise Refused("option-twice", excerpt(option), f"{_letter(seen[option])}, {_letter(place)}")
        seen[option] = place


def true_or_false(row: QuestionRow, truth: bool, when_true: str, when_false: str) -> QuestionRow:
    """A question whose answer is Đúng or Sai, with what is said to either."""
    return replace(
        row, kind="truefalse", options=["Đúng", "Sai"], key=[0 if truth else 1],
        feedbacks=_spoken([when_true, when_false]),
    )  # fmt: skip


def short(row: QuestionRow, forms: Iterable[tuple[str, float, str]], notes: Notes) -> QuestionRow:
    """A question for a short answer from its forms, their shares and feedbacks; raises Refused when none is right.

    A * stands for any letters, \\* for itself; both at once cannot be kept. Forms that are worth nothing are left out,
    the best come first.
    """
    forms = [(line(form), _listed(share), feedback) for form, share, feedback in forms]
    if any(share < 0 for _, share, _ in forms):
        raise Refused("weight-unknown", weights.percent(min(share for _, share, _ in forms)))
    if any(feedback for form, share, feedback in forms if not (form and share)):
        notes.count("moodle-wrong-feedback", row.row)
    forms = sorted((one for one in forms if one[0] and one[1]), key=lambda one: -one[1])
    if not forms or forms[0][1] != 1:
        raise Refused("moodle-no-right", excerpt(row.stem))
    texts = [form for form, _, _ in forms]
    wildcards = any(_STAR.search(text) for text in texts)
    if wildcards and any("\\*" in text for text in texts):
        raise Refused("moodle-star", excerpt(" = ".join(texts)))
    shares = [share for _, share, _ in forms]
    return replace(
        row, kind="short", accepted=texts if wildcards else [text.replace("\\*", "*") for text in texts],
        wildcards=wildcards, weights=[] if all(share == 1 for share in shares) else shares,
        feedbacks=_spoken([feedback for *_, feedback in forms]),
    )  # fmt: skip


def number(text: str) -> Decimal:
    """The number; raises Refused when it is none, too large, or can be read in two ways."""
    said = text.strip()
    if _THOUSANDS.fullmatch(said[:40]):
        raise Refused("number-unclear", excerpt(said))
    said = said.replace(",", ".")
    if len(said) > 40 or not _NUMBER.fullmatch(said) or abs(float(said)) >= _LARGEST:
        raise Refused("gift-number", excerpt(text))
    return Decimal(said)


def numbered(row: QuestionRow, numbers: Iterable[tuple[Decimal, Decimal, float, str]], notes: Notes) -> QuestionRow:
    """A question for a number, from each value, tolerance, share and feedback; raises Refused when none is right."""
    known = [(float(value), float(off), _listed(share), said) for value, off, share, said in numbers]
    if any(off < 0 or share < 0 for _, off, share, _ in known):
        raise Refused("gift-number", excerpt(row.stem))
    if any(said for *_, share, said in known if not share):
        notes.count("moodle-wrong-feedback", row.row)
    known = sorted((one for one in known if one[2]), key=lambda one: one[2] != 1)
    if not known or known[0][2] != 1:
        raise Refused("moodle-no-right", excerpt(row.stem))
    return replace(
        row, kind="number", number=known[0][0], tolerance=known[0][1],
        more_numbers=[(value, off, share) for value, off, share, _ in known[1:]],
        feedbacks=_spoken([said for *_, said in known]),
    )  # fmt: skip


def matching(row: QuestionRow, pairs: Iterable[tuple[str, str]]) -> QuestionRow:
    """A question of pairs; one without a left side is a right side that belongs to nothing.

    The options stand in the order in which they come up, the others behind. Raises Refused for fewer than two pairs.
    """
    pairs = [(left, right) for left, right in pairs if left or right]
    if not all(right for _, right in pairs):
        raise Refused("gift-pair-unclear", excerpt(next(left for left, right in pairs if not right)))
    belonging = [(left, right) for left, right in pairs if left]
    options = list(dict.fromkeys(right for _, right in sorted(pairs, key=lambda pair: not pair[0])))
    if len(belonging) < 2:
        raise Refused("pairs-few", excerpt(row.stem))
    check_options(options, row.stem)
    places = {option: place for place, option in enumerate(options)}
    return replace(
        row, kind="matching", lefts=[left for left, _ in belonging], options=options,
        key=[places[right] for _, right in belonging],
    )  # fmt: skip


def ordering(row: QuestionRow, options: Iterable[str]) -> QuestionRow:
    """A question whose options are to be put in the order in which they stand; raises Refused as other options do."""
    options = [option for option in options if option]
    check_options(options, row.stem)
    return replace(row, kind="ordering", options=options)


def checked(row: QuestionRow) -> QuestionRow:
    """The row; raises Refused when its stem is missing or a part of it is longer than any question's."""
    if not row.stem:
        raise Refused("stem-missing", excerpt(" · ".join([row.name, *row.options, *row.accepted])))
    texts = [row.stem, row.explanation, row.name, *row.options, *row.accepted, *row.lefts, *row.feedbacks, *row.tags]
    if len(row.accepted) + len(row.more_numbers) > MOST_ANSWERS:
        raise Refused("options-many", excerpt(row.stem), str(MOST_ANSWERS))
    if max(map(len, texts)) > LONGEST:
        raise Refused("text-too-long", excerpt(row.stem), str(LONGEST))
    return row


def repeated(rows: Iterable[QuestionRow]) -> list[Problem]:
    """A problem for each question whose stem stood in the file before."""
    first: dict[str, QuestionRow] = {}
    return [
        Problem("stem-twice", "", row.row, excerpt(row.stem), str(earlier.row))
        for row in rows
        if (earlier := first.setdefault(fold(row.stem), row)) is not row
    ]


def _listed(share: float) -> float:
    found = weights.listed(share)
    if found is None:
        raise Refused("weight-unknown", weights.percent(share))
    return found


def _spoken(feedbacks: Sequence[str]) -> list[str]:
    return list(feedbacks) if any(feedbacks) else []


def _letter(place: int) -> str:
    return chr(ord("A") + place)
