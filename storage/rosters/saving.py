"""Making a roster's plan so, in a few statements for however many people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, update
from sqlmodel import Session, col

from storage import audit, chats, cohorts, programmes
from storage.cohorts import NOMINATED, REGISTERED, Enrolment
from storage.people import Person
from storage.rosters.planning import (
    ASKED,
    CHANGED,
    DETAILS,
    ENROLLED,
    NEW,
    UNCHANGED,
    Entry,
    RosterPlan,
    unit_ids,
)
from storage.units import Unit
from storage.vietnamese import fold


@dataclass(frozen=True, slots=True)
class Counts:
    """What saving did: new people, known people newly enrolled, members changed, members left as they were,
    and rows not saved."""

    new: int
    enrolled: int
    changed: int
    unchanged: int
    refused: int


def save(session: Session, plan: RosterPlan, actor_id: int | None, now: datetime) -> Counts:
    """Do what the plan says. The plan must have been made in this transaction."""
    counts = Counts(
        plan.counts[NEW],
        plan.counts[ENROLLED],
        plan.counts[CHANGED],
        plan.counts[UNCHANGED],
        plan.counts[ASKED],
    )
    if not plan.does_something:
        return counts
    programme = programmes.founded(session, plan.programme_name)
    cohort = cohorts.founded(session, plan.cohort_code, programme, now)
    assert cohort.id is not None
    units = _units(session, plan)
    newcomers = plan.of_kind(NEW)
    joining = list(zip(_new_people(session, newcomers, now), newcomers, strict=True))
    joining += [(entry.known.id, entry) for entry in plan.of_kind(ENROLLED) if entry.known is not None]
    _enrol(session, cohort.id, joining, units, now)
    _change_people(session, plan)
    _change_enrolments(session, plan, units)
    session.flush()
    session.expire_all()  # the rows were changed behind the back of the objects
    detail = ", ".join(f"{name} {getattr(counts, name)}" for name in ("new", "enrolled", "changed"))
    audit.note(session, now, actor_id, "roster saved", f"cohort:{cohort.id}", detail)
    return counts


def _units(session: Session, plan: RosterPlan) -> dict[str, int]:
    """The ids of all units that the plan names, the new ones made, by folded name."""
    if plan.new_units:
        rows = [{"name": name, "folded": fold(name)} for name in plan.new_units]
        session.connection().execute(insert(Unit), rows)
    return unit_ids(session, sorted({fold(entry.row.unit) for entry in plan.entries} - {""}))


def _new_people(session: Session, entries: list[Entry], now: datetime) -> list[int]:
    """The ids of the people made from the entries, in the same order."""
    if not entries:
        return []
    rows = [
        {
            "name": entry.row.name,
            "folded": fold(entry.row.name),
            "birth": entry.row.birth,
            "roles": [],
            "created_at": now,
            **{name: getattr(entry.row, name) for name in DETAILS},
        }
        for entry in entries
    ]
    statement = insert(Person).returning(col(Person.id), sort_by_parameter_order=True)
    return [row[0] for row in session.connection().execute(statement, rows) if row[0] is not None]


def _enrol(
    session: Session, cohort_id: int, joining: list[tuple[int, Entry]], units: dict[str, int], now: datetime
) -> None:
    """Put the people on the roster; whoever has a chat with us already counts as registered at once."""
    if not joining:
        return
    linked = chats.linked_people(session, [person_id for person_id, _ in joining])
    rows = [
        {
            "cohort_id": cohort_id,
            "person_id": person_id,
            "unit_id": units.get(fold(entry.row.unit)),
            "state": REGISTERED if person_id in linked else NOMINATED,
            "note": entry.row.note,
            "registered_at": now if person_id in linked else None,
        }
        for person_id, entry in joining
    ]
    session.connection().execute(insert(Enrolment), rows)


def _change_people(session: Session, plan: RosterPlan) -> None:
    columns = ("name", "birth", *DETAILS)
    rows: list[dict[str, Any]] = []
    for entry in plan.with_changes:
        if entry.known is None or not entry.changes.keys() & set(columns):
            continue
        row = {f"new_{name}": entry.changes.get(name, getattr(entry.known, name)) for name in columns}
        rows.append({**row, "new_folded": fold(row["new_name"]), "which": entry.known.id})
    if rows:
        new: dict[str, Any] = {name: bindparam(f"new_{name}") for name in (*columns, "folded")}
        statement = update(Person).where(col(Person.id) == bindparam("which")).values(**new)
        session.connection().execute(statement, rows)


def _change_enrolments(session: Session, plan: RosterPlan, units: dict[str, int]) -> None:
    rows: list[dict[str, Any]] = []
    for entry in plan.of_kind(CHANGED):
        if entry.known is None or not entry.changes.keys() & {"unit", "note"}:
            continue
        unit = entry.changes.get("unit", entry.known.unit)
        rows.append(
            {
                "new_unit": units.get(fold(unit)) or unit_ids(session, [fold(unit)]).get(fold(unit)),
                "new_note": entry.changes.get("note", entry.known.note),
                "which": entry.known.enrolment_id,
            }
        )
    if rows:
        statement = (
            update(Enrolment)
            .where(col(Enrolment.id) == bindparam("which"))
            .values(unit_id=bindparam("new_unit"), note=bindparam("new_note"))
        )
        session.connection().execute(statement, rows)
