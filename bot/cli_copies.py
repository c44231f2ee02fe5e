"""`chuong backup`, `chuong restore` and `chuong copy-to`: the whole database, to and fro."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot import backups, copying, opening, restoring
from bot.clock import Clock

commands = typer.Typer()


@commands.command()
def backup(file: Annotated[Path, typer.Argument(help="Where the copy goes; it must not exist yet.")]) -> None:
    """Copy the database into one file while the bot runs, and check the copy."""
    backups.make(opening.present(opening.read_settings()), file)
    typer.echo(f"Copied to {file} and checked.")


@commands.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A file that `chuong backup` made.")],
    yes: Annotated[bool, typer.Option("--yes", help="Replace without asking.")] = False,
) -> None:
    """Put a backup in the place of the database; the bot must not run."""

    chosen = opening.read_settings()

    def agreed(lines: list[str]) -> bool:
        typer.echo("\n".join(lines))
        return yes or typer.confirm(f"Replace {chosen.database_name} with {file}?")

    kept = restoring.restore(chosen, file, Clock().now(), agreed)
    typer.echo(f"Restored {file} to {chosen.database_name}.")
    if kept is not None:
        typer.echo(f"What it replaced is kept in {kept}; `chuong restore {kept}` brings it back.")


@commands.command("copy-to")
def copy_to(
    url: Annotated[str, typer.Argument(help="The empty database, for example postgresql+psycopg://user@host/name.")],
) -> None:
    """Copy everything into another, empty database; the bot must not run."""
    chosen = opening.present(opening.read_settings())
    counts = copying.copy_to(chosen, url)
    width = max(len(name) for name in counts)
    for name, count in counts.items():
        typer.echo(f"{name:<{width}} {count:>9,}")
    typer.echo(f"{sum(counts.values()):,} rows in {len(counts)} tables were copied, and counted on both sides.")
    typer.echo("Now set CHUONG_DATABASE_URL to the new database, and start the bot.")
