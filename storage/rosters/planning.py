"""What a roster would change: who is new, who is known, whose details change, whom to ask about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from sqlmodel import Session, col, select

from storage import cohorts, programmes
from storage.cohorts import WITHDRAWN
from storage.files.problems import Problem
from storage.files.roster import Roster, RosterRow
from storage.programmes import Programme
from storage.rosters.known import AT_ONCE, Known, acquaintances
from storage.rosters.matching import DIFFERENT, FULL_DATE, SAME, UNDECIDED, Doubt, Match, match
from storage.units import Unit
from storage.vietnamese import fold

NEW, ENROLLED, CHANGED, UNCHANGED, AWAY, ASKED = "new", "enrolled", "changed", "same", "withdrawn", "asked"
"""What becomes of a row: a new person; a known one, new to the cohort; one of the cohort whose details
change, or do not; one who has left the cohort and is left alone; one in doubt, which is not saved."""

DETAILS = ("gender", "phone", "position", "education", "party_date")


@dataclass(frozen=True, slots=True)
class Entry:
    """What becomes of one row. `changes` are the columns that change, with their new values."""

    row: RosterRow
    kind: str
    known: Known | None = None
    changes: dict[str, str] = field(default_factory=dict)
    doubt: Doubt | None = None


@dataclass(frozen=True)
class RosterPlan:
    """What saving would do. `absent` counts those of the cohort whom the file does not name."""

    cohort_code: str
    programme_name: str
    is_new_cohort: bool
    is_new_programme: bool
    entries: list[Entry]
    new_units: list[str]
    problems: list[Problem]
    absent: int
    withdrawn: int

    @cached_property
    def counts(self) -> Counter[str]:
        """How many rows there are of each kind (see `NEW`)."""
        return Counter(entry.kind for entry in self.entries)

    @cached_property
    def asked(self) -> list[Entry]:
        """The rows in doubt, which are not saved."""
        return self.of_kind(ASKED)

    @cached_property
    def with_changes(self) -> list[Entry]:
        """The people known before whose details change."""
        return [entry for entry in self.entries if entry.known is not None and entry.changes]

    def of_kind(self, kind: str) -> list[Entry]:
        return [entry for entry in self.entries if entry.kind == kind]

    @property
    def does_something(self) -> bool:
        """Whether saving would change anything."""
        return self.is_new_cohort or any(self.counts[kind] for kind in (NEW, ENROLLED, CHANGED))


def plan(
    session: Session,
    roster: Roster,
    cohort_code: str,
    programme_name: str,
    now: datetime,
    decision: str = UNDECIDED,
) -> RosterPlan:
    """What saving the roster into that cohort would do; nothing is changed.

    `decision` is what the coordinator says of all rows in doubt (see `matching`); undecided ones are not
    saved. `programme_name` counts only for a new cohort.
    """
    session.flush()  # the statements on the connection see only what is written
    cohort = cohorts.called(session, cohort_code)
    people = acquaintances(session, roster.rows, cohort.id if cohort else None)
    found = match(roster.rows, people, roster.problems)
    entries = list(_decided(found, decision))
    meant = {entry.known.id for entry in entries if entry.known is not None}
    missing = [person for person in people.members() if person.id not in meant]
    programme = session.get_one(Programme, cohort.programme_id).name if cohort else programme_name.strip()
    return RosterPlan(
        cohort_code=cohort.code if cohort else cohort_code.strip(),
        programme_name=programme,
        is_new_cohort=cohort is None,
        is_new_programme=programmes.called(session, programme) is None,
        entries=entries,
        new_units=_new_units(session, entries),
        problems=[problem for problem in roster.problems if not problem.key.endswith("-twice")],
        absent=sum(1 for person in missing if person.state != WITHDRAWN),
        withdrawn=sum(1 for entry in entries if entry.kind == AWAY),
    )


def _decided(found: list[Match], decision: str) -> Iterator[Entry]:
    """The entries, the rows in doubt as the coordinator decided."""
    taken = {one.known.id for one in found if one.known is not None}
    for one in found:
        if one.doubt is None:
            yield _entry(one.row, one.known)
        elif decision == DIFFERENT:
            yield _entry(one.row, None)
        elif decision == SAME and one.doubt.known is not None and one.doubt.known.id not in taken:
            taken.add(one.doubt.known.id)
            yield _entry(one.row, one.doubt.known)
        else:
            yield Entry(one.row, ASKED, one.doubt.known, doubt=one.doubt)


def _entry(row: RosterRow, known: Known | None) -> Entry:
    if known is None:
        return Entry(row, NEW)
    if known.state == WITHDRAWN:
        return Entry(row, AWAY, known)
    changes = dict(_changes(row, known))
    if not known.is_member:
        return Entry(row, ENROLLED, known, changes)
    return Entry(row, CHANGED if changes else UNCHANGED, known, changes)


def _changes(row: RosterRow, known: Known) -> Iterator[tuple[str, str]]:
    """The columns that change. What the file leaves empty, or knows less exactly, stays."""
    if row.name != known.name and (fold(row.name) != known.folded or not row.name.isascii()):
        yield "name", row.name
    if row.birth != known.birth and (len(row.birth) == FULL_DATE or not known.birth):
        yield "birth", row.birth
    for name in DETAILS:
        value: str = getattr(row, name)
        if value and value != getattr(known, name):
            yield name, value
    if known.is_member and row.unit and fold(row.unit) != fold(known.unit):
        yield "unit", row.unit
    if known.is_member and row.note and row.note != known.note:
        yield "note", row.note


def _new_units(session: Session, entries: list[Entry]) -> list[str]:
    """The units that the entries name and the centre does not know, in the order of the file."""
    named: dict[str, str] = {}
    for entry in entries:
        if entry.row.unit and entry.kind not in (ASKED, AWAY):
            named.setdefault(fold(entry.row.unit), entry.row.unit)
    for unit in unit_ids(session, list(named)):
        del named[unit]
    return list(named.values())


def unit_ids(session: Session, folded: list[str]) -> dict[str, int]:
    """The ids of the units with these folded names, as far as there are any."""
    found: dict[str, int] = {}
    for start in range(0, len(folded), AT_ONCE):
        query = select(Unit.folded, Unit.id).where(col(Unit.folded).in_(folded[start : start + AT_ONCE]))
        found.update({name: number for name, number in session.exec(query) if number is not None})
    return found


def programmes_known(session: Session) -> list[Programme]:
    """The programmes that the centre has, by name."""
    return sorted(session.exec(select(Programme)), key=lambda programme: programme.folded)
