"""A key as it is typed in the chat, for a question of any kind but an essay."""

from __future__ import annotations

import re
from typing import Any

from storage import quizzes
from storage.files import keys
from storage.files.keys import Refused
from storage.quizzes import SINGLE, TRUE_FALSE, Question, grading, typed


def read(question: Question, text: str) -> dict[str, Any] | None:
    """The question's key by that text; None when it does not fit the question.

    Of a question with one choice more than one option may be right: whoever took one of them was right.
    """
    match question.kind:
        case quizzes.SHORT:
            return _short(question.key, text)
        case quizzes.NUMBER:
            return _number(text)
        case quizzes.MATCHING:
            lefts = question.key["lefts"]
            right = _all(question, typed.paired(text, len(lefts)), len(lefts))
            return {"lefts": lefts, "right": right} if right else None
        case quizzes.ORDERING:
            order = _all(question, typed.in_turn(text), len(question.options))
            return {"right": order} if order and len(set(order)) == len(order) else None
    return _choice(question, text)


def _choice(question: Question, text: str) -> dict[str, Any] | None:
    truth = typed.truth(text) if question.kind == TRUE_FALSE else None
    right = typed.picked(text, question.options) if truth is None else [truth]
    if right is None or max(right) >= len(question.options) or (question.kind == TRUE_FALSE and len(right) > 1):
        return None
    if question.kind == SINGLE and len(right) > 1:
        return {"right": right, "weights": [float(at in right) for at in range(len(question.options))]}
    return {"right": right}


def _all(question: Question, said: list[int] | None, wanted: int) -> list[int] | None:
    """As many options as are wanted, all of them there."""
    return said if said and len(said) == wanted and max(said) < len(question.options) else None


def _number(text: str) -> dict[str, Any] | None:
    try:
        found = keys.number(text)
    except Refused:  # 1.000 is a thousand to one reader and one to another
        return None
    return None if found is None else {"value": found[0], "tolerance": found[1]}


def _short(key: dict[str, Any], text: str) -> dict[str, Any] | None:
    """Every accepted form is worth the whole point; whether accents and stars count stays as it was."""
    forms = [" ".join(form.split()) for form in re.split(r"[|;\n]", text)]
    accepted = list(dict.fromkeys(form for form in forms if grading.comparable(form)))
    flags = {flag: True for flag in ("accents", "wildcards") if key.get(flag)}
    return {"accepted": accepted, **flags} if accepted else None
