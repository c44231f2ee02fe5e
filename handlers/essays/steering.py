"""An essay that the class has: reminding, telling, closing, opening again, taking it back."""

from __future__ import annotations

from handlers.essays import desk, drafts, notices, ticking
from handlers.turn import Reply, Turn
from storage import audit
from storage.essays import OPEN, Assignment, assignments, standing


def remind(turn: Turn) -> Reply:
    """`/thnhac 5`: remind those who have not handed in, once that is confirmed (`/thnhac 5 that`)."""
    found = _open(turn)
    if found is None:
        return desk.see(turn)
    see, missing = turn.choice("essays-see", f"/thuhoach {found.id}"), standing.missing(turn.session, found)
    if "that" not in turn.arguments:
        really = turn.choice("essays-remind", f"/thnhac {found.id} that")
        return turn.say("essays-ask-remind", really, see, count=len(missing), title=found.title)
    told = notices.remind(turn.session, turn.centre, found, turn.now)
    _note(turn, "reminded of an essay", found)
    return turn.say("essays-reminded", see, count=told)


def tell_instructions(turn: Turn) -> Reply:
    """`/thbaode 5`: the class hears that the instructions are others now."""
    found = _open(turn)
    if found is None:
        return desk.see(turn)
    told = notices.tell_instructions(turn.session, turn.centre, found, turn.now)
    return turn.say("essays-instructions-told", turn.choice("essays-see", f"/thuhoach {found.id}"), count=told)


def close(turn: Turn) -> Reply:
    """`/thdong 5`: nothing more is taken, once that is confirmed (`/thdong 5 that`)."""
    found = _open(turn)
    if found is None:
        return desk.see(turn)
    back = turn.choice("essays-leave-open", f"/thuhoach {found.id}")
    if "that" not in turn.arguments:
        really = turn.choice("essays-close-really", f"/thdong {found.id} that")
        return turn.say("essays-ask-close", really, back, count=standing.figures(turn.session, found).missing)
    by_itself = ticking.close(turn.session, turn.centre, found, turn.now)
    _note(turn, "closed an essay", found)
    reopen = turn.choice("essays-reopen", f"/thmolai {found.id}")
    return turn.say("essays-was-closed", reopen, turn.choice("essays-see", f"/thuhoach {found.id}"), count=by_itself)


def reopen(turn: Turn) -> Reply:
    """`/thmolai 5`."""
    found = assignments.set_one(turn.session, turn.number())
    if found is not None and found.state != OPEN:
        assignments.open_up(turn.session, found, turn.now)
        _note(turn, "opened an essay again", found)
    return desk.see(turn)


def withdraw(turn: Turn) -> Reply:
    """`/ththu 5`: a draft again, once that is confirmed (`/ththu 5 that`); only while nobody sent anything for it."""
    found = _open(turn)
    if found is None:
        return desk.see(turn)
    back = turn.choice("essays-leave-open", f"/thuhoach {found.id}")
    if not assignments.untouched(turn.session, found.id or 0):
        return turn.say("essays-cannot-withdraw", back)
    if "that" not in turn.arguments:
        return turn.say("essays-ask-withdraw", turn.choice("essays-withdraw", f"/ththu {found.id} that"), back)
    told = notices.tell_withdrawal(turn.session, turn.centre, found, turn.now)
    assignments.withdraw(turn.session, found, turn.my_id)
    _note(turn, "took an essay back", found)
    head = turn.say("essays-was-withdrawn", count=told, title=found.title)
    return [head, drafts.preview(turn, found)]


def _open(turn: Turn) -> Assignment | None:
    found = assignments.set_one(turn.session, turn.number())
    return found if found is not None and found.state == OPEN else None


def _note(turn: Turn, act: str, found: Assignment) -> None:
    audit.note(turn.session, turn.now, turn.my_id, act, f"assignment:{found.id}", found.title)
