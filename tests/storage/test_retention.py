"""How long what was said is kept: old messages, broadcasts, marks of events, strangers, requests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from handlers import housekeeping
from handlers.voice import Centre
from storage import accounts, chats, erasure, inbox, outbox, people, registration, retention
from storage.broadcasts.results import tally
from storage.chats import Chat
from storage.database import Database
from storage.inbox import Inbox
from storage.messages import Message
from storage.outbox import Outbox
from storage.people import Person
from storage.registration import LinkRequest
from storage.reminders import HOUR, Notice
from tests.centre import MONDAY, ZONE
from tests.storage import school
from tests.storage.test_broadcasts import House

CENTRE = Centre("Trung tâm", ZONE)
LATER = MONDAY + retention.TEXTS_KEPT + timedelta(seconds=1)


def _chat(session: Session) -> Chat:
    return school.chat(session, school.learner(session, "Trần Thị Lan", school.cohort(session)))


def _put(session: Session, chat: Chat, state: str = outbox.SENT, **details: Any) -> int:
    row_id = outbox.put(session, chat, Message("Chào"), now=MONDAY, **details)
    assert row_id is not None
    session.get_one(Outbox, row_id).state = state
    session.flush()
    return row_id


def _ids(session: Session) -> list[int | None]:
    return list(session.exec(select(Outbox.id).order_by(col(Outbox.id))))


def test_messages_that_are_over_go_after_ninety_days(database: Database) -> None:
    with database.session() as session:
        chat = _chat(session)
        over = [_put(session, chat, state) for state in outbox.OVER]
        waiting = [_put(session, chat, state) for state in (outbox.QUEUED, outbox.SENDING)]
        assert retention.forget_messages(session, LATER - timedelta(seconds=1), 10) == 0
        assert retention.forget_messages(session, LATER, 2) == 2
        assert _ids(session) == [*over[2:], *waiting]
        assert retention.forget_messages(session, LATER, 10) == 3
        assert _ids(session) == waiting


def test_a_message_goes_after_the_one_that_took_its_place(database: Database) -> None:
    with database.session() as session:
        chat = _chat(session)
        first = _put(session, chat)
        second = _put(session, chat, follows=first)
        assert retention.forget_messages(session, LATER, 10) == 1
        assert _ids(session) == [first]
        assert retention.forget_messages(session, LATER, 10) == 1
        assert second not in _ids(session)


def test_the_mark_of_an_old_reminder_goes_with_it(database: Database) -> None:
    with database.session() as session:
        chat = _chat(session)
        lesson = school.lesson(session, school.cohort(session), days=1)
        told = Notice(
            person_id=chat.person_id or 0, lesson_id=lesson.id or 0, rule=HOUR, starts_at=lesson.starts_at,
            outbox_id=_put(session, chat, kind="reminder"),
        )  # fmt: skip
        session.add(told)
        session.flush()
        assert retention.forget_messages(session, LATER, 10) == 1
        assert session.exec(select(Notice.id)).all() == []


def test_a_broadcast_loses_its_texts_and_keeps_its_report(database: Database) -> None:
    with database.session() as session:
        house = House(session)
        for name in ("An", "Bình", "Chi"):
            house.person(name, "A-1")
        broadcast = house.broadcast("everyone")
        house.send(broadcast)
        for row, state in zip(house.rows(broadcast), (outbox.SENT, outbox.FAILED, outbox.SENT), strict=True):
            row.state, row.reason, row.detail = state, "refused", "Bad Request: Chào An"
        broadcast.finished_at, broadcast.state = MONDAY, "finished"
        session.flush()
        before = tally(session, broadcast.id or 0)
        assert retention.empty_broadcasts(session, LATER - timedelta(seconds=1), 2) == 0
        assert [retention.empty_broadcasts(session, LATER, 2) for _ in range(3)] == [2, 1, 0]
        assert retention.forget_messages(session, LATER, 10) == 0
        assert [(row.body, row.detail) for row in house.rows(broadcast)] == [({"text": ""}, "")] * 3
        assert tally(session, broadcast.id or 0) == before

        assert house.again(broadcast) == 1
        assert [row.body["text"] for row in house.rows(broadcast)] == ["", "vi: Chào Bình, lớp A-1", ""]
        broadcast.finished_at = LATER
        assert retention.empty_broadcasts(session, LATER + retention.TEXTS_KEPT + timedelta(days=1), 10) == 3


def test_marks_go_after_three_days_and_quarantine_after_thirty(database: Database) -> None:
    with database.session() as session:
        account = accounts.opened(session, "wire", "test").id or 0
        inbox.take(session, account, "done", MONDAY)
        assert inbox.failed(session, account, "broken", "Tôi là Lan", "error", MONDAY, tries=1) == inbox.QUARANTINED
        session.flush()
        keys = select(Inbox.key)
        assert inbox.forget(session, MONDAY + inbox.MARKS_KEPT, 10) == 0
        assert inbox.forget(session, MONDAY + inbox.MARKS_KEPT + timedelta(seconds=1), 10) == 1
        assert session.exec(keys).all() == ["broken"]
        assert inbox.forget(session, MONDAY + inbox.QUARANTINE_KEPT, 10) == 0
        assert inbox.forget(session, MONDAY + inbox.QUARANTINE_KEPT + timedelta(seconds=1), 10) == 1
        assert session.exec(keys).all() == []


def test_a_chat_that_never_said_anything_goes_too(database: Database) -> None:
    with database.session() as session:
        account = accounts.opened(session, "wire", "test").id or 0
        chats.open_chat(session, account, "1", language="vi", now=MONDAY)
        assert erasure.forget_strangers(session, MONDAY, 10) == 0
        assert erasure.forget_strangers(session, MONDAY + timedelta(seconds=1), 10) == 1
        assert session.exec(select(Chat.id)).all() == []


@pytest.mark.parametrize(("state", "left"), [(registration.PENDING, 1), (registration.DENIED, 0)])
def test_a_request_keeps_its_chat_only_until_it_is_decided(database: Database, state: str, left: int) -> None:
    with database.session() as session:
        lan = school.learner(session, "Trần Thị Lan", school.cohort(session))
        account = accounts.opened(session, "wire", "test").id or 0
        chat, _ = chats.open_chat(session, account, "1", language="vi", now=MONDAY)
        request = registration.request_link(session, chat, lan.id or 0, "1990", "no-birth", MONDAY)
        assert request is not None
        request.state = state
        session.flush()
        erasure.forget_strangers(session, MONDAY + timedelta(days=2), 10)
        assert len(session.exec(select(LinkRequest.id)).all()) == len(session.exec(select(Chat.id)).all()) == left
        housekeeping.clean_up(session, CENTRE, MONDAY + housekeeping.REQUESTS_KEPT + timedelta(seconds=1))
        assert session.exec(select(LinkRequest.id)).all() == session.exec(select(Chat.id)).all() == []


def test_the_clean_up_says_whether_there_is_more(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(housekeeping, "AT_ONCE", 2)
    with database.session() as session:
        chat = _chat(session)
        for _ in range(3):
            _put(session, chat)
        assert [housekeeping.clean_up(session, CENTRE, LATER) for _ in range(2)] == [True, False]
        assert _ids(session) == []


def test_one_who_cannot_be_forgotten_does_not_keep_the_others(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.session() as session:
        for name in ("An", "Bình"):
            people.named(session, name, now=MONDAY).erase_at = MONDAY
        session.flush()
        forget = erasure.erase

        def fails_for_an(session: Session, person: Person, now: Any) -> list[Chat]:
            found = forget(session, person, now)
            if person.id == 1:
                raise ValueError("what nobody thought of")
            return found

        monkeypatch.setattr(erasure, "erase", fails_for_an)
        housekeeping.clean_up(session, CENTRE, MONDAY)
        session.flush()
        found = session.exec(select(Person.name, Person.erase_at).order_by(col(Person.id))).all()
        assert list(found) == [("An", MONDAY + housekeeping.TRY_AGAIN), (erasure.ERASED_NAME, None)]


@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_looking_for_what_is_old_uses_the_index(database: Database) -> None:
    query = "SELECT id FROM outbox WHERE broadcast_id IS NULL AND created_at < '2026'"
    with database.session() as session:
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {query}").all()
    assert "ix_outbox_old (created_at<?)" in " ".join(str(row) for row in plan)
