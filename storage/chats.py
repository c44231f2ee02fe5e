"""Where we reach a person, what we last offered them, and what they may be asked next."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import JSON, Column, bindparam
from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, func, select

from storage.database import UTCDateTime, inserting
from storage.messages import Choice
from storage.people import Person

ACTIVE, BLOCKED, GONE = "active", "blocked", "gone"
IDS_AT_ONCE = 1000
REMEMBERED_OFFERS = 40  # commands of earlier buttons that still work


class Chat(SQLModel, table=True):
    """One conversation on one account.

    `step` is the handler that gets the next free text, with its arguments, as a JSON list (empty: none).
    `menu` holds the choices a number or a label picks from, as [label, command] pairs; `offered` the commands
    of the buttons shown lately, newest last: nothing else a button says is obeyed. `preferred` is whether the person
    chose this one of their chats for what nobody asked for just now.
    """

    __table_args__ = (UniqueConstraint("account_id", "external_id"),)

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id")
    external_id: str
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    language: str = "vi"
    state: str = ACTIVE
    preferred: bool = False
    step: str = ""
    menu: list[list[str]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    offered: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    created_at: datetime = Field(sa_type=UTCDateTime)
    last_in_at: datetime | None = Field(default=None, sa_type=UTCDateTime)

    def ask(self, step: str, *arguments: object) -> None:
        """Let the handler called `step` have the next free text. The menu is cleared."""
        self.step = json.dumps([step, *(str(argument) for argument in arguments)], ensure_ascii=False)
        self.menu = []

    def asked(self) -> list[str]:
        """The step and its arguments, or an empty list."""
        steps: list[str] = json.loads(self.step) if self.step else []
        return steps

    def offer(self, choices: Iterable[Choice]) -> None:
        """Make these choices the menu."""
        self.menu = [[choice.label, choice.command] for choice in choices]
        self.allow(choices)

    def allow(self, choices: Iterable[Choice]) -> None:
        """Let the buttons of a notice work without touching the menu."""
        commands = [choice.command for choice in choices]
        kept = [command for command in self.offered if command not in commands]
        self.offered = [*kept, *commands][-REMEMBERED_OFFERS:]

    def forget_question(self) -> None:
        """Nothing is asked any more."""
        self.step = ""
        self.menu = []


_USED_AT = func.coalesce(Chat.last_in_at, Chat.created_at)  # without NULL, which the databases sort differently
# The best of a person's chats comes first: the one they chose, then the one used last.
BEST_FIRST = (col(Chat.preferred).desc(), _USED_AT.desc(), col(Chat.id).desc())
BEST_LAST = (col(Chat.preferred), _USED_AT, col(Chat.id))

# Made once: building a statement costs more than SQLite needs to run it.
_OPEN = (
    select(Chat, Person)
    .outerjoin(Person, col(Chat.person_id) == Person.id)
    .where(Chat.account_id == bindparam("account"), Chat.external_id == bindparam("external"))
    # SQLite leaves this out; it writes one at a time anyway. Others may still queue messages to the chat.
    .with_for_update(of=Chat, key_share=True)
)


def open_chat(
    session: Session, account_id: int, external_id: str, *, language: str, now: datetime
) -> tuple[Chat, Person | None]:
    """The chat and its person, in one query; the chat is made when it is new."""
    found = session.execute(_OPEN, {"account": account_id, "external": external_id}).first()
    if found is None:
        _make(session, Chat(account_id=account_id, external_id=external_id, language=language, created_at=now))
        found = session.execute(_OPEN, {"account": account_id, "external": external_id}).one()
    return found[0], found[1]


def _make(session: Session, chat: Chat) -> None:
    """Insert the chat, unless another process is just doing so."""
    values = chat.model_dump(exclude={"id"})
    session.connection().execute(inserting(session, Chat).values(values).on_conflict_do_nothing())


def person_in(session: Session, account_id: int, external_id: str) -> Person | None:
    """Whose chat it is; None when it is nobody's or not known."""
    query = select(Person).join(Chat, col(Chat.person_id) == Person.id)
    return session.exec(query.where(Chat.account_id == account_id, Chat.external_id == external_id)).first()


def asked_in(session: Session, account_id: int, external_id: str) -> list[str]:
    """The step of that chat with its arguments, or an empty list."""
    query = select(Chat).where(Chat.account_id == account_id, Chat.external_id == external_id)
    chat = session.exec(query).first()
    return [] if chat is None else chat.asked()


def of_person(session: Session, person_id: int) -> list[Chat]:
    """Every chat of the person, the best first (see `BEST_FIRST`)."""
    query = select(Chat).where(Chat.person_id == person_id).order_by(*BEST_FIRST)
    return list(session.exec(query))


def reaching(session: Session, person_id: int) -> Chat | None:
    """The chat in which the person can be reached: the best of the active ones, or None."""
    return next((chat for chat in of_person(session, person_id) if chat.state == ACTIVE), None)


def reaching_all(session: Session, person_ids: Iterable[int]) -> dict[int, Chat]:
    """For each person who can be reached, the chat that does it (see `reaching`)."""
    query = select(Chat).where(Chat.state == ACTIVE).order_by(*BEST_LAST)
    return {
        chat.person_id: chat
        for some in _in_parts(person_ids)
        for chat in session.exec(query.where(col(Chat.person_id).in_(some)))
        if chat.person_id is not None
    }


def linked_people(session: Session, person_ids: Iterable[int]) -> set[int]:
    """Those of these people whom a chat, active or blocked, belongs to."""
    query = select(Chat.person_id)
    return {
        person_id
        for some in _in_parts(person_ids)
        for person_id in session.exec(query.where(col(Chat.person_id).in_(some)))
        if person_id is not None
    }


def _in_parts(ids: Iterable[int]) -> Iterator[list[int]]:
    """The ids in lists that fit into a statement."""
    every = list(ids)
    for start in range(0, len(every), IDS_AT_ONCE):
        yield every[start : start + IDS_AT_ONCE]


def prefer(session: Session, person_id: int, chat_id: int) -> None:
    """From now on what nobody asked for just now goes to that chat of the person's."""
    for chat in of_person(session, person_id):
        chat.preferred = chat.id == chat_id


def block(session: Session, chat_id: int, state: str = BLOCKED) -> None:
    """The person blocked the bot, or the chat is gone."""
    session.get_one(Chat, chat_id).state = state


def move(session: Session, chat_id: int, external_id: str) -> None:
    """The platform gave the chat a new id."""
    session.get_one(Chat, chat_id).external_id = external_id
