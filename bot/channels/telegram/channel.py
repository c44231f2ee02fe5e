"""One Telegram bot as a channel."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TypeVar

from telegram.error import InvalidToken, TelegramError

from bot.channels import Capabilities, NotSent, Outgoing, Receive, SendError, Unusable
from bot.channels.telegram import sending
from bot.channels.telegram.incoming import KINDS, LARGEST_FILE, Update, read
from bot.channels.telegram.polling import Patience, poll
from bot.channels.telegram.refusals import send_errors
from bot.channels.telegram.wire import Wire
from storage.messages import Incoming, Received

Answer = TypeVar("Answer")

logger = logging.getLogger(__name__)

CAPABILITIES = Capabilities(longest_text=sending.LONGEST_TEXT)

# Courtesies (stopping a button's hourglass, setting a menu) must not take the connections that messages need,
# and are worth nothing late.
COURTESIES_AT_ONCE = 4
COURTESIES_WAITING = 200


class TelegramChannel:
    """One account on Telegram."""

    def __init__(
        self,
        account_id: int,
        token: str,
        *,
        api_url: str = "https://api.telegram.org",
        proxy: str | None = None,
        patience: float = 15,
        poll_seconds: float = 30,
    ) -> None:
        """`patience` is how many seconds an answer may take before it counts as lost."""
        self._account_id = account_id
        self._wire = Wire(token, api_url, proxy, patience)
        self._token = token
        self._poll_seconds = poll_seconds
        self._patience = Patience(token)
        self._courtesies: set[asyncio.Task[None]] = set()
        self._courtesy_turns = asyncio.Semaphore(COURTESIES_AT_ONCE)

    @property
    def account_id(self) -> int:
        return self._account_id

    @property
    def capabilities(self) -> Capabilities:
        return CAPABILITIES

    async def send(self, out: Outgoing) -> str:
        """Sends or edits; the id of the (last) message. Raises a `SendError`."""
        message_id = await sending.send(self._wire, out)
        if out.message.commands:
            self._by_the_way("setMyCommands", partial(sending.set_menu, self._wire, out))
        return message_id

    def count(self, out: Outgoing) -> int:
        """One: there is no plan that counts."""
        return 1

    async def listen(self, receive: Receive) -> None:
        """Hands every event to `receive` until cancelled, by long polling."""
        await self._until_answered(self._wire.delete_webhook)  # Telegram refuses to be polled beside a webhook
        await poll(self._updates, partial(self._hand_over, receive))

    async def take(self, update: Update, receive: Receive) -> dict[str, str] | None:
        """Hands one update, as it came to the webhook, to `receive`. Raises what that raises.

        Gives the call to answer the webhook with, if any: so a press costs no request of its own.
        """
        incoming = read(update)
        if incoming is None:
            return None
        await receive(incoming)
        if incoming.kind != "press":
            return None
        return {"method": "answerCallbackQuery", "callback_query_id": update["callback_query"]["id"]}

    async def set_common_menu(self, language: str, commands: Sequence[tuple[str, str]]) -> None:
        """Set the (name, description) menu of chats that have none of their own; raises a `SendError`.

        It is for people whose Telegram speaks `language`, or with "" for all others.
        """
        await sending.set_common_menu(self._wire, language, commands)

    async def fetch(self, file: Received) -> bytes:
        """The bytes of a file that a person sent. Raises `NotSent` when it cannot be had."""
        if file.size > LARGEST_FILE:
            raise NotSent(f"{file.name} has {file.size} bytes; Telegram gives a bot at most {LARGEST_FILE}")
        try:
            with send_errors(self._token):
                return await self._wire.download(file.reference)
        except SendError as error:
            raise NotSent(error.detail) from error

    async def identify(self) -> str:
        """The bot's user name, without the @. Raises a `SendError`, or `Unusable` for a wrong token."""
        try:
            with send_errors(self._token):
                return (await self._wire.get_me()).username or ""
        except NotSent as error:
            if isinstance(error.__cause__, InvalidToken):
                raise Unusable(f"{error.detail}. Copy the token from @BotFather again.") from None
            raise

    async def set_webhook(self, url: str, secret: str) -> None:
        """Has Telegram call `url` with each update, the secret in a header. Raises a `SendError`."""
        with send_errors(self._token):
            await self._wire.set_webhook(url, secret_token=secret, allowed_updates=KINDS)

    async def delete_webhook(self) -> None:
        """Takes the webhook back; what waits is kept for polling. Raises a `SendError`."""
        with send_errors(self._token):
            await self._wire.delete_webhook()

    async def close(self) -> None:
        """Closes the connections."""
        for task in self._courtesies:
            task.cancel()
        await asyncio.gather(*self._courtesies, return_exceptions=True)
        await self._wire.hang_up()

    async def _hand_over(self, receive: Receive, update: Update, incoming: Incoming) -> None:
        await receive(incoming)
        if incoming.kind == "press":
            query = update["callback_query"]["id"]
            self._by_the_way("answerCallbackQuery", partial(self._wire.answer_callback_query, query))

    async def _updates(self, offset: int) -> list[Update]:
        return await self._until_answered(partial(self._wire.updates, offset, self._poll_seconds, KINDS))

    async def _until_answered(self, call: Callable[[], Awaitable[Answer]]) -> Answer:
        while True:
            try:
                answer = await call()
            except TelegramError as error:
                await self._patience.after(error)
            else:
                self._patience.answered()
                return answer

    def _by_the_way(self, what: str, call: Callable[[], Awaitable[object]]) -> None:
        """Does it in the background; nothing depends on its success."""
        if len(self._courtesies) < COURTESIES_WAITING:
            task = asyncio.create_task(self._courtesy(what, call))
            self._courtesies.add(task)
            task.add_done_callback(self._courtesies.discard)

    async def _courtesy(self, what: str, call: Callable[[], Awaitable[object]]) -> None:
        try:
            async with self._courtesy_turns:
                with send_errors(self._token):
                    await call()
        except SendError as error:
            logger.info("%s did not work: %s", what, error.detail)
