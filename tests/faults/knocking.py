"""What may come to a webhook: the same update again, updates out of order, forgeries, bombs, rubbish."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from random import Random
from typing import Any

import httpx

from tests.faults import judging
from tests.faults.judging import Said
from tests.faults.outcome import Outcome
from tests.faults.school import School
from tests.faults.world import Plan, World, world
from tests.whole.running import SECRET

HEADER = "X-Telegram-Bot-Api-Secret-Token"
TWO_MEGABYTES = 2 * 1024 * 1024
RUBBISH = (b"\xff\xfe\x00rubbish", b"", b"[" * 100_000, b'[{"update_id": 1}]', b'{"update_id": ', b'"text"')
FIRST_UPDATE = 5_000_000


async def knocked(folder: Path, url: str, times: int, random: Random) -> dict[str, Outcome]:
    """Each of them so often, and at the end what the database shows of it."""
    plan = Plan(url, School(learners=2 * times, answering=0), webhook=True)
    async with world(folder, plan, random) as here:
        await here.bot.start()
        await here.bot.up()
        async with httpx.AsyncClient(trust_env=False, timeout=20) as client:
            caller = Caller(client, here)
            found = {name: Outcome(times=times) for name in VISITS}
            for number in range(1, times + 1):
                for name, visit in VISITS.items():
                    found[name].expect("the answers", *await visit(caller, number))
        await here.settled()
        for outcome in found.values():
            outcome.expect("the process", here.bot.status, None)
        # What was applied shows at the end, for all of them together.
        found["the same three times"].add(await _judged(here, caller))
        return found


class Caller:
    """Calls the webhook as anybody could, and remembers what of it must have an effect."""

    def __init__(self, client: httpx.AsyncClient, here: World) -> None:
        self._client, self.here = client, here
        self._url = f"http://127.0.0.1:{here.bot.machine.environment['CHUONG_WEB_PORT']}/telegram"
        self.updates: dict[int, int] = {}
        self.questions: list[str] = []
        self._last = FIRST_UPDATE

    async def call(self, body: bytes | AsyncIterator[bytes], secret: str | None = SECRET) -> int:
        """The status of the answer."""
        headers = {HEADER: secret} if secret is not None else {}
        return (await self._client.post(self._url, content=body, headers=headers)).status_code

    def question(self, chat: int, *, counts: bool = True) -> bytes:
        """The next update: somebody asks something; one that `counts` must have its effect."""
        self._last += 1
        text = f"Câu hỏi {self._last}?"
        if counts:
            self.updates[chat] = self.updates.get(chat, 0) + 1
            self.questions.append(text)
        phone = self.here.api.phone(chat)
        about: dict[str, Any] = {"message_id": 1, "date": 1790000000, "chat": phone.as_chat(), "from": phone.person()}
        return json.dumps({"update_id": self._last, "message": about | {"text": f"/hoi {text}"}}).encode()


async def _three_times(caller: Caller, number: int) -> tuple[object, object]:
    """Twice at the same moment, and once more later."""
    update = caller.question(caller.here.plan.school.chat(2 * number - 1))
    together = await asyncio.gather(caller.call(update), caller.call(update))
    return [*together, await caller.call(update)], [200, 200, 200]


async def _out_of_order(caller: Caller, number: int) -> tuple[object, object]:
    chat = caller.here.plan.school.chat(2 * number)
    updates = [caller.question(chat) for _ in range(3)]
    return [await caller.call(update) for update in reversed(updates)], [200, 200, 200]


async def _forged(caller: Caller, number: int) -> tuple[object, object]:
    update = caller.question(caller.here.plan.school.chat(1), counts=False)
    secrets = (None, "", "wrong", SECRET[:-1], SECRET + "x")
    return [await caller.call(update, secret) for secret in secrets], [403] * len(secrets)


async def _too_large(caller: Caller, number: int) -> tuple[object, object]:
    """With its length in the head, and in pieces without."""

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(TWO_MEGABYTES // 65536):
            yield b" " * 65536

    return [await _status(caller, b" " * TWO_MEGABYTES), await _status(caller, pieces())], [413, 413]


async def _status(caller: Caller, body: bytes | AsyncIterator[bytes]) -> int:
    try:
        return await caller.call(body)
    except (httpx.WriteError, httpx.ReadError):
        return 413  # the door was shut while we were still pouring: refused as well


async def _rubbish(caller: Caller, number: int) -> tuple[object, object]:
    return [await caller.call(body) for body in RUBBISH], [400] * len(RUBBISH)


VISITS = {
    "the same three times": _three_times,
    "out of order": _out_of_order,
    "wrong secret": _forged,
    "2 MB": _too_large,
    "no JSON": _rubbish,
}


async def _judged(here: World, caller: Caller) -> Outcome:
    found = await judging.judged(here.database, here.api.arrivals, Said(caller.updates, {}, caller.questions))
    asked = await here.database.read(lambda session: sum(judging.effects_of(session).inquiries.values()))
    found.expect("questions that were asked", asked, len(caller.questions))
    return found
