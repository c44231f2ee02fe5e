"""`chuong run`: the bot for real, on Telegram and Zalo."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
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
from storage import accounts, plans
from storage.accounts import Account
from storage.database import Database

__all__ = ["AlreadyRunning", "PortTaken", "Unusable", "lock", "serve"]

log = structlog.get_logger(__name__)

HEALTH_AFTER = 2.0  # seconds

Opened = tuple[Any, Callable[[], Any]]
"""A channel, and what asks its platform to call us."""


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
    app = await _app(settings, listen=settings.public_url is None)
    if not settings.public_url:
        app.chores.append(lambda: _health(app, settings))
    log.info("running", database=settings.database_name, webhook=bool(settings.public_url), bots=len(app.channels))
    await app.run(stop_on_signals())
    log.info("stopped")


async def work(settings: Settings) -> None:
    """Do only background work, beside bots that run elsewhere, until SIGINT or SIGTERM."""
    app = await _app(settings, listen=False, hook=False)
    app.chores.append(lambda: _health(app, settings))
    log.info("working", database=settings.database_name)
    await app.run(stop_on_signals())
    log.info("stopped")


async def _app(settings: Settings, *, listen: bool, hook: bool = True) -> App:
    """The bot with its channels, which are polled, or called by webhooks where there is a public address."""
    database, clock = Database(settings.database_url), Clock()
    if not database.is_sqlite:
        import_module("bot.jobs").make_schema(database.url)
    app = App(settings, database, clock)
    pages: list[Any] = []
    if settings.telegram_token is not None:
        await _add_telegram(app, pages, listen=listen)
    if settings.zalo_bots:
        await _add_zalo(app, pages, listen=listen)
    if hook and settings.public_url:
        # A web server is needed at once only for webhooks, so long polling does not wait for it to load.
        app.server = _server([*pages, *_own_pages(app)], settings)
    else:
        app.chores = [chore for chore in app.chores if not isinstance(chore, _Hooking)]
    return app


class _Hooking:
    """A chore that asks the platform to call us."""

    def __init__(self, ask: Callable[[], Any]) -> None:
        self._ask = ask

    async def __call__(self) -> None:
        await _patiently(self._ask)


async def _account(app: App, platform: str, key: str) -> Account:
    return await app.database.run(lambda session: accounts.opened(session, platform, key))


async def _add_telegram(app: App, pages: list[Any], *, listen: bool) -> None:
    settings = app.settings
    assert settings.telegram_token is not None
    token = settings.telegram_token.get_secret_value()
    # The part before the colon is the bot's number: it is no secret, and stays when the token is renewed.
    account = await _account(app, "telegram", token.partition(":")[0])
    assert account.id is not None
    app.dispatcher.bot_name = account.name
    proxy = settings.telegram_proxy.get_secret_value() if settings.telegram_proxy else None
    channel = TelegramChannel(account.id, token, api_url=settings.telegram_api_url, proxy=proxy)
    app.add(channel, listen=listen)
    app.chores.append(lambda: _learn_name(app, channel))
    app.chores.append(lambda: _show_menus(app, channel))
    if settings.public_url and settings.webhook_secret:
        secret = settings.webhook_secret.get_secret_value()
        webhook = import_module("bot.web.telegram").telegram_webhook
        pages.append(webhook(channel, app.dispatcher.receiver(channel), secret))
        app.chores.append(_Hooking(lambda: channel.set_webhook(f"{settings.public_url}/telegram", secret)))


async def _add_zalo(app: App, pages: list[Any], *, listen: bool) -> None:
    """Every bot on Zalo, each an account with a plan of its own."""
    settings, zalo = app.settings, import_module("bot.channels.zalo")
    secret = settings.zalo_webhook_secret.get_secret_value() if settings.zalo_webhook_secret else ""
    link = None
    if settings.public_url:
        files = import_module("bot.web.files").SignedFiles(settings.public_url, secret, app.clock.now)
        pages.append(files.route(app.database))
        link = files.link
    plan = settings.zalo_people, settings.zalo_messages
    for bot in settings.zalo_bots:
        account = await _account(app, "zalo", bot.key)
        assert account.id is not None
        channel = zalo.ZaloChannel(
            account.id, bot.token, api_url=settings.zalo_api_url, link=link, people=plan[0],
            messages_a_month=plan[1], counts_incoming=settings.zalo_counts_incoming,
        )  # fmt: skip
        channel.name = account.name
        await app.database.run(partial(_agree, account_id=account.id, settings=settings))
        app.add(channel, listen=listen)
        app.chores.append(partial(_learn_zalo_name, app, channel))
        if settings.public_url:
            webhook = import_module("bot.web.zalo").zalo_webhook
            pages.append(webhook(channel, app.dispatcher.receiver(channel), secret))
            url = f"{settings.public_url}/zalo/{account.id}"
            app.chores.append(_Hooking(partial(channel.set_webhook, url, secret)))


def _agree(session: Session, *, account_id: int, settings: Settings) -> None:
    plans.agree(
        session, account_id, settings.zalo_people, settings.zalo_messages, incoming=settings.zalo_counts_incoming
    )


async def _health(app: App, settings: Settings) -> None:
    """The pages for the operator, once the first people have been answered: loading them takes a moment."""
    await asyncio.sleep(HEALTH_AFTER)
    own = await asyncio.to_thread(_own_pages, app)
    serving = asyncio.create_task(_server(own, settings).run(app.stopping))
    try:
        await asyncio.shield(serving)
    except asyncio.CancelledError:
        await serving  # until the pages that are watched have ended; cut off, they would log an error
        raise
    except PortTaken as taken:
        log.warning(
            "no /live, /healthz, /readyz and /metrics: something else uses the port, see CHUONG_WEB_PORT", at=str(taken)
        )


def _own_pages(app: App) -> list[Any]:
    """The pages for the operator and for the projector."""
    return [*import_module("bot.web.health").routes(app), *import_module("bot.web.live").routes(app)]


def _server(pages: list[Any], settings: Settings) -> Any:
    return import_module("bot.web.server").WebServer(pages, settings.web_host, settings.web_port)


async def _learn_name(app: App, channel: TelegramChannel) -> None:
    """Ask Telegram for the bot's name, which class links need."""
    name: str = await _patiently(channel.identify)
    await app.database.run(lambda session: accounts.rename(session, channel.account_id, name))
    app.dispatcher.bot_name = name


async def _learn_zalo_name(app: App, channel: Any) -> None:
    """Ask Zalo for the bot's name, by which people find it."""
    name: str = await _patiently(channel.identify)
    await app.database.run(lambda session: accounts.rename(session, channel.account_id, name))


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
            log.warning("the platform did not do as asked, trying again", error=str(error), seconds=wait)
            await asyncio.sleep(wait)
            wait = min(wait * 2, 60)
