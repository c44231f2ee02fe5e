"""A batch of reminders on its way into the outbox, in few statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import JSON, ColumnDefault, bindparam, text, update
from sqlmodel import Session, col

from storage import outbox
from storage.database import UTCDateTime
from storage.messages import Message
from storage.outbox import Outbox
from storage.reminders import DONE, Reminder
from storage.reminders.batches import Batch, Due

Word = Callable[[str, str, tuple[Due, ...]], Message]
"""The message in a language, by a rule, of lessons."""

KIND = "reminder"

# All that is the same for every row stands in the statement: SQLAlchemy's work for each parameter costs more than
# the database's for each row. The ids are our own numbers.
_SAME = {
    one.name: one.default.arg
    for one in Outbox.metadata.tables["outbox"].columns
    if isinstance(one.default, ColumnDefault)
} | {"lane": outbox.NOTICE, "kind": KIND}
_COLUMNS = ", ".join(_SAME)
_VALUES = ", ".join(f"'{value}'" if isinstance(value, str) else str(value) for value in _SAME.values())
_ADD = (
    f"INSERT INTO outbox (account_id, chat_id, body, created_at, not_before, expires_at, {_COLUMNS}) "  # noqa: S608
    f"SELECT account_id, id, :body, :now, :now, :until, {_VALUES} FROM chat WHERE id IN (%s) ORDER BY id RETURNING id"
)
# Within the transaction these numbers are of our rows only: what others add meanwhile cannot be seen.
_TYPES = (
    bindparam("body", type_=JSON()),
    bindparam("now", type_=UTCDateTime()),
    bindparam("until", type_=UTCDateTime()),
)
_NOTE = text(
    "INSERT INTO notice (person_id, lesson_id, rule, starts_at, outbox_id) "
    "SELECT chat.person_id, :lesson, :rule, :starts, outbox.id FROM outbox JOIN chat ON chat.id = outbox.chat_id "
    "WHERE outbox.id BETWEEN :first AND :last"
).bindparams(bindparam("starts", type_=UTCDateTime()))


def tell(session: Session, found: Batch, word: Word, now: datetime) -> None:
    """Put the batch into the outbox, and mark the reminders of which everyone has been told."""
    together: defaultdict[tuple[str, str, tuple[Due, ...]], list[int]] = defaultdict(list)
    for one in found.tellings:
        together[one.reader.language, one.rule, one.lessons].append(one.reader.chat_id)
    in_order = sorted(together.items(), key=lambda group: group[0][2][0].starts_at)  # as a chat is to read them
    for (language, rule, lessons), chat_ids in in_order:
        _put(session, chat_ids, word(language, rule, lessons), rule, lessons, now)
    connection = session.connection()
    done = update(Reminder).where(col(Reminder.id).in_(found.done)).values(state=DONE)
    connection.execute(done)
    for reminder_id, reached in found.reached.items():
        connection.execute(update(Reminder).where(col(Reminder.id) == reminder_id).values(reached=reached))


def _put(
    session: Session, chat_ids: list[int], message: Message, rule: str, lessons: tuple[Due, ...], now: datetime
) -> None:
    """The same message to all these chats, and a notice to each of them for each lesson it tells of."""
    connection = session.connection()
    add = text(_ADD % ",".join(map(str, chat_ids))).bindparams(*_TYPES)
    values = {"body": message.to_json(), "now": now, "until": lessons[0].starts_at}
    ids = connection.execute(add, values).scalars().all()
    for lesson in lessons:
        about = {"lesson": lesson.lesson_id, "rule": rule, "starts": lesson.starts_at}
        connection.execute(_NOTE, {**about, "first": min(ids), "last": max(ids)})
