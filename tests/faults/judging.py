"""The judge: the rows of the database against what arrived at the platform and what people sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from storage import outbox
from storage.chats import Chat
from storage.database import Database
from storage.inbox import DONE, Inbox
from storage.inquiries import Inquiry
from storage.outbox import Outbox
from storage.quizzes import Answer, Attempt
from tests.fakes.bot_api import Arrival
from tests.faults.outcome import Outcome

ON_THE_WAY = (outbox.QUEUED, outbox.SENDING)
COUNT = "a broadcast's count"  # the mark of all messages that count up
SHOWING = ("sendMessage", "sendPhoto", "sendDocument")  # methods that put a message on the screen


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the outbox as far as it is judged; an `edit` replaces a message that is there already."""

    chat: int
    text: str
    state: str
    repeated: int = 0
    kind: str = "reply"
    edit: bool = False
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class Effects:
    """What the updates did: answers by chat, points that do not fit them, questions by text, inbox marks."""

    answers: Mapping[int, int]
    misfits: int
    inquiries: Mapping[str, int]
    marks: int
    unfinished: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """What people sent: updates by chat (each has one reply), presses by chat that answer, questions asked."""

    updates: Mapping[int, int]
    presses: Mapping[int, int]
    questions: Sequence[str] = ()


def rows_of(session: Session) -> list[Row]:
    """Every outgoing message there ever was."""
    columns = (
        Outbox.body, Outbox.state, Outbox.repeated, Outbox.kind, Outbox.edits, Outbox.follows, Outbox.message_id,
    )  # fmt: skip
    query = select(Chat.external_id, *columns).join(Chat, col(Chat.id) == Outbox.chat_id)  # type: ignore[call-overload]
    return [
        Row(int(chat), body["text"], state, repeated, kind, bool(edits or follows), message_id)
        for chat, body, state, repeated, kind, edits, follows, message_id in session.exec(query)
    ]


def effects_of(session: Session) -> Effects:
    """What the database shows of the updates."""
    attempts = session.exec(
        select(Chat.external_id, Attempt.points, func.count(col(Answer.id)), func.coalesce(func.sum(Answer.points), 0))
        .join(Attempt, col(Attempt.person_id) == Chat.person_id)
        .outerjoin(Answer, col(Answer.attempt_id) == Attempt.id)
        .group_by(col(Chat.external_id), col(Attempt.id), col(Attempt.points))
    ).all()
    return Effects(
        answers={int(chat): count for chat, _, count, _ in attempts if count},
        misfits=sum(points != total for _, points, _, total in attempts),
        inquiries=Counter(session.exec(select(Inquiry.text))),
        marks=session.exec(select(func.count()).select_from(Inbox).where(Inbox.state == DONE)).one(),
        unfinished=session.exec(select(func.count()).select_from(Inbox).where(Inbox.state != DONE)).one(),
    )


def messages(rows: Iterable[Row], arrivals: Iterable[Arrival]) -> Outcome:
    """What was lost and repeated on the way out.

    Every text is unique in its chat but for repeats, so that (chat, text) tells which row an arrival is of.
    """
    by_mark: dict[tuple[int, str], list[Row]] = {}
    for row in rows:
        # A row that counts is changed while it waits, also while it waits to be sent again: its text tells nothing.
        by_mark.setdefault((row.chat, COUNT if row.kind == "progress" else row.text), []).append(row)
    arrived: dict[tuple[int, str], list[Arrival]] = {}
    for arrival in arrivals:
        arrived.setdefault(_mark(arrival, by_mark), []).append(arrival)
    found = Outcome()
    for mark in arrived.keys() | by_mark.keys():
        found.add(_of_mark(mark[1], by_mark.get(mark, []), arrived.get(mark, [])))
    return found


def _of_mark(text: str, rows: list[Row], arrivals: list[Arrival]) -> Outcome:
    """The rows of one text in one chat. What arrived without any row is a repeat that nobody flagged."""
    shown = [one.message_id for one in arrivals if one.delivered and one.method in SHOWING]
    sent = sum(row.state == outbox.SENT for row in rows)
    # Repeating an edit changes nothing on the screen, and what cannot be edited comes as a new message.
    edited = any(one.method == "editMessageText" for one in arrivals) and any(row.edit for row in rows)
    known = {row.message_id for row in rows}
    meant = sum(str(message_id) in known for message_id in shown) if text == COUNT else len(rows)
    found = Outcome(
        messages=len(rows),
        lost=sum(row.state in ON_THE_WAY for row in rows) + (0 if edited else max(0, sent - len(shown))),
        repeated=max(0, len(shown) - meant),
    )
    found.flagged = min(found.repeated, sum(row.repeated for row in rows))
    if found.unflagged:
        found.wrong.append(f"came {len(shown)} times without a flag: {text[:60]!r}")
    return found


def _mark(arrival: Arrival, known: Container[tuple[int, str]]) -> tuple[int, str]:
    """The mark of the rows that it is of; what is of none in a chat where something is counted is a count."""
    chat, text = arrival.chat or 0, arrival.fields.get("text") or arrival.fields.get("caption", "")
    return (chat, COUNT) if (chat, text) not in known and (chat, COUNT) in known else (chat, text)


def updates(rows: Iterable[Row], effects: Effects, said: Said, *, set_aside: int = 0) -> Outcome:
    """What of the updates was lost, and what was applied twice."""
    replies = Counter(row.chat for row in rows if row.kind == "reply")
    questions = Counter(said.questions)
    pairs = [
        *((replies[chat], count) for chat, count in said.updates.items()),
        *((effects.answers.get(chat, 0), count) for chat, count in said.presses.items()),
        *((effects.inquiries.get(text, 0), count) for text, count in questions.items()),
        (effects.marks, sum(said.updates.values())),
    ]
    found = Outcome(updates=sum(said.updates.values()))
    found.lost = sum(max(0, sent - seen) for seen, sent in pairs)
    found.twice = sum(max(0, seen - sent) for seen, sent in pairs) + effects.misfits
    found.expect("events that were set aside", effects.unfinished, set_aside)
    return found


async def judged(database: Database, arrivals: Sequence[Arrival], said: Said) -> Outcome:
    """Both sides of the bot."""
    rows, effects = await database.read(lambda session: (rows_of(session), effects_of(session)))
    found = messages(rows, arrivals)
    found.add(updates(rows, effects, said))
    found.doubtful = sum(row.repeated > 0 for row in rows)
    return found
