"""A quiz in the room: one question on all phones at once, led from the instructor's phone, shown on a projector."""

from handlers.live.choosing import choose_chapter, choose_class, open_room, overview, rules
from handlers.live.leading import ask_to_end, end, panel, reveal, show_table, start_question
from handlers.live.playing import join, leave, no_answer, pick, receive_answer, toggle, typed_code
from handlers.live.results import overview as past
from handlers.live.results import see
from handlers.live.ticking import tick

__all__ = [
    "ask_to_end", "choose_chapter", "choose_class", "end", "join", "leave", "no_answer", "open_room", "overview",
    "panel", "past", "pick", "receive_answer", "reveal", "rules", "see", "show_table", "start_question", "tick",
    "toggle", "typed_code",
]  # fmt: skip
