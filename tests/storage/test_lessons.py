"""What changed about lessons since a person last saw them, and who hears of changes."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import Session

from storage import lessons
from storage.database import Database
from storage.lessons import Lesson, LessonChange
from tests.storage import school
from tests.storage.school import NOW


def look(session: Session, person_id: int) -> list[LessonChange]:
    """What is new to the person, who has then seen it."""
    rows = [lesson for lesson, _ in lessons.of_person(session, person_id, after=NOW)]
    found = lessons.unseen(session, person_id, rows, NOW)
    lessons.mark_seen(session, person_id, rows)
    session.flush()
    return found


def change(lesson: Lesson, **values: object) -> None:
    for name, value in values.items():
        setattr(lesson, name, value)
    lesson.sequence += 1


def test_what_changed_since_it_was_seen(database: Database) -> None:
    with database.session() as session:
        cohort = school.cohort(session)
        lan = school.learner(session, "Trần Thị Lan", cohort).id or 0
        moved, elsewhere, cancelled, told_anew, same = (
            school.lesson(session, cohort, days=days) for days in (1, 2, 3, 4, 5)
        )
        assert look(session, lan) == []
        was = moved.starts_at
        change(moved, starts_at=was + timedelta(days=7), ends_at=moved.ends_at + timedelta(days=7))
        change(elsewhere, place="Phòng 2")
        change(cancelled, state="cancelled")
        change(told_anew, topic="Chủ đề khác")
        session.flush()
        added = school.lesson(session, cohort, days=6)
        school.lesson(session, cohort, days=7, state="cancelled")  # never seen, never held: no news
        assert [(one.kind, one.lesson.id) for one in look(session, lan)] == [
            ("place", elsewhere.id),
            ("cancelled", cancelled.id),
            ("details", told_anew.id),
            ("new", added.id),
            ("moved", moved.id),
        ]
        assert look(session, lan) == []
        change(cancelled, state="planned")
        assert [(one.kind, one.was_at) for one in look(session, lan)] == [("new", None)]
        assert same.sequence == 0


def test_a_change_speaks_of_where_the_lesson_was(database: Database) -> None:
    with database.session() as session:
        cohort = school.cohort(session)
        lan = school.learner(session, "Trần Thị Lan", cohort).id or 0
        lesson = school.lesson(session, cohort, days=1)
        lesson.place = "Phòng 1"
        look(session, lan)
        was = lesson.starts_at
        change(lesson, starts_at=was + timedelta(hours=1), place="Phòng 2")
        assert look(session, lan) == [LessonChange(lesson, "moved", was, "Phòng 1")]


def test_whoever_is_told_of_changes(database: Database) -> None:
    with database.session() as session:
        cohort = school.cohort(session)
        people = [school.learner(session, name, cohort) for name in ("Lan A", "Minh B", "Tâm C", "Bình D")]
        chats = [school.chat(session, person, str(number)) for number, person in enumerate(people[:3], 1001)]
        later = school.chat(session, people[0], "2001")
        later.last_in_at = NOW + timedelta(hours=1)
        people[1].stopped = True
        chats[2].state = "blocked"
        session.flush()
        assert lessons.chats_of_learners(session, cohort.id or 0) == [later]
