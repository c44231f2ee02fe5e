"""A batch of reminders on its way into the outbox, in few statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import JSON, ColumnDefault, Integer, column, insert, literal_column, table, update
from sqlalchemy.types import TypeEngine
from sqlmodel import Session, col

from storage import outbox
from storage.database import UTCDateTime
from storage.messages import Message
from storage.outbox import Outbox
from storage.reminders import DONE, Reminder
from storage.reminders.batches import Batch, Due, Telling

Word = Callable[[str, str, tuple[Due, ...]], Message]
"""The message in a language, by a rule, of lessons."""

KIND = "reminder"

# The tables with columns whose values go to the driver as they are (see `_Native`), and an insert that has all
# that is the same for every row within its text: SQLAlchemy's work for each parameter costs more than SQLite's.
_COLUMNS = Outbox.metadata.tables["outbox"].columns
OUTBOX = table("outbox", column("id", Integer), *(column(one.name) for one in _COLUMNS if one.name != "id"))
NOTICE = table("notice", *map(column, ("person_id", "lesson_id", "rule", "starts_at", "outbox_id")))
_SAME = {one.name: one.default.arg for one in _COLUMNS if isinstance(one.default, ColumnDefault)}
_SAME |= {"lane": outbox.NOTICE, "kind": KIND}
ADDED = (
    insert(OUTBOX)
    .values({name: literal_column(f"'{value}'") for name, value in _SAME.items()})
    .returning(OUTBOX.c.chat_id, OUTBOX.c.id)
)


def tell(session: Session, found: Batch, word: Word, now: datetime) -> None:
    """Put the batch into the outbox, and mark the reminders of which everyone has been told."""
    for tellings in _once_a_chat(found.tellings):
        _put(session, tellings, word, now)
    connection = session.connection()
    done = update(Reminder).where(col(Reminder.id).in_(found.done)).values(state=DONE)
    connection.execute(done)
    for reminder_id, reached in found.reached.items():
        connection.execute(update(Reminder).where(col(Reminder.id) == reminder_id).values(reached=reached))


def _once_a_chat(tellings: Iterable[Telling]) -> list[list[Telling]]:
    """The tellings in rounds in which no chat comes twice: so the new rows can be told apart by their chats."""
    rounds: list[list[Telling]] = []
    count: Counter[int] = Counter()
    for one in tellings:
        number = count[one.reader.chat_id]
        count[one.reader.chat_id] += 1
        if number == len(rounds):
            rounds.append([])
        rounds[number].append(one)
    return rounds


def _put(session: Session, tellings: list[Telling], word: Word, now: datetime) -> None:
    """One row of the outbox for each telling, and a notice for each lesson it tells of."""
    native = _Native(session)
    body = cache(lambda *key: native.json(word(*key).to_json()))
    moment = cache(native.moment)
    rows = [
        {
            "account_id": one.reader.account_id,
            "chat_id": one.reader.chat_id,
            "body": body(one.reader.language, one.rule, one.lessons),
            "created_at": moment(now),
            "not_before": moment(now),
            "expires_at": moment(one.lessons[0].starts_at),
        }
        for one in tellings
    ]
    connection = session.connection()
    message_ids: dict[int, int] = dict(connection.execute(ADDED, rows).all())
    notices = [
        {
            "person_id": one.reader.person_id,
            "lesson_id": lesson.lesson_id,
            "rule": one.rule,
            "starts_at": moment(lesson.starts_at),
            "outbox_id": message_ids[one.reader.chat_id],
        }
        for one in tellings
        for lesson in one.lessons
    ]
    connection.execute(insert(NOTICE), notices)


class _Native:
    """Values as the driver takes them. Converting each once instead of once a row saves a third of the time."""

    def __init__(self, session: Session) -> None:
        self.dialect = session.connection().dialect

    def json(self, value: dict[str, Any]) -> Any:
        return self._converted(JSON(), value)

    def moment(self, value: datetime) -> Any:
        return self._converted(UTCDateTime(), value)

    def _converted(self, type_: TypeEngine[Any], value: Any) -> Any:
        processor = type_.dialect_impl(self.dialect).bind_processor(self.dialect)
        return processor(value) if processor else value
