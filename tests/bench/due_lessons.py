"""Our database for the row "due reminders": many reminders, of which the first ones fall due together."""

from __future__ import annotations

from sqlalchemy import insert, text
from sqlmodel import Session

from bot.migrating import ensure_migrated
from bot.settings import Settings
from storage import cohorts, programmes
from storage.cohorts import Enrolment
from storage.database import Database
from storage.tables import METADATA
from tests.bench.presses import NOW
from tests.bench.waiting import registered

CLASS_SIZE = 100
STATEMENTS = (
    """WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :rows)
    INSERT INTO lesson (id, cohort_id, starts_at, ends_at, topic, instructor, place, state, sequence, uid, changed_at)
    SELECT i, 1 + (i - 1) % :classes, datetime(:now, '+' || minutes || ' minutes') || '.000000',
      datetime(:now, '+' || (minutes + 180) || ' minutes') || '.000000',
      'Nội quy lớp học', 'Nguyễn Văn Minh', 'Hội trường A', 'planned', 0, 'lesson-' || i, :now || '.000000'
    FROM (SELECT i, 60 + 1440 * ((i - 1) / :classes) AS minutes FROM n)""",
    """INSERT INTO reminder (lesson_id, rule, starts_at, due_at, state, reached)
    SELECT id, 'hour', starts_at, datetime(starts_at, '-60 minutes') || '.000000', 'waiting', 0 FROM lesson""",
)


def filled(url: str, rows: int, classes: int) -> None:
    """So many reminders in all, one of them due at NOW for each class; every learner is in one class."""
    ensure_migrated(Settings(database_url=url))
    database = Database(url)
    with database.session() as session:
        registered(session, classes * CLASS_SIZE)
        _classes(session, classes)
        if not rows:
            return
        values = {"rows": rows, "classes": classes, "now": f"{NOW:%Y-%m-%d %H:%M:%S}"}
        for statement in STATEMENTS:
            names = {name: value for name, value in values.items() if f":{name}" in statement}
            session.connection().execute(text(statement), names)
    database.dispose()


def _classes(session: Session, classes: int) -> None:
    programme = programmes.founded(session, "Bồi dưỡng đảng viên mới")
    first = cohorts.founded(session, "L0001", programme, NOW)
    columns = {column.name: getattr(first, column.name) for column in METADATA.tables["cohort"].columns}
    others = [
        {**columns, "id": number, "code": f"L{number}", "folded": f"l{number}", "join_code": f"join-{number}"}
        for number in range(2, classes + 1)
    ]
    if others:
        session.connection().execute(insert(METADATA.tables["cohort"]), others)
    rows = [{"cohort_id": 1 + number // CLASS_SIZE, "person_id": number + 1} for number in range(classes * CLASS_SIZE)]
    session.connection().execute(insert(Enrolment), rows)
