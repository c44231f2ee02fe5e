"""The command line: chuong run · demo · import · export · invite · migrate · backup · check."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from sqlalchemy.exc import DatabaseError

from bot import logs, settings
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


class Trouble(Exception):
    """Something the person at the keyboard must know: one clear sentence."""


@app.command()
def run() -> None:
    """Run the bot for real, set up in .env, until Ctrl-C."""
    chosen = _prepared()
    if chosen.telegram_token is None:
        raise Trouble(
            "CHUONG_TELEGRAM_TOKEN is not set. Put the token from @BotFather into .env, or try `chuong demo`."
        )
    serving = import_module("bot.serving")
    try:
        held = serving.lock(chosen.database_path)
    except serving.AlreadyRunning:
        raise Trouble(f"Another Chuông is running on {chosen.database_path}. Stop it first.") from None
    _migrate(chosen)
    with held:
        try:
            _loop(serving.serve(chosen))
        except serving.PortTaken as taken:
            raise Trouble(f"Something else uses {taken}. Set CHUONG_WEB_PORT to another port.") from None


@app.command()
def demo(
    port: Annotated[int | None, typer.Option(help="The port of the page; CHUONG_WEB_PORT otherwise.")] = None,
) -> None:
    """A sample centre with three phones in the browser, no token needed."""
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
    typer.echo("The database was brought up to date." if _migrate(chosen) else "The database is up to date.")


@app.command()
def check() -> None:
    """Check settings, database, token, clock and disk: one line each."""
    checking = import_module("bot.checking")
    if not asyncio.run(checking.report(typer.echo)):
        raise typer.Exit(1)


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="Where the copy goes; it must not exist yet.")]) -> None:
    """Copy the database while the bot runs, and check the copy."""
    chosen = _prepared()
    source = chosen.database_path
    if source is None:
        raise Trouble("This database is not a file. Use pg_dump for PostgreSQL.")
    if not source.exists():
        raise Trouble(f"There is no database at {source}.")
    if file.exists():
        raise Trouble(f"{file} exists already. Choose another name.")
    partial = file.with_name(file.name + ".part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _copy(source, partial)
        partial.replace(file)
    except (sqlite3.Error, OSError) as error:
        partial.unlink(missing_ok=True)
        raise Trouble(f"The copy could not be made: {error}.") from None
    typer.echo(f"Copied to {file} and checked.")


@invite_app.command("coordinator")
def invite_coordinator() -> None:
    """Print a one-time code that makes whoever sends it to the bot a coordinator."""
    chosen = _prepared()
    _migrate(chosen)
    inviting = import_module("bot.inviting")
    for line in inviting.coordinator(chosen):
        typer.echo(line)


def _copy(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(source, timeout=30)) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))
    with closing(sqlite3.connect(target)) as connection:
        found = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok":
        raise sqlite3.DatabaseError(f"the copy is damaged ({found})")


def _settings() -> Settings:
    try:
        return settings.load()
    except settings.BadSettings as error:
        raise Trouble(str(error)) from None


def _prepared() -> Settings:
    """The settings, with the log set up so that it shows no secret."""
    chosen = _settings()
    secrets = [chosen.telegram_token, chosen.webhook_secret, chosen.telegram_proxy]
    logs.set_up(chosen.log_format, [secret.get_secret_value() for secret in secrets if secret is not None])
    return chosen


def _migrate(chosen: Settings) -> bool:
    migrating = import_module("bot.migrating")
    try:
        done: bool = migrating.ensure_migrated(chosen)
    except migrating.NewerDatabase:
        raise Trouble("The database was made by a newer Chuông. Install that version.") from None
    return done


def _loop(work: Any) -> None:
    """Run the event loop, the fast one where there is one."""
    factory: Callable[[], asyncio.AbstractEventLoop] | None = None
    with suppress(ImportError):  # Windows has none
        factory = import_module("uvloop").new_event_loop
    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(work)


# Commands in files of their own, loaded when they are called for: `chuong run` must not wait for them.
FURTHER = {
    "import": ("bot.cli_import", "Read a roster, a timetable or questions from a file."),
    "export": ("bot.cli_export", "Write tables for Excel."),
}


def main() -> None:
    """The entry point: troubles come out as one sentence on stderr, exit status 1."""
    known = {command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands}
    known |= {group.name or "" for group in app.registered_groups}
    asked = sys.argv[1] if len(sys.argv) > 1 else "--help"
    for name, (module, help_text) in FURTHER.items():
        if asked == name or asked not in known:
            app.add_typer(import_module(module).commands, name=name, help=help_text)
    try:
        app()
    except Trouble as trouble:
        _leave(str(trouble))
    except DatabaseError as error:
        _leave(f"The database cannot be used: {error.orig}.")
    except PermissionError as error:
        _leave(f"{error.filename}: {error.strerror}.")


def _leave(sentence: str) -> NoReturn:
    errors.print(sentence, markup=False)
    raise SystemExit(1) from None


if __name__ == "__main__":
    main()
