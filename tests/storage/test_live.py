"""The rules of live quizzes: codes, answers that race with the closing, points, places, and how long all is kept."""

from __future__ import annotations

import secrets
import threading
from datetime import timedelta
from random import Random

import pytest
from sqlmodel import Session, col, func, select

from storage import cohorts, erasure, outbox, programmes, stored
from storage.chats import BLOCKED, Chat
from storage.cohorts import Cohort
from storage.database import Database
from storage.live import (
    ASKING,
    OVER,
    LiveAnswer,
    LiveParticipant,
    LiveQuestion,
    LiveQuiz,
    answers,
    board,
    choosing,
    keeping,
    rooms,
    sending,
)  # fmt: skip
from storage.live.choosing import Source
from storage.live.rooms import Rules
from storage.messages import Message
from storage.outbox import Outbox
from storage.people import Person
from storage.quizzes import APPROVED, ESSAY, MULTIPLE, SHORT, SINGLE, Draw, Question, Quiz, QuizQuestion
from tests.storage import school
from tests.storage.school import NOW

NAMES = ("Trần Thị Lan", "Nguyễn Văn Minh", "Phạm Văn An", "Lê Thị Mai", "Đỗ Văn Bình", "Vũ Thị Hà")


def question(session: Session, programme_id: int, kind: str = SINGLE, chapter: str = "Chương 1") -> Question:
    key = {"accepted": ["hội trường"]} if kind == SHORT else {"right": [1, 2] if kind == MULTIPLE else [1]}
    options = [] if kind in (SHORT, ESSAY) else ["Một", "Hai", "Ba", "Bốn"]
    made = Question(
        programme_id=programme_id, kind=kind, stem="Lớp học ở đâu?", options=options, key=key, chapter=chapter,
        state=APPROVED, created_at=NOW,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def of_kinds(session: Session, cohort: Cohort, *kinds: str) -> Quiz:
    quiz = Quiz(cohort_id=cohort.id or 0, title="Nội quy", folded="noi quy", created_at=NOW)
    session.add(quiz)
    session.flush()
    for position, kind in enumerate(kinds, 1):
        one = question(session, cohort.programme_id, kind)
        session.add(QuizQuestion(quiz_id=quiz.id or 0, question_id=one.id or 0, position=position))
    session.flush()
    return quiz


def room(session: Session, *kinds: str, people: int = 3, rules: Rules | None = None) -> LiveQuiz:
    """A live quiz of questions of these kinds with so many people in it; the first one leads it too."""
    cohort = school.cohort(session)
    quiz = of_kinds(session, cohort, *(kinds or (SINGLE,)))
    learners = [school.learner(session, name, cohort) for name in NAMES[:people]]
    chats = [school.chat(session, one, str(2000 + number)) for number, one in enumerate(learners)]
    source = Source(cohort.id or 0, quiz_id=quiz.id)
    live = rooms.opened(session, source, rules or Rules(), "Nội quy", learners[0].id or 0, chats[0].id or 0, NOW)
    assert live is not None
    for person, chat in zip(learners, chats, strict=True):
        rooms.join(session, live, person.id or 0, chat.id or 0, NOW)
    return live


def ask(session: Session, live: LiveQuiz, position: int = 1) -> None:
    sending.ask(session, live, position, 25, NOW)
    sending.hand_out(session, live, lambda language: [Message("Hình"), Message("Câu")], "live.receive_answer", NOW)


def give(session: Session, live: LiveQuiz, person: int, given: list[int] | str, seconds: float = 0) -> bool:
    asked = rooms.question(session, live, live.position)
    assert asked is not None
    return answers.answer(session, live, asked, person, given, NOW + timedelta(seconds=seconds))


def people_of(session: Session) -> list[int]:
    return [one or 0 for one in session.exec(select(Person.id).order_by(col(Person.id)))]


def test_what_is_taken_of_a_quiz(database: Database) -> None:
    with database.session() as session:
        cohort = school.cohort(session)
        quiz = of_kinds(session, cohort, SINGLE, ESSAY, SHORT)
        for _ in range(4):
            question(session, cohort.programme_id, chapter="Chương 2")
        session.add(Draw(quiz_id=quiz.id or 0, count=3, chapter="Chương 2"))
        session.flush()
        found = choosing.chosen(session, Source(cohort.id or 0, quiz_id=quiz.id), Random(1))
        assert found is not None
        assert (len(found.ids), len(set(found.ids)), found.left_out) == (5, 5, 1)
        other = cohorts.founded(session, "NTD-09-2026", programme=programmes.founded(session, "Sơ cấp"), now=NOW)
        assert choosing.chosen(session, Source(other.id or 0, quiz_id=quiz.id), Random(1)) is None
        chapters = [(one.name, one.count) for one in choosing.chapters(session, cohort)]
        assert chapters == [("Chương 1", 2), ("Chương 2", 4)]


def test_codes_are_unlike_years_and_unlike_each_other(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([5, 5, 6])
    monkeypatch.setattr(secrets, "randbelow", lambda most: next(drawn))
    with database.session() as session:
        first = room(session)
        source = Source(first.cohort_id, quiz_id=first.quiz_id)
        assert first.chat_id is not None
        second = rooms.opened(session, source, Rules(), "B", first.host_id, first.chat_id, NOW)
        assert second is not None
        assert (first.code, second.code) == ("2105", "2106")


def test_only_the_first_answer_is_taken(database: Database) -> None:
    with database.session() as session:
        live = room(session)
        ask(session, live)
        lan = people_of(session)[0]
        assert [give(session, live, lan, [1]), give(session, live, lan, [0])] == [True, False]
        assert session.exec(select(LiveAnswer.points)).all() == [1.0]


def test_an_answer_under_way_is_counted(database: Database) -> None:
    """The closing waits for it, and the count is taken afterwards: what somebody was told is taken is never lost."""
    with database.session() as session:
        live = room(session)
        ask(session, live)
        live_id, lan = live.id or 0, people_of(session)[0]
    counted: list[int] = []

    def close() -> None:
        with database.session() as session:
            rooms.close(session.get_one(LiveQuiz, live_id), NOW)
        with database.session() as session:
            counted.append(len(answers.given_to(session, session.get_one(LiveQuiz, live_id), 1)))

    closing = threading.Thread(target=close)
    with database.session() as session:
        held = rooms.held(session, live_id)
        assert held is not None and answers.is_open(held, NOW)
        assert give(session, held, lan, [1])
        closing.start()
        closing.join(0.3)
        assert counted == []
    closing.join()
    assert counted == [1]


async def test_an_answer_that_meets_the_closing_is_refused(database: Database) -> None:
    """It began before and sees that the question is closed all the same."""
    with database.session() as session:
        live = room(session)
        ask(session, live)
        live_id, lan = live.id or 0, people_of(session)[0]
    tried: list[int] = []

    def close() -> None:
        with database.session() as session:
            rooms.close(session.get_one(LiveQuiz, live_id), NOW)

    def answer(session: Session) -> bool:
        session.get_one(LiveQuiz, live_id)  # what it sees at its beginning
        if not tried and not database.is_sqlite:
            close()
        tried.append(1)
        held = rooms.held(session, live_id)
        assert held is not None
        return answers.is_open(held, NOW) and give(session, held, lan, [1])

    if database.is_sqlite:  # there one comes after the other
        close()
    assert await database.run(answer) is False


def test_time_and_those_who_are_waited_for(database: Database) -> None:
    with database.session() as session:
        live = room(session)
        ask(session, live)
        assert (live.opens_at, live.closes_at) == (NOW + timedelta(seconds=0.12), NOW + timedelta(seconds=30.12))
        lan, minh, an = people_of(session)
        assert not keeping.is_to_close(session, live, NOW + timedelta(seconds=31))
        assert keeping.is_to_close(session, live, NOW + timedelta(seconds=31.2))
        give(session, live, lan, [1])
        give(session, live, minh, [2])
        assert answers.progress(session, live) == (2, 3)
        chat = session.get_one(Chat, session.get_one(LiveParticipant, (live.id, an)).chat_id)
        chat.state = BLOCKED
        session.flush()
        assert answers.progress(session, live) == (2, 2)
        assert keeping.is_to_close(session, live, NOW)


def test_the_countdown_waits_for_replies_that_wait(database: Database) -> None:
    with database.session() as session:
        live = room(session)
        chat = session.exec(select(Chat)).first()
        assert chat is not None
        for _ in range(22):
            outbox.put(session, chat, Message("Kết quả"), now=NOW)
        ask(session, live)
        assert live.opens_at == NOW + timedelta(seconds=1)


def test_a_question_goes_to_each_once(database: Database) -> None:
    with database.session() as session:
        live = room(session)
        ask(session, live)
        assert sending.hand_out(session, live, lambda language: [Message("Câu")], "live.receive_answer", NOW) == set()
        rows = session.exec(select(Outbox).order_by(col(Outbox.id))).all()
        assert [row.body["text"] for row in rows] == ["Hình", "Câu"] * 3
        assert [row.key for row in rows if row.key] == [f"live:1:1:{person}" for person in people_of(session)]
        assert {row.expires_at for row in rows} == {live.closes_at}
        session.expire_all()
        assert {chat.step for chat in session.exec(select(Chat))} == {'["live.receive_answer", "1"]'}
        sending.call_back(session, live)
        session.expire_all()
        assert [row.state for row in session.exec(select(Outbox).order_by(col(Outbox.id)))] == [
            "queued", "cancelled",
        ] * 3  # fmt: skip


def test_who_comes_between_two_questions_gets_the_next(database: Database) -> None:
    with database.session() as session:
        live = room(session, SINGLE, SINGLE, people=2)
        ask(session, live)
        learner = school.learner(session, "Phạm Văn An", school.cohort(session))
        chat = school.chat(session, learner, "2009")
        place = rooms.join(session, live, learner.id or 0, chat.id or 0, NOW)
        assert place.since == 2
        assert len(sending.seats(session, live)) == 3
        ask(session, live, 2)
        session.expire_all()
        assert [one.told for one in session.exec(select(LiveParticipant))] == [2, 2, 2]


@pytest.mark.parametrize(
    ("seconds", "given", "bonus"),
    [(0, [1], 0.5), (0.12, [1], 0.5), (15.12, [1], 0.25), (30.9, [1], 0.0), (15.12, [0], 0.0)],
)
def test_points_for_speed(database: Database, seconds: float, given: list[int], bonus: float) -> None:
    with database.session() as session:
        live = room(session, rules=Rules(bonus=True))
        ask(session, live)
        give(session, live, people_of(session)[0], given, seconds)
        assert session.exec(select(LiveAnswer.bonus)).one() == bonus


def test_places(database: Database) -> None:
    with database.session() as session:
        live = room(session, MULTIPLE, SINGLE, people=4)
        lan, minh, an, _ = people_of(session)
        ask(session, live)
        for person, given in ((lan, [1, 2]), (minh, [1]), (an, [1, 2])):
            give(session, live, person, given)
        ask(session, live, 2)
        give(session, live, minh, [1])
        scores = [(one.place, one.name, one.points, one.right) for one in answers.scores(session, live)]
        assert scores == [
            (1, "Nguyễn Văn Minh", 1.5, 1),
            (2, "Phạm Văn An", 1.0, 1),
            (2, "Trần Thị Lan", 1.0, 1),
            (4, "Lê Thị Mai", 0.0, 0),
        ]


def test_figures_of_a_question(database: Database) -> None:
    with database.session() as session:
        live = room(session, MULTIPLE, SHORT, people=4)
        lan, minh, an, mai = people_of(session)
        ask(session, live)
        for person, given in ((lan, [1, 2]), (minh, [1]), (an, [0])):
            give(session, live, person, given)
        asked = rooms.question(session, live, 1)
        assert asked is not None
        tally = answers.tally(session, live, asked)
        assert (tally.told, tally.answered, tally.right, tally.silent, tally.share) == (4, 3, 1, 1, 0.375)
        assert tally.picked == [1, 2, 1, 0]
        ask(session, live, 2)
        for number, (person, said) in enumerate(
            ((lan, "Hội trường"), (minh, "sân"), (an, "hoi truong."), (mai, "Sân"))
        ):
            give(session, live, person, said, number)
        asked = rooms.question(session, live, 2)
        assert asked is not None
        assert answers.tally(session, live, asked).typed == [("Hội trường", 2, True), ("sân", 2, False)]


def test_who_has_the_code_of_an_over_quiz_sees_the_end(database: Database) -> None:
    with database.session() as session:
        live = room(session)
        ask(session, live)
        rooms.finish(live, NOW)
        session.flush()
        seen = board.seen(session, live.code or "")
        assert seen is not None and seen.state == OVER
        assert rooms.running(session) == []
        keeping.tidy(live, NOW + timedelta(minutes=14))
        assert live.code is not None
        keeping.tidy(live, NOW + timedelta(minutes=15))
        assert live.code is None


def test_a_picture_only_of_what_was_asked(database: Database) -> None:
    with database.session() as session:
        live = room(session, SINGLE, SINGLE)
        for one in session.exec(select(Question)):
            one.picture_id = _file(session)
        session.flush()
        ask(session, live)
        code = live.code or ""
        assert [board.picture_id(session, code, at) is None for at in (1, 2, 3)] == [False, True, True]


def _file(session: Session) -> int:
    return stored.keep(session, "hinh.png", b"png", NOW)


def test_kept_for_a_year(database: Database) -> None:
    with database.session() as session:
        live = room(session)
        ask(session, live)
        give(session, live, people_of(session)[0], [1])
        rooms.finish(live, NOW)
        session.flush()
        assert keeping.forget(session, NOW + timedelta(days=365)) == 0
        assert keeping.forget(session, NOW + timedelta(days=366)) == 1
        for table in (LiveQuiz, LiveQuestion, LiveParticipant, LiveAnswer):
            assert session.exec(select(func.count()).select_from(table)).one() == 0


def test_one_that_still_runs_is_never_forgotten(database: Database) -> None:
    with database.session() as session:
        live = room(session)
        ask(session, live)
        session.flush()
        assert keeping.forget(session, NOW + timedelta(days=500)) == 0
        assert live.state == ASKING


def test_a_forgotten_person_leaves_no_trace_in_the_room(database: Database) -> None:
    with database.session() as session:
        live = room(session)
        ask(session, live)
        lan, minh, an = people_of(session)
        for person in (lan, minh, an):
            give(session, live, person, [1])
        erasure.erase(session, session.get_one(Person, lan), NOW)
        erasure.forget_strangers(session, NOW + timedelta(days=1), 10)
        session.flush()
        session.expire_all()
        assert live.chat_id is None  # hers was the phone that led
        assert {one.person_id for one in session.exec(select(LiveParticipant))} == {minh, an}
        assert {one.person_id for one in session.exec(select(LiveAnswer))} == {minh, an}
