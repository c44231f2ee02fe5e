"""What an operator sees: /healthz, /readyz and /metrics of a bot that runs here."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlmodel import Session
from starlette.applications import Starlette

from bot.app import App
from bot.channels import Capabilities
from bot.channels.local import LocalChannel
from bot.clock import Clock
from bot.settings import Settings
from bot.web import health
from storage import accounts, chats, outbox
from storage.database import Database
from storage.messages import Message


class Named(LocalChannel):
    """A channel whose platform knows the bot by a name."""

    async def identify(self) -> str:
        return "chuong_thu_bot"


@pytest.fixture
async def app(database: Database, database_url: str) -> App:
    app = App(Settings(database_url=database_url, _env_file=None), database, Clock())
    account = await database.run(lambda session: accounts.opened(session, "local", "test").id)
    app.add(Named(account or 0, Capabilities()), listen=False)
    await named(app, "chuong_thu_bot")
    return app


async def named(app: App, name: str) -> None:
    """The platform told us the bot's name, or not yet."""
    await app.database.run(lambda session: accounts.rename(session, app.channels[0].account_id, name))


@pytest.fixture
async def page(app: App) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(Starlette(routes=health.routes(app)))
    async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
        yield client


async def puts(app: App, *, ago: timedelta = timedelta(), lane: int = outbox.REPLY) -> None:
    """A message that has been due for so long."""

    def work(session: Session) -> None:
        chat, _ = chats.open_chat(session, app.channels[0].account_id, "7", language="vi", now=app.clock.now())
        outbox.put(session, chat, Message("xin chào"), now=app.clock.now() - ago, lane=lane)

    await app.database.run(work)


async def answers(page: httpx.AsyncClient) -> tuple[int, dict[str, Any]]:
    answer = await page.get("/readyz")
    return answer.status_code, answer.json()


async def wrong(page: httpx.AsyncClient) -> dict[str, str]:
    """What is not well, in words."""
    status, found = await answers(page)
    bad = {name: one["says"] for name, one in found.items() if not one["ok"]}
    assert (status == 200) == (not bad)
    return bad


async def test_a_process_that_answers_is_alive(page: httpx.AsyncClient) -> None:
    answer = await page.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok")


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_a_running_bot_is_ready(app: App, page: httpx.AsyncClient) -> None:
    stop = asyncio.Event()
    running = asyncio.create_task(app.run(stop))
    async with asyncio.timeout(10):
        while not app.measures.rounds or len(app.measures.ticks) < len(app.clock.intervals()):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    status, found = await answers(page)
    assert (status, {name: one["says"] for name, one in found.items()}) == (
        200,
        {
            "database": "answers",
            "clock": "ticks",
            "delivery": "moves",
            "token": "accepted",
            "backlog": "0 messages wait, the oldest reply for 0 s",
        },
    )
    stop.set()
    await running


async def test_what_is_stuck_is_named(app: App, page: httpx.AsyncClient) -> None:
    await named(app, "")
    app.started -= 4000  # nothing has moved since
    app.deliveries[app.channels[0].account_id].active = True
    await puts(app, ago=timedelta(minutes=3))
    await puts(app, ago=timedelta(hours=3), lane=outbox.NOTICE)  # notices wait for the pace
    assert await wrong(page) == {
        "clock": f"these ticks do not come: {', '.join(app.clock.intervals())}",
        "delivery": f"nobody sends for account {app.channels[0].account_id}",
        "token": "not accepted yet: local test",
        "backlog": "2 messages wait, the oldest reply for 180 s",
    }


async def test_replies_of_a_paused_account_may_wait(app: App, page: httpx.AsyncClient) -> None:
    account = app.channels[0].account_id
    app.deliveries[account].active = True
    await puts(app, ago=timedelta(minutes=3))
    later = app.clock.now() + timedelta(minutes=1)
    await app.database.run(lambda session: accounts.pause(session, account, later))
    assert await wrong(page) == {}


async def test_a_database_that_is_gone_is_said(app: App, page: httpx.AsyncClient, monkeypatch: Any) -> None:
    async def gone(work: Any) -> Any:
        raise OSError

    monkeypatch.setattr(app.database, "read", gone)
    assert (await wrong(page))["database"] == "cannot be told (OSError)"


async def test_the_figures(app: App, page: httpx.AsyncClient) -> None:
    account = app.channels[0].account_id
    await puts(app, ago=timedelta(seconds=90))
    app.measures.turn("quiz.pick", "done", 0.0)
    app.measures.send(account, "sent", 0.0)
    app.measures.send(account, "rate", 0.0)
    lines = (await page.get("/metrics")).text.splitlines()
    for line in (
        'chuong_turns_total{handler="quiz.pick",outcome="done"} 1.0',
        "chuong_turn_seconds_count 1.0",
        f'chuong_outbox_messages{{account="{account}",lane="reply"}} 1.0',
        f'chuong_sends_total{{account="{account}",outcome="sent"}} 1.0',
        f'chuong_too_many_requests_total{{account="{account}"}} 1.0',
        "chuong_quarantined_updates 0.0",
    ):
        assert line in lines
    [age] = [line for line in lines if line.startswith("chuong_outbox_oldest_seconds{")]
    assert 90 <= float(age.rpartition(" ")[2]) < 120
