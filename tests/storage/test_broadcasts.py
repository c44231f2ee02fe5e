"""Broadcasts: whom they reach, what goes out to each, and that nothing goes out twice."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, insert
from sqlmodel import Session, SQLModel, col, select

from storage import accounts, broadcasts, chats, cohorts, outbox, people, programmes, units
from storage.broadcasts import Broadcast, Recipient, audience, cost, missing, sending, spreading
from storage.broadcasts.candidates import candidates, with_people
from storage.broadcasts.results import acknowledge, not_reached, tally
from storage.chats import Chat
from storage.cohorts import Cohort, Enrolment
from storage.database import Database
from storage.messages import Message
from storage.outbox import Outbox
from storage.people import Person
from tests.centre import MONDAY

LATER = MONDAY + timedelta(minutes=5)


@pytest.mark.parametrize(("people", "needed"), [(0, 1), (1, 1), (25, 1), (26, 2), (915, 37)])
def test_how_long_it_takes(people: int, needed: int) -> None:
    assert cost.seconds(people) == needed
    assert cost.seconds(900, per_second=30) == 30


class House:
    """A few people with and without chats, in a session."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.account = accounts.opened(session, "wire", "test")
        self.programme = programmes.founded(session, "Bồi dưỡng nhận thức về Đảng")
        self.author = people.named(session, "Lê Thị Hoa", now=MONDAY)

    def person(self, name: str, *codes: str, unit: str = "", state: str = chats.ACTIVE) -> Person:
        person = people.named(self.session, name, now=MONDAY)
        for code in codes:
            cohort = self.cohort(code)
            unit_id = units.founded(self.session, unit).id if unit else None
            enrolment = Enrolment(cohort_id=cohort.id or 0, person_id=person.id or 0, unit_id=unit_id)
            self.session.add(enrolment)
        if state:
            self.chat(person, state)
        return person

    def chat(self, person: Person, state: str = chats.ACTIVE) -> Chat:
        external_id = f"{person.id}-{state}-{len(chats.of_person(self.session, person.id or 0))}"
        chat = Chat(
            account_id=self.account.id or 0, external_id=external_id, person_id=person.id, state=state,
            created_at=MONDAY,
        )  # fmt: skip
        self.session.add(chat)
        self.session.flush()
        return chat

    def cohort(self, code: str) -> Cohort:
        return cohorts.founded(self.session, code, self.programme, MONDAY)

    def crowd(self, count: int, cohort: Cohort) -> None:
        """So many learners, each with a chat, by a few statements: an object takes a millisecond."""
        names = [{"name": f"Nguyễn Văn {n}", "folded": f"nguyen van {n}"} for n in range(count)]
        self._like(Person(name="", folded="", created_at=MONDAY), names)
        ids = self.session.exec(select(Person.id).where(col(Person.folded).startswith("nguyen van "))).all()
        self._like(Enrolment(cohort_id=cohort.id or 0, person_id=0), [{"person_id": one} for one in ids])
        theirs = [{"person_id": one, "external_id": str(one)} for one in ids]
        self._like(Chat(account_id=self.account.id or 0, external_id="", created_at=MONDAY), theirs)

    def _like(self, one: SQLModel, rows: list[dict[str, Any]]) -> None:
        """Rows as that one but for some columns."""
        rest = one.model_dump(exclude={"id"})
        self.session.connection().execute(insert(type(one)), [rest | row for row in rows])

    def broadcast(self, kind: str, subject_id: int = 0, text: str = "Chào {ten}, lớp {lop}") -> Broadcast:
        draft = broadcasts.drafted(self.session, self.author.id or 0, kind, subject_id, MONDAY)
        draft.text = text
        return draft

    def send(self, broadcast: Broadcast) -> int:
        counts = audience.counted(self.session, broadcast.audience)
        sending.begin(self.session, broadcast, counts, MONDAY)
        self.spread(broadcast)
        return counts.reachable

    def again(self, broadcast: Broadcast, *, doubtful: bool = False) -> int:
        people = sending.begin_again(self.session, broadcast, LATER, doubtful=doubtful)
        self.spread(broadcast, LATER)
        return people

    def spread(self, broadcast: Broadcast, now: datetime = MONDAY) -> None:
        while spreading.spread(self.session, broadcast, _make, now):
            pass

    def rows(self, broadcast: Broadcast) -> list[Outbox]:
        self.session.expire_all()
        query = select(Outbox).where(Outbox.broadcast_id == broadcast.id).order_by(col(Outbox.id))
        return list(self.session.exec(query))

    def names(self, kind: str, subject_id: int = 0) -> dict[str, str]:
        found = audience.members(self.session, {"kind": kind, "id": subject_id})
        return {member.name: member.problem or member.codes for member in found}


def _make(text: str, language: str) -> Message:
    return Message(f"{language}: {text}")


def test_who_is_in_an_audience_and_why_some_cannot_be_reached(database: Database) -> None:
    with database.session() as session:
        house = House(session)
        house.person("An", "A-1", unit="Chi bộ Đông")
        house.person("Bình", "A-1", "A-2", unit="Chi bộ Tây")
        house.person("Chi", "A-1", state="")
        house.person("Dung", "A-1", state=chats.BLOCKED)
        house.person("Giang", "A-1", state=chats.GONE)
        house.person("Hải", "A-2").stopped = True
        house.person("Khánh", "A-2").erase_at = LATER
        house.person("Lâm", "A-0")
        house.cohort("A-0").state = "over"
        withdrawn = house.person("Mai", "A-1")
        session.flush()
        one = cohorts.enrolment(session, house.cohort("A-1").id or 0, withdrawn.id or 0)
        assert one is not None
        one.state = cohorts.WITHDRAWN
        session.flush()
        west = units.founded(session, "Chi bộ Tây")

        first = {"An": "A-1", "Bình": "A-1", "Chi": "unregistered", "Dung": "blocked", "Giang": "unreachable"}
        assert house.names("cohort", house.cohort("A-1").id or 0) == first
        assert house.names("unit", west.id or 0) == {"Bình": "A-1, A-2"}
        everyone = {**first, "Bình": "A-1, A-2", "Hải": "stopped", "Khánh": "erased"}
        assert house.names("everyone") == everyone
        assert house.names("quiz", 99) == {}


def test_a_unit_stands_for_the_units_under_it(database: Database) -> None:
    with database.session() as session:
        house = House(session)
        house.person("An", "A-1", unit="Chi bộ Đông")
        house.person("Bình", "A-1", unit="Chi bộ Tây")
        above = units.founded(session, "Đảng bộ xã")
        units.founded(session, "Chi bộ Đông").parent_id = above.id
        session.flush()
        assert house.names("unit", above.id or 0) == {"An": "A-1"}
        offered = {one.name: one.people for one in with_people(session, "unit", candidates(session, "unit"))}
        assert offered == {"Chi bộ Đông": 1, "Chi bộ Tây": 1, "Đảng bộ xã": 1}


def test_a_unit_above_itself_is_no_endless_loop(database: Database) -> None:
    with database.session() as session:
        house = House(session)
        house.person("An", "A-1", unit="Chi bộ Đông")
        east, above = units.founded(session, "Chi bộ Đông"), units.founded(session, "Đảng bộ xã")
        east.parent_id, above.parent_id = above.id, east.id
        session.flush()
        assert house.names("unit", above.id or 0) == {"An": "A-1"}


def test_everyone_gets_one_message_in_their_language(database: Database) -> None:
    with database.session() as session:
        house = House(session)
        house.person("An", "A-1", "A-2")
        reader = house.person("Bình", "A-1")
        chats.of_person(session, reader.id or 0)[0].language = "en"
        house.person("Chi", "A-1", state="")
        broadcast = house.broadcast("everyone")
        assert house.send(broadcast) == 2
        rows = house.rows(broadcast)
        assert [row.body for row in rows] == [{"text": "vi: Chào An, lớp A-1, A-2"}, {"text": "en: Chào Bình, lớp A-1"}]
        assert {(row.lane, row.kind, row.policy, row.state) for row in rows} == {
            (outbox.NOTICE, "broadcast", "resend", "queued")
        }
        assert [row.key for row in rows] == [f"broadcast:{broadcast.id}:{one}" for one in (2, 3)]
        recipients = session.exec(select(Recipient).order_by(col(Recipient.id))).all()
        assert [(one.outbox_id is None, one.problem) for one in recipients] == [
            (False, ""), (False, ""), (True, "unregistered"),
        ]  # fmt: skip


def test_the_chat_used_last_is_the_one_that_gets_it(database: Database) -> None:
    with database.session() as session:
        house = House(session)
        person = house.person("An", "A-1", state=chats.BLOCKED)
        newer, older = house.chat(person), house.chat(person)
        newer.last_in_at, older.last_in_at = LATER, MONDAY
        broadcast = house.broadcast("everyone")
        house.send(broadcast)
        assert [row.chat_id for row in house.rows(broadcast)] == [newer.id]


def test_stopping_keeps_what_went_out_and_sending_again_takes_the_rest(database: Database) -> None:
    with database.session() as session:
        house = House(session)
        for name in ("An", "Bình", "Chi", "Dung"):
            house.person(name, "A-1")
        unregistered = house.person("Giang", "A-1", state="")
        broadcast = house.broadcast("everyone", text="Chào")
        house.send(broadcast)
        sent, failed, doubtful, waiting = house.rows(broadcast)
        sent.state, doubtful.state = outbox.SENT, outbox.UNKNOWN
        failed.state, failed.reason, failed.attempts = outbox.FAILED, "refused", 3
        session.flush()

        sending.stop(session, broadcast)
        sending.finish(session, broadcast, LATER, 1)
        counts = tally(session, broadcast.id or 0)
        assert (broadcast.state, counts.total, counts.addressed, counts.sent) == ("stopped", 5, 4, 1)
        assert (counts.problems, counts.doubtful) == ({"refused": 1, "cancelled": 1, "unregistered": 1}, 1)
        assert [(one.name, one.problem) for one in not_reached(session, broadcast)] == [
            ("Giang", "unregistered"), ("Bình", "refused"), ("Dung", "cancelled"), ("Chi", "unsure"),
        ]  # fmt: skip

        assert missing.how_many(session, broadcast, doubtful=False) == 2
        house.chat(unregistered)
        assert house.again(broadcast) == 3
        rows = house.rows(broadcast)
        assert [(row.state, row.attempts, row.repeated) for row in rows] == [
            ("sent", 0, 0), ("queued", 0, 0), ("unknown", 0, 0), ("queued", 0, 0), ("queued", 0, 0),
        ]  # fmt: skip
        assert [row.not_before for row in rows] == [MONDAY, LATER, MONDAY, LATER, LATER]
        assert waiting.id == rows[3].id
        counts = tally(session, broadcast.id or 0)
        assert (broadcast.state, counts.waiting, counts.missed, counts.doubtful) == ("sending", 3, 1, 1)
        assert house.again(broadcast) == 0

        assert house.again(broadcast, doubtful=True) == 1
        doubtful = house.rows(broadcast)[2]
        assert (doubtful.state, doubtful.repeated) == ("queued", 1)
        doubtful.state, doubtful.reason = outbox.FAILED, "refused"
        session.flush()
        counts = tally(session, broadcast.id or 0)
        assert (counts.problems, counts.doubtful) == ({}, 1)  # the first time it may have arrived


def test_who_acknowledges_a_doubtful_message_has_it(database: Database) -> None:
    with database.session() as session:
        house = House(session)
        person = house.person("An", "A-1")
        broadcast = house.broadcast("everyone")
        broadcast.acknowledge = True
        house.send(broadcast)
        house.rows(broadcast)[0].state = outbox.UNKNOWN
        session.flush()
        assert tally(session, broadcast.id or 0).doubtful == 1
        assert acknowledge(session, person.id or 0, broadcast.id, LATER) == "thanks"
        counts = tally(session, broadcast.id or 0)
        assert (counts.sent, counts.doubtful, counts.missed) == (1, 0, 0)
        assert not_reached(session, broadcast) == []
        sending.finish(session, broadcast, LATER, 1)
        assert house.again(broadcast, doubtful=True) == 0


def test_nobody_is_written_to_again_who_left_the_audience(database: Database) -> None:
    with database.session() as session:
        house = House(session)
        person = house.person("An", "A-1")
        broadcast = house.broadcast("everyone")
        house.send(broadcast)
        sending.stop(session, broadcast)
        enrolment = cohorts.enrolment(session, house.cohort("A-1").id or 0, person.id or 0)
        assert enrolment is not None
        enrolment.state = cohorts.WITHDRAWN
        session.flush()
        assert house.again(broadcast) == 0


def test_acknowledging_takes_the_newest_that_waits(database: Database) -> None:
    with database.session() as session:
        house = House(session)
        person = house.person("An", "A-1")
        sent = [house.broadcast("everyone") for _ in range(3)]
        for number, broadcast in enumerate(sent):
            broadcast.acknowledge = number < 2
            house.send(broadcast)
            house.rows(broadcast)[0].state = outbox.SENT
        session.flush()
        me = person.id or 0
        assert [acknowledge(session, me, None, LATER) for _ in range(3)] == ["thanks", "thanks", "again"]
        assert acknowledge(session, me, sent[0].id, LATER) == "again"
        assert acknowledge(session, me, sent[2].id, LATER) == "nothing"
        assert acknowledge(session, house.author.id or 0, sent[0].id, LATER) == "nothing"
        assert [tally(session, one.id or 0).acknowledged for one in sent] == [1, 1, 0]


def test_three_thousand_people_take_no_more_statements_than_a_few(database: Database) -> None:
    with database.session() as session:
        house = House(session)
        cohort = house.cohort("A-1")
        house.crowd(3000, cohort)
        broadcast = house.broadcast("everyone")
        statements: list[str] = []
        event.listen(session.connection(), "before_cursor_execute", lambda *given: statements.append(given[2]))
        assert house.send(broadcast) == 3000
        assert len(statements) < 60
        assert tally(session, broadcast.id or 0).waiting == 3000
