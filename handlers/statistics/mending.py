"""A faulty question put right: what a decision would do, and then all attempts graded anew and those concerned told.

A decision rides in the commands as a word and what it is about: `key` with the key as it was typed, `version` with the
version whose key it is, the rulings `all` and `none`, and `back`, which takes a ruling back.
"""

from __future__ import annotations

from handlers import question_words
from handlers.statistics import changed
from handlers.turn import Reply, Turn
from storage.messages import Message
from storage.quizzes import DRAFT, ESSAY, FOR_ALL, NOT_COUNTED, Question, asked, regrading, typed_keys
from storage.quizzes.regrading import Decision

KEY, VERSION, BACK = "key", "version", "back"
LONGEST = 1000
SPACE = "␣"  # stands for spaces in a key that rides in a command


def can(question: Question) -> bool:
    """Whether anything can be decided about the question here; an essay is marked by a person."""
    return question.state != DRAFT and question.kind != ESSAY


def correct(turn: Turn) -> Reply:
    """`/suadapan question`: what is right?"""
    question = _question(turn)
    return turn.say("statistics-cannot-mend") if question is None else _ask_key(turn, question, "statistics-new-key")


def receive_key(turn: Turn) -> Reply:
    """The new key, typed: what it would do. None for the word of a command."""
    question, text = _question(turn), turn.text.strip()[:LONGEST]
    if question is None or not text or text.startswith("/"):
        return None
    if typed_keys.read(question, text) is None:
        return _ask_key(turn, question, "statistics-key-refused")
    about = "; ".join(text.splitlines()).replace(" ", SPACE).replace("\t", SPACE)
    return _propose(turn, question, KEY, about)


def faulty(turn: Turn) -> Reply:
    """`/cauloi question`: what shall become of a question that has no right answer?"""
    question = _question(turn)
    if question is None:
        return turn.say("statistics-cannot-mend")
    is_ruled = not regrading.plan(turn.session, question, Decision()).idle
    ways = [FOR_ALL, NOT_COUNTED, *([BACK] if is_ruled else [])]
    rulings = (turn.choice(f"statistics-rule-{how}", f"/suaxet {question.id} {how}") for how in ways)
    key = turn.choice("statistics-correct-key", f"/suadapan {question.id}")
    return turn.say("statistics-faulty", *rulings, key, stem=question.stem)


def propose(turn: Turn) -> Reply:
    """`/suaxet question decision`: what it would do."""
    question = _question(turn)
    if question is None or len(turn.arguments) < 2:
        return turn.say("statistics-cannot-mend")
    return _propose(turn, question, *turn.arguments[1:3])


def ask_words(turn: Turn) -> Reply:
    """`/sualoi question decision`: what shall those concerned be told?"""
    turn.ask("statistics.receive_words", *turn.arguments[:3])
    return turn.say("statistics-type-words")


def receive_words(turn: Turn) -> Reply:
    """The instructor's words; then it is done. None for a command."""
    return None if turn.text.startswith("/") else _mend(turn, turn.text.strip()[:LONGEST])


def mend(turn: Turn) -> Reply:
    """`/suathat question decision`: done without further words."""
    return _mend(turn, "")


def _ask_key(turn: Turn, question: Question, key: str) -> Message:
    turn.ask("statistics.receive_key", question.id)
    lines = "\n".join([question.stem, *question_words.options(asked.of(question))])
    hint = turn.voice.text(f"statistics-key-hint-{question.kind}")
    return turn.say(key, question=lines, answer=_key(turn, question), hint=hint)


def _propose(turn: Turn, question: Question, how: str, about: str = "") -> Message:
    decision = _decision(turn, question, how, about)
    if decision is None:
        return turn.say("statistics-cannot-mend")
    done = regrading.plan(turn.session, question, decision)
    if done.idle:
        return _nothing_to_do(turn)
    command = f"{question.id} {how} {about}".rstrip()
    return turn.say(
        "statistics-mend-sure", turn.choice("statistics-mend", f"/suathat {command}"),
        *([turn.choice("statistics-with-words", f"/sualoi {command}")] if done.changes else []),
        how=_plainly(how), answer=_key(turn, question, decision), report=changed.report(turn, done),
    )  # fmt: skip


def _mend(turn: Turn, words: str) -> Reply:
    question = _question(turn)
    how, about = turn.arguments[1], turn.arguments[2] if len(turn.arguments) > 2 else ""
    decision = None if question is None else _decision(turn, question, how, about)
    if question is None or decision is None:
        return turn.say("statistics-cannot-mend")
    new, done = regrading.mend(turn.session, question, decision, turn.my_id, turn.now, words)
    if done.idle:
        return _nothing_to_do(turn)
    told = sum(changed.tell(turn, new, done, one, _plainly(how), words) for one in done.changes)
    undo = {KEY: f"{VERSION} {question.id}", VERSION: f"{VERSION} {question.id}", FOR_ALL: BACK, NOT_COUNTED: BACK}
    choices = []
    if done.changes:
        choices.append(turn.choice("statistics-changed-table", f"/suabang {done.act_id}"))
    if how in undo:
        choices.append(turn.choice("statistics-undo", f"/suaxet {new.id} {undo[how]}"))
    report = changed.report(turn, done)
    return turn.say("statistics-mended", *choices, how=_plainly(how), report=report, count=told)


def _nothing_to_do(turn: Turn) -> Message:
    return turn.say("statistics-same", turn.choice("statistics-all", "/thongke"))


def _question(turn: Turn) -> Question | None:
    question = turn.session.get(Question, turn.number())
    return question if question is not None and can(question) else None


def _decision(turn: Turn, question: Question, how: str, about: str) -> Decision | None:
    """What the words of a command decide; None for what no longer fits."""
    if how in (FOR_ALL, NOT_COUNTED):
        return Decision(ruling=how)
    if how == BACK:
        return Decision()
    if how == VERSION:
        old = turn.session.get(Question, int(about)) if about.isdecimal() else None
        return None if old is None or old.options != question.options else Decision(key=old.key)
    key = typed_keys.read(question, about.replace(SPACE, " "))
    return None if key is None else Decision(key=key)


def _plainly(how: str) -> str:
    return KEY if how == VERSION else how


def _key(turn: Turn, question: Question, decision: Decision | None = None) -> str:
    """The key in words, that of the decision where there is one: of a short answer every accepted form."""
    key = question.key if decision is None or decision.key is None else decision.key
    if "accepted" in key:
        return "; ".join(key["accepted"])
    return question_words.key(turn.voice, asked.of(question, key=key))
