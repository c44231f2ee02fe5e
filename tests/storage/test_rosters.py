"""What a roster changes: who is new, who is known, who is asked about; and that doing it twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlmodel import Session, col, func, select

from storage import accounts, cohorts, people, rosters
from storage.audit import Audit
from storage.chats import open_chat
from storage.cohorts import REGISTERED, WITHDRAWN, Enrolment
from storage.database import Database
from storage.files.problems import Problem
from storage.files.roster import Roster, RosterRow
from storage.people import Person
from storage.registration import link
from storage.rosters import DIFFERENT, LEAVE, SAME, RosterPlan
from storage.units import Unit

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
LAN = {"name": "Trần Thị Lan", "birth": "1990-03-05", "unit": "Chi bộ thôn Đông", "phone": "0912345678"}
MINH = {"name": "Nguyễn Văn Minh", "birth": "1988", "unit": "Chi bộ thôn Tây"}


def roster(*people: dict[str, str], problems: list[Problem] | None = None) -> Roster:
    rows = [RosterRow(row=number, sheet="DS", **person) for number, person in enumerate(people, 2)]
    return Roster(rows, problems or [])


def planned(session: Session, sheet: Roster, code: str = "NTD-01", decision: str = "") -> RosterPlan:
    return rosters.plan(session, sheet, code, "Bồi dưỡng đảng viên mới", NOW, decision)


def saved(session: Session, sheet: Roster, code: str = "NTD-01", decision: str = "") -> rosters.Counts:
    return rosters.save(session, planned(session, sheet, code, decision), None, NOW)


def counts(plan: RosterPlan) -> dict[str, int]:
    return {kind: count for kind, count in plan.counts.items() if count}


def everyone(session: Session) -> list[str]:
    return [f"{one.name} {one.birth}" for one in session.exec(select(Person).order_by(col(Person.id)))]


@pytest.fixture
def session(database_url: str) -> Iterator[Session]:
    database = Database(database_url)
    with database.session() as session:
        yield session
    database.dispose()


def test_a_new_roster_makes_people_units_cohort_and_programme(session: Session) -> None:
    plan = planned(session, roster(LAN, MINH))
    assert (plan.is_new_cohort, plan.is_new_programme) == (True, True)
    assert plan.new_units == ["Chi bộ thôn Đông", "Chi bộ thôn Tây"]
    assert counts(plan) == {"new": 2}
    assert everyone(session) == []  # a plan writes nothing
    assert rosters.save(session, plan, None, NOW) == rosters.Counts(2, 0, 0, 0, 0)
    cohort = cohorts.called(session, "ntd-01")
    assert cohort is not None and cohort.id is not None
    assert [one.name for one in cohorts.learners(session, cohort.id)] == ["Trần Thị Lan", "Nguyễn Văn Minh"]
    assert [one.action for one in session.exec(select(Audit))] == ["roster saved"]


def test_doing_it_twice_changes_nothing(session: Session) -> None:
    sheet = roster(LAN, MINH, {"name": "Lê Văn Bình"})
    saved(session, sheet)
    again = planned(session, sheet)
    assert counts(again) == {"same": 3}
    assert not again.does_something
    assert (again.is_new_cohort, again.new_units, again.absent) == (False, [], 0)
    rosters.save(session, again, None, NOW)
    assert len(everyone(session)) == 3
    assert len(session.exec(select(Audit)).all()) == 1


def test_changed_details_are_named_and_saved(session: Session) -> None:
    saved(session, roster(LAN, MINH))
    changed = roster({**LAN, "phone": "0987654321", "unit": "Chi bộ thôn Nam", "position": "Bí thư"}, MINH)
    plan = planned(session, changed)
    assert counts(plan) == {"changed": 1, "same": 1}
    assert plan.with_changes[0].changes == {
        "phone": "0987654321",
        "position": "Bí thư",
        "unit": "Chi bộ thôn Nam",
    }
    rosters.save(session, plan, None, NOW)
    assert counts(planned(session, changed)) == {"same": 2}
    lan = people.with_name(session, "Trần Thị Lan")[0]
    assert (lan.phone, lan.position) == ("0987654321", "Bí thư")
    assert cohorts.with_units(session, lan.id or 0)[0][1] == "Chi bộ thôn Nam"


def test_a_person_looked_at_before_shows_the_change(session: Session) -> None:
    saved(session, roster(LAN))
    lan = people.with_name(session, "Trần Thị Lan")[0]
    lan.position = "Bí thư"  # not written yet; it must not be lost
    saved(session, roster({**LAN, "phone": "0987654321"}))
    assert (lan.phone, lan.position) == ("0987654321", "Bí thư")


def test_a_change_of_the_note_keeps_the_unit(session: Session) -> None:
    saved(session, roster(LAN))
    saved(session, roster({**LAN, "unit": "", "note": "Lớp trưởng"}))
    lan = people.with_name(session, "Trần Thị Lan")[0]
    assert cohorts.with_units(session, lan.id or 0)[0][1] == "Chi bộ thôn Đông"


def test_what_the_file_leaves_empty_or_knows_less_exactly_stays(session: Session) -> None:
    saved(session, roster(LAN))
    plan = planned(session, roster({"name": "TRAN THI LAN", "birth": "1990-03-05"}))
    assert counts(plan) == {"same": 1}


def test_a_person_known_by_name_and_full_date_is_enrolled_too(session: Session) -> None:
    saved(session, roster(LAN))
    plan = planned(session, roster(LAN), "NTD-02")
    assert counts(plan) == {"enrolled": 1}
    rosters.save(session, plan, None, NOW)
    assert len(everyone(session)) == 1
    lan = people.with_name(session, "Trần Thị Lan")[0]
    assert [cohort.code for cohort, _ in cohorts.of_person(session, lan.id or 0)] == ["NTD-01", "NTD-02"]


def test_name_and_phone_together_are_the_same_person(session: Session) -> None:
    saved(session, roster(LAN))
    plan = planned(session, roster({**LAN, "birth": "1990"}), "NTD-02")
    assert counts(plan) == {"enrolled": 1}
    assert plan.with_changes == []  # 1990 says less than 05/03/1990


@pytest.mark.parametrize(
    ("person", "reason"),
    [
        ({"name": "Nguyễn Văn Minh", "birth": "1988"}, "birth"),
        ({"name": "Nguyễn Văn Minh", "birth": "1988-04-01"}, "birth"),
        ({"name": "nguyen van minh"}, "birth"),
        ({"name": "Phạm Thị Hạnh", "birth": "1970", "phone": "0912345678"}, "phone"),
    ],
)
def test_someone_who_may_be_known_is_asked_about(session: Session, person: dict[str, str], reason: str) -> None:
    saved(session, roster(LAN, MINH))
    plan = planned(session, roster(person), "NTD-02")
    assert counts(plan) == {"asked": 1}
    assert plan.asked[0].doubt is not None and plan.asked[0].doubt.reason == reason
    assert rosters.save(session, plan, None, NOW).refused == 1
    assert len(everyone(session)) == 2

    assert counts(planned(session, roster(person), "NTD-02", LEAVE)) == {"asked": 1}
    assert counts(planned(session, roster(person), "NTD-02", SAME)) == {"enrolled": 1}
    assert saved(session, roster(person), "NTD-02", DIFFERENT).new == 1
    assert counts(planned(session, roster(person), "NTD-02")) == {"same": 1}  # and it is not asked again


def test_the_same_person_takes_the_details_of_the_file(session: Session) -> None:
    saved(session, roster(MINH))
    saved(session, roster({"name": "Nguyễn Văn Minh", "birth": "1988-04-01"}), "NTD-02", SAME)
    assert everyone(session) == ["Nguyễn Văn Minh 1988-04-01"]


def test_another_birth_is_another_person(session: Session) -> None:
    saved(session, roster(MINH))
    assert counts(planned(session, roster({**MINH, "birth": "1975"}))) == {"new": 1}


def test_someone_twice_in_the_file_is_asked_about(session: Session) -> None:
    twice = roster(LAN, LAN, problems=[Problem("person-twice", "DS", 3, "Trần Thị Lan 05/03/1990", "2")])
    plan = planned(session, twice)
    assert counts(plan) == {"new": 1, "asked": 1}
    assert plan.problems == []  # the doubt says it already
    assert plan.asked[0].doubt == rosters.Doubt("twice", place="2")
    assert counts(planned(session, twice, decision=SAME)) == {"new": 1, "asked": 1}
    saved(session, twice, decision=DIFFERENT)
    assert len(everyone(session)) == 2
    assert counts(planned(session, twice)) == {"same": 2}


def test_two_rows_never_become_one_known_person(session: Session) -> None:
    saved(session, roster(MINH))
    two = roster({**MINH, "birth": "1988-04-01"}, {**MINH, "birth": "1988-12-24"})
    assert counts(planned(session, two, "NTD-02", SAME)) == {"enrolled": 1, "asked": 1}


def test_namesakes_of_a_cohort_are_told_apart_by_their_units(session: Session) -> None:
    east, west = {**MINH, "unit": "Đông"}, {**MINH, "unit": "Tây"}
    again = [Problem("person-twice", "DS", 3, "", "2")]
    saved(session, roster(east, west, problems=again), decision=DIFFERENT)
    assert counts(planned(session, roster(west, east, problems=again))) == {"same": 2}
    assert counts(planned(session, roster(west))) == {"same": 1}


def test_those_whom_the_file_does_not_name_are_counted_and_left_alone(session: Session) -> None:
    saved(session, roster(LAN, MINH))
    plan = planned(session, roster(LAN))
    assert (plan.absent, plan.does_something) == (1, False)


def test_the_withdrawn_are_not_brought_back(session: Session) -> None:
    saved(session, roster(LAN))
    session.exec(select(Enrolment)).one().state = WITHDRAWN
    plan = planned(session, roster({**LAN, "phone": "0900000000"}))
    assert counts(plan) == {"withdrawn": 1}
    assert not plan.does_something
    assert planned(session, roster(MINH)).absent == 0


def test_whoever_has_a_chat_is_registered_in_the_new_cohort_at_once(session: Session) -> None:
    saved(session, roster(LAN))
    lan = people.with_name(session, "Trần Thị Lan")[0]
    account = accounts.opened(session, "wire", "test").id or 0
    chat, _ = open_chat(session, account, "1", language="vi", now=NOW)
    link(session, chat, lan.id or 0)
    saved(session, roster(LAN, MINH), "NTD-02")
    joined = cohorts.called(session, "NTD-02")
    assert joined is not None
    states = select(Person.name, Enrolment.state).join(Enrolment).where(Enrolment.cohort_id == joined.id)
    assert dict(session.exec(states).all()) == {
        "Trần Thị Lan": REGISTERED,
        "Nguyễn Văn Minh": "nominated",
    }


def test_units_are_known_whatever_their_accents_and_case(session: Session) -> None:
    saved(session, roster(LAN))
    assert planned(session, roster({**MINH, "unit": "CHI BO thon dong"})).new_units == []


@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_twenty_thousand_people_are_known_again(session: Session) -> None:
    many = roster(
        *(
            {
                "name": f"Nguyễn Văn Thử {number}",
                "birth": f"{1960 + number % 40}-01-05",
                "unit": f"Chi bộ {number % 300}",
                "phone": f"09{number:08}",
            }
            for number in range(20_000)
        )
    )
    saved(session, many)
    assert counts(planned(session, many)) == {"same": 20_000}
    assert session.exec(select(func.count()).select_from(Enrolment)).one() == 20_000
    assert session.exec(select(func.count()).select_from(Unit)).one() == 300
