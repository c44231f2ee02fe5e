"""A roster before it is saved, in words, and what saving it did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from handlers.imports.preview import (
    MOST_NAMED,
    SAMPLES,
    Preview,
    Saved,
    Wanted,
    at_row,
    counted,
    first_and_more,
    heading,
    named,
    problem_lines,
)
from handlers.voice import Voice
from storage import cohorts, rosters
from storage.files.roster import Roster, RosterRow
from storage.messages import Choice
from storage.rosters import Counts, Entry, RosterPlan
from storage.vietnamese import birth_words

KINDS = ("new", "enrolled", "changed", "same", "withdrawn")
DETAILS = ("birth", "gender", "position", "phone", "party_date", "education")


def preview(session: Session, voice: Voice, wanted: Wanted, roster: Roster, now: datetime) -> Preview:
    """What saving the roster would do."""
    plan = rosters.plan(session, roster, wanted.cohort, wanted.programme, now, wanted.decision)

    def save(actor_id: int | None) -> Saved:
        return _saved(session, voice, plan, rosters.save(session, plan, actor_id, now))

    return Preview(
        rows=len(roster.rows),
        lines=list(_lines(voice, wanted, plan)),
        save=save,
        problems=[*_doubts(voice, plan), *problem_lines(voice, plan.problems)],
        asked=len(plan.asked),
        does_something=plan.does_something,
    )


def _lines(voice: Voice, wanted: Wanted, plan: RosterPlan) -> Iterator[str]:
    yield from heading(
        voice,
        wanted,
        is_new=plan.is_new_cohort,
        programme=plan.programme_name,
        new_programme=plan.is_new_programme,
    )
    yield ""
    yield voice.text("imports-roster-read", count=len(plan.entries))
    yield from counted(voice, "imports-roster", [(kind, plan.counts[kind]) for kind in KINDS])
    asked = "imports-roster-left-out" if wanted.decision else "imports-roster-asked"
    if plan.asked:
        yield voice.text(asked, count=len(plan.asked))
    if plan.absent:
        yield voice.text("imports-roster-absent", count=plan.absent)
    if plan.new_units:
        yield voice.text("imports-roster-units", units=named(voice, plan.new_units))
    if plan.with_changes:
        yield voice.text("imports-roster-changes")
        changes = [_change(voice, entry) for entry in plan.with_changes]
        yield from first_and_more(voice, changes, MOST_NAMED)
    yield ""
    yield voice.text("imports-samples")
    yield from (_sample(voice, entry.row) for entry in plan.entries[:SAMPLES])


def _sample(voice: Voice, row: RosterRow) -> str:
    """The row as it was understood, each detail with what it was taken for."""
    details = {**{name: getattr(row, name) for name in DETAILS}, "birth": birth_words(row.birth)}
    said = [voice.text(f"imports-detail-{name}", value=value) for name, value in details.items() if value]
    return "• " + ", ".join([row.name, *([row.unit] if row.unit else []), *said])


def _change(voice: Voice, entry: Entry) -> str:
    """`Trần Thị Lan: điện thoại 0912345678 → 0987654321`."""
    assert entry.known is not None
    shown = [
        voice.text(
            "imports-change", what=voice.text(f"imports-{name}"), before=before or "…", after=_shown(name, value)
        )
        for name, value in entry.changes.items()
        for before in [_shown(name, getattr(entry.known, name))]
    ]
    return f"• {entry.known.name}: " + "; ".join(shown)


def _shown(name: str, value: str) -> str:
    return birth_words(value) if name in {"birth", "party_date"} else value


def _doubts(voice: Voice, plan: RosterPlan) -> list[str]:
    sheets = {entry.row.sheet for entry in plan.entries}
    return [
        at_row(voice, entry.row.row, entry.row.sheet if len(sheets) > 1 else "", _doubt(voice, entry))
        for entry in plan.asked
    ]


def _doubt(voice: Voice, entry: Entry) -> str:
    assert entry.doubt is not None
    known = entry.doubt.known
    return voice.text(
        f"imports-doubt-{entry.doubt.reason}",
        name=_with_birth(voice, entry.row.name, entry.row.birth),
        place=entry.doubt.place,
        known=_with_birth(voice, known.name, known.birth) if known else "",
        phone=entry.row.phone,
    )


def _with_birth(voice: Voice, name: str, birth: str) -> str:
    return voice.text("imports-born", name=name, birth=birth_words(birth)) if birth else name


def _saved(session: Session, voice: Voice, plan: RosterPlan, counts: Counts) -> Saved:
    cohort = cohorts.called(session, plan.cohort_code)
    assert cohort is not None
    lines = [
        voice.text("imports-roster-saved", cohort=plan.cohort_code),
        *counted(
            voice,
            "imports-roster",
            [("new", counts.new), ("enrolled", counts.enrolled), ("changed", counts.changed)],
        ),
        *counted(voice, "imports-roster", [("left-out", counts.refused)]),
        "",
        voice.text("imports-roster-next"),
    ]
    see_class = Choice(voice.text("imports-see-class", cohort=plan.cohort_code), f"/xemlop {cohort.id}")
    return Saved(lines, (see_class,))
