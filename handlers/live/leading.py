"""The phone that leads: begin, the next question, the right answer, the table of the best, the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers.live import asking, results, words
from handlers.turn import Reply, Turn
from storage import audit, plans
from storage.accounts import Account
from storage.live import (
    ANSWERED,
    ASKING,
    BETWEEN,
    CLOSING,
    ENDING,
    NO_TABLE,
    OVER,
    STANDINGS,
    LiveQuiz,
    rooms,
    sending,
)
from storage.messages import Message

ALL_THE_SAME = "van"  # they were told that the plan may not suffice
AT_A_GLANCE = timedelta(seconds=1.5)  # nobody reads the answer and types a number so fast


def panel(turn: Turn) -> Reply:
    """`/ttphong live`: where it stands; from now on it is led from this chat."""
    live = _led(turn)
    return _over(turn) if live is None else _panel(turn, live)


def start_question(turn: Turn) -> Reply:
    """`/ttcau live position`: that question goes to all phones, if it is the next."""
    live = _led(turn)
    if live is None:
        return _over(turn)
    if live.state not in BETWEEN or turn.number(1) != live.position + 1 or live.position >= live.questions:
        return _panel(turn, live)
    if not turn.pressed and live.state == ANSWERED and turn.now < live.changed_at + AT_A_GLANCE:
        return _panel(turn, live)  # its number was that of "show the answer" until now
    people = rooms.joined(turn.session, live)
    if not people:
        return _panel(turn, live, turn.voice.text("live-nobody"))
    if live.position == 0 and turn.arguments[-1] != ALL_THE_SAME and (short := _short_plans(turn, live)):
        go_on = turn.choice("live-all-the-same", f"/ttcau {live.id} 1 {ALL_THE_SAME}")
        return Message("\n".join(short), (go_on, turn.choice("live-stop", f"/ttdung {live.id}")))
    turn.accounts |= asking.ask(turn.session, turn.centre, live, turn.now)
    return []


def reveal(turn: Turn) -> Reply:
    """`/ttdapan live position`: the question is over; what came of it follows within a second (see `ticking`)."""
    live = _led(turn)
    if live is None:
        return _over(turn)
    if live.state != ASKING or turn.number(1) != live.position:
        return _panel(turn, live) if live.state not in (CLOSING, ENDING) else []
    rooms.close(live, turn.now)
    sending.call_back(turn.session, live)
    return []


def show_table(turn: Turn) -> Reply:
    """`/ttbang live position`: the table of the best stands on the projector."""
    live = _led(turn)
    if live is None:
        return _over(turn)
    if live.state == ANSWERED and turn.number(1) == live.position and live.shown_table != NO_TABLE:
        live.state, live.changed_at = STANDINGS, turn.now
    return _panel(turn, live)


def ask_to_end(turn: Turn) -> Reply:
    """`/ttdung live`: surely?"""
    live = _led(turn)
    if live is None:
        return _over(turn)
    sure = turn.choice("live-stop-surely", f"/ttket {live.id}")
    back = turn.choice("live-go-on", f"/ttphong {live.id}")
    return turn.say("live-ask-stop", back, sure, title=live.title, number=live.position, total=live.questions)


def end(turn: Turn) -> Reply:
    """`/ttket live`: everybody hears their own result; the one who leads it gets everything.

    While a question stands that follows within a second (see `ticking`), when every answer to it is surely seen.
    """
    live = _led(turn)
    if live is None:
        return _over(turn)
    audit.note(turn.session, turn.now, turn.my_id, "live quiz ended", f"live:{live.id}")
    if live.state in (ASKING, CLOSING, ENDING):
        rooms.close(live, turn.now, ENDING)
        sending.call_back(turn.session, live)
    else:
        turn.accounts |= results.finish(turn.session, turn.centre, live, turn.now)
    return []


def _led(turn: Turn) -> LiveQuiz | None:
    """The live quiz, led from this chat from now on; None when it is over."""
    live = turn.session.get(LiveQuiz, turn.number())
    if live is None or live.state == OVER:
        return None
    live.chat_id = turn.chat.id
    return live


def _panel(turn: Turn, live: LiveQuiz, before: str = "") -> Message:
    shown = words.panel(turn.session, turn.voice, live, turn.now, before=before)
    return replace(shown, replaces=True)


def _over(turn: Turn) -> Message:
    return turn.say("live-is-over", turn.choice("live-another", "/tructiep"))


def _short_plans(turn: Turn, live: LiveQuiz) -> list[str]:
    """A line for each account whose plan has fewer messages left this month than the quiz will take."""
    people, month = rooms.by_account(turn.session, live), plans.month_of(turn.now, turn.centre.zone)
    each = 2 * live.questions + 1  # the question and what came of it, and the end
    return [
        turn.voice.text(
            "live-plan-short", channel=turn.session.get_one(Account, use.account_id).title,
            left=use.left, needed=people[use.account_id] * each,
        )
        for use in plans.uses(turn.session, month)
        if use.account_id in people and people[use.account_id] * each > use.left
    ]  # fmt: skip
