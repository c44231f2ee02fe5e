"""From what a person sent to the one handler that answers it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from string import ascii_lowercase

from bot.channels import meant
from handlers import routes
from handlers.routes import Route
from storage.chats import Chat
from storage.vietnamese import fold

# What people write around the letter or number of their choice: "câu b", "đáp án B.", "chọn 2)".
_AROUND = re.compile(r"^(cau|dap an|chon|phuong an|y|so|tra loi|option|answer)?\s*[(\[]?([a-z]|\d{1,2})[.):\]]*$")
_CHOOSING = (None, "chon", "so")  # the other words are said of answers; "Câu 1" may well head a text that is wanted
_LONGEST_MARK = 2  # letters or digits of what a choice is called in the text above it
_NONE = ["", ""]
_LONGEST_COMMAND = 3  # words that together may be a command: "trac nghiem", "tien do"


@dataclass(frozen=True, slots=True)
class Routed:
    """A route with what it is to be given. `answers` says that it uses up the question that was open."""

    route: Route
    arguments: tuple[str, ...] = ()
    text: str = ""
    answers: bool = False


def pressed(chat: Chat, command: str) -> Routed | None:
    """The route of a button, if this chat was offered it lately; None for a stale or forged one.

    The button of a command that may be typed works always, and leaves an open question open, as typing it
    would.
    """
    command = meant(command, chat.offered)
    name = command.removeprefix("/").partition(" ")[0]
    on_menu = any(command == offered for _, offered in chat.menu)
    return of_command(command, answers=on_menu or name not in routes.COMMANDS, offered=command in chat.offered)


def typed(chat: Chat, text: str) -> list[Routed]:
    """The routes to try for typed text, the likeliest first."""
    if text.startswith("/"):
        found = of_command(text, answers=False, offered=False)
        return [found] if found else []
    word = _word(text)
    tries = [_picked(chat, text), _step(chat, text), word]
    if f"/{fold(text)}" in chat.offered:  # written under a notice, to be typed: no answer to the question that is open
        tries.insert(0, word)
    return [routed for routed in tries if routed is not None]


def of_command(command: str, *, answers: bool, offered: bool = True) -> Routed | None:
    """The route of `/name argument …`, or None when there is no such command."""
    name, _, rest = command.removeprefix("/").partition(" ")
    name = fold(name).partition("@")[0]
    name = routes.ALIASES.get(name, name)
    route = (routes.OFFERED.get(name) if offered else None) or routes.COMMANDS.get(name)
    if route is None:
        return None
    return Routed(route, tuple(rest.split()), rest.strip(), answers)


def _picked(chat: Chat, text: str) -> Routed | None:
    """The choice of the menu that the text names by label, number or letter."""
    asked = chat.asked()
    is_value = bool(asked) and asked[0] in routes.STEPS and routes.STEPS[asked[0]].takes_numbers
    command = _choice(chat.menu, text, places=not is_value)
    return of_command(command, answers=True) if command else None


def _choice(menu: list[list[str]], text: str, *, places: bool) -> str | None:
    if not menu:
        return None
    exact = [command for label, command in menu if _same(label, text)]
    if exact or _is_accented_word(text):  # "dừng" does not choose "Đúng"
        return exact[0] if exact else None
    said = fold(text)
    alike = [command for label, command in menu if _bare(label) == said]
    if len(alike) == 1:
        return alike[0]
    found = _AROUND.match(said)
    if found is None:
        return None
    word, mark = found.groups()
    label, command = _marked(menu, mark, places=places)
    return command if word in _CHOOSING or len(label) <= _LONGEST_MARK else None


def _marked(menu: list[list[str]], mark: str, *, places: bool) -> list[str]:
    """The choice that is called by that letter or number, or stands at it; [label, command], empty for none."""
    mark = str(int(mark)) if mark.isdigit() else mark
    called = [choice for choice in menu if _bare(choice[0]) == mark]
    if called or not mark.isdigit() or not places:
        return called[0] if called else _NONE
    return _numbered(menu, int(mark) - 1)


def _numbered(menu: list[list[str]], place: int) -> list[str]:
    """The choice at that place; among lettered options 3 means C, also where B is not offered any more.

    Where choices are called by numbers (marks), a number is never the place of one that is called by another.
    """
    letters = {_bare(label): [label, command] for label, command in menu if _bare(label) in set(ascii_lowercase)}
    lettered = bool(letters) and list(letters) == sorted(letters)
    if lettered and ascii_lowercase[place : place + 1] in letters:
        return letters[ascii_lowercase[place]]
    if not 0 <= place < len(menu):
        return _NONE
    label, command = menu[place]
    is_called = (lettered and _bare(label) in letters) or (label.isdigit() and len(label) <= _LONGEST_MARK)
    return _NONE if is_called else [label, command]


def _same(label: str, text: str) -> bool:
    return _composed(label) == _composed(text)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip()).casefold()


def _bare(label: str) -> str:
    """The label without accents, case and the pictures around it."""
    return fold(re.sub(r"[^\w\s/,.:+-]", "", label))


def _step(chat: Chat, text: str) -> Routed | None:
    asked = chat.asked()
    if not asked or asked[0] not in routes.STEPS:
        return None
    return Routed(routes.STEPS[asked[0]], tuple(asked[1:]), text, answers=True)


def _word(text: str) -> Routed | None:
    """The command that the text begins with, with or without accents: `Lịch`, `lich`, `trac nghiem`."""
    words = text.split()
    for count in range(min(_LONGEST_COMMAND, len(words)), 0, -1):
        said, rest = " ".join(words[:count]), " ".join(words[count:])
        name = _command_called(said)
        if name is None:
            continue
        route = routes.COMMANDS[name]
        if not rest or route.takes_words:
            return Routed(route, tuple(rest.split()), rest)
    return None


def _is_accented_word(text: str) -> bool:
    """Whether it is a command's word, written with its accents."""
    said = _composed(text).rstrip(".!?")
    return fold(said) != said and any(said == route.word for route in routes.COMMANDS.values())


def _command_called(said: str) -> str | None:
    folded = fold(said).rstrip(".!?")
    name = routes.ALIASES.get(folded, folded.replace(" ", ""))
    route = routes.COMMANDS.get(name)
    if route is None:
        return None
    # "đúng" and "dừng" fold to the same letters: whoever writes accents must mean this word.
    accented = folded != _composed(said).rstrip(".!?")
    return name if not accented or not route.word or _same(route.word, said.rstrip(".!?")) else None
