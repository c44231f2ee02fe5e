"""Questions as Vietnamese teachers type them, in a text file or in Word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from storage.files import cells, questions
from storage.files import question_lines as reads
from storage.files.keys import Refused, right_letters
from storage.files.problems import Problem
from storage.files.question_lines import Draft, Line, Option
from storage.files.question_rows import QuestionRow, QuestionSheet
from storage.files.sheets import MEGABYTES, Unreadable
from storage.vietnamese import fold

_SPACES = re.compile(r"[ \t\u00a0\u200b]+")


@dataclass
class _Reading:
    """Where the reading of a file stands."""

    drafts: list[Draft] = field(default_factory=list)
    chapter: str = ""
    in_table: bool = False
    table_chapter: str = ""
    keys: dict[tuple[str, int], str] = field(default_factory=dict)
    numbers: list[int] = field(default_factory=list)  # a row of a table that has only the numbers
    strays: list[Line] = field(default_factory=list)
    ended: bool = False

    @property
    def draft(self) -> Draft | None:
        return self.drafts[-1] if self.drafts else None


def looks_like(text: str) -> bool:
    """Whether the text has numbered questions, and options or keys."""
    lines = text.split("\n")[:5000]
    stems = sum(reads.STEM.match(line) is not None for line in lines)
    answers = sum(reads.OPTION.match(line) is not None or reads.KEY.match(line) is not None for line in lines)
    return stems > 0 and answers > 0


def read_text(text: str) -> QuestionSheet:
    """The questions of a plain text. Raises Unreadable when it is too large."""
    if len(text) > MEGABYTES * 1024 * 1024:
        raise Unreadable("too-large", limit=MEGABYTES)
    text = cells.composed(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    return read(reads.lines_of(text))


def read(lines: Iterable[Line]) -> QuestionSheet:
    """The questions of these lines, and what is in doubt about them."""
    reading = _Reading()
    for line in lines:
        if not reading.ended:
            _take(reading, reads.squeezed(line))
    sheet = QuestionSheet()
    for stray in reading.strays[:20]:
        sheet.problems.append(Problem("text-stray", "", stray.number, stray.text.strip()[:80]))
    table = _keys_of(reading)
    seen: dict[str, int] = {}
    for draft in reading.drafts:
        _keep(sheet, draft, table.get(id(draft), ""), seen)
    return sheet


def _take(reading: _Reading, line: Line) -> None:
    """One line: what it is, and where it belongs."""
    text = line.text
    if reading.draft is not None and line.pictures:
        reading.draft.pictures += line.pictures
    if not text.strip():
        return
    if reads.is_end(text):
        reading.in_table = False
        return
    if reads.is_table(text):
        reading.in_table, reading.table_chapter = True, ""
        return
    if reads.is_chapter(text) and not reads.OPTION.match(text):
        title = _clean(text)
        reading.table_chapter = title if reading.in_table else reading.table_chapter
        reading.chapter = reading.chapter if reading.in_table else title
        return
    if reading.in_table and _take_keys(reading, text):
        return
    _take_part(reading, line)


def _take_keys(reading: _Reading, text: str) -> bool:
    """A line of the table of keys; False when it is none, and then the table is over."""
    found = reads.pairs(text)
    words = fold(text).replace("cau", " ").split()
    if not found and words and all(word.isdigit() for word in words):
        reading.numbers = [int(word) for word in words]
        return True
    letters = [word for word in words if word not in ("dap", "an", "da")]
    if not found and reading.numbers and len(letters) == len(reading.numbers) and all(len(one) == 1 for one in letters):
        found = list(zip(reading.numbers, letters, strict=True))
    if not found:
        reading.in_table = reads.STEM.match(text) is None
        return reading.in_table
    for number, key in found:
        reading.keys[reading.table_chapter, number] = key
    return True


def _take_part(reading: _Reading, line: Line) -> None:
    text, draft = line.text, reading.draft
    stem = reads.STEM.match(text)
    if stem and not (draft and draft.explains and stem[1] is None):
        draft = Draft(line.number, int(stem[1] or stem[2]), reading.chapter)
        draft.pictures += line.pictures
        reading.drafts.append(draft)
        _take_options(draft, line.part(stem.start(3)))
        return
    if draft is None:
        reading.strays.append(line)
        return
    if key := reads.KEY.match(text):
        draft.key = f"{draft.key}; {key[1]}" if draft.key else key[1].strip()
    elif explanation := reads.EXPLANATION.match(text):
        draft.explains = True
        draft.explanation += [explanation[1]] if explanation[1].strip() else []
    elif source := reads.SOURCE.match(text):
        draft.source = _clean(source[1])
    elif level := reads.LEVEL.match(text):
        draft.level = _clean(level[1])
    else:
        _take_options(draft, line)


def _take_options(draft: Draft, line: Line) -> None:
    """A line of the stem or of an option, or several options on one line."""
    expected = reads.LETTERS[len(draft.options)] if len(draft.options) < reads.MOST_OPTIONS else ""
    for part in reads.options_of(line, expected):
        found = reads.OPTION.fullmatch(part.text)
        if found and not draft.explains:
            letter = (found[2] or found[3]).lower()
            marked = reads.stands_out(part, found.start(4))
            draft.options.append(Option(letter, found[4], bool(found[1]), marked))
        elif draft.explains:
            draft.explanation.append(part.text)
        elif draft.options:
            draft.options[-1].text += f" {part.text.strip()}"
        else:
            draft.stem.append(part.text)


def _keys_of(reading: _Reading) -> dict[int, str]:
    """The key that the table gives each draft, where it is plain which one is meant."""
    by_number: defaultdict[int, list[Draft]] = defaultdict(list)
    for draft in reading.drafts:
        if draft.number is not None:
            by_number[draft.number].append(draft)
    found: dict[int, str] = {}
    for (chapter, number), key in reading.keys.items():
        meant = by_number[number]
        if chapter:
            meant = [draft for draft in meant if fold(draft.chapter) == fold(chapter)]
        if len(meant) == 1:
            found[id(meant[0])] = key
        elif meant:
            found |= dict.fromkeys(map(id, meant), "?")
    return found


def _keep(sheet: QuestionSheet, draft: Draft, in_table: str, seen: dict[str, int]) -> None:
    try:
        row = _question(draft, in_table)
    except Refused as refusal:
        sheet.problems.append(Problem(refusal.key, "", draft.line, refusal.found, refusal.expected))
        return
    first = seen.setdefault(fold(row.stem), draft.line)
    if first != draft.line:
        sheet.problems.append(Problem("stem-twice", "", draft.line, row.stem[:80], str(first)))
    pictures = [picture for picture in draft.pictures if picture is not None]
    if len(draft.pictures) > 1 or (draft.pictures and not pictures):
        sheet.problems.append(Problem("picture-left-out", "", draft.line, row.stem[:80]))
    sheet.rows.append(replace(row, picture=pictures[0] if pictures else None))


def _question(draft: Draft, in_table: str) -> QuestionRow:
    """The question; raises Refused with what is in doubt."""
    stem = "\n".join(filter(None, map(_clean, draft.stem)))
    level = reads.LEVEL_IN_STEM.search(stem)
    if level:
        stem = _clean(stem.replace(level[0], " ")).lstrip(":.) ")
    if not stem:
        raise Refused("stem-missing", draft.key or (draft.options[0].text if draft.options else ""))
    lettered = _lettered(draft)
    answer = questions.answer(_key(draft, lettered, in_table, stem), lettered)
    return QuestionRow(
        draft.line, "", answer.kind, stem, answer.options, answer.key, answer.accepted, answer.number, answer.tolerance,
        explanation="\n".join(filter(None, map(_clean, draft.explanation))), source=draft.source,
        chapter=draft.chapter, level=draft.level or (level[1] if level else ""),
    )  # fmt: skip


def _lettered(draft: Draft) -> dict[str, str]:
    """The options by their letters; raises Refused when a letter is missing, stands twice or has no text."""
    letters = [option.letter for option in draft.options]
    if letters != list(reads.LETTERS[: len(letters)]):
        raise Refused("letters-unclear", ", ".join(letters).upper())
    texts = {option.letter: _clean(reads.RIGHT.sub("", option.text)).rstrip(";") for option in draft.options}
    empty = next((letter for letter, text in texts.items() if not text), None)
    if empty is not None:
        raise Refused("key-empty-option", draft.key, empty.upper())
    return texts


def _key(draft: Draft, lettered: dict[str, str], in_table: str, stem: str) -> str:
    """The one key on which all that says a key agrees; raises Refused when there is none, or there are two."""
    if not lettered:
        if not draft.key:
            raise Refused("key-missing", stem[:80])
        return _clean(draft.key)
    said = {
        "stars": [option.letter for option in draft.options if option.starred],
        "words": [option.letter for option in draft.options if reads.RIGHT.search(option.text)],
        "marks": [option.letter for option in draft.options if option.marked],
    }
    # A bullet before every option, or all of them in bold, is a habit and no key.
    found = [letters for letters in said.values() if 0 < len(letters) < len(draft.options)]
    if draft.key:
        found.append(right_letters(_clean(draft.key), lettered))
    if in_table == "?":
        raise Refused("key-ambiguous", stem[:80], str(draft.number))
    if in_table:
        found.append(right_letters(", ".join(re.findall("[a-h]", in_table)).upper(), lettered))
    if not found:
        raise Refused("key-missing", stem[:80])
    if any(sorted(letters) != sorted(found[0]) for letters in found):
        raise Refused("keys-differ", " / ".join(", ".join(sorted(letters)).upper() for letters in found))
    return ", ".join(found[0]).upper()


def _clean(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
