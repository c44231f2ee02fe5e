"""The rules of a quiz, by buttons: attempts, time, what counts, order, when answers are shown, reminders."""

from __future__ import annotations

from handlers.quizzes import cards, rule_words
from handlers.turn import Reply, Turn
from storage import audit
from storage.messages import Choice, Message
from storage.quizzes import Quiz, bank, timing
from storage.vietnamese import fold


def rules(turn: Turn) -> Reply:
    """`/ktluat quiz`: every rule with its value."""
    quiz = cards.found(turn)
    if quiz is None:
        return turn.say("quizzes-gone")
    return _all(turn, quiz)


def _all(turn: Turn, quiz: Quiz, *before: str) -> Reply:
    choices = (Choice(rule_words.line(turn, quiz, name), f"/ktchon {quiz.id} {name}") for name in rule_words.VALUES)
    title = turn.choice("quizzes-rename", f"/ktten {quiz.id}", title=quiz.title)
    lines = "\n\n".join([*before, turn.voice.text("quizzes-which-rule", title=quiz.title)])
    return Message(lines, (*choices, title, _back(turn, quiz)))


def rule(turn: Turn) -> Reply:
    """`/ktchon quiz rule`: what may be chosen for it."""
    quiz, name = cards.found(turn), turn.arguments[-1]
    if quiz is None or name not in rule_words.VALUES:
        return turn.say("quizzes-gone")
    # Where a number may be typed nothing is numbered, or 5 would mean the fifth.
    typed = rule_words.is_number(name)
    choices = [
        Choice(rule_words.value(turn, name, value), f"/ktdat {quiz.id} {name} {value}", in_text=typed)
        for value in rule_words.VALUES[name]
    ]
    if typed:
        turn.ask("quizzes.receive_rule", quiz.id, name)
    lines = [turn.voice.text(f"quizzes-ask-{name}")]
    if name in rule_words.CHANGES_MARKS and bank.has_attempts(turn.session, quiz):
        lines.append(turn.voice.text("quizzes-changes-marks"))
    back = Choice(turn.voice.text("quizzes-back"), f"/ktluat {quiz.id}", in_text=typed)
    return Message("\n".join(lines), (*choices, back))


def set_rule(turn: Turn) -> Reply:
    """`/ktdat quiz rule value`"""
    quiz = cards.found(turn)
    if quiz is None or turn.arguments[1] not in rule_words.VALUES:
        return turn.say("quizzes-gone")
    return _set(turn, quiz, turn.arguments[1], turn.arguments[2])


def receive_rule(turn: Turn) -> Reply:
    """The number, typed: `40`, `40 phút`, `6,5`. None for words that begin with no number."""
    quiz, name = cards.found(turn), turn.arguments[1]
    said = fold(turn.text)
    if quiz is None or not (said[:1].isdecimal() or said.startswith("khong")):
        return None
    value = rule_words.read(name, said)
    if value is not None:
        return _set(turn, quiz, name, value)
    turn.ask("quizzes.receive_rule", quiz.id, name)
    back = Choice(turn.voice.text("quizzes-back"), f"/ktluat {quiz.id}", in_text=True)
    return turn.say(f"quizzes-number-{name}", back, most=rule_words.MOST[name])


def _set(turn: Turn, quiz: Quiz, name: str, value: str) -> Reply:
    before = rule_words.of(quiz, name)
    match name:
        case "attempts":
            quiz.attempts_allowed = int(value)
        case "counts":
            quiz.counts = value
        case "pause":
            quiz.pause_minutes = int(value)
        case "minutes":
            quiz.minutes = int(value)
        case "pass":
            quiz.pass_mark = None if value == "-" else float(value)
        case "feedback":
            quiz.feedback = value
        case "questions":
            quiz.shuffle_questions = value == "1"
        case "options":
            quiz.shuffle_options = value == "1"
        case "practice":
            quiz.practice = value == "1"
        case "remind":
            quiz.remind_hours, quiz.reminded_at = int(value), None
    turn.session.flush()
    timing.renew(turn.session, quiz.id or 0)
    audit.note(turn.session, turn.now, turn.my_id, "quiz rule", f"quiz:{quiz.id}", f"{name}: {before} → {value}")
    return _all(turn, quiz, turn.voice.text("quizzes-rule-set", rule=rule_words.line(turn, quiz, name)))


def _back(turn: Turn, quiz: Quiz) -> Choice:
    return turn.choice("quizzes-back", f"/kt {quiz.id}")
