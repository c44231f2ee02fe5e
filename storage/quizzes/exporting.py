"""A programme's bank as a file that other programs, or this one, read again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session

from storage import stored
from storage.files import gift_writing, moodle_writing, question_table
from storage.files.question_rows import Picture, QuestionRow
from storage.quizzes import Question, bank, rows
from storage.stored import StoredFile

GIFT, MOODLE, EXCEL = "gift", "xml", "xlsx"
FORMATS = {GIFT: "GIFT", MOODLE: "Moodle XML", EXCEL: "Excel"}
ENDINGS = {GIFT: "gift.txt", MOODLE: "xml", EXCEL: "xlsx"}
NAME = "ngan-hang-cau-hoi"  # how the names of the files begin

_Writer = tuple[Callable[[QuestionRow], bool], Callable[[Sequence[QuestionRow]], Any]]
_WRITERS: dict[str, _Writer] = {
    GIFT: (gift_writing.unwritable, gift_writing.write),
    MOODLE: (moodle_writing.unwritable, moodle_writing.write),
    EXCEL: (question_table.unwritable, question_table.xlsx),
}


@dataclass(frozen=True, slots=True)
class Written:
    """A file with `count` questions; `left_out` are those that its format cannot hold."""

    content: bytes
    count: int
    left_out: int


def written(session: Session, programme_id: int, form: str, chapter: str | None = None) -> Written:
    """The approved questions of the programme, of one chapter or of all, in that format (see `FORMATS`)."""
    questions = sorted(bank.current(session, programme_id, chapter=chapter), key=lambda one: (one.chapter, one.id or 0))
    unwritable, write = _WRITERS[form]
    read = [_with_picture(session, question) for question in questions]
    kept = [row for row in read if not unwritable(row)]
    content = write(kept)
    return Written(content.encode() if isinstance(content, str) else content, len(kept), len(read) - len(kept))


def _with_picture(session: Session, question: Question) -> QuestionRow:
    row = rows.row(question)
    if question.picture_id is None:
        return row
    name = session.get_one(StoredFile, question.picture_id).name
    return replace(row, picture=Picture(name, stored.content(session, question.picture_id)))
