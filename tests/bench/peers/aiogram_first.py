"""aiogram by long polling, bare or (with a DATABASE) with SQLModel. Called as: API_URL TOKEN [DATABASE]."""
# mypy: ignore-errors
# (aiogram pins another pydantic, so it is not installed where mypy runs.)

from __future__ import annotations

import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.types import Message

if len(sys.argv) > 3:
    from tests.bench.peers import greeted

dispatcher = Dispatcher()


@dispatcher.startup()
async def open_store() -> None:
    dispatcher["engine"] = await greeted.opened(sys.argv[3]) if len(sys.argv) > 3 else None


@dispatcher.message(CommandStart())
async def start(message: Message) -> None:
    if dispatcher["engine"] is not None:
        await greeted.keep(dispatcher["engine"], message.chat.id, message.text)
    await message.answer("Chào!")


def main(api_url: str, token: str) -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(api_url))
    dispatcher.run_polling(Bot(token, session=session))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
