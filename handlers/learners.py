"""`/nguoihoc`: find a learner, see where they stand, withdraw them from a cohort, free them from a lost phone."""

from __future__ import annotations

from collections.abc import Iterator

from handlers import study_words
from handlers.turn import Reply, Turn
from storage import audit, cohorts, learners, progress
from storage.cohorts import WITHDRAWN, Cohort, Enrolment
from storage.messages import Choice, Message
from storage.people import Person
from storage.progress import CohortProgress
from storage.vietnamese import birth_words, fold

MOST_SHOWN = 10
SHORTEST = 2  # letters of a name worth looking for


def find(turn: Turn) -> Reply:
    """`/nguoihoc lan`, or `/nguoihoc` alone: then the name is asked for."""
    if turn.text:
        return _found(turn, turn.text)
    turn.ask("learners.receive_name")
    return turn.say("learners-ask-name")


def receive_name(turn: Turn) -> Reply:
    """The name. None for the word of a command, unless somebody is called so."""
    found = learners.found(turn.session, turn.text)
    word = fold(turn.text).replace(" ", "")
    if not found and word in {"huy", "cancel", *turn.menu(turn.me.roles)}:
        return None
    return _found(turn, turn.text)


def choose(turn: Turn) -> Reply:
    """One of those found."""
    person = turn.session.get(Person, turn.number())
    return turn.say("learners-gone") if person is None else _card(turn, person)


def ask_withdraw(turn: Turn) -> Reply:
    chosen = _enrolment(turn)
    if chosen is None:
        return turn.say("learners-gone")
    person, cohort, _ = chosen
    return turn.say(
        "learners-withdraw-sure",
        turn.choice("learners-withdraw-yes", f"/thoihocthat {person.id} {cohort.id}"),
        turn.choice("learners-no", f"/xemhocvien {person.id}"),
        name=person.name,
        cohort=cohort.code,
    )


def withdraw(turn: Turn) -> Reply:
    chosen = _enrolment(turn)
    if chosen is None:
        return turn.say("learners-gone")
    person, cohort, enrolment = chosen
    if enrolment.state != WITHDRAWN:
        learners.withdraw(turn.session, enrolment, turn.my_id, turn.now)
    undo = turn.choice("learners-undo", f"/hoclai {person.id} {cohort.id}")
    return turn.say("learners-withdrawn", undo, name=person.name, cohort=cohort.code, replaces=True)


def bring_back(turn: Turn) -> Reply:
    chosen = _enrolment(turn)
    if chosen is None:
        return turn.say("learners-gone")
    person, cohort, enrolment = chosen
    if enrolment.state == WITHDRAWN:
        learners.bring_back(turn.session, enrolment, turn.my_id, turn.now)
    see = turn.choice("learners-see", f"/xemhocvien {person.id}")
    return turn.say("learners-brought-back", see, name=person.name, cohort=cohort.code, replaces=True)


def ask_unlink(turn: Turn) -> Reply:
    person = turn.session.get(Person, turn.number())
    if person is None:
        return turn.say("learners-gone")
    return turn.say(
        "learners-unlink-sure",
        turn.choice("learners-unlink-yes", f"/gonoithat {person.id}"),
        turn.choice("learners-no", f"/xemhocvien {person.id}"),
        name=person.name,
    )


def unlink(turn: Turn) -> Reply:
    person = turn.session.get(Person, turn.number())
    if person is None:
        return turn.say("learners-gone")
    learners.unlink(turn.session, person, turn.my_id, turn.now)
    return turn.say("learners-unlinked", name=person.name, replaces=True)


def _found(turn: Turn, words: str) -> Reply:
    people = learners.found(turn.session, words) if len(fold(words)) >= SHORTEST else []
    if not people:
        return _nobody(turn, words)
    if len(people) == 1:
        return _card(turn, people[0])
    audit.note(turn.session, turn.now, turn.my_id, "searched people")
    choices = [Choice(_in_a_line(turn, person), f"/xemhocvien {person.id}") for person in people[:MOST_SHOWN]]
    turn.ask("learners.receive_name")
    key = "learners-several" if len(people) <= MOST_SHOWN else "learners-too-many"
    return turn.say(key, *choices, count=len(choices))


def _nobody(turn: Turn, words: str) -> Reply:
    turn.ask("learners.receive_name")
    return turn.say("learners-nobody", name=words)


def _in_a_line(turn: Turn, person: Person) -> str:
    """`Trần Thị Lan, 05/03/1990, NTD-03-2026`."""
    codes = [cohort.code for cohort, _ in cohorts.of_person(turn.session, person.id or -1)]
    return ", ".join(part for part in (person.name, birth_words(person.birth), *codes) if part)


def _card(turn: Turn, person: Person) -> Message:
    assert person.id is not None
    audit.note(turn.session, turn.now, turn.my_id, "looked at", f"person:{person.id}")
    enrolled = learners.enrolments(turn.session, person.id)
    link = learners.link_of(turn.session, person.id)
    choices = [_leave_or_return(turn, person, cohort, enrolment) for cohort, enrolment, _ in enrolled]
    if link.state != learners.NOT_LINKED:
        choices.append(turn.choice("learners-unlink", f"/gonoi {person.id}"))
    lines = [*_details(turn, person), *_classes(turn, person.id, enrolled), *_contact(turn, person, link)]
    return Message("\n".join(lines), tuple(choices))


def _leave_or_return(turn: Turn, person: Person, cohort: Cohort, enrolment: Enrolment) -> Choice:
    if enrolment.state == WITHDRAWN:
        return turn.choice("learners-bring-back", f"/hoclai {person.id} {cohort.id}", cohort=cohort.code)
    return turn.choice("learners-withdraw", f"/thoihoc {person.id} {cohort.id}", cohort=cohort.code)


def _details(turn: Turn, person: Person) -> Iterator[str]:
    yield person.name
    details = {"birth": birth_words(person.birth), "position": person.position, "phone": person.phone}
    for name, value in details.items():
        if value:
            yield turn.voice.text(f"learners-{name}", value=value)


def _classes(turn: Turn, person_id: int, enrolled: list[tuple[Cohort, Enrolment, str]]) -> Iterator[str]:
    """A line or two for each cohort: the unit, and how far the learner has come."""
    if not enrolled:
        yield turn.voice.text("learners-no-class")
    standing = {one.cohort_id: one for one in progress.of_person(turn.session, person_id, turn.now)}
    for cohort, enrolment, unit in enrolled:
        left = enrolment.state == WITHDRAWN
        key = "learners-class-left" if left else "learners-class-of-unit" if unit else "learners-class"
        yield turn.voice.text(key, cohort=cohort.code, unit=unit)
        if not left and cohort.id in standing:
            yield _progress(turn, standing[cohort.id])
            if weak := study_words.weak(turn, person_id, cohort.id, "learners-weak"):
                yield weak


def _progress(turn: Turn, one: CohortProgress) -> str:
    key = "learners-progress" if one.average is None else "learners-progress-and-mark"
    return turn.voice.text(
        key,
        held=one.lessons_held,
        lessons=one.lessons_held + one.lessons_to_come,
        done=len(one.done),
        quizzes=len(one.quizzes),
        average="" if one.average is None else turn.voice.number(one.average),
    )


def _contact(turn: Turn, person: Person, link: learners.Link) -> Iterator[str]:
    since = turn.voice.day(link.since) if link.since else ""
    yield turn.voice.text(f"learners-{link.state}", since=since)
    if link.last_in_at is not None:
        yield turn.voice.text("learners-last-contact", moment=turn.voice.moment(link.last_in_at))
    if person.stopped:
        yield turn.voice.text("learners-stopped")
    if person.erase_at is not None:
        yield turn.voice.text("learners-leaving", day=turn.voice.day(person.erase_at))


def _enrolment(turn: Turn) -> tuple[Person, Cohort, Enrolment] | None:
    """The person, cohort and enrolment that the command names."""
    person, cohort = turn.session.get(Person, turn.number()), turn.session.get(Cohort, turn.number(1))
    if person is None or cohort is None or person.id is None or cohort.id is None:
        return None
    enrolment = cohorts.enrolment(turn.session, cohort.id, person.id)
    return None if enrolment is None else (person, cohort, enrolment)
