"""One incoming message → one handler → the outbox, in one transaction."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from weakref import WeakValueDictionary

import structlog
from sqlmodel import Session

from bot import routing, uploads
from bot.channels import Channel
from bot.floods import Floods
from bot.measures import Measures
from handlers import help, routes
from handlers.texts import DEFAULT, LANGUAGES
from handlers.turn import Handler, OpenedFile, Reply, Turn
from handlers.voice import Centre, Voice
from storage import chats, inbox, outbox, plans
from storage.chats import Chat
from storage.database import Database, in_short, is_trouble
from storage.messages import Incoming, Message, Received
from storage.people import INSTRUCTOR

log = structlog.get_logger(__name__)

Answer = tuple[str, Sequence[Message]]
"""The name of a handler, and what it said."""


class Dispatcher:
    """Gives every event its turn. `wake` is called with the account when something waits in the outbox."""

    def __init__(
        self,
        database: Database,
        centre: Centre,
        now: Callable[[], datetime],
        wake: Callable[[int], None],
        measures: Measures | None = None,
    ) -> None:
        self.database = database
        self.centre = centre
        self.now = now
        self.wake = wake
        self.measures = measures or Measures()
        self.bot_name = ""
        self.floods = Floods()
        self._chats: WeakValueDictionary[tuple[int, str], asyncio.Lock] = WeakValueDictionary()

    def receiver(self, channel: Channel) -> Callable[[Incoming], Awaitable[None]]:
        """What the channel calls with each event."""

        async def receive(incoming: Incoming) -> None:
            await self.receive(channel, incoming)

        return receive

    async def receive(self, channel: Channel, incoming: Incoming) -> None:
        """Apply the event exactly once. Raises when it failed and must come again.

        The events of one chat are applied in the order in which they come; different chats do not wait.
        """
        if incoming.kind == "broken":
            await self._set_aside(channel.account_id, incoming)
            return
        flood = self.floods.judge(channel.account_id, incoming)
        if flood == "silent":
            self.measures.turns["", "flood"] += 1
            return
        in_order = self._chats.setdefault((channel.account_id, incoming.chat), asyncio.Lock())
        async with in_order:
            await self._applied(channel, incoming, warn=flood == "warn")
        self.wake(channel.account_id)

    async def again(self, channel: Channel, incoming: Incoming) -> None:
        """Apply an event that was released from quarantine; nobody flooded us with it."""
        async with self._chats.setdefault((channel.account_id, incoming.chat), asyncio.Lock()):
            await self._applied(channel, incoming, warn=False)
        self.wake(channel.account_id)

    async def _applied(self, channel: Channel, incoming: Incoming, *, warn: bool) -> None:
        account_id, began, others = channel.account_id, time.monotonic(), set[int]()
        try:
            file = await self._open(channel, incoming) if incoming.file else None
            handler = await self.database.run(
                lambda session: self._turn(session, channel, incoming, file, others, warn=warn)
            )
            self.measures.turn(handler, "done" if handler else "repeated", began)
            for other in others - {account_id}:
                self.wake(other)
        except Exception as error:
            if is_trouble(error):  # no fault of the event's: it comes again
                log.warning("a turn waits for the database", key=incoming.key, error=in_short(error))
                self.measures.turn("", "database", began)
                raise
            log.exception("turn failed", kind=incoming.kind, key=incoming.key)
            self.measures.turn("", "failed", began)
            if not await self._give_up(account_id, incoming, error):
                raise

    async def _open(self, channel: Channel, incoming: Incoming) -> OpenedFile | None:
        """The file, fetched outside of the transaction; None where nobody waits for one."""
        assert incoming.file is not None
        account_id, chat = channel.account_id, incoming.chat

        def wanted(session: Session) -> Callable[[Channel, Received], Awaitable[OpenedFile]] | None:
            person = chats.person_in(session, account_id, chat)
            if person is None:
                return None
            if routes.KEEPS_FILE(session, person, chats.asked_in(session, account_id, chat)):
                return uploads.as_it_is
            return uploads.opened if routes.may(INSTRUCTOR, person.roles) else None

        fetch = await self.database.read(wanted)
        return None if fetch is None else await fetch(channel, incoming.file)

    def _turn(
        self,
        session: Session,
        channel: Channel,
        incoming: Incoming,
        file: OpenedFile | None,
        others: set[int],
        *,
        warn: bool,
    ) -> str:
        """One transaction; the name of the handler that answered, or empty for an event that was done before.

        `others` gets the further accounts that have something to send now.
        """
        now, account_id = self.now(), channel.account_id
        if not inbox.take(session, account_id, incoming.key, now):
            return ""
        if channel.capabilities.messages_a_month is not None:
            plans.note(session, account_id, plans.month_of(now, self.centre.zone), received=1)
        language = incoming.language[:2] if incoming.language[:2] in LANGUAGES else DEFAULT
        chat, person = chats.open_chat(session, account_id, incoming.chat, language=language, now=now)
        if incoming.kind in {"blocked", "unblocked", "moved"}:
            _note_state(chat, incoming)
            return incoming.kind
        chat.state, chat.last_in_at = chats.ACTIVE, now
        turn = Turn(session, self.centre, chat, person, now, incoming.text, file=file, bot_name=self.bot_name)
        turn.pressed, turn.menu, turn.accounts = incoming.kind == "press", routes.menu, others
        handler, messages = self._limited(turn, channel, warn=warn) or self._answers(turn, incoming)
        _put(session, chat, messages, incoming, now)
        return handler

    def _limited(self, turn: Turn, channel: Channel, *, warn: bool) -> Answer | None:
        """What is said to someone who writes too fast, or for whom the account has no place; None to others."""
        if warn:
            return _said_by(help.slow_down, turn)
        if channel.capabilities.people is None or turn.person is not None:
            return None
        return _said_by(help.full, turn) if plans.is_full(turn.session, channel.account_id) else None

    def _answers(self, turn: Turn, incoming: Incoming) -> Answer:
        if incoming.kind == "press":
            routed = routing.pressed(turn.chat, incoming.text)
            return _said_by(help.stale, turn) if routed is None else self._run(turn, routed) or ("none", [])
        if incoming.kind == "file":
            return _file_reply(turn)
        if incoming.kind == "group":
            return _said_by(help.in_group, turn)
        if incoming.kind == "other":
            return _first_of(routes.UNREADABLE, turn)
        for routed in routing.typed(turn.chat, incoming.text.strip()):
            answer = self._run(turn, routed)
            if answer is not None:
                return answer
        turn.text, turn.arguments = incoming.text.strip(), ()
        return _first_of(routes.FALLBACKS, turn)

    def _run(self, turn: Turn, routed: routing.Routed) -> Answer | None:
        """What the handler says; None when it says that this was not for it."""
        chat, route = turn.chat, routed.route
        roles = None if turn.person is None else turn.person.roles
        if not routes.may(route.role, roles):
            handler = routes.NOT_REGISTERED if roles is None else routes.NOT_YOURS
            return _said_by(handler, turn) if roles is None or routes.may(INSTRUCTOR, roles) else None
        step, menu = chat.step, chat.menu
        if routed.answers:
            chat.forget_question()
        turn.arguments, turn.text = routed.arguments, routed.text
        reply = route.handler(turn)
        if reply is None:
            chat.step, chat.menu = step, menu
            return None
        return _name(route.handler), _as_list(reply)

    async def _set_aside(self, account_id: int, incoming: Incoming) -> None:
        """Quarantine at once: an event that cannot even be read will not get better."""
        now, body = self.now(), _storable(incoming.text)
        await self.database.run(
            lambda session: inbox.failed(session, account_id, incoming.key, body, "unreadable", now, tries=1)
        )

    async def _give_up(self, account_id: int, incoming: Incoming, error: Exception) -> bool:
        """Count the failure; True when the event need not come again, and the person was told why."""
        body = _storable(json.dumps(asdict(incoming), ensure_ascii=False))
        reason = _storable(f"{type(error).__name__}: {error}")
        now = self.now()

        def count(session: Session) -> bool:
            outcome = inbox.failed(session, account_id, incoming.key, body, reason, now)
            if outcome != inbox.QUARANTINED:
                return outcome == inbox.DONE
            chat, _ = chats.open_chat(session, account_id, incoming.chat, language=DEFAULT, now=now)
            outbox.put(session, chat, Voice(self.centre, chat.language).say("help-our-fault"), now=now)
            return True

        return await self.database.run(count)


def _storable(text: str) -> str:
    """The text with half letters, which JSON can hold and no database takes, written out."""
    return text.encode("utf-8", "backslashreplace").decode()


def _said_by(handler: Handler, turn: Turn) -> Answer:
    return _name(handler), _as_list(handler(turn))


def _first_of(handlers: Sequence[Handler], turn: Turn) -> Answer:
    """What the first of them says that has something to say."""
    text = turn.text
    for handler in handlers:
        turn.text, turn.arguments = text, ()
        reply = handler(turn)
        if reply is not None:
            return _name(handler), _as_list(reply)
    return "none", []


def _name(handler: Handler) -> str:
    """`quiz.answering.pick`."""
    return f"{handler.__module__.removeprefix('handlers.')}.{getattr(handler, '__name__', 'handler')}"


def _as_list(reply: Reply) -> Sequence[Message]:
    if reply is None:
        return []
    return [reply] if isinstance(reply, Message) else reply


def _file_reply(turn: Turn) -> Answer:
    if turn.file is None:
        return _first_of(routes.UNWANTED_FILE, turn)
    route = routes.KEPT_FILE if turn.file.as_it_is else routes.UPLOAD
    return _said_by(route.handler, turn)


def _note_state(chat: Chat, incoming: Incoming) -> None:
    if incoming.kind == "moved":
        chat.external_id = incoming.text
    else:
        chat.state = chats.BLOCKED if incoming.kind == "blocked" else chats.ACTIVE


def _put(session: Session, chat: Chat, messages: Sequence[Message], incoming: Incoming, now: datetime) -> None:
    """Queue the answers. The first may replace the message whose button was pressed.

    The choices of the last one that has any become the menu.
    """
    for number, message in enumerate(messages):
        edits = incoming.message_id if number == 0 and message.replaces else ""
        outbox.put(session, chat, message, now=now, edits=edits)
    offered = next((message.choices for message in reversed(messages) if message.choices), ())
    if offered:
        step = chat.step
        chat.offer(offered)
        chat.step = step
