"""python-telegram-bot's quiz: its custom webhook example (starlette, uvicorn), 200 after the commit.

Called as: PORT DATABASE_URL API_URL TOKEN.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any

import uvicorn
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes

from tests.bench.peers import quiz
from tests.bench.peers.store import opened


def pressed(engine: AsyncEngine) -> Any:
    async def press(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        query, chat = update.callback_query, update.effective_chat
        assert query is not None and query.data is not None and chat is not None
        await quiz.answered(engine, update.update_id, chat.id, query.data)

    return press


async def main(port: int, database: str, api_url: str, token: str) -> None:
    engine = opened(database)
    application = Application.builder().token(token).base_url(f"{api_url}/bot").updater(None).build()
    application.add_handler(CallbackQueryHandler(pressed(engine), pattern="^quiz:"))

    async def telegram(request: Request) -> Response:
        # The example puts the update into a queue and answers at once; what is to be durable is awaited.
        await application.process_update(Update.de_json(await request.json(), application.bot))
        return Response()

    web = Starlette(routes=[Route("/telegram", telegram, methods=["POST"])])
    server = uvicorn.Server(uvicorn.Config(web, port=port, host="127.0.0.1", access_log=False, log_config=None))
    async with application:
        await application.start()
        await server.serve()
        await application.stop()
    await engine.dispose()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=__import__("uvloop").new_event_loop) as runner:
        runner.run(main(int(sys.argv[1]), *sys.argv[2:]))
