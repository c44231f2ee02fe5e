"""Questions in a spreadsheet, one a row: the stem, the options A to H, the key, and where it comes from."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from datetime import date

from storage.files import cells, keys, tables
from storage.files.keys import Refused
from storage.files.problems import Problem
from storage.files.question_rows import Kind, QuestionRow, QuestionSheet
from storage.files.sheets import Cell, Grid
from storage.files.tables import Table
from storage.vietnamese import fold

__all__ = ["HEADINGS", "Kind", "QuestionRow", "QuestionSheet", "is_header", "read"]


_LETTERS = "abcdefgh"
HEADINGS: tables.Headings = {
    **{
        letter: re.compile(
            rf"{letter}|(?:phuong an|dap an|lua chon|tra loi|cau tra loi|y|option|answer|choice) "
            rf"(?:tra loi )?(?:so )?(?:{letter}|{number})(?: max \d+ characters)?"
        )
        for number, letter in enumerate(_LETTERS, 1)
    },
    **{
        name: re.compile(pattern)
        for name, pattern in {
            "number": r"stt|tt|so tt|cau|cau so",
            "key": r"dap an(?: (?:dung|la|chuan))*|(?:phuong an|tra loi|lua chon) dung|key|answer|correct answers?",
            "stem": r"(?:noi dung )?(?:cau hoi|de bai|cau dan)(?: .*)?|noi dung"
            r"|question(?: text)?(?: max \d+ characters)?",
            "explanation": r"(?:loi )?(?:giai thich|giai|huong dan)(?: .*)?",
            "source": r"(?:nguon|tai lieu|trich dan|can cu)(?: .*)?",
            "chapter": r"(?:chuong|phan|chuyen de|chu de|bai)(?: .*)?",
            "level": r"(?:muc do|do kho|muc)(?: .*)?",
            "kind": r"loai(?: cau)?(?: hoi)?|dang cau(?: hoi)?|(?:question )?type",
            "name": r"ten cau(?: hoi)?",
            "tags": r"nhan|the|tags?",
            "note": r"ghi chu(?: .*)?",
        }.items()
    },
}
_STEM_NUMBER = re.compile(r"(?:câu|bài)(?: hỏi)?(?: số)? *\d+ *[.:)/]\s*", re.IGNORECASE)
_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)")
_CHAPTER = re.compile(r"(?:chuong|phan|chuyen de)\b")
_SPANNING = {"chapter", "source", "level"}
_TRUE_FALSE = ["Đúng", "Sai"]
_KINDS: dict[Kind, re.Pattern[str]] = {
    "multiple": re.compile(r"nhieu (?:lua chon|dap an|y dung)(?: dung)?|multiple(?! choice).*|checkbox.*"),
    "single": re.compile(
        r"(?:multiple choice|trac nghiem|mot lua chon|mot dap an|single.*|trac nghiem (?:1|mot) dap an)"
    ),
    "truefalse": re.compile(r"dung(?: |/|-|, )*sai|true.*"),
    "short": re.compile(r"(?:tra loi|dien) (?:ngan|khuyet|tu)(?:,? \(?(?:dung|co) dau\)?)?|short.*"),
    "number": re.compile(r"(?:dien )?so|numer.*"),
    "matching": re.compile(r"(?:ghep|noi)(?: doi| cot)?|match.*"),
    "ordering": re.compile(r"sap xep(?: thu tu)?|order.*"),
    "essay": re.compile(r"tu luan|essay"),
}


@dataclass(frozen=True)
class Answer:
    kind: Kind
    options: list[str] = field(default_factory=list)
    key: list[int] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)
    number: float | None = None
    tolerance: float = 0.0
    lefts: list[str] = field(default_factory=list)


def read(grid: Grid) -> QuestionSheet:
    """The questions of all sheets that have the header.

    Without options, the key Đúng or Sai makes a true/false question, a number a number question, anything
    else a short answer, with `|` or `;` between the accepted forms (not `/` or `,`, which answers contain).
    """
    found = tables.find(grid, HEADINGS, is_header, frozenset(_LETTERS))
    sheet = QuestionSheet(problems=[*tables.headless(grid, found), *_unseen(grid, found)])
    stems: dict[str, QuestionRow] = {}
    for table in found:
        before = len(sheet.rows)
        sheet.problems.extend(table.problems)
        if unread := table.unread({"note"}):
            sheet.problems.append(Problem("columns-unread", table.sheet.name, None, ", ".join(unread)))
        chapter, filled = "", table.filled_down(_SPANNING)
        for row in table.indexes():
            texts = table.texts(row)
            if len(texts) == 1 and _CHAPTER.match(fold(texts[0])):
                chapter = texts[0]
            elif not _is_empty(table, row, texts):
                _read_row(filled, row, chapter, sheet, stems)
        if len(sheet.rows) == before:
            sheet.problems.append(Problem("no-rows", table.sheet.name))
    return sheet


def _unseen(grid: Grid, found: list[Table]) -> Iterator[Problem]:
    """What is said of hidden sheets, which are not read, and of hidden rows, which are."""
    read = {id(table.sheet) for table in found}
    for sheet in grid.sheets:
        if sheet.hidden and id(sheet) not in read:
            yield Problem("sheet-hidden", sheet.name)
        elif id(sheet) in read and sheet.hidden_rows:
            yield Problem("rows-hidden", sheet.name, None, str(len(sheet.hidden_rows)), str(sheet.hidden_rows[0]))


def is_header(fields: Set[str]) -> bool:
    """Whether a row with these fields is the header of a sheet of questions."""
    return "stem" in fields and ("key" in fields or {"a", "b"} <= fields)


def _is_empty(table: Table, row: int, texts: list[str]) -> bool:
    """Whether the row says nothing new: blank, numbered and left empty, a signature, or the header once more."""
    if table.cell(row, "key") is None and tables.is_signature(texts):
        return True
    if len(texts) <= 1 and (not texts or table.cell(row, "number") is not None):
        return True
    return is_header(set(tables.fields_of(table.rows[row], HEADINGS).values()))


def _read_row(table: Table, row: int, chapter: str, sheet: QuestionSheet, stems: dict[str, QuestionRow]) -> None:
    try:
        question = _question(table, row, chapter)
    except Refused as refusal:
        sheet.problems.append(Problem(refusal.key, table.sheet.name, row + 1, refusal.found, refusal.expected))
        return
    first = stems.setdefault(fold(question.stem), question)
    if first is not question:
        place = str(first.row) if first.sheet == question.sheet else f"{first.row} ({first.sheet})"
        sheet.problems.append(Problem("stem-twice", question.sheet, question.row, question.stem[:80], place))
    sheet.rows.append(question)


def _question(table: Table, row: int, chapter: str) -> QuestionRow:
    """The question of a row; raises Refused with what is in doubt."""
    broken = next((text for text in table.texts(row) if _ERROR.fullmatch(text)), None)
    if broken:
        raise Refused("cell-error", broken)
    stem = _STEM_NUMBER.sub("", _block(table, row, "stem"), count=1)
    if not stem:
        raise Refused("stem-missing", " · ".join(table.texts(row))[:80])
    answer = _answer(table, row)
    return QuestionRow(
        row=row + 1,
        sheet=table.sheet.name,
        kind=answer.kind,
        stem=stem,
        options=answer.options,
        key=answer.key,
        accepted=answer.accepted,
        number=answer.number,
        tolerance=answer.tolerance,
        lefts=answer.lefts,
        accents=answer.kind == "short" and _with_accents(table.text(row, "kind")),
        name=table.text(row, "name"),
        tags=[tag.strip() for tag in table.text(row, "tags").split(",") if tag.strip()],
        explanation=_block(table, row, "explanation"),
        source=table.text(row, "source", "; "),
        chapter=table.text(row, "chapter", "; ") or chapter,
        level=table.text(row, "level"),
    )


def _block(table: Table, row: int, name: str) -> str:
    return "\n".join(map(cells.block, table.cells(row, name)))


def _answer(table: Table, row: int) -> Answer:
    key = table.cell(row, "key")
    lettered = {letter: _option(table, row, letter) for letter in _LETTERS}
    lettered = {letter: text for letter, text in lettered.items() if text}
    kind = _kind(table.text(row, "kind"))
    if kind == "matching":
        return _matching(list(lettered.values()))
    if kind == "ordering":
        _check_options(lettered)
        return Answer("ordering", list(lettered.values()))
    if kind == "essay":
        return Answer("essay")
    if key is None:
        raise Refused("key-missing", table.text(row, "stem")[:80])
    if kind == "short" and not lettered:
        return _short(cells.text(key))
    found = answer(key, lettered)
    return Answer("multiple", found.options, found.key) if kind == "multiple" and found.kind == "single" else found


def _kind(said: str) -> Kind | None:
    """The kind that the cell names; raises Refused for words that name none."""
    if not said:
        return None
    found = next((kind for kind, pattern in _KINDS.items() if pattern.fullmatch(fold(said))), None)
    if found is None:
        raise Refused("kind-unknown", said[:40])
    return found


def _with_accents(said: str) -> bool:
    """Whether the kind says that a short answer must be typed with its accents."""
    return re.search(r"\b(?:dung|co) dau\b", fold(said)) is not None


def _matching(texts: list[str]) -> Answer:
    """Pairs `trái = phải`; `= phải` is one to which nothing belongs. Raises Refused when a side is missing."""
    pairs = [text.partition("=")[::2] for text in texts if "=" in text]
    lefts = [left.strip() for left, _ in pairs if left.strip()]
    rights = [right.strip() for left, right in pairs if left.strip()]
    options = list(dict.fromkeys([*rights, *(right.strip() for _, right in pairs)]))
    if len(pairs) < len(texts) or not all(options):
        raise Refused("gift-pair-unclear", next((text for text in texts if "=" not in text), texts[0])[:80])
    if len(lefts) < 2 or len(options) < 2:
        raise Refused("pairs-few", (texts or [""])[0][:80])
    return Answer("matching", options, [options.index(right) for right in rights], lefts=lefts)


def answer(key: Cell, lettered: dict[str, str]) -> Answer:
    """What a question with these options and that key asks for; raises Refused with what is in doubt."""
    if not lettered:
        return _without_options(key)
    _check_options(lettered)
    options, truth = list(lettered.values()), keys.truth(key)
    is_truth = sorted(map(fold, options)) == ["dung", "sai"]
    if is_truth and truth is not None:
        return _true_or_false(truth)
    right = [list(lettered).index(letter) for letter in keys.right_letters(key, lettered)]
    if is_truth and len(right) == 1:
        return _true_or_false(fold(options[right[0]]) == "dung")
    return Answer("single" if len(right) == 1 else "multiple", options, right)


def _true_or_false(truth: bool) -> Answer:
    return Answer("truefalse", [*_TRUE_FALSE], [0 if truth else 1])


def _option(table: Table, row: int, letter: str) -> str:
    """The option in the column, without its own letter before it (`A. Hà Nội` in column A)."""
    text = "\n".join(
        _shown(cell) if isinstance(cell, (bool, float)) else cells.block(cell) for cell in table.cells(row, letter)
    )
    return re.sub(rf"^{letter}\s*[.):/]\s*(?=\S)", "", text, flags=re.IGNORECASE)


def _shown(cell: Cell) -> str:
    """A cell as Vietnamese Excel shows it: 7,5 and Đúng."""
    if isinstance(cell, bool):
        return _TRUE_FALSE[0 if cell else 1]
    return cells.text(cell).replace(".", ",") if isinstance(cell, float) else cells.text(cell)


def _check_options(lettered: dict[str, str]) -> None:
    if len(lettered) < 2:
        raise Refused("options-few", next(iter(lettered.values()))[:80])
    seen: dict[str, str] = {}
    for letter, text in lettered.items():
        # Options may differ in nothing but an accent or a capital, and then it matters.
        if text in seen:
            raise Refused("option-twice", text[:80], f"{seen[text].upper()}, {letter.upper()}")
        seen[text] = letter


def _without_options(key: Cell) -> Answer:
    truth = keys.truth(key)
    if truth is not None:
        return _true_or_false(truth)
    text = cells.text(key)
    if len(text) == 1 and text.lower() in _LETTERS:
        raise Refused("options-few", text)
    if number := keys.number(key):
        return Answer("number", number=number[0], tolerance=number[1])
    if isinstance(key, date):  # people leave out the zeros
        return Answer("short", accepted=[text, f"{key.day}/{key.month}/{key.year}"])
    return _short(text)


def _short(text: str) -> Answer:
    accepted = [form.strip() for form in re.split(r"[|;]", text)]
    return Answer("short", accepted=list(dict.fromkeys(form for form in accepted if form)))
