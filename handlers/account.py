"""What a person decides about themselves: the language, whether to get messages, and to be forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from handlers.texts import LANGUAGES
from handlers.turn import Reply, Turn
from storage import erasure
from storage.messages import Choice


def language(turn: Turn) -> Reply:
    """Ask for the language."""
    choices = [Choice(name, f"/chonngonngu {code}") for code, name in LANGUAGES.items()]
    return turn.say("account-which-language", *choices)


def choose_language(turn: Turn) -> Reply:
    """From now on the bot speaks that language in this chat, and so does its menu."""
    if turn.arguments and turn.arguments[0] in LANGUAGES:
        turn.chat.language = turn.arguments[0]
    message = turn.say("account-language-chosen", replaces=True)
    return replace(message, commands=turn.command_menu(turn.person.roles)) if turn.person is not None else message


def stop(turn: Turn) -> Reply:
    """Nothing but replies from now on."""
    if turn.me.stopped:
        return turn.say("account-stopped-before", turn.choice("account-resume", "/nhanlai"))
    erasure.stop(turn.session, turn.me)
    return turn.say("account-stopped", turn.choice("account-resume", "/nhanlai"))


def resume(turn: Turn) -> Reply:
    """Reminders and broadcasts come again."""
    if turn.me.erase_at is not None:
        turn.me.was_stopped = False
        return keep(turn)
    if not turn.me.stopped:
        return turn.say("account-not-stopped", turn.choice("account-see-help", "/trogiup"))
    turn.me.stopped = False
    return turn.say("account-resumed", turn.choice("account-see-schedule", "/lich"))


def erase(turn: Turn) -> Reply:
    """Ask whether everything shall be forgotten, and say what that means."""
    if turn.person is not None and turn.person.erase_at is not None:
        return _waits(turn, turn.person.erase_at)
    key = "account-erase-stranger" if turn.person is None else "account-erase"
    return turn.say(
        key,
        turn.choice("account-erase-yes", "/dongyxoa"),
        turn.choice("account-erase-no", "/khongxoa"),
        days=erasure.TIME_TO_CHANGE_ONES_MIND.days,
    )


def confirm_erasure(turn: Turn) -> Reply:
    """ "Yes, forget me": in a few days; at once for someone who never registered."""
    if turn.person is None:
        erasure.forget_stranger(turn.session, turn.chat, turn.now)
        return turn.say("account-erased-stranger")
    return _waits(turn, erasure.ask(turn.session, turn.person, turn.now))


def refuse_erasure(turn: Turn) -> Reply:
    return turn.say("account-nothing-erased", turn.choice("account-see-help", "/trogiup"), replaces=True)


def keep(turn: Turn) -> Reply:
    """Not to be forgotten after all."""
    if turn.me.erase_at is None:
        return turn.say("account-nothing-erased", turn.choice("account-see-help", "/trogiup"))
    erasure.keep(turn.session, turn.me, turn.now)
    if turn.me.stopped:
        return turn.say("account-kept-stopped", turn.choice("account-resume", "/nhanlai"))
    return turn.say("account-kept", turn.choice("account-see-schedule", "/lich"))


def _waits(turn: Turn, erase_at: datetime) -> Reply:
    return turn.say(
        "account-erasure-waits",
        turn.choice("account-keep", "/giulai"),
        moment=turn.voice.moment(erase_at),
    )
