"""Registration: consent, name and birth date, "is this you?", and then the chat belongs to the learner."""

from __future__ import annotations

from dataclasses import replace

from handlers.turn import Reply, Turn
from handlers.voice import Voice
from storage import audit, chats, cohorts, learners, people, registration
from storage.cohorts import Cohort
from storage.messages import Choice, Message
from storage.people import Person
from storage.registration import LinkRequest
from storage.vietnamese import birth_words, parse_birth, tidy_name

LONGEST_NAME = 80
MOST_NAMESAKES = 6


def start(turn: Turn) -> Reply:
    """`/start`, or the class link: `/start CODE`."""
    code = turn.arguments[0] if turn.arguments else ""
    if code and not _leads_somewhere(turn, code):
        return _wrong_code(turn)
    if turn.person is not None and turn.person.erase_at is not None:
        moment = turn.voice.moment(turn.person.erase_at)
        return turn.say("account-erasure-waits", turn.choice("account-keep", "/giulai"), moment=moment)
    if turn.person is not None:
        return _welcome_back(turn, code)
    if registration.consented(turn.session, turn.chat):
        return _ask_name(turn, code)
    return turn.say(
        "registration-consent",
        turn.choice("registration-agree", f"/dongy {code}".strip()),
        turn.choice("registration-decline", "/tuchoi"),
    )


def typed_code(turn: Turn) -> Reply:
    """A class code or an invitation typed alone; None when the text is none."""
    code = turn.text.strip()
    if " " in code or not _leads_somewhere(turn, code):
        return None
    turn.arguments = (code,)
    return start(turn)


def agree(turn: Turn) -> Reply:
    """Consent is given: keep it, with its version, and go on."""
    registration.consent(turn.session, turn.chat, turn.now)
    return _ask_name(turn, turn.arguments[0] if turn.arguments else "")


def decline(turn: Turn) -> Reply:
    """Nothing is kept: the chat's row goes with the next clean-up (`erasure.forget_strangers`)."""
    return turn.say("registration-declined", turn.choice("registration-start-again", "/start"), replaces=True)


def receive_name(turn: Turn) -> Reply:
    code = turn.arguments[0] if turn.arguments else ""
    name = tidy_name(turn.text)
    if not 2 <= len(name) <= LONGEST_NAME or " " not in name or any(sign.isdigit() for sign in name):
        turn.ask("registration.receive_name", code)
        return turn.say("registration-name-unclear")
    if registration.invitation(turn.session, code, turn.now):
        return _become_coordinator(turn, code, people.named(turn.session, name, now=turn.now))
    turn.ask("registration.receive_birth", code, name)
    return turn.say("registration-ask-birth", name=name)


def receive_birth(turn: Turn) -> Reply:
    code, name = turn.arguments
    birth = parse_birth(turn.text)
    if birth is None:
        turn.ask("registration.receive_birth", code, name)
        return turn.say("registration-birth-unclear")
    if registration.tries_left(turn.session, turn.chat, turn.now) == 0:
        return turn.say("registration-too-many")
    found = _on_a_roster(turn, people.matching(turn.session, name, birth), code)
    if found:
        return _is_this_you(turn, found, birth)
    undated = _on_a_roster(turn, [one for one in people.with_name(turn.session, name) if not one.birth], code)
    if len(undated) == 1:
        return _ask_coordinator(turn, undated[0], birth, "no-birth")
    registration.wrong_try(turn.session, turn.chat, turn.now)
    return turn.say(
        "registration-not-found",
        turn.choice("registration-try-again", f"/start {code}".strip()),
        turn.choice("registration-ask-for-help", "/hoi"),
        name=name,
        birth=birth_words(birth),
    )


def confirm(turn: Turn) -> Reply:
    """ "Yes, this is me": link, unless another chat took the person meanwhile."""
    person = turn.session.get(Person, turn.number())
    if turn.person is not None:
        return _welcome_back(turn, "")
    if person is None or not person.folded:  # no name: forgotten meanwhile
        turn.arguments = ()
        return start(turn)
    assert person.id is not None
    if chats.of_person(turn.session, person.id):
        return _ask_coordinator(turn, person, person.birth, "linked")
    return _linked(turn, person)


def not_me(turn: Turn) -> Reply:
    registration.wrong_try(turn.session, turn.chat, turn.now)
    return turn.say(
        "registration-not-me",
        turn.choice("registration-try-again", "/start"),
        turn.choice("registration-ask-for-help", "/hoi"),
        replaces=True,
    )


def grant_link(turn: Turn) -> Reply:
    """A coordinator says that this chat is that person's."""
    request = _pending(turn)
    if request is None:
        return turn.say("registration-request-gone")
    person = turn.session.get_one(Person, request.person_id)
    chat = turn.session.get_one(chats.Chat, request.chat_id)
    _decide(turn, request, registration.GRANTED)
    assert person.id is not None
    if chats.of_person(turn.session, person.id):
        learners.unlink(turn.session, person, turn.my_id, turn.now)
    person.birth = person.birth or request.birth
    registration.link_learner(turn.session, chat, person, turn.now)
    cohorts.register(turn.session, person.id, turn.now)
    turn.tell(chat, lambda voice: _welcome(turn, voice, person), kind="registration")
    return turn.say("registration-request-granted", name=person.name, replaces=True)


def deny_link(turn: Turn) -> Reply:
    """A coordinator says that it is not."""
    request = _pending(turn)
    if request is None:
        return turn.say("registration-request-gone")
    _decide(turn, request, registration.DENIED)
    chat = turn.session.get_one(chats.Chat, request.chat_id)
    turn.tell(chat, lambda voice: voice.say("registration-denied"), kind="registration")
    person = turn.session.get_one(Person, request.person_id)
    return turn.say("registration-request-denied", name=person.name, replaces=True)


def _leads_somewhere(turn: Turn, code: str) -> bool:
    if cohorts.joined_by(turn.session, code) is not None:
        return True
    return registration.invitation(turn.session, code, turn.now) is not None


def _wrong_code(turn: Turn) -> Reply:
    if registration.tries_left(turn.session, turn.chat, turn.now) == 0:
        return turn.say("registration-too-many")
    registration.wrong_try(turn.session, turn.chat, turn.now)
    return turn.say("registration-unknown-code", turn.choice("registration-start-without", "/start"))


def _ask_name(turn: Turn, code: str) -> Reply:
    turn.ask("registration.receive_name", code)
    key = (
        "registration-ask-coordinator-name"
        if registration.invitation(turn.session, code, turn.now)
        else "registration-ask-name"
    )
    return turn.say(key)


def _welcome_back(turn: Turn, code: str) -> Reply:
    person = turn.me
    if code and registration.invitation(turn.session, code, turn.now):
        return _become_coordinator(turn, code, person)
    joined = cohorts.joined_by(turn.session, code) if code else None
    mine = [cohort.id for cohort, _ in cohorts.of_person(turn.session, turn.my_id)]
    if joined is not None and joined.id not in mine and not turn.is_coordinator():
        return turn.say(
            "registration-not-in-class", turn.choice("registration-ask-for-help", "/hoi"), cohort=joined.code
        )
    return _welcome(turn, turn.voice, person)


def _on_a_roster(turn: Turn, found: list[Person], code: str) -> list[Person]:
    """Those who study in a running cohort; in the one of the code, if any of them does."""
    wanted = cohorts.joined_by(turn.session, code) if code else None
    studying = {
        person.id: [cohort for cohort, _ in cohorts.of_person(turn.session, person.id or -1)] for person in found
    }
    enrolled = [person for person in found if studying[person.id]]
    in_class = [person for person in enrolled if wanted is not None and wanted in studying[person.id]]
    return (in_class or enrolled)[:MOST_NAMESAKES]


def _is_this_you(turn: Turn, found: list[Person], birth: str) -> Reply:
    free = [person for person in found if not chats.of_person(turn.session, person.id or -1)]
    if not free:
        return _ask_coordinator(turn, found[0], birth, "linked")
    if len(free) == 1:
        return turn.say(
            "registration-is-this-you",
            turn.choice("registration-yes", f"/dungtoi {free[0].id}"),
            turn.choice("registration-no", "/khongphai"),
            name=free[0].name,
            classes=_classes(turn, free[0]),
        )
    choices = [Choice(f"{person.name}, {_classes(turn, person)}", f"/dungtoi {person.id}") for person in free]
    return turn.say("registration-which-one", *choices, turn.choice("registration-no", "/khongphai"))


def _classes(turn: Turn, person: Person) -> str:
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


def _ask_coordinator(turn: Turn, person: Person, birth: str, reason: str) -> Reply:
    """Neither taken over nor given away: a coordinator decides."""
    request = registration.request_link(turn.session, turn.chat, person.id or -1, birth, reason, turn.now)
    if request is not None:
        turn.tell_coordinators(lambda voice: _request_notice(turn, voice, request, person), kind="link-request")
    return turn.say("registration-needs-coordinator")


def _request_notice(turn: Turn, voice: Voice, request: LinkRequest, person: Person) -> Message:
    return voice.say(
        f"registration-request-{request.reason}",
        voice.choice("registration-grant", f"/noi {request.id}"),
        voice.choice("registration-deny", f"/khongnoi {request.id}"),
        name=person.name,
        birth=birth_words(request.birth),
        classes=_classes(turn, person),
    )


def _pending(turn: Turn) -> LinkRequest | None:
    request = turn.session.get(LinkRequest, turn.number())
    return request if request is not None and request.state == registration.PENDING else None


def _decide(turn: Turn, request: LinkRequest, state: str) -> None:
    request.state, request.decided_by, request.decided_at = state, turn.my_id, turn.now
    audit.note(turn.session, turn.now, turn.my_id, f"link {state}", f"person:{request.person_id}", request.reason)


def _linked(turn: Turn, person: Person) -> Reply:
    assert person.id is not None
    registration.link_learner(turn.session, turn.chat, person, turn.now)
    cohorts.register(turn.session, person.id, turn.now)
    return _welcome(turn, turn.voice, person)


def _become_coordinator(turn: Turn, code: str, person: Person) -> Reply:
    invitation = registration.invitation(turn.session, code, turn.now)
    assert invitation is not None and person.id is not None
    invitation.used_at, invitation.used_by = turn.now, person.id
    people.grant(person, invitation.role)
    registration.link(turn.session, turn.chat, person.id)
    audit.note(turn.session, turn.now, person.id, f"became {invitation.role}", f"person:{person.id}")
    return _welcome(turn, turn.voice, person)


def _welcome(turn: Turn, voice: Voice, person: Person) -> Message:
    if people.COORDINATOR in person.roles:
        message = voice.say(
            "registration-welcome-coordinator",
            voice.choice("registration-see-help", "/trogiup"),
            name=person.name,
        )
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
