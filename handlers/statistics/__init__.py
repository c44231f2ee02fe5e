"""`/thongke`: how a quiz went, which questions to look at, and which chapters are weak."""

from handlers.statistics.changed import table as changed_table
from handlers.statistics.looking import details, of_class, overview, see, table
from handlers.statistics.mending import ask_words, correct, faulty, mend, propose, receive_key, receive_words

__all__ = [
    "ask_words", "changed_table", "correct", "details", "faulty", "mend", "of_class", "overview", "propose",
    "receive_key", "receive_words", "see", "table",
]  # fmt: skip
