"""Essays (bài thu hoạch): setting them, handing them in, marking them."""

from handlers.essays.assigning import (
    drop,
    edit,
    new,
    publish,
    receive_instructions,
    receive_title,
    toggle_anonymous,
    without_instructions,
)
from handlers.essays.choosing import no_place, overview
from handlers.essays.deadlines import choose_due, receive_due
from handlers.essays.desk import missing
from handlers.essays.handing_in import (
    begin,
    give_up,
    hand_in,
    keeps_file,
    not_a_part,
    receive_file,
    receive_part,
    take_back,
)
from handlers.essays.markers import choose as choose_marker
from handlers.essays.marking import (
    again,
    choose_mark,
    following,
    give,
    keep_comment,
    no_comment,
    receive_comment,
    receive_mark,
    reread,
)
from handlers.essays.marking import overview as to_mark
from handlers.essays.reading import archive, ask_name, receive_name, show, table
from handlers.essays.steering import close, remind, reopen, tell_instructions, withdraw
from handlers.essays.ticking import tick

__all__ = [
    "again", "archive", "ask_name", "begin", "choose_due", "choose_mark", "choose_marker", "close", "drop", "edit",
    "following", "give", "give_up", "hand_in", "keep_comment", "keeps_file", "missing", "new", "no_comment",
    "no_place", "not_a_part", "overview", "publish", "receive_comment", "receive_due", "receive_file",
    "receive_instructions", "receive_mark", "receive_name", "receive_part", "receive_title", "remind", "reopen",
    "reread", "show", "table", "take_back", "tell_instructions", "tick", "to_mark", "toggle_anonymous", "withdraw",
    "without_instructions",
]  # fmt: skip
