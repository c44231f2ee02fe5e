"""`chuong demo`: a sample centre and four phones in the browser; all the rest is the real bot."""

from __future__ import annotations

import sys
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot import migrating
from bot.app import App, PortTaken, centre_of, stop_on_signals
from bot.clock import Clock
from bot.demo import phones, sample, seed
from bot.serving import AlreadyRunning, lock
from bot.settings import Settings
from bot.web import health, live
from bot.web.phones import routes
from bot.web.server import WebServer
from storage import accounts, outbox, plans, reminders
from storage.database import Database

__all__ = ["AlreadyRunning", "PortTaken", "serve"]

FILE = Path("demo.db")
BEGINS = time(8, 5)  # of the day on which the demo is opened: its story needs a day before its evening


class DemoClock:
    """The clock that the page shows and moves. Whatever is due goes out at once."""

    def __init__(self, clock: Clock, database: Database, zone: ZoneInfo) -> None:
        self._clock = clock
        self._database = database
        self.zone = zone

    def now(self) -> datetime:
        return self._clock.now()

    async def advance(self, delta: timedelta) -> None:
        await self._clock.advance(delta)

    async def next_due(self) -> datetime | None:
        """When the next reminder or held message falls due; None when nothing waits."""
        return await self._database.read(_next_due)


def _next_due(session: Session) -> datetime | None:
    waiting = [outbox.next_due(session, account) for account in accounts.ids(session)]
    moments = [moment for moment in [reminders.next_due(session), *waiting] if moment is not None]
    return min(moments, default=None)


async def serve(settings: Settings, port: int) -> None:
    """Make the sample centre anew and serve the phones until Ctrl-C."""
    with lock(FILE):
        _forget_last_time()
        centre_name = settings.centre_name if "centre_name" in settings.model_fields_set else sample.CENTRE
        changes = {
            "database_url": f"sqlite:///{FILE}", "centre_name": centre_name, "public_url": None,
            "web_host": "127.0.0.1", "web_port": port,
        }  # fmt: skip
        chosen = settings.model_copy(update=changes)
        migrating.ensure_migrated(chosen)
        await _serve(chosen, port)


def _forget_last_time() -> None:
    for ending in ("", "-wal", "-shm"):
        Path(f"{FILE}{ending}").unlink(missing_ok=True)


async def _serve(settings: Settings, port: int) -> None:
    database, clock = Database(settings.database_url), Clock()
    clock.begin_at(BEGINS, settings.zone)
    app = App(settings, database, clock)
    channels = await database.run(phones.opened)
    for channel in channels.every():
        app.add(channel)
    where = seed.Accounts(channels.buttons.account_id, channels.zalo.account_id)
    silent = await database.run(lambda session: seed.fill(session, centre_of(settings), where, clock.now()))
    channels.buttons.blocked_chats.update(silent)

    async def used_now() -> str:
        month = plans.month_of(clock.now(), settings.zone)
        return await database.read(lambda session: phones.used(session, where.zalo, month))

    async def leave() -> None:
        for channel in channels.every():
            await channel.close()

    control = DemoClock(clock, database, settings.zone)
    pages = routes(phones.phones(channels, used_now), control, settings.centre_name)
    app.server = WebServer([*pages, *health.routes(app), *live.routes(app)], "127.0.0.1", port, leave)
    typed = f"{sample.LAN.name}, {sample.LAN.typed_birth}"
    sys.stdout.write(f"Chuông: mở (open in a browser) http://127.0.0.1:{port} để xem bốn chiếc điện thoại.\n")
    sys.stdout.write(f"Thử: Lan gõ /start, rồi {typed}; chỉnh giờ ở đầu trang. Ctrl-C để dừng.\n")
    sys.stdout.flush()
    await app.run(stop_on_signals())
