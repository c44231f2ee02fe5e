"""Progress: what a learner has done and what is missing, in words and as a picture; the table of a class."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from handlers import study_words
from handlers.turn import Reply, Turn
from handlers.voice import Voice
from storage import audit, cohorts, progress
from storage.cohorts import Cohort
from storage.messages import Choice, File, Message
from storage.progress import AGAIN, LOST, PASSED, TO_DO, CohortProgress, LearnerProgress, QuizProgress
from storage.vietnamese import birth_words, fold

MOST_COHORTS = 20
LONGEST_COMMAND = 64  # bytes that a button may carry


def overview(turn: Turn) -> Reply:
    """A message with a picture for each of the person's cohorts."""
    mine = progress.of_person(turn.session, turn.my_id, turn.now)
    if not mine:
        return turn.say("progress-not-enrolled", turn.choice("progress-ask", "/hoi"))
    last = len(mine) - 1
    return [
        Message(
            "\n\n".join([_text(turn.voice, one), *study_words.lines(turn, one.cohort_id)]),
            _choices(turn, mine) if number == last else (),
            File("chart", "tien-do.png", _chart(turn.voice, one)),
        )
        for number, one in enumerate(mine)
    ]


def export(turn: Turn) -> Reply:
    """The table of a class for Excel: `/xuat CODE`; without a code, the classes to choose from."""
    cohort = cohorts.called(turn.session, turn.text) if turn.text else None
    if cohort is None:
        return _which_class(turn)
    assert cohort.id is not None
    learners = progress.of_cohort(turn.session, cohort.id, turn.now)
    audit.note(turn.session, turn.now, turn.my_id, "exported progress", f"cohort:{cohort.id}")
    return turn.say(
        "progress-exported",
        file=File("table", file_name(cohort.code), table(turn.voice, cohort, learners, turn.now)),
        cohort=cohort.code,
        learners=len(learners),
        registered=sum(one.registered for one in learners),
        finished=sum(one.progress.finished for one in learners),
    )


def file_name(code: str) -> str:
    """`tien-do-ntd-03-2026.xlsx`: plain letters only, so that every system can keep it."""
    return f"tien-do-{re.sub(r'[^a-z0-9]+', '-', fold(code)).strip('-') or 'lop'}.xlsx"


def table(voice: Voice, cohort: Cohort, learners: Sequence[LearnerProgress], now: datetime) -> dict[str, Any]:
    """The learners of a cohort and how far they are, as `storage.files.workbook.xlsx` takes it."""
    quizzes = learners[0].progress.quizzes if learners else ()
    programme = [learners[0].progress.programme] if learners else []
    pass_marks = {voice.number(one.progress.pass_mark) for one in learners}
    return {
        "sheet": voice.text("progress-table-sheet"),
        "title": voice.text("progress-table-title", cohort=cohort.code),
        "lines": [*programme, voice.text("progress-table-made", moment=voice.moment(now))],
        "columns": [*_first_columns(voice), *_quiz_columns(quizzes), *_last_columns(voice)],
        "rows": [_row(voice, number, one) for number, one in enumerate(learners, 1)],
        "notes": [voice.text("progress-table-rule", mark=mark) for mark in pass_marks],
    }


def _which_class(turn: Turn) -> Reply:
    running = [
        cohort for cohort in cohorts.running(turn.session) if len(f"/xuat {cohort.code}".encode()) <= LONGEST_COMMAND
    ]
    if not running:
        return turn.say("progress-no-classes")
    choices = [Choice(cohort.code, f"/xuat {cohort.code}") for cohort in running[-MOST_COHORTS:]]
    if turn.text:
        return turn.say("progress-unknown-class", *choices, code=turn.text[:40])
    return turn.say("progress-which-class", *choices)


def _text(voice: Voice, one: CohortProgress) -> str:
    parts = [
        voice.text("progress-heading", cohort=one.code) + "\n" + _lessons_line(voice, one),
        _quiz_lines(voice, one),
        _missing_lines(voice, one),
    ]
    return "\n\n".join(part for part in parts if part)


def _lessons_line(voice: Voice, one: CohortProgress) -> str:
    total = one.lessons_held + one.lessons_to_come
    if not total:
        return voice.text("progress-no-lessons")
    return voice.text("progress-lessons", held=one.lessons_held, total=total, left=one.lessons_to_come)


def _quiz_lines(voice: Voice, one: CohortProgress) -> str:
    if not one.quizzes:
        return voice.text("progress-no-quizzes")
    heading = voice.text(
        "progress-quizzes",
        done=len([quiz for quiz in one.done if not quiz.practice]),
        total=len([quiz for quiz in one.quizzes if not quiz.practice]),
        mark=voice.number(one.pass_mark),
    )
    return "\n".join([heading, *(_quiz_line(voice, one, quiz) for quiz in one.quizzes)])


def _quiz_line(voice: Voice, one: CohortProgress, quiz: QuizProgress) -> str:
    line = voice.text("progress-quiz", title=quiz.title, result=_result(voice, quiz))
    if quiz.practice:
        return " ".join([line, voice.text("progress-practice")])
    if quiz.pass_mark == one.pass_mark:
        return line
    return " ".join([line, voice.text("progress-own-pass-mark", mark=voice.number(quiz.pass_mark))])


def _result(voice: Voice, quiz: QuizProgress) -> str:
    """`7,5 (Khá)`, or why there is no mark."""
    if quiz.mark is not None:
        return voice.text("progress-mark", mark=voice.number(quiz.mark), grade=_grade(voice, quiz))
    if quiz.state == LOST:
        return voice.text("progress-closed")
    return voice.text("progress-under-way" if quiz.under_way else "progress-not-done")


def _grade(voice: Voice, quiz: QuizProgress) -> str:
    return voice.text(f"progress-grade-{progress.grade(quiz.mark or 0, quiz.pass_mark)}")


def _missing_lines(voice: Voice, one: CohortProgress) -> str:
    if one.finished:
        return voice.text("progress-finished")
    lines = []
    if one.lessons_to_come:
        lines.append(voice.text("progress-missing-lessons", count=one.lessons_to_come))
    for state, key in (
        (TO_DO, "progress-missing-to-do"),
        (AGAIN, "progress-missing-again"),
        (LOST, "progress-missing-lost"),
    ):
        titles = [quiz.title for quiz in one.missing if quiz.state == state]
        if titles:
            lines.append(voice.text(key, quizzes=", ".join(titles)))
    return "\n".join([voice.text("progress-missing"), *lines]) if lines else ""


def _choices(turn: Turn, mine: Sequence[CohortProgress]) -> tuple[Choice, ...]:
    states = {quiz.state for one in mine for quiz in one.missing}
    choices = []
    if states & {TO_DO, AGAIN}:
        choices.append(turn.choice("progress-do-quiz", "/tracnghiem"))
    if any(one.lessons_to_come for one in mine):
        choices.append(turn.choice("progress-see-schedule", "/lich"))
    if LOST in states:
        choices.append(turn.choice("progress-ask", "/hoi"))
    return tuple(choices)


def _chart(voice: Voice, one: CohortProgress) -> dict[str, Any]:
    """What `storage.files.chart.png` draws."""
    held, total = one.lessons_held, one.lessons_held + one.lessons_to_come
    words = "progress-chart-held" if total else "progress-chart-no-lessons"
    return {
        "heading": voice.text("progress-heading", cohort=one.code),
        "under": one.programme,
        "lessons": {
            "label": voice.text("progress-chart-lessons"),
            "words": voice.text(words, held=held, total=total),
            "held": held,
            "to_come": one.lessons_to_come,
        },
        "quizzes": [
            {
                "title": quiz.title,
                "words": _result(voice, quiz),
                "mark": quiz.mark,
                "state": quiz.state,
            }
            for quiz in one.quizzes
        ],
        "more": voice.text("progress-chart-more"),
        "no_quizzes": voice.text("progress-no-quizzes"),
        "pass_mark": one.pass_mark,
        "pass_words": voice.text("progress-chart-pass", mark=voice.number(one.pass_mark)),
        "foot": _foot(voice, one),
        "finished": one.finished,
    }


def _foot(voice: Voice, one: CohortProgress) -> str:
    if one.finished:
        return voice.text("progress-chart-finished")
    summary = _summary(voice, one)
    if not summary:
        return voice.text("progress-chart-no-lessons")
    return voice.text("progress-chart-missing", summary=summary)


def _summary(voice: Voice, one: CohortProgress) -> str:
    """`5 buổi học, 2 bài trắc nghiệm`, or empty."""
    counts = (
        ("progress-count-lessons", one.lessons_to_come),
        ("progress-count-quizzes", len(one.missing)),
    )
    return ", ".join(voice.text(key, count=count) for key, count in counts if count)


def _first_columns(voice: Voice) -> list[dict[str, Any]]:
    return [
        _column(voice, "number", 6, "number"),
        _column(voice, "name", 28, "text"),
        _column(voice, "birth", 13, "centred"),
        _column(voice, "unit", 28, "text"),
        _column(voice, "registered", 11, "centred"),
        _column(voice, "lessons", 10, "centred"),
    ]


def _quiz_columns(quizzes: Sequence[QuizProgress]) -> list[dict[str, Any]]:
    return [{"heading": quiz.title, "width": 14, "kind": "mark"} for quiz in quizzes]


def _last_columns(voice: Voice) -> list[dict[str, Any]]:
    return [
        _column(voice, "average", 11, "mark"),
        _column(voice, "missing", 38, "text"),
        _column(voice, "state", 14, "centred"),
    ]


def _column(voice: Voice, name: str, width: int, kind: str) -> dict[str, Any]:
    return {"heading": voice.text(f"progress-column-{name}"), "width": width, "kind": kind}


def _row(voice: Voice, number: int, learner: LearnerProgress) -> list[str | float | None]:
    one = learner.progress
    lessons = f"{one.lessons_held}/{one.lessons_held + one.lessons_to_come}"
    state = "progress-state-finished" if one.finished else "progress-state-missing"
    return [
        number,
        learner.name,
        birth_words(learner.birth),
        learner.unit,
        voice.text("progress-registered" if learner.registered else "progress-not-registered"),
        lessons,
        *(quiz.mark for quiz in one.quizzes),
        one.average,
        _missing_cell(voice, one),
        voice.text(state),
    ]


def _missing_cell(voice: Voice, one: CohortProgress) -> str:
    lessons = [voice.text("progress-count-lessons", count=one.lessons_to_come)] if one.lessons_to_come else []
    return "; ".join([*lessons, *(quiz.title for quiz in one.quizzes if quiz.state != PASSED)])
