"""aiogram's ways to tell many: the loop of its documentation, or aiogram-broadcaster.

Called as: API_URL TOKEN PEOPLE WAY, the way being `loop` or `broadcaster`.
"""
# mypy: ignore-errors
# (aiogram pins another pydantic, so it is not installed where mypy runs.)

from __future__ import annotations

import asyncio
import sys

import uvloop
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramAPIError, TelegramForbiddenError, TelegramRetryAfter
from aiogram_broadcaster import Broadcaster
from aiogram_broadcaster.contents import TextContent

from tests.bench.peers.measuring import FIRST_CHAT, TEXT


async def send_message(bot: Bot, chat: int) -> bool:
    """As in `examples/` of aiogram's documentation ("broadcasting")."""
    try:
        await bot.send_message(chat, TEXT)
    except TelegramRetryAfter as error:
        await asyncio.sleep(error.retry_after)
        return await send_message(bot, chat)
    except (TelegramForbiddenError, TelegramAPIError):
        return False
    return True


async def loop(bot: Bot, chats: range) -> None:
    for chat in chats:
        await send_message(bot, chat)
        await asyncio.sleep(0.05)  # 20 messages per second, as the example says


async def broadcaster(bot: Bot, chats: range) -> None:
    mailer = await Broadcaster(bot).create_mailer(chats=chats, content=TextContent(text=TEXT))
    await mailer.start()


async def main(api_url: str, token: str, people: str, way: str) -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(api_url))
    chats = range(FIRST_CHAT + 1, FIRST_CHAT + int(people) + 1)
    async with Bot(token, session=session) as bot:
        await {"loop": loop, "broadcaster": broadcaster}[way](bot, chats)


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main(*sys.argv[1:]))
