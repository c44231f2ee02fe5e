"""Questions to the coordinator: passed on when the learner wants, answered in the learner's chat."""

from __future__ import annotations

from handlers.turn import Reply, Turn
from handlers.voice import Voice
from storage import audit, chats, cohorts, inquiries, people, registration
from storage.chats import Chat
from storage.inquiries import ANSWERED, CLOSED, LONGEST, MOST_WAITING, OFFERED, OPEN, Inquiry
from storage.messages import Choice, Message
from storage.people import Person
from storage.vietnamese import fold

SEND_ON = "/guicauhoi"
SHOWN_AT_ONCE = 5
LONGEST_SHOWN = 300  # letters of each question in the list
STOP_WORDS = frozenset({"huy", "bo qua", "cancel"})
FOR_A_PERSON = 4  # words; so many that answer no question of ours are meant for a person


def offer(turn: Turn) -> Reply:
    """Free text of a learner that fits nothing: what can be done now, and to pass it on.

    None for everyone else, and for a few words while something else is asked.
    """
    if turn.person is None or turn.is_coordinator() or not _is_sentence(turn.text):
        return None
    earlier = _just_offered(turn)
    if earlier is None and _is_asked(turn) and len(turn.text.split()) < FOR_A_PERSON:
        return None
    inquiry = _with_more(turn, earlier)
    return turn.say(
        "inquiries-not-understood",
        turn.choice("inquiries-pass-on", f"{SEND_ON} {inquiry.id}"),
        turn.choice("inquiries-see-help", "/trogiup"),
        question=_quoted(inquiry.text),
    )


def pass_on(turn: Turn) -> Reply:
    """ "Send it to the coordinator"."""
    inquiry = inquiries.offered_in(turn.session, turn.number(), turn.chat.id or -1)
    if inquiry is None:
        return turn.say("inquiries-passed-on-before")
    if _too_many(turn):
        return turn.say("inquiries-too-many", count=MOST_WAITING)
    inquiry.state, inquiry.asked_at = OPEN, turn.now
    return _sent(turn, inquiry)


def ask(turn: Turn) -> Reply:
    """`/hoi`, with the question or without."""
    if turn.person is None and registration.consented(turn.session, turn.chat) is None:
        return turn.say("inquiries-agree-first", turn.choice("inquiries-register", "/start"))
    if _too_many(turn):
        return turn.say("inquiries-too-many", count=MOST_WAITING)
    if turn.text:
        return _asked(turn, turn.text)
    turn.ask("inquiries.receive_question", "")
    return turn.say("inquiries-ask-stranger" if turn.person is None else "inquiries-ask")


def correct(turn: Turn) -> Reply:
    """Something that is kept about me is wrong."""
    if _too_many(turn):
        return turn.say("inquiries-too-many", count=MOST_WAITING)
    turn.ask("inquiries.receive_question", "correction")
    return turn.say("inquiries-ask-correction")


def receive_question(turn: Turn) -> Reply:
    if fold(turn.text) in STOP_WORDS:
        return None
    is_correction = bool(turn.arguments and turn.arguments[0])
    return _asked(turn, turn.voice.text("inquiries-correction", text=turn.text) if is_correction else turn.text)


def overview(turn: Turn) -> Reply:
    """What waits for an answer, the oldest first, with a choice each."""
    waiting = inquiries.waiting(turn.session, SHOWN_AT_ONCE)
    if not waiting:
        return turn.say("inquiries-none-waiting")
    total = inquiries.count_waiting(turn.session)
    entries = [
        turn.voice.text(
            "inquiries-entry",
            who=_who(turn, turn.voice, inquiry),
            moment=turn.voice.moment(inquiry.asked_at),
            question=_quoted(inquiry.text, LONGEST_SHOWN),
        )
        for inquiry in waiting
    ]
    choices = [
        Choice(turn.voice.text("inquiries-answer-to", name=_name(turn, turn.voice, one)), f"/tl {one.id}")
        for one in waiting
    ]
    return turn.say("inquiries-waiting", *choices, count=total, shown=len(waiting), entries="\n\n".join(entries))


def answer(turn: Turn) -> Reply:
    """`/tl 7`: ask for the answer; `/tl 7 text`: this is it."""
    inquiry = _to_answer(turn)
    if inquiry is None:
        return turn.say("inquiries-unknown", turn.choice("inquiries-see-waiting", "/phanhoi"))
    if inquiry.state != OPEN:
        return _settled_before(turn, inquiry)
    text = turn.text.partition(" ")[2].strip()
    if text:
        return _answered(turn, inquiry, text)
    turn.ask("inquiries.receive_answer", inquiry.id)
    return turn.say(
        "inquiries-ask-answer",
        turn.choice("inquiries-close", f"/dongcauhoi {inquiry.id}"),
        turn.choice("inquiries-never-mind", "/huy"),
        who=_who(turn, turn.voice, inquiry),
        question=_quoted(inquiry.text),
    )


def receive_answer(turn: Turn) -> Reply:
    if fold(turn.text) in STOP_WORDS:
        return None
    inquiry = _to_answer(turn)
    if inquiry is None:
        return turn.say("inquiries-unknown", turn.choice("inquiries-see-waiting", "/phanhoi"))
    return _settled_before(turn, inquiry) if inquiry.state != OPEN else _answered(turn, inquiry, turn.text)


def close(turn: Turn) -> Reply:
    """No answer is needed; the learner hears that the question was seen."""
    inquiry = _to_answer(turn)
    if inquiry is None:
        return turn.say("inquiries-unknown", turn.choice("inquiries-see-waiting", "/phanhoi"))
    if inquiry.state != OPEN:
        return _settled_before(turn, inquiry)
    inquiries.settle(inquiry, CLOSED, turn.my_id, turn.now)
    chat = _chat_of(turn, inquiry)
    if chat is not None:
        question = _quoted(inquiry.text)
        turn.tell(chat, lambda voice: voice.say("inquiries-seen", question=question), kind="answer")
    return turn.say("inquiries-closed", left=inquiries.count_waiting(turn.session))


def _is_sentence(text: str) -> bool:
    """Whether it may be a question: letters, and no mistyped command."""
    return not text.startswith("/") and any(sign.isalpha() for sign in text)


def _is_asked(turn: Turn) -> bool:
    """Whether the chat was asked something. Choices that only lead elsewhere (`/lich`) are no question;
    those that answer one say what it is about (`/choice 17`)."""
    return bool(turn.chat.step) or any(" " in command for _, command in turn.chat.menu)


def _just_offered(turn: Turn) -> Inquiry | None:
    """The text that this chat was last offered to pass on, if that offer is still open."""
    commands = [command for _, command in turn.chat.menu if command.startswith(f"{SEND_ON} ")]
    if not commands:
        return None
    return inquiries.offered_in(turn.session, int(commands[0].split()[1]), turn.chat.id or -1)


def _with_more(turn: Turn, earlier: Inquiry | None) -> Inquiry:
    # People write one question in several messages: what comes next belongs to it.
    if earlier is None:
        return inquiries.kept(turn.session, turn.chat.id or -1, turn.my_id, turn.text, turn.now, state=OFFERED)
    earlier.text = f"{earlier.text}\n{turn.text}"[:LONGEST]
    return earlier


def _too_many(turn: Turn) -> bool:
    return inquiries.count_waiting(turn.session, chat_id=turn.chat.id) >= MOST_WAITING


def _asked(turn: Turn, text: str) -> Reply:
    person_id = None if turn.person is None else turn.my_id
    return _sent(turn, inquiries.kept(turn.session, turn.chat.id or -1, person_id, text, turn.now))


def _sent(turn: Turn, inquiry: Inquiry) -> Reply:
    """Tell the coordinators, and the learner whether anyone was told."""
    told = 0
    for coordinator in people.with_role(turn.session, people.COORDINATOR):
        chat = chats.reaching(turn.session, coordinator.id or -1)
        if chat is not None and chat.id != turn.chat.id:
            turn.tell(
                chat,
                lambda voice: _notice(turn, voice, inquiry),
                kind="inquiry",
                key=f"inquiry:{inquiry.id}:{chat.id}",
                not_before=turn.centre.after_quiet(turn.now),
            )
            told += 1
    return turn.say("inquiries-sent" if told else "inquiries-kept")


def _notice(turn: Turn, voice: Voice, inquiry: Inquiry) -> Message:
    return voice.say(
        "inquiries-notice",
        voice.choice("inquiries-answer", f"/tl {inquiry.id}"),
        who=_who(turn, voice, inquiry),
        question=inquiry.text,
    )


def _answered(turn: Turn, inquiry: Inquiry, text: str) -> Reply:
    text = text[:LONGEST].strip()
    inquiries.settle(inquiry, ANSWERED, turn.my_id, turn.now, text)
    audit.note(turn.session, turn.now, turn.my_id, "answered an inquiry", f"inquiry:{inquiry.id}")
    chat = _chat_of(turn, inquiry)
    name = _name(turn, turn.voice, inquiry)
    if chat is None:
        return turn.say("inquiries-cannot-reach", name=name)
    question = _quoted(inquiry.text)
    turn.tell(chat, lambda voice: voice.say("inquiries-reply", question=question, answer=text), kind="answer")
    return turn.say("inquiries-answer-sent", name=name, left=inquiries.count_waiting(turn.session))


def _settled_before(turn: Turn, inquiry: Inquiry) -> Reply:
    by = turn.session.get(Person, inquiry.answered_by) if inquiry.answered_by else None
    name = "" if by is None else by.name
    if inquiry.state == CLOSED:
        return turn.say("inquiries-closed-before", name=name)
    return turn.say("inquiries-answered-before", name=name, answer=_quoted(inquiry.answer))


def _to_answer(turn: Turn) -> Inquiry | None:
    """The inquiry of the number in the command; None when there is none, or it was never passed on."""
    inquiry = turn.session.get(Inquiry, turn.number())
    return None if inquiry is None or inquiry.state == OFFERED else inquiry


def _chat_of(turn: Turn, inquiry: Inquiry) -> Chat | None:
    """Where the answer goes: the chat of the question, or another one that reaches the same person."""
    chat = turn.session.get(Chat, inquiry.chat_id)
    if chat is not None and chat.state == chats.ACTIVE:
        return chat
    return None if inquiry.person_id is None else chats.reaching(turn.session, inquiry.person_id)


def _name(turn: Turn, voice: Voice, inquiry: Inquiry) -> str:
    person = turn.session.get(Person, inquiry.person_id) if inquiry.person_id else None
    return voice.text("inquiries-stranger") if person is None else person.name


def _who(turn: Turn, voice: Voice, inquiry: Inquiry) -> str:
    """`Trần Thị Lan, lớp NTD-03-2026`."""
    mine = cohorts.of_person(turn.session, inquiry.person_id) if inquiry.person_id else []
    name = _name(turn, voice, inquiry)
    if not mine:
        return name
    return voice.text("inquiries-who", name=name, cohorts=", ".join(cohort.code for cohort, _ in mine))


def _quoted(text: str, longest: int = 200) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
