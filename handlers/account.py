"""What a person decides about themselves: language, and what is kept about them."""

from __future__ import annotations

from dataclasses import replace

from handlers.texts import LANGUAGES
from handlers.turn import Reply, Turn
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
    return (
        replace(message, commands=turn.command_menu(turn.person.roles))
        if turn.person is not None
        else message
    )
