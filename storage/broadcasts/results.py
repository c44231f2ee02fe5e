"""What became of a broadcast: who got it, who did not and why, who said "received"."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, text
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from storage import outbox
from storage.broadcasts import BROKEN, DRAFT, FIRST, SENDING, Broadcast, Recipient
from storage.broadcasts.audience import members, units_of
from storage.outbox import UNSENT, Outbox
from storage.people import Person
from storage.vietnamese import name_key

WAITING = (outbox.QUEUED, outbox.SENDING)
ARRIVED = (outbox.SENT, outbox.SENDING, outbox.UNKNOWN)  # may be on the screen already
# Ways not to get a message, in the order in which they are told.
PROBLEMS = (
    "unregistered", "blocked", "stopped", "erased", "unreachable", "refused", "network", "expired", "cancelled",
    "unknown", "quota", "unsure",
)  # fmt: skip
DOUBT = "unsure"  # nobody knows whether they got it: told apart from those who certainly did not
_FROM_STATE = {outbox.EXPIRED: "expired", outbox.CANCELLED: "cancelled"}
_FROM_REASON = {"rate": "network", "moved": "network"}  # to the coordinator all of these are the line


@dataclass(slots=True)
class Tally:
    """How many people: `addressed` are those to whom a message was queued, whatever became of it; `problems`
    counts those who did not get it by reason (see `PROBLEMS`), `doubtful` those of whom nobody knows, `repeated`
    those who may have got it twice, `acknowledged` those who said that they have it, which settles any doubt."""

    total: int = 0
    addressed: int = 0
    sent: int = 0
    waiting: int = 0
    repeated: int = 0
    doubtful: int = 0
    acknowledged: int = 0
    problems: Counter[str] = field(default_factory=Counter)

    @property
    def missed(self) -> int:
        return self.total - self.sent - self.waiting


@dataclass(frozen=True, slots=True)
class Missed:
    """Someone who did not get it, or did not acknowledge it; `unit` may be empty."""

    name: str
    unit: str
    problem: str = ""


def tally(session: Session, broadcast_id: int) -> Tally:
    """The figures of the broadcast as they stand, those included who are not in the outbox yet."""
    said = col(Recipient.acknowledged_at).is_not(None).label("said")
    twice = (func.coalesce(Outbox.repeated, 0) > 0).label("twice")
    groups = (col(Recipient.problem), col(Outbox.state), col(Outbox.reason), said, twice)
    query = (
        core_select(*groups, func.count().label("people"))
        .select_from(Recipient)
        .outerjoin(Outbox, col(Outbox.id) == Recipient.outbox_id)
        .where(col(Recipient.broadcast_id) == broadcast_id)
        .group_by(*groups)
    )
    found = Tally()
    for row in session.connection().execute(query):
        _count(found, row)
    _add_those_to_come(found, session.get_one(Broadcast, broadcast_id))
    return found


def _count(found: Tally, row: Any) -> None:
    found.total += row.people
    found.addressed += row.people if row.state is not None else 0
    found.acknowledged += row.people if row.said else 0
    found.repeated += row.people if row.twice and row.state in (outbox.SENT, outbox.UNKNOWN) else 0
    if row.state in WAITING:
        found.waiting += row.people
        return
    if row.state == outbox.SENT or row.said:
        found.sent += row.people
        return
    problem = _problem(row.problem, row.state, row.reason, row.twice)
    if problem == DOUBT:
        found.doubtful += row.people
    else:
        found.problems[problem] += row.people


def _add_those_to_come(found: Tally, broadcast: Broadcast) -> None:
    if broadcast.spreading != FIRST:
        return
    to_come = max(0, broadcast.reachable - found.addressed)
    found.total = max(found.total, broadcast.people)
    if broadcast.state == SENDING:
        found.addressed += to_come
        found.waiting += to_come
    elif broadcast.state == BROKEN and to_come:
        found.problems["unknown"] += to_come


def waits(session: Session, broadcast: Broadcast) -> bool:
    """Whether anything of it has still to go out."""
    unsent = select(Outbox.id).where(Outbox.broadcast_id == broadcast.id, text(UNSENT))
    return bool(broadcast.spreading) or session.exec(unsent.limit(1)).first() is not None


def not_reached(session: Session, broadcast: Broadcast) -> list[Missed]:
    """Those who have not got it, or could not get it if it went out now; by reason, then in Vietnamese order."""
    if broadcast.state == DRAFT:
        rows = [(one.person_id, one.name, one.problem) for one in members(session, broadcast.audience) if one.problem]
    else:
        rows = _recorded(session, broadcast)
    found = _with_units(session, rows)
    return sorted(found, key=lambda one: (PROBLEMS.index(one.problem), name_key(one.name)))


def not_acknowledged(session: Session, broadcast_id: int) -> list[Missed]:
    """Those who got it and have not said so, in Vietnamese order."""
    query = (
        select(Person.id, Person.name)
        .join(Recipient, col(Recipient.person_id) == Person.id)
        .join(Outbox, col(Outbox.id) == Recipient.outbox_id)
        .where(Recipient.broadcast_id == broadcast_id, Outbox.state == outbox.SENT)
        .where(col(Recipient.acknowledged_at).is_(None))
    )
    found = _with_units(session, [(person_id or -1, name, "") for person_id, name in session.exec(query)])
    return sorted(found, key=lambda one: name_key(one.name))


def acknowledge(session: Session, person_id: int, broadcast_id: int | None, now: datetime) -> str:
    """The person has it: that broadcast, or without one the newest that waits for it.

    Returns `thanks`, `again` when they had said so before, or `nothing` when there is none.
    """
    query = (
        select(Recipient)
        .join(Broadcast, col(Broadcast.id) == Recipient.broadcast_id)
        .join(Outbox, col(Outbox.id) == Recipient.outbox_id)
        .where(Recipient.person_id == person_id, col(Broadcast.acknowledge))
        .order_by(col(Broadcast.send_at).desc(), col(Broadcast.id).desc())
    )
    if broadcast_id is not None:
        query = query.where(Broadcast.id == broadcast_id)
    else:
        query = query.where(col(Outbox.state).in_(ARRIVED))
    found = session.exec(query).all()
    waiting = next((one for one in found if one.acknowledged_at is None), None)
    if waiting is None:
        return "again" if found else "nothing"
    waiting.acknowledged_at = now
    session.flush()
    return "thanks"


def _recorded(session: Session, broadcast: Broadcast) -> list[tuple[int, str, str]]:
    twice = (func.coalesce(Outbox.repeated, 0) > 0).label("twice")
    query = (
        core_select(Person.id, Person.name, Recipient.problem, Outbox.state, Outbox.reason, twice)  # type: ignore[call-overload]
        .join(Recipient, col(Recipient.person_id) == Person.id)
        .outerjoin(Outbox, col(Outbox.id) == Recipient.outbox_id)
        .where(col(Recipient.broadcast_id) == broadcast.id, col(Recipient.acknowledged_at).is_(None))
        .where(or_(col(Outbox.state).is_(None), col(Outbox.state).not_in([outbox.SENT, *WAITING])))
    )
    return [
        (row.id, row.name, _problem(row.problem, row.state, row.reason, row.twice))
        for row in session.connection().execute(query)
    ]


def _problem(problem: str, state: str | None, reason: str | None, twice: bool) -> str:
    if state is None:
        found = problem or "erased"  # a message that went with the chat of someone who was forgotten
    elif state == outbox.UNKNOWN or twice:
        found = DOUBT
    else:
        found = _FROM_STATE.get(state) or _FROM_REASON.get(reason or "", reason or "")
    return found if found in PROBLEMS else "unknown"


def _with_units(session: Session, rows: list[tuple[int, str, str]]) -> list[Missed]:
    units = units_of(session, [person_id for person_id, _, _ in rows])
    return [Missed(name, units.get(person_id, ""), problem) for person_id, name, problem in rows]
