"""python-telegram-bot by long polling, bare or (with a DATABASE) with SQLModel. Called as: API_URL TOKEN [DATABASE]."""

from __future__ import annotations

import sys
from typing import Any

from telegram import Update
from telegram.ext import Application, CommandHandler, ContextTypes

if len(sys.argv) > 3:
    from tests.bench.peers import greeted

Store = dict[str, Any]
store: Store = {}


async def open_store(_application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    store["engine"] = await greeted.opened(sys.argv[3])


async def start(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    message = update.message
    assert message is not None
    if store:
        await greeted.keep(store["engine"], message.chat_id, message.text or "")
    await message.reply_text("Chào!")


def main(api_url: str, token: str) -> None:
    builder = Application.builder().token(token).base_url(f"{api_url}/bot")
    if len(sys.argv) > 3:
        builder = builder.post_init(open_store)
    application = builder.build()
    application.add_handler(CommandHandler("start", start))
    application.run_polling()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
