"""How a question is worded: its text, an answer to it, its key, and why."""

from __future__ import annotations

from collections.abc import Iterable
from string import ascii_uppercase

from handlers.voice import Voice
from storage.quizzes import ESSAY, MATCHING, MULTIPLE, NUMBER, ORDERING, SHORT, TRUE_FALSE
from storage.quizzes.asked import Asked
from storage.quizzes.grading import Given

HINTED = (MULTIPLE, SHORT, NUMBER, MATCHING, ORDERING, ESSAY)  # kinds of which it is not plain how to answer


def text(voice: Voice, asked: Asked, number: int, total: int) -> str:
    """`Câu 3/10. …`, the lettered options, and how to answer where that is not plain."""
    lines = [voice.text("question-text", number=str(number), total=str(total), stem=asked.stem)]
    lines += [*options(asked)]
    if asked.kind in HINTED:
        lines.append(voice.text(f"question-hint-{asked.kind}"))
    return "\n".join(lines)


def how(voice: Voice, asked: Asked) -> str:
    """How to answer, for someone whose answer was not understood."""
    return voice.text(f"question-how-{asked.kind}")


def options(asked: Asked) -> list[str]:
    """The numbered left sides of a matching question and the lettered options, a line each."""
    if asked.kind == TRUE_FALSE:
        return []
    lefts = [f"{number}. {left}" for number, left in enumerate(asked.key.get("lefts", []), 1)]
    return [
        *lefts,
        *(f"{letter}. {option}" for letter, option in zip(ascii_uppercase, asked.shown_options, strict=False)),
    ]


def stem(text: str, most: int) -> str:
    """The stem on one line, cut when it is longer."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def answer(voice: Voice, asked: Asked, given: Given) -> str:
    """An answer in words: `B. Bảy ngày`, `A. …; C. …`, `Đúng`, `1-B, 2-A`, `C, A, B`, or what was typed."""
    if isinstance(given, str):
        return given
    if asked.kind == TRUE_FALSE:
        return voice.text("question-false" if 1 in given else "question-true")
    if asked.kind == MATCHING:
        return ", ".join(f"{number}-{letter(asked, at)}" for number, at in enumerate(given, 1))
    if asked.kind == ORDERING:
        return ", ".join(letter(asked, at) for at in given)
    shown = sorted(given, key=asked.letter)
    return "; ".join(f"{letter(asked, at)}. {asked.options[at].rstrip(' .;')}" for at in shown)


def letter(asked: Asked, option: int) -> str:
    """The letter under which the option is shown."""
    return ascii_uppercase[asked.letter(option)]


def key(voice: Voice, asked: Asked) -> str:
    """The right answer in words; empty for an essay."""
    if asked.kind == SHORT:
        return str(asked.key["accepted"][0])
    if asked.kind == NUMBER:
        value, tolerance = asked.key["value"], asked.key.get("tolerance", 0.0)
        words = voice.number(value, decimals=6)
        return f"{words} (± {voice.number(tolerance, decimals=6)})" if tolerance else words
    return "" if asked.kind == ESSAY else answer(voice, asked, asked.key["right"])


def reasons(voice: Voice, asked: Asked) -> list[str]:
    """The explanation and the source, a line each, as far as the question has them."""
    source = [voice.text("question-source", source=asked.source)] if asked.source else []
    return [asked.explanation, *source] if asked.explanation else source


def feedback(voice: Voice, asked: Asked, given: Given, points: float) -> str:
    """Whether it was right, what would have been, what is said of that answer, why, and where that stands."""
    if asked.kind == ESSAY:
        return voice.text("question-essay-received")
    if points >= 1:
        verdict = voice.text("question-right")
    else:
        verdict = voice.text("question-partly" if points > 0 else "question-wrong", answer=key(voice, asked))
    return "\n".join([verdict, *_said_of(asked, given), *reasons(voice, asked)])


def _said_of(asked: Asked, given: Given) -> Iterable[str]:
    """What the question says of the picked options."""
    if isinstance(given, str) or len(asked.feedbacks) != len(asked.options):
        return []
    return [asked.feedbacks[at] for at in sorted(given, key=asked.letter) if asked.feedbacks[at]]
