"""What the room sees of a live quiz: nothing that is not the whole room's."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from storage import accounts
from storage.accounts import Account
from storage.live import ASKING, CLOSING, ENDING, NAMED, NO_TABLE, OVER, WAITING, LiveQuiz, answers, rooms
from storage.live.answers import Tally
from storage.quizzes.asked import Asked


@dataclass(frozen=True, slots=True)
class Best:
    """A line of the table of the best; `name` is empty where the room sees none."""

    place: int
    name: str
    points: float


@dataclass(frozen=True, slots=True)
class Board:
    """One moment of a live quiz.

    `asked` stands or stood last, `tally` is known once it is closed. `ways` are the bots to which the code is sent.
    So many more as are `tied` have the points of the last of the `best`.
    """

    title: str
    code: str
    state: str
    questions: int
    seconds: int
    joined: int = 0
    ways: tuple[str, ...] = ()
    telegram: str = ""
    asked: Asked | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    answered: int = 0
    told: int = 0
    tally: Tally | None = None
    best: tuple[Best, ...] = field(default=())
    tied: int = 0


def seen(session: Session, code: str) -> Board | None:
    """What the room sees now; None when no live quiz has that code."""
    live = rooms.with_code(session, code)
    if live is None:
        return None
    if live.state == WAITING:
        return _waiting(session, live)
    if live.state == OVER:
        return _made(live, **_best(session, live))
    asked = rooms.question(session, live, live.position)
    assert asked is not None
    if live.state in (ASKING, CLOSING, ENDING):
        answered, told = answers.progress(session, live)
        times = {"opens_at": live.opens_at, "closes_at": live.closes_at}
        return _made(live, asked=asked, answered=answered, told=told, **times)
    return _made(live, asked=asked, tally=answers.tally(session, live, asked), **_best(session, live))


def picture_id(session: Session, code: str, position: int) -> int | None:
    """The file of the picture of a question that has been asked already, or None."""
    live = rooms.with_code(session, code)
    asked = None if live is None or position > live.position else rooms.question(session, live, position)
    return None if asked is None else asked.picture_id


def in_short(name: str) -> str:
    """`Lan T.` for Trần Thị Lan: enough for the room, too little for a search."""
    family, *others = name.split() or [""]
    return f"{others[-1]} {family[:1]}." if others and family[:1].isalpha() else name  # who was erased has none


def _waiting(session: Session, live: LiveQuiz) -> Board:
    bots = session.exec(select(Account).where(Account.name != "").order_by(col(Account.id)))
    ways = tuple(account.title for account in bots)
    return _made(live, joined=rooms.joined(session, live), ways=ways, telegram=accounts.telegram_name(session))


def _made(live: LiveQuiz, **more: object) -> Board:
    return Board(live.title, live.code or "", live.state, live.questions, live.seconds, **more)  # type: ignore[arg-type]


def _best(session: Session, live: LiveQuiz) -> dict[str, Any]:
    if live.shown_table == NO_TABLE:
        return {}
    named = live.shown_table == NAMED
    first, tied = answers.leading(answers.scores(session, live))
    best = tuple(Best(one.place, in_short(one.name) if named else "", one.points) for one in first)
    return {"best": best, "tied": tied}
