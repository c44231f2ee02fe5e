"""What ends with the attempt that does a quiz: nobody who has done it is reminded of it."""

from __future__ import annotations

from sqlmodel import Session, col

from storage import outbox
from storage.outbox import Outbox


def reminder_key(quiz_id: int, person_id: int) -> str:
    """Every reminder of the quiz to the person has a key that begins so."""
    return f"quiz-reminder:{quiz_id}:{person_id}:"


def done(session: Session, quiz_id: int, person_id: int) -> None:
    """The person has finished the quiz: reminders of it that still wait do not go out."""
    key = reminder_key(quiz_id, person_id)
    outbox.cancel(session, col(Outbox.key) >= key, col(Outbox.key) < f"{key[:-1]};")
