"""`/cham`: what waits for a mark, one after the other; the mark, a comment, a last look, and putting it right."""

from __future__ import annotations

import unicodedata

from handlers.essays import notices, showing, words
from handlers.essays.subjects import Subject, find
from handlers.turn import Reply, Turn
from storage import audit
from storage.essays import Marking, answers, marking
from storage.essays.marking import ANSWER, DECIDE, Waiting
from storage.messages import Choice, Message

MARK, COMMENT = "essays.receive_mark", "essays.receive_comment"
MARKS = range(11)  # a button for each, so that no typed number of them can mean the number of another button
LONGEST_COMMENT = 1500


def overview(turn: Turn) -> Reply:
    """`/cham`: what waits for this person, by essay and quiz."""
    found = _waiting(turn)
    if not found:
        return turn.say("essays-nothing-to-mark", turn.choice("essays-all", "/thuhoach"))
    lines = [
        turn.voice.text(
            f"essays-waiting-{one.kind}", number=str(number), title=one.title, cohort=one.cohort, count=one.count
        )
        for number, one in enumerate(found, 1)
    ]
    choices = (
        Choice(str(number), f"/chambai {one.kind} {one.id}", in_text=True) for number, one in enumerate(found, 1)
    )
    return turn.say("essays-to-mark", *choices, essays="\n".join(lines))


def following(turn: Turn) -> Reply:
    """`/chambai bai 5`: the first that waits of assignment (or quiz) 5; `/chambai bai 5 17`: the one after 17."""
    kind, of, after = turn.arguments[0], turn.number(1), max(0, turn.number(2))
    if kind == ANSWER:
        answer = answers.following(turn.session, of, turn.my_id, after)
        subject = None if answer is None else find(turn, kind, answer.answer_id)
    else:
        submission = marking.following(turn.session, of, turn.my_id, kind, after)
        subject = None if submission is None else find(turn, kind, submission.id or 0)
    if subject is None:
        return overview(turn)
    left = _left(turn, subject)
    count = turn.voice.text("essays-left", count=left)
    return [*_shown(turn, subject, count), _ask_mark(turn, subject)]


def receive_mark(turn: Turn) -> Reply:
    """The mark was typed; None for the word of a command."""
    if words.is_command(turn):
        return None
    subject = _subject(turn)
    if subject is None:
        return _too_late(turn)
    mark = marking.read_mark(turn.text)
    return _ask_mark(turn, subject, "essays-mark-unclear") if mark is None else _take(turn, subject, mark)


def choose_mark(turn: Turn) -> Reply:
    """`/chodiem bai 17 8`: that mark."""
    subject, mark = _subject(turn), marking.read_mark(turn.arguments[-1])
    return _too_late(turn) if subject is None or mark is None else _take(turn, subject, mark)


def receive_comment(turn: Turn) -> Reply:
    """A comment was typed; None for the word of a command."""
    if words.is_command(turn):
        return None
    subject, about = _noted(turn)
    if subject is None or about is None:
        return _too_late(turn)
    text = unicodedata.normalize("NFC", turn.text).strip()
    if len(text) > LONGEST_COMMENT:
        turn.ask(COMMENT, subject.kind, subject.id)
        return turn.say("essays-comment-too-long", length=len(text), longest=LONGEST_COMMENT)
    about.comment = text
    return _preview(turn, subject, about)


def no_comment(turn: Turn) -> Reply:
    """`/khongnhanxet bai 17`."""
    subject, about = _noted(turn)
    if subject is None or about is None:
        return _too_late(turn)
    about.comment = ""
    return _preview(turn, subject, about)


def keep_comment(turn: Turn) -> Reply:
    """`/giunhanxet bai 17`: the comment that was there before."""
    subject, about = _noted(turn)
    return _too_late(turn) if subject is None or about is None else _preview(turn, subject, about)


def again(turn: Turn) -> Reply:
    """`/chamlai bai 17`: the mark once more, before it is given or after."""
    subject = _subject(turn)
    return _too_late(turn) if subject is None else _ask_mark(turn, subject)


def reread(turn: Turn) -> Reply:
    """`/docbai bai 17`: what was handed in once more."""
    subject = _subject(turn)
    return _too_late(turn) if subject is None else [*_shown(turn, subject, ""), _ask_mark(turn, subject)]


def give(turn: Turn) -> Reply:
    """`/ghidiem bai 17`: the mark is given; what comes of it, and what is next."""
    subject, about = _noted(turn)
    if subject is None or about is None:
        return _too_late(turn)
    mark = words.mark(turn.voice, about.mark)
    if subject.answer is not None:
        if not answers.give(turn.session, subject.answer, about):
            return _too_late(turn)
        notices.tell_attempt(turn.session, turn.centre, subject.answer, turn.now)
        outcome = ""
    else:
        outcome = _give(turn, subject, about)
    audit.note(turn.session, turn.now, turn.my_id, "marked", subject.name_in_log, mark)
    lines = [turn.voice.text("essays-given", label=subject.label, mark=mark), *([outcome] if outcome else [])]
    left = _left(turn, subject)
    lines.append(turn.voice.text("essays-left", count=left) if left else turn.voice.text("essays-none-left"))
    next_one = f"/chambai {subject.kind} {subject.of}"
    choices = [turn.choice("essays-next", next_one)] if left else [turn.choice("essays-others-to-mark", "/cham")]
    return Message("\n".join(lines), (*choices, turn.choice("essays-mend", f"/chamlai {subject.kind} {subject.id}")))


def _give(turn: Turn, subject: Subject, about: Marking) -> str:
    """Give the mark of a submission; what is to be said of it beyond that."""
    submission = subject.submission
    assert submission is not None
    slot = marking.slot_of(turn.session, submission, turn.my_id, subject.kind)
    assert slot is not None  # `find` has asked the same
    marking.give(turn.session, submission, slot, about, turn.now)
    notices.tell_mark(turn.session, turn.centre, submission, turn.now)
    notices.tell_dispute(turn.session, turn.centre, submission, turn.my_id, turn.now)
    if submission.disputed:
        return turn.voice.text("essays-disputed")
    if submission.mark is None:
        return turn.voice.text("essays-waits-for-other")
    if subject.kind == DECIDE or len(marking.given(turn.session, submission.id or 0)) == 1:
        return ""
    return turn.voice.text("essays-final", mark=words.mark(turn.voice, submission.mark))


def _subject(turn: Turn) -> Subject | None:
    return find(turn, turn.arguments[0], turn.number(1))


def _noted(turn: Turn) -> tuple[Subject | None, Marking | None]:
    """What is being marked, and the mark that is about to be given."""
    subject = _subject(turn)
    return subject, None if subject is None else marking.noted(turn.session, turn.my_id, subject.kind, subject.id)


def _take(turn: Turn, subject: Subject, mark: float) -> Message:
    about = marking.noted(turn.session, turn.my_id, subject.kind, subject.id)
    comment = subject.comment if about is None else about.comment  # said already, where only the mark is put right
    marking.note(turn.session, turn.my_id, subject.kind, subject.id, mark, turn.now, comment)
    turn.ask(COMMENT, subject.kind, subject.id)
    none = turn.choice("essays-no-comment", f"/khongnhanxet {subject.kind} {subject.id}")
    said = words.mark(turn.voice, mark)
    if not comment:
        return turn.say("essays-ask-comment", none, mark=said)
    keep = turn.choice("essays-keep-comment", f"/giunhanxet {subject.kind} {subject.id}")
    return turn.say("essays-ask-comment-again", keep, none, mark=said, comment=comment)


def _preview(turn: Turn, subject: Subject, about: Marking) -> Message:
    turn.chat.forget_question()
    voice, mark = turn.voice, words.mark(turn.voice, about.mark)
    lines = [voice.text("essays-about-to-give", label=subject.label, mark=mark)]
    lines += words.remarks(voice, (about.comment,)) if about.comment else [voice.text("essays-without-comment")]
    return Message(
        "\n".join(lines),
        (
            turn.choice("essays-give", f"/ghidiem {subject.kind} {subject.id}"),
            turn.choice("essays-mark-again", f"/chamlai {subject.kind} {subject.id}"),
            turn.choice("essays-reread", f"/docbai {subject.kind} {subject.id}"),
        ),
    )


def _ask_mark(turn: Turn, subject: Subject, key: str = "essays-ask-mark") -> Message:
    turn.ask(MARK, subject.kind, subject.id)
    about = f"{subject.kind} {subject.id}"
    choices = [Choice(str(mark), f"/chodiem {about} {mark}", in_text=True) for mark in MARKS]
    choices += [
        turn.choice(key_of, f"/chodiem {about} {mark:.2f}", mark=words.mark(turn.voice, mark))
        for key_of, mark in subject.proposals
    ]
    choices.append(turn.choice("essays-another", f"/chambai {subject.kind} {subject.of} {subject.id}"))
    return turn.say(key, *choices, label=subject.label)


def _shown(turn: Turn, subject: Subject, count: str) -> list[Message]:
    head = "\n".join(filter(None, [subject.head, count]))
    if subject.answer is not None:
        return [Message(f"{head}\n\n{subject.answer.text}")]
    assert subject.submission is not None
    return showing.parts(turn, subject.submission.id or 0, head, subject.file_code)


def _waiting(turn: Turn) -> list[Waiting]:
    mine = marking.waiting(turn.session, turn.my_id, decides=turn.is_coordinator())
    return [*mine, *answers.waiting(turn.session, turn.my_id)]


def _left(turn: Turn, subject: Subject) -> int:
    if subject.kind == ANSWER:
        return answers.left(turn.session, subject.of, turn.my_id)
    return marking.left(turn.session, subject.of, turn.my_id, subject.kind)


def _too_late(turn: Turn) -> Message:
    """Handed in anew, marked by somebody else, decided, or erased meanwhile."""
    turn.chat.forget_question()
    return turn.say("essays-mark-too-late", turn.choice("essays-others-to-mark", "/cham"))
