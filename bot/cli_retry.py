"""`chuong retry`: what lies in quarantine, and letting the bot try it again."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated

import typer
from sqlmodel import Session

from bot import opening
from bot.clock import Clock
from bot.opening import Trouble
from bot.retrying import stored
from bot.settings import Settings
from storage import audit, inbox
from storage.accounts import Account
from storage.database import Database
from storage.inbox import Inbox
from storage.vietnamese import fold

LONGEST_ERROR = 100  # letters; all of it stands in the log

commands = typer.Typer()


@commands.command()
def retry(
    which: Annotated[list[str] | None, typer.Argument(metavar="[all | NUMBER…]", help="What to try again.")] = None,
) -> None:
    """List the updates that broke the bot and lie in quarantine, or let the bot try them again."""
    chosen = opening.opened()
    database, now = Database(chosen.database_url), Clock().now()
    try:
        with database.session() as session:
            lines = _release(session, which, now) if which else _listed(session, chosen)
    finally:
        database.dispose()
    typer.echo("\n".join(lines))


def _listed(session: Session, chosen: Settings) -> list[str]:
    rows, again = inbox.quarantined(session), len(inbox.released(session))
    lines = [_line(session, row, chosen) for row in rows]
    if again:
        lines.append(f"{_updates(again)} released and waiting for the bot to try {_them(again)}.")
    if any(stored(row) for row in rows):
        lines.append("`chuong retry all`, or the numbers of some, lets the bot try them again.")
    return lines or ["Nothing lies in quarantine."]


def _line(session: Session, row: Inbox, chosen: Settings) -> str:
    """One update: number, time, bot, kind, tries and error, and nothing of what was written."""
    account = session.get_one(Account, row.account_id)
    incoming = stored(row)
    kind = incoming.kind if incoming else "unreadable" if row.body else "forgotten"
    when = f"{row.received_at.astimezone(chosen.zone):%d/%m/%Y %H:%M}"
    bot = f"{account.platform} {account.name or account.key}"
    return f"{row.id:>5}  {when}  {bot}  {kind}, {_tries(row.tries)}: {_error(row)}"


def _error(row: Inbox) -> str:
    """The first line of the error, without the words that the person wrote."""
    incoming = stored(row)
    if incoming is None:
        return "it cannot be tried again"
    told = {fold(word) for word in re.findall(r"\w+", f"{incoming.text} {incoming.name} {incoming.chat}")}
    line = (row.error.splitlines() or [""])[0]
    kind, _, text = line.partition(": ")
    text = re.sub(r"\w+", lambda word: "…" if fold(word[0]) in told else word[0], text)
    return f"{kind}: {text}"[:LONGEST_ERROR] if text else kind


def _release(session: Session, which: list[str], now: datetime) -> list[str]:
    rows = {str(row.id): row for row in inbox.quarantined(session)}
    chosen = [name for name, row in rows.items() if stored(row)] if which == ["all"] else list(dict.fromkeys(which))
    for name in chosen:
        if name not in rows:
            raise Trouble(f"Nothing with the number {name} lies in quarantine. `chuong retry` lists what does.")
        if stored(rows[name]) is None:
            raise Trouble(f"Update {name} cannot be tried again: it could not be read, or was forgotten.")
    if not chosen:
        return ["There is nothing to try again."]
    inbox.release(session, [int(name) for name in chosen])
    audit.note(session, now, None, "released from quarantine", detail=", ".join(chosen))
    return [f"{_updates(len(chosen))} released. The bot tries {_them(len(chosen))} within seconds, or when it starts."]


def _updates(count: int) -> str:
    return f"{count} update is" if count == 1 else f"{count} updates are"


def _them(count: int) -> str:
    return "it" if count == 1 else "them"


def _tries(count: int) -> str:
    return "1 try" if count == 1 else f"{count} tries"
