"""Our database for the rows about sending: people with a chat each, and one notice that waits for each."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert
from sqlmodel import Session

from bot.clock import Clock
from bot.migrating import ensure_migrated
from bot.settings import Settings
from storage import accounts
from storage.chats import Chat
from storage.database import Database
from storage.messages import Message
from storage.outbox import NOTICE, QUEUED, RESEND, Outbox
from storage.people import Person
from storage.vietnamese import fold
from tests.bench.presses import FIRST_CHAT, NOW
from tests.fakes.bot_api import TOKEN

TEXT = "Thông báo: lớp học ngày mai bắt đầu lúc 7 giờ 30 tại hội trường A. Mời đồng chí đến đúng giờ."
NAME = "Trần Thị Lan"


def notices(url: str, people: int) -> None:
    """A new database with that many people, for each of whom a notice waits."""
    ensure_migrated(Settings(database_url=url))
    database = Database(url)
    with database.session() as session:
        account_id = registered(session, people)
        rows = [_notice(account_id, one, Clock().now()) for one in range(1, people + 1)]
        session.connection().execute(insert(Outbox), rows)
    database.dispose()


def registered(session: Session, people: int) -> int:
    """That many people with a chat each; their account's id."""
    account = accounts.opened(session, "telegram", TOKEN.partition(":")[0])
    account_id, connection = account.id or 0, session.connection()
    numbers = range(1, people + 1)
    persons = [{"id": one, "name": NAME, "folded": fold(NAME), "roles": [], "created_at": NOW} for one in numbers]
    chats = [_chat(account_id, one) for one in numbers]
    if people:
        connection.execute(insert(Person), persons)
        connection.execute(insert(Chat), chats)
    return account_id


def _chat(account_id: int, number: int) -> dict[str, object]:
    about = {"id": number, "account_id": account_id, "external_id": str(FIRST_CHAT + number), "person_id": number}
    return {**about, "menu": [], "offered": [], "created_at": NOW}


def _notice(account_id: int, number: int, now: datetime) -> dict[str, object]:
    # Made just now: what has been tried for a day is given up.
    return {
        "account_id": account_id, "chat_id": number, "lane": NOTICE, "kind": "broadcast", "state": QUEUED,
        "policy": RESEND, "body": Message(TEXT).to_json(), "created_at": now, "not_before": now,
    }  # fmt: skip
