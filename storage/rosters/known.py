"""The people of the centre whom the rows of a roster may mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import and_
from sqlalchemy import select as core_select
from sqlmodel import Session, col

from storage.cohorts import Enrolment
from storage.files.roster import RosterRow
from storage.people import Person
from storage.units import Unit
from storage.vietnamese import fold

AT_ONCE = 5000  # values in one query; SQLite takes 32,766, PostgreSQL 65,535


@dataclass(frozen=True, slots=True)
class Known:
    """A person as the database has them. `enrolment_id` and what follows speak of the roster's cohort."""

    id: int
    name: str
    folded: str
    birth: str
    gender: str
    phone: str
    position: str
    education: str
    party_date: str
    enrolment_id: int | None
    state: str | None
    unit: str
    note: str

    @property
    def is_member(self) -> bool:
        """Whether the person stands on the roster of the cohort already."""
        return self.enrolment_id is not None


@dataclass
class Acquaintances:
    """Everyone of the cohort, and everyone of the centre who has the name or the phone of a row."""

    everyone: dict[int, Known] = field(default_factory=dict)
    by_name: defaultdict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_name_and_birth: defaultdict[tuple[str, str], list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_phone: defaultdict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))

    def add(self, person: Known) -> None:
        if person.id in self.everyone:
            return
        self.everyone[person.id] = person
        self.by_name[person.folded].append(person)
        self.by_name_and_birth[person.folded, person.birth].append(person)
        if person.phone:
            self.by_phone[person.phone].append(person)

    def members(self) -> Iterator[Known]:
        return (person for person in self.everyone.values() if person.is_member)


def acquaintances(session: Session, rows: Sequence[RosterRow], cohort_id: int | None) -> Acquaintances:
    """Whom the rows may mean; `cohort_id` is None for a new cohort."""
    found = Acquaintances()
    in_cohort = and_(
        col(Enrolment.person_id) == Person.id,
        col(Enrolment.cohort_id) == (-1 if cohort_id is None else cohort_id),
    )
    query = (
        core_select(
            *(getattr(Person, name) for name in _PERSON),
            col(Enrolment.id),
            col(Enrolment.state),
            col(Unit.name),
            col(Enrolment.note),
        )
        .outerjoin(Enrolment, in_cohort)
        .outerjoin(Unit, col(Unit.id) == Enrolment.unit_id)
        .order_by(col(Person.id))
    )
    conditions: list[Any] = [col(Enrolment.id).is_not(None)]
    conditions += [col(Person.folded).in_(names) for names in _portions(fold(row.name) for row in rows)]
    conditions += [col(Person.phone).in_(phones) for phones in _portions(row.phone for row in rows)]
    for condition in conditions:
        for row in session.connection().execute(query.where(condition)):
            values: list[Any] = [*row[:-2], row[-2] or "", row[-1] or ""]
            found.add(Known(*values))
    return found


_PERSON = ("id", "name", "folded", "birth", "gender", "phone", "position", "education", "party_date")


def _portions(values: Iterable[str]) -> Iterator[list[str]]:
    """The different values, without the empty one, in lists that fit into one query each."""
    wanted = sorted(set(values) - {""})
    for start in range(0, len(wanted), AT_ONCE):
        yield wanted[start : start + AT_ONCE]
