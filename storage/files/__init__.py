"""Files in and out: bytes to rows and problems, rows to bytes."""

from typing import Literal

from storage.files import questions, roster, tables, timetable
from storage.files.sheets import Grid

__all__ = ["recognise"]


def recognise(grid: Grid) -> Literal["roster", "timetable", "questions"] | None:
    """What kind of table the grid holds, judged by its header; None if it has none that is known."""
    if tables.find(grid, questions.HEADINGS, questions.is_header):
        return "questions"
    if tables.find(grid, timetable.HEADINGS, timetable.is_header):
        return "timetable"
    if tables.find(grid, roster.HEADINGS, roster.is_header):
        return "roster"
    return None
