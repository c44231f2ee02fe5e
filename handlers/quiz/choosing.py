"""Which quiz: the open ones of the learner's cohorts, the introduction, the beginning."""

from __future__ import annotations

from handlers.quiz import outcome, results
from handlers.turn import Reply, Turn
from storage.messages import Choice, Message
from storage.quizzes import Quiz, attempts, papers, standing
from storage.quizzes.standing import Standing
from storage.vietnamese import fold

ALL = "tatca"


def overview(turn: Turn) -> Reply:
    """`/tracnghiem`: the question one was at, the only quiz left to do, or the list; `tatca`: the list.

    `/tracnghiem 5`: that quiz. None for other words.
    """
    wanted = fold("".join(turn.arguments))
    if wanted.isdecimal():
        return look(turn)
    if wanted not in ("", ALL):
        return None
    mine = standing.open_for(turn.session, turn.my_id, turn.now)
    if not mine:
        return turn.say("quiz-none")
    under_way = [one for one in mine if one.under_way is not None]
    not_begun = [one for one in mine if one.attempts_used == 0]
    if wanted != ALL:
        if len(under_way) == 1:
            return _resume(turn, under_way[0])
        if not under_way and len(not_begun) == 1:
            others = [turn.choice("quiz-others", f"/tracnghiem {ALL}")] if len(mine) > 1 else []
            return _introduction(turn, not_begun[0], *others)
    return _list(turn, [*under_way, *not_begun, *(one for one in mine if one.mark is not None)])


def look(turn: Turn) -> Reply:
    """`/bai quiz`: go on with it, or what it is and how to begin."""
    mine = outcome.of_quiz(turn.session, turn.my_id, turn.number(), turn.now)
    if mine is None:
        return turn.say("quiz-not-yours", turn.choice("quiz-others", f"/tracnghiem {ALL}"))
    if not mine.is_open:
        return results.closed(turn, mine)
    if mine.under_way is not None:
        return _resume(turn, mine)
    return _introduction(turn, mine) if mine.attempts_used == 0 else _done(turn, mine)


def begin(turn: Turn) -> Reply:
    """`/batdau quiz`: a new attempt and its first question, or the question of the one under way."""
    mine = outcome.of_quiz(turn.session, turn.my_id, turn.number(), turn.now)
    if mine is None or not mine.is_open or mine.under_way is not None:
        return look(turn)
    if mine.attempts_left == 0 or mine.again_at is not None:
        return look(turn)
    if not papers.can_ask(turn.session, turn.session.get_one(Quiz, mine.quiz_id)):
        return turn.say("quiz-empty", outcome.others(turn.voice), title=mine.title)
    attempt_id = attempts.begin(turn.session, mine.quiz_id, turn.my_id, turn.now)
    return results.go_on(turn, attempt_id, "")


def _resume(turn: Turn, mine: Standing) -> Reply:
    assert mine.attempt_id is not None
    return results.go_on(turn, mine.attempt_id, turn.voice.text("quiz-resume", title=mine.title))


def _introduction(turn: Turn, mine: Standing, *others: Choice) -> Message:
    """One line on the quiz, and when it closes."""
    key = {0: "quiz-intro-freely", 1: "quiz-intro-once"}.get(mine.attempts_allowed, "quiz-intro")
    counts = outcome.rule(turn.voice, mine)
    intro = turn.voice.text(
        key, title=mine.title, questions=mine.questions, attempts=mine.attempts_allowed, counts=counts
    )
    start = turn.choice("quiz-start", f"/batdau {mine.quiz_id}")
    return Message("\n".join([intro, *_rules(turn, mine), *_closing(turn, mine)]), (start, *others))


def _rules(turn: Turn, mine: Standing) -> list[str]:
    """What a learner must know before beginning: the time limit, and which mark is enough."""
    lines = _minutes(turn, mine)
    if mine.practice:
        return [*lines, turn.voice.text("quiz-practice")]
    return [*lines, turn.voice.text("quiz-pass-mark", mark=turn.voice.number(mine.pass_mark))]


def _minutes(turn: Turn, mine: Standing) -> list[str]:
    return [turn.voice.text("quiz-minutes", minutes=mine.minutes)] if mine.minutes else []


def _done(turn: Turn, mine: Standing) -> Message:
    """The mark of a quiz that was done, whether there is another try, and what was wrong."""
    lines = [turn.voice.text("quiz-done-before", title=mine.title), outcome.mark(turn.voice, mine)]
    left = mine.attempts_left
    if left != 0:
        key = "quiz-may-again" if left is None else "quiz-left"
        lines.append(turn.voice.text(key, left=left or 0, counts=outcome.rule(turn.voice, mine)))
        lines += outcome.rest(turn.voice, mine)
        lines += [*_minutes(turn, mine), *_closing(turn, mine)]
    last = attempts.last_finished(turn.session, mine.quiz_id, turn.my_id)
    review = outcome.review(turn.voice, mine, last) if last is not None and last.mark < 10 else ()
    others = turn.choice("quiz-others", f"/tracnghiem {ALL}")
    return Message("\n".join(lines), (*outcome.again(turn.voice, mine, is_told=True), *review, others))


def _closing(turn: Turn, mine: Standing) -> list[str]:
    if mine.closes_at is None:
        return []
    return [turn.voice.text("quiz-closes", moment=turn.voice.moment(mine.closes_at))]


def _list(turn: Turn, mine: list[Standing]) -> Message:
    several = len({one.cohort_id for one in mine}) > 1
    lines, buttons = [], []
    for number, one in enumerate(mine, 1):
        title = f"{one.title} ({one.cohort_code})" if several else one.title
        lines.append(f"{number}. {title}: {_state(turn, one)}")
        buttons.append(Choice(str(number), f"/bai {one.quiz_id}", in_text=True))
    return turn.say("quiz-list", *buttons, quizzes="\n".join(lines))


def _state(turn: Turn, mine: Standing) -> str:
    """`chưa làm`, `đang làm câu 3/10`, `7,5 điểm, còn 1 lượt`, `7,5 điểm`."""
    if mine.under_way is not None:
        return turn.voice.text("quiz-state-under-way", number=mine.under_way, total=mine.questions)
    if mine.mark is None:
        return turn.voice.text("quiz-state-not-begun")
    mark, left = turn.voice.number(mine.mark), mine.attempts_left
    if left is None:
        return turn.voice.text("quiz-state-freely", mark=mark)
    return turn.voice.text("quiz-state-left" if left else "quiz-state-done", mark=mark, left=left)
