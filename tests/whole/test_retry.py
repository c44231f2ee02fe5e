"""`chuong retry` beside a running bot: what lay in quarantine is answered within seconds, once."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage import accounts, inbox
from storage.database import Database
from storage.messages import Incoming
from tests.fakes.bot_api import BotApi
from tests.whole.running import Machine

LAN = 1001


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as platform:
        yield platform


def set_aside(machine: Machine, token: str) -> None:
    """An update of Lan's that broke an earlier version of the bot."""
    database = Database(f"sqlite:///{machine.folder / 'chuong.db'}")
    event = Incoming("update-1", str(LAN), "text", "/start", "Lan", "vi")
    with database.session() as session:
        account = accounts.opened(session, "telegram", token.partition(":")[0])
        body = json.dumps(asdict(event), ensure_ascii=False)
        inbox.failed(session, account.id or 0, event.key, body, "KeyError: 'unit'", datetime.now(UTC), tries=1)
    database.dispose()


async def test_a_running_bot_takes_up_what_is_released(api: BotApi, tmp_path: Path) -> None:
    machine = Machine(tmp_path, api)
    await machine.chuong_here("migrate")
    await asyncio.to_thread(set_aside, machine, api.token)
    async with machine.running():
        released = await machine.chuong("retry", "1")
        assert released == "1 update is released. The bot tries it within seconds, or when it starts.\n"
        messages = await api.heard(LAN, 1)
        assert messages[0].text.startswith("Chào đồng chí!")
        api.says(LAN, "/trogiup", name="Lan")
        assert len(await api.heard(LAN, 2)) == 2
    assert await machine.chuong_here("retry") == "Nothing lies in quarantine.\n"
