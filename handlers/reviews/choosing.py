"""What there is to go over, and when one wants to be told of it."""

from __future__ import annotations

from datetime import time

from handlers import times_of_day
from handlers.reviews import asking
from handlers.turn import Reply, Turn
from storage.messages import Choice, Message
from storage.reviews import cards, wishes
from storage.vietnamese import fold

TIMES = ("06:30", "12:00", "19:30", "20:30")


def overview(turn: Turn) -> Reply:
    """`/ontap`: how much there is to go over; `ngay`: the first question; `them`: one before its time; `gio`: when.

    None for other words.
    """
    cards.gather(turn.session, turn.my_id, turn.now)
    match fold(turn.text).strip():
        case "ngay":
            found = asking.due(turn)
            return asking.ask(turn, found[0], 1, len(found)) if found else _overview(turn)
        case "them":
            early = cards.soonest(turn.session, turn.my_id, turn.now, turn.centre.zone)
            return _overview(turn) if early is None else asking.ask(turn, early, 1, 1)
        case "gio":
            return _ask_time(turn, "review-which-time")
        case "":
            return _overview(turn)
    return None


def choose_time(turn: Turn) -> Reply:
    """`/ontaplucnao 19:30`"""
    return _wished(turn, times_of_day.read(turn.arguments[0] if turn.arguments else ""))


def receive_time(turn: Turn) -> Reply:
    """A time of day, typed. None for what is none."""
    at = times_of_day.read(turn.text)
    return None if at is None else _wished(turn, at)


def forget_wish(turn: Turn) -> Reply:
    """`/ontapthoi`: not told any more."""
    wishes.drop(turn.session, turn.my_id)
    return turn.say("review-not-told", turn.choice("review-tell", "/ontap gio"))


def _overview(turn: Turn) -> Message:
    total, due = cards.count(turn.session, turn.my_id), len(asking.due(turn))
    wish = wishes.of_person(turn.session, turn.my_id)
    lines = [turn.voice.text("review-due", due=due, total=total) if due else asking.nothing_due(turn)]
    if wish is not None:
        lines.append(turn.voice.text("review-told-at", time=wish.at))
    elif total:
        lines.append(turn.voice.text("review-not-told-yet"))
    choices = [turn.choice("review-begin", "/ontap ngay")] if due else asking.more(turn)
    if wish is None:
        choices.append(turn.choice("review-tell", "/ontap gio"))
    else:
        choices += [turn.choice("review-other-time", "/ontap gio"), turn.choice("review-tell-no-more", "/ontapthoi")]
    return Message("\n".join(lines), tuple(choices))


def _ask_time(turn: Turn, key: str) -> Message:
    turn.ask("reviews.receive_time")
    offered = [at for at in TIMES if times_of_day.may_go_out(turn, time.fromisoformat(at))]
    return turn.say(key, *(Choice(at, f"/ontaplucnao {at}") for at in offered))


def _wished(turn: Turn, at: time | None) -> Reply:
    if at is None or not times_of_day.may_go_out(turn, at):
        return _ask_time(turn, "review-time-quiet")
    turn.chat.forget_question()
    wish = wishes.wish(turn.session, turn.my_id, f"{at:%H:%M}", turn.now, turn.centre.zone)
    most = cards.most_a_day(turn.session, turn.chat.account_id)
    said = turn.say("review-will-be-told", turn.choice("review-see", "/ontap"), time=wish.at, most=most)
    return [said, turn.say("review-stopped")] if turn.me.stopped else said
