"""Everything the bot can do, on one page."""

from __future__ import annotations

from dataclasses import dataclass

from handlers import account, help, housekeeping, registration
from handlers.turn import Handler, Tick
from storage.people import COORDINATOR, LEARNER

ANYONE = ""


@dataclass(frozen=True, slots=True)
class Route:
    """A command: who may use it, the Vietnamese word it may be typed as, and whether words may follow."""

    handler: Handler
    role: str = ANYONE
    word: str = ""
    takes_words: bool = False
    in_menu: bool = True


# May be typed by anyone with the role. The order is that of the menus and of /trogiup.
COMMANDS: dict[str, Route] = {
    "start": Route(registration.start, takes_words=True, in_menu=False),
    "ngonngu": Route(account.language, word="ngôn ngữ"),
    "huy": Route(help.cancel, word="hủy", in_menu=False),
    "trogiup": Route(help.overview, word="trợ giúp"),
    # Buttons of notices. They are typed on channels without buttons, so they must stand here.
    "noi": Route(registration.grant_link, COORDINATOR, "nối", takes_words=True, in_menu=False),
    "khongnoi": Route(registration.deny_link, COORDINATOR, "không nối", takes_words=True, in_menu=False),
}

# English and other words for the same commands.
ALIASES = {
    "help": "trogiup",
    "cancel": "huy",
    "language": "ngonngu",
    "schedule": "lich",
    "quiz": "tracnghiem",
    "progress": "tiendo",
    "reminders": "nhacnho",
    "stop": "dung",
    "mydata": "dulieu",
    "delete": "xoa",
    "classes": "lop",
    "broadcast": "thongbao",
    "results": "ketqua",
    "learner": "nguoihoc",
    "inquiries": "phanhoi",
}

# Work only in a chat that was just offered them. The role is checked again at every press.
OFFERED: dict[str, Route] = {
    "dongy": Route(registration.agree),
    "tuchoi": Route(registration.decline),
    "dungtoi": Route(registration.confirm),
    "khongphai": Route(registration.not_me),
    "chonngonngu": Route(account.choose_language),
}

# Get the next free text of the chat that was asked. None means: this was not an answer, look further.
STEPS: dict[str, Route] = {
    "registration.receive_name": Route(registration.receive_name),
    "registration.receive_birth": Route(registration.receive_birth),
}

UPLOAD: Route | None = None  # a coordinator sends a file

# What free text is tried as when nothing was asked and no command fits; None: try the next.
FALLBACKS: tuple[Handler, ...] = (registration.typed_code, help.unknown)
NOT_REGISTERED = help.not_registered  # the command is for people whom the bot knows

# What the clock asks for again and again: seconds between, and a function of (session, centre, now).
TICKS: dict[str, tuple[float, Tick]] = {
    "clean-up": (3600, housekeeping.clean_up),
}


def may(role: str, roles: list[str] | None) -> bool:
    """Whether someone with these roles (None: not registered) may use a route of that role."""
    if role == ANYONE:
        return True
    return roles is not None and (role == LEARNER or role in roles)


def menu(roles: list[str] | None) -> list[str]:
    """The names of the commands that someone with these roles is shown, in order."""
    return [
        name
        for name, route in COMMANDS.items()
        if route.in_menu
        and may(route.role, roles)
        and not (route.role == LEARNER and _only_coordinates(roles))
    ]


def _only_coordinates(roles: list[str] | None) -> bool:
    # Coordinators see their own commands in the menu; the learner's ones still work when typed.
    return roles is not None and COORDINATOR in roles
