"""The rules of reminders: when they are due, whom a batch holds, and that nobody is told twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, col, func, select

from handlers import lesson_words
from handlers import reminders as sending
from handlers.voice import Centre, Voice
from storage import reminders
from storage.cohorts import Cohort, Enrolment
from storage.database import Database
from storage.lessons import Lesson
from storage.outbox import SENT, Outbox
from storage.people import Person
from storage.reminders import Notice, Reminder, batches
from storage.reminders.batches import Due
from tests.centre import ZONE
from tests.storage import school
from tests.storage.school import NOW

CENTRE = Centre("Trung tâm", ZONE, quiet=(time(21), time(5)))
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with Session(database.engine, expire_on_commit=False) as session:
        yield session


def class_of(session: Session, code: str, size: int) -> Cohort:
    """A cohort with that many learners who can all be reached."""
    made = school.cohort(session, code)
    for number in range(size):
        school.chat(session, school.learner(session, f"Học Viên {number}", made), f"{code}-{number}")
    return made


def lesson(session: Session, of: Cohort, *, days: float) -> Lesson:
    made = school.lesson(session, of, days=days)
    reminders.reschedule(session, of, ZONE, NOW)
    return made


def told(session: Session) -> list[int]:
    """How many messages there are for each chat."""
    return sorted(Counter(session.exec(select(Outbox.chat_id).where(Outbox.kind == "reminder"))).values())


@pytest.mark.parametrize(
    ("starts", "evening", "hour"),
    [
        # Clocks go forward at 02:00 on 29 March and back at 03:00 on 25 October.
        ("2026-03-29T08:00", "2026-03-28T19:00+01:00", "2026-03-29T07:00+02:00"),
        ("2026-03-29T03:30", "2026-03-28T19:00+01:00", "2026-03-29T01:30+01:00"),
        ("2026-10-25T08:00", "2026-10-24T19:00+02:00", "2026-10-25T07:00+01:00"),
        ("2026-10-26T08:00", "2026-10-25T19:00+01:00", "2026-10-26T07:00+01:00"),
    ],
)
def test_due_times_where_the_clocks_change(session: Session, starts: str, evening: str, hour: str) -> None:
    starts_at = datetime.fromisoformat(starts).replace(tzinfo=BERLIN)
    due = reminders.due_times(school.cohort(session), starts_at.astimezone(ZoneInfo("UTC")), BERLIN)
    assert due == {
        "evening": datetime.fromisoformat(evening),
        "hour": datetime.fromisoformat(hour),
    }


def test_a_cohort_may_have_no_reminders(session: Session) -> None:
    cohort = school.cohort(session)
    cohort.evening_at, cohort.minutes_before = "", 0
    lesson(session, cohort, days=1)
    assert reminders.next_due(session) is None


def test_the_next_reminder(session: Session) -> None:
    cohort = class_of(session, "A", 1)
    one = lesson(session, cohort, days=2)
    evening = reminders.next_due(session)
    assert evening is not None and evening.astimezone(ZONE).isoformat() == "2026-11-24T19:00:00+07:00"
    sending.send_due(session, CENTRE, evening)
    assert reminders.next_due(session) == one.starts_at - timedelta(hours=1)


def test_many_people_are_told_in_batches(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "MOST_PEOPLE", 3)
    big, small = class_of(session, "A", 8), class_of(session, "B", 2)
    for cohort in (big, small):
        lesson(session, cohort, days=1)
    due = NOW + timedelta(hours=11)  # 19:00
    sizes, more = [], []
    for _ in range(6):
        more.append(sending.send_due(session, CENTRE, due))
        sizes.append(len(told(session)))
    assert sizes == [3, 6, 8, 10, 10, 10]
    assert more == [True, True, True, False, False, False]
    assert set(told(session)) == {1}
    assert {one.state for one in session.exec(select(Reminder).where(Reminder.rule == "evening"))} == {"done"}


def test_a_class_whose_reminders_fail_does_not_keep_the_others(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = class_of(session, "A", 2), class_of(session, "B", 2)
    for cohort in (bad, good):
        lesson(session, cohort, days=1)
    due = NOW + timedelta(hours=11)
    words = lesson_words.lesson

    def fails_for_a(voice: Voice, one: Due, now: datetime, *, cohort: str = "") -> str:
        if cohort == "A":
            raise ValueError("what nobody thought of")
        return words(voice, one, now, cohort=cohort)

    monkeypatch.setattr(lesson_words, "lesson", fails_for_a)
    sending.send_due(session, CENTRE, due)
    assert told(session) == [1, 1]
    monkeypatch.undo()
    sending.send_due(session, CENTRE, due + sending.TRY_AGAIN - timedelta(seconds=1))
    assert told(session) == [1, 1]
    sending.send_due(session, CENTRE, due + sending.TRY_AGAIN)
    assert told(session) == [1, 1, 1, 1]


def test_a_batch_tells_a_person_of_all_their_lessons(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "MOST_PEOPLE", 3)
    first, second = class_of(session, "A", 3), class_of(session, "B", 2)
    both = session.exec(select(Person)).first()
    assert both is not None
    session.add(Enrolment(cohort_id=second.id or 0, person_id=both.id or 0))
    lesson(session, first, days=1)
    lesson(session, second, days=1.2)
    due = NOW + timedelta(hours=11)
    sending.send_due(session, CENTRE, due)
    assert (told(session), _notices(session)) == ([1, 1, 1], 4)
    for _ in range(3):
        sending.send_due(session, CENTRE, due)
    assert (told(session), _notices(session)) == ([1, 1, 1, 1, 1], 6)


def _notices(session: Session) -> int:
    return session.exec(select(func.count(col(Notice.id)))).one()


def test_a_person_with_two_chats_is_told_in_the_one_used_last(session: Session) -> None:
    cohort = class_of(session, "A", 1)
    person = session.exec(select(Person)).one()
    used = school.chat(session, person, "other")
    used.last_in_at = NOW + timedelta(minutes=5)
    lesson(session, cohort, days=1)
    session.flush()
    sending.send_due(session, CENTRE, NOW + timedelta(hours=11))
    assert session.exec(select(Outbox.chat_id).where(Outbox.kind == "reminder")).all() == [used.id]


def test_taking_back_spares_what_was_sent(session: Session) -> None:
    cohort = class_of(session, "A", 2)
    one = lesson(session, cohort, days=1)
    sending.send_due(session, CENTRE, NOW + timedelta(hours=11))
    sent = session.exec(select(Outbox)).first()
    assert sent is not None
    sent.state = SENT
    session.flush()
    assert reminders.take_back(session, [one.id or 0]) == 1
    session.expire_all()
    assert sorted(row.state for row in session.exec(select(Outbox))) == ["cancelled", "sent"]
    sending.send_due(session, CENTRE, NOW + timedelta(hours=11, minutes=1))
    session.expire_all()
    assert sorted(row.state for row in session.exec(select(Outbox))) == ["cancelled", "queued", "sent"]
    assert _notices(session) == 2


def test_a_row_in_the_outbox_is_like_any_other(session: Session) -> None:
    cohort = class_of(session, "A", 1)
    one = lesson(session, cohort, days=1)
    due = NOW + timedelta(hours=11)
    sending.send_due(session, CENTRE, due)
    row = session.exec(select(Outbox)).one()
    assert (row.lane, row.kind, row.state, row.policy) == (1, "reminder", "queued", "resend")
    assert (row.attempts, row.repeated, row.edits, row.key) == (0, 0, "", None)
    assert (row.created_at, row.not_before, row.expires_at) == (due, due, one.starts_at)
    assert row.body["text"].startswith("Xin nhắc đồng chí có buổi học:")
    assert "choices" not in row.body


def test_nothing_due_is_one_statement(session: Session, database: Database) -> None:
    lesson(session, class_of(session, "A", 1), days=3)
    statements: list[str] = []
    connection = session.connection()
    execute = connection.execute

    def counted(statement: object, *more: object) -> object:
        statements.append(str(statement))
        return execute(statement, *more)  # type: ignore[call-overload]

    connection.execute = counted  # type: ignore[method-assign, assignment]
    sending.send_due(session, CENTRE, NOW)
    assert len(statements) == 1


@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_looking_for_work_uses_indexes(session: Session) -> None:
    plan = session.connection().exec_driver_sql(
        "EXPLAIN QUERY PLAN SELECT EXISTS (SELECT 1 FROM reminder WHERE state IN (?, ?) AND starts_at <= ?)",
        ("waiting", "done", "2026"),
    )
    assert "ix_reminder_start (state=? AND starts_at<?)" in " ".join(str(row) for row in plan)
