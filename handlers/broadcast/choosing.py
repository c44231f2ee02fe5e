"""Whom a broadcast is for: a cohort, a unit, everyone, or those who have not done a quiz."""

from __future__ import annotations

from handlers.broadcast.writing import ask_text
from handlers.turn import Reply, Turn
from storage import broadcasts
from storage.broadcasts.audience import COHORT, EVERYONE, KINDS, QUIZ, UNIT, page
from storage.broadcasts.candidates import Candidate, candidates, with_people
from storage.messages import Choice
from storage.vietnamese import fold

PAGE = 8


def choose(turn: Turn) -> Reply:
    """`/thongbao`."""
    if not candidates(turn.session, COHORT):
        return turn.say("broadcast-no-learners")
    picked = [kind for kind in (COHORT, UNIT, QUIZ) if candidates(turn.session, kind)]
    choices = [turn.choice(f"broadcast-by-{kind}", f"/tbchon {kind}") for kind in picked]
    choices.insert(-1 if QUIZ in picked else len(choices), _everyone(turn))
    return turn.say("broadcast-to-whom", *choices)


def pick(turn: Turn) -> Reply:
    """Which cohort, unit or quiz? A page of them; part of a name may be typed instead."""
    kind = turn.arguments[0] if turn.arguments else ""
    if kind not in KINDS:
        return choose(turn)
    return _page(turn, kind, candidates(turn.session, kind), max(0, turn.number(1)))


def find(turn: Turn) -> Reply:
    """Part of a name was typed; None when nothing is called so."""
    kind, wanted = turn.arguments[0], fold(turn.text)
    found = [one for one in candidates(turn.session, kind) if wanted in fold(f"{one.name} {one.code}")]
    if not found or not wanted:
        return None
    if len(found) == 1:
        return _addressed(turn, kind, found[0].id)
    return _page(turn, kind, found, 0)


def address(turn: Turn) -> Reply:
    """The audience is chosen: what is the message?"""
    kind = turn.arguments[0] if turn.arguments else ""
    return _addressed(turn, kind, turn.number(1)) if kind in KINDS else choose(turn)


def _addressed(turn: Turn, kind: str, subject_id: int) -> Reply:
    if not page(turn.session, {"kind": kind, "id": subject_id}, 0, most=1):
        return turn.say("broadcast-nobody-there", turn.choice("broadcast-choose-others", "/thongbao"))
    return ask_text(turn, broadcasts.drafted(turn.session, turn.my_id, kind, subject_id, turn.now))


def _everyone(turn: Turn) -> Choice:
    return turn.choice("broadcast-by-everyone", f"/tbcho {EVERYONE} 0")


def _page(turn: Turn, kind: str, found: list[Candidate], number: int) -> Reply:
    shown = with_people(turn.session, kind, found[number * PAGE : (number + 1) * PAGE])
    choices = [
        turn.choice(
            f"broadcast-candidate-{kind}", f"/tbcho {kind} {one.id}",
            name=one.name, code=one.code, count=one.people,
        )
        for one in shown
    ]  # fmt: skip
    if len(found) > (number + 1) * PAGE:
        choices.append(turn.choice("broadcast-more", f"/tbchon {kind} {number + 1}"))
    turn.ask("broadcast.find", kind)
    key = "broadcast-which" if len(found) <= PAGE else "broadcast-which-of-many"
    return turn.say(f"{key}-{kind}", *choices)
