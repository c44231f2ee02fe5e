"""What a command leads to."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.turn import Handler

ANYONE = ""


@dataclass(frozen=True, slots=True)
class Route:
    """A command: who may use it, the Vietnamese word it may be typed as, and whether words may follow."""

    handler: Handler
    role: str = ANYONE
    word: str = ""
    takes_words: bool = False
    in_menu: bool = True
    staff_too: bool = False  # a coordinator is shown it too, though it is a learner's
    takes_numbers: bool = False  # of a step: a typed number is what was asked for, not a place in the menu
