"""A programme's bank as a file that other programs, or this one, read again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import import_module

from sqlmodel import Session

from storage import stored
from storage.files.question_rows import Picture, QuestionRow
from storage.quizzes import Question, bank, rows
from storage.stored import StoredFile

GIFT, MOODLE, EXCEL = "gift", "xml", "xlsx"
FORMATS = {GIFT: "GIFT", MOODLE: "Moodle XML", EXCEL: "Excel"}
ENDINGS = {GIFT: "gift.txt", MOODLE: "xml", EXCEL: "xlsx"}
NAME = "ngan-hang-cau-hoi"  # how the names of the files begin

# Modules with `unwritable` and `write`, imported when first needed: they load what few starts of the bot need.
_WRITERS = {
    GIFT: "storage.files.gift_writing",
    MOODLE: "storage.files.moodle_writing",
    EXCEL: "storage.files.question_table",
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
    writer = import_module(_WRITERS[form])
    read = [_with_picture(session, question) for question in questions]
    kept = [row for row in read if not writer.unwritable(row)]
    content: str | bytes = writer.write(kept)
    return Written(content.encode() if isinstance(content, str) else content, len(kept), len(read) - len(kept))


def _with_picture(session: Session, question: Question) -> QuestionRow:
    row = rows.row(question)
    if question.picture_id is None:
        return row
    name = session.get_one(StoredFile, question.picture_id).name
    return replace(row, picture=Picture(name, stored.content(session, question.picture_id)))
