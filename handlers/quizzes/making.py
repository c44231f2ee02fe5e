"""Making a quiz: its title, and its questions, whole chapters or drawn anew for every attempt."""

from __future__ import annotations

from textwrap import shorten

from handlers.quizzes import cards
from handlers.quizzes.cards import card, draw_in_words, questions_in_words
from handlers.turn import Reply, Turn
from storage import audit
from storage.cohorts import Cohort
from storage.messages import Choice, Message
from storage.quizzes import Quiz, bank, desk, drawing, papers
from storage.vietnamese import fold

LONGEST = 120
MOST_CHAPTERS = 12
COUNTS = (1, 2, 3, 4, 5, 6, 8, 10, 15, 20)
ANY = -1


def new(turn: Turn) -> Reply:
    """`/ktmoi cohort`: what is it called?"""
    cohort = turn.session.get(Cohort, turn.number())
    if cohort is None:
        return turn.say("quizzes-gone")
    turn.ask("quizzes.receive_title", cohort.id)
    return turn.say("quizzes-type-title", turn.choice("quizzes-back", f"/ktlop {cohort.id}"), cohort=cohort.code)


def receive_title(turn: Turn) -> Reply:
    """The title. None for words that give up."""
    cohort = turn.session.get(Cohort, turn.number())
    title = _title(turn)
    if cohort is None or not title:
        return None
    quiz = None if len(title) > LONGEST else desk.create(turn.session, cohort, title, turn.now)
    if quiz is None:
        turn.ask("quizzes.receive_title", cohort.id)
        return _title_refused(turn, title, f"/ktlop {cohort.id}")
    audit.note(turn.session, turn.now, turn.my_id, "quiz made", f"quiz:{quiz.id}")
    return _choose(turn, quiz)


def ask_title(turn: Turn) -> Reply:
    """`/ktten quiz`: what else shall it be called?"""
    quiz = cards.found(turn)
    if quiz is None:
        return turn.say("quizzes-gone")
    turn.ask("quizzes.receive_other_title", quiz.id)
    return turn.say("quizzes-type-other-title", turn.choice("quizzes-back", f"/kt {quiz.id}"), title=quiz.title)


def receive_other_title(turn: Turn) -> Reply:
    """Another title for the quiz. None for words that give up."""
    quiz, title = cards.found(turn), _title(turn)
    if quiz is None or not title:
        return None
    before = quiz.title
    if len(title) > LONGEST or not desk.rename(turn.session, quiz, title):
        turn.ask("quizzes.receive_other_title", quiz.id)
        return _title_refused(turn, title, f"/kt {quiz.id}")
    audit.note(turn.session, turn.now, turn.my_id, "quiz renamed", f"quiz:{quiz.id}", f"{before} → {title}")
    return card(turn, quiz)


def _title(turn: Turn) -> str:
    """The title that was typed; empty for words that give up."""
    return "" if turn.gives_up() else " ".join(turn.text.split())


def _title_refused(turn: Turn, title: str, back: str) -> Reply:
    key = "quizzes-title-long" if len(title) > LONGEST else "quizzes-title-taken"
    return turn.say(key, turn.choice("quizzes-back", back), title=title, most=LONGEST)


def questions(turn: Turn) -> Reply:
    """`/ktcau quiz`: which chapters?"""
    quiz = cards.found(turn)
    if quiz is None:
        return turn.say("quizzes-gone")
    if not bank.has_attempts(turn.session, quiz):
        return _choose(turn, quiz)
    see = [turn.choice("quizzes-see-fixed", f"/ktxem {quiz.id} 0")] if bank.size(turn.session, quiz) else []
    lines = "\n".join([*questions_in_words(turn, quiz), turn.voice.text("quizzes-begun")])
    return Message(lines, (*see, turn.choice("quizzes-back", f"/kt {quiz.id}")))


def choose_level(turn: Turn) -> Reply:
    """`/ktchuong quiz chapter`: of which level, where there are several; then how many."""
    quiz, chapter = cards.found(turn), turn.number(1)
    names = [] if quiz is None else chapters(turn, quiz)
    if quiz is None or chapter not in range(len(names)) or bank.has_attempts(turn.session, quiz):
        return turn.say("quizzes-gone")
    levels = _levels(turn, quiz, names[chapter])
    if len(levels) < 2:
        return _ask_count(turn, quiz, chapter, ANY)
    choices = (Choice(level, f"/ktmuc {quiz.id} {chapter} {at}") for at, level in enumerate(levels) if level)
    anything = turn.choice("quizzes-any-level", f"/ktmuc {quiz.id} {chapter} {ANY}")
    return turn.say("quizzes-which-level", anything, *choices, _back(turn, quiz), chapter=_name(turn, names[chapter]))


def choose_count(turn: Turn) -> Reply:
    """`/ktmuc quiz chapter level`"""
    quiz = cards.found(turn)
    if quiz is None or bank.has_attempts(turn.session, quiz):
        return turn.say("quizzes-gone")
    return _ask_count(turn, quiz, turn.number(1), turn.number(2))


def draw(turn: Turn) -> Reply:
    """`/ktrut quiz chapter level count`"""
    quiz, chapter = cards.found(turn), turn.number(1)
    names = [] if quiz is None else chapters(turn, quiz)
    if quiz is None or chapter not in range(len(names)):
        return turn.say("quizzes-gone")
    return _drawn(turn, quiz, [(turn.number(3), names[chapter], _level(turn, quiz, names[chapter], turn.number(2)))])


def receive_draws(turn: Turn) -> Reply:
    """A sentence: `5 câu chương 1, 3 câu khó chương 2`. None for words that speak of no questions, and for a number."""
    quiz, said = cards.found(turn), turn.text.strip()
    counts = any(sign.isdigit() for sign in said) or "cau" in fold(said).split()
    command = bool(said) and fold(said.split()[0]) in turn.menu(turn.me.roles)  # `kiemtra 5`
    if quiz is None or said.isdecimal() or not counts or command:
        return None
    wanted = drawing.read(said, desk.pools(turn.session, quiz))
    if isinstance(wanted, str):
        return _choose(turn, quiz, turn.voice.text("quizzes-draw-unclear", part=shorten(wanted, 80, placeholder="…")))
    return _drawn(turn, quiz, wanted)


def add_all(turn: Turn) -> Reply:
    """`/kttat quiz chapter`: every question of the chapter, always the same ones."""
    quiz = cards.found(turn)
    names = [] if quiz is None else chapters(turn, quiz)
    if quiz is None or turn.number(1) not in range(len(names)) or bank.has_attempts(turn.session, quiz):
        return turn.say("quizzes-gone")
    count = desk.take_all(turn.session, quiz, names[turn.number(1)])
    return _choose(turn, quiz, turn.voice.text("quizzes-added", count=count))


def ask_take_out(turn: Turn) -> Reply:
    """`/ktboro quiz`: sure?"""
    quiz = cards.found(turn)
    if quiz is None or bank.has_attempts(turn.session, quiz):
        return turn.say("quizzes-gone")
    yes = turn.choice("quizzes-take-out-yes", f"/ktborothat {quiz.id}")
    return turn.say("quizzes-take-out-sure", yes, _back(turn, quiz), questions=questions_in_words(turn, quiz)[0])


def take_out(turn: Turn) -> Reply:
    """`/ktborothat quiz`: begin anew with the questions."""
    quiz = cards.found(turn)
    if quiz is None or bank.has_attempts(turn.session, quiz):
        return turn.say("quizzes-gone")
    desk.empty(turn.session, quiz)
    return _choose(turn, quiz)


def _choose(turn: Turn, quiz: Quiz, *before: str) -> Reply:
    names = chapters(turn, quiz)
    if not names:
        return card(turn, quiz, *before, turn.voice.text("quizzes-bank-empty"))
    turn.ask("quizzes.receive_draws", quiz.id)
    pools = desk.pools(turn.session, quiz)
    counts = {name: sum(one.count for one in pools if name in ("", one.chapter)) for name in names}
    choices = [
        turn.choice("quizzes-chapter", f"/ktchuong {quiz.id} {at}", chapter=_name(turn, name), count=counts[name])
        for at, name in enumerate(names)
        if at < MOST_CHAPTERS or not name
    ]
    filled = papers.can_ask(turn.session, quiz) or desk.drafts_in(turn.session, quiz)
    if bank.size(turn.session, quiz):
        choices += [turn.choice("quizzes-see-fixed", f"/ktxem {quiz.id} 0")]
    if filled:
        choices += [turn.choice("quizzes-take-out", f"/ktboro {quiz.id}")]
    done = turn.choice("quizzes-enough" if filled else "quizzes-back", f"/kt {quiz.id}")
    lines = [*before, *questions_in_words(turn, quiz), turn.voice.text("quizzes-which-chapter")]
    more = sum(1 for name in names[MOST_CHAPTERS:] if name)
    if more:
        lines.append(turn.voice.text("quizzes-more-chapters", count=more))
    return Message("\n".join(lines), (*choices, done))


def _ask_count(turn: Turn, quiz: Quiz, chapter: int, level: int) -> Reply:
    names = chapters(turn, quiz)
    if chapter not in range(len(names)):
        return turn.say("quizzes-gone")
    name, grade = names[chapter], _level(turn, quiz, names[chapter], level)
    there = desk.available(turn.session, quiz, name, grade)
    choices = [_count(turn, count, f"/ktrut {quiz.id} {chapter} {level} {count}") for count in COUNTS if count <= there]
    if level == ANY:
        choices.append(turn.choice("quizzes-all-of-it", f"/kttat {quiz.id} {chapter}", count=there))
        choices.append(turn.choice("quizzes-pick", f"/kttung {quiz.id} {chapter} 0"))
    return turn.say("quizzes-how-many", *choices, _back(turn, quiz), about=_about(turn, name, grade), count=there)


def _count(turn: Turn, count: int, command: str) -> Choice:
    return turn.choice("quizzes-count", command, count=count)


def _drawn(turn: Turn, quiz: Quiz, wanted: list[drawing.Wanted]) -> Reply:
    """All of it, or nothing, so that the sentence can be typed once more."""
    if bank.has_attempts(turn.session, quiz):
        return turn.say("quizzes-gone")
    lacking = desk.draw(turn.session, quiz, wanted)
    if lacking is not None:
        there, chapter, level = lacking
        about = _about(turn, chapter, level)
        key = "quizzes-too-few" if there else "quizzes-none-left"
        return _choose(turn, quiz, turn.voice.text(key, count=there, about=about))
    draws = ", ".join(draw_in_words(turn, *one) for one in wanted)
    return _choose(turn, quiz, turn.voice.text("quizzes-drawn", draw=draws))


def chapters(turn: Turn, quiz: Quiz) -> list[str]:
    """The chapters of the bank; the empty name, which stands for any chapter, last where there are others."""
    names = list(dict.fromkeys(one.chapter for one in desk.pools(turn.session, quiz)))
    return [*(name for name in names if name), ""] if len(names) > 1 else names


def _levels(turn: Turn, quiz: Quiz, chapter: str) -> list[str]:
    return list(dict.fromkeys(one.level for one in desk.pools(turn.session, quiz) if chapter in ("", one.chapter)))


def _level(turn: Turn, quiz: Quiz, chapter: str, level: int) -> str:
    levels = _levels(turn, quiz, chapter)
    return levels[level] if level in range(len(levels)) else ""


def _name(turn: Turn, chapter: str) -> str:
    return chapter or turn.voice.text("quizzes-no-chapter")


def _about(turn: Turn, chapter: str, level: str) -> str:
    return ", ".join(filter(None, [level, chapter])) or turn.voice.text("quizzes-any")


def _back(turn: Turn, quiz: Quiz) -> Choice:
    return turn.choice("quizzes-back", f"/ktcau {quiz.id}")
