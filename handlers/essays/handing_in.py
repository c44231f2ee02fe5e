"""Handing in: everything that is sent is gathered, counted, and handed in with a receipt."""

from __future__ import annotations

import secrets
import unicodedata
from datetime import timedelta

from sqlmodel import Session

from handlers.essays import assigning, choosing, words
from handlers.turn import OpenedFile, Reply, Turn
from storage import outbox
from storage.essays import Assignment, Submission, gathering, late_by, received
from storage.essays.assignments import cancel_notices
from storage.essays.gathering import Counts
from storage.messages import Choice, Message
from storage.people import Person
from storage.vietnamese import fold

STEP, AGAIN, MORE = "essays.receive_part", "lai", "them"
RECEIPT_AFTER = timedelta(seconds=2)  # of an album every photo comes by itself: one receipt for all of them
DONE_WORDS = frozenset({"nop", "nop bai", "xong", "het"})


def keeps_file(session: Session, person: Person, asked: list[str]) -> bool:
    """Whether the next file of someone whose chat stands at that step belongs to an essay, and is kept unread."""
    if asked and asked[0] in (STEP, assigning.INSTRUCTIONS):
        return True
    return not person.staff and bool(gathering.all_of(session, person.id or 0))


def begin(turn: Turn) -> Reply:
    """`/nopbai 5`: say what to send.

    Whoever handed in before is asked first; `them`: they add to what they handed in; `lai`: they begin anew.
    """
    assignment = gathering.assigned(turn.session, turn.number(), turn.my_id)
    refused = _cannot(turn, assignment)
    if assignment is None or refused is not None:
        return refused
    done = gathering.handed_in(turn.session, turn.number(), turn.my_id)
    counts = _counts(turn, gathering.of(turn.session, turn.number(), turn.my_id))
    if done is None or counts.parts:
        return _ask(turn, assignment, counts, replaces=done is not None)
    if MORE in turn.arguments:
        counts = _counts(turn, gathering.go_on(turn.session, assignment, done, turn.now))
    elif AGAIN not in turn.arguments:
        return _ask_again(turn, assignment, done)
    return _ask(turn, assignment, counts, replaces=True)


def receive_part(turn: Turn) -> Reply:
    """A text for the essay; None for the word of a command."""
    if words.is_command(turn):
        return None
    if fold(turn.text).strip(" .!") in DONE_WORDS:
        return hand_in(turn)
    assignment = gathering.assigned(turn.session, turn.number(), turn.my_id)
    refused = _cannot(turn, assignment)
    if assignment is None or refused is not None:
        return refused
    if _was_handed_in(turn, [STEP, *turn.arguments]):
        return _nothing(turn)
    text = unicodedata.normalize("NFC", turn.text).strip()
    return _gathered(turn, assignment, gathering.add_text(turn.session, assignment, turn.my_id, text, turn.now))


def receive_file(turn: Turn) -> Reply:
    """A file or photo for the essay, or the instructions of one that is being set."""
    if turn.file is None or turn.person is None:
        return None
    asked = turn.chat.asked()
    if asked and asked[0] == assigning.INSTRUCTIONS:
        return assigning.receive_handout(turn, int(asked[1]))
    going = gathering.all_of(turn.session, turn.my_id)
    wanted = int(asked[1]) if asked and asked[0] == STEP else going[0].assignment_id if len(going) == 1 else None
    if wanted is None:  # of several, or it was handed in by the other phone while this file was fetched
        return _which(turn, going) if going else choosing.no_place(turn) or turn.say("essays-not-yours")
    assignment = gathering.assigned(turn.session, wanted, turn.my_id)
    refused = _cannot(turn, assignment)
    if assignment is None or refused is not None:
        return refused
    turn.arguments = (str(wanted),)
    return _nothing(turn) if _was_handed_in(turn, asked) else _with_file(turn, assignment, turn.file)


def not_a_part(turn: Turn) -> Reply:
    """A voice, a sticker, a kind of file that the channel keeps from us; None for who has no essay to hand in."""
    asked = turn.chat.asked()
    if turn.person is not None and asked and asked[0] == STEP:
        return turn.say("essays-not-readable")
    choices = choosing.to_hand_in(turn, first_time=True)  # thanks for a receipt come as stickers, too
    return turn.say("essays-not-readable-for-what", *choices) if choices else None


def take_back(turn: Turn) -> Reply:
    """`/bophan 5`: the last part goes."""
    submission = gathering.of(turn.session, turn.number(), turn.my_id)
    part = None if submission is None else gathering.take_back(turn.session, submission)
    if submission is None or part is None:
        return _nothing(turn, "essays-handed-in-before")
    _call_receipts_back(turn)
    counts, gone = _counts(turn, submission), words.contents(turn.voice, gathering.counts([part]))
    _wait(turn, submission.assignment_id)
    if not counts.parts:
        give_up = turn.choice("essays-give-up", f"/bonop {submission.assignment_id}")
        return turn.say("essays-taken-back-all", give_up, gone=gone)
    left = words.contents(turn.voice, counts)
    return turn.say("essays-taken-back", *_buttons(turn, submission.assignment_id), gone=gone, left=left)


def give_up(turn: Turn) -> Reply:
    """`/bonop 5`: nothing is handed in after all; what was sent goes once that is confirmed (`/bonop 5 that`)."""
    submission = gathering.of(turn.session, turn.number(), turn.my_id)
    counts = _counts(turn, submission)
    if submission is not None and counts.parts and "that" not in turn.arguments:
        _wait(turn, turn.number())
        return turn.say(
            "essays-ask-give-up",
            turn.choice("essays-give-up-really", f"/bonop {turn.number()} that"),
            turn.choice("essays-send-more", f"/nopbai {turn.number()} {AGAIN}"),
            contents=words.contents(turn.voice, counts),
        )
    if submission is not None:
        gathering.give_up(turn.session, submission)
    _call_receipts_back(turn)
    turn.chat.forget_question()
    done = gathering.handed_in(turn.session, turn.number(), turn.my_id)
    see = turn.choice("essays-see", f"/thuhoach {turn.number()}")
    return turn.say("essays-given-up" if done is None else "essays-given-up-kept", see)


def hand_in(turn: Turn) -> Reply:
    """`/nop 5`: what was gathered is handed in, with a receipt."""
    assignment = gathering.assigned(turn.session, turn.number(), turn.my_id)
    refused = _cannot(turn, assignment)
    if assignment is None or refused is not None:
        return refused
    submission = gathering.of(turn.session, turn.number(), turn.my_id)
    counts = _counts(turn, submission)
    if submission is None or not counts.parts:
        return _nothing(turn, "essays-handed-in-before")
    _call_receipts_back(turn)
    turn.chat.forget_question()
    at = gathering.handed_in_at(turn.session, assignment, submission, turn.now)
    late = gathering.hand_in(turn.session, submission, at)
    lines = [
        turn.voice.text("essays-received", title=assignment.title),
        words.receipt(turn.voice, submission, late, counts),
    ]
    if not _is_past(turn, assignment):
        lines.append(turn.voice.text("essays-may-replace", due=words.due(turn.voice, assignment)))
    return Message("\n".join(lines), (turn.choice("essays-see", f"/thuhoach {assignment.id}"),))


def _with_file(turn: Turn, assignment: Assignment, file: OpenedFile) -> Reply:
    found = received.Refused(file.problem) if file.problem else received.check(file.name, file.content)
    if isinstance(found, received.Refused):
        so_far = _counts(turn, gathering.of(turn.session, assignment.id or 0, turn.my_id))
        buttons = _buttons(turn, assignment.id or 0) if so_far.parts else ()
        return turn.say(f"essays-refused-{found.why}", *buttons, name=received.clean(file.name))
    caption = unicodedata.normalize("NFC", turn.text).strip()
    outcome = gathering.add_file(turn.session, assignment, turn.my_id, found, file.content, caption, turn.now)
    return _gathered(turn, assignment, outcome)


def _gathered(turn: Turn, assignment: Assignment, outcome: Submission | str) -> Reply:
    """The part was added, or not: a receipt for all that came together, or why."""
    _wait(turn, assignment.id or 0)
    if isinstance(outcome, str):
        buttons = _buttons(turn, assignment.id or 0)
        return turn.say(
            f"essays-too-many-{outcome}", *buttons,
            files=received.MOST_FILES, texts=gathering.MOST_TEXTS,
            megabytes=received.MOST_TOGETHER // received.MEGABYTE,
        )  # fmt: skip
    _call_receipts_back(turn)
    contents = words.contents(turn.voice, _counts(turn, outcome))
    message = turn.say("essays-so-far", *_buttons(turn, assignment.id or 0), contents=contents)
    key = f"essay-receipt:{turn.chat.id}:{secrets.token_hex(4)}"
    outbox.put(turn.session, turn.chat, message, now=turn.now, key=key, not_before=turn.now + RECEIPT_AFTER)
    turn.chat.offer(message.choices)
    return []


def _ask(turn: Turn, assignment: Assignment, counts: Counts, *, replaces: bool) -> Message:
    _wait(turn, assignment.id or 0)
    anew = replaces and not counts.parts
    lines = [turn.voice.text("essays-send-anew" if anew else "essays-send", title=assignment.title)]
    key = "will-be-late" if _is_past(turn, assignment) else "due" if replaces else "due-and-by-itself"
    lines.append(turn.voice.text(f"essays-{key}", due=words.due(turn.voice, assignment)))
    if replaces:
        lines.append(turn.voice.text("essays-old-one-counts"))
    if counts.parts:
        lines.append(turn.voice.text("essays-unfinished", contents=words.contents(turn.voice, counts)))
        return Message("\n".join(lines), _buttons(turn, assignment.id or 0))
    return Message("\n".join(lines), (turn.choice("essays-give-up", f"/bonop {assignment.id}"),))


def _ask_again(turn: Turn, assignment: Assignment, done: Submission) -> Message:
    assert done.handed_in_at is not None
    return turn.say(
        "essays-ask-again-late" if _is_past(turn, assignment) else "essays-ask-again",
        turn.choice("essays-add", f"/nopbai {assignment.id} {MORE}"),
        turn.choice("essays-anew", f"/nopbai {assignment.id} {AGAIN}"),
        turn.choice("essays-keep", f"/thuhoach {assignment.id}"),
        title=assignment.title,
        moment=turn.voice.moment(done.handed_in_at),
    )


def _buttons(turn: Turn, assignment_id: int) -> tuple[Choice, ...]:
    return (
        turn.choice("essays-press", f"/nop {assignment_id}"),
        turn.choice("essays-take-back", f"/bophan {assignment_id}"),
        turn.choice("essays-give-up", f"/bonop {assignment_id}"),
    )


def _cannot(turn: Turn, assignment: Assignment | None) -> Message | None:
    """Why nothing can be handed in; None when it can."""
    if assignment is None:
        return turn.say("essays-not-yours")
    why = gathering.hindrance(turn.session, assignment, turn.my_id)
    if not why:
        return None
    see = turn.choice("essays-see", f"/thuhoach {assignment.id}")
    return turn.say(f"essays-cannot-{why}", see, title=assignment.title)


def _nothing(turn: Turn, key: str = "essays-handed-in-already") -> Message:
    """Nothing is gathered: it was handed in by the other phone, or never sent."""
    done = gathering.handed_in(turn.session, turn.number(), turn.my_id)
    if done is None:
        _wait(turn, turn.number())
        return turn.say("essays-nothing-yet", turn.choice("essays-give-up", f"/bonop {turn.number()}"))
    late = late_by(turn.session.get_one(Assignment, done.assignment_id), done)
    receipt = words.receipt(turn.voice, done, late, _counts(turn, done))
    turn.chat.forget_question()
    more = turn.choice("essays-add", f"/nopbai {turn.number()} {MORE}")
    see = turn.choice("essays-see", f"/thuhoach {turn.number()}")
    return Message(f"{turn.voice.text(key)}\n{receipt}", (more, see))


def _which(turn: Turn, going: list[Submission]) -> Message:
    """Several essays are being gathered, and nobody knows for which one the file is."""
    titles = [(one.assignment_id, turn.session.get_one(Assignment, one.assignment_id).title) for one in going]
    return turn.say(
        "essays-file-for-which",
        *(turn.choice("essays-hand-in-this", f"/nopbai {number} {AGAIN}", title=title) for number, title in titles),
    )


def _wait(turn: Turn, assignment_id: int) -> None:
    """What comes next is a part. Of what was handed in by now it says so (see `_was_handed_in`)."""
    done = gathering.handed_in(turn.session, assignment_id, turn.my_id)
    turn.ask(STEP, assignment_id, 0 if done is None else done.id)


def _was_handed_in(turn: Turn, asked: list[str]) -> bool:
    """Whether the deadline or the other phone handed in since this chat was told to send.

    A thank-you is no new essay then.
    """
    if not asked or asked[0] != STEP:
        return False
    done = gathering.handed_in(turn.session, int(asked[1]), turn.my_id)
    return done is not None and str(done.id) != asked[-1]


def _is_past(turn: Turn, assignment: Assignment) -> bool:
    return assignment.due_at is not None and assignment.due_at <= turn.now


def _counts(turn: Turn, submission: Submission | None) -> Counts:
    return gathering.counts([] if submission is None else gathering.parts(turn.session, submission.id or 0))


def _call_receipts_back(turn: Turn) -> None:
    cancel_notices(turn.session, f"essay-receipt:{turn.chat.id}:")
