"""The figures of a quiz in words, as a picture's data, and as the sheets of a workbook."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from handlers.statistics import by_learner
from handlers.voice import Voice
from storage.quizzes import MULTIPLE, NUMBER, SHORT, SINGLE, TRUE_FALSE, Quiz, grading, statistics
from storage.quizzes.sittings import Sitting
from storage.quizzes.statistics import ItemStatistics, QuizStatistics

FEW = 5  # attempts, of which figures say nothing
LITTLE = 10  # of which they say little
CHOICES = (SINGLE, MULTIPLE, TRUE_FALSE)
TYPED = (SHORT, NUMBER)
MOST_DRAWN = 25  # questions that a picture holds
FLAG = "⚑ "
MOST_TYPED = 50  # different texts that the table lists for one question


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
    return [*lines, *([voice.text("statistics-few", count=whole.count)] if whole.count < LITTLE else [])]


def figures(voice: Voice, item: ItemStatistics) -> Iterable[str]:
    """A question's figures, a line each."""
    yield voice.text("statistics-facility", share=voice.number(item.facility, 0), count=item.count)
    if item.discrimination is not None:
        yield voice.text("statistics-discrimination", share=voice.number(item.discrimination, 0))
    if item.efficiency is not None:
        yield voice.text("statistics-efficiency", share=voice.number(item.efficiency, 0))


def flags(sitting: Sitting, item: ItemStatistics) -> list[str]:
    """Why an instructor should look at the question.

    Nothing while there are few attempts or essays to mark, nor where everybody has the point.
    """
    if item.count < FEW or sitting.to_mark[item.question_id] or item.question_id in sitting.for_all:
        return []
    question = sitting.questions[item.question_id]
    right = question.key.get("right", []) if question.kind in ("single", "truefalse") else []
    taken = {at: sitting.taken[item.question_id][at] for at in range(len(question.options))} if right else {}
    return statistics.flags(item, taken, right)


def flagged(sitting: Sitting, items: list[ItemStatistics]) -> list[tuple[int, ItemStatistics]]:
    """The questions to look at with their numbers, those with the gravest reason first."""
    found = [(number, item) for number, item in enumerate(items, 1) if flags(sitting, item)]
    return sorted(found, key=lambda one: statistics.REASONS.index(flags(sitting, one[1])[0]))


def chart(
    voice: Voice, quiz: Quiz, whole: QuizStatistics, items: list[ItemStatistics], sitting: Sitting
) -> dict[str, Any]:
    """What `storage.files.statistics_chart.png` draws: of many questions those to look at, and the hardest."""
    numbered = [(number, item, bool(flags(sitting, item))) for number, item in enumerate(items, 1)]
    first = sorted(numbered, key=lambda one: (not one[2], one[1].facility))[:MOST_DRAWN]
    questions = [
        {
            "label": voice.text("statistics-label", number=str(number)), "share": max(0.0, item.facility / 100),
            "words": f"{FLAG * flagged}{round(item.facility)} %", "flagged": flagged,
        }
        for number, item, flagged in sorted(first, key=lambda one: one[0])
    ]  # fmt: skip
    all_drawn = len(questions) == len(items)
    return {
        "heading": quiz.title,
        "under": voice.text("statistics-under", count=whole.count, mean=voice.number(whole.mean)),
        "marks_label": voice.text("statistics-marks"),
        "bands": whole.bands,
        "questions_label": voice.text(
            "statistics-questions" if all_drawn else "statistics-questions-first", count=len(questions), all=len(items)
        ),
        "questions": questions,
        "foot": voice.text("statistics-foot"),
    }


def sheets(
    voice: Voice, quiz: Quiz, whole: QuizStatistics, sitting: Sitting, names: dict[int, str], now: datetime, which: str
) -> dict[str, Any]:
    """What `storage.files.workbook.book` writes: the quiz, its marks, questions, options and learners."""
    items = statistics.items(sitting.attempts)
    about = {"title": quiz.title, "lines": [voice.text(f"statistics-of-{which}"), voice.moment(now)]}
    return {
        "sheets": [
            {**about, **_sheet(voice, "quiz", ("figure", "value"), _whole(voice, whole))},
            {**about, **_sheet(voice, "marks", ("from", "to", "count"), _bands(whole))},
            {**about, **_sheet(voice, "questions", _QUESTION, _questions(voice, sitting, items))},
            {**about, **_sheet(voice, "options", _OPTION, _options(sitting, items))},
            {**about, **by_learner.sheet(voice, sitting, names)},
        ]
    }


_QUESTION = ("number", "stem", "chapter", "count", "facility", "deviation", "discrimination", "efficiency", "flagged")
_OPTION = ("number", "letter", "option", "right", "taken", "share")
_WIDTHS = {"stem": 60, "option": 50, "figure": 40, "chapter": 24, "flagged": 44}
_TEXTS = {"stem", "option", "figure", "chapter", "letter", "right", "flagged"}
_WHOLE = {"number", "count", "taken", "from", "to"}
_FINE = {"deviation"}  # of points from 0 to 1: a decimal more says something


def _sheet(voice: Voice, name: str, columns: tuple[str, ...], rows: list[list[Any]]) -> dict[str, Any]:
    return {
        "sheet": voice.text(f"statistics-sheet-{name}"),
        "columns": [
            {
                "heading": voice.text(f"statistics-column-{column}"), "width": _WIDTHS.get(column, 14),
                "kind": _kind(column),
            }
            for column in columns
        ],
        "rows": rows,
    }  # fmt: skip


def _kind(column: str) -> str:
    if column in _TEXTS:
        return "text"
    return "number" if column in _WHOLE else "fine" if column in _FINE else "mark"


def _bands(whole: QuizStatistics) -> list[list[Any]]:
    return [[low, low + 1, count] for low, count in enumerate(whole.bands)]


def _whole(voice: Voice, whole: QuizStatistics) -> list[list[Any]]:
    names = (
        "count", "mean", "median", "deviation", "skewness", "kurtosis", "consistency", "error_ratio", "standard_error",
    )  # fmt: skip
    return [[voice.text(f"statistics-figure-{name.replace('_', '-')}"), getattr(whole, name)] for name in names]


def _questions(voice: Voice, sitting: Sitting, items: list[ItemStatistics]) -> list[list[Any]]:
    return [
        [
            number, sitting.questions[item.question_id].stem, sitting.questions[item.question_id].chapter, item.count,
            item.facility, item.deviation, item.discrimination, item.efficiency,
            " ".join(why(voice, sitting, item)),
        ]
        for number, item in enumerate(items, 1)
    ]  # fmt: skip


def why(voice: Voice, sitting: Sitting, item: ItemStatistics) -> list[str]:
    """A sentence for every reason to look at the question, and what else must be known of its figures."""
    said = [voice.text("statistics-for-all")] if item.question_id in sitting.for_all else []
    if sitting.to_mark[item.question_id]:
        said.append(voice.text("statistics-to-mark", count=sitting.to_mark[item.question_id]))
    return said + [voice.text(f"statistics-flag-{one.replace('_', '-')}") for one in flags(sitting, item)]


def _options(sitting: Sitting, items: list[ItemStatistics]) -> list[list[Any]]:
    """How often each option of each question was taken, or each text typed, the commonest first."""
    return [
        [number, *row, 100 * row[-1] / item.count]
        for number, item in enumerate(items, 1)
        for row in _taken(sitting, item.question_id)
    ]


def _taken(sitting: Sitting, first: int) -> Iterable[tuple[str, str, str, int]]:
    """Letter, text, whether it is right, how often."""
    question, taken = sitting.questions[first], sitting.taken[first]
    if question.kind in CHOICES:
        right = question.key["right"]
        yield from (
            (chr(65 + at), option, "✓" if at in right else "", taken[at]) for at, option in enumerate(question.options)
        )
    else:
        yield from (("", text, mark.strip(), count) for text, mark, count in typed(sitting, first)[:MOST_TYPED])


def typed(sitting: Sitting, first: int) -> list[tuple[str, str, int]]:
    """What was typed for the question, the commonest first: the text, ` ✓` where it is right, how often.

    Texts that are graded alike are one, in the words of most.
    """
    question = sitting.questions[first]
    if question.kind not in TYPED:
        return []
    groups: dict[str, list[tuple[str, int]]] = {}
    for text, count in sitting.typed[first].most_common():
        same = text if question.key.get("accents") else grading.comparable(text)
        groups.setdefault(same, []).append((text, count))
    found = [
        (
            group[0][0],
            " ✓" * (grading.points(question.kind, question.key, 0, group[0][0]) >= 1),
            sum(n for _, n in group),
        )
        for group in groups.values()
    ]
    return sorted(found, key=lambda one: -one[2])
