"""A faulty question in the bank: out of use while a ruling on it stands, back when that is taken back."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlmodel import Session, col, select

from storage.audit import Audit
from storage.quizzes import APPROVED, RETIRED, Question, bank, versions

CORRECTED, RULED, AS_BEFORE = "key corrected", "question ruled", "ruling taken back"  # acts in the audit log


def take_out(session: Session, question: Question, same: Sequence[Question]) -> bool:
    """Let none of these versions be asked any more; whether one was in use until it was ruled on.

    Where a version with other options is in use already, it takes their place in the quizzes.
    """
    family = versions.of(session, question)
    used = next((one for one in family if one.state == APPROVED), None)
    ids = {one.id or 0 for one in same}
    there = used or versions.in_use(same, question)
    versions.move(session, {old: there.id or 0 for old in ids if old != there.id}, begun_too=True)
    if used is None or used.id not in ids:
        return any(_was_taken_out(session, one) for one in same)
    bank.retire(used)
    session.flush()
    return True


def bring_back(session: Session, same: Sequence[Question]) -> None:
    """Let the question be asked again where a ruling took it out of use."""
    for one in same:
        if _was_taken_out(session, one):
            bank.bring_back(one)
    session.flush()


def _was_taken_out(session: Session, question: Question) -> bool:
    """Whether a ruling, and nobody in the bank, is why the question is not asked."""
    if question.state != RETIRED:
        return False
    query = select(Audit).where(Audit.subject == f"question:{question.id}").order_by(col(Audit.id).desc())
    act = session.exec(query.limit(1)).first()
    return act is not None and act.action == RULED and bool(json.loads(act.detail).get("retired"))
