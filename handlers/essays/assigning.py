"""Setting an essay: the class, the title, the instructions, the deadline, who marks; then the class is told."""

from __future__ import annotations

import unicodedata
from pathlib import PurePath

from handlers.essays import notices, showing, words
from handlers.essays.deadlines import ask_due
from handlers.essays.drafts import changeable, gone, own_draft, preview
from handlers.turn import Reply, Turn
from storage import audit, cohorts, stored
from storage.cohorts import Cohort
from storage.essays import OPEN, Assignment, assignments, received
from storage.essays.assignments import LONGEST_INSTRUCTIONS, LONGEST_TITLE
from storage.messages import Choice, Message

TITLE, INSTRUCTIONS = "essays.receive_title", "essays.receive_instructions"
NOBODY = 0


def new(turn: Turn) -> Reply:
    """`/thmoi`: for which class? `/thmoi 3`: for that one; then its title. `/thmoi 0`: the draft is not wanted."""
    waits = assignments.begun_by(turn.session, turn.my_id)
    if waits is not None and not turn.arguments:
        go_on = turn.choice("essays-draft-go-on", f"/thuhoach {waits.id}")
        return turn.say("essays-draft-waits", go_on, turn.choice("essays-draft-anew", "/thmoi 0"), title=waits.title)
    running = cohorts.running(turn.session)
    if not running:
        return turn.say("essays-no-classes")
    chosen = running[0] if len(running) == 1 else turn.session.get(Cohort, turn.number())
    if chosen is None or chosen.id is None:
        choices = (Choice(cohort.code, f"/thmoi {cohort.id}") for cohort in running)
        return turn.say("essays-which-class", *choices)
    draft = assignments.drafted(turn.session, chosen.id, turn.my_id, turn.now)
    return _ask_title(turn, draft)


def edit(turn: Turn) -> Reply:
    """`/thsua 5 ten`, `de` or `han`: that part of a draft once more; the instructions and the deadline later too."""
    what = turn.arguments[-1]
    found = changeable(turn)
    if found is None or (what == "ten" and found.state == OPEN):
        return gone(turn)
    ask = {"ten": _ask_title, "de": _ask_instructions}.get(what, ask_due)
    return ask(turn, found)


def receive_title(turn: Turn) -> Reply:
    """The title was typed; None for words that give up."""
    if turn.gives_up():
        return None
    draft, title = own_draft(turn), " ".join(unicodedata.normalize("NFC", turn.text).split())
    if draft is None:
        return gone(turn)
    if not title or len(title) > LONGEST_TITLE:
        turn.ask(TITLE, draft.id)
        return turn.say("essays-title-too-long", length=len(title), longest=LONGEST_TITLE)
    draft.title = title
    return _go_on(turn, draft)


def receive_instructions(turn: Turn) -> Reply:
    """What to write about was typed; None for the word of a command."""
    if words.is_command(turn):
        return None
    found = changeable(turn)
    if found is None:
        return gone(turn)
    text = unicodedata.normalize("NFC", turn.text).strip()
    if len(text) > LONGEST_INSTRUCTIONS:
        turn.ask(INSTRUCTIONS, found.id)
        return turn.say("essays-instructions-too-long", length=len(text), longest=LONGEST_INSTRUCTIONS)
    return _take_instructions(turn, found, text)


def receive_handout(turn: Turn, assignment_id: int) -> Reply:
    """A file with the instructions; the words under it are instructions too."""
    turn.arguments = (str(assignment_id),)
    found = changeable(turn)
    if found is None or turn.file is None or not turn.me.staff:
        return gone(turn)
    taken = received.Refused(turn.file.problem) if turn.file.problem else received.check(
        turn.file.name, turn.file.content
    )  # fmt: skip
    if isinstance(taken, received.Refused):
        return turn.say(f"essays-refused-{taken.why}", name=PurePath(received.clean(turn.file.name)).name)
    assignments.hand_out(turn.session, found, stored.keep(turn.session, taken.name, turn.file.content, turn.now))
    turn.chat.forget_question()
    text = unicodedata.normalize("NFC", turn.text).strip()[:LONGEST_INSTRUCTIONS]
    return _take_instructions(turn, found, text or found.instructions)


def without_instructions(turn: Turn) -> Reply:
    """`/thkhongde 5`: the title says it all; of one that is open once that is confirmed (`/thkhongde 5 that`)."""
    found = changeable(turn)
    if found is None:
        return gone(turn)
    if found.state == OPEN and "that" not in turn.arguments:
        really = turn.choice("essays-no-instructions-really", f"/thkhongde {found.id} that")
        return turn.say("essays-ask-no-instructions", really, turn.choice("essays-see", f"/thuhoach {found.id}"))
    assignments.hand_out(turn.session, found, None)
    return _take_instructions(turn, found, "")


def toggle_anonymous(turn: Turn) -> Reply:
    """`/than 5`: with names, or without."""
    draft = own_draft(turn)
    if draft is None:
        return gone(turn)
    draft.anonymous = not draft.anonymous
    return preview(turn, draft, replaces=True)


def drop(turn: Turn) -> Reply:
    """`/thbo 5`."""
    draft = own_draft(turn)
    if draft is None:
        return gone(turn)
    assignments.drop(turn.session, draft)
    return turn.say("essays-dropped", turn.choice("essays-all", "/thuhoach"), replaces=True)


def publish(turn: Turn) -> Reply:
    """`/thgiao 5`: the class is told."""
    draft = own_draft(turn)
    if draft is None or not draft.title or draft.due_at is None:
        return gone(turn)
    if draft.due_at <= turn.now:
        return ask_due(turn, draft, "essays-due-past")
    assignments.open_up(turn.session, draft, turn.now)
    told = notices.announce(turn.session, turn.centre, draft, turn.now)
    audit.note(turn.session, turn.now, turn.my_id, "set an essay", f"assignment:{draft.id}", draft.title)
    see = turn.choice("essays-see", f"/thuhoach {draft.id}")
    key = "essays-published" if draft.reminded_at is None else "essays-published-soon-due"
    return turn.say(key, see, title=draft.title, count=told)


def look(turn: Turn) -> Reply:
    """`/thuhoach 5`: the draft, where it was left."""
    draft = own_draft(turn)
    return gone(turn) if draft is None else _go_on(turn, draft)


def _take_instructions(turn: Turn, found: Assignment, text: str) -> Reply:
    """The new instructions; of an essay that is open the old ones are shown, in case it was a slip."""
    before, found.instructions = found.instructions, text
    if found.state != OPEN:
        return ask_due(turn, found) if found.due_at is None else preview(turn, found)
    about = f"assignment:{found.id}"
    audit.note(turn.session, turn.now, turn.my_id, "changed the instructions of an essay", about, before)
    return turn.say(
        "essays-instructions-changed",
        turn.choice("essays-tell-instructions", f"/thbaode {found.id}"),
        turn.choice("essays-change-instructions", f"/thsua {found.id} de"),
        turn.choice("essays-see", f"/thuhoach {found.id}"),
        title=found.title, before=before or turn.voice.text("essays-no-instructions"),
    )  # fmt: skip


def _go_on(turn: Turn, draft: Assignment) -> Message:
    """What is still to be asked, or the whole."""
    if not draft.title:
        return _ask_title(turn, draft)
    if draft.due_at is not None:
        return preview(turn, draft)
    has_task = draft.instructions or draft.handout_id is not None
    return ask_due(turn, draft) if has_task else _ask_instructions(turn, draft)


def _ask_title(turn: Turn, draft: Assignment) -> Message:
    turn.ask(TITLE, draft.id)
    cohort = turn.session.get_one(Cohort, draft.cohort_id)
    drop_it = turn.choice("essays-drop", f"/thbo {draft.id}")
    back = turn.choice("essays-keep-title", f"/thuhoach {draft.id}") if draft.title else drop_it
    return turn.say("essays-ask-title", back, cohort=cohort.code)


def _ask_instructions(turn: Turn, found: Assignment) -> Message:
    turn.ask(INSTRUCTIONS, found.id)
    none, ask = turn.choice("essays-none-needed", f"/thkhongde {found.id}"), turn.voice.text("essays-ask-instructions")
    if not found.instructions and found.handout_id is None:
        return Message(ask, (none,))
    now = turn.voice.text("essays-instructions-now", text=found.instructions or turn.voice.text("essays-in-file"))
    keep = turn.choice("essays-keep-instructions", f"/thuhoach {found.id}")
    return Message(f"{now}\n\n{ask}", (keep, none), showing.handout(turn, found))
