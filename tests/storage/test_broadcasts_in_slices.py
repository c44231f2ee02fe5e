"""Broadcasts go into the outbox in slices: nobody is left out, nobody is written to twice, the counts are right."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from storage import accounts, chats, outbox
from storage.broadcasts import Broadcast, Recipient, audience, cost, sending, spreading
from storage.broadcasts.results import tally, waits
from storage.database import Database
from storage.outbox import Outbox
from tests.centre import MONDAY
from tests.storage.test_broadcasts import House, _make

NAMES = ("An", "Bình", "Chi", "Dung", "Giang", "Hải", "Khánh")


def _begun(house: House) -> Broadcast:
    """To seven people, of whom the third cannot be reached; nothing of it is in the outbox yet."""
    for name in NAMES:
        house.person(name, "A-1", state="" if name == "Chi" else chats.ACTIVE)
    broadcast = house.broadcast("everyone", text="{ten}")
    house.session.flush()
    sending.begin(house.session, broadcast, audience.counted(house.session, broadcast.audience), MONDAY)
    return broadcast


def _spread(session: Session, broadcast: Broadcast) -> bool:
    return spreading.spread(session, broadcast, _make, MONDAY, most=3)


def _figures(session: Session, broadcast: Broadcast) -> tuple[int, int, int, int]:
    counts = tally(session, broadcast.id or 0)
    return counts.total, counts.addressed, counts.waiting, counts.sent


def test_each_slice_goes_on_where_the_last_one_ended(database: Database) -> None:
    with database.session() as session:
        broadcast = _begun(House(session))
        assert _figures(session, broadcast) == (7, 6, 6, 0)
        assert [_spread(session, broadcast) for _ in range(4)] == [True, True, False, False]
        rows = session.exec(select(Outbox).order_by(col(Outbox.id))).all()
        assert [row.body["text"] for row in rows] == [f"vi: {name}" for name in NAMES if name != "Chi"]
        assert _figures(session, broadcast) == (7, 6, 6, 0)
        assert session.exec(select(Recipient.problem).order_by(col(Recipient.person_id))).all() == [
            "", "", "unregistered", "", "", "", "",
        ]  # fmt: skip


def test_a_crash_between_slices_repeats_nobody(database: Database) -> None:
    with database.session() as session:
        number = _begun(House(session)).id
    for _ in range(2):
        with pytest.raises(RuntimeError), database.session() as session:
            _spread(session, session.get_one(Broadcast, number))
            raise RuntimeError
        with database.session() as session:
            _spread(session, session.get_one(Broadcast, number))
    with database.session() as session:
        broadcast = session.get_one(Broadcast, number)
        assert not _spread(session, broadcast)
        people = session.exec(select(Outbox.body).order_by(col(Outbox.id))).all()
        assert [body["text"] for body in people] == [f"vi: {name}" for name in NAMES if name != "Chi"]


def test_who_is_not_in_the_outbox_when_it_is_stopped_is_written_down_as_cancelled(database: Database) -> None:
    with database.session() as session:
        house = House(session)
        broadcast = _begun(house)
        _spread(session, broadcast)
        house.rows(broadcast)[0].state = outbox.SENT
        session.flush()
        assert sending.stop(session, broadcast) == 1
        assert waits(session, broadcast)
        while _spread(session, broadcast):
            pass
        assert not waits(session, broadcast)
        sending.finish(session, broadcast, MONDAY, 1)
        counts = tally(session, broadcast.id or 0)
        assert (counts.total, counts.sent, counts.problems) == (7, 1, {"cancelled": 5, "unregistered": 1})
        assert len(house.rows(broadcast)) == 2

        assert sending.begin_again(session, broadcast, MONDAY) == 5
        assert [_spread(session, broadcast) for _ in range(3)] == [True, False, False]
        assert [row.state for row in house.rows(broadcast)] == ["sent", *["queued"] * 5]


def test_stopping_what_is_sent_again_leaves_the_others_as_they_were(database: Database) -> None:
    with database.session() as session:
        house = House(session)
        broadcast = _begun(house)
        while _spread(session, broadcast):
            pass
        for row in house.rows(broadcast):
            row.state, row.reason = outbox.FAILED, "refused"
        session.flush()
        sending.finish(session, broadcast, MONDAY, 0)
        assert sending.begin_again(session, broadcast, MONDAY) == 6
        assert _spread(session, broadcast)
        assert sending.stop(session, broadcast) == 3
        assert not waits(session, broadcast)
        assert tally(session, broadcast.id or 0).problems == {"cancelled": 3, "refused": 3, "unregistered": 1}


def test_one_that_broke_off_goes_on_where_it_was(database: Database) -> None:
    with database.session() as session:
        house = House(session)
        broadcast = _begun(house)
        _spread(session, broadcast)
        sending.break_off(session, broadcast, MONDAY)
        assert tally(session, broadcast.id or 0).problems == {"unknown": 4, "unregistered": 1}
        assert sending.begin_again(session, broadcast, MONDAY) == 6
        assert [_spread(session, broadcast) for _ in range(2)] == [True, False]
        assert [row.body["text"] for row in house.rows(broadcast)] == [f"vi: {name}" for name in NAMES if name != "Chi"]


def test_the_cost_reckons_with_what_waits_and_with_pauses(database: Database) -> None:
    with database.session() as session:
        house = House(session)
        house.account.paused_until = MONDAY + timedelta(seconds=40)
        other = accounts.opened(session, "wire", "other")
        session.flush()
        mine, others = house.account.id or 0, other.id or 0
        reckoned = cost.reckoned(session, Counter({mine: 915}), MONDAY)
        assert reckoned == cost.Cost(seconds=37, until_done=77, before=0)
        broadcast = _begun(house)
        assert cost.reckoned(session, Counter({mine: 50}), MONDAY + timedelta(minutes=1)).before == 6
        while _spread(session, broadcast):
            pass
        assert cost.reckoned(session, Counter({mine: 50}), MONDAY + timedelta(minutes=1)).before == 6
        both = cost.reckoned(session, Counter({mine: 50, others: 100}), MONDAY + timedelta(minutes=1))
        assert both == cost.Cost(seconds=4, until_done=4, before=6)
