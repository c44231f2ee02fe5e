"""The answers of a live quiz: each is taken once, graded, and counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import Session, col, func, select

from storage.chats import ACTIVE, Chat
from storage.database import inserting
from storage.live import ASKING, LiveAnswer, LiveParticipant, LiveQuiz
from storage.people import Person
from storage.quizzes import NUMBER, SHORT, grading
from storage.quizzes.asked import Asked
from storage.quizzes.grading import Given
from storage.vietnamese import name_key

ON_ITS_WAY = timedelta(seconds=1)  # an answer of the last moment is under way so long
MOST_BONUS = 0.5  # points, for who answers before the countdown has begun
BEST = 5  # of the room that the table of the best has
MOST_TYPED = 5  # different typed answers that are listed


@dataclass(frozen=True, slots=True)
class Tally:
    """One question in figures.

    `told` are those whom it reached or who answered, `right` those with all of the point, `share` the mean of the
    points (0 to 1). `picked` counts each option; `typed` are the commonest typed answers, each with how many gave it
    and whether it is right.
    """

    told: int
    answered: int
    right: int
    share: float
    picked: list[int] = field(default_factory=list)
    typed: list[tuple[str, int, bool]] = field(default_factory=list)

    @property
    def wrong(self) -> int:
        return self.answered - self.right

    @property
    def silent(self) -> int:
        return self.told - self.answered


@dataclass(frozen=True, slots=True)
class Score:
    """What somebody has so far: the sum of their points, questions that were wholly right, place from 1."""

    person_id: int
    name: str
    points: float
    right: int
    place: int = 0


def answer(session: Session, live: LiveQuiz, asked: Asked, person_id: int, given: Given, now: datetime) -> bool:
    """Take the answer to the question that stands; False when there is one by this person already.

    `live` must be held (see `rooms.held`), or it may be closed meanwhile.
    """
    points = grading.points(asked.kind, asked.key, len(asked.options), given)
    values = {
        "live_id": live.id, "position": asked.position, "person_id": person_id, "given": given, "points": points,
        "bonus": _bonus(live, points, now), "answered_at": now,
    }  # fmt: skip
    statement = inserting(session, LiveAnswer).values(values).on_conflict_do_nothing()
    # A row comes back when it was written; how many were is not told of an INSERT on every database.
    taken = session.connection().execute(statement.returning(LiveAnswer.position)).first()
    return taken is not None


def is_open(live: LiveQuiz, now: datetime) -> bool:
    """Whether answers to its question are taken."""
    return live.state == ASKING and live.closes_at is not None and now <= live.closes_at + ON_ITS_WAY


def of_person(session: Session, live: LiveQuiz, position: int, person_id: int) -> LiveAnswer | None:
    return session.get(LiveAnswer, (live.id, position, person_id))


def given_to(session: Session, live: LiveQuiz, position: int) -> dict[int, LiveAnswer]:
    """The answers to one question, by person."""
    query = select(LiveAnswer).where(LiveAnswer.live_id == live.id, LiveAnswer.position == position)
    return {one.person_id: one for one in session.exec(query)}


def points_so_far(session: Session, live: LiveQuiz) -> dict[int, float]:
    """The points of everybody who answered anything."""
    query = (
        select(LiveAnswer.person_id, func.sum(LiveAnswer.points + LiveAnswer.bonus))
        .where(LiveAnswer.live_id == live.id)
        .group_by(col(LiveAnswer.person_id))
    )
    return dict(session.exec(query).all())


def progress(session: Session, live: LiveQuiz) -> tuple[int, int]:
    """How many answered the question that stands, and of how many: who blocked us since is not waited for."""
    done = select(LiveAnswer.person_id).where(LiveAnswer.live_id == live.id, LiveAnswer.position == live.position)
    answered = set(session.exec(done))
    asked = (
        select(LiveParticipant.person_id)
        .join(Chat, col(Chat.id) == LiveParticipant.chat_id)
        .where(LiveParticipant.live_id == live.id, LiveParticipant.since <= live.position)
        .where(col(LiveParticipant.has_left).is_(False), Chat.state == ACTIVE)
    )
    return len(answered), len(answered | set(session.exec(asked)))


def anything_since(session: Session, live: LiveQuiz, moment: datetime) -> bool:
    """Whether anybody answered, or came into the room, at that moment or later."""
    came = select(LiveParticipant.live_id).where(
        LiveParticipant.live_id == live.id, LiveParticipant.joined_at >= moment
    )
    done = select(LiveAnswer.live_id).where(LiveAnswer.live_id == live.id, LiveAnswer.answered_at >= moment)
    return session.exec(came.limit(1)).first() is not None or session.exec(done.limit(1)).first() is not None


def tally(session: Session, live: LiveQuiz, asked: Asked) -> Tally:
    """The question at that position in figures."""
    given = given_to(session, live, asked.position)
    reached = select(LiveParticipant.person_id).where(
        LiveParticipant.live_id == live.id, LiveParticipant.told >= asked.position,
        LiveParticipant.since <= asked.position,
    )  # fmt: skip
    told = len(set(session.exec(reached)) | set(given))
    answers = list(given.values())
    return Tally(
        told=told,
        answered=len(answers),
        right=sum(one.points >= 1 for one in answers),
        share=sum(one.points for one in answers) / told if told else 0.0,
        picked=[sum(number in one.given for one in answers) for number in range(len(asked.options))],
        typed=_commonest(asked, answers) if asked.kind in (SHORT, NUMBER) else [],
    )


def scores(session: Session, live: LiveQuiz) -> list[Score]:
    """Everybody who was asked anything, the best first; who has the same points shares a place."""
    total, right = points_so_far(session, live), _right(session, live)
    query = (
        select(Person)
        .join(LiveParticipant, col(LiveParticipant.person_id) == Person.id)
        .where(LiveParticipant.live_id == live.id, LiveParticipant.told > 0)
    )
    people = sorted(session.exec(query), key=lambda one: (-_rounded(total.get(one.id or 0, 0)), name_key(one.name)))
    ordered = [(one, _rounded(total.get(one.id or 0, 0))) for one in people]
    return [
        Score(one.id or 0, one.name, points, right.get(one.id or 0, 0), 1 + sum(other > points for _, other in ordered))
        for one, points in ordered
    ]


def leading(scores: Sequence[Score]) -> tuple[list[Score], int]:
    """The first five who have any points, and how many more have as many as the last of them.

    Nobody stands before the room with nothing.
    """
    scored = [one for one in scores if one.points > 0]
    first = scored[:BEST]
    return first, sum(one.points == first[-1].points for one in scored[BEST:]) if first else 0


def every(session: Session, live: LiveQuiz) -> dict[tuple[int, int], LiveAnswer]:
    """All answers, by person and position."""
    query = select(LiveAnswer).where(LiveAnswer.live_id == live.id)
    return {(one.person_id, one.position): one for one in session.exec(query)}


def _right(session: Session, live: LiveQuiz) -> dict[int, int]:
    query = (
        select(LiveAnswer.person_id, func.count())
        .where(LiveAnswer.live_id == live.id, LiveAnswer.points >= 1)
        .group_by(col(LiveAnswer.person_id))
    )
    return dict(session.exec(query).all())


def _rounded(points: float) -> float:
    return round(points, 6)  # thirds add up to a whole


def _bonus(live: LiveQuiz, points: float, now: datetime) -> float:
    """The share of the time that was left, of half a point, for what was right.

    Until the question has surely reached everybody all of the time is left, so nobody loses by coming last.
    """
    if not live.bonus or live.closes_at is None:
        return 0.0
    left = (live.closes_at - now).total_seconds() / live.seconds
    return round(MOST_BONUS * points * min(1.0, max(0.0, left)), 2)


def _commonest(asked: Asked, answers: Iterable[LiveAnswer]) -> list[tuple[str, int, bool]]:
    groups: dict[str, list[LiveAnswer]] = {}
    for one in sorted(answers, key=lambda one: one.answered_at):
        groups.setdefault(grading.comparable(str(one.given)), []).append(one)
    largest = sorted(groups.values(), key=len, reverse=True)[:MOST_TYPED]
    return [(str(group[0].given), len(group), group[0].points >= 1) for group in largest]
