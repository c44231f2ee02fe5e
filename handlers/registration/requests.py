"""Where name and birth date do not suffice, a coordinator decides whose chat it is."""

from __future__ import annotations

from handlers.registration.welcoming import classes_of, welcome
from handlers.turn import Reply, Turn
from handlers.voice import Voice
from storage import audit, chats, cohorts, learners, registration
from storage.messages import Message
from storage.people import Person
from storage.registration import LinkRequest
from storage.vietnamese import birth_words


def ask_coordinator(turn: Turn, person: Person, birth: str, reason: str) -> Reply:
    """Neither taken over nor given away: a coordinator decides. It costs a try, or anybody could name everyone."""
    if registration.tries_left(turn.session, turn.chat, turn.now) == 0:
        return too_many(turn)
    request = registration.request_link(turn.session, turn.chat, person.id or -1, birth, reason, turn.now)
    if request is not None:
        registration.wrong_try(turn.session, turn.chat, turn.now)
        turn.tell_coordinators(lambda voice: _request_notice(turn, voice, request, person), kind="link-request")
    return turn.say("registration-needs-coordinator")


def too_many(turn: Turn) -> Reply:
    return turn.say("registration-too-many", turn.choice("registration-ask-for-help", "/hoi"))


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
    turn.tell(chat, lambda voice: welcome(turn, voice, person), kind="registration")
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


def _request_notice(turn: Turn, voice: Voice, request: LinkRequest, person: Person) -> Message:
    return voice.say(
        f"registration-request-{request.reason}",
        voice.choice("registration-grant", f"/noi {request.id}"),
        voice.choice("registration-deny", f"/khongnoi {request.id}"),
        name=person.name,
        birth=birth_words(request.birth),
        classes=classes_of(turn, person),
    )


def _pending(turn: Turn) -> LinkRequest | None:
    request = turn.session.get(LinkRequest, turn.number())
    return request if request is not None and request.state == registration.PENDING else None


def _decide(turn: Turn, request: LinkRequest, state: str) -> None:
    request.state, request.decided_by, request.decided_at = state, turn.my_id, turn.now
    audit.note(turn.session, turn.now, turn.my_id, f"link {state}", f"person:{request.person_id}", request.reason)
