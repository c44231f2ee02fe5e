"""Who marks an essay, and who marks it as well."""

from __future__ import annotations

from handlers.essays import assigning, desk
from handlers.turn import Reply, Turn
from storage import audit
from storage.essays import FIRST, SECOND, Assignment, assignments
from storage.messages import Choice


def choose(turn: Turn) -> Reply:
    """`/thcham 5 2`: who is to be the second marker? `/thcham 5 2 17`: person 17; 0: nobody."""
    found = assignments.set_one(turn.session, turn.number()) or assignments.draft_of(
        turn.session, turn.number(), turn.my_id
    )
    slot = turn.number(1)
    if found is None or slot not in (FIRST, SECOND):
        return _back(turn)
    known = {person.id: person for person in assignments.markers(turn.session)}
    other = found.second_marker_id if slot == FIRST else found.first_marker_id
    if len(turn.arguments) < 3:
        names = [Choice(one.name, f"/thcham {found.id} {slot} {one.id}") for one in known.values() if one.id != other]
        nobody = [turn.choice("essays-no-second", f"/thcham {found.id} 2 0")] if slot == SECOND else []
        back = turn.choice("essays-see", f"/thuhoach {found.id}")
        return turn.say("essays-who-first" if slot == FIRST else "essays-who-second", *names, *nobody, back)
    chosen = turn.number(2) if turn.number(2) in known and turn.number(2) != other else None
    if chosen is None and (slot == FIRST or turn.number(2) != assigning.NOBODY):
        return _back(turn)
    return _set_marker(turn, found, slot, chosen)


def _set_marker(turn: Turn, found: Assignment, slot: int, chosen: int | None) -> Reply:
    one_or_two = slot == SECOND and (chosen is None) != (found.second_marker_id is None)
    if one_or_two and assignments.marking_has_begun(turn.session, found.id or 0):
        return turn.say("essays-marking-has-begun", turn.choice("essays-see", f"/thuhoach {found.id}"))
    if slot == FIRST:
        found.first_marker_id = chosen
    else:
        found.second_marker_id = chosen
    audit.note(
        turn.session, turn.now, turn.my_id, f"chose marker {slot} of an essay", f"assignment:{found.id}", str(chosen)
    )
    return _back(turn)


def _back(turn: Turn) -> Reply:
    """The draft or the essay itself."""
    return desk.see(turn)
