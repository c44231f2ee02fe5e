"""One incoming message → one handler → the outbox, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict
from datetime import datetime

import structlog
from sqlmodel import Session

from bot import routing, uploads
from bot.channels import Channel
from bot.floods import Floods
from handlers import help, routes
from handlers.texts import DEFAULT, LANGUAGES
from handlers.turn import OpenedFile, Reply, Turn
from handlers.voice import Centre, Voice
from storage import chats, inbox, outbox
from storage.chats import Chat
from storage.database import Database
from storage.messages import Incoming, Message
from storage.people import COORDINATOR

log = structlog.get_logger(__name__)


class Dispatcher:
    """Gives every event its turn. `wake` is called with the account when something waits in the outbox."""

    def __init__(
        self, database: Database, centre: Centre, now: Callable[[], datetime], wake: Callable[[int], None]
    ) -> None:
        self.database = database
        self.centre = centre
        self.now = now
        self.wake = wake
        self.bot_name = ""
        self.floods = Floods()

    def receiver(self, channel: Channel) -> Callable[[Incoming], Awaitable[None]]:
        """What the channel calls with each event."""

        async def receive(incoming: Incoming) -> None:
            await self.receive(channel, incoming)

        return receive

    async def receive(self, channel: Channel, incoming: Incoming) -> None:
        """Apply the event exactly once. Raises when it failed and must come again."""
        account_id = channel.account_id
        if incoming.kind == "broken":
            await self._set_aside(account_id, incoming)
            return
        flood = self.floods.judge(account_id, incoming)
        if flood == "silent":
            return
        try:
            file = await self._open(channel, incoming) if incoming.file else None
            await self.database.run(
                lambda session: self._turn(session, account_id, incoming, file, warn=flood == "warn")
            )
        except Exception as error:
            log.exception("turn failed", kind=incoming.kind, key=incoming.key)
            if not await self._give_up(account_id, incoming, error):
                raise
        self.wake(account_id)

    async def _open(self, channel: Channel, incoming: Incoming) -> OpenedFile | None:
        """The file, read outside of the transaction; None for someone who may not send files."""
        assert incoming.file is not None
        account_id, chat = channel.account_id, incoming.chat

        def allowed(session: Session) -> bool:
            _, person = chats.open_chat(session, account_id, chat, language=DEFAULT, now=self.now())
            return person is not None and COORDINATOR in person.roles

        if not await self.database.read(allowed):
            return None
        return await uploads.opened(channel, incoming.file)

    def _turn(
        self, session: Session, account_id: int, incoming: Incoming, file: OpenedFile | None, *, warn: bool
    ) -> None:
        now = self.now()
        if not inbox.take(session, account_id, incoming.key, now):
            return
        language = incoming.language[:2] if incoming.language[:2] in LANGUAGES else DEFAULT
        chat, person = chats.open_chat(session, account_id, incoming.chat, language=language, now=now)
        if incoming.kind in {"blocked", "unblocked", "moved"}:
            _note_state(chat, incoming)
            return
        chat.state, chat.last_in_at = chats.ACTIVE, now
        turn = Turn(session, self.centre, chat, person, now, incoming.text, file=file, bot_name=self.bot_name)
        turn.pressed, turn.menu = incoming.kind == "press", routes.menu
        messages = _as_list(help.slow_down(turn)) if warn else self._answers(turn, incoming)
        _put(session, chat, messages, incoming, now)

    def _answers(self, turn: Turn, incoming: Incoming) -> Sequence[Message]:
        if incoming.kind == "press":
            routed = routing.pressed(turn.chat, incoming.text)
            return _as_list(help.stale(turn)) if routed is None else self._run(turn, routed) or []
        if incoming.kind == "file":
            return _as_list(_file_reply(turn))
        if incoming.kind == "other":
            return _as_list(help.cannot_read(turn))
        for routed in routing.typed(turn.chat, incoming.text.strip()):
            messages = self._run(turn, routed)
            if messages is not None:
                return messages
        for fallback in routes.FALLBACKS:
            turn.text, turn.arguments = incoming.text.strip(), ()
            reply = fallback(turn)
            if reply is not None:
                return _as_list(reply)
        return []

    def _run(self, turn: Turn, routed: routing.Routed) -> Sequence[Message] | None:
        """What the handler says; None when it says that this was not for it."""
        chat, route = turn.chat, routed.route
        if not routes.may(route.role, None if turn.person is None else turn.person.roles):
            return _as_list(routes.NOT_REGISTERED(turn)) if turn.person is None else None
        step, menu = chat.step, chat.menu
        if routed.answers:
            chat.forget_question()
        turn.arguments, turn.text = routed.arguments, routed.text
        reply = route.handler(turn)
        if reply is None:
            chat.step, chat.menu = step, menu
            return None
        return _as_list(reply)

    async def _set_aside(self, account_id: int, incoming: Incoming) -> None:
        """Quarantine at once: an event that cannot even be read will not get better."""
        now, body = self.now(), _storable(incoming.text)
        await self.database.run(
            lambda session: inbox.failed(session, account_id, incoming.key, body, "unreadable", now, tries=1)
        )

    async def _give_up(self, account_id: int, incoming: Incoming, error: Exception) -> bool:
        """Count the failure; True when the event lies in quarantine now and the person was told."""
        body = _storable(json.dumps(asdict(incoming), ensure_ascii=False))
        reason = _storable(f"{type(error).__name__}: {error}")
        now = self.now()

        def count(session: Session) -> bool:
            if not inbox.failed(session, account_id, incoming.key, body, reason, now):
                return False
            chat, _ = chats.open_chat(session, account_id, incoming.chat, language=DEFAULT, now=now)
            outbox.put(session, chat, Voice(self.centre, chat.language).say("help-our-fault"), now=now)
            return True

        return await self.database.run(count)


def _storable(text: str) -> str:
    """The text with half letters, which JSON can hold and no database takes, written out."""
    return text.encode("utf-8", "backslashreplace").decode()


def _as_list(reply: Reply) -> Sequence[Message]:
    if reply is None:
        return []
    return [reply] if isinstance(reply, Message) else reply


def _file_reply(turn: Turn) -> Reply:
    route = routes.UPLOAD
    if turn.file is None or route is None:
        return help.cannot_read(turn)
    return route.handler(turn)


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
