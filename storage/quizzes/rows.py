"""Between the bank and files: a question from a row, and the row from which it would be read again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from storage.files.question_rows import Kind, QuestionRow
from storage.quizzes import MATCHING, NUMBER, ORDERING, SHORT, Question
from storage.quizzes.fingerprints import fingerprint


def question(row: QuestionRow) -> Question:
    """A question that is not saved: it has neither programme nor dates nor picture, and is a draft."""
    return Question(
        kind=row.kind, stem=row.stem, fingerprint=fingerprint(row.stem), options=row.options, key=_key(row),
        feedbacks=row.feedbacks, explanation=row.explanation, source=row.source, chapter=row.chapter,
        level=row.level, name=row.name, tags=row.tags,
    )  # type: ignore[call-arg]  # created_at comes when it is saved  # fmt: skip


def row(question: Question) -> QuestionRow:
    """The question as a file has it, without its picture."""
    key = question.key
    read = QuestionRow(
        row=0, sheet="", kind=cast(Kind, question.kind), stem=question.stem, options=question.options,
        explanation=question.explanation, source=question.source, chapter=question.chapter, level=question.level,
        name=question.name, tags=question.tags, feedbacks=question.feedbacks, weights=key.get("weights", []),
    )  # fmt: skip
    if question.kind == SHORT:
        flags = {"accents": key.get("accents", False), "wildcards": key.get("wildcards", False)}
        return replace(read, accepted=key["accepted"], **flags)
    if question.kind == NUMBER:
        more = [(value, tolerance, share) for value, tolerance, share in key.get("also", [])]
        return replace(read, number=key["value"], tolerance=key.get("tolerance", 0.0), more_numbers=more)
    if question.kind == MATCHING:
        return replace(read, lefts=key["lefts"], key=key["right"])
    if question.kind == ORDERING:  # in a file the options stand in the right order
        return replace(read, options=[question.options[at] for at in key["right"]])
    return replace(read, key=key.get("right", []))


def _key(row: QuestionRow) -> dict[str, Any]:
    """What `Question` calls its key; nothing stands in it that is as usual."""
    usual = {"weights": row.weights} if row.weights else {}
    match row.kind:
        case "short":
            flags = {name: True for name in ("accents", "wildcards") if getattr(row, name)}
            return {"accepted": row.accepted, **usual, **flags}
        case "number":
            also = {"also": [list(number) for number in row.more_numbers]} if row.more_numbers else {}
            return {"value": row.number, "tolerance": row.tolerance, **also}
        case "matching":
            return {"lefts": row.lefts, "right": row.key}
        case "ordering":
            return {"right": list(range(len(row.options)))}
        case "essay":
            return {}
    return {"right": row.key, **usual}
