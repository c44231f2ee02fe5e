"""A timetable before it is saved, in words, and what saving it did."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from handlers.imports.preview import Preview, Wanted
from handlers.voice import Voice
from storage.files.timetable import Timetable


def preview(session: Session, voice: Voice, wanted: Wanted, timetable: Timetable, now: datetime) -> Preview:
    """What saving the timetable would do."""
    raise NotImplementedError
