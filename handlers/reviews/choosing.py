"""What there is to go over, and when one wants to be told of it."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from handlers.reviews import asking
from handlers.turn import Reply, Turn
from storage.messages import Choice
from storage.reviews import A_DAY, cards, wishes
from storage.vietnamese import fold

NOW, MORE, WHEN = "ngay", "them", "gio"
TIMES = ("06:30", "12:00", "19:30", "20:30")
_TIME = re.compile(r"(\d{1,2})(?:\s*(?:[:hg.]|giờ)\s*(\d{2})?)?")


def overview(turn: Turn) -> Reply:
    """`/ontap`: how much there is to go over; `ngay`: the first question; `them`: one before its time; `gio`: when.

    None for other words.
    """
    match fold(turn.text).strip():
        case "ngay":
            return _begin(turn)
        case "them":
            return _begin(turn, early=True)
        case "gio":
            return times(turn)
        case "":
            return _overview(turn)
    return None


def times(turn: Turn) -> Reply:
    """`/ontapgio`: at what time?"""
    turn.ask("reviews.receive_time")
    return turn.say("review-which-time", *_times(turn))


def choose_time(turn: Turn) -> Reply:
    """`/ontaplucnao 19:30`"""
    at = turn.arguments[0] if turn.arguments else ""
    return _wished(turn, at) if at in TIMES else times(turn)


def receive_time(turn: Turn) -> Reply:
    """A time of day, typed. None for what is none."""
    found = _TIME.fullmatch(turn.text.strip().casefold())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if hour > 23 or minute > 59 or _is_quiet(turn, time(hour, minute)):
        turn.ask("reviews.receive_time")
        return turn.say("review-time-quiet", *_times(turn))
    return _wished(turn, f"{hour:02}:{minute:02}")


def forget_wish(turn: Turn) -> Reply:
    """`/ontapthoi`: not told any more."""
    wishes.drop(turn.session, turn.my_id)
    return turn.say("review-not-told", turn.choice("review-tell", f"/ontap {WHEN}"))


def _overview(turn: Turn) -> Reply:
    cards.gather(turn.session, turn.my_id, turn.now)
    total, due = cards.count(turn.session, turn.my_id), len(cards.due(turn.session, turn.my_id, turn.now, A_DAY))
    if not total:
        return turn.say("review-nothing", *_wish_choices(turn))
    choices = [turn.choice("review-begin", f"/ontap {NOW}")] if due else asking.more(turn)
    wish = wishes.of_person(turn.session, turn.my_id)
    lines = [turn.voice.text("review-due", due=due, total=total) if due else asking.nothing_due(turn)]
    lines.append(turn.voice.text("review-told-at", time=wish.at) if wish else turn.voice.text("review-not-told-yet"))
    return turn.say("review-lines", *choices, *_wish_choices(turn), lines="\n".join(lines))


def _wish_choices(turn: Turn) -> list[Choice]:
    if wishes.of_person(turn.session, turn.my_id) is None:
        return [turn.choice("review-tell", f"/ontap {WHEN}")]
    return [turn.choice("review-other-time", f"/ontap {WHEN}"), turn.choice("review-tell-no-more", "/ontapthoi")]


def _begin(turn: Turn, *, early: bool = False) -> Reply:
    cards.gather(turn.session, turn.my_id, turn.now)
    if early:
        since = turn.now.astimezone(turn.centre.zone).replace(hour=0, minute=0, second=0, microsecond=0)
        found = cards.soonest(turn.session, turn.my_id, since, 1)
    else:
        found = cards.due(turn.session, turn.my_id, turn.now, A_DAY)
    if not found:
        return _overview(turn)
    return asking.ask(turn, found[0], 1, len(found))


def _wished(turn: Turn, at: str) -> Reply:
    turn.chat.forget_question()
    wishes.wish(turn.session, turn.my_id, at, turn.now, turn.centre.zone)
    said = turn.say("review-will-be-told", turn.choice("review-see", "/ontap"), time=at, most=A_DAY)
    return [said, turn.say("review-stopped")] if turn.me.stopped else said


def _times(turn: Turn) -> list[Choice]:
    return [Choice(at, f"/ontaplucnao {at}") for at in TIMES if not _is_quiet(turn, time.fromisoformat(at))]


def _is_quiet(turn: Turn, at: time) -> bool:
    day = turn.now.astimezone(turn.centre.zone).date() + timedelta(days=1)
    moment = datetime.combine(day, at, turn.centre.zone)
    return turn.centre.after_quiet(moment) != moment
