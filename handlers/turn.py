"""One person's turn to speak: all that a handler gets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session

from handlers.voice import Centre, Voice
from storage import chats, outbox, people
from storage.chats import Chat
from storage.files.question_rows import QuestionSheet
from storage.files.sheets import Grid
from storage.messages import Choice, File, Message
from storage.people import Person
from storage.vietnamese import fold

Reply = Message | Sequence[Message] | None
Handler = Callable[["Turn"], Reply]
Tick = Callable[[Session, Centre, datetime], bool | None]
"""What the clock asks: it puts what is due into the outbox. True: there is more, ask again at once."""

GIVE_UP = ("huy", "thoi", "cancel")
LARGEST_NUMBER = 2**63 - 1  # what a database takes


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file that the person sent, as far as it could be read: its `grid`, its `questions` where it is a text or a
    document of these, or the text key of the `problem`.

    One that is to be kept `as_it_is` has its bytes as `content` and is not read.
    """

    name: str
    grid: Grid | None = None
    questions: QuestionSheet | None = None
    problem: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    as_it_is: bool = False
    content: bytes = b""


@dataclass(slots=True)
class Turn:
    """What was said, by whom, when, with the database at hand.

    `arguments` are those of the command or of the step; `text` is what was typed (for a command: what stands
    after it). `bot_name` is the bot's name for links, or empty; `menu` lists the commands shown to someone with
    these roles. `accounts` collects those, beside the chat's own, for which the turn queued something.
    """

    session: Session
    centre: Centre
    chat: Chat
    person: Person | None
    now: datetime
    text: str = ""
    arguments: tuple[str, ...] = ()
    pressed: bool = False
    file: OpenedFile | None = None
    bot_name: str = ""
    menu: Callable[[list[str] | None], list[str]] = lambda roles: []
    accounts: set[int] = field(default_factory=set)

    @property
    def voice(self) -> Voice:
        return Voice(self.centre, self.chat.language)

    @property
    def me(self) -> Person:
        """The person, where the route made sure that there is one."""
        assert self.person is not None
        return self.person

    @property
    def my_id(self) -> int:
        """The person's id, where the route made sure that there is a person."""
        assert self.person is not None and self.person.id is not None
        return self.person.id

    def say(
        self, key: str, *choices: Choice, file: File | None = None, replaces: bool = False, **values: Any
    ) -> Message:
        return self.voice.say(key, *choices, file=file, replaces=replaces, **values)

    def choice(self, key: str, command: str, **values: Any) -> Choice:
        return self.voice.choice(key, command, **values)

    def ask(self, step: str, *arguments: object) -> None:
        """Let the handler called `step` (see `routes.STEPS`) have the next free text."""
        self.chat.ask(step, *arguments)

    def gives_up(self) -> bool:
        """Whether what was typed means to leave the question; where any words may be the answer, nothing else does.

        (Many a quiz is called "Kiểm tra", which is the word of a command too.)
        """
        return fold(self.text) in GIVE_UP

    def is_coordinator(self) -> bool:
        return self.person is not None and people.COORDINATOR in self.person.roles

    def number(self, position: int = 0) -> int:
        """The argument at that position as a number; -1, which no row has, when it is none or too large."""
        try:
            number = int(self.arguments[position])
        except (IndexError, ValueError):
            return -1
        return number if abs(number) <= LARGEST_NUMBER else -1

    def tell(self, chat: Chat, make: Callable[[Voice], Message], *, kind: str, **details: Any) -> int | None:
        """Queue a notice to another chat, in its language; its id, or None (see `outbox.put`)."""
        message = make(Voice(self.centre, chat.language))
        self.accounts.add(chat.account_id)
        return outbox.put(self.session, chat, message, now=self.now, lane=outbox.NOTICE, kind=kind, **details)

    def tell_coordinators(self, make: Callable[[Voice], Message], *, kind: str) -> int:
        """Queue a notice to every coordinator who can be reached, and return how many that are."""
        told = 0
        for coordinator in people.with_role(self.session, people.COORDINATOR):
            assert coordinator.id is not None
            chat = chats.reaching(self.session, coordinator.id)
            if chat is not None:
                self.tell(chat, make, kind=kind)
                told += 1
        return told

    def command_menu(self, roles: list[str]) -> tuple[tuple[str, str], ...]:
        """The commands shown to someone with these roles and what each does, for the channel's menu."""
        return tuple((name, self.voice.text(f"help-command-{name}")) for name in self.menu(roles))

    def class_link(self, code: str) -> str:
        """The link that opens the bot with a code, or empty while the bot's name is not known."""
        return f"https://t.me/{self.bot_name}?start={code}" if self.bot_name else ""
