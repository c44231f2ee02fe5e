"""aiogram's bare `send_message`. Called as: API_URL TOKEN COUNT."""
# mypy: ignore-errors
# (aiogram pins another pydantic, so it is not installed where mypy runs.)

from __future__ import annotations

import asyncio
import sys

import uvloop
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from tests.bench.peers.measuring import measured


async def main(api_url: str, token: str, count: str) -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(api_url))
    async with Bot(token, session=session) as bot:
        await measured(bot.send_message, int(count))


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main(*sys.argv[1:]))
