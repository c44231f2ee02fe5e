"""What staff see of the essays that were set: figures, who is missing, and what can be done."""

from __future__ import annotations

from handlers.essays import assigning, drafts, words
from handlers.turn import Reply, Turn
from storage.cohorts import Cohort
from storage.essays import OPEN, Assignment, assignments, late_by, marking, standing
from storage.essays.standing import Row, Tally
from storage.messages import Choice, Message
from storage.people import Person

NAMES_ON_A_PAGE = 40
MOST_FOUND = 8


def overview(turn: Turn, *, learns: bool) -> Message:
    """What was set lately, with figures; a button to one's own essays for who learns too."""
    found = assignments.recent(turn.session)
    tallies = standing.tallies(turn.session, [assignment for assignment, _ in found])
    lines = [
        _line(turn, assignment, cohort, number, tallies[assignment.id or 0])
        for number, (assignment, cohort) in enumerate(found, 1)
    ]
    choices = [
        *(Choice(str(number), f"/thuhoach {one.id}", in_text=True) for number, (one, _) in enumerate(found, 1)),
        turn.choice("essays-new", "/thmoi"),
        turn.choice("essays-mark", "/cham"),
        *([turn.choice("essays-own", "/thuhoach cuatoi")] if learns else []),
    ]
    if not found:
        return turn.say("essays-none-set", *choices)
    return turn.say("essays-desk", *choices, essays="\n".join(lines))


def see(turn: Turn) -> Reply:
    """`/thuhoach 5` of staff: one essay with its figures and what can be done."""
    found = assignments.set_one(turn.session, turn.number())
    if found is None:
        return assigning.look(turn)
    voice, cohort, figures = (
        turn.voice,
        turn.session.get_one(Cohort, found.cohort_id),
        standing.figures(turn.session, found),
    )
    lines = [
        voice.text("essays-title", title=found.title, cohort=cohort.code),
        voice.text("essays-due" if found.state == OPEN else "essays-due-and-closed", due=words.due(voice, found)),
        voice.text(
            "essays-figures", done=figures.handed_in, total=figures.learners, late=figures.late,
            missing=figures.missing, marked=figures.marked,
        ),
        *([voice.text("essays-figure-disputed", count=figures.disputed)] if figures.disputed else []),
        voice.text("essays-first-marker", name=drafts.name_of(turn, found.first_marker_id)),
        voice.text("essays-second-marker", name=drafts.name_of(turn, found.second_marker_id)),
        *([voice.text("essays-is-anonymous")] if found.anonymous else []),
    ]  # fmt: skip
    return Message("\n".join(lines), tuple(_choices(turn, found, figures)))


def with_code(turn: Turn) -> Reply:
    """`/thuhoach K7M2QX` of staff: what was handed in under the code of a receipt. None for other words."""
    found = standing.handed_in_as(turn.session, turn.text)
    if found is None:
        return None
    submission, assignment = found
    assert submission.handed_in_at is not None
    moment = words.when(turn.voice, submission.handed_in_at, late_by(assignment, submission))
    name = submission.code if _hides(turn, assignment) else turn.session.get_one(Person, submission.person_id).name
    return turn.say(
        "essays-code", turn.choice("essays-see", f"/thuhoach {assignment.id}"),
        code=submission.code or "", title=assignment.title, moment=moment, name=name or "", state=submission.state,
    )  # fmt: skip


def missing(turn: Turn) -> Reply:
    """`/thchua 5 40`: who has not handed in, from the 41st on."""
    found = assignments.set_one(turn.session, turn.number())
    if found is None:
        return assigning.look(turn)
    rows = [row for row in standing.of_assignment(turn.session, found) if row.submission is None]
    start = max(0, turn.number(1))
    shown = rows[start : start + NAMES_ON_A_PAGE]
    lines = [turn.voice.text("essays-missing", count=len(rows), title=found.title)]
    lines += [f"{number}. {_named(turn, row)}" for number, row in enumerate(shown, start + 1)]
    more = start + NAMES_ON_A_PAGE < len(rows)
    choices = [turn.choice("essays-more", f"/thchua {found.id} {start + NAMES_ON_A_PAGE}")] if more else []
    if rows and found.state == OPEN:
        choices.append(turn.choice("essays-remind", f"/thnhac {found.id}"))
    return Message("\n".join(lines), (*choices, turn.choice("essays-see", f"/thuhoach {found.id}")))


def _choices(turn: Turn, found: Assignment, figures: standing.Figures) -> list[Choice]:
    choices = []
    if marking.left(turn.session, found.id or 0, turn.my_id, marking.ESSAY):
        choices.append(turn.choice("essays-mark-these", f"/chambai {marking.ESSAY} {found.id}"))
    if figures.missing:
        choices.append(turn.choice("essays-who-is-missing", f"/thchua {found.id} 0"))
    if turn.is_coordinator():
        choices.append(turn.choice("essays-as-table", f"/thbang {found.id}"))
        if figures.handed_in:
            choices.append(turn.choice("essays-one-learner", f"/thtim {found.id}"))
            choices.append(turn.choice("essays-as-archive", f"/thtai {found.id}"))
    if found.state == OPEN:
        choices.append(turn.choice("essays-change-due", f"/thsua {found.id} han"))
        choices.append(turn.choice("essays-change-instructions", f"/thsua {found.id} de"))
        choices.append(turn.choice("essays-close", f"/thdong {found.id}"))
        if assignments.untouched(turn.session, found.id or 0):
            choices.append(turn.choice("essays-withdraw", f"/ththu {found.id}"))
    else:
        choices.append(turn.choice("essays-reopen", f"/thmolai {found.id}"))
    choices.append(turn.choice("essays-change-first", f"/thcham {found.id} 1"))
    choices.append(turn.choice("essays-change-second", f"/thcham {found.id} 2"))
    return [*choices, turn.choice("essays-all", "/thuhoach")]


def _line(turn: Turn, assignment: Assignment, cohort: Cohort, number: int, tally: Tally) -> str:
    return turn.voice.text(
        "essays-desk-line" if assignment.state == OPEN else "essays-desk-line-closed",
        number=str(number), title=assignment.title, cohort=cohort.code, due=words.due(turn.voice, assignment),
        done=tally.handed_in, total=tally.learners, waiting=tally.handed_in - tally.marked,
    )  # fmt: skip


def _named(turn: Turn, row: Row) -> str:
    name = f"{row.name} ({row.unit})" if row.unit else row.name
    return turn.voice.text("essays-name-unfinished", name=name) if row.unfinished else name


def _hides(turn: Turn, assignment: Assignment) -> bool:
    """Whether whoever asks must not see whose essay it is."""
    return assignment.anonymous and not turn.is_coordinator()
