"""Whom the rows of a roster mean: surely someone known, surely someone new, or someone to ask about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from storage.files.problems import Problem
from storage.files.roster import RosterRow
from storage.rosters.known import Acquaintances, Known
from storage.vietnamese import births_match, fold

UNDECIDED, SAME, DIFFERENT, LEAVE = "", "same", "different", "leave"
"""What a coordinator says of all rows in doubt: the same people, different people, or leave them out."""

FULL_DATE = len("1990-03-05")
_TWICE = {"person-twice": "twice", "phone-twice": "phone-twice"}


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a row may mean someone whom we have already.

    `reason` is `twice` or `phone-twice` (the row `place` of the same file), `birth` (same name, the births
    may be the same), `phone` (another name, same phone) or `several` (more than one person fits). `known` is
    the person it may be, None within the file.
    """

    reason: str
    known: Known | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """What one row means: a person known for sure, a doubt, or, with neither, someone new."""

    row: RosterRow
    known: Known | None = None
    doubt: Doubt | None = None


def match(rows: Sequence[RosterRow], people: Acquaintances, problems: Iterable[Problem]) -> list[Match]:
    """What each row means. One person is never meant by two rows.

    In the cohort itself the same name with the same birth as written (a year alone, or none) is the same
    person, so that sending a roster again changes nothing. Elsewhere in the centre that takes the full date
    of birth, or the same phone too.
    """
    matching = _Matching(rows, people)
    for likeness in _SURE:
        matching.pair(likeness)
    matching.pair(_namesakes_born_then, only_one=True)
    again = {
        (problem.sheet, problem.row): Doubt(_TWICE[problem.key], place=problem.expected)
        for problem in problems
        if problem.key in _TWICE
    }
    return [matching.meant(index, again.get((row.sheet, row.row))) for index, row in enumerate(rows)]


class _Matching:
    """The rows being paired with people, the surest pairs first."""

    def __init__(self, rows: Sequence[RosterRow], people: Acquaintances) -> None:
        self.rows = rows
        self.names = [fold(row.name) for row in rows]
        self.people = people
        self.paired: dict[int, Known] = {}
        self.taken: set[int] = set()

    def pair(self, likeness: _Likeness, *, only_one: bool = False) -> None:
        """Give each row that has nobody yet the first free person of that likeness."""
        for index, row in enumerate(self.rows):
            if index in self.paired:
                continue
            alike = self.free(likeness(self.people, row, self.names[index]))
            if alike and (len(alike) == 1 or not only_one):
                self.paired[index] = alike[0]
                self.taken.add(alike[0].id)

    def free(self, people: Iterable[Known]) -> list[Known]:
        return [person for person in people if person.id not in self.taken]

    def meant(self, index: int, again: Doubt | None) -> Match:
        row = self.rows[index]
        if index in self.paired:
            return Match(row, self.paired[index])
        return Match(row, doubt=again or self.doubt(row, self.names[index]))

    def doubt(self, row: RosterRow, name: str) -> Doubt | None:
        several = self.free(_namesakes_born_then(self.people, row, name))
        if several:
            return Doubt("several", several[0])
        alike = self.free(person for person in self.people.by_name.get(name, ()) if _may_agree(person.birth, row.birth))
        if alike:
            return Doubt("birth", alike[0])
        reached = self.free(self.people.by_phone.get(row.phone, ())) if row.phone else []
        return Doubt("phone", reached[0]) if reached else None


_Likeness = Callable[[Acquaintances, RosterRow, str], list[Known]]


def _members_born_then(people: Acquaintances, row: RosterRow, name: str) -> list[Known]:
    return [person for person in people.by_name_and_birth.get((name, row.birth), ()) if person.is_member]


def _members_with_phone(people: Acquaintances, row: RosterRow, name: str) -> list[Known]:
    return [person for person in _members_born_then(people, row, name) if row.phone and person.phone == row.phone]


def _members_of_unit(people: Acquaintances, row: RosterRow, name: str) -> list[Known]:
    unit = fold(row.unit)
    return [person for person in _members_born_then(people, row, name) if fold(person.unit) == unit]


def _namesakes_with_phone(people: Acquaintances, row: RosterRow, name: str) -> list[Known]:
    """Same name, same phone, and births that do not speak against it."""
    if not row.phone:
        return []
    return [
        person
        for person in people.by_phone.get(row.phone, ())
        if person.folded == name and _may_agree(person.birth, row.birth)
    ]


def _namesakes_born_then(people: Acquaintances, row: RosterRow, name: str) -> list[Known]:
    """Same name and the same full date of birth, anywhere in the centre."""
    return people.by_name_and_birth.get((name, row.birth), []) if len(row.birth) == FULL_DATE else []


def _may_agree(one: str, other: str) -> bool:
    return not one or not other or births_match(one, other)


_SURE: tuple[_Likeness, ...] = (
    _members_with_phone,
    _members_of_unit,
    _members_born_then,
    _namesakes_with_phone,
)
