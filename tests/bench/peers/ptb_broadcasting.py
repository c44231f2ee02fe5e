"""python-telegram-bot's ways to tell many: a plain loop, or all at once through its AIORateLimiter.

Called as: API_URL TOKEN PEOPLE WAY, the way being `loop`, `limiter` or `limiter-retries`.
"""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress

import uvloop
from telegram import Bot
from telegram.error import RetryAfter, TelegramError
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from tests.bench.peers.measuring import FIRST_CHAT, TEXT

RETRIES = 5
SENDING_CONNECTIONS = 256  # as `ApplicationBuilder` has it


async def loop(bot: Bot, chats: range) -> None:
    """One after the other; waits as long as it is told, then tries again."""
    for chat in chats:
        with suppress(TelegramError):
            await _patiently(bot, chat)


async def _patiently(bot: Bot, chat: int) -> None:
    while True:
        try:
            await bot.send_message(chat, TEXT)
            return
        except RetryAfter as error:
            await asyncio.sleep(float(error.retry_after))  # type: ignore[arg-type]


async def at_once(bot: Bot, chats: range) -> None:
    """Everything handed to the rate limiter, which is to hold it back."""
    await asyncio.gather(*(bot.send_message(chat, TEXT) for chat in chats), return_exceptions=True)


def _bot(api_url: str, token: str, way: str) -> Bot:
    # pool_timeout is raised: with the usual one second most of a broadcast would fail waiting for a connection.
    request = HTTPXRequest(connection_pool_size=SENDING_CONNECTIONS, pool_timeout=3600)
    base = f"{api_url}/bot"
    if way == "loop":
        return Bot(token, base_url=base, request=request)
    limiter = AIORateLimiter(max_retries=RETRIES if way == "limiter-retries" else 0)
    return ExtBot(token, base_url=base, request=request, rate_limiter=limiter)


async def main(api_url: str, token: str, people: str, way: str) -> None:
    chats = range(FIRST_CHAT + 1, FIRST_CHAT + int(people) + 1)
    async with _bot(api_url, token, way) as bot:
        await (loop if way == "loop" else at_once)(bot, chats)


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main(*sys.argv[1:]))
