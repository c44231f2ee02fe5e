"""The rules of a quiz in words, and what may be chosen for each."""

from __future__ import annotations

import re

from handlers.turn import Turn
from storage.quizzes import AFTER_CLOSING, AT_ONCE, AT_THE_END, AVERAGE, BEST, CLOSED, FIRST, LAST, Quiz
from storage.vietnamese import fold

# What buttons offer for each rule. Numbers may be typed too, any of them.
VALUES: dict[str, tuple[str, ...]] = {
    "attempts": ("1", "2", "3", "5", "0"),
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
_MINUTES = {"": 1, "phut": 1, "p": 1, "minutes": 1, "gio": 60, "tieng": 60, "h": 60, "hours": 60, "ngay": 1440}
_UNITS: dict[str, dict[str, int]] = {
    "attempts": {"": 1, "luot": 1, "lan": 1, "tries": 1},
    "pause": _MINUTES,
    "minutes": _MINUTES,
    "pass": {"": 1, "diem": 1},
    "remind": {"": 1, "gio": 1, "tieng": 1, "h": 1, "hours": 1, "ngay": 24, "days": 24},
}
MOST = {"attempts": 50, "pause": 14 * 1440, "minutes": 600, "pass": 10, "remind": 14 * 24}  # in the last unit but days
_NONE = {"khong", "khong han che", "khong gioi han", "khong can", "khong can nghi", "khong nghi", "khong nhac", "none"}
_TYPED = re.compile(r"(\d{1,5}(?:[.,]\d)?) ?([a-z]*)(?: ?(\d{1,2}) ?(?:phut|p)?)?")
CHANGES_MARKS = {"counts", "pass", "practice"}
WORDS = {"counts", "feedback"}  # rules whose values are words


def in_words(turn: Turn, quiz: Quiz) -> list[str]:
    """The rules that differ from the usual ones, and those that always matter, a line each."""
    told = [name for name in VALUES if name in ("attempts", "feedback") or of(quiz, name) != VALUES[name][0]]
    lines = [line(turn, quiz, name) for name in told]
    if quiz.closes_at is not None:
        lines.append(turn.voice.text("quizzes-closes", moment=turn.voice.moment(quiz.closes_at)))
    elif quiz.feedback == AFTER_CLOSING and quiz.state != CLOSED:
        lines.append(turn.voice.text("quizzes-answers-when-closed"))
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


def is_number(name: str) -> bool:
    """Whether the value of the rule is a number, which may be typed."""
    return name in _UNITS


def read(name: str, text: str) -> str | None:
    """The value typed for a rule that is a number, as `VALUES` has it: `40 phút`, `1h30`, `6,5`; None for any other."""
    said = fold(text).strip(" .")
    found = _TYPED.fullmatch("0" if said in _NONE else said)
    unit = None if found is None else _UNITS[name].get(found[2])
    if found is None or unit is None or (found[3] and unit != 60):
        return None
    number = float(found[1].replace(",", ".")) * unit + int(found[3] or 0)
    if number > MOST[name] or (name != "pass" and number % 1):
        return None
    return "-" if name == "pass" and not number else f"{number:g}"


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
    if name == "pause" and int(chosen) % 60 == 0:
        days, hours = divmod(int(chosen) // 60, 24)
        return voice.text("quizzes-value-hours", count=24 * days + hours) if hours else _days(turn, days)
    if name in ("pause", "minutes"):
        return voice.text("quizzes-value-minutes", count=int(chosen))
    if name == "remind":
        return voice.text("quizzes-value-hours", count=int(chosen))
    if name == "attempts":
        return voice.text("quizzes-value-tries", count=int(chosen))
    return voice.text("quizzes-value-mark", mark=voice.number(float(chosen)))


def _days(turn: Turn, count: int) -> str:
    return turn.voice.text("quizzes-value-days", count=count)
