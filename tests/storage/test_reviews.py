"""When a question comes again: the figures of FSRS, with the parameters of its authors."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update
from sqlmodel import select

from storage.database import Database
from storage.live import ASKING, OVER, LiveAnswer, LiveQuestion, LiveQuiz
from storage.quizzes import Answer, bank
from storage.quizzes.asked import Asked
from storage.reviews import ReviewCard, cards
from tests.storage import school
from tests.storage.school import NOW

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
ASKED = Asked(1, 1, "truefalse", "Trong giờ học được nghe điện thoại.", ["Đúng", "Sai"], {"right": [1]}, "", "")


def test_what_is_known_comes_ever_later_and_what_is_missed_tomorrow(database: Database) -> None:
    with database.session() as session:
        cohort = school.cohort(session)
        lan, quiz = school.learner(session, "Trần Thị Lan", cohort), school.quiz(session, "Nội quy", cohort)
        school.attempt(session, lan, quiz, 1, 0.0)
        session.exec(update(Answer).values(points=0.0))
        cards.gather(session, lan.id or 0, NOW)
        cards.gather(session, lan.id or 0, NOW)
        assert cards.count(session, lan.id or 0) == 1
        assert cards.due(session, lan.id or 0, NOW, VIETNAM, 5) == []
        (card,) = cards.due(session, lan.id or 0, NOW + timedelta(days=1), VIETNAM, 5)
        # The first two: 0.212 days is what FSRS 6 starts from after "again", 6.4133 its difficulty.
        assert [card.stability, card.difficulty] == pytest.approx([0.212, 6.4133])
        waits = []
        for _ in range(4):
            assert cards.answer(card, ASKED, [1], card.due_at) == 1.0
            waits.append(card.due_at - card.reviewed_at)
        assert waits == sorted(waits)
        assert waits[-1] > 2 * waits[0] >= timedelta(days=2)
        assert cards.answer(card, ASKED, [0], card.due_at) == 0.0
        assert card.due_at - card.reviewed_at < waits[-1]
        assert card.reviews == 5


def test_never_later_than_half_a_year() -> None:
    card = ReviewCard(
        person_id=1, question_id=1, stability=5000.0, difficulty=1.0, due_at=NOW, reviewed_at=NOW - timedelta(days=180)
    )
    cards.answer(card, ASKED, [1], NOW)
    assert card.due_at - NOW == timedelta(days=180)


def test_mistakes_in_the_room_count_once_it_is_over(database: Database) -> None:
    with database.session() as session:
        cohort = school.cohort(session)
        lan, quiz = school.learner(session, "Trần Thị Lan", cohort), school.quiz(session, "Nội quy", cohort)
        questions = bank.of_quiz(session, quiz)
        live = LiveQuiz(
            cohort_id=cohort.id or 0, quiz_id=quiz.id, title="Nội quy", questions=len(questions), host_id=lan.id or 0,
            state=ASKING, created_at=NOW, changed_at=NOW,
        )  # fmt: skip
        session.add(live)
        session.flush()
        for position, question in enumerate(questions, 1):
            session.add(LiveQuestion(live_id=live.id or 0, position=position, question_id=question.id or 0))
            session.add(
                LiveAnswer(
                    live_id=live.id or 0, position=position, person_id=lan.id or 0, given=[0], answered_at=NOW,
                    points=0.0 if position == 1 else 1.0,
                )
            )  # fmt: skip
        session.flush()
        cards.gather(session, lan.id or 0, NOW)
        assert cards.count(session, lan.id or 0) == 0
        live.state = OVER
        session.flush()
        cards.gather(session, lan.id or 0, NOW)
        (card,) = session.exec(select(ReviewCard)).all()
        assert (card.question_id, card.reviewed_at) == (questions[0].id, NOW)
