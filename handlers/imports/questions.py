"""Questions before they are saved, in words, and what saving them did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from handlers import question_words, quiz_notice
from handlers.imports.preview import (
    BANK_ONLY,
    SAMPLES,
    Preview,
    Saved,
    Wanted,
    counted,
    heading,
    problem_lines,
)
from handlers.voice import Voice
from storage import audit, chats, cohorts, outbox, people, programmes
from storage.cohorts import Cohort
from storage.files.question_rows import QuestionRow, QuestionSheet
from storage.quizzes import asked, importing, rows
from storage.quizzes.importing import QuestionPlan


def preview(session: Session, voice: Voice, wanted: Wanted, sheet: QuestionSheet, now: datetime) -> Preview:
    """What putting the questions into the quiz, or into the bank alone, would do."""
    cohort = cohorts.called(session, wanted.cohort)
    plan = importing.plan(session, sheet, cohort, "" if wanted.quiz == BANK_ONLY else wanted.quiz)

    def save(actor_id: int | None) -> Saved:
        into = cohort or cohorts.founded(session, wanted.cohort, programmes.founded(session, wanted.programme), now)
        return _saved(session, voice, plan, into, actor_id, now, wanted)

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
    if plan.title:
        key = "imports-quiz-new" if plan.quiz_is_new else "imports-quiz-known"
        yield voice.text(key, title=plan.title)
    else:
        yield voice.text("imports-into-bank")
    yield ""
    yield voice.text("imports-questions-read", count=len(plan.sheet.rows))
    yield from counted(voice, "imports-questions", _counts(plan))
    kinds = Counter(row.kind for row in plan.sheet.rows)
    if len(kinds) > 1:
        said = ", ".join(voice.text(f"imports-kind-{kind}", count=count) for kind, count in kinds.most_common())
        yield voice.text("imports-kinds", kinds=said)
    yield ""
    yield voice.text("imports-samples")
    for row in plan.sheet.rows[:SAMPLES]:
        yield from _sample(voice, row)


def _counts(plan: QuestionPlan) -> list[tuple[str, int]]:
    return [
        ("new", plan.new),
        ("changed", plan.changed),
        ("known", plan.known),
        ("same", plan.same),
        ("refused", plan.refused),
    ]


def _sample(voice: Voice, row: QuestionRow) -> Iterator[str]:
    """The question with its options and what was understood as the right answer."""
    question = rows.question(row)
    question.id = 0
    shown = asked.of(question)
    yield f"• {row.stem}"
    yield from (f"   {line}" for line in question_words.options(shown))
    if row.kind == "essay":
        yield "   " + voice.text("imports-essay")
    else:
        yield "   " + voice.text("imports-right-answer", answer=_answer(voice, row, question_words.key(voice, shown)))


def _answer(voice: Voice, row: QuestionRow, key: str) -> str:
    """What was understood as the right answer: letters, the accepted forms, or the number."""
    if row.kind == "short":
        return " / ".join(row.accepted)
    if row.kind in ("single", "multiple"):
        return ", ".join("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place] for place in row.key)
    return key


def _saved(
    session: Session,
    voice: Voice,
    plan: QuestionPlan,
    cohort: Cohort,
    actor_id: int | None,
    now: datetime,
    wanted: Wanted,
) -> Saved:
    approve = not wanted.draft
    detail = f"new {plan.new}, changed {plan.changed}"
    lines, told = [], 0
    if plan.title:
        quiz = importing.save(session, plan, cohort, actor_id, now, approve=approve, file=wanted.file)
        audit.note(session, now, actor_id, "questions saved", f"quiz:{quiz.id}", detail)
        lines.append(voice.text("imports-questions-saved", title=quiz.title, cohort=cohort.code))
        if quiz.opened_at == now:
            told = quiz_notice.announce_opened(session, voice.centre, quiz, now)
    else:
        importing.keep(session, plan, cohort, actor_id, now, approve=approve, file=wanted.file)
        audit.note(session, now, actor_id, "questions saved", f"programme:{cohort.programme_id}", detail)
        lines.append(voice.text("imports-bank-saved"))
    lines += counted(voice, "imports-questions", _counts(plan))
    if not approve:
        _tell_approvers(session, voice, actor_id, wanted.file, now)
        lines += ["", voice.text("imports-drafts-wait")]
        return Saved(lines, (voice.choice("imports-approve", "/duyet"),) if _may_approve(session, actor_id) else ())
    if plan.title and quiz.opened_at == now:
        lines += ["", voice.text("imports-quiz-open", count=told)]
    return Saved(lines)


def _may_approve(session: Session, actor_id: int | None) -> bool:
    return any(one.id == actor_id for one in people.with_role(session, people.COORDINATOR))


def _tell_approvers(session: Session, voice: Voice, actor_id: int | None, file: str, now: datetime) -> None:
    """Tell the coordinators, but not the one who sent the file, that drafts wait."""
    for coordinator in people.with_role(session, people.COORDINATOR):
        chat = None if coordinator.id == actor_id else chats.reaching(session, coordinator.id or 0)
        if chat is not None:
            own = Voice(voice.centre, chat.language)
            message = own.say("imports-drafts-came", own.choice("imports-approve", "/duyet"), filename=file)
            outbox.put(session, chat, message, now=now, lane=outbox.NOTICE, kind="drafts")
