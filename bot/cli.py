"""The command line: chuong run · demo · check · import · export · invite · retry · backup · restore · copy-to."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from sqlalchemy.exc import DBAPIError

from bot import logs, opening
from bot.opening import Trouble
from bot.settings import Settings

app = typer.Typer(
    help="Chuông: the class bell that rings in its learners' phones.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
invite_app = typer.Typer(help="Invite people who run the classes.", no_args_is_help=True)
app.add_typer(invite_app, name="invite")
errors = Console(stderr=True, highlight=False, soft_wrap=True)


@app.command()
def run() -> None:
    """Run the bot for real, set up in .env, until Ctrl-C."""
    chosen = _prepared()
    _need_a_token(chosen)
    serving = import_module("bot.serving")
    try:
        held = serving.lock(chosen.database_path)
    except serving.AlreadyRunning:
        raise Trouble(f"Another Chuông is running on {chosen.database_path}. Stop it first.") from None
    opening.migrated(chosen)
    with held:
        try:
            _loop(serving.serve(chosen))
        except serving.Unusable as reason:
            raise Trouble(str(reason)) from None
        except serving.PortTaken as taken:
            raise Trouble(f"Something else uses {taken}. Set CHUONG_WEB_PORT to another port.") from None


@app.command()
def worker() -> None:
    """Do only background work, beside bots on other machines that share a PostgreSQL."""
    chosen = _prepared()
    if chosen.database_path is not None:
        raise Trouble("A worker needs PostgreSQL (CHUONG_DATABASE_URL); on a file `chuong run` does everything.")
    _need_a_token(chosen)
    serving = import_module("bot.serving")
    opening.migrated(chosen)
    try:
        _loop(serving.work(chosen))
    except serving.Unusable as reason:
        raise Trouble(str(reason)) from None


@app.command()
def demo(
    port: Annotated[int | None, typer.Option(help="The port of the page; CHUONG_WEB_PORT otherwise.")] = None,
) -> None:
    """A sample centre with four phones in the browser, no token needed."""
    chosen, showing = _prepared(), import_module("bot.demo")
    try:
        _loop(showing.serve(chosen, port or chosen.web_port))
    except showing.AlreadyRunning:
        raise Trouble("The demo is running in this folder already. Stop it first (Ctrl-C).") from None
    except showing.PortTaken as taken:
        raise Trouble(f"Something else uses {taken}. Choose another port: chuong demo --port 8090") from None


@app.command()
def migrate() -> None:
    """Bring the database to the shape this version needs (`run` does it by itself)."""
    chosen = _prepared()
    typer.echo("The database was brought up to date." if opening.migrated(chosen) else "The database is up to date.")


@app.command()
def check() -> None:
    """Check settings, database, token, clock and disk: one line each."""
    checking = import_module("bot.checking")
    if not asyncio.run(checking.report(typer.echo)):
        raise typer.Exit(1)


@invite_app.command("coordinator")
def invite_coordinator() -> None:
    """Print a one-time code that makes whoever sends it to the bot a coordinator."""
    _invite("coordinator")


@invite_app.command("instructor")
def invite_instructor() -> None:
    """Print a one-time code that makes whoever sends it to the bot an instructor."""
    _invite("instructor")


def _invite(role: str) -> None:
    chosen = opening.present(_prepared())
    opening.migrated(chosen)
    inviting = import_module("bot.inviting")
    for line in inviting.invited(chosen, role):
        typer.echo(line)


def _prepared() -> Settings:
    """The settings, with the log set up so that it shows no secret."""
    chosen = opening.read_settings()
    secrets = [chosen.telegram_token, chosen.webhook_secret, chosen.telegram_proxy, chosen.zalo_webhook_secret]
    hidden = [secret.get_secret_value() for secret in secrets if secret is not None]
    logs.set_up(chosen.log_format, [*hidden, *(bot.token for bot in chosen.zalo_bots)])
    return chosen


def _need_a_token(chosen: Settings) -> None:
    if chosen.telegram_token is None and not chosen.zalo_bots:
        raise Trouble(
            "Neither CHUONG_TELEGRAM_TOKEN nor CHUONG_ZALO_TOKENS is set. Put the token from @BotFather, or those of "
            "your Zalo bots, into .env, or try `chuong demo`."
        )


def _loop(work: Any) -> None:
    """Run the event loop, the fast one where there is one."""
    factory: Callable[[], asyncio.AbstractEventLoop] | None = None
    with suppress(ImportError):  # Windows has none
        factory = import_module("uvloop").new_event_loop
    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(work)


# Commands in files of their own, loaded when they are called for: `chuong run` must not wait for them.
# Those with a text are groups of commands.
FURTHER = {
    "import": ("bot.cli_import", "Read a roster, a timetable or questions from a file."),
    "export": ("bot.cli_export", "Write tables for Excel."),
    "backup": ("bot.cli_copies", ""),
    "restore": ("bot.cli_copies", ""),
    "copy-to": ("bot.cli_copies", ""),
    "retry": ("bot.cli_retry", ""),
}


def main(words: Sequence[str] | None = None) -> None:
    """The entry point: troubles come out as one sentence on stderr, exit status 1."""
    words = sys.argv[1:] if words is None else words
    _load(words[0] if words else "--help")
    try:
        app(list(words))
    except Trouble as trouble:
        _leave(str(trouble))
    except DBAPIError as error:
        _leave(f"The database cannot be used: {opening.why(error)}.")
    except ModuleNotFoundError as error:
        if error.name != "psycopg":
            raise
        _leave("PostgreSQL needs further packages: pip install 'chuong[postgres]'.")
    except OSError as error:
        if error.filename is None:
            raise
        _leave(f"{error.filename}: {error.strerror}.")


def _load(asked: str) -> None:
    """Add the command that is asked for, or all of them when it is none of those that are here already."""
    known = {command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands}
    known |= {group.name or "" for group in app.registered_groups}
    wanted = [FURTHER[asked]] if asked in FURTHER else [] if asked in known else list(FURTHER.values())
    for module, help_text in dict.fromkeys(wanted):
        commands = import_module(module).commands
        if help_text:
            (name,) = (name for name, (of, _) in FURTHER.items() if of == module)
            app.add_typer(commands, name=name, help=help_text)
        else:
            app.add_typer(commands)


def _leave(sentence: str) -> NoReturn:
    errors.print(sentence, markup=False)
    raise SystemExit(1) from None


if __name__ == "__main__":
    main()
