"""`/kiemtra`: the quizzes of the classes, and the card of one."""

from __future__ import annotations

from handlers.quizzes import rule_words
from handlers.turn import Reply, Turn
from storage import cohorts
from storage.cohorts import Cohort
from storage.lessons import Lesson
from storage.messages import Choice, Message
from storage.quizzes import CLOSED, DRAFT, Quiz, desk, papers, standing
from storage.vietnamese import fold

MOST = 10


def overview(turn: Turn) -> Reply:
    """`/kiemtra`: classes, or the quizzes of the only one; `/kiemtra 5`: that quiz; `/kiemtra NTD-03`: that class's."""
    if turn.arguments and turn.arguments[0].isdecimal():
        return see(turn)
    running = cohorts.running(turn.session)
    if not running:
        return turn.say("quizzes-no-class")
    named = [one for one in running if fold(one.code) == fold(turn.text)]
    if len(running) == 1 or named:
        return _list(turn, (named or running)[0])
    key = "quizzes-which-class" if len(running) <= MOST else "quizzes-which-of-classes"
    return turn.say(key, *(Choice(one.code, f"/ktlop {one.id}") for one in running[:MOST]))


def of_class(turn: Turn) -> Reply:
    """`/ktlop cohort page`"""
    cohort = turn.session.get(Cohort, turn.number())
    return overview(turn) if cohort is None else _list(turn, cohort, max(0, turn.number(1)))


def see(turn: Turn) -> Reply:
    """`/kt quiz`: its card."""
    quiz = found(turn)
    return turn.say("quizzes-gone") if quiz is None else card(turn, quiz)


def found(turn: Turn) -> Quiz | None:
    """The quiz that the first argument names."""
    return turn.session.get(Quiz, turn.number())


def card(turn: Turn, quiz: Quiz, *before: str) -> Message:
    """What there is to know about the quiz, after these words, and everything that can be done with it."""
    cohort = turn.session.get_one(Cohort, quiz.cohort_id)
    lines = [
        *before, *([""] if before else []),
        turn.voice.text("quizzes-card", title=quiz.title, cohort=cohort.code, state=state(turn, quiz)),
        *questions_in_words(turn, quiz), *rule_words.in_words(turn, quiz), *_done(turn, quiz),
    ]  # fmt: skip
    choices = [
        turn.choice("quizzes-questions", f"/ktcau {quiz.id}"),
        turn.choice("quizzes-rules", f"/ktluat {quiz.id}"),
    ]
    if quiz.state == DRAFT:
        choices.append(turn.choice("quizzes-open", f"/ktmo {quiz.id}"))
    elif is_closed(turn, quiz):
        choices.append(turn.choice("quizzes-reopen", f"/ktmongay {quiz.id}"))
    else:
        choices.append(turn.choice("quizzes-close", f"/ktdong {quiz.id}"))
    if not is_closed(turn, quiz):
        choices.append(turn.choice("quizzes-closing", f"/kthen {quiz.id} dong"))
    if quiz.state == DRAFT and quiz.opened_at is None:
        choices.append(turn.choice("quizzes-delete", f"/ktxoa {quiz.id}"))
    if quiz.state != DRAFT:
        choices += [
            turn.choice("quizzes-missing", f"/ktchualam {quiz.id}"),
            turn.choice("quizzes-learner", f"/ktnguoi {quiz.id}"),
        ]
    if quiz.practice and quiz.state != DRAFT and not is_closed(turn, quiz):
        choices.append(turn.choice("quizzes-announce", f"/ktbao {quiz.id}"))
    return Message("\n".join(lines), tuple(choices))


def state(turn: Turn, quiz: Quiz) -> str:
    """`nháp`, `hẹn mở lúc …`, `mở sau buổi …`, `đang mở`, `đã đóng`."""
    if quiz.state == DRAFT and quiz.opens_at is not None:
        return turn.voice.text("quizzes-state-at", moment=turn.voice.moment(quiz.opens_at))
    if quiz.state == DRAFT and quiz.opens_after is not None:
        lesson = turn.session.get_one(Lesson, quiz.opens_after)
        return turn.voice.text("quizzes-state-after", topic=lesson.topic, moment=turn.voice.moment(lesson.ends_at))
    if quiz.state == DRAFT:
        return turn.voice.text("quizzes-state-draft")
    return turn.voice.text("quizzes-state-closed" if is_closed(turn, quiz) else "quizzes-state-open")


def questions_in_words(turn: Turn, quiz: Quiz) -> list[str]:
    """`Câu hỏi: 10 câu cố định, rút 5 câu Chương 1.`; and how many the bank has too few for the draws."""
    fixed, drafts = len(papers.fixed(turn.session, quiz.id or 0)), desk.drafts_in(turn.session, quiz)
    draws = papers.draws(turn.session, quiz.id or 0)
    parts = [turn.voice.text("quizzes-fixed", count=fixed)] if fixed else []
    parts += [turn.voice.text("quizzes-draft-questions", count=drafts)] if drafts else []
    parts += [draw_in_words(turn, one.count, one.chapter, one.level) for one in draws]
    if not parts:
        return [turn.voice.text("quizzes-has-none")]
    short = desk.short(turn.session, quiz) if draws else 0
    lacking = [turn.voice.text("quizzes-short", count=short)] if short else []
    return [turn.voice.text("quizzes-has", questions=", ".join(parts)), *lacking]


def draw_in_words(turn: Turn, count: int, chapter: str, level: str) -> str:
    """`rút 3 câu Khó, Chương 2`"""
    about = ", ".join(filter(None, [level, chapter])) or turn.voice.text("quizzes-any")
    return turn.voice.text("quizzes-draw", count=count, about=about)


def _list(turn: Turn, cohort: Cohort, page: int = 0) -> Message:
    every, start = desk.of_cohort(turn.session, cohort.id or 0), page * MOST
    quizzes, new = every[start : start + MOST], turn.choice("quizzes-new", f"/ktmoi {cohort.id}")
    if not quizzes:
        return turn.say("quizzes-none", new, cohort=cohort.code)
    done = desk.done_by(turn.session, [quiz.id or 0 for quiz in quizzes])
    size = cohorts.size(turn.session, cohort.id or 0)
    lines = [
        turn.voice.text(
            "quizzes-line", number=number, title=quiz.title, state=state(turn, quiz), done=done.get(quiz.id or 0, 0),
            all=size,
        )
        for number, quiz in enumerate(quizzes, 1)
    ]  # fmt: skip
    choices = (Choice(str(number), f"/kt {quiz.id}", in_text=True) for number, quiz in enumerate(quizzes, 1))
    older = [turn.choice("quizzes-older", f"/ktlop {cohort.id} {page + 1}")] if every[start + MOST :] else []
    return turn.say("quizzes-list", *choices, *older, new, cohort=cohort.code, quizzes="\n".join(lines))


def _done(turn: Turn, quiz: Quiz) -> list[str]:
    if quiz.state == DRAFT:
        return []
    size = cohorts.size(turn.session, quiz.cohort_id)
    return [turn.voice.text("quizzes-done", done=size - len(standing.not_done(turn.session, quiz.id or 0)), all=size)]


def is_closed(turn: Turn, quiz: Quiz) -> bool:
    """Whether its time is over, or it was closed by hand."""
    over = quiz.closes_at is not None and quiz.closes_at <= turn.now
    return quiz.state == CLOSED or (quiz.state != DRAFT and over)
