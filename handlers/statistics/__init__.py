"""`/thongke`: how a quiz went, which questions to look at, and which chapters are weak."""

from handlers.statistics.looking import details, of_class, overview, see, table
from handlers.statistics.mending import ask_words, correct, mend, receive_key, receive_words

__all__ = [
    "ask_words", "correct", "details", "mend", "of_class", "overview", "receive_key", "receive_words", "see", "table",
]  # fmt: skip
