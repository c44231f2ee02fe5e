"""Essays: which files are taken, marks as they are typed, the final mark, lateness, how long they are kept."""

from __future__ import annotations

import asyncio
import io
import zipfile
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, col, func, select

from storage import people, stored
from storage.database import Database, Work
from storage.essays import (
    DECISION,
    FIRST,
    SECOND,
    Assignment,
    EssayMark,
    Marking,
    Submission,
    SubmissionPart,
    answers,
    assignments,
    gathering,
    keeping,
    late_by,
    marking,
    received,
    standing,
)
from storage.essays.received import Refused, Taken
from storage.people import Person
from storage.quizzes import Answer, Question
from storage.stored import StoredFile
from tests.storage import school
from tests.storage.school import NOW

DUE = NOW + timedelta(days=4)
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
JPEG = b"\xff\xd8\xff\xe0 trang 1"


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("Bài viết.docx", ZIP, Taken("Bài viết.docx", "document")),
        ("Bai viet.DOC", OLE, Taken("Bai viet.doc", "document")),
        ("bai.doc", ZIP, Taken("bai.doc", "document")),
        ("bai.docx", OLE, Taken("bai.docx", "document")),
        ("bai.odt", ZIP, Taken("bai.odt", "document")),
        ("bai.rtf", b"{\\rtf1", Taken("bai.rtf", "document")),
        ("bai.pdf", b"\xef\xbb\xbf%PDF-1.4", Taken("bai.pdf", "document")),
        ("bai.txt", "Thu hoạch".encode("utf-16"), Taken("bai.txt", "document")),
        ("trang.png", b"\x89PNG\r\n\x1a\n", Taken("trang.png", "photo")),
        ("trang.HEIC", b"\x00\x00\x00\x18ftypheic", Taken("trang.heic", "photo")),
        ("anh.jpg", b"\x89PNG\r\n\x1a\n", Taken("anh.png", "photo")),
        ("anh.jpg", b"RIFF\x00\x00\x00\x00WEBP", Taken("anh.webp", "photo")),
        ("", JPEG, Taken("bai.jpg", "photo")),
        ("", b"?", Refused("kind")),
        ("..", b"?", Refused("kind")),
        ("bai", JPEG, Refused("kind")),
        ("bai.xlsm", ZIP, Refused("kind")),
        ("bai.pdf.exe", b"%PDF", Refused("kind")),
        ("bai.docx", b"MZ\x90", Refused("broken")),
        ("anh.jpg", b"<html>", Refused("broken")),
        ("bai.txt", ZIP, Refused("broken")),
        ("bai.pdf", b"", Refused("empty")),
        ("bai.pdf", b"%PDF" + bytes(received.LARGEST_FILE - 3), Refused("large")),
        ("bai.pdf", b"%PDF" + bytes(received.LARGEST_FILE - 4), Taken("bai.pdf", "document")),
        ("C:\\Users\\Lan\\bài.pdf", b"%PDF", Taken("bài.pdf", "document")),
        ("../../etc/bai.pdf", b"%PDF", Taken("bai.pdf", "document")),
        ("b\u202eai\x00\n.pdf", b"%PDF", Taken("bai.pdf", "document")),
        ('b<a>"i"|?*.pdf', b"%PDF", Taken("b a i.pdf", "document")),
        ("a" * 300 + ".pdf", b"%PDF", Taken("a" * 80 + ".pdf", "document")),
    ],
)
def test_which_files_are_taken(name: str, content: bytes, found: Taken | Refused) -> None:
    assert received.check(name, content) == found


def test_what_is_plain_before_fetching() -> None:
    assert received.check_name("bai.pdf", received.LARGEST_FILE + 1) == Refused("large")
    assert received.check_name("bai.zip", 10) == Refused("kind")
    assert received.check_name("", 0) is None  # its bytes will tell


@pytest.mark.parametrize(
    ("said", "mark"),
    [
        ("7,5", 7.5),
        ("8", 8.0),
        ("8.25", 8.25),
        (" 10 ", 10.0),
        ("0", 0.0),
        ("9 điểm", 9.0),
        ("9đ", 9.0),
        ("7.", 7.0),
        ("7,5.", 7.5),
        ("7, 5", 7.5),
        ("8/10", 8.0),
        ("8,5/10 điểm", 8.5),
        ("Điểm 8", 8.0),
        ("7 rưỡi", 7.5),
        ("7 điểm rưỡi", None),
        ("8/9", None),
        ("10 rưỡi", None),
        ("75", None),
        ("10,01", None),
        ("11", None),
        ("-1", None),
        ("7,555", None),
        ("7,5,5", None),
        ("bảy", None),
        ("", None),
        (",5", None),
        ("٣", None),
        ("1e1", None),
        ("nan", None),
    ],
)
def test_a_mark_as_it_is_typed(said: str, mark: float | None) -> None:
    assert marking.read_mark(said) == mark


@pytest.mark.parametrize(
    ("handed_in", "due_then", "due_now", "late"),
    [
        (DUE, DUE, DUE, None),
        (DUE + timedelta(minutes=5), DUE, DUE, timedelta(minutes=5)),
        (DUE + timedelta(minutes=5), DUE, DUE + timedelta(hours=1), None),  # it was put off later
        (DUE, DUE, DUE - timedelta(days=1), None),  # it was brought forward later
    ],
)
def test_how_late(handed_in: datetime, due_then: datetime, due_now: datetime, late: timedelta | None) -> None:
    assignment = Assignment(cohort_id=1, due_at=due_now, created_at=NOW)
    one = Submission(assignment_id=1, person_id=1, handed_in_at=handed_in, due_at=due_then, started_at=NOW)
    assert late_by(assignment, one) == late


def _essay(session: Session, *, two: bool = False) -> tuple[Assignment, Person, list[int]]:
    """An open essay of a class with one learner, and who marks it."""
    cohort = school.cohort(session)
    lan = school.learner(session, "Trần Thị Lan", cohort)
    staff = [people.named(session, name, now=NOW).id or 0 for name in ("Phạm Văn Dũng", "Đỗ Thị Thu", "Lê Thị Hoa")]
    assignment = assignments.drafted(session, cohort.id or 0, staff[0], NOW)
    assignment.title, assignment.due_at = "Cuối khóa", DUE
    assignment.second_marker_id = staff[1] if two else None
    assignments.open_up(session, assignment, NOW)
    return assignment, lan, staff


def _handed_in(session: Session, assignment: Assignment, person: Person, at: datetime = NOW) -> Submission:
    taken = received.check("Bài.jpg", JPEG)
    assert isinstance(taken, Taken)
    gathering.add_text(session, assignment, person.id or 0, "Lời đầu.", at)
    one = gathering.add_file(session, assignment, person.id or 0, taken, JPEG, "Trang một", at)
    assert isinstance(one, Submission)
    gathering.hand_in(session, one, at)
    return one


def _gives(session: Session, one: Submission, who: int, slot: int, mark: float, at: datetime = NOW) -> None:
    marking.note(session, who, marking.ESSAY, one.id or 0, mark, at)
    about = marking.noted(session, who, marking.ESSAY, one.id or 0)
    assert about is not None
    marking.give(session, one, slot, about, at)


@pytest.mark.parametrize(
    ("first", "second", "final"),
    [(7.5, 8.0, 7.8), (7.0, 7.5, 7.3), (9.0, 7.0, 8.0), (7.1, 5.1, 6.1), (7.2, 5.1, None), (5.0, 8.0, None)],
)
def test_the_final_mark_of_two(database: Database, first: float, second: float, final: float | None) -> None:
    with database.session() as session:
        assignment, lan, (dung, thu, hoa) = _essay(session, two=True)
        one = _handed_in(session, assignment, lan)
        _gives(session, one, dung, FIRST, first)
        assert (one.mark, one.disputed) == (None, False)
        _gives(session, one, thu, SECOND, second)
        assert (one.mark, one.disputed, one.settled_at) == (final, final is None, NOW if final is not None else None)
        if final is None:
            _gives(session, one, hoa, DECISION, 6.25)
            assert (one.mark, one.disputed) == (6.25, False)


def test_the_mark_of_one_stays_as_it_was_given(database: Database) -> None:
    with database.session() as session:
        assignment, lan, (dung, *_) = _essay(session)
        one = _handed_in(session, assignment, lan)
        _gives(session, one, dung, FIRST, 8.25)
        assert one.mark == 8.25
        _gives(session, one, dung, FIRST, 7.0, NOW + timedelta(minutes=1))
        assert (one.mark, session.exec(select(func.count()).select_from(EssayMark)).one()) == (7.0, 1)


def test_who_has_what_to_mark(database: Database) -> None:
    with database.session() as session:
        assignment, lan, (dung, thu, hoa) = _essay(session, two=True)
        one = _handed_in(session, assignment, lan)

        def counts() -> list[list[tuple[str, int]]]:
            return [
                [(found.kind, found.count) for found in marking.waiting(session, who, decides=who == hoa)]
                for who in (dung, thu, hoa)
            ]

        assert counts() == [[("bai", 1)], [("bai", 1)], []]
        _gives(session, one, dung, FIRST, 9)
        assert counts() == [[], [("bai", 1)], []]
        _gives(session, one, thu, SECOND, 5)
        assert counts() == [[], [], [("xu", 1)]]
        assert marking.slot_of(session, one, hoa, marking.ESSAY) is None
        _gives(session, one, hoa, DECISION, 7)
        assert counts() == [[], [], []]
        assert marking.slot_of(session, one, dung, marking.ESSAY) is None


async def test_two_phones_send_and_press_at_the_same_time(database: Database) -> None:
    """All parts come into one essay, and it is handed in once."""
    with database.session() as session:
        assignment, lan, _ = _essay(session)
        number, lan_id = assignment.id or 0, lan.id or 0

    def add(text: str) -> Work[None]:
        def work(session: Session) -> None:
            gathering.add_text(session, session.get_one(Assignment, number), lan_id, text, NOW)

        return work

    def press(session: Session) -> bool:
        going = gathering.of(session, number, lan_id)
        if going is not None:
            gathering.hand_in(session, going, NOW)
        return going is not None

    await asyncio.gather(*(database.run(add(f"Đoạn {part}")) for part in range(8)))
    assert sorted(await asyncio.gather(*(database.run(press) for _ in range(4)))) == [False, False, False, True]
    with database.session() as session:
        one = session.exec(select(Submission)).one()
        texts = sorted(part.text for part in gathering.parts(session, one.id or 0))
        assert texts == [f"Đoạn {part}" for part in range(8)]


def test_what_a_learner_is_told_of_where_they_stand(database: Database) -> None:
    with database.session() as session:
        assignment, lan, (dung, *_) = _essay(session)
        lan_id = lan.id or 0

        def now(after: timedelta = timedelta()) -> standing.Essay:
            return standing.of_person(session, lan_id, NOW + after)[0]

        assert (now().unfinished, now().is_open, now().handed_in_at, now().mark) == (False, True, None, None)
        gathering.add_text(session, assignment, lan_id, "Một", NOW)
        assert (now().unfinished, now().handed_in_at) == (True, None)
        going = gathering.of(session, assignment.id or 0, lan_id)
        assert going is not None
        gathering.hand_in(session, going, DUE + timedelta(hours=2))
        assert (now().late, now().unfinished) == (timedelta(hours=2), False)
        _gives(session, going, dung, FIRST, 8)
        assert now(timedelta(minutes=9)).mark is None  # the marker may still put it right
        assert now(timedelta(minutes=10)).mark == 8
        assert standing.figures(session, assignment) == standing.Figures(1, 1, 1, 1, 0)


def _kept(session: Session) -> list[int]:
    tables = (SubmissionPart, StoredFile, Submission, EssayMark)
    return [session.exec(select(func.count()).select_from(table)).one() for table in tables]


def test_contents_go_a_year_after_the_mark(database: Database) -> None:
    with database.session() as session:
        assignment, lan, (dung, *_) = _essay(session)
        one = _handed_in(session, assignment, lan)
        _gives(session, one, dung, FIRST, 8)
        assert keeping.forget_contents(session, NOW + timedelta(days=365)) == 0
        assert keeping.forget_contents(session, NOW + timedelta(days=365, seconds=1), 1) == 1
        assert keeping.forget_contents(session, NOW + timedelta(days=365, seconds=1)) == 1
        assert keeping.forget_contents(session, NOW + timedelta(days=366)) == 0
        assert (_kept(session), one.mark) == ([2, 0, 1, 1], 8)
        assert gathering.counts(gathering.parts(session, one.id or 0)).parts == 2
        assert keeping.archive(session, [one.id or 0]) == _no_files()


def _no_files() -> bytes:
    made = io.BytesIO()
    zipfile.ZipFile(made, "w").close()
    return made.getvalue()


def test_what_nobody_marked_goes_a_year_after_the_class(database: Database) -> None:
    with database.session() as session:
        assignment, lan, _ = _essay(session)
        _handed_in(session, assignment, lan)
        cohort = school.cohort(session)
        last = school.lesson(session, cohort, days=30)
        after = last.ends_at + timedelta(days=365)
        assert keeping.forget_contents(session, after) == 0
        assert keeping.forget_contents(session, after + timedelta(seconds=1)) == 2


def test_all_of_a_class_in_one_file(database: Database) -> None:
    with database.session() as session:
        assignment, lan, _ = _essay(session)
        one = _handed_in(session, assignment, lan)
        folder = f"Trần Thị Lan {one.code}"
        with zipfile.ZipFile(io.BytesIO(keeping.archive(session, [one.id or 0]))) as archive:
            found = {name: archive.read(name) for name in archive.namelist()}
        assert found == {
            f"{folder}/1-bai.txt": "Lời đầu.".encode(),
            f"{folder}/2-Bài.jpg": JPEG,
            f"{folder}/2-loi-kem.txt": "Trang một".encode(),
        }
        assert keeping.bundles(session, assignment.id or 0) == [[one.id]]


def test_a_large_class_in_several_files(database: Database) -> None:
    """Each is as large as a chat takes, the learners are in order."""
    with database.session() as session:
        assignment, lan, _ = _essay(session)
        cohort = school.cohort(session)
        people_ = [lan, *(school.learner(session, name, cohort) for name in ("Lê Văn An", "Phạm Thị Yến"))]
        ids = [_handed_in(session, assignment, person).id or 0 for person in people_]
        for part in session.exec(select(SubmissionPart).where(SubmissionPart.kind == "photo")):
            part.size = keeping.LARGEST_ARCHIVE // 2
        session.flush()
        assert keeping.bundles(session, assignment.id or 0) == [[ids[1], ids[0]], [ids[2]]]


def test_nothing_of_an_erased_learner_stays(database: Database) -> None:
    with database.session() as session:
        assignment, lan, (dung, *_) = _essay(session)
        one = _handed_in(session, assignment, lan)
        _gives(session, one, dung, FIRST, 8)
        gathering.add_text(session, assignment, lan.id or 0, "Nữa", NOW)
        minh = school.learner(session, "Nguyễn Văn Minh", school.cohort(session))
        _handed_in(session, assignment, minh)
        session.add(Marking(person_id=lan.id or 0, kind="bai", subject_id=99, mark=1, created_at=NOW))
        marking.note(session, dung, marking.ESSAY, one.id or 0, 3, NOW)  # about to be given to her
        session.flush()
        keeping.erase(session, lan.id or 0)
        session.flush()
        session.expire_all()
        assert _kept(session) == [2, 1, 1, 0]
        assert session.exec(select(Marking)).all() == []


def test_dropping_a_draft_drops_its_file(database: Database) -> None:
    with database.session() as session:
        _, _, (dung, *_) = _essay(session)
        draft = assignments.drafted(session, 1, dung, NOW)
        assignments.hand_out(session, draft, stored.keep(session, "de.pdf", b"%PDF", NOW))
        assignments.hand_out(session, draft, stored.keep(session, "de2.pdf", b"%PDF", NOW))
        assert [one.name for one in session.exec(select(StoredFile))] == ["de2.pdf"]
        assignments.drafted(session, 1, dung, NOW)  # one draft is enough
        assert session.exec(select(StoredFile)).all() == []
        assert session.exec(select(func.count()).where(col(Assignment.state) == "draft")).one() == 1


def test_an_answer_is_marked_once(database: Database) -> None:
    """What was read before somebody else marked it is not written over."""
    with database.session() as session:
        cohort = school.cohort(session)
        lan = school.learner(session, "Trần Thị Lan", cohort)
        quiz = school.quiz(session, "Bài 1", cohort)
        attempt = school.attempt(session, lan, quiz, 1, 4)
        row = session.exec(select(Answer)).one()
        row.given, row.points, row.to_mark = "Bài viết", 0.0, True
        session.get_one(Question, row.question_id).kind = "essay"
        staff = [people.named(session, name, now=NOW).id or 0 for name in ("Phạm Văn Dũng", "Đỗ Thị Thu")]
        session.flush()
        read = answers.by_id(session, row.id or 0)
        assert read is not None
        assert read.text == "Bài viết"
        for who, mark, written in ((staff[0], 7.5, True), (staff[1], 2.0, False)):
            marking.note(session, who, marking.ANSWER, read.answer_id, mark, NOW)
            about = marking.noted(session, who, marking.ANSWER, read.answer_id)
            assert about is not None
            assert answers.give(session, read, about) is written
        assert answers.attempt(session, attempt.id or 0).points == 4.75
        session.refresh(row)
        assert (row.points, row.to_mark, row.marked_by) == (0.75, False, staff[0])
