"""What is said of a person's classes, and the welcome of who has just registered."""

from __future__ import annotations

from dataclasses import replace

from handlers.turn import Turn
from handlers.voice import Voice
from storage import cohorts, people
from storage.cohorts import Cohort
from storage.messages import Message
from storage.people import Person


def classes_of(turn: Turn, person: Person) -> str:
    """`lớp NTD-03-2023, Chi bộ thôn Đông`, for each cohort."""
    rows = cohorts.with_units(turn.session, person.id or -1)
    return "; ".join(
        turn.voice.text(
            "registration-class-and-unit" if unit else "registration-class-only",
            cohort=cohort.code,
            unit=unit,
        )
        for cohort, unit in rows
    )


def welcome(turn: Turn, voice: Voice, person: Person) -> Message:
    staff = next((role for role in (people.COORDINATOR, people.INSTRUCTOR) if role in person.roles), None)
    if staff is not None:
        see_help = voice.choice("registration-see-help", "/trogiup")
        message = voice.say(f"registration-welcome-{staff}", see_help, name=person.name)
    else:
        mine: list[Cohort] = [cohort for cohort, _ in cohorts.of_person(turn.session, person.id or -1)]
        message = voice.say(
            "registration-welcome",
            voice.choice("registration-see-schedule", "/lich"),
            voice.choice("registration-see-help", "/trogiup"),
            name=person.name,
            cohorts=", ".join(cohort.code for cohort in mine),
        )
    return replace(message, commands=turn.command_menu(person.roles))
