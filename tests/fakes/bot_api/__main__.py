"""`python -m tests.fakes.bot_api --port 8081`: a Telegram to try `chuong run` against by hand."""

from __future__ import annotations

import argparse
import asyncio

from tests.fakes.bot_api.server import TOKEN, BotApi

HOW = """Telegram's stand-in listens on {url}. Start the bot with

  CHUONG_TELEGRAM_API_URL={url} CHUONG_TELEGRAM_TOKEN={token} chuong run

and speak to it:

  curl {url}/control/say -d '{{"chat": 7, "text": "/start", "name": "Lan"}}'
  curl {url}/control/press -d '{{"chat": 7, "button": "Đúng"}}'
  curl {url}/control/file -F chat=7 -F file=@roster.xlsx
  curl {url}/control/sent?chat=7
"""


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--rates", action="store_true", help="enforce 30 a second and 1 a second per chat")
    options = parser.parse_args()
    async with BotApi(token=options.token, rates=options.rates, port=options.port) as api:
        print(HOW.format(url=api.url, token=api.token), flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except KeyboardInterrupt:
        print()
