"""Rulings on a faulty question: everybody has its point, or it does not count; and taking that back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from sqlmodel import Session, col, select

from storage.audit import Audit
from storage.database import Database
from storage.files.question_rows import QuestionRow, QuestionSheet
from storage.live import LiveQuestion, LiveQuiz
from storage.quizzes import (
    APPROVED,
    FOR_ALL,
    NOT_COUNTED,
    REPLACED,
    RETIRED,
    Attempt,
    PaperQuestion,
    Question,
    Quiz,
    approval,
    attempts,
    bank,
    faults,
    importing,
    regrading,
    rows,
    sittings,
    standing,
    statistics,
    timing,
    typed_keys,
    versions,
)
from storage.quizzes.regrading import Decision
from tests.quizzes import BRING, HOURS, NOTICE, PHONES, ROOM
from tests.storage import school
from tests.storage.school import NOW

WRONG, RIGHT = [0], [1]  # of the notice
ALL, NONE, BACK = Decision(ruling=FOR_ALL), Decision(ruling=NOT_COUNTED), Decision()


@pytest.fixture
def session(database: Database) -> object:
    with database.session() as one:
        yield one


def made(session: Session) -> Quiz:
    """A quiz of three questions, the first of them faulty, with a time limit."""
    cohort = school.cohort(session)
    sheet = QuestionSheet([replace(row, row=at) for at, row in enumerate((NOTICE, PHONES, ROOM), 2)])
    quiz = importing.save(session, importing.plan(session, sheet, cohort, "Nội quy"), cohort, None, NOW)
    quiz.minutes = 15
    session.flush()
    return quiz


def tried(session: Session, quiz: Quiz, name: str, *given: object) -> Attempt:
    """An attempt with these answers; with fewer than three it is under way."""
    cohort = school.cohort(session)
    person = school.learner(session, name, cohort)
    attempt_id = attempts.begin(session, quiz.id or 0, person.id or 0, NOW)
    for one in given:
        where = attempts.place(session, attempt_id, person.id or 0, NOW)
        assert where is not None
        attempts.answer(session, where, one, NOW)  # type: ignore[arg-type]
    return session.get_one(Attempt, attempt_id)


def goes_on(session: Session, attempt: Attempt, *given: object) -> None:
    for one in given:
        where = attempts.place(session, attempt.id or 0, attempt.person_id, NOW)
        assert where is not None
        attempts.answer(session, where, one, NOW)  # type: ignore[arg-type]


def decide(session: Session, quiz: Quiz, decision: Decision, at: int = 0) -> regrading.Regrading:
    _, done = regrading.mend(session, asked(session, quiz, at), decision, school_id(session), NOW)
    return done


def asked(session: Session, quiz: Quiz, at: int = 0) -> Question:
    return bank.of_quiz(session, quiz)[at]


def school_id(session: Session) -> int:
    return school.learner(session, "Lê Thị Hoa", school.cohort(session)).id or 0


def worth(session: Session, *tries: Attempt) -> list[tuple[float, int]]:
    session.expire_all()
    return [(one.points, one.questions) for one in tries]


def in_time(session: Session, attempt: Attempt) -> Attempt:
    attempt.deadline_at = NOW
    session.flush()
    assert timing.hand_in(session, attempt)
    return attempt


def test_everybody_has_the_point_also_who_left_it_blank(session: Session) -> None:
    quiz = made(session)
    right = tried(session, quiz, "An", RIGHT, [1], "sân")
    wrong = tried(session, quiz, "Bình", WRONG, [1], "sân")
    blank = in_time(session, tried(session, quiz, "Chi"))
    done = decide(session, quiz, ALL)
    assert worth(session, right, wrong, blank) == [(2, 3), (2, 3), (1, 3)]
    assert [(one.before, one.after) for one in done.changes] == [(3.3, 6.7), (0.0, 3.3)] and done.answers == 2
    assert decide(session, quiz, ALL).idle  # again: nothing more


def test_what_does_not_count_leaves_the_mark(session: Session) -> None:
    quiz = made(session)
    right = tried(session, quiz, "An", RIGHT, [1], "sân")
    wrong = tried(session, quiz, "Bình", WRONG, [1], "sân")
    blank = in_time(session, tried(session, quiz, "Chi"))
    decide(session, quiz, NONE)
    assert worth(session, right, wrong, blank) == [(1, 2), (1, 2), (0, 2)]
    decide(session, quiz, ALL)  # another ruling takes its place
    assert worth(session, right, wrong, blank) == [(2, 3), (2, 3), (1, 3)]


@pytest.mark.parametrize("ruling", [ALL, NONE])
def test_taken_back_all_is_as_it_was(session: Session, ruling: Decision) -> None:
    quiz = made(session)
    tries = [tried(session, quiz, "An", RIGHT, [1], "sân"), tried(session, quiz, "Bình", WRONG, [1], "sân")]
    tries.append(in_time(session, tried(session, quiz, "Chi")))
    before = worth(session, *tries)
    decide(session, quiz, ruling)
    assert asked(session, quiz).state == RETIRED
    done = decide(session, quiz, BACK)
    assert worth(session, *tries) == before and done.changes
    assert asked(session, quiz).state == APPROVED
    assert decide(session, quiz, BACK).idle


def test_ruled_twice_and_taken_back_it_is_asked_again(session: Session) -> None:
    quiz = made(session)
    tried(session, quiz, "An", RIGHT, [1], "sân")
    decide(session, quiz, NONE)
    decide(session, quiz, ALL)
    decide(session, quiz, BACK)
    assert asked(session, quiz).state == APPROVED


def test_what_the_bank_had_retired_stays_retired(session: Session) -> None:
    quiz = made(session)
    tried(session, quiz, "An", RIGHT, [1], "sân")
    bank.retire(asked(session, quiz))
    session.flush()
    decide(session, quiz, NONE)
    decide(session, quiz, BACK)
    assert asked(session, quiz).state == RETIRED


@pytest.mark.parametrize(("ruling", "expected"), [(ALL, [(2, 3), (1, 2)]), (NONE, [(1, 2), (1, 2)])])
def test_whoever_is_at_it_is_not_asked_any_more(
    session: Session, ruling: Decision, expected: list[tuple[float, int]]
) -> None:
    """One has answered it and goes on, the other has not come to it yet: there it is passed over."""
    quiz = made(session)
    answered, not_yet = tried(session, quiz, "An", WRONG), tried(session, quiz, "Bình")
    decide(session, quiz, ruling)
    goes_on(session, answered, [1], "sân")
    goes_on(session, not_yet, [1], "sân")
    assert worth(session, answered, not_yet) == expected
    decide(session, quiz, BACK)  # who was never asked it does not lose by that
    assert worth(session, answered, not_yet) == [(1, 3), (1, 2)]


def test_a_ruling_while_under_way_that_ends_by_time(session: Session) -> None:
    quiz = made(session)
    answered, not_yet = tried(session, quiz, "An", WRONG), tried(session, quiz, "Bình")
    decide(session, quiz, NONE)
    in_time(session, answered), in_time(session, not_yet)
    assert worth(session, answered, not_yet) == [(0, 2), (0, 2)]


def test_a_key_after_a_ruling_is_the_rule_again(session: Session) -> None:
    quiz = made(session)
    one = tried(session, quiz, "An", WRONG, [1], "sân")
    decide(session, quiz, NONE)
    decide(session, quiz, Decision(key={"right": WRONG}))
    assert worth(session, one) == [(2, 3)] and asked(session, quiz).state == APPROVED


def test_what_was_retired_before_it_was_reached_never_counts(session: Session) -> None:
    quiz = made(session)
    one = tried(session, quiz, "An")
    bank.retire(asked(session, quiz))
    session.flush()
    goes_on(session, one, [1], "sân")
    assert worth(session, one) == [(1, 2)]
    decide(session, quiz, ALL)
    assert worth(session, one) == [(1, 2)]


def test_the_only_question_dropped_leaves_no_mark(session: Session) -> None:
    cohort = school.cohort(session)
    quiz = school.quiz(session, "Một câu", cohort)
    one = tried(session, quiz, "An", [1])
    done = decide(session, quiz, NONE)
    assert [(change.before, change.after) for change in done.changes] == [(10.0, None)]
    (mine,) = [each for each in standing.standings(session, one.person_id, NOW) if each.quiz_id == quiz.id]
    assert mine.mark is None and not mine.is_open
    assert [each.id for each in sittings.of_quiz(session, quiz).dropped] == [asked(session, quiz).id]


def test_statistics_after_a_ruling(session: Session) -> None:
    quiz = made(session)
    tried(session, quiz, "An", RIGHT, [1], "sân")
    tried(session, quiz, "Bình", WRONG, [1], "sân")
    in_time(session, tried(session, quiz, "Chi"))
    decide(session, quiz, ALL)
    sitting = sittings.of_quiz(session, quiz)
    first = asked(session, quiz).id or 0
    assert sitting.for_all == {first}
    assert statistics.items(sitting.attempts)[0].facility == 100.0
    whole = statistics.quiz(sitting.attempts)
    assert whole is not None and whole.mean == pytest.approx(10 * 5 / 9)
    decide(session, quiz, NONE)
    sitting = sittings.of_quiz(session, quiz)
    assert first not in sitting.questions and [len(one.points) for one in sitting.attempts] == [2, 2, 2]


def test_statistics_show_the_version_that_was_asked(session: Session) -> None:
    """Its options stand otherwise in a version made since; with that the frequencies would be of other options."""
    quiz = made(session)
    tried(session, quiz, "An", WRONG, [1], "sân")
    old = asked(session, quiz)
    row = replace(rows.row(old), options=["Bảy ngày", "Ba ngày", "Hai ngày"], key=[2])
    new = versions.add(session, old, row, None, NOW)
    approval.approve(session, [new], None, NOW)
    sitting = sittings.of_quiz(session, quiz)
    shown = sitting.questions[old.id or 0]
    assert shown.options[0] == "Một ngày" and dict(sitting.taken[old.id or 0]) == {0: 1}
    another = tried(session, quiz, "Bình")  # as if the quiz drew the newer one
    session.get_one(PaperQuestion, (another.id, 1)).question_id = new.id or 0
    session.flush()
    goes_on(session, another, [2], [1], "sân")
    sitting = sittings.of_quiz(session, quiz)
    shown = sitting.questions[old.id or 0]
    assert shown.options[0] == "Bảy ngày" and dict(sitting.taken[old.id or 0]) == {2: 1}


def test_the_key_of_an_earlier_version_is_mended_without_losing_the_newer_one(session: Session) -> None:
    quiz = made(session)
    one = tried(session, quiz, "An", WRONG, [1], "sân")
    old = asked(session, quiz)
    new = versions.add(session, old, replace(rows.row(old), options=["Hai", "Ba"], key=[0]), None, NOW)
    approval.approve(session, [new], None, NOW)
    mended, _ = regrading.mend(session, old, Decision(key={"right": WRONG}), school_id(session), NOW)
    assert worth(session, one) == [(2, 3)]
    assert (new.state, mended.state, mended.options) == (APPROVED, REPLACED, NOTICE.options)
    another = tried(session, quiz, "Bình", WRONG, [1], "sân")  # a begun quiz keeps its version, with the right key
    assert worth(session, another) == [(2, 3)]


def test_a_key_that_the_newer_version_has_already_reaches_the_old_answers(session: Session) -> None:
    """Somebody sent the file again with the right key; a begun quiz goes on with the old version."""
    quiz = made(session)
    one = tried(session, quiz, "An", WRONG, [1], "sân")
    old = asked(session, quiz)
    new = versions.add(session, old, replace(rows.row(old), key=WRONG, explanation="Mới"), None, NOW)
    approval.approve(session, [new], None, NOW)
    done = regrading.plan(session, old, Decision(key=new.key))
    assert not done.idle and done.answers == 1
    mended, _ = regrading.mend(session, old, Decision(key=new.key), school_id(session), NOW)
    assert worth(session, one) == [(2, 3)] and mended.explanation == "Mới"


def test_pressed_twice_it_is_done_once(session: Session) -> None:
    quiz = made(session)
    tried(session, quiz, "An", WRONG, [1], "sân")
    old = asked(session, quiz)
    for _ in range(2):
        regrading.mend(session, old, Decision(key={"right": WRONG}), school_id(session), NOW)
    assert asked(session, quiz).version == 2
    assert len(session.exec(select(Audit).where(Audit.action == faults.CORRECTED)).all()) == 1


def test_a_draft_that_waits_is_not_lost(session: Session) -> None:
    quiz = made(session)
    tried(session, quiz, "An", WRONG, [1], "sân")
    old = asked(session, quiz)
    draft = versions.add(session, old, replace(rows.row(old), stem="Câu mới?"), None, NOW)
    decide(session, quiz, Decision(key={"right": WRONG}))
    assert draft.state == "draft"


def test_a_room_that_has_yet_to_ask_it_has_the_new_key(session: Session) -> None:
    quiz = made(session)
    tried(session, quiz, "An", WRONG, [1], "sân")
    old = asked(session, quiz).id or 0
    live = school_room(session, quiz)
    other = school_room(session, quiz, position=1)
    new, _ = regrading.mend(session, asked(session, quiz), Decision(key={"right": WRONG}), school_id(session), NOW)
    found = session.exec(select(LiveQuestion.live_id, LiveQuestion.question_id).where(LiveQuestion.position == 1))
    assert dict(found.all()) == {live: new.id, other: old}


def school_room(session: Session, quiz: Quiz, position: int = 0) -> int:
    live = LiveQuiz(
        cohort_id=quiz.cohort_id, title=quiz.title, questions=1, host_id=school_id(session), position=position,
        created_at=NOW, changed_at=NOW,
    )  # fmt: skip
    session.add(live)
    session.flush()
    session.add(LiveQuestion(live_id=live.id or 0, position=1, question_id=asked(session, quiz).id or 0))
    session.flush()
    return live.id or 0


def test_the_log_keeps_both_keys_and_the_changed_marks(session: Session) -> None:
    quiz = made(session)
    one = tried(session, quiz, "An", WRONG, [1], "sân")
    done = decide(session, quiz, Decision(key={"right": WRONG}))
    act = session.exec(select(Audit).order_by(col(Audit.id).desc())).first()
    assert act is not None and act.id == done.act_id
    detail = json.loads(act.detail)
    assert (detail["before"], detail["after"]) == ({"right": [1]}, {"right": [0]})
    assert regrading.changes(act) == [regrading.Change(quiz.id or 0, one.person_id, 3.3, 6.7)]


MATCH = replace(
    NOTICE, kind="matching", stem="Ghép", options=["đỏ", "xanh", "vàng"], lefts=["Cờ", "Trời"], key=[0, 1]
)  # fmt: skip
ORDER = replace(NOTICE, kind="ordering", stem="Xếp", options=["ba", "một", "hai"], key=[])


@pytest.mark.parametrize(
    ("row", "typed", "given", "points"),
    [
        (NOTICE, "c", [2], 1.0),
        (NOTICE, "Ba ngày", [2], 1.0),
        (NOTICE, "b, c", [2], 1.0),  # either of them
        (NOTICE, "b, c", [1], 1.0),
        (NOTICE, "b, c", [0], 0.0),
        (BRING, "a", [0], 1.0),
        (BRING, "A và D", [0, 3], 1.0),
        (PHONES, "đúng", [0], 1.0),
        (ROOM, "1945; năm 1945", "1945", 1.0),
        (ROOM, "sân\nngoài sân", "Ngoài sân.", 1.0),
        (HOURS, "8 ± 0,5", "7,6", 1.0),
        (HOURS, "8", "7,5", 0.0),
        (MATCH, "1-C, 2-B", [2, 1], 1.0),
        (MATCH, "2b 1c", [0, 1], 0.5),
        (ORDER, "B, C, A", [1, 2, 0], 1.0),
    ],
)  # fmt: skip
def test_every_kind_is_mended_by_typing(
    session: Session, row: QuestionRow, typed: str, given: object, points: float
) -> None:
    cohort = school.cohort(session)
    plan = importing.plan(session, QuestionSheet([row]), cohort, "Một câu")
    quiz = importing.save(session, plan, cohort, None, NOW)
    session.flush()
    one = tried(session, quiz, "An", given)
    key = typed_keys.read(asked(session, quiz), typed)
    assert key is not None
    before = asked(session, quiz).key
    decide(session, quiz, Decision(key=key))
    assert worth(session, one) == [(points, 1)]
    mended = asked(session, quiz)
    assert (mended.key, mended.kind, mended.version) == (key, row.kind, 2)
    again = rows.question(rows.row(mended))  # what a file says of it
    assert again.kind == row.kind and (row.kind == "ordering" or again.key == key)
    decide(session, quiz, Decision(key=before))
    assert asked(session, quiz).key == before


def test_an_ordering_that_was_mended_stands_in_files_in_its_order(session: Session) -> None:
    question = rows.question(ORDER)
    question.key = {"right": [1, 2, 0]}
    assert rows.row(question).options == ["một", "hai", "ba"]


@pytest.mark.parametrize(
    ("row", "typed"),
    [
        (NOTICE, "e"), (NOTICE, "năm ngày"), (PHONES, "có"), (PHONES, "a, b"), (ROOM, " ; . "), (HOURS, "nhiều"),
        (HOURS, "1.000"), (MATCH, "1-A"), (MATCH, "1-A, 2-D"), (ORDER, "A, B"), (ORDER, "A, A, B"), (ORDER, "x"),
    ],
)  # fmt: skip
def test_a_key_that_does_not_fit_is_refused(row: QuestionRow, typed: str) -> None:
    assert typed_keys.read(rows.question(row), typed) is None


async def test_who_begins_while_it_is_ruled_on(database: Database) -> None:
    """On PostgreSQL two transactions: the paper of the one, and the ruling of the other, which does not see it."""

    def prepare(session: Session) -> tuple[int, int]:
        quiz = made(session)
        one = tried(session, quiz, "An", WRONG)
        return quiz.id or 0, one.id or 0

    quiz_id, attempt_id = await database.run(prepare)
    times = 0

    def rule(session: Session) -> None:
        nonlocal times
        times += 1
        quiz = session.get_one(Quiz, quiz_id)
        if times == 1 and not database.is_sqlite:
            with database.session() as other:
                goes_on(other, other.get_one(Attempt, attempt_id), [1], "sân")
        decide(session, quiz, NONE)

    await database.run(rule)
    if database.is_sqlite:
        await database.run(lambda session: goes_on(session, session.get_one(Attempt, attempt_id), [1], "sân"))

    def outcome(session: Session) -> tuple[float, int, list[str]]:
        one = session.get_one(Attempt, attempt_id)
        papers = session.exec(select(PaperQuestion.ruling).order_by(col(PaperQuestion.position))).all()
        return one.points, one.questions, list(papers)

    assert await database.run(outcome) == (1.0, 2, ["none", "", ""])
    assert times == (1 if database.is_sqlite else 2)
