"""A timetable against the stored lessons: what is new, moved, changed, cancelled, and what clashes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlmodel import Session, col, select

from storage import cohorts, people, programmes, timetables
from storage.cohorts import Cohort, Enrolment
from storage.database import Database
from storage.files.problems import Problem
from storage.files.timetable import LessonRow, Timetable
from storage.lessons import Lesson
from storage.timetables import TimetablePlan
from tests.centre import MONDAY, ZONE
from tests.lessons import row

A, B, C = row("24/11 07:30", "Một"), row("25/11 07:30", "Hai"), row("26/11 07:30", "Ba")


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with Session(database.engine, expire_on_commit=False) as session:
        yield session


def cohort(session: Session, code: str = "NTD-03-2026", *learners: str) -> Cohort:
    made = cohorts.founded(session, code, programmes.founded(session, "Bồi dưỡng"), MONDAY)
    for name in learners:
        person = (people.with_name(session, name) or [people.named(session, name, now=MONDAY)])[0]
        session.add(Enrolment(cohort_id=made.id or 0, person_id=person.id or 0))
    session.flush()
    return made


def plan(session: Session, to: Cohort | None, *rows: LessonRow, now: datetime = MONDAY) -> TimetablePlan:
    return timetables.plan(session, Timetable(list(rows)), to, ZONE, now)


def save(session: Session, to: Cohort, *rows: LessonRow, now: datetime = MONDAY) -> list[tuple[str, str]]:
    """Import the rows; the kinds and topics of what changed."""
    changes = timetables.save(session, plan(session, to, *rows, now=now), to, now)
    return [(change.kind, change.lesson.topic) for change in changes]


def stored(session: Session) -> list[tuple[str, str, str, int]]:
    """Each lesson: its start in the centre's time, topic, state and sequence."""
    rows = session.exec(select(Lesson).order_by(col(Lesson.starts_at), col(Lesson.id)))
    return [(f"{one.starts_at.astimezone(ZONE):%d/%m %H:%M}", one.topic, one.state, one.sequence) for one in rows]


def test_planning_changes_nothing(session: Session) -> None:
    planned = plan(session, None, B, A)
    assert [one.topic for one in planned.new] == ["Một", "Hai"]
    assert not planned.changes_nothing
    assert stored(session) == []


def test_importing_twice_changes_nothing(session: Session) -> None:
    to = cohort(session)
    assert save(session, to, A, B) == [("new", "Một"), ("new", "Hai")]
    again = plan(session, to, A, B)
    assert again.changes_nothing and len(again.same) == 2
    assert save(session, to, A, B) == []
    assert stored(session) == [("24/11 07:30", "Một", "planned", 0), ("25/11 07:30", "Hai", "planned", 0)]


def test_a_file_without_periods_leaves_them_as_they_are(session: Session) -> None:
    to = cohort(session)
    counted, silent = (replace(A, ends=A.ends or time(11), periods=periods) for periods in (4, None))
    save(session, to, counted)
    assert plan(session, to, silent).changes_nothing
    assert [one.periods for one in session.exec(select(Lesson))] == [4]


def test_the_same_topic_elsewhere_in_time_is_moved(session: Session) -> None:
    to = cohort(session)
    save(session, to, A, B)
    uids = {one.topic: one.uid for one in session.exec(select(Lesson))}
    assert save(session, to, row("27/11 13:30", "MỘT"), B) == [("moved", "MỘT")]
    assert stored(session) == [("25/11 07:30", "Hai", "planned", 0), ("27/11 13:30", "MỘT", "planned", 1)]
    assert {one.uid for one in session.exec(select(Lesson))} == set(uids.values())


def test_two_lessons_change_places(session: Session) -> None:
    to = cohort(session)
    save(session, to, A, B)
    assert save(session, to, row("25/11 07:30", "Một"), row("24/11 07:30", "Hai")) == [
        ("moved", "Hai"),
        ("moved", "Một"),
    ]


def test_of_several_with_the_same_topic_only_the_moved_one_is_moved(session: Session) -> None:
    to = cohort(session)
    save(session, to, *(row(f"{day}/11 07:30", "Thảo luận") for day in (24, 25, 26)))
    changes = save(session, to, *(row(f"{day}/11 07:30", "Thảo luận") for day in (24, 26, 27)))
    assert changes == [("moved", "Thảo luận")]
    assert [when for when, *_ in stored(session)] == ["24/11 07:30", "26/11 07:30", "27/11 07:30"]


def test_another_topic_at_the_same_time(session: Session) -> None:
    to = cohort(session)
    save(session, to, A, B)
    assert save(session, to, row("24/11 07:30", "Khác"), B) == [("details", "Khác")]
    assert stored(session)[0] == ("24/11 07:30", "Khác", "planned", 1)


def test_what_no_row_names_is_cancelled_and_comes_back(session: Session) -> None:
    to = cohort(session)
    save(session, to, A, B)
    assert save(session, to, B) == [("cancelled", "Một")]
    assert save(session, to, B) == []
    assert stored(session)[0] == ("24/11 07:30", "Một", "cancelled", 1)
    assert save(session, to, A, B) == [("new", "Một")]
    assert stored(session)[0] == ("24/11 07:30", "Một", "planned", 2)
    assert len(stored(session)) == 2


def test_a_lesson_that_is_over_is_left_alone(session: Session) -> None:
    to = cohort(session)
    save(session, to, A, B)
    tuesday_noon = MONDAY + timedelta(days=1, hours=4)
    other = row("24/11 13:30", "Một"), row("24/11 07:30", "Đã sửa")
    planned = plan(session, to, B, now=tuesday_noon)
    assert planned.changes_nothing
    planned = plan(session, to, row("24/11 07:30", "Đã sửa", "Phòng 2"), B, now=tuesday_noon)
    assert planned.changes_nothing
    assert [one.topic for one in plan(session, to, *other, B, now=tuesday_noon).new] == ["Một"]


def test_a_course_that_began_before_it_was_imported(session: Session) -> None:
    to = cohort(session)
    assert save(session, to, row("20/11 07:30", "Khai giảng"), A) == [("new", "Khai giảng"), ("new", "Một")]
    assert save(session, to, row("20/11 07:30", "Khai giảng"), A) == []


def test_another_number_of_periods_is_no_news(session: Session) -> None:
    to = cohort(session)
    save(session, to, row("24/11 07:30", "Một", ends="11:00", periods=4))
    assert save(session, to, row("24/11 07:30", "Một", ends="11:00", periods=5)) == []
    assert stored(session)[0][3] == 1


@pytest.mark.parametrize(
    ("made", "minutes"),
    [(row("24/11 07:30", ends="11:15"), 225), (row("24/11 07:30", periods=5), 225), (row("24/11 07:30"), 210)],
)
def test_how_long_a_lesson_lasts(made: LessonRow, minutes: int) -> None:
    starts, ends = timetables.times(made, ZONE)
    assert starts == datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
    assert ends - starts == timedelta(minutes=minutes)


def test_clashes_with_other_cohorts_are_reported(session: Session) -> None:
    other = cohort(session, "DV-01-2026", "Trần Thị Lan", "Nguyễn Văn Minh")
    save(session, other, row("24/11 09:00", "Khác", "Hội trường A", "ThS. Nguyễn Văn Bình, Lê Hoa"))
    to = cohort(session, "NTD-03-2026", "Trần Thị Lan")
    where = "DV-01-2026, 09:00 24/11/2026"
    same = row("24/11 07:30", "Một", "Hội trường a", "Đ/c Nguyễn Văn Bình")
    assert plan(session, to, same).problems == [
        Problem("clash-instructor-elsewhere", "Lịch", 2, "Đ/c Nguyễn Văn Bình", where),
        Problem("clash-place-elsewhere", "Lịch", 2, "Hội trường a", where),
        Problem("clash-learners-elsewhere", "Lịch", 2, "1", where),
    ]
    assert [one.key for one in plan(session, None, same).problems] == [
        "clash-instructor-elsewhere",
        "clash-place-elsewhere",
    ]
    assert plan(session, to, row("24/11 13:30", "Một", "Hội trường A", "Nguyễn Văn Bình")).problems == []
    assert plan(session, other, same).problems == []  # against itself it is a change, not a clash


def test_a_cancelled_lesson_clashes_with_nothing(session: Session) -> None:
    other = cohort(session, "DV-01-2026")
    save(session, other, row("24/11 07:30"))
    save(session, other)
    assert plan(session, cohort(session), row("24/11 07:30")).problems == []
