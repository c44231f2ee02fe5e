"""`/duyet`: drafts, one after the other, until all are approved, left out or left for later."""

from __future__ import annotations

from handlers import quiz_notice
from handlers.bank.cards import card, short
from handlers.turn import Reply, Turn
from storage import audit
from storage.messages import Choice, Message
from storage.people import Person
from storage.quizzes import APPROVED, DRAFT, Question, Quiz, approval, bank, desk
from storage.quizzes.approval import Batch

MOST_FILES = 10
MOST_ALIKE = 3


def overview(turn: Turn) -> Reply:
    """The imports of which drafts wait; of a single one its first draft."""
    waiting = approval.batches(turn.session)
    if not waiting:
        return turn.say("bank-nothing-waits", *_ready(turn))
    if len(waiting) == 1:
        return _next(turn, waiting[0].first - 1)
    lines = "\n".join(f"{number}. {_batch(turn, one)}" for number, one in enumerate(waiting[:MOST_FILES], 1))
    choices = (
        Choice(str(number), f"/duyettu {one.first}", in_text=True) for number, one in enumerate(waiting[:MOST_FILES], 1)
    )
    return turn.say("bank-which-file", *choices, files=lines)


def look(turn: Turn) -> Reply:
    """`/duyettu question`: the draft, or the next one."""
    return _next(turn, turn.number() - 1)


def approve(turn: Turn) -> Reply:
    """`/duyetcau question`"""
    question = draft(turn)
    if question is None:
        return _next(turn, turn.number(), turn.voice.text("bank-decided-already"))
    approval.approve(turn.session, [question], turn.my_id, turn.now)
    audit.note(turn.session, turn.now, turn.my_id, "question approved", f"question:{question.id}")
    return _next(
        turn, turn.number(), turn.voice.text("bank-approved", stem=short(question)), undo=_undo(turn, question)
    )


def reject(turn: Turn) -> Reply:
    """`/bocau question`: it is left out."""
    question = draft(turn)
    if question is None:
        return _next(turn, turn.number(), turn.voice.text("bank-decided-already"))
    bank.retire(question)
    audit.note(turn.session, turn.now, turn.my_id, "question left out", f"question:{question.id}")
    return _next(
        turn, turn.number(), turn.voice.text("bank-rejected", stem=short(question)), undo=_undo(turn, question)
    )


def later(turn: Turn) -> Reply:
    """`/desau question`: the next one."""
    return _next(turn, turn.number())


def take_back(turn: Turn) -> Reply:
    """`/hoantaccau question`: it is a draft again."""
    question = turn.session.get(Question, turn.number())
    if question is None or not approval.take_back(turn.session, [question]):
        return turn.say("bank-no-undo", turn.choice("bank-go-on", "/duyet"))
    audit.note(turn.session, turn.now, turn.my_id, "question taken back", f"question:{question.id}")
    return _next(turn, turn.number() - 1)


def take_all_back(turn: Turn) -> Reply:
    """`/hoantachet question`: all that was approved with it is a draft again."""
    question = turn.session.get(Question, turn.number())
    back = [] if question is None or question.state != APPROVED else approval.approved_with(turn.session, question)
    count = approval.take_back(turn.session, back)
    if question is None or not count:
        return turn.say("bank-no-undo", turn.choice("bank-go-on", "/duyet"))
    audit.note(turn.session, turn.now, turn.my_id, "questions taken back", f"file:{question.file}", f"{count}")
    return _next(turn, turn.number() - 1, turn.voice.text("bank-all-taken-back", count=count))


def ask_approve_all(turn: Turn) -> Reply:
    """`/duyethet question`: all that came in the same file?"""
    question = draft(turn)
    if question is None:
        return _next(turn, turn.number())
    count = approval.left_of_batch(turn.session, question)
    return turn.say(
        "bank-all-sure", turn.choice("bank-all-yes", f"/duyethetthat {question.id}"),
        turn.choice("bank-all-no", f"/duyettu {question.id}"), count=count, filename=question.file or "—",
    )  # fmt: skip


def approve_all(turn: Turn) -> Reply:
    """`/duyethetthat question`"""
    question = draft(turn)
    if question is None:
        return _next(turn, turn.number())
    drafts = approval.of_batch(turn.session, question)
    approval.approve(turn.session, drafts, turn.my_id, turn.now)
    audit.note(turn.session, turn.now, turn.my_id, "questions approved", f"file:{question.file}", f"{len(drafts)}")
    turn.session.flush()
    undo = turn.choice("bank-undo", f"/hoantachet {question.id}")
    return _next(turn, 0, turn.voice.text("bank-all-approved", count=len(drafts)), undo=undo)


def open_quiz(turn: Turn) -> Reply:
    """`/mobaiduyet quiz`: open a quiz all of whose questions are approved, and tell its learners."""
    quiz = turn.session.get(Quiz, turn.number())
    if quiz is None or not any(one.id == quiz.id for one, _ in approval.ready(turn.session)):
        return turn.say("bank-not-ready")
    desk.open_now(quiz, turn.now)
    told = quiz_notice.announce_opened(turn.session, turn.centre, quiz, turn.now)
    audit.note(turn.session, turn.now, turn.my_id, "quiz opened", f"quiz:{quiz.id}")
    key = "bank-opened-practice" if quiz.practice else "bank-opened"
    return turn.say(key, *_ready(turn), title=quiz.title, count=told)


def _undo(turn: Turn, question: Question) -> Choice:
    return turn.choice("bank-undo", f"/hoantaccau {question.id}")


def draft(turn: Turn) -> Question | None:
    question = turn.session.get(Question, turn.number())
    return question if question is not None and question.state == DRAFT else None


def _next(turn: Turn, after: int, before: str = "", undo: Choice | None = None) -> Message:
    """The next draft, after the words about the last one; or that nothing waits any more."""
    turn.session.flush()
    question, back = approval.next_draft(turn.session, after), [] if undo is None else [undo]
    if question is None and after > 0:
        question = approval.next_draft(turn.session, 0)
        again = "" if question is None else turn.voice.text("bank-from-the-start")
        before = "\n".join(filter(None, [before, again]))
    if question is None:
        text = "\n".join(filter(None, [before, turn.voice.text("bank-nothing-waits")]))
        return Message(text, (*_ready(turn), *back))
    left = approval.left_of_batch(turn.session, question)
    heading = turn.voice.text("bank-draft", count=approval.waiting(turn.session))
    choices = [
        turn.choice("bank-approve", f"/duyetcau {question.id}"), turn.choice("bank-reject", f"/bocau {question.id}"),
        turn.choice("bank-later", f"/desau {question.id}"), turn.choice("bank-correct", f"/suacau {question.id}"),
    ]  # fmt: skip
    if left > 1:
        choices.append(turn.choice("bank-approve-all", f"/duyethet {question.id}", count=left))
    top = "\n\n".join(filter(None, [before, heading]))
    return card(turn, question, top, *choices, *back, below=_alike(turn, question))


def _alike(turn: Turn, question: Question) -> str:
    """That the bank has questions with the same stem, or that this is a change of one."""
    if question.first_id is not None:
        return turn.voice.text("bank-is-change", version=question.version)
    others = bank.alike(turn.session, question.programme_id or 0, [question.stem])
    same = [one for one in others if one.id != question.id][:MOST_ALIKE]
    return turn.voice.text("bank-alike", numbers=", ".join(str(one.id) for one in same)) if same else ""


def _batch(turn: Turn, one: Batch) -> str:
    author = turn.session.get(Person, one.author_id) if one.author_id is not None else None
    return turn.voice.text(
        "bank-file-waits", filename=one.file or "—", count=one.count, day=turn.voice.day(one.created_at),
        author="—" if author is None else author.name,
    )  # fmt: skip


def _ready(turn: Turn) -> list[Choice]:
    """The quizzes that can be opened now."""
    return [
        turn.choice("bank-open", f"/mobaiduyet {quiz.id}", title=quiz.title, cohort=cohort.code)
        for quiz, cohort in approval.ready(turn.session)[:5]
    ]
