"""Questions from a file into the bank and into a quiz: what the import would change, and the change itself."""

from __future__ import annotations

import json
import re
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlmodel import Session

from storage import stored
from storage.cohorts import Cohort
from storage.files.problems import Problem
from storage.files.question_rows import QuestionRow, QuestionSheet
from storage.quizzes import (
    APPROVED,
    DRAFT,
    OPEN,
    RETIRED,
    Question,
    Quiz,
    QuizQuestion,
    approval,
    bank,
    papers,
    rows,
    versions,
)
from storage.vietnamese import fold

_NO_QUESTIONS = {"text-stray", "text-strays", "key-without-question"}  # problems of lines that are none


@dataclass(frozen=True, slots=True)
class QuestionPlan:
    """What importing the sheet into the quiz of that title means, or, without a title, into the bank alone.

    Of the rows `new` are added, `changed` put in the place of the question with the same stem, `known` taken from the
    bank into the quiz, `same` left alone and `refused` left out. `problems` are those of the sheet, of the bank and of
    the quiz. A quiz that somebody began (`has_attempts`) keeps its questions as they are.
    """

    title: str
    sheet: QuestionSheet
    quiz_id: int | None
    quiz_is_new: bool
    has_attempts: bool
    new: int
    changed: int
    known: int
    same: int
    refused: int
    problems: list[Problem]

    @property
    def changes_something(self) -> bool:
        """Whether `save` would write anything."""
        return bool(self.new or self.changed or self.known)


@dataclass(slots=True)
class _Sorted:
    new: list[QuestionRow] = field(default_factory=list)
    changed: list[tuple[QuestionRow, Question]] = field(default_factory=list)
    known: list[Question] = field(default_factory=list)
    same: int = 0
    doubtful: list[QuestionRow] = field(default_factory=list)  # new, though the bank has that stem


def plan(session: Session, sheet: QuestionSheet, cohort: Cohort | None, title: str) -> QuestionPlan:
    """What the import would do; nothing is written. Without a cohort every question is new."""
    title = title.strip()
    quiz = None if cohort is None or not title else bank.called(session, cohort.id or -1, title)
    found = _sort(session, sheet.rows, cohort, quiz, into_quiz=bool(title))
    new, changed, known, refused = len(found.new), len(found.changed), len(found.known), _refused(sheet)
    problems = [
        *sheet.problems,
        *(Problem("stem-in-bank", row.sheet, row.row, row.stem[:80]) for row in found.doubtful),
    ]
    begun = quiz is not None and bank.has_attempts(session, quiz)
    if begun and (new or changed or known):
        problems.append(Problem("quiz-has-attempts", found=title, expected=str(new + changed + known)))
        new, changed, known, refused = 0, 0, 0, refused + new + changed + known
    return QuestionPlan(
        title=title, sheet=sheet, quiz_id=None if quiz is None else quiz.id, quiz_is_new=bool(title) and quiz is None,
        has_attempts=begun, new=new, changed=changed, known=known, same=found.same, refused=refused, problems=problems,
    )  # fmt: skip


def save(
    session: Session,
    plan: QuestionPlan,
    cohort: Cohort,
    author_id: int | None,
    now: datetime,
    *, approve: bool = True, file: str = "",
) -> Quiz:  # fmt: skip
    """Put the questions into the bank and the quiz, and return the quiz.

    With `approve` they are approved by the author, also those that waited in the bank, and the quiz is opened if it is
    a draft without a time to open; otherwise they are drafts, and so is the quiz. Saving again changes nothing. What
    the plan counted is counted anew: somebody may have begun since.
    """
    assert cohort.id is not None and plan.title
    quiz = bank.called(session, cohort.id, plan.title) or _founded(session, cohort.id, plan.title, now)
    if not bank.has_attempts(session, quiz):
        _put(session, plan, cohort, quiz, _Author(author_id, now, file, approve))
    planned = quiz.opens_at is not None or quiz.opens_after is not None
    if approve and quiz.state == DRAFT and not planned and papers.can_ask(session, quiz):
        quiz.state, quiz.opened_at = OPEN, now
    session.flush()
    return quiz


def keep(
    session: Session,
    plan: QuestionPlan,
    cohort: Cohort,
    author_id: int | None,
    now: datetime,
    *, approve: bool = True, file: str = "",
) -> None:  # fmt: skip
    """Put the questions into the bank of the cohort's programme alone. Doing it again changes nothing."""
    _put(session, plan, cohort, None, _Author(author_id, now, file, approve))


@dataclass(frozen=True, slots=True)
class _Author:
    """Who brings the questions in, when, in which file, and whether they are approved at once."""

    id: int | None
    now: datetime
    file: str
    approves: bool


def _put(session: Session, plan: QuestionPlan, cohort: Cohort, quiz: Quiz | None, author: _Author) -> None:
    found = _sort(session, plan.sheet.rows, cohort, quiz, into_quiz=quiz is not None)
    changed = [(old, row) for row, old in found.changed]
    made = versions.add_all(session, changed, author.id, author.now, author.file)
    if author.approves:
        waiting = [question for question in found.known if question.state == DRAFT]
        approval.approve(session, [*made, *waiting], author.id, author.now)
    added = _added(session, found.new, cohort, author)
    if quiz is not None:
        _link(session, quiz, [*found.known, *added])


def _founded(session: Session, cohort_id: int, title: str, now: datetime) -> Quiz:
    quiz = Quiz(cohort_id=cohort_id, title=title, folded=fold(title), created_at=now)
    session.add(quiz)
    session.flush()
    return quiz


def _sort(
    session: Session, read: Sequence[QuestionRow], cohort: Cohort | None, quiz: Quiz | None, *, into_quiz: bool
) -> _Sorted:
    """Which rows stand there already, which change a question of the same stem, which are known, which new."""
    read = _in_known_chapters(session, read, cohort)
    standing = [] if quiz is None else bank.of_quiz(session, quiz)
    in_bank = [] if cohort is None else bank.alike(session, cohort.programme_id, [row.stem for row in read])
    here = _contents(session, standing)
    there = _contents(session, [question for question in in_bank if question.state != RETIRED])
    found, seen, other = _Sorted(), set[str](), list[QuestionRow]()
    for row in read:
        content = _content(rows.question(row), "" if row.picture is None else stored.digest(row.picture.content))
        if content in here or content in seen or (content in there and not into_quiz):
            found.same += 1
        elif content in there:
            found.known.append(there[content])
        else:
            other.append(row)
        seen.add(content)
    # A stem may come more than once ("Chọn câu đúng:"), so each standing question is changed by one row only.
    free: defaultdict[str, deque[Question]] = defaultdict(deque)
    left = {question.id: question for question in standing}
    for content in seen & here.keys():
        left.pop(here[content].id, None)
    for question in left.values():
        free[fold(question.stem)].append(question)
    _divide(found, other, free, {question.fingerprint for question in in_bank})
    return found


def _in_known_chapters(session: Session, read: Sequence[QuestionRow], cohort: Cohort | None) -> list[QuestionRow]:
    """The rows with their chapters as the bank, or the file before them, writes these.

    "CHƯƠNG 1. NỘI QUY" and "Chương 1: Nội quy" are one chapter: as two, a draw would find half of its questions.
    """
    standing = [] if cohort is None else [one.chapter for one in bank.chapters(session, cohort.programme_id)]
    written: dict[str, str] = {}
    for chapter in [*standing, *(row.chapter for row in read)]:
        written.setdefault(_spoken(chapter), chapter)
    return [replace(row, chapter=written[_spoken(row.chapter)]) for row in read]


def _spoken(chapter: str) -> str:
    return " ".join(re.findall(r"\w+", fold(chapter)))


def _divide(
    found: _Sorted, other: Iterable[QuestionRow], free: Mapping[str, deque[Question]], prints: set[str]
) -> None:
    """The rows that stand nowhere yet: those that change a question of the quiz, and the new ones."""
    for row in other:
        if free.get(fold(row.stem)):
            found.changed.append((row, free[fold(row.stem)].popleft()))
            continue
        found.new.append(row)
        if rows.question(row).fingerprint in prints:
            found.doubtful.append(row)


def _contents(session: Session, questions: Iterable[Question]) -> dict[str, Question]:
    """The questions by their content; one with a picture also by that without it, since few formats have pictures."""
    known = list(questions)
    digests = stored.digests(session, [one.picture_id for one in known if one.picture_id is not None])
    found = {_content(one): one for one in reversed(known)}
    return found | {_content(one, digests.get(one.picture_id or 0, "")): one for one in known}


def _content(question: Question, picture: str = "") -> str:
    """Everything a learner sees or is graded by, to compare two questions; `picture` is the digest of its picture."""
    parts = [
        fold(question.stem), question.kind, question.options, question.key, question.feedbacks,
        question.explanation, question.source, question.chapter, question.level, *filter(None, [picture]),
    ]  # fmt: skip
    return json.dumps(parts, ensure_ascii=False, sort_keys=True)


def _refused(sheet: QuestionSheet) -> int:
    """How many rows of the sheet gave no question."""
    told = {(one.sheet, one.row) for one in sheet.problems if one.row is not None and one.key not in _NO_QUESTIONS}
    return len(told - {(row.sheet, row.row) for row in sheet.rows})


def _added(session: Session, read: Iterable[QuestionRow], cohort: Cohort, author: _Author) -> list[Question]:
    added = []
    for row in read:
        question = rows.question(row)
        question.programme_id, question.file = cohort.programme_id, author.file
        question.author_id, question.created_at = author.id, author.now
        if author.approves:
            question.state, question.approved_by, question.approved_at = APPROVED, author.id, author.now
        if row.picture is not None:
            question.picture_id = stored.keep(session, row.picture.name, row.picture.content, author.now)
        added.append(question)
    session.add_all(added)
    session.flush()
    return added


def _link(session: Session, quiz: Quiz, questions: Iterable[Question]) -> None:
    for position, question in enumerate(questions, bank.size(session, quiz) + 1):
        session.add(QuizQuestion(quiz_id=quiz.id or 0, question_id=question.id or 0, position=position))
    session.flush()
