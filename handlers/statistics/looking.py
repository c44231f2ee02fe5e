"""Statistics of a quiz in the chat: a summary, a picture, one question, and everything as Excel."""

from __future__ import annotations

from handlers import question_words
from handlers.statistics import mending, tables
from handlers.turn import Reply, Turn
from storage import audit, cohorts
from storage.cohorts import Cohort
from storage.messages import Choice, File, Message
from storage.people import Person
from storage.quizzes import Question, Quiz, asked, desk, sittings, statistics
from storage.quizzes.sittings import COUNTING, FIRST_ONES, Sitting
from storage.quizzes.statistics import ItemStatistics

MOST = 10
MOST_FLAGGED = 8
MOST_TYPED = 5
MOST_DROPPED = 3
BAR = 12  # blocks of a full bar


def overview(turn: Turn) -> Reply:
    """`/thongke`: the classes, or of a single one its quizzes; `/thongke 5`: that quiz."""
    if turn.arguments and turn.arguments[0].isdecimal():
        return see(turn)
    running = cohorts.running(turn.session)
    if len(running) == 1:
        return _list(turn, running[0])
    if not running:
        return turn.say("statistics-no-class")
    return turn.say("statistics-which-class", *(Choice(one.code, f"/tklop {one.id}") for one in running[:MOST]))


def of_class(turn: Turn) -> Reply:
    """`/tklop cohort [so many passed over]`"""
    cohort = turn.session.get(Cohort, turn.number())
    return overview(turn) if cohort is None else _list(turn, cohort, max(0, turn.number(1)))


def see(turn: Turn) -> Reply:
    """`/tk quiz [first]`: the summary with its picture; `first` looks at everybody's first attempt."""
    quiz = turn.session.get(Quiz, turn.number())
    if quiz is None:
        return turn.say("statistics-gone")
    which = FIRST_ONES if turn.arguments[-1] == FIRST_ONES else COUNTING
    sitting = sittings.of_quiz(turn.session, quiz, which)
    whole = statistics.quiz(sitting.attempts)
    if whole is None:
        return turn.say("statistics-nothing-yet", *_dropped(turn, sitting), title=quiz.title)
    items = statistics.items(sitting.attempts)
    flagged = tables.flagged(sitting, items)
    lines = [
        *tables.summary(turn.voice, quiz, whole, which), *_flagged(turn, sitting, flagged), *_weak(turn, sitting),
    ]  # fmt: skip
    if sitting.dropped:
        lines += ["", turn.voice.text("statistics-dropped", count=len(sitting.dropped))]
    other = COUNTING if which == FIRST_ONES else FIRST_ONES
    choices = (
        *(
            Choice(str(place), f"/tkcau {quiz.id} {number} {which}", in_text=True)
            for place, (number, _) in enumerate(flagged[:MOST_FLAGGED], 1)
        ),
        turn.choice("statistics-question", f"/tkcau {quiz.id} 1 {which}"),
        turn.choice(f"statistics-look-{other}", f"/tk {quiz.id} {other}"),
        turn.choice("statistics-excel", f"/tkbang {quiz.id} {which}"),
        *_dropped(turn, sitting),
    )
    chart = File("statistics", "thong-ke.png", tables.chart(turn.voice, quiz, whole, items, sitting))
    text = "\n".join(lines)
    return [turn.say("statistics-picture", file=chart, title=quiz.title), Message(text, choices)]


def details(turn: Turn) -> Reply:
    """`/tkcau quiz number which`: one question."""
    quiz, which = turn.session.get(Quiz, turn.number()), turn.arguments[-1]
    if quiz is None:
        return turn.say("statistics-gone")
    sitting = sittings.of_quiz(turn.session, quiz, which)
    items = statistics.items(sitting.attempts)
    number = turn.number(1)
    if not 1 <= number <= len(items):
        return turn.say("statistics-gone")
    item = items[number - 1]
    question = sitting.questions[item.question_id]
    lines = [
        turn.voice.text("statistics-card", number=str(number), total=str(len(items)), stem=question.stem),
        *_taken(turn, sitting, item, question), *tables.figures(turn.voice, item),
        *tables.why(turn.voice, sitting, item),
    ]  # fmt: skip
    choices = [
        turn.choice(_STEPS[step], f"/tkcau {quiz.id} {number + step} {which}", number=str(number + step))
        for step in _STEPS
        if 1 <= number + step <= len(items)
    ]
    if mending.can(question):
        choices.append(turn.choice("statistics-correct-key", f"/suadapan {question.id}"))
        choices.append(turn.choice("statistics-faulty-one", f"/cauloi {question.id}"))
    back = turn.choice("statistics-back", f"/tk {quiz.id} {which}")
    return Message("\n".join(lines), (*choices, back), replaces=True)


def table(turn: Turn) -> Reply:
    """`/tkbang quiz which`: everything as Excel."""
    quiz, which = turn.session.get(Quiz, turn.number()), turn.arguments[-1]
    if quiz is None:
        return turn.say("statistics-gone")
    sitting = sittings.of_quiz(turn.session, quiz, which)
    whole = statistics.quiz(sitting.attempts)
    if whole is None:
        return turn.say("statistics-nothing-yet", title=quiz.title)
    audit.note(turn.session, turn.now, turn.my_id, "statistics exported", f"quiz:{quiz.id}")
    names = {person: turn.session.get_one(Person, person).name for person in sitting.people}
    file = File("tables", "thong-ke.xlsx", tables.sheets(turn.voice, quiz, whole, sitting, names, turn.now, which))
    return turn.say("statistics-file", file=file, title=quiz.title)


_STEPS = {-10: "statistics-label", -1: "statistics-earlier", 1: "statistics-next", 10: "statistics-label"}


def _list(turn: Turn, cohort: Cohort, start: int = 0) -> Message:
    every = desk.of_cohort(turn.session, cohort.id or 0)
    done = desk.done_by(turn.session, [quiz.id or 0 for quiz in every])
    every = [quiz for quiz in every if quiz.id in done]
    quizzes = every[start : start + MOST]
    if not quizzes:
        return turn.say("statistics-no-quiz", cohort=cohort.code)
    lines = "\n".join(
        turn.voice.text("statistics-line", number=number, title=quiz.title, done=done[quiz.id or 0])
        for number, quiz in enumerate(quizzes, 1)
    )
    choices = (Choice(str(number), f"/tk {quiz.id} {COUNTING}", in_text=True) for number, quiz in enumerate(quizzes, 1))
    older = f"/tklop {cohort.id} {start + MOST}"
    more = [turn.choice("statistics-older", older)] if len(every) > start + MOST else []
    return turn.say("statistics-list", *choices, *more, cohort=cohort.code, quizzes=lines)


def _flagged(turn: Turn, sitting: Sitting, flagged: list[tuple[int, ItemStatistics]]) -> list[str]:
    """The questions to look at with the first reason for each."""
    if not flagged:
        return []
    lines = ["", turn.voice.text("statistics-look-at")]
    for place, (number, item) in enumerate(flagged[:MOST_FLAGGED], 1):
        why = tables.flags(sitting, item)[0].replace("_", "-")
        question = turn.voice.text("statistics-label", number=str(number))
        lines.append(f"{place}. {question}: {turn.voice.text(f'statistics-flag-{why}')}")
    if len(flagged) > MOST_FLAGGED:
        lines.append(turn.voice.text("statistics-more", count=len(flagged) - MOST_FLAGGED))
    return lines


def _dropped(turn: Turn, sitting: Sitting) -> list[Choice]:
    """The questions that were dropped, to be looked at again."""
    return [
        turn.choice("statistics-dropped-see", f"/cauloi {one.id}", stem=question_words.stem(one.stem, 40))
        for one in sitting.dropped[:MOST_DROPPED]
    ]


def _weak(turn: Turn, sitting: Sitting) -> list[str]:
    chapters = sittings.chapters(sitting)
    if len(chapters) < 2:
        return []
    said = [
        turn.voice.text("statistics-chapter", chapter=one.chapter, share=round(100 * one.share)) for one in chapters[:3]
    ]
    return ["", turn.voice.text("statistics-weak"), *said]


def _taken(turn: Turn, sitting: Sitting, item: ItemStatistics, question: Question) -> list[str]:
    """How often each option was taken, as bars; of typed answers the most frequent ones."""
    if question.kind not in tables.CHOICES:
        answer = question_words.key(turn.voice, asked.of(question))
        key = [turn.voice.text("statistics-key", answer=answer)] if answer else []
        typed = tables.typed(sitting, item.question_id)[:MOST_TYPED]
        return [*key, *(f"• {text}{mark}: {count}" for text, mark, count in typed)]
    right, taken = question.key["right"], sitting.taken[item.question_id]
    lines = []
    for at, option in enumerate(question.options):
        share = taken[at] / item.count
        mark = " ✓" if at in right else ""
        lines.append(f"{chr(65 + at)}. {option}{mark}\n{'▇' * round(BAR * share)} {round(100 * share)} %")
    if taken[-1]:
        lines.append(turn.voice.text("statistics-blank", count=taken[-1]))
    return lines
