"""Consent, name and birth date, "is this you?", and then the chat belongs to the learner."""

from __future__ import annotations

from handlers.registration.requests import ask_coordinator, too_many
from handlers.registration.welcoming import classes_of, welcome
from handlers.turn import Handler, Reply, Turn
from storage import audit, chats, cohorts, linking, people, registration
from storage.live import rooms
from storage.messages import Choice
from storage.people import Person
from storage.vietnamese import birth_words, fold, parse_birth, tidy_name

LONGEST_NAME = 80
MOST_NAMESAKES = 6


def start(turn: Turn) -> Reply:
    """`/start`, or the class link: `/start CODE`."""
    code = turn.arguments[0] if turn.arguments else ""
    if code and not _leads_somewhere(turn, code):
        # The code of a quiz in the room is for another feature, which looks at it next.
        return _wrong_code(turn) if rooms.with_code(turn.session, code) is None else None
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
    """The name. None for what is rather a code that links this chat to someone's first one."""
    if linking.as_code(turn.text):
        return None
    code = turn.arguments[0] if turn.arguments else ""
    name = _with_capitals(tidy_name(turn.text))
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
        return too_many(turn)
    found = _on_a_roster(turn, people.matching(turn.session, name, birth), code)
    if found:
        return _is_this_you(turn, found, birth)
    undated = _on_a_roster(turn, [one for one in people.with_name(turn.session, name) if not one.birth], code)
    if len(undated) == 1:
        return ask_coordinator(turn, undated[0], birth, "no-birth")
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
        return ask_coordinator(turn, person, person.birth, "linked")
    return _linked(turn, person)


def not_me(turn: Turn) -> Reply:
    registration.wrong_try(turn.session, turn.chat, turn.now)
    return turn.say(
        "registration-not-me",
        turn.choice("registration-try-again", "/start"),
        turn.choice("registration-ask-for-help", "/hoi"),
        replaces=True,
    )


# Many do not look at the words of the buttons.
YES_WORDS = frozenset({"vang", "co", "phai", "yes", "ok", "dung roi", "dong y a", "vang a", "da vang", "da co"})
NO_WORDS = frozenset({"khong", "khong a", "no", "khong phai toi", "sai", "sai roi"})


def typed_yes_or_no(turn: Turn) -> Reply:
    """`vâng`, `có`, `không` to "do you agree?" and "is this you?"; None to anything else."""
    if turn.person is not None:
        return None
    said = fold(turn.text).rstrip(" .!")
    answers: dict[str, Handler] = {}
    if said in YES_WORDS:
        answers = {"/dongy": agree, "/dungtoi": confirm}
    elif said in NO_WORDS:
        answers = {"/tuchoi": decline, "/khongphai": not_me}
    picked = [command.split() for _, command in turn.chat.menu if command.split()[0] in answers]
    if len(picked) != 1:  # nothing of the kind was asked, or there are several people to choose from
        return None
    turn.chat.forget_question()
    turn.arguments = tuple(picked[0][1:])
    return answers[picked[0][0]](turn)


def _leads_somewhere(turn: Turn, code: str) -> bool:
    if cohorts.joined_by(turn.session, code) is not None:
        return True
    return registration.invitation(turn.session, code, turn.now) is not None


def _wrong_code(turn: Turn) -> Reply:
    if registration.tries_left(turn.session, turn.chat, turn.now) == 0:
        return too_many(turn)
    registration.wrong_try(turn.session, turn.chat, turn.now)
    return turn.say("registration-unknown-code", turn.choice("registration-start-without", "/start"))


def _ask_name(turn: Turn, code: str) -> Reply:
    invited = registration.invitation(turn.session, code, turn.now) is not None
    if not invited and registration.tries_left(turn.session, turn.chat, turn.now) == 0:
        return too_many(turn)
    turn.ask("registration.receive_name", code)
    return turn.say("registration-ask-coordinator-name" if invited else "registration-ask-name")


def _with_capitals(name: str) -> str:
    """`trần thị lan` as people write names; what has capitals somewhere is left as it is."""
    return " ".join(word[0].upper() + word[1:] for word in name.split()) if name == name.lower() else name


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
    return welcome(turn, turn.voice, person)


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
        return ask_coordinator(turn, found[0], birth, "linked")
    if len(free) == 1:
        return turn.say(
            "registration-is-this-you",
            turn.choice("registration-yes", f"/dungtoi {free[0].id}"),
            turn.choice("registration-no", "/khongphai"),
            name=free[0].name,
            classes=classes_of(turn, free[0]),
        )
    choices = [Choice(f"{person.name}, {classes_of(turn, person)}", f"/dungtoi {person.id}") for person in free]
    return turn.say("registration-which-one", *choices, turn.choice("registration-no", "/khongphai"))


def _linked(turn: Turn, person: Person) -> Reply:
    assert person.id is not None
    registration.link_learner(turn.session, turn.chat, person, turn.now)
    cohorts.register(turn.session, person.id, turn.now)
    return welcome(turn, turn.voice, person)


def _become_coordinator(turn: Turn, code: str, person: Person) -> Reply:
    invitation = registration.invitation(turn.session, code, turn.now)
    assert invitation is not None and person.id is not None
    invitation.used_at, invitation.used_by = turn.now, person.id
    people.grant(person, invitation.role)
    registration.link(turn.session, turn.chat, person.id)
    audit.note(turn.session, turn.now, person.id, f"became {invitation.role}", f"person:{person.id}")
    return welcome(turn, turn.voice, person)
