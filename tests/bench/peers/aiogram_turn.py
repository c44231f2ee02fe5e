"""aiogram's quiz: its aiohttp webhook (`SimpleRequestHandler`), answered after the commit, on uvloop.

The press is acknowledged in the answer to the webhook, which aiogram's documentation offers and costs no call.
Called as: PORT DATABASE_URL API_URL TOKEN.
"""
# mypy: ignore-errors
# (aiogram pins another pydantic, so it is not installed where mypy runs.)

from __future__ import annotations

import sys

import uvloop
from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, Update
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

from tests.bench.peers import quiz
from tests.bench.peers.store import opened

router = Router()


@router.callback_query(F.data.startswith("quiz:"))
async def press(query: CallbackQuery, event_update: Update, engine):
    await quiz.answered(engine, event_update.update_id, query.message.chat.id, query.data)
    return query.answer()


def main(port: int, database: str, api_url: str, token: str) -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(api_url))
    bot, dispatcher = Bot(token, session=session), Dispatcher(engine=opened(database, "asyncpg"))
    dispatcher.include_router(router)
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot, handle_in_background=False).register(app, path="/telegram")
    setup_application(app, dispatcher, bot=bot)
    web.run_app(app, host="127.0.0.1", port=port, access_log=None, print=None, loop=uvloop.new_event_loop())


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
