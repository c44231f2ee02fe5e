"""`/lop`: each cohort with who has registered, its link and QR picture, and the times of its reminders."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handlers import times_of_day
from handlers.turn import Reply, Turn
from storage import audit, cohorts, learners, lessons, plans, reminders
from storage.cohorts import Cohort
from storage.messages import Choice, File, Message
from storage.programmes import Programme

MISSING_AT_ONCE = 10  # names in the overview of a class
MISSING_ON_A_PAGE = 40
EVENINGS = ("18:00", "19:00", "20:00")
MINUTES = (30, 60, 120)
NONE = "khong"


def overview(turn: Turn) -> Reply:
    """`/lop`: all cohorts; `/lop CODE`: one of them."""
    if turn.text:
        cohort = cohorts.joined_by(turn.session, turn.text)
        return _all(turn, "classes-unknown") if cohort is None else _one(turn, cohort)
    return _all(turn, "classes-which")


def see(turn: Turn) -> Reply:
    cohort = turn.session.get(Cohort, turn.number())
    return _all(turn, "classes-which") if cohort is None else _one(turn, cohort)


def missing(turn: Turn) -> Reply:
    """Who has not registered, a page of names."""
    cohort = turn.session.get(Cohort, turn.number())
    if cohort is None or cohort.id is None:
        return _all(turn, "classes-which")
    people = learners.not_registered(turn.session, cohort.id)
    start = max(0, turn.number(1))
    page = people[start : start + MISSING_ON_A_PAGE]
    end = start + len(page)
    choices = [_back(turn, cohort)]
    if end < len(people):
        choices.insert(0, turn.choice("classes-more", f"/chuadangky {cohort.id} {end}"))
    return Message(
        "\n".join(
            [
                turn.voice.text("classes-missing", cohort=cohort.code, count=len(people)),
                *_numbered(page, start + 1),
            ]
        ),
        tuple(choices),
    )


def qr(turn: Turn) -> Reply:
    """The picture that opens the bot for this class."""
    cohort = turn.session.get(Cohort, turn.number())
    if cohort is None:
        return _all(turn, "classes-which")
    link = turn.class_link(cohort.join_code)
    name = re.sub(r"[^\w.-]", "-", f"lop-{cohort.code}.png")
    return turn.say(
        "classes-qr" if link else "classes-qr-of-code",
        _back(turn, cohort),
        file=File("qr", name, {"text": link or cohort.join_code}),
        cohort=cohort.code,
        code=cohort.join_code,
    )


def ask_evening(turn: Turn) -> Reply:
    """When to remind on the evening before."""
    cohort = turn.session.get(Cohort, turn.number())
    if cohort is None:
        return _all(turn, "classes-which")
    turn.ask("classes.receive_evening", cohort.id)
    return turn.say("classes-which-evening", *_evenings(turn, cohort), cohort=cohort.code)


def choose_evening(turn: Turn) -> Reply:
    cohort, chosen = turn.session.get(Cohort, turn.number()), turn.arguments[-1]
    if cohort is None or chosen not in (*EVENINGS, NONE):
        return _all(turn, "classes-which")
    return _reminded(turn, cohort, "" if chosen == NONE else chosen, cohort.minutes_before)


def receive_evening(turn: Turn) -> Reply:
    """A time of day, typed. None for what is none."""
    cohort, at = turn.session.get(Cohort, turn.number()), times_of_day.read(turn.text)
    if cohort is None or at is None:
        return None
    if not times_of_day.may_go_out(turn, at):
        turn.ask("classes.receive_evening", cohort.id)
        return turn.say("classes-evening-quiet", *_evenings(turn, cohort))
    return _reminded(turn, cohort, f"{at:%H:%M}", cohort.minutes_before)


def ask_minutes(turn: Turn) -> Reply:
    """How long before the lesson to remind."""
    cohort = turn.session.get(Cohort, turn.number())
    if cohort is None:
        return _all(turn, "classes-which")
    choices = [
        turn.choice("classes-minutes", f"/nhactruoc {cohort.id} {minutes}", count=minutes) for minutes in MINUTES
    ]
    return turn.say(
        "classes-which-minutes",
        *choices,
        turn.choice("classes-no-reminder", f"/nhactruoc {cohort.id} 0"),
        cohort=cohort.code,
    )


def choose_minutes(turn: Turn) -> Reply:
    cohort, minutes = turn.session.get(Cohort, turn.number()), turn.number(1)
    if cohort is None or minutes not in (*MINUTES, 0):
        return _all(turn, "classes-which")
    return _reminded(turn, cohort, cohort.evening_at, minutes)


def _all(turn: Turn, key: str) -> Message:
    running = cohorts.running(turn.session)
    if not running:
        return turn.say("classes-none")
    lines = [turn.voice.text(key, code=turn.text[:40])]
    choices = []
    figures = learners.registered(turn.session, [cohort.id or -1 for cohort in running])
    for cohort in running:
        registered, size = figures.get(cohort.id or -1, (0, 0))
        lines.append(turn.voice.text("classes-in-list", cohort=cohort.code, registered=registered, size=size))
        choices.append(Choice(cohort.code, f"/xemlop {cohort.id}"))
    return Message("\n".join(lines), tuple(choices))


def _one(turn: Turn, cohort: Cohort) -> Message:
    choices = [turn.choice("classes-get-qr", f"/maqr {cohort.id}")]
    assert cohort.id is not None
    absent = learners.not_registered(turn.session, cohort.id)
    if len(absent) > MISSING_AT_ONCE:
        choices.append(turn.choice("classes-see-missing", f"/chuadangky {cohort.id} 0"))
    choices += [
        turn.choice("classes-change-evening", f"/doitoi {cohort.id}"),
        turn.choice("classes-change-minutes", f"/doitruoc {cohort.id}"),
        turn.choice("classes-export", f"/xuat {cohort.code}"),
        turn.choice("classes-all", "/lop"),
    ]
    return Message("\n".join(_lines(turn, cohort, absent)), tuple(choices))


def _lines(turn: Turn, cohort: Cohort, absent: list[tuple[str, str]]) -> Iterator[str]:
    voice = turn.voice
    assert cohort.id is not None
    programme = turn.session.get_one(Programme, cohort.programme_id)
    yield voice.text("classes-heading", cohort=cohort.code, programme=programme.name)
    size = cohorts.size(turn.session, cohort.id)
    yield voice.text("classes-registered", registered=size - len(absent), size=size)
    if absent:
        yield voice.text("classes-not-registered")
        yield from _numbered(absent[:MISSING_AT_ONCE], 1)
    if len(absent) > MISSING_AT_ONCE:
        yield voice.text("classes-and-more", count=len(absent) - MISSING_AT_ONCE)
    yield ""
    yield _next_lesson(turn, cohort.id)
    yield _reminders(turn, cohort)
    yield from _plans(turn, cohort.id)
    yield ""
    yield voice.text("classes-code", code=cohort.join_code)
    if link := turn.class_link(cohort.join_code):
        yield voice.text("classes-link", link=link)


def _numbered(people: list[tuple[str, str]], first: int) -> Iterator[str]:
    for number, (name, unit) in enumerate(people, first):
        yield f"{number}. {name}, {unit}" if unit else f"{number}. {name}"


def _next_lesson(turn: Turn, cohort_id: int) -> str:
    lesson = lessons.next_of_cohort(turn.session, cohort_id, turn.now)
    if lesson is None:
        return turn.voice.text("classes-no-lesson")
    key = "classes-next-lesson-at" if lesson.place else "classes-next-lesson"
    moment = turn.voice.moment(lesson.starts_at)
    return turn.voice.text(key, moment=moment, topic=lesson.topic, place=lesson.place)


def _plans(turn: Turn, cohort_id: int) -> Iterator[str]:
    """For each account whose messages are counted: what the class needs of it, and what is left."""
    need = plans.needed(turn.session, cohort_id, turn.now, turn.centre.zone)
    for use in plans.uses(turn.session, plans.month_of(turn.now, turn.centre.zone)):
        places = -1 if use.places is None else use.places
        yield turn.voice.text(
            "plans-cohort", account=use.title, need=need[use.account_id], left=use.left_for_notices, places=places
        )


def _reminders(turn: Turn, cohort: Cohort) -> str:
    evening, minutes = bool(cohort.evening_at), bool(cohort.minutes_before)
    key = {
        (True, True): "classes-reminders-both",
        (True, False): "classes-reminders-evening",
        (False, True): "classes-reminders-before",
        (False, False): "classes-reminders-none",
    }[evening, minutes]
    return turn.voice.text(key, evening=cohort.evening_at, minutes=cohort.minutes_before)


def _evenings(turn: Turn, cohort: Cohort) -> list[Choice]:
    choices = [Choice(evening, f"/nhactoi {cohort.id} {evening}") for evening in EVENINGS]
    return [*choices, turn.choice("classes-no-reminder", f"/nhactoi {cohort.id} {NONE}")]


def _reminded(turn: Turn, cohort: Cohort, evening_at: str, minutes_before: int) -> Message:
    """Change the times, and with them the reminders that wait already."""
    cohort.evening_at, cohort.minutes_before = evening_at, minutes_before
    turn.session.flush()
    reminders.reschedule(turn.session, cohort, turn.centre.zone, turn.now)
    detail = f"evening {evening_at or 'none'}, {minutes_before} minutes before"
    audit.note(turn.session, turn.now, turn.my_id, "reminder times", f"cohort:{cohort.id}", detail)
    text = turn.voice.text("classes-reminders-changed", cohort=cohort.code)
    return Message(f"{text}\n{_reminders(turn, cohort)}", (_back(turn, cohort),), replaces=True)


def _back(turn: Turn, cohort: Cohort) -> Choice:
    return turn.choice("classes-back", f"/xemlop {cohort.id}", cohort=cohort.code)
