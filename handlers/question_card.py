"""How a question stands in a chat: the buttons of its options, and its text with its picture."""

from __future__ import annotations

from string import ascii_uppercase

from handlers.voice import Voice
from storage.messages import Choice, File, Message
from storage.quizzes import MATCHING, MULTIPLE, ORDERING, SINGLE, TRUE_FALSE
from storage.quizzes.asked import Asked

CAPTION = 900  # letters that stand under a picture; Telegram takes 1024
FITS = 1900  # letters; Zalo takes 2000 in one message
IN_TURN = (MATCHING, ORDERING)  # kinds answered by picking one option after the other
REWRITTEN = (MULTIPLE, *IN_TURN)  # kinds whose message changes with what is picked


def buttons(voice: Voice, asked: Asked, pick: str, mark: str, marked: int = 0) -> tuple[Choice, ...]:
    """A button for each option, or none where the answer is typed.

    The command `pick` gets the picked options, a bit each. Where several may be right a button is the command `mark`
    with those `marked` so far and the option.
    """
    if asked.kind == TRUE_FALSE:
        return tuple(
            voice.choice(key, f"{pick} {1 << at}") for at, key in enumerate(("question-true", "question-false"))
        )
    letters = list(zip(ascii_uppercase, asked.shown, strict=False))
    if asked.kind == SINGLE:
        return tuple(Choice(letter, f"{pick} {1 << at}", in_text=True) for letter, at in letters)
    if asked.kind != MULTIPLE:
        return ()
    marks = (
        Choice(f"✓{letter}" if marked >> at & 1 else letter, f"{mark} {marked} {at}", in_text=True)
        for letter, at in letters
    )
    return (*marks, Choice(voice.text("question-done"), f"{pick} {marked}", in_text=True))


def messages(
    asked: Asked, text: str, choices: tuple[Choice, ...], picture: File | None, caption: str, before: str = ""
) -> list[Message]:
    """The question after the words `before`, in one message where that fits, else its picture with a caption first."""
    together = asked.kind not in REWRITTEN and len(before) + len(text) <= FITS
    first = [Message(before)] if before else []
    if picture is not None and (not together or len(before) + len(text) > CAPTION):
        return [*first, Message(caption, file=picture), Message(text, choices)]
    if not before:
        return [Message(text, choices, picture)]
    return [Message(f"{before}\n\n{text}", choices, picture)] if together else [*first, Message(text, choices)]
