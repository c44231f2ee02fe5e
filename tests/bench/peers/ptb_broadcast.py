"""python-telegram-broadcast, in the way its README shows. Called as: API_URL TOKEN PEOPLE."""
# mypy: ignore-errors
# (It asks for an old python-telegram-bot, so it is not installed where mypy runs.)

from __future__ import annotations

import asyncio
import sys
from functools import partial

import telegram
import uvloop
from python_telegram_broadcast import BroadcastMethodType, BroadcastStrategyType, handle_broadcast

from tests.bench.peers.measuring import FIRST_CHAT, TEXT


async def main(api_url: str, token: str, people: str) -> None:
    telegram.Bot = partial(telegram.Bot, base_url=f"{api_url}/bot")  # it has no setting for the address
    subscribers = [(chat, "lan") for chat in range(FIRST_CHAT + 1, FIRST_CHAT + int(people) + 1)]
    await handle_broadcast(
        subscribers, token, BroadcastMethodType.TEXT, BroadcastStrategyType.ASYNCIO_SEQUENTIAL, TEXT, "",
        use_multiproc=False, use_nproc=1, seconds=0.0, max_retry=5,
    )  # fmt: skip


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main(*sys.argv[1:]))
