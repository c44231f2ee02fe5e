"""From a grid to a preview, for each kind of file: the chat and the command line both come through here."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from handlers.imports import questions as question_words
from handlers.imports import roster as roster_words
from handlers.imports import timetable as timetable_words
from handlers.imports.preview import QUESTIONS, ROSTER, TIMETABLE, Preview, Wanted
from handlers.voice import Voice
from storage import cohorts
from storage.files import questions, roster, timetable
from storage.files.questions import QuestionSheet
from storage.files.roster import Roster
from storage.files.sheets import Grid
from storage.files.timetable import Timetable
from storage.uploads import Upload

Content = Roster | Timetable | QuestionSheet
QUESTIONS_KEPT = '{"questions":'  # how the questions of a text or a document are kept


def kept(upload: Upload) -> Content:
    """What the file holds that waits for an answer."""
    if upload.grid.startswith(QUESTIONS_KEPT):
        return QuestionSheet.loads(upload.grid)
    return read(Grid.loads(upload.grid), upload.kind)


def read(grid: Grid, kind: str) -> Content:
    """What the grid holds, read as a file of that kind."""
    if kind == ROSTER:
        return roster.read(grid)
    if kind == TIMETABLE:
        return timetable.read(grid)
    assert kind == QUESTIONS
    return questions.read(grid)


def preview(session: Session, voice: Voice, wanted: Wanted, content: Content, now: datetime) -> Preview:
    """What saving the content would do; nothing is changed."""
    cohort = cohorts.called(session, wanted.cohort)
    wanted = wanted if cohort is None else replace(wanted, cohort=cohort.code)
    match content:
        case Roster():
            return roster_words.preview(session, voice, wanted, content, now)
        case Timetable():
            return timetable_words.preview(session, voice, wanted, content, now)
        case QuestionSheet():
            return question_words.preview(session, voice, wanted, content, now)
