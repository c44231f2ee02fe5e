"""The people of a quiz: who has not done it, and what one learner has beyond the rules."""

from __future__ import annotations

from handlers import quiz_notice
from handlers.quizzes import cards
from handlers.quizzes.cards import card
from handlers.turn import Reply, Turn
from handlers.voice import Voice
from storage import audit, chats, cohorts
from storage.broadcasts.when import read_moment
from storage.messages import Choice
from storage.people import Person
from storage.quizzes import DRAFT, Allowance, Quiz, desk, standing
from storage.vietnamese import birth_words, fold

MOST_NAMES = 50  # names on a page; with 1,900 letters it stays one message
MOST_FOUND = 8
MINUTES = (10, 15, 30)


def missing(turn: Turn) -> Reply:
    """`/ktchualam quiz page`: who has not done it, in Vietnamese order."""
    quiz, page = cards.found(turn), max(0, turn.number(1))
    if quiz is None or quiz.state == DRAFT:
        return turn.say("quizzes-gone")
    people, start = _not_done(turn, quiz), page * MOST_NAMES
    if not people[start:]:
        return card(turn, quiz, turn.voice.text("quizzes-all-done"))
    lines = [f"• {person.name}" for person in people[start : start + MOST_NAMES]]  # a number would be a choice's
    more = len(people) - start - MOST_NAMES
    turns = [turn.choice("quizzes-more-people", f"/ktchualam {quiz.id} {page + 1}", count=more)] if more > 0 else []
    # After it has closed a reminder would send people to a closed door.
    remind_them = [] if cards.is_closed(turn, quiz) else [turn.choice("quizzes-remind", f"/ktnhac {quiz.id}")]
    back = _back(turn, quiz)
    return turn.say("quizzes-not-done", *turns, *remind_them, back, count=len(people), people="\n".join(lines))


def ask_remind(turn: Turn) -> Reply:
    """`/ktnhac quiz`: sure?"""
    quiz = cards.found(turn)
    if quiz is None or quiz.state == DRAFT:
        return turn.say("quizzes-gone")
    if cards.is_closed(turn, quiz):
        return card(turn, quiz, turn.voice.text("quizzes-closed-already"))
    people = _not_done(turn, quiz)
    reached = chats.reaching_all(turn.session, [one.id for one in people if one.id is not None and not one.stopped])
    yes = turn.choice("quizzes-remind-yes", f"/ktnhacthat {quiz.id}")
    return turn.say(
        "quizzes-remind-sure", yes, _back(turn, quiz), count=len(people), reached=len(reached), title=quiz.title
    )


def remind(turn: Turn) -> Reply:
    """`/ktnhacthat quiz`: everyone who has not done it is reminded now."""
    quiz = cards.found(turn)
    if quiz is None or quiz.state == DRAFT:
        return turn.say("quizzes-gone")
    if cards.is_closed(turn, quiz):
        return card(turn, quiz, turn.voice.text("quizzes-closed-already"))
    told = quiz_notice.remind(turn.session, turn.centre, quiz, turn.now, again=True)
    audit.note(turn.session, turn.now, turn.my_id, "quiz reminded", f"quiz:{quiz.id}", f"{told}")
    return card(turn, quiz, turn.voice.text("quizzes-reminded", count=told))


def ask_learner(turn: Turn) -> Reply:
    """`/ktnguoi quiz`: whose rules are otherwise?"""
    quiz = cards.found(turn)
    if quiz is None:
        return turn.say("quizzes-gone")
    turn.ask("quizzes.receive_learner", quiz.id)
    return turn.say("quizzes-ask-learner", _back(turn, quiz))


def receive_learner(turn: Turn) -> Reply:
    """A name, or a part of it. None for the word of a command that nobody is called."""
    quiz, said = cards.found(turn), fold(turn.text)
    if quiz is None or not said:
        return None
    learners = cohorts.learners(turn.session, quiz.cohort_id)
    people = [one for one in learners if f" {said} " in f" {one.folded} "]  # An is not Văn
    people = people or [one for one in learners if said in one.folded]
    if not people and said.replace(" ", "") in {"huy", "cancel", *turn.menu(turn.me.roles)}:
        return None
    if len(people) == 1:
        return _person(turn, quiz, people[0])
    turn.ask("quizzes.receive_learner", quiz.id)
    if not people:
        return turn.say("quizzes-nobody", _back(turn, quiz), name=turn.text.strip()[:60])
    choices = (
        Choice(f"{one.name} ({birth_words(one.birth) or '—'})", f"/kthem {quiz.id} {one.id}")
        for one in people[:MOST_FOUND]
    )
    key = "quizzes-which-learner" if len(people) <= MOST_FOUND else "quizzes-which-of-many"
    return turn.say(key, *choices, _back(turn, quiz), count=len(people))


def learner(turn: Turn) -> Reply:
    """`/kthem quiz person`: what this learner has beyond the rules."""
    chosen = _chosen(turn)
    return turn.say("quizzes-gone") if chosen is None else _person(turn, *chosen)


def allow(turn: Turn) -> Reply:
    """`/ktcho quiz person phut 10`, `… luot 1`, `… han`: more minutes, an attempt more, another closing time."""
    chosen = _chosen(turn)
    if chosen is None:
        return turn.say("quizzes-gone")
    quiz, person = chosen
    if turn.arguments[2] == "han":
        turn.ask("quizzes.receive_date", quiz.id, person.id)
        return turn.say(
            "quizzes-ask-date", turn.choice("quizzes-back", f"/kthem {quiz.id} {person.id}"), name=person.name
        )
    minutes = turn.number(3) if turn.arguments[2] == "phut" else 0
    attempts = turn.number(3) if turn.arguments[2] == "luot" else 0
    desk.allow(turn.session, quiz, person.id or 0, minutes=max(0, minutes), attempts=max(0, attempts))
    return _allowed(turn, quiz, person)


def receive_date(turn: Turn) -> Reply:
    """Another closing time, typed. None for words that are no time."""
    chosen = _chosen(turn)
    moment = read_moment(turn.text, turn.now, turn.centre.zone)
    if chosen is None or turn.gives_up():
        return None
    quiz, person = chosen
    if moment is None or moment <= turn.now:
        turn.ask("quizzes.receive_date", quiz.id, person.id)
        back = turn.choice("quizzes-back", f"/kthem {quiz.id} {person.id}")
        return turn.say("quizzes-time-unclear" if moment is None else "quizzes-time-past", back)
    desk.allow(turn.session, quiz, person.id or 0, closes_at=moment)
    return _allowed(turn, quiz, person)


def disallow(turn: Turn) -> Reply:
    """`/ktthoicho quiz person`: the rules are those of everybody again."""
    chosen = _chosen(turn)
    if chosen is None:
        return turn.say("quizzes-gone")
    quiz, person = chosen
    desk.disallow(turn.session, quiz, person.id or 0)
    audit.note(turn.session, turn.now, turn.my_id, "quiz allowance ended", f"person:{person.id}", f"quiz:{quiz.id}")
    return _person(turn, quiz, person)


def _allowed(turn: Turn, quiz: Quiz, person: Person) -> Reply:
    """Tell the learner what they have now, once for each change, unless it is still closed for them."""
    audit.note(turn.session, turn.now, turn.my_id, "quiz allowance", f"person:{person.id}", f"quiz:{quiz.id}")
    chat = None if person.stopped else chats.reaching(turn.session, person.id or 0)
    if chat is not None and desk.is_open_for(turn.session, quiz, person.id or 0, turn.now):
        turn.tell(
            chat, lambda voice: voice.say("quizzes-you-may", voice.choice("quiz-do", f"/tracnghiem {quiz.id}"),
                                          title=quiz.title, allowance=_words(turn, voice, quiz, person)), kind="quiz",
        )  # fmt: skip
    return _person(turn, quiz, person)


def _person(turn: Turn, quiz: Quiz, person: Person) -> Reply:
    about = f"{quiz.id} {person.id}"
    choices = []
    if quiz.minutes:
        choices += [
            turn.choice("quizzes-plus-minutes", f"/ktcho {about} phut {count}", count=count) for count in MINUTES
        ]
    if quiz.attempts_allowed:
        choices.append(turn.choice("quizzes-plus-attempt", f"/ktcho {about} luot 1"))
    choices.append(turn.choice("quizzes-other-date", f"/ktcho {about} han"))
    if turn.session.get(Allowance, (quiz.id, person.id)) is not None:
        choices.append(turn.choice("quizzes-as-everybody", f"/ktthoicho {about}"))
    closed = not desk.is_open_for(turn.session, quiz, person.id or 0, turn.now)
    key = "quizzes-learner-closed" if closed else "quizzes-learner-has"
    words = _words(turn, turn.voice, quiz, person)
    return turn.say(key, *choices, _back(turn, quiz), name=person.name, title=quiz.title, allowance=words)


def _words(turn: Turn, voice: Voice, quiz: Quiz, person: Person) -> str:
    """What the learner has beyond the rules, in words."""
    allowance = turn.session.get(Allowance, (quiz.id, person.id))
    if allowance is None:
        return voice.text("quizzes-has-nothing-more")
    said = []
    if allowance.extra_minutes:
        said.append(voice.text("quizzes-has-minutes", count=allowance.extra_minutes))
    if allowance.extra_attempts:
        said.append(voice.text("quizzes-has-attempts", count=allowance.extra_attempts))
    if allowance.closes_at is not None:
        said.append(voice.text("quizzes-has-date", moment=voice.moment(allowance.closes_at)))
    return ", ".join(said) or voice.text("quizzes-has-nothing-more")


def _chosen(turn: Turn) -> tuple[Quiz, Person] | None:
    quiz, person = cards.found(turn), turn.session.get(Person, turn.number(1))
    if quiz is None or person is None or cohorts.enrolment(turn.session, quiz.cohort_id, person.id or 0) is None:
        return None
    return quiz, person


def _not_done(turn: Turn, quiz: Quiz) -> list[Person]:
    """In Vietnamese order."""
    waiting = set(standing.not_done(turn.session, quiz.id or 0))
    return [one for one in cohorts.learners(turn.session, quiz.cohort_id) if one.id in waiting]


def _back(turn: Turn, quiz: Quiz) -> Choice:
    return turn.choice("quizzes-back", f"/kt {quiz.id}")
