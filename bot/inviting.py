"""`chuong invite`: one-time codes."""

from __future__ import annotations

from bot.clock import Clock
from bot.settings import Settings
from storage import accounts, audit, registration
from storage.database import Database


def invited(settings: Settings, role: str) -> list[str]:
    """A new code that gives the role, as lines to print."""
    database, now = Database(settings.database_url), Clock().now()
    with database.session() as session:
        code = registration.invite(session, role, now)
        audit.note(session, now, None, f"invited {role}")
        name = accounts.telegram_name(session)
    database.dispose()
    lines = [f"Code: {code}"]
    if name:
        lines.append(f"Link: https://t.me/{name}?start={code}")
    else:
        lines.append("The link can be shown once the bot has run and knows its name.")
    days = registration.INVITATION_LASTS.days
    lines.append(f"It works once, within {days} days: open the link, or send the bot: /start {code}")
    return lines
