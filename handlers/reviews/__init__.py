"""`/ontap`: one's own mistakes again, whenever one likes or every day at a time one chose."""

from handlers.reviews.answering import no_answer, pick, receive_answer, toggle
from handlers.reviews.choosing import choose_time, forget_wish, overview, receive_time
from handlers.reviews.telling import tick

__all__ = [
    "choose_time", "forget_wish", "no_answer", "overview", "pick", "receive_answer", "receive_time", "tick", "toggle",
]  # fmt: skip
