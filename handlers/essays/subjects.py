"""What is being marked: an essay, a decision between two marks, or an answer in a quiz."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.essays import words
from handlers.turn import Turn
from storage.essays import FIRST, SECOND, Assignment, EssayMark, Submission, answers, late_by, marking
from storage.essays.marking import ANSWER, DECIDE, ESSAY
from storage.people import Person
from storage.quizzes.marks import rounded


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing to mark, as the marker may see it.

    `of` is the assignment or the quiz, `label` what it is called in a sentence, `head` what stands above it,
    `file_code` what its files are called where nobody is to see the name; `proposals` are marks to choose from,
    `comment` is what this marker said of it before.
    """

    kind: str
    id: int
    of: int
    label: str
    head: str
    file_code: str = ""
    submission: Submission | None = None
    answer: answers.ToMark | None = None
    proposals: tuple[tuple[str, float], ...] = ()
    comment: str = ""

    @property
    def name_in_log(self) -> str:
        return f"{'answer' if self.kind == ANSWER else 'submission'}:{self.id}"


def find(turn: Turn, kind: str, number: int) -> Subject | None:
    """What is to be marked, if this person may (still) mark it."""
    if kind == ANSWER:
        return _answer(turn, number)
    if kind == ESSAY or (kind == DECIDE and turn.is_coordinator()):
        return _essay(turn, kind, number)
    return None


def _answer(turn: Turn, number: int) -> Subject | None:
    found = answers.by_id(turn.session, number)
    # Any other instructor may mark it; afterwards only whoever did, or a coordinator, may put it right.
    if (
        found is None
        or found.person_id == turn.my_id
        or not (found.to_mark or found.marked_by == turn.my_id or turn.is_coordinator())
    ):
        return None
    head = turn.voice.text("essays-head-answer", title=found.title, name=found.name, question=found.stem)
    label = turn.voice.text("essays-label-answer", name=found.name, title=found.title)
    return Subject(ANSWER, number, found.quiz_id, label, head, answer=found, comment=found.comment)


def _essay(turn: Turn, kind: str, number: int) -> Subject | None:
    submission = turn.session.get(Submission, number, with_for_update=True)
    if submission is None or submission.handed_in_at is None:
        return None
    slot = marking.slot_of(turn.session, submission, turn.my_id, kind)
    if slot is None:
        return None
    assignment = turn.session.get_one(Assignment, submission.assignment_id)
    hides = assignment.anonymous and kind == ESSAY
    code = submission.code or ""
    name = turn.voice.text("essays-nameless", code=code)
    if not hides:
        name = turn.session.get_one(Person, submission.person_id).name
    moment = words.when(turn.voice, submission.handed_in_at, late_by(assignment, submission))
    head = turn.voice.text("essays-head", title=assignment.title, name=name, moment=moment)
    label = turn.voice.text("essays-label", name=name, title=assignment.title)
    marks = marking.given(turn.session, number)
    others = marks if kind == DECIDE else {}
    return Subject(
        kind, number, assignment.id or 0, label, "\n".join([head, *_given(turn, others)]), code if hides else "",
        submission, None, _proposals(others), marks[slot].comment if slot in marks else "",
    )  # fmt: skip


def _given(turn: Turn, marks: dict[int, EssayMark]) -> list[str]:
    """What the two markers gave, for who decides between them."""
    lines = []
    for slot in (FIRST, SECOND):
        if slot in marks:
            one = marks[slot]
            name = turn.session.get_one(Person, one.marker_id).name
            key = "essays-mark-of-commented" if one.comment else "essays-mark-of"
            lines.append(turn.voice.text(key, name=name, mark=words.mark(turn.voice, one.mark), comment=one.comment))
    return lines


def _proposals(marks: dict[int, EssayMark]) -> tuple[tuple[str, float], ...]:
    if FIRST not in marks or SECOND not in marks:
        return ()
    one, other = marks[FIRST].mark, marks[SECOND].mark
    return (
        ("essays-propose-mean", rounded((one + other) / 2)),
        ("essays-propose-first", one),
        ("essays-propose-second", other),
    )
