"""What aiogram's memory FSM takes for each learner. Called as: COUNT. Prints bytes of resident memory."""
# mypy: ignore-errors
# (aiogram pins another pydantic, so it is not installed where mypy runs.)

from __future__ import annotations

import asyncio
import sys

from aiogram.fsm.storage.base import StorageKey
from aiogram.fsm.storage.memory import MemoryStorage

from tests.bench.peers.measuring import resident


async def main(count: int) -> None:
    storage, before = MemoryStorage(), resident()
    for learner in range(count):
        key = StorageKey(bot_id=4242, chat_id=learner, user_id=learner)
        await storage.set_state(key, "Quiz:answer")
        await storage.set_data(key, {"attempt": learner, "name": f"Lan {learner}"})
    print((resident() - before) / count)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
