"""The figures of a quiz in words, as a picture's data, and as the sheets of a workbook."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from handlers.voice import Voice
from storage.quizzes import Quiz, statistics
from storage.quizzes.sittings import Sitting
from storage.quizzes.statistics import ItemStatistics, QuizStatistics

FEW = 5  # attempts, of which figures say little


def summary(voice: Voice, quiz: Quiz, whole: QuizStatistics, which: str) -> list[str]:
    """The quiz in a few lines, without a word that only a statistician knows."""
    lines = [
        voice.text(
            "statistics-summary", title=quiz.title, count=whole.count, which=voice.text(f"statistics-of-{which}")
        ),
        voice.text("statistics-mean", mean=voice.number(whole.mean), median=voice.number(whole.median)),
    ]
    if whole.deviation is not None:
        lines.append(voice.text("statistics-spread", deviation=voice.number(whole.deviation)))
    if whole.consistency is not None:
        level = "high" if whole.consistency >= 70 else "middle" if whole.consistency >= 50 else "low"
        share = voice.number(whole.consistency, 0)
        lines.append(voice.text(f"statistics-consistency-{level}", share=share))
    return [*lines, *([voice.text("statistics-few", count=whole.count)] if whole.count < FEW else [])]


def figures(voice: Voice, item: ItemStatistics) -> Iterable[str]:
    """A question's figures, a line each."""
    yield voice.text("statistics-facility", share=voice.number(item.facility, 0), count=item.count)
    if item.discrimination is not None:
        yield voice.text("statistics-discrimination", share=voice.number(item.discrimination, 0))
    if item.efficiency is not None:
        yield voice.text("statistics-efficiency", share=voice.number(item.efficiency, 0))


def flags(sitting: Sitting, item: ItemStatistics) -> list[str]:
    """Why an instructor should look at the question; nothing while there are few attempts."""
    if item.count < FEW:
        return []
    question = sitting.questions[item.question_id]
    right = question.key.get("right", []) if question.kind in ("single", "truefalse") else []
    taken = {at: sitting.taken[item.question_id][at] for at in range(len(question.options))} if right else {}
    return statistics.flags(item, taken, right)


def chart(
    voice: Voice, quiz: Quiz, whole: QuizStatistics, items: list[ItemStatistics], sitting: Sitting
) -> dict[str, Any]:
    """What `storage.files.statistics_chart.png` draws."""
    questions = [
        {
            "label": voice.text("statistics-label", number=str(number)), "share": max(0.0, item.facility / 100),
            "words": f"{round(item.facility)} %", "flagged": bool(flags(sitting, item)),
        }
        for number, item in enumerate(items, 1)
    ]  # fmt: skip
    return {
        "heading": quiz.title,
        "under": voice.text("statistics-under", count=whole.count, mean=voice.number(whole.mean)),
        "marks_label": voice.text("statistics-marks"),
        "bands": whole.bands,
        "questions_label": voice.text("statistics-questions"),
        "questions": questions,
        "foot": voice.text("statistics-foot"),
    }


def sheets(
    voice: Voice, quiz: Quiz, whole: QuizStatistics, sitting: Sitting, now: datetime, which: str
) -> dict[str, Any]:
    """What `storage.files.workbook.book` writes: the quiz, its questions, and the options."""
    items = statistics.items(sitting.attempts)
    about = {"title": quiz.title, "lines": [voice.text(f"statistics-of-{which}"), voice.moment(now)]}
    return {
        "sheets": [
            {**about, **_sheet(voice, "quiz", ("figure", "value"), _whole(voice, whole))},
            {**about, **_sheet(voice, "questions", _QUESTION, _questions(sitting, items))},
            {**about, **_sheet(voice, "options", _OPTION, _options(sitting, items))},
        ]
    }


_QUESTION = ("number", "stem", "chapter", "count", "facility", "deviation", "discrimination", "efficiency", "flagged")
_OPTION = ("number", "letter", "option", "right", "taken")
_WIDTHS = {"stem": 60, "option": 50, "figure": 40, "chapter": 24, "flagged": 16}
_TEXTS = {"stem", "option", "figure", "chapter", "letter", "right", "flagged"}


def _sheet(voice: Voice, name: str, columns: tuple[str, ...], rows: list[list[Any]]) -> dict[str, Any]:
    return {
        "sheet": voice.text(f"statistics-sheet-{name}"),
        "columns": [
            {
                "heading": voice.text(f"statistics-column-{column}"), "width": _WIDTHS.get(column, 14),
                "kind": "text" if column in _TEXTS else "number" if column in ("number", "count", "taken") else "mark",
            }
            for column in columns
        ],
        "rows": rows,
    }  # fmt: skip


def _whole(voice: Voice, whole: QuizStatistics) -> list[list[Any]]:
    names = (
        "count",
        "mean",
        "median",
        "deviation",
        "skewness",
        "kurtosis",
        "consistency",
        "error_ratio",
        "standard_error",
    )
    return [[voice.text(f"statistics-figure-{name.replace('_', '-')}"), getattr(whole, name)] for name in names]


def _questions(sitting: Sitting, items: list[ItemStatistics]) -> list[list[Any]]:
    return [
        [
            number, sitting.questions[item.question_id].stem, sitting.questions[item.question_id].chapter, item.count,
            item.facility, item.deviation, item.discrimination, item.efficiency,
            "✗" if flags(sitting, item) else "",
        ]
        for number, item in enumerate(items, 1)
    ]  # fmt: skip


def _options(sitting: Sitting, items: list[ItemStatistics]) -> list[list[Any]]:
    return [
        [
            number, chr(65 + at), option, "✓" if at in sitting.questions[item.question_id].key.get("right", []) else "",
            sitting.taken[item.question_id][at],
        ]
        for number, item in enumerate(items, 1)
        for at, option in enumerate(sitting.questions[item.question_id].options)
    ]  # fmt: skip
