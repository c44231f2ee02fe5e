"""`chuong run`: the bot for real, on Telegram."""

from __future__ import annotations

import asyncio
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import structlog
from filelock import FileLock, Timeout
from sqlmodel import Session

from bot.app import App, PortTaken, stop_on_signals
from bot.channels import Unusable
from bot.channels.telegram import TelegramChannel
from bot.clock import Clock
from bot.settings import Settings
from handlers import routes
from handlers.texts import DEFAULT, LANGUAGES
from handlers.voice import Voice
from storage import accounts
from storage.database import Database

__all__ = ["AlreadyRunning", "PortTaken", "Unusable", "lock", "serve"]

log = structlog.get_logger(__name__)

HEALTH_AFTER = 2.0  # seconds


class AlreadyRunning(Exception):
    """Another process serves this database file."""


def lock(database: Path | None) -> AbstractContextManager[object]:
    """Hold the database file for this process. Raises `AlreadyRunning`.

    The lock goes with the process, however it ends. On PostgreSQL many processes may run.
    """
    if database is None:
        return nullcontext()
    held = FileLock(f"{database}.lock", timeout=0)
    try:
        held.acquire()
    except Timeout:
        raise AlreadyRunning(str(database)) from None
    return held


async def serve(settings: Settings) -> None:
    """Run until SIGINT or SIGTERM."""
    app, channel = await _telegram(settings, listen=settings.public_url is None)
    app.chores.append(lambda: _learn_name(app, channel))
    app.chores.append(lambda: _show_menus(app, channel))
    if settings.public_url:
        _hook(app, channel, settings)
    else:
        app.chores.append(lambda: _health(app, settings))
    log.info("running", database=settings.database_name, webhook=bool(settings.public_url))
    await app.run(stop_on_signals())
    log.info("stopped")


async def work(settings: Settings) -> None:
    """Do only background work, beside bots that run elsewhere, until SIGINT or SIGTERM."""
    app, channel = await _telegram(settings, listen=False)
    app.chores.append(lambda: _learn_name(app, channel))
    app.chores.append(lambda: _health(app, settings))
    log.info("working", database=settings.database_name)
    await app.run(stop_on_signals())
    log.info("stopped")


async def _telegram(settings: Settings, *, listen: bool) -> tuple[App, TelegramChannel]:
    """The bot with its channel."""
    assert settings.telegram_token is not None
    database, clock = Database(settings.database_url), Clock()
    if not database.is_sqlite:
        import_module("bot.jobs").make_schema(database.url)
    app = App(settings, database, clock)
    token = settings.telegram_token.get_secret_value()
    # The part before the colon is the bot's number: it is no secret, and stays when the token is renewed.
    account = await database.run(lambda session: accounts.opened(session, "telegram", token.partition(":")[0]))
    assert account.id is not None
    app.dispatcher.bot_name = account.name
    proxy = settings.telegram_proxy.get_secret_value() if settings.telegram_proxy else None
    channel = TelegramChannel(account.id, token, api_url=settings.telegram_api_url, proxy=proxy)
    app.add(channel, listen=listen)
    return app, channel


def _hook(app: App, channel: TelegramChannel, settings: Settings) -> None:
    """Let Telegram call us."""
    assert settings.webhook_secret is not None
    secret = settings.webhook_secret.get_secret_value()
    # A web server is needed at once only for webhooks, so long polling does not wait for it to load.
    webhook, health = import_module("bot.web.telegram"), import_module("bot.web.health")
    route = webhook.telegram_webhook(channel, app.dispatcher.receiver(channel), secret)
    app.server = _server([route, *health.routes(app)], settings)
    app.chores.append(lambda: _patiently(lambda: channel.set_webhook(f"{settings.public_url}/telegram", secret)))


async def _health(app: App, settings: Settings) -> None:
    """The pages for the operator, once the first people have been answered: loading them takes a moment."""
    await asyncio.sleep(HEALTH_AFTER)
    health = await asyncio.to_thread(import_module, "bot.web.health")
    try:
        await _server(health.routes(app), settings).run(asyncio.Event())
    except PortTaken as taken:
        log.warning(
            "no /healthz, /readyz and /metrics: something else uses the port, see CHUONG_WEB_PORT", at=str(taken)
        )


def _server(routes: list[Any], settings: Settings) -> Any:
    return import_module("bot.web.server").WebServer(routes, settings.web_host, settings.web_port)


async def _learn_name(app: App, channel: TelegramChannel) -> None:
    """Ask Telegram for the bot's name, which class links need."""
    name: str = await _patiently(channel.identify)

    def keep(session: Session) -> None:
        accounts.rename(session, channel.account_id, name)

    await app.database.run(keep)
    app.dispatcher.bot_name = name


async def _show_menus(app: App, channel: TelegramChannel) -> None:
    """The commands that someone whom the bot does not know yet is shown, in each language."""
    for language in ("", *LANGUAGES):
        voice = Voice(app.dispatcher.centre, language or DEFAULT)
        menu = [(name, voice.text(f"help-command-{name}")) for name in ("start", *routes.menu(None))]
        await _patiently(partial(channel.set_common_menu, language, menu))


async def _patiently(ask: Any) -> Any:
    """Try until the platform answers."""
    wait = 1.0
    while True:
        try:
            return await ask()
        except Unusable:
            raise
        except Exception as error:
            log.warning("Telegram did not do as asked, trying again", error=str(error), seconds=wait)
            await asyncio.sleep(wait)
            wait = min(wait * 2, 60)
