"""A draft of an essay, and what may be changed of one that is set."""

from __future__ import annotations

from handlers.essays import words
from handlers.turn import Turn
from storage import cohorts
from storage.cohorts import Cohort
from storage.essays import OPEN, Assignment, assignments
from storage.messages import Message
from storage.people import Person


def own_draft(turn: Turn) -> Assignment | None:
    """One's own draft that the command names."""
    return assignments.draft_of(turn.session, turn.number(), turn.my_id)


def changeable(turn: Turn) -> Assignment | None:
    """The open essay, or one's own draft."""
    found = assignments.set_one(turn.session, turn.number())
    return own_draft(turn) if found is None else found if found.state == OPEN else None


def gone(turn: Turn) -> Message:
    """Why it cannot be changed."""
    closed = assignments.set_one(turn.session, turn.number())
    if closed is not None and closed.state != OPEN:
        return turn.say("essays-is-closed", turn.choice("essays-see", f"/thuhoach {closed.id}"), title=closed.title)
    return turn.say("essays-gone", turn.choice("essays-all", "/thuhoach"))


def preview(turn: Turn, draft: Assignment, *, replaces: bool = False) -> Message:
    """What the class will get, and what can still be changed."""
    turn.chat.forget_question()
    voice, cohort = turn.voice, turn.session.get_one(Cohort, draft.cohort_id)
    count = cohorts.size(turn.session, draft.cohort_id)
    lines = [
        voice.text("essays-preview", title=draft.title, cohort=cohort.code, count=count),
        voice.text("essays-due", due=words.due(voice, draft)),
        draft.instructions or voice.text("essays-no-instructions" if draft.handout_id is None else "essays-in-file"),
        voice.text("essays-first-marker", name=name_of(turn, draft.first_marker_id)),
        voice.text("essays-second-marker", name=name_of(turn, draft.second_marker_id)),
    ]
    if draft.anonymous:
        lines.append(voice.text("essays-is-anonymous"))
    names = "essays-with-names" if draft.anonymous else "essays-without-names"
    choices = (
        turn.choice("essays-publish", f"/thgiao {draft.id}"),
        turn.choice("essays-change-title", f"/thsua {draft.id} ten"),
        turn.choice("essays-change-instructions", f"/thsua {draft.id} de"),
        turn.choice("essays-change-due", f"/thsua {draft.id} han"),
        turn.choice("essays-change-first", f"/thcham {draft.id} 1"),
        turn.choice("essays-change-second", f"/thcham {draft.id} 2"),
        turn.choice(names, f"/than {draft.id}"),
        turn.choice("essays-drop", f"/thbo {draft.id}"),
    )
    return Message("\n".join(lines), choices, replaces=replaces)


def name_of(turn: Turn, person_id: int | None) -> str:
    """The marker's name, or that there is none."""
    person = None if person_id is None else turn.session.get(Person, person_id)
    return turn.voice.text("essays-no-marker") if person is None else person.name
