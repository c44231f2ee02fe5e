"""`/tructiep`: which quiz or chapter, how it goes, and then the room is open."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from handlers.live import asking
from handlers.turn import Reply, Turn
from storage import audit, cohorts
from storage.cohorts import Cohort
from storage.live import NAMED, SECONDS, TABLES, USUAL_SECONDS, choosing, rooms
from storage.live.choosing import COUNTS, Chapter, Source
from storage.live.rooms import Rules
from storage.messages import Choice, Message

MOST = 12  # quizzes and chapters that are offered at once
MOST_CLASSES = 20
NEW = "new"


def overview(turn: Turn) -> Reply:
    """`/tructiep`: what is running, to go on with; else which class; and what came of the last ones."""
    said = _overview(turn)
    if not rooms.past(turn.session):
        return said
    return replace(said, choices=(*said.choices, turn.choice("live-results", "/ttcu")))


def _overview(turn: Turn) -> Message:
    running = rooms.running(turn.session)
    if running and turn.text != NEW:
        choices = (turn.choice("live-resume", f"/ttphong {one.id}", title=one.title, code=one.code) for one in running)
        return turn.say("live-running", *choices, turn.choice("live-new", f"/tructiep {NEW}"))
    classes = cohorts.running(turn.session)
    if not classes:
        return turn.say("live-no-class")
    if len(classes) == 1:
        return _sources(turn, classes[0])
    choices = (Choice(one.code, f"/ttlop {one.id}") for one in classes[:MOST_CLASSES])
    return turn.say("live-which-class", *choices)


def choose_class(turn: Turn) -> Reply:
    """`/ttlop cohort page`: which of its quizzes, or which chapter of the bank?"""
    cohort = turn.session.get(Cohort, turn.number())
    return turn.say("live-gone") if cohort is None else _sources(turn, cohort, max(0, turn.number(1)))


def choose_chapter(turn: Turn) -> Reply:
    """`/ttchuong cohort question`: how many questions of the chapter in which that one stands?"""
    cohort = turn.session.get(Cohort, turn.number())
    found = [] if cohort is None else choosing.chapters(turn.session, cohort)
    chapter = next((one for one in found if one.example_id == turn.number(1)), None)
    if chapter is None:
        return turn.say("live-gone")
    counts = [count for count in COUNTS if count < chapter.count]
    counts.append(min(chapter.count, choosing.MOST))
    choices = (
        turn.choice("live-count", _command("ttbai", f"c{turn.number()}.{chapter.example_id}.{count}"), count=count)
        for count in counts
    )
    return turn.say("live-how-many", *choices, chapter=_name(turn, chapter.name), count=chapter.count)


def rules(turn: Turn) -> Reply:
    """`/ttbai source seconds table bonus`: how it goes, and what else may be chosen."""
    read = _read(turn)
    found = None if read is None else choosing.chosen(turn.session, read[0], Random(0))  # noqa: S311  # only counted
    if read is None or found is None:
        return turn.say("live-gone")
    if not found.ids:
        return turn.say("live-nothing-fits", turn.choice("live-new", f"/tructiep {NEW}"), title=found.title)
    now, source = read[1], turn.arguments[0]
    lines = [turn.voice.text("live-card", title=_name(turn, found.title), count=len(found.ids))]
    if found.left_out:
        lines.append(turn.voice.text("live-left-out", count=found.left_out))
    lines.append(turn.voice.text("live-card-seconds", seconds=now.seconds))
    lines.append(turn.voice.text("live-card-bonus" if now.bonus else "live-card-points"))
    lines.append(turn.voice.text(f"live-card-{now.shown_table}"))
    choices = [turn.choice("live-open", _command("ttmo", source, now))]
    choices += [
        turn.choice(
            "live-seconds", _command("ttbai", source, Rules(seconds, now.shown_table, now.bonus)), seconds=seconds
        )
        for seconds in SECONDS
        if seconds != now.seconds
    ]
    choices += [
        turn.choice(f"live-table-{table}", _command("ttbai", source, Rules(now.seconds, table, now.bonus)))
        for table in TABLES
        if table != now.shown_table
    ]
    other = Rules(now.seconds, now.shown_table, not now.bonus)
    choices.append(turn.choice("live-no-bonus" if now.bonus else "live-bonus", _command("ttbai", source, other)))
    return Message("\n".join(lines), tuple(choices), replaces=len(turn.arguments) > 1)


def open_room(turn: Turn) -> Reply:
    """`/ttmo source seconds table bonus`: a code, the address of the page, and the buttons to lead it."""
    read, chat_id = _read(turn), turn.chat.id
    found = None if read is None else choosing.chosen(turn.session, read[0], Random(0))  # noqa: S311  # for its title
    if read is None or found is None or chat_id is None:
        return turn.say("live-gone")
    title = _name(turn, found.title)
    live = rooms.opened(turn.session, *read, title, turn.my_id, chat_id, turn.now)
    if live is None:
        return turn.say("live-gone")
    audit.note(turn.session, turn.now, turn.my_id, "live quiz opened", f"live:{live.id}")
    asking.tell_leader(turn.session, turn.centre, live, turn.now)
    return []


def _sources(turn: Turn, cohort: Cohort, page: int = 0) -> Message:
    quizzes, chapters = choosing.quizzes(turn.session, cohort.id or 0), choosing.chapters(turn.session, cohort)
    every = [Choice(quiz.title, _command("ttbai", f"q{cohort.id}.{quiz.id}")) for quiz in quizzes]
    every += [_chapter(turn, cohort, one) for one in chapters]
    if not every:
        return turn.say("live-nothing", cohort=cohort.code)
    shown, left = every[page * MOST : (page + 1) * MOST], len(every) - (page + 1) * MOST
    if left > 0:
        shown.append(turn.choice("live-more", f"/ttlop {cohort.id} {page + 1}", count=left))
    return turn.say("live-which-questions", *shown, cohort=cohort.code)


def _chapter(turn: Turn, cohort: Cohort, one: Chapter) -> Choice:
    command = f"/ttchuong {cohort.id} {one.example_id}"
    if not one.name:
        return turn.choice("live-unsorted", command, count=one.count)
    return turn.choice("live-chapter", command, chapter=one.name, count=one.count)


def _name(turn: Turn, chapter: str) -> str:
    return chapter or turn.voice.text("live-no-chapter")


def _command(name: str, source: str, rules: Rules | None = None) -> str:
    if rules is None:
        return f"/{name} {source}"
    return f"/{name} {source} {rules.seconds} {rules.shown_table} {int(rules.bonus)}"


def _read(turn: Turn) -> tuple[Source, Rules] | None:
    """What the button says; None for what no button of ours does."""
    source, *more = turn.arguments or ("",)
    numbers = source[1:].split(".")
    if not all(number.isdecimal() and len(number) < 18 for number in numbers):
        return None
    match source[:1], [int(number) for number in numbers]:
        case "q", [cohort, quiz]:
            read = Source(cohort, quiz_id=quiz)
        case "c", [cohort, example, count]:
            read = Source(cohort, example_id=example, count=count)
        case _:
            return None
    seconds, table, bonus = more if len(more) == 3 else (str(USUAL_SECONDS), NAMED, "0")
    if seconds not in map(str, SECONDS) or table not in TABLES:
        return None
    return read, Rules(int(seconds), table, bonus == "1")
