"""`chuong check`: is everything there that the bot needs?"""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable
from datetime import timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import httpx
from sqlalchemy import create_engine, text

from bot import migrating
from bot.channels.telegram import TelegramChannel
from bot.clock import Clock
from bot.settings import BadSettings, Settings, load
from storage import inbox
from storage.database import Database

LEAST_DISK = 500 * 1024 * 1024  # bytes; a broadcast to a thousand people needs about one megabyte
MOST_DRIFT = timedelta(seconds=60)  # reminders would come at the wrong minute


class Wrong(Exception):
    """What is wrong, in one sentence."""


async def report(say: Callable[[str], None]) -> bool:
    """Say one line for each check. True when nothing is wrong."""
    try:
        settings = load()
    except BadSettings as error:
        for line in str(error).splitlines():
            say(f"settings   WRONG  {line}")
        return False
    say(f"settings   ok     {settings.centre_name}, {settings.timezone}")
    checks: dict[str, Callable[[Settings], Awaitable[str]]] = {
        "database": _database,
        "token": _token,
        "clock": _clock,
        "disk": _disk,
    }
    fine = True
    for name, check in checks.items():
        try:
            say(f"{name:<10} ok     {await check(settings)}")
        except Wrong as wrong:
            fine = False
            say(f"{name:<10} WRONG  {wrong}")
    return fine


async def _database(settings: Settings) -> str:
    path = settings.database_path
    if path is not None and not path.exists():
        return f"{path} will be made at the first start"
    engine = create_engine(settings.database_url)
    try:
        with engine.connect() as connection:
            revision = migrating.revision(connection)
            damage = connection.execute(text("PRAGMA integrity_check")).scalar() if path is not None else "ok"
    except Exception as error:
        raise Wrong(f"{path or 'it'} cannot be read: {str(error).splitlines()[0]}") from None
    finally:
        engine.dispose()
    if damage != "ok":
        raise Wrong(f"{path} is damaged ({damage}); restore a backup")
    if revision > migrating.newest():
        raise Wrong("made by a newer Chuông; install that version")
    if revision != migrating.newest():
        return f"{path or 'PostgreSQL'}, will be brought up to date at the next start"
    return f"{path or 'PostgreSQL'}, version {revision}{_set_aside(settings)}"


def _set_aside(settings: Settings) -> str:
    database = Database(settings.database_url)
    with database.session() as session:
        count = len(inbox.quarantined(session))
    database.dispose()
    return f", {count} messages in quarantine" if count else ""


async def _token(settings: Settings) -> str:
    if settings.telegram_token is None:
        raise Wrong("CHUONG_TELEGRAM_TOKEN is not set (only `chuong demo` works without)")
    proxy = settings.telegram_proxy.get_secret_value() if settings.telegram_proxy else None
    token = settings.telegram_token.get_secret_value()
    channel = TelegramChannel(0, token, api_url=settings.telegram_api_url, proxy=proxy)
    try:
        return f"Telegram knows it as @{await channel.identify()}"
    except Exception as error:
        raise Wrong(f"Telegram does not accept it or cannot be reached: {error}") from None
    finally:
        await channel.close()


async def _clock(settings: Settings) -> str:
    now = Clock().now()
    proxy = settings.telegram_proxy.get_secret_value() if settings.telegram_proxy else None
    try:
        async with httpx.AsyncClient(proxy=proxy, timeout=10) as client:
            answer = await client.get(settings.telegram_api_url)
        theirs = parsedate_to_datetime(answer.headers["date"])
    except (httpx.HTTPError, KeyError, ValueError):
        return f"{now.astimezone(settings.zone):%d/%m/%Y %H:%M} in {settings.timezone} (nothing to compare with)"
    if abs(theirs - now) > MOST_DRIFT:
        raise Wrong(f"this machine says {now:%H:%M:%S} UTC, Telegram {theirs:%H:%M:%S}; set the clock")
    return f"{now.astimezone(settings.zone):%d/%m/%Y %H:%M} in {settings.timezone}, the same as Telegram's"


async def _disk(settings: Settings) -> str:
    folder = (settings.database_path or Path()).absolute().parent
    if not folder.exists():
        raise Wrong(f"the folder {folder} does not exist")
    free = shutil.disk_usage(folder).free
    if free < LEAST_DISK:
        raise Wrong(f"only {free // 1024**2} MB are free in {folder}")
    return f"{free / 1024**3:.1f} GB free"
