"""What a broadcast costs in time: its own messages, and what the same accounts must send before."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from storage.accounts import Account
from storage.broadcasts import FIRST, SENDING, Broadcast
from storage.outbox import NOTICE, QUEUED, Outbox

PER_SECOND = 25.0  # unless another rate is set (CHUONG_SENDS_PER_SECOND)


@dataclass(frozen=True, slots=True)
class Cost:
    """`seconds` are those of its own messages, `until_done` those from its beginning to its last message,
    `before` how many messages go out before it."""

    seconds: int
    until_done: int
    before: int


def seconds(people: int, per_second: float = PER_SECOND) -> int:
    """How long it takes to send to so many, in whole seconds, at least one."""
    return max(1, math.ceil(people / per_second))


def reckoned(session: Session, accounts: Counter[int], at: datetime, per_second: float = PER_SECOND) -> Cost:
    """The cost of a broadcast that begins then and goes to so many people by each account."""
    waiting = _waiting(session, accounts, at)
    paused = dict(session.exec(select(Account.id, Account.paused_until).where(col(Account.id).in_(accounts))).all())
    rest = {one: max(0.0, (until - at).total_seconds()) if until else 0.0 for one, until in paused.items()}
    return Cost(
        seconds=max((seconds(people, per_second) for people in accounts.values()), default=1),
        until_done=max(
            (
                math.ceil(rest.get(one, 0.0)) + seconds(people + waiting[one], per_second)
                for one, people in accounts.items()
            ),
            default=1,
        ),
        before=waiting.total(),
    )


def _waiting(session: Session, account_ids: Collection[int], at: datetime) -> Counter[int]:
    """How many notices of these accounts go out before one that is put into the outbox then."""
    query = (
        select(Outbox.account_id, func.count())
        .where(col(Outbox.account_id).in_(account_ids), Outbox.state == QUEUED)
        .where(Outbox.lane == NOTICE, Outbox.not_before <= at)
        .group_by(col(Outbox.account_id))
    )
    found = Counter(dict(session.exec(query).all()))
    # Of a broadcast that is being put there still, nobody knows by which account the rest goes: by each, at worst.
    spreading = select(Broadcast).where(Broadcast.state == SENDING, Broadcast.spreading == FIRST)
    for other in session.exec(spreading):
        there = select(func.count()).select_from(Outbox).where(Outbox.broadcast_id == other.id)
        to_come = max(0, other.reachable - session.exec(there).one())
        found.update(dict.fromkeys(account_ids, to_come))
    return found
