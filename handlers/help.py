"""Help by role, and the answers to what fits nothing."""

from __future__ import annotations

from dataclasses import replace

from handlers.turn import Reply, Turn
from storage import plans
from storage.people import COORDINATOR, INSTRUCTOR


def overview(turn: Turn) -> Reply:
    """What this person can do, one command a line."""
    roles = None if turn.person is None else turn.person.roles
    lines = "\n".join(f"/{name}: {turn.voice.text(f'help-command-{name}')}" for name in turn.menu(roles))
    message = turn.say(f"help-for-{_whom(roles)}", commands=lines)
    return replace(message, commands=turn.command_menu(turn.person.roles)) if turn.person is not None else message


def _whom(roles: list[str] | None) -> str:
    if roles is None:
        return "strangers"
    return "coordinators" if COORDINATOR in roles else "instructors" if INSTRUCTOR in roles else "learners"


def cancel(turn: Turn) -> Reply:
    """Nothing is asked any more."""
    turn.chat.forget_question()
    return turn.say("help-cancelled")


def in_group(turn: Turn) -> Reply:
    """Called in a group, where everyone would read the answer."""
    return turn.say("help-in-group")


def full(turn: Turn) -> Reply:
    """This account takes nobody more: where there is room."""
    others = [one.title for one in plans.with_room(turn.session) if one.id != turn.chat.account_id]
    return turn.say("help-full", channels=", ".join(others) or "none")


def unknown(turn: Turn) -> Reply:
    """Free text that fits nothing: what can be done now."""
    # What a stranger was offered last stays open, unless it only led to registering.
    if turn.person is None and all(command == "/start" for _, command in turn.chat.menu):
        return not_registered(turn)
    if turn.chat.menu:
        return turn.say("help-choose-from-menu", count=len(turn.chat.menu))
    return turn.say("help-unknown", turn.choice("help-see-help", "/trogiup"))


def not_yours(turn: Turn) -> Reply:
    """An instructor typed a command of coordinators."""
    return turn.say("help-coordinators-only", turn.choice("help-see-help", "/trogiup"))


def not_registered(turn: Turn) -> Reply:
    return turn.say("help-not-registered", turn.choice("help-register", "/start"))


def stale(turn: Turn) -> Reply:
    """A button that was not offered here lately."""
    return turn.say("help-stale", turn.choice("help-see-help", "/trogiup"))


def cannot_read(turn: Turn) -> Reply:
    """A sticker, a voice, a picture, or a file from someone who may not send files."""
    return turn.say("help-cannot-read", turn.choice("help-see-help", "/trogiup"))


def slow_down(turn: Turn) -> Reply:
    return turn.say("help-slow-down")
