"""`/cangoi`: whom to phone because no channel reaches them, and ticking them off."""

from __future__ import annotations

from handlers.turn import Reply, Turn
from handlers.voice import Voice
from storage import calls, plans
from storage.calls import About, ToCall
from storage.messages import File, Message
from storage.people import Person

AT_ONCE = 8  # people in one message
LONGEST_WORDS = 120  # letters of a broadcast in the list


def overview(turn: Turn) -> Reply:
    """The first people to phone."""
    return _page(turn, 0)


def further(turn: Turn) -> Reply:
    return _page(turn, max(0, turn.number()))


def tick(turn: Turn) -> Reply:
    """Somebody was phoned: off the list, until there is something new to tell."""
    person = turn.session.get(Person, turn.number())
    if person is None or person.id is None:
        return _page(turn, 0)
    calls.tick(turn.session, person.id, turn.my_id, turn.now)
    return [
        turn.say("calls-ticked", turn.choice("calls-untick", f"/chuagoi {person.id}"), name=person.name),
        _page(turn, 0),
    ]


def untick(turn: Turn) -> Reply:
    """Ticked off by mistake."""
    person = turn.session.get(Person, turn.number())
    if person is not None and person.id is not None:
        calls.untick(turn.session, person.id, turn.my_id, turn.now)
    return _page(turn, 0)


def table(turn: Turn) -> Reply:
    """Everyone to phone, as a table for Excel."""
    people = _due(turn)
    if not people:
        return _page(turn, 0)
    voice = turn.voice
    columns = [
        {"heading": voice.text(f"calls-column-{name}"), "width": width, "kind": "text"}
        for name, width in (("name", 26), ("phone", 14), ("unit", 28), ("class", 16), ("why", 26), ("about", 60))
    ]
    rows = [
        [
            one.name,
            one.phone,
            one.unit,
            one.codes,
            _why(voice, one),
            "\n".join(_about(voice, what) for what in one.about),
        ]
        for one in people
    ]
    data = {
        "sheet": voice.text("calls-sheet"),
        "title": voice.text("calls-title"),
        "lines": [turn.centre.name, voice.moment(turn.now)],
        "columns": [{"heading": "STT", "width": 6, "kind": "number"}, *columns],
        "rows": [[number, *row] for number, row in enumerate(rows, 1)],
    }
    file = File("table", f"can-goi-{turn.now.astimezone(turn.centre.zone):%Y-%m-%d}.xlsx", data)
    return turn.say("calls-table", turn.choice("calls-see", "/cangoi"), file=file, count=len(people))


def _page(turn: Turn, start: int) -> Message:
    people = _due(turn)
    shown = people[start : start + AT_ONCE]
    if not shown:
        return turn.say("calls-nobody")
    lines = [_entry(turn.voice, one, number) for number, one in enumerate(shown, start + 1)]
    choices = [turn.choice("calls-tick", f"/dagoi {one.person_id}", name=one.name) for one in shown]
    if start + AT_ONCE < len(people):
        choices.append(turn.choice("calls-further", f"/goitiep {start + AT_ONCE}"))
    choices.append(turn.choice("calls-as-table", "/bangcangoi"))
    return turn.say("calls-list", *choices, count=len(people), people="\n\n".join(lines))


def _entry(voice: Voice, one: ToCall, number: int) -> str:
    key = "calls-person" if one.unit else "calls-person-without-unit"
    phone = one.phone or voice.text("calls-no-phone")
    head = voice.text(key, number=str(number), name=one.name, phone=phone, unit=one.unit, why=_why(voice, one))
    return "\n".join([head, *(f"- {_about(voice, what)}" for what in one.about)])


def _why(voice: Voice, one: ToCall) -> str:
    return voice.text("calls-why", why=one.why)


def _about(voice: Voice, what: About) -> str:
    if what.kind == calls.BROADCAST:
        words = " ".join(what.text.split())
        return voice.text("calls-broadcast", text=words if len(words) <= LONGEST_WORDS else f"{words[:LONGEST_WORDS]}…")
    if what.kind == calls.QUIZ:
        return voice.text("calls-quiz", title=what.text)
    key = "calls-lesson" if what.kind == calls.LESSON else "calls-cancelled"
    return voice.text(key, moment=voice.moment(what.at), topic=what.text, place=what.place or "…")


def _due(turn: Turn) -> list[ToCall]:
    closed = plans.used_up(turn.session, plans.month_of(turn.now, turn.centre.zone))
    return calls.due(turn.session, turn.now, closed)
