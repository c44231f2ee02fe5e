"""The rules of a quiz in words, and what may be chosen for each."""

from __future__ import annotations

from handlers.turn import Turn
from storage.quizzes import AFTER_CLOSING, AT_ONCE, AT_THE_END, AVERAGE, BEST, FIRST, LAST, Quiz

# What may be chosen for each rule; the first is the usual one. (Typed, a number is the
# place in the list, so no number can be typed as a value.)
VALUES: dict[str, tuple[str, ...]] = {
    "attempts": ("2", "1", "3", "5", "0"),
    "counts": (BEST, LAST, FIRST, AVERAGE),
    "pause": ("0", "30", "60", "1440"),
    "minutes": ("0", "5", "10", "15", "20", "25", "30", "45", "60", "90"),
    "pass": ("-", "5", "6", "6.5", "7", "8", "9"),
    "feedback": (AT_ONCE, AT_THE_END, AFTER_CLOSING),
    "questions": ("0", "1"),
    "options": ("0", "1"),
    "practice": ("0", "1"),
    "remind": ("24", "48", "2", "0"),
}
CHANGES_MARKS = {"counts", "pass", "practice"}
WORDS = {"counts", "feedback"}  # rules whose values are words


def in_words(turn: Turn, quiz: Quiz) -> list[str]:
    """The rules that differ from the usual ones, and those that always matter, a line each."""
    told = [name for name in VALUES if name in ("attempts", "feedback") or of(quiz, name) != VALUES[name][0]]
    lines = [line(turn, quiz, name) for name in told]
    if quiz.closes_at is not None:
        lines.append(turn.voice.text("quizzes-closes", moment=turn.voice.moment(quiz.closes_at)))
    return lines


def of(quiz: Quiz, name: str) -> str:
    """The value of the rule as `VALUES` has it."""
    values = {
        "attempts": quiz.attempts_allowed, "counts": quiz.counts, "pause": quiz.pause_minutes, "minutes": quiz.minutes,
        "pass": "-" if quiz.pass_mark is None else f"{quiz.pass_mark:g}", "feedback": quiz.feedback,
        "questions": int(quiz.shuffle_questions), "options": int(quiz.shuffle_options), "practice": int(quiz.practice),
        "remind": quiz.remind_hours,
    }  # fmt: skip
    return str(values[name])


def line(turn: Turn, quiz: Quiz, name: str) -> str:
    """`Số lượt làm: 2`"""
    return turn.voice.text(f"quizzes-rule-{name}", value=value(turn, name, of(quiz, name)))


def value(turn: Turn, name: str, chosen: str) -> str:
    """The value in words."""
    voice = turn.voice
    if name in WORDS:
        return voice.text(f"quizzes-value-{chosen.replace('_', '-')}")
    if name in ("questions", "options", "practice"):
        return voice.text("quizzes-value-yes" if chosen == "1" else "quizzes-value-no")
    if chosen in ("0", "-"):
        return voice.text(f"quizzes-value-{name}-none")
    if name in ("pause", "minutes"):
        return voice.text("quizzes-value-minutes", count=int(chosen))
    if name == "remind":
        return voice.text("quizzes-value-hours", count=int(chosen))
    if name == "attempts":
        return voice.text("quizzes-value-tries", count=int(chosen))
    return voice.text("quizzes-value-mark", mark=voice.number(float(chosen)))
