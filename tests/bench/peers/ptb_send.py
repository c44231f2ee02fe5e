"""python-telegram-bot's bare `send_message` over one of three transports. Called as: API_URL TOKEN COUNT TRANSPORT."""
# mypy: ignore-errors
# (aiohttp is not installed where mypy runs.)

from __future__ import annotations

import asyncio
import sys

import aiohttp
import httpx
import uvloop
from httpx_aiohttp import AiohttpTransport
from telegram import Bot
from telegram.request import BaseRequest, HTTPXRequest

from tests.bench.peers.measuring import AT_ONCE, measured


class AiohttpRequest(BaseRequest):
    """The smallest request layer on aiohttp that sends messages."""

    async def initialize(self):
        self._session = aiohttp.ClientSession()

    async def shutdown(self):
        await self._session.close()

    @property
    def read_timeout(self):
        return 5

    async def do_request(self, url, method, request_data=None, **_timeouts):
        form = request_data.json_parameters if request_data else None
        async with self._session.request(method, url, data=form) as response:
            return response.status, await response.read()


def _request(transport: str):
    if transport == "aiohttp":
        return AiohttpRequest()
    limits = httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE)
    kwargs = {"transport": AiohttpTransport(limits=limits)} if transport == "httpx-aiohttp" else {}
    return HTTPXRequest(connection_pool_size=AT_ONCE, httpx_kwargs=kwargs)


async def main(api_url: str, token: str, count: str, transport: str) -> None:
    async with Bot(token, base_url=f"{api_url}/bot", request=_request(transport)) as bot:
        await measured(bot.send_message, int(count))


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main(*sys.argv[1:]))
