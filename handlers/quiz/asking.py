"""How a question stands in the chat: its text, its buttons, and what its answer is called."""

from __future__ import annotations

from string import ascii_uppercase

from handlers.turn import Turn
from handlers.voice import Voice
from storage.messages import Choice, Message
from storage.quizzes import MULTIPLE, NUMBER, SHORT, TRUE_FALSE
from storage.quizzes.attempts import Asked, Place
from storage.quizzes.grading import Given

FITS = 1900  # letters; Zalo takes 2000 in one message
_HINTS = {MULTIPLE: "quiz-hint-several", SHORT: "quiz-hint-short", NUMBER: "quiz-hint-number"}


def ask(turn: Turn, where: Place, before: str = "") -> list[Message]:
    """The question that is being asked, after the words `before`, in one message where that fits."""
    return show(turn, where, where.asked, where.number, before)


def ask_next(turn: Turn, where: Place, before: str) -> list[Message]:
    """The question after the one that was just answered, in one message with what is said about that."""
    assert where.next is not None
    return show(turn, where, where.next, where.number + 1, before)


def show(turn: Turn, where: Place, asked: Asked, number: int, before: str) -> list[Message]:
    """The question with its buttons; what is typed next is the answer to it."""
    turn.ask("quiz.receive_answer", where.attempt_id)
    text, buttons = question_text(turn.voice, asked, number, where.total), choices(turn, where, asked)
    if not before:
        return [Message(text, buttons)]
    # Marking an option rewrites the message, so such a question stands alone.
    if asked.kind == MULTIPLE or len(before) + len(text) > FITS:
        return [Message(before), Message(text, buttons)]
    return [Message(f"{before}\n\n{text}", buttons)]


def question_text(voice: Voice, asked: Asked, number: int, total: int) -> str:
    """`Câu 3/10. …`, the lettered options, and how to answer where that is not plain."""
    lines = [voice.text("quiz-question", number=str(number), total=str(total), stem=asked.stem)]
    if asked.kind != TRUE_FALSE:
        lines += [f"{letter}. {option}" for letter, option in zip(ascii_uppercase, asked.options, strict=False)]
    if asked.kind in _HINTS:
        lines.append(voice.text(_HINTS[asked.kind]))
    return "\n".join(lines)


def choices(turn: Turn, where: Place, asked: Asked, marked: int = 0) -> tuple[Choice, ...]:
    """The buttons; `marked` has a bit for every option picked so far where several may be right."""
    question = f"{where.attempt_id} {asked.position}"
    if asked.kind == TRUE_FALSE:
        return (
            turn.choice("quiz-true", f"/traloi {question} 1"),
            turn.choice("quiz-false", f"/traloi {question} 2"),
        )
    letters = list(enumerate(ascii_uppercase[: len(asked.options)]))
    if asked.kind != MULTIPLE:
        return tuple(Choice(letter, f"/traloi {question} {1 << at}", in_text=True) for at, letter in letters)
    marks = (
        Choice(f"✓{letter}" if marked >> at & 1 else letter, f"/chon {question} {marked} {at}", in_text=True)
        for at, letter in letters
    )
    return (*marks, Choice(turn.voice.text("quiz-done"), f"/traloi {question} {marked}", in_text=True))


def answer_words(voice: Voice, asked: Asked, given: Given) -> str:
    """An answer in words: `B. Bảy ngày`, `A. …; C. …`, `Đúng`, or what was typed."""
    if isinstance(given, str):
        return given
    if asked.kind == TRUE_FALSE:
        return voice.text("quiz-false" if 1 in given else "quiz-true")
    return "; ".join(f"{ascii_uppercase[at]}. {asked.options[at].rstrip(' .;')}" for at in given)


def key_words(voice: Voice, asked: Asked) -> str:
    """The right answer in words."""
    if asked.kind == SHORT:
        return str(asked.key["accepted"][0])
    if asked.kind == NUMBER:
        value, tolerance = asked.key["value"], asked.key.get("tolerance", 0.0)
        words = voice.number(value, decimals=6)
        return f"{words} (± {voice.number(tolerance, decimals=6)})" if tolerance else words
    return answer_words(voice, asked, asked.key["right"])


def reasons(voice: Voice, asked: Asked) -> list[str]:
    """The explanation and the source, a line each, as far as the question has them."""
    source = [voice.text("quiz-source", source=asked.source)] if asked.source else []
    return [asked.explanation, *source] if asked.explanation else source
