"""Forgetting a person: what goes, what stays, and that no table was overlooked."""

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func
from sqlmodel import Session, SQLModel, col, select

from storage import chats, erasure, inbox, inquiries, outbox, people, progress, registration
from storage.audit import Audit
from storage.broadcasts import Broadcast, Recipient
from storage.chats import Chat
from storage.cohorts import Cohort, Enrolment
from storage.database import Database
from storage.inbox import Inbox
from storage.inquiries import Inquiry
from storage.lessons import LessonSeen
from storage.messages import File, Message
from storage.outbox import Outbox
from storage.people import Person
from storage.quizzes import Answer, Attempt
from storage.registration import Consent, LinkRequest, WrongTry
from storage.reminders import Notice
from storage.tables import METADATA
from storage.uploads import Upload
from tests.storage import school
from tests.storage.school import NOW

# Every column that leads to a person or a chat, and what erasing does about it. Whoever adds a table that
# belongs here decides, and says so in `storage/erasure.py`.
DELETED = {
    "recipient.person_id", "notice.person_id", "inquiry.person_id", "linkrequest.person_id",
    "consent.person_id", "lessonseen.person_id", "upload.person_id", "outbox.chat_id", "inquiry.chat_id",
    "linkrequest.chat_id", "wrongtry.chat_id", "consent.chat_id", "linkcode.person_id", "call.person_id",
    "allowance.person_id", "reviewcard.person_id", "reviewwish.person_id",
    "liveparticipant.person_id", "liveparticipant.chat_id", "liveanswer.person_id",
    "submission.person_id", "marking.person_id",
}  # fmt: skip
KEPT_WITHOUT_A_NAME = {
    "enrolment.person_id", "attempt.person_id", "audit.actor_id", "invitation.used_by",
    "broadcast.author_id", "question.author_id", "question.approved_by", "inquiry.answered_by",
    "linkrequest.decided_by", "call.called_by", "answer.marked_by", "essaymark.marker_id",
    "assignment.author_id", "assignment.first_marker_id", "assignment.second_marker_id", "livequiz.host_id",
}  # fmt: skip
UNLINKED = {"chat.person_id", "livequiz.chat_id"}

NAME = "Trần Thị Lan"


def _count(session: Session, table: type[SQLModel]) -> int:
    return session.exec(select(func.count()).select_from(table)).one()


def _everything_about_lan(session: Session) -> tuple[Person, Chat, Cohort]:
    """Lan with a row in every table that may hold something about her."""
    cohort = school.cohort(session)
    lan = school.learner(session, NAME, cohort, unit="Chi bộ thôn Đông", birth="1990-03-05")
    lan.phone, lan.position, lan.gender = "0912345678", "Bí thư chi đoàn", "Nữ"
    chat = school.chat(session, lan)
    lan_id, chat_id = lan.id or 0, chat.id or 0
    lesson = school.lesson(session, cohort, days=1)
    quiz = school.quiz(session, "Bài 1", cohort)
    school.attempt(session, lan, quiz, 1, 7.5)
    school.attempt(session, lan, quiz, 2, 1, finished=False)
    sent = outbox.put(session, chat, Message("Nhắc lịch"), now=NOW, lane=outbox.NOTICE, kind="reminder")
    broadcast = Broadcast(author_id=lan_id, audience={"kind": "everyone"}, text="Tin", created_at=NOW)
    session.add(broadcast)
    session.flush()
    session.add_all(
        [
            Recipient(broadcast_id=broadcast.id or 0, person_id=lan_id, outbox_id=sent),
            Notice(person_id=lan_id, lesson_id=lesson.id or 0, rule="hour", starts_at=NOW, outbox_id=sent or 0),
            LessonSeen(person_id=lan_id, lesson_id=lesson.id or 0, sequence=0, starts_at=NOW),
            Upload(person_id=lan_id, name="ds.xlsx", kind="roster", grid="{}", created_at=NOW),
            WrongTry(chat_id=chat_id, at=NOW),
        ]
    )
    registration.request_link(session, chat, lan_id, "1990", "linked", NOW)
    inquiries.kept(session, chat_id, lan_id, "Mấy giờ học?", NOW)
    inbox.failed(session, chat.account_id, "key", json.dumps({"chat": "1001", "text": "bí mật"}), "oh", NOW)
    session.flush()
    return lan, chat, cohort


def test_nothing_of_the_person_stays(database: Database) -> None:
    with database.session() as session:
        lan, chat, _ = _everything_about_lan(session)
        assert erasure.erase(session, lan, NOW) == [chat]
        session.flush()
        session.expire_all()
        assert (lan.name, lan.folded, lan.birth, lan.phone) == ("(đã xóa)", "", "", "")
        assert (lan.position, lan.gender, lan.roles, lan.erase_at) == ("", "", [], None)
        for table in (
            Answer, Recipient, Notice, Inquiry, LinkRequest, WrongTry, Consent, LessonSeen, Upload, Outbox,
        ):  # fmt: skip
            assert _count(session, table) == 0, table
        assert chat.person_id is None and chat.menu == [] and chat.offered == [] and chat.step == ""
        assert [row.body for row in session.exec(select(Inbox))] == [""]


def test_the_class_still_adds_up(database: Database) -> None:
    with database.session() as session:
        lan, _, cohort = _everything_about_lan(session)
        erasure.erase(session, lan, NOW)
        session.flush()
        (one,) = progress.of_cohort(session, cohort.id or 0, NOW)
        assert (one.name, one.birth, one.unit, one.registered) == (
            "(đã xóa)",
            "",
            "Chi bộ thôn Đông",
            False,
        )
        assert one.progress.quizzes[0].mark == 7.5
        assert _count(session, Enrolment) == _count(session, Attempt) == 1


def test_that_consent_was_given_and_withdrawn_can_be_proved(database: Database) -> None:
    with database.session() as session:
        lan, _, _ = _everything_about_lan(session)
        erasure.erase(session, lan, NOW)
        session.flush()
        acts = session.exec(select(Audit).order_by(col(Audit.action))).all()
        assert [(act.action, act.subject, act.detail) for act in acts] == [
            ("consent withdrawn", "person:1", "text 2026-11 (vi), given 2026-11-23 01:00 UTC"),
            ("erased", "person:1", ""),
        ]


def test_what_staff_were_sent_names_nobody_any_more(database: Database) -> None:
    with database.session() as session:
        lan, _, _ = _everything_about_lan(session)
        hoa = people.named(session, "Lê Thị Hoa", now=NOW)
        desk = school.chat(session, hoa, "2001")
        table = File("table", "tien-do.xlsx", {"rows": [[1, NAME]]})
        rows = {
            "list": outbox.put(session, desk, Message(f"1. {NAME}"), now=NOW),
            "table": outbox.put(session, desk, Message("Bảng", file=table), now=NOW),
            "question": outbox.put(session, desk, Message("Mấy giờ học?"), now=NOW, key="inquiry:1:2"),
            "another": outbox.put(session, desk, Message("Mấy giờ?"), now=NOW, key="inquiry:11:2"),
            "waiting": outbox.put(session, desk, Message(f"2. {NAME}"), now=NOW),
        }
        for name in ("list", "table", "question", "another"):
            session.get_one(Outbox, rows[name]).state = outbox.SENT
        session.flush()
        erasure.erase(session, lan, NOW)
        session.flush()
        session.expire_all()
        left = {name: session.get_one(Outbox, row_id).body for name, row_id in rows.items()}
        assert left == {
            "list": {"text": "(đã xóa)"},
            "table": {"text": "(đã xóa)"},
            "question": {"text": "(đã xóa)"},
            "another": {"text": "Mấy giờ?"},
            "waiting": {"text": f"2. {NAME}"},
        }


def test_others_keep_everything(database: Database) -> None:
    with database.session() as session:
        lan, _, cohort = _everything_about_lan(session)
        minh = school.learner(session, "Nguyễn Văn Minh", cohort)
        chat = school.chat(session, minh, "1002")
        inquiries.kept(session, chat.id or 0, minh.id, "Còn tôi?", NOW)
        outbox.put(session, chat, Message("Chào"), now=NOW)
        erasure.erase(session, lan, NOW)
        session.flush()
        assert [_count(session, table) for table in (Consent, Inquiry, Outbox)] == [1, 1, 1]
        assert chats.of_person(session, minh.id or 0) == [chat]


def test_a_blocked_chat_hears_no_farewell(database: Database) -> None:
    with database.session() as session:
        lan, chat, _ = _everything_about_lan(session)
        chat.state = chats.BLOCKED
        assert erasure.erase(session, lan, NOW) == []


def test_the_forgotten_chat_itself_goes_a_day_later(database: Database) -> None:
    with database.session() as session:
        lan, chat, _ = _everything_about_lan(session)
        erasure.erase(session, lan, NOW)
        outbox.put(session, chat, Message("Tạm biệt"), now=NOW)
        session.flush()
        erasure.forget_strangers(session, NOW, 10)
        assert _count(session, Chat) == 1
        erasure.forget_strangers(session, NOW + timedelta(seconds=1), 10)
        assert _count(session, Chat) == _count(session, Outbox) == 0


def test_a_chat_that_changed_hands_does_not_hold_up_the_clean_up(database: Database) -> None:
    """Another person was written to in it: their figures stay, without the message."""
    with database.session() as session:
        cohort = school.cohort(session)
        lan, minh = school.learner(session, NAME, cohort), school.learner(session, "Nguyễn Văn Minh", cohort)
        chat = school.chat(session, lan)
        chat.person_id, chat.last_in_at = minh.id, NOW
        broadcast = Broadcast(author_id=minh.id or 0, audience={}, created_at=NOW)
        session.add(broadcast)
        session.flush()
        sent = outbox.put(session, chat, Message("Mai học."), now=NOW)
        session.add(Recipient(broadcast_id=broadcast.id or 0, person_id=minh.id or 0, outbox_id=sent))
        chat.person_id = None  # a lost phone
        session.flush()
        erasure.erase(session, lan, NOW)
        erasure.forget_strangers(session, NOW + timedelta(days=1), 10)
        assert _count(session, Chat) == 0
        assert session.exec(select(Recipient.outbox_id)).all() == [None]


def test_a_question_that_waits_for_the_morning_is_called_back(database: Database) -> None:
    with database.session() as session:
        cohort = school.cohort(session)
        staff = school.chat(session, school.learner(session, "Lê Thị Hoa", cohort))
        account = staff.account_id
        chat, _ = chats.open_chat(session, account, "1002", language="vi", now=NOW)
        asked = inquiries.kept(session, chat.id or 0, None, "Tôi là Lan", NOW)
        key = f"inquiry:{asked.id}:{staff.id}"
        morning = NOW + timedelta(hours=8)
        outbox.put(session, staff, Message("Tôi là Lan"), now=NOW, lane=outbox.NOTICE, key=key, not_before=morning)
        erasure.forget_stranger(session, chat, NOW)
        row = session.exec(select(Outbox).where(Outbox.key == key)).one()
        assert (row.state, row.body) == ("cancelled", {"text": erasure.ERASED_NAME})


def test_only_those_whose_time_is_over_are_due(database: Database) -> None:
    with database.session() as session:
        cohort = school.cohort(session)
        lan, minh = (school.learner(session, name, cohort) for name in (NAME, "Nguyễn Văn Minh"))
        assert erasure.ask(session, lan, NOW) == NOW + timedelta(days=3)
        assert erasure.ask(session, lan, NOW + timedelta(days=1)) == NOW + timedelta(days=3)
        erasure.ask(session, minh, NOW)
        erasure.keep(session, minh, NOW)
        session.flush()
        assert erasure.due(session, NOW + timedelta(days=3, seconds=-1), 10) == []
        assert erasure.due(session, NOW + timedelta(days=3), 10) == [lan]


def test_no_table_was_overlooked() -> None:
    leading = {
        f"{table.name}.{column.name}"
        for table in METADATA.tables.values()
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name in {"person", "chat"}
    }
    assert leading == DELETED | KEPT_WITHOUT_A_NAME | UNLINKED


@pytest.mark.parametrize("kind", ["answer", "inquiry", "link-request", "registration"])
def test_stopping_leaves_what_was_asked_for(database: Database, kind: str) -> None:
    with database.session() as session:
        lan = school.learner(session, NAME, school.cohort(session))
        chat = school.chat(session, lan)
        details: dict[str, Any] = {"now": NOW, "lane": outbox.NOTICE}
        outbox.put(session, chat, Message("a"), kind=kind, **details)
        outbox.put(session, chat, Message("b"), kind="broadcast", **details)
        outbox.put(session, chat, Message("c"), now=NOW)
        assert erasure.stop(session, lan) == 1
        session.flush()
        session.expire_all()
        states = [row.state for row in session.exec(select(Outbox))]
        assert sorted(states) == ["cancelled", "queued", "queued"]
