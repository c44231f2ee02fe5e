"""The connection to the Bot API: python-telegram-bot's Bot with our pools, proxy and patience."""

from __future__ import annotations

import asyncio
import ssl
from urllib.parse import quote, urlsplit

import httpx
from telegram import Bot
from telegram.error import NetworkError
from telegram.request import HTTPXRequest

from bot.channels.telegram.incoming import Update

PROXIES = ("http", "https", "socks5", "socks5h")
POLLING_CONNECTIONS = 4  # with the usual single one a dead connection can wedge the polling
SENDING_CONNECTIONS = 16
KEPT_OPEN = 30.0
"""Seconds an idle connection is kept: a new one costs a learner in Vietnam half a second of handshakes."""


class Wire(Bot):
    """A Bot that needs no getMe before its first call, and leaves updates as the JSON they came in."""

    def __init__(self, token: str, api_url: str, proxy: str | None, patience: float) -> None:
        if proxy and urlsplit(proxy).scheme not in PROXIES:
            raise ValueError("the proxy for Telegram must start with http://, https:// or socks5://")
        certificates = _certificates(api_url, proxy or "")
        super().__init__(
            token,
            base_url=f"{api_url}/bot",
            base_file_url=f"{api_url}/file/bot",
            request=_request(SENDING_CONNECTIONS, proxy, patience, certificates),
            get_updates_request=_request(POLLING_CONNECTIONS, proxy, patience, certificates),
        )
        self._patience = patience

    async def updates(self, offset: int, seconds: float, kinds: tuple[str, ...]) -> list[Update]:
        """The updates from `offset` on, waiting up to `seconds` for one. Raises TelegramError."""
        # The public get_updates would build an object tree of every update.
        asked = {"offset": offset, "timeout": seconds, "allowed_updates": list(kinds)}
        try:
            updates = await self._post("getUpdates", asked, read_timeout=seconds + self._patience)
        except KeyError:
            updates = None
        if not isinstance(updates, list):  # a proxy or a portal that answers in Telegram's place
            raise NetworkError("an answer without updates")
        return updates

    async def download(self, reference: str) -> bytes:
        """The bytes of a file on Telegram. Raises TelegramError."""
        # Not telegram.File: that reads a file of ours when the path it was told happens to exist here.
        file = await self._post("getFile", {"file_id": reference})
        return await self.request.retrieve(f"{self.base_file_url}/{quote(file['file_path'])}")

    async def hang_up(self) -> None:
        """Closes the connections. (Bot.shutdown does nothing unless getMe was called first.)"""
        await asyncio.gather(*(request.shutdown() for request in self._request))


def _certificates(*urls: str) -> ssl.SSLContext:
    """One context for both pools: reading the authorities takes 35 ms at the start; http:// needs none."""
    if any(url.startswith("https:") for url in urls):
        return httpx.create_ssl_context()
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # trusts nobody


def _request(connections: int, proxy: str | None, patience: float, certificates: ssl.SSLContext) -> HTTPXRequest:
    limits = httpx.Limits(
        max_connections=connections, max_keepalive_connections=connections, keepalive_expiry=KEPT_OPEN
    )
    return HTTPXRequest(
        connection_pool_size=connections,
        read_timeout=patience,
        write_timeout=patience,
        connect_timeout=min(10.0, patience),
        pool_timeout=patience / 3,
        media_write_timeout=patience * 4,
        proxy=proxy,
        httpx_kwargs={"limits": limits, "verify": certificates},
    )
