"""Questions that were read before. No version of a question is ever changed in place, so none is read twice."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlalchemy import select as core_select
from sqlmodel import Session, col

from storage.quizzes import Question

MOST = 5_000  # questions kept for one database; those used longest ago make room

_COLUMNS = (
    col(Question.id), col(Question.kind), col(Question.stem), col(Question.options), col(Question.key),
    col(Question.explanation), col(Question.source), col(Question.feedbacks), col(Question.picture_id),
)  # fmt: skip
_kept: WeakKeyDictionary[Engine, OrderedDict[int, Any]] = WeakKeyDictionary()
_lock = Lock()


def questions(session: Session, ids: Iterable[int]) -> list[Any]:
    """The rows of these questions, in the order of the ids: id, kind, stem, options, key, explanation, source,
    feedbacks, picture_id. What is in them must not be changed."""
    wanted = list(ids)
    engine = session.connection().engine
    with _lock:
        kept = _kept.setdefault(engine, OrderedDict())
        found = {number: kept[number] for number in wanted if number in kept}
    missing = [number for number in wanted if number not in found]
    if missing:
        query = core_select(*_COLUMNS).where(col(Question.id).in_(missing))
        found |= {row.id: row for row in session.connection().execute(query)}
        _keep(kept, found, missing)
    return [found[number] for number in wanted]


def forget() -> None:
    """Read every question anew: the rows behind the engines in use were put in the place of others."""
    with _lock:
        _kept.clear()


def _keep(kept: OrderedDict[int, Any], found: dict[int, Any], missing: list[int]) -> None:
    with _lock:
        for number in missing:
            kept[number] = found[number]
        while len(kept) > MOST:
            kept.popitem(last=False)
