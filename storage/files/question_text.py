"""Questions as Vietnamese teachers type them, in a text file or in Word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from storage.files import cells, key_tables, marked_lines, moodle_rows
from storage.files import question_lines as reads
from storage.files.key_tables import Table
from storage.files.marked_lines import Line
from storage.files.problems import Problem
from storage.files.question_drafts import Drafts
from storage.files.question_lines import Draft, Option
from storage.files.question_rows import QuestionSheet
from storage.files.sheets import MEGABYTES, Unreadable

MOST_LINES = 100_000


@dataclass
class _Reading:
    """Where the reading of a file stands."""

    has_words: bool = False  # its questions are numbered as Câu 1, so that a bare number begins none
    drafts: list[Draft] = field(default_factory=list)
    chapter: str = ""
    heading: str = ""  # what the chapter begins with
    headings: set[str] = field(default_factory=set)  # of the questions so far
    table: Table | None = None
    tables: list[Table] = field(default_factory=list)
    strays: list[Line] = field(default_factory=list)
    pages: int = 0

    @property
    def draft(self) -> Draft | None:
        return self.drafts[-1] if self.drafts else None


def looks_like(text: str) -> bool:
    """Whether the text has numbered questions, and options or keys."""
    lines = text.split("\n")[:5000]
    stems = sum(reads.STEM.match(line) is not None for line in lines)
    answers = sum(reads.OPTION.match(line) is not None or bool(reads.key_of(line)) for line in lines)
    return stems > 0 and answers > 0


def is_numbered(text: str) -> bool:
    """Whether the questions are numbered: Câu 1, or 1. and 2."""
    stems = [found for line in text.split("\n")[:5000] if (found := reads.STEM.match(line))]
    return any(stem[1] for stem in stems) or [stem[3] for stem in stems[:2]] in (["1"], ["1", "2"])


def read_text(text: str) -> QuestionSheet:
    """The questions of a plain text. Raises Unreadable when it is too large."""
    if len(text) > MEGABYTES * 1024 * 1024:
        raise Unreadable("too-large", limit=MEGABYTES)
    text = cells.composed(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    return read(marked_lines.lines_of(text))


def read(lines: Iterable[Line]) -> QuestionSheet:
    """The questions of these lines, and what is in doubt about them."""
    kept = [marked_lines.squeezed(line) for line in lines]
    if len(kept) > MOST_LINES:
        raise Unreadable("too-many-rows", limit=MOST_LINES, sheet="")
    reading = _Reading(has_words=any(_word(line.text) == "câu" for line in kept))
    answered = _answered(kept)
    for place, line in enumerate(kept):
        _take(reading, line, is_answered=answered[place])
    left = key_tables.give(reading.tables, reading.drafts)
    sheet = QuestionSheet(problems=[*_strays(reading)])
    for number, place in left[:20]:
        sheet.problems.append(Problem("key-without-question", "", place, str(number)))
    found = Drafts(sheet)
    for draft in reading.drafts:
        found.keep(draft)
    found.tell_habits(reading.drafts)
    sheet.problems.sort(key=lambda problem: MOST_LINES + 1 if problem.row is None else problem.row)
    return sheet


def _word(text: str) -> str:
    """The word before the number of the question that the line begins; "" for a bare number, and for other lines."""
    found = reads.STEM.match(text)
    return (found[1] or "").lower() if found else ""


def _answered(lines: Sequence[Line]) -> list[bool]:
    """For each line whether an option or a key comes before the next number."""
    found, answers = [False] * len(lines), False
    for place in range(len(lines) - 1, -1, -1):
        text = lines[place].text
        found[place] = answers
        if reads.OPTION.match(text) or reads.key_of(text):
            answers = True
        elif reads.STEM.match(text):
            answers = False
    return found


def _strays(reading: _Reading) -> Iterator[Problem]:
    """The lines that belong to no question, those that stand together told together."""
    runs: list[list[Line]] = []
    for line in reading.strays:
        if runs and line.number - runs[-1][-1].number <= 2:
            runs[-1].append(line)
        else:
            runs.append([line])
    for run in runs:
        key = "text-stray" if len(run) == 1 else "text-strays"
        more = str(len(run) - 1) if len(run) > 1 else ""
        yield Problem(key, "", run[0].number, run[0].text.strip()[:80], more)
    if reading.pages:
        yield Problem("text-pages", found=str(reading.pages))


def _take(reading: _Reading, line: Line, *, is_answered: bool) -> None:
    """One line: what it is, and where it belongs."""
    text, draft = line.text, reading.draft
    if draft is not None and line.pictures:
        draft.pictures += line.pictures
    if not text.strip():
        return
    if reads.is_page(text):
        reading.pages += 1
    elif reads.is_end(text):
        reading.table = None
        if draft is not None:
            draft.closed, draft.explains = True, False
    elif key_tables.is_heading(text):
        _begin_table(reading)
    elif _take_chapter(reading, text) or (reading.table and _take_keys(reading, line)):
        return
    elif draft is not None and draft.options and not draft.explains and key_tables.is_bare(text):
        _begin_table(reading).take(text, line.number)
    elif len(found := key_tables.pairs(reads.key_of(text))) > 1:  # ĐÁP ÁN: 1A, 2B
        _begin_table(reading).keys += [("", number, key, line.number) for number, key in found]
    else:
        _take_part(reading, line, is_answered=is_answered)


def _begin_table(reading: _Reading) -> Table:
    reading.table = key_tables.begun(reading.tables, len(reading.drafts))
    return reading.table


def _take_chapter(reading: _Reading, text: str) -> bool:
    """A heading; False when the line is none, or when it goes on with what a question says."""
    draft, table = reading.draft, reading.table
    begins = reads.chapter_of(text, lessons=reading.has_words)
    letter = reads.section_letter(text)
    goes_on = draft is not None and not draft.keys and letter == reads.LETTERS[len(draft.options) :][:1]
    if not begins or (reads.OPTION.match(text) and (letter is None or goes_on)):
        return False
    ends = letter is not None or (draft is not None and draft.among_essays and reads.is_plain_heading(text))
    if draft is not None and not table and not ends:
        if not (draft.options or draft.keys) or (len(draft.options) == reads.MOST_OPTIONS and begins == "i"):
            return False
        if draft.explains and not reads.is_plain_heading(text):
            return False
    if table and begins in reading.headings:
        table.chapter = begins
    else:
        reading.table, reading.chapter, reading.heading = None, " ".join(text.split()), begins
        if draft is not None:
            draft.closed, draft.explains = True, False
    return True


def _take_keys(reading: _Reading, line: Line) -> bool:
    """A line of the table of keys; False when a question begins, and then the table is over."""
    table = reading.table
    assert table is not None
    if table.take(line.text, line.number):
        return True
    if _begins_question(reading, line.text, is_answered=True):
        reading.table = None
        return False
    reading.strays.append(line)
    return True


def _begins_question(reading: _Reading, text: str, *, is_answered: bool) -> bool:
    """Whether the line begins a question, rather than goes on with one that counts something itself."""
    stem, draft = reads.STEM.match(text), reading.draft
    if stem is None or draft is None or stem[1]:
        return stem is not None
    if draft.word:
        return bool(draft.options or draft.keys) and not draft.explains
    follows = int(stem[3]) == draft.number + 1
    if draft.explains:
        return follows and is_answered
    return bool(draft.options or draft.keys) or (follows and stem[4] == draft.dot)


def _take_part(reading: _Reading, line: Line, *, is_answered: bool) -> None:
    text, draft = line.text, reading.draft
    if _begins_question(reading, text, is_answered=is_answered):
        stem = reads.STEM.match(text)
        assert stem is not None
        number, word = int(stem[2] or stem[3]), (stem[1] or "").lower()
        draft = Draft(line.number, number, reading.chapter, reading.heading, word, stem[4] or "")
        draft.pictures += line.pictures
        reading.drafts.append(draft)
        reading.headings.add(reading.heading)
        if len(reading.drafts) > moodle_rows.MOST_QUESTIONS:
            raise Unreadable("too-many-questions", limit=moodle_rows.MOST_QUESTIONS)
        _take_options(draft, line.part(stem.start(5)))
    elif draft is None or not _take_about(draft, text):
        if draft is None or (draft.closed and reads.OPTION.match(text) is None):
            reading.strays.append(line)
        else:
            _take_options(draft, line)


def _take_about(draft: Draft, text: str) -> bool:
    """A line that says something of the question: its key, why, where from; False when it is none."""
    if key := reads.key_of(text):
        explained = reads.EXPLAINED.search(key)
        if explained:
            draft.explanation.append(key[explained.end() :])
            key = key[: explained.start()]
        draft.keys.append(key)
        draft.explains = bool(explained) or (draft.explains and reads.is_choice(text))
        draft.closed = not draft.explains
        return True
    if not (draft.options or draft.keys):  # a stem may speak of directives and sources
        return False
    if explanation := reads.EXPLANATION.match(text):
        draft.explains, draft.closed = True, False
        draft.explanation += [explanation[1]] if explanation[1].strip() else []
    elif source := reads.SOURCE.match(text):
        draft.source, draft.closed = source[1].strip(), True
    elif level := reads.LEVEL.match(text):
        draft.level, draft.closed = level[1].strip(), True
    else:
        return False
    return True


def _take_options(draft: Draft, line: Line) -> None:
    """A line of the stem or of an option, or several options on one line."""
    line, key = (line, "") if draft.explains else reads.key_behind(line)
    if draft.explains:
        draft.explanation.append(line.text)
        return
    expected = reads.LETTERS[len(draft.options)].upper() if len(draft.options) < reads.MOST_OPTIONS else ""
    for part in reads.options_of(line, expected):
        option = reads.option_of(part)
        if option is None:
            _go_on(draft, part)
        else:
            _add(draft, option)
    if key:
        draft.keys.append(key)
        draft.closed = True


def _add(draft: Draft, option: Option) -> None:
    if not draft.options and option.letter != "a":  # C. Mác
        draft.stem.append(f"{option.letter.upper() if option.capital else option.letter}. {option.text}")
        return
    if option.letter == "a" and option.capital and draft.options and not any(one.capital for one in draft.options):
        draft.to_stem()
    if reads.WITHIN.search(option.text):
        draft.unclear = draft.unclear or option.text.strip()
    draft.closed = False
    draft.options.append(option)


def _go_on(draft: Draft, part: Line) -> None:
    """A line that goes on with the stem or the option before it; one that may be something else is told."""
    text, options = part.text.strip(), draft.options
    expected = reads.LETTERS[len(options)].upper() if len(options) < reads.MOST_OPTIONS else "I"
    dotless = reads.WITHOUT_DOT.match(text)
    is_dotless = (
        dotless is not None and dotless[1] == expected and (options or (draft.stem and dotless[0].strip() != "A"))
    )
    if is_dotless or (expected == "I" and reads.NINTH.match(text)):
        draft.unclear = draft.unclear or text
    if not options:
        draft.stem.append(part.text)
        return
    begins_anew = text[:1].isupper() and options[-1].text.strip()
    if begins_anew:
        draft.doubts.append(Problem("option-goes-on", "", draft.line, text[:80], options[-1].letter.upper()))
    options[-1].text += f"\n{text}" if begins_anew else f" {text}"
