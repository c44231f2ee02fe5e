"""One Zalo bot as a channel."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from urllib.parse import urlsplit

import httpx

from bot.channels import (
    Capabilities,
    Moved,
    NotSent,
    Outgoing,
    Paused,
    QuotaUsedUp,
    Receive,
    SendError,
    Unsure,
    Unusable,
    as_plain_text,
)
from bot.channels.zalo.calls import Calls, ZaloError
from bot.channels.zalo.fetching import fetched
from bot.channels.zalo.incoming import Event, read, unwrapped
from bot.channels.zalo.polling import FIRST_WAIT, LONGEST_WAIT, WRONG_TOKEN, poll
from bot.channels.zalo.refusals import UNAUTHORIZED, send_errors
from bot.channels.zalo.splitting import LONGEST, split, units
from bot.channels.zalo.taking import Taking
from storage.messages import Incoming, Received

Link = Callable[[Outgoing], str | None]
"""The public address of the message's file, or None where we have none."""


class ZaloChannel:
    """One account on Zalo. `link` gives pictures and files an address, since Zalo takes no uploads.

    `people` and `messages_a_month` are what its plan allows (None: no limit).
    """

    def __init__(
        self,
        account_id: int,
        token: str,
        *,
        api_url: str = "https://bot-api.zaloplatforms.com",
        link: Link | None = None,
        patience: float = 15,
        poll_seconds: float = 30,
        people: int | None = 50,
        messages_a_month: int | None = 3000,
        counts_incoming: bool = False,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        """`patience` is how many seconds an answer may take before it counts as lost; `transport` is for tests."""
        self._account_id = account_id
        self._capabilities = Capabilities(
            buttons=False, edits=False, files=False, pictures=link is not None, longest_text=LONGEST,
            people=people, messages_a_month=messages_a_month, counts_incoming=counts_incoming,
        )  # fmt: skip
        self.name = ""
        self._calls = Calls(token, api_url, patience, transport)
        self._local = urlsplit(api_url).scheme == "http"
        self._link = link or (lambda out: None)
        self._poll_seconds = poll_seconds
        self._again: Taking | None = None  # what the webhook brought and a turn did not take

    @property
    def account_id(self) -> int:
        return self._account_id

    @property
    def capabilities(self) -> Capabilities:
        return self._capabilities

    async def send(self, out: Outgoing) -> str:
        """Sends; the id of the (last) message. Raises a `SendError`."""
        message_id = ""
        if out.message.file is not None:
            await self._is_busy(out.chat)
        for arrived, (method, fields) in enumerate(self._parts(out)):
            try:
                with send_errors(self._calls):
                    result = await self._calls.call(method, {"chat_id": out.chat, **fields})
                    message_id = str(result["message_id"])
            except (NotSent, Paused, Moved, QuotaUsedUp) as error:
                if not arrived:
                    raise
                # Once a part has arrived, "not sent" is not true of the whole: sent again, it repeats that part.
                raise Unsure(f"parts that arrived: {arrived}; then {error.detail or error.reason}") from error
        return message_id

    def count(self, out: Outgoing) -> int:
        """The parts of which each counts as a message."""
        return len(self._parts(out))

    async def listen(self, receive: Receive) -> None:
        """Hand every event to `receive` until cancelled, by long polling."""
        await self._patiently(self.delete_webhook)  # the platform lets nobody poll beside a webhook
        seconds = self._poll_seconds
        fetch = partial(self._calls.call, "getUpdates", {"timeout": str(int(seconds))}, patience=seconds + 10)
        await poll(fetch, self.read, Taking(receive))

    async def take(self, body: object, receive: Receive) -> bool:
        """Hand what came to the webhook to `receive`; False when it is no event. Raises what that raises.

        Nobody knows whether Zalo repeats a call that failed, so the event is handed over again here, too.
        """
        event = unwrapped(body)
        if event is None:
            return False
        incoming = self.read(event)
        if incoming is None:
            return True
        try:
            await receive(incoming)
        except Exception:
            self._again = self._again or Taking(receive)
            await self._again.put(incoming)
            raise
        return True

    async def fetch(self, file: Received) -> bytes:
        """The bytes of a picture that a person sent. Raises `NotSent` when it cannot be had."""
        return await fetched(self._calls.client, file.reference, local=self._local)

    async def identify(self) -> str:
        """The bot's name, as people see it. Raises a `SendError`, or `Unusable` for a wrong token."""
        try:
            with send_errors(self._calls):
                result = await self._calls.call("getMe")
                self.name = str(result.get("display_name") or result.get("account_name") or "")
        except NotSent as error:
            if _is_wrong_token(error):
                raise Unusable(WRONG_TOKEN) from None
            raise
        return self.name

    async def set_webhook(self, url: str, secret: str) -> None:
        """Has Zalo call `url` with each event, the secret in a header. Raises a `SendError`."""
        with send_errors(self._calls):
            await self._calls.call("setWebhook", {"url": url, "secret_token": secret})

    async def delete_webhook(self) -> None:
        """Takes the webhook back. Raises a `SendError`."""
        with send_errors(self._calls):
            await self._calls.call("deleteWebhook")

    async def close(self) -> None:
        """Closes the connections."""
        if self._again is not None:
            await self._again.cancel()
        await self._calls.client.aclose()

    def read(self, event: Event) -> Incoming | None:
        """What a person sent, in the words of all channels; None for what concerns us not."""
        return read(event, self.name)

    def _parts(self, out: Outgoing) -> list[tuple[str, dict[str, str]]]:
        """The calls, in order. What has no address is left out: its text says what it shows."""
        text = as_plain_text(out.message, notice=out.notice)
        address = self._link(out) if out.message.file is not None else None
        if address is None or out.message.file is None:
            return [("sendMessage", {"text": part}) for part in split(text)]
        if not out.message.file.is_picture:
            return [("sendMessage", {"text": part}) for part in split(f"{text}\n\n{address}")]
        if units(text) <= LONGEST:
            return [("sendPhoto", {"photo": address, "caption": split(text)[0]})]
        return [("sendPhoto", {"photo": address}), *(("sendMessage", {"text": part}) for part in split(text))]

    async def _is_busy(self, chat: str) -> None:
        """Let the person see that something is coming: Zalo fetches a picture only now, which takes a while."""
        with suppress(ZaloError, httpx.HTTPError):  # a courtesy
            await self._calls.call("sendChatAction", {"chat_id": chat, "action": "upload_photo"}, patience=2)

    async def _patiently(self, ask: Callable[[], Awaitable[None]]) -> None:
        wait = FIRST_WAIT
        while True:
            try:
                return await ask()
            except SendError as error:
                if _is_wrong_token(error):
                    raise Unusable(WRONG_TOKEN) from None
                if isinstance(error.__cause__, ZaloError) and error.__cause__.code < 500:
                    return None  # there was none to take back, which some have seen answered with 404
                await asyncio.sleep(wait)
                wait = min(wait * 2, LONGEST_WAIT)


def _is_wrong_token(error: SendError) -> bool:
    return isinstance(error.__cause__, ZaloError) and error.__cause__.code == UNAUTHORIZED
