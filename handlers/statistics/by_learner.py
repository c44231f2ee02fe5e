"""How each learner did in a quiz, chapter by chapter: a sheet of the workbook."""

from __future__ import annotations

from typing import Any

from handlers.voice import Voice
from storage.quizzes import sittings
from storage.quizzes.sittings import Sitting
from storage.vietnamese import name_key

WEAK = 0.6  # of a chapter's answers right, below which it is named
MOST_CHAPTERS = 15  # columns


def sheet(voice: Voice, sitting: Sitting, names: dict[int, str]) -> dict[str, Any]:
    """A row for each learner by name: the mark, the weak chapters, and how much of each chapter was right."""
    chapters = sorted({one.chapter for one in sitting.questions.values() if one.chapter})[:MOST_CHAPTERS]
    ordered = sorted(names, key=lambda person: name_key(names[person]))
    columns = [("place", 8, "number"), ("name", 32, "text"), ("mark", 10, "mark"), ("weak", 40, "text")]
    return {
        "sheet": voice.text("statistics-sheet-learners"),
        "columns": [
            *(
                {"heading": voice.text(f"statistics-column-{name}"), "width": width, "kind": kind}
                for name, width, kind in columns
            ),
            *({"heading": f"{chapter} (%)", "width": 18, "kind": "mark"} for chapter in chapters),
        ],
        "rows": [
            [number, names[person], *_row(voice, sitting, person, chapters)] for number, person in enumerate(ordered, 1)
        ],
    }


def _row(voice: Voice, sitting: Sitting, person: int, chapters: list[str]) -> list[Any]:
    mine = sittings.of_person(sitting, person)
    shares = {one.chapter: one.share for one in sittings.chapters(mine, least=1)}
    weak = [one for one in sittings.chapters(mine) if one.share < WEAK]
    named = ", ".join(
        voice.text("progress-weak-chapter", chapter=one.chapter, share=round(100 * one.share)) for one in weak
    )
    marks = [10 * one.total / len(one.points) for one in mine.attempts]
    return [
        sum(marks) / len(marks), named,
        *(None if chapter not in shares else 100 * shares[chapter] for chapter in chapters),
    ]  # fmt: skip
