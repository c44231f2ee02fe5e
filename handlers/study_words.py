"""What else a learner should know of their studies, for `/tiendo`: essays, and chapters to go over again."""

from __future__ import annotations

from handlers.turn import Turn
from storage.essays import standing
from storage.essays.standing import Essay
from storage.quizzes import sittings

WEAK = 0.6  # of a chapter's answers right, below which it is named
MOST = 2


def lines(turn: Turn, cohort_id: int) -> list[str]:
    """The essays of that class, and the weakest chapters, a part each; nothing where there is nothing to say."""
    essays = [one for one in standing.of_person(turn.session, turn.my_id, turn.now) if one.cohort_id == cohort_id]
    said = [turn.voice.text("progress-essay", title=one.title, state=_state(turn, one)) for one in essays]
    parts = ["\n".join([turn.voice.text("progress-essays"), *said])] if said else []
    weak_ones = weak(turn, turn.my_id, cohort_id)
    return [*parts, weak_ones] if weak_ones else parts


def weak(turn: Turn, person_id: int, cohort_id: int, key: str = "progress-weak") -> str:
    """The learner's weakest chapters in that class, in the text of that key; empty where none is weak."""
    found = [one for one in sittings.weak_chapters(turn.session, person_id, cohort_id) if one.share < WEAK][:MOST]
    named = (
        turn.voice.text("progress-weak-chapter", chapter=one.chapter, share=round(100 * one.share)) for one in found
    )
    return turn.voice.text(key, chapters=", ".join(named)) if found else ""


def _state(turn: Turn, essay: Essay) -> str:
    """`8 điểm`, `đã nộp`, `chưa nộp, hạn …`, `chưa nộp, đã đóng`."""
    if essay.mark is not None:
        return turn.voice.text("progress-essay-mark", mark=turn.voice.number(essay.mark, 2))
    if essay.handed_in_at is not None:
        return turn.voice.text("progress-essay-handed-in")
    if not essay.is_open:
        return turn.voice.text("progress-essay-closed")
    return turn.voice.text("progress-essay-due", moment=turn.voice.moment(essay.due_at))
