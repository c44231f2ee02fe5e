"""Questions before they are saved, in words, and what saving them did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from handlers import quiz_notice
from handlers.imports.preview import (
    SAMPLES,
    Preview,
    Saved,
    Wanted,
    counted,
    heading,
    problem_lines,
)
from handlers.voice import Voice
from storage import audit, cohorts, programmes
from storage.cohorts import Cohort
from storage.files.questions import QuestionRow, QuestionSheet
from storage.quizzes import SHORT, bank
from storage.quizzes.bank import QuestionPlan

LETTERS = "ABCDEFGH"


def preview(session: Session, voice: Voice, wanted: Wanted, sheet: QuestionSheet, now: datetime) -> Preview:
    """What putting the questions into the quiz would do."""
    cohort = cohorts.called(session, wanted.cohort)
    plan = bank.plan(session, sheet, cohort, wanted.quiz)

    def save(actor_id: int | None) -> Saved:
        into = cohort or cohorts.founded(session, wanted.cohort, programmes.founded(session, wanted.programme), now)
        return _saved(session, voice, plan, into, actor_id, now)

    new_programme = cohort is None and programmes.called(session, wanted.programme) is None
    top = heading(voice, wanted, is_new=cohort is None, programme=wanted.programme, new_programme=new_programme)
    return Preview(
        rows=len(sheet.rows),
        lines=[*top, *_lines(voice, plan)],
        save=save,
        problems=problem_lines(voice, plan.problems),
        does_something=plan.changes_something,
    )


def _lines(voice: Voice, plan: QuestionPlan) -> Iterator[str]:
    key = "imports-quiz-new" if plan.quiz_is_new else "imports-quiz-known"
    yield voice.text(key, title=plan.title)
    yield ""
    yield voice.text("imports-questions-read", count=len(plan.sheet.rows))
    yield from counted(voice, "imports-questions", _counts(plan))
    yield ""
    yield voice.text("imports-samples")
    for row in plan.sheet.rows[:SAMPLES]:
        yield from _sample(voice, row)


def _counts(plan: QuestionPlan) -> list[tuple[str, int]]:
    return [
        ("new", plan.new),
        ("changed", plan.changed),
        ("same", plan.same),
        ("refused", plan.refused),
    ]


def _sample(voice: Voice, row: QuestionRow) -> Iterator[str]:
    """The question with its options and what was understood as the right answer."""
    yield f"• {row.stem}"
    yield from (f"   {LETTERS[place]}. {option}" for place, option in enumerate(row.options))
    yield "   " + voice.text("imports-right-answer", answer=_answer(voice, row))


def _answer(voice: Voice, row: QuestionRow) -> str:
    if row.options:
        return ", ".join(LETTERS[place] for place in row.key)
    if row.kind == SHORT:
        return " / ".join(row.accepted)
    value = voice.number(row.number or 0, 6)
    return f"{value} ± {voice.number(row.tolerance, 6)}" if row.tolerance else value


def _saved(
    session: Session,
    voice: Voice,
    plan: QuestionPlan,
    cohort: Cohort,
    actor_id: int | None,
    now: datetime,
) -> Saved:
    quiz = bank.save(session, plan, cohort, actor_id, now)
    audit.note(session, now, actor_id, "questions saved", f"quiz:{quiz.id}", f"new {plan.new}, changed {plan.changed}")
    lines = [
        voice.text("imports-questions-saved", title=quiz.title, cohort=cohort.code),
        *counted(voice, "imports-questions", _counts(plan)),
    ]
    if quiz.opened_at == now:
        told = quiz_notice.announce_opened(session, voice.centre, quiz, now)
        lines += ["", voice.text("imports-quiz-open", count=told)]
    return Saved(lines)
