"""`chuong check`: is everything there that the bot needs?"""

from __future__ import annotations

import os
import shutil
from collections.abc import Awaitable, Callable
from datetime import timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from bot import migrating, opening, running
from bot.channels.telegram import TelegramChannel
from bot.channels.zalo import ZaloChannel
from bot.clock import Clock
from bot.opening import Trouble
from bot.retrying import stored
from bot.settings import Settings, ZaloBot
from storage import copies, inbox, outbox

LEAST_DISK = 500 * 1024 * 1024  # bytes; a broadcast to a thousand people needs about one megabyte
MOST_DRIFT = timedelta(seconds=60)  # reminders would come at the wrong minute
LONGEST_WAIT = timedelta(minutes=30)  # a broadcast to 40,000 people; whatever waits longer is stuck
NAMED = 10  # updates in quarantine, the rest is counted
PATIENCE = 10  # seconds until a database server counts as gone


class Wrong(Exception):
    """What is wrong, in one sentence."""


Check = Callable[[Settings], Awaitable[str]]


async def report(say: Callable[[str], None]) -> bool:
    """Say one line for each check. True when nothing is wrong."""
    try:
        settings = opening.read_settings()
    except Trouble as trouble:
        for line in str(trouble).splitlines():
            say(f"settings   WRONG  {line}")
        return False
    say(f"settings   ok     {settings.centre_name}, {settings.timezone}")
    fine = await _said(say, settings, {"database": _database})
    if fine and _is_up_to_date(settings):
        inside: dict[str, Check] = {"bot": _bot, "quarantine": _quarantine, "messages": _messages}
        fine = await _said(say, settings, inside)
    return await _said(say, settings, {"token": _token, "clock": _clock, "disk": _disk}) and fine


async def _said(say: Callable[[str], None], settings: Settings, checks: dict[str, Check]) -> bool:
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
    name = path or settings.database_name
    try:
        return f"{name}, {_looked_at(settings, _state)}"
    except DBAPIError as error:
        raise Wrong(f"{name} cannot be read: {opening.why(error)}") from None
    except ModuleNotFoundError as error:
        raise Wrong(f"the package {error.name} is missing: pip install 'chuong[postgres]'") from None


def _state(connection: Connection) -> str:
    if connection.dialect.name == "sqlite":
        server = ""
        damage = connection.execute(text("PRAGMA integrity_check(1)")).scalar()
        if damage != "ok":
            raise Wrong(f"it is damaged ({damage}); restore a backup with `chuong restore`")
    else:
        server = f"PostgreSQL {connection.execute(text('SHOW server_version')).scalar_one().split()[0]}, "
    revision = migrating.revision(connection)
    if revision > migrating.newest():
        raise Wrong("made by a newer Chuông; install that version")
    if revision != migrating.newest():
        return f"{server}will be brought up to date at the next start"
    return f"{server}version {revision}"


def _looked_at(settings: Settings, look: Callable[[Connection], Any]) -> Any:
    patience = {} if settings.database_path else {"connect_timeout": PATIENCE}
    engine = create_engine(settings.database_url, connect_args=patience, hide_parameters=True)
    try:
        with engine.connect() as connection:
            return look(connection)
    finally:
        engine.dispose()


def _is_up_to_date(settings: Settings) -> bool:
    path = settings.database_path
    found: str = "" if path is not None and not path.exists() else _looked_at(settings, migrating.revision)
    return found == migrating.newest()


async def _bot(settings: Settings) -> str:
    path = settings.database_path
    if path is None:
        holders = running.holders(settings)
        return f"running: {', '.join(holders)}" if holders else "not running"
    try:
        return "running" if running.is_locked(path) else "not running"
    except OSError as error:
        raise Wrong(f"{path}.lock cannot be opened ({error.strerror}); it may belong to another user") from None


async def _quarantine(settings: Settings) -> str:
    with copies.snapshot(settings.database_url) as connection, Session(connection) as session:
        rows = inbox.quarantined(session)
    again = [str(row.id) for row in rows if stored(row) is not None]
    if again:
        more = ["…"] if len(again) > NAMED else []
        numbers = ", ".join([*again[:NAMED], *more])
        raise Wrong(f"{_updates(len(again))} broke the bot ({numbers}); `chuong retry` shows them")
    return f"{_updates(len(rows))} that could not be read" if rows else "empty"


def _updates(count: int) -> str:
    return "1 update" if count == 1 else f"{count} updates"


async def _messages(settings: Settings) -> str:
    now = Clock().now()
    with copies.snapshot(settings.database_url) as connection, Session(connection) as session:
        count, oldest = outbox.waiting(session, now)
    if oldest is None:
        return "none waits"
    line = f"{count:,} {'message waits' if count == 1 else 'messages wait'}, the oldest for {_long(now - oldest)}"
    if now - oldest > LONGEST_WAIT:
        raise Wrong(f"{line}; is the bot running, and does Telegram answer?")
    return line


def _long(wait: timedelta) -> str:
    """About how long, in the largest unit of which it has one at least."""
    seconds = round(wait.total_seconds())
    for unit, length in (("day", 86_400), ("hour", 3600), ("minute", 60)):
        if seconds >= length:
            return f"{seconds // length} {unit}{'s' if seconds >= 2 * length else ''}"
    return f"{seconds} second{'' if seconds == 1 else 's'}"


async def _token(settings: Settings) -> str:
    if settings.telegram_token is None and not settings.zalo_bots:
        raise Wrong("neither CHUONG_TELEGRAM_TOKEN nor CHUONG_ZALO_TOKENS is set (only `chuong demo` works without)")
    telegram = [await _telegram(settings)] if settings.telegram_token is not None else []
    return "; ".join([*telegram, *[await _zalo(settings, bot) for bot in settings.zalo_bots]])


async def _telegram(settings: Settings) -> str:
    assert settings.telegram_token is not None
    proxy = settings.telegram_proxy.get_secret_value() if settings.telegram_proxy else None
    token = settings.telegram_token.get_secret_value()
    channel = TelegramChannel(0, token, api_url=settings.telegram_api_url, proxy=proxy)
    try:
        return f"Telegram knows it as @{await channel.identify()}"
    except Exception as error:
        raise Wrong(f"Telegram does not accept it or cannot be reached: {error}") from None
    finally:
        await channel.close()


async def _zalo(settings: Settings, bot: ZaloBot) -> str:
    channel = ZaloChannel(0, bot.token, api_url=settings.zalo_api_url)
    try:
        return f"Zalo knows {bot.key} as {await channel.identify()}"
    except Exception as error:
        raise Wrong(f"Zalo does not accept {bot.key} or cannot be reached: {error}") from None
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
    """The folder of the database. One that is missing is made by the first start, like the database."""
    folder = settings.database_path.absolute().parent if settings.database_path else Path.cwd()
    while not folder.exists():
        folder = folder.parent
    if not folder.is_dir():
        raise Wrong(f"{folder} is a file, not a folder for the database")
    if not os.access(folder, os.W_OK):
        raise Wrong(f"this user may not write into {folder}")
    free = shutil.disk_usage(folder).free
    if free < LEAST_DISK:
        raise Wrong(f"only {free // 1024**2} MB are free in {folder}")
    return f"{free / 1024**3:.1f} GB free"
