"""The bank of questions: approving drafts, looking into it, taking it out as a file."""

from handlers.bank.approving import (
    approve,
    approve_all,
    ask_approve_all,
    later,
    look,
    open_quiz,
    overview,
    reject,
    take_all_back,
    take_back,
)
from handlers.bank.browsing import bring_back, browse, export, retire, see, see_chapter, see_versions
from handlers.bank.correcting import choose_part, correct, receive_number, receive_part

__all__ = [
    "approve", "approve_all", "ask_approve_all", "bring_back", "browse", "choose_part", "correct", "export",
    "later", "look", "open_quiz", "overview", "receive_number", "receive_part", "reject",
    "retire", "see", "see_chapter", "see_versions", "take_all_back", "take_back",
]  # fmt: skip
