"""What was handed in, for a coordinator: the table, all in one file, and one learner's."""

from __future__ import annotations

from handlers.essays import assigning, showing, words
from handlers.turn import Reply, Turn
from storage import audit
from storage.cohorts import Cohort
from storage.essays import DECISION, FIRST, SECOND, Assignment, assignments, keeping, marking, standing
from storage.essays.standing import Row
from storage.messages import Choice, File
from storage.vietnamese import fold

MOST_FOUND = 8


def table(turn: Turn) -> Reply:
    """`/thbang 5`: everyone of the class with what they handed in and their marks, for Excel."""
    found = assignments.set_one(turn.session, turn.number())
    if found is None:
        return assigning.look(turn)
    voice, cohort = turn.voice, turn.session.get_one(Cohort, found.cohort_id)
    columns = (
        ("name", 26, "text"), ("unit", 28, "text"), ("state", 14, "text"), ("moment", 28, "text"),
        ("late", 10, "text"), ("code", 10, "centred"), ("first", 8, "mark"), ("second", 8, "mark"),
        ("decision", 12, "mark"), ("mark", 8, "mark"), ("comment", 50, "text"),
    )  # fmt: skip
    headings = [
        {"heading": voice.text(f"essays-column-{name}"), "width": width, "kind": kind} for name, width, kind in columns
    ]
    data = {
        "sheet": cohort.code,
        "title": voice.text("essays-table-title", title=found.title),
        "lines": [turn.centre.name, voice.text("essays-table-line", cohort=cohort.code, due=words.due(voice, found))],
        "columns": [{"heading": "STT", "width": 6, "kind": "number"}, *headings],
        "rows": [[n, *_cells(turn, row)] for n, row in enumerate(standing.of_assignment(turn.session, found), 1)],
    }
    file = File("table", f"thu-hoach-{found.id}.xlsx", data)
    return turn.say("essays-table", turn.choice("essays-see", f"/thuhoach {found.id}"), file=file, title=found.title)


def archive(turn: Turn) -> Reply:
    """`/thtai 5`: all that was handed in, in as few files as a chat takes."""
    found = assignments.set_one(turn.session, turn.number())
    if found is None:
        return assigning.look(turn)
    see = turn.choice("essays-see", f"/thuhoach {found.id}")
    bundles = keeping.bundles(turn.session, found.id or 0)
    audit.note(turn.session, turn.now, turn.my_id, "downloaded essays", f"assignment:{found.id}")
    messages = []
    for number, ids in enumerate(bundles, 1):
        file = File(keeping.KIND, f"thu-hoach-{found.id}-{number}.zip", {"submissions": ids})
        last = [see] if number == len(bundles) else []
        total = len(bundles)
        messages.append(
            turn.say("essays-archive", *last, file=file, title=found.title, number=str(number), total=total)
        )
    return messages or turn.say("essays-nothing-handed-in", see)


def ask_name(turn: Turn) -> Reply:
    """`/thtim 5`: whose essay?"""
    turn.ask("essays.receive_name", turn.number())
    return turn.say("essays-whose")


def receive_name(turn: Turn) -> Reply:
    """Part of a name: that learner's essay, or which of several; None for the word of a command."""
    found = assignments.set_one(turn.session, turn.number())
    if found is None or words.is_command(turn):
        return None
    rows = [row for row in standing.of_assignment(turn.session, found) if fold(turn.text) in fold(row.name)]
    if len(rows) == 1:
        return _show(turn, found, rows[0])
    turn.ask("essays.receive_name", found.id)
    if not 0 < len(rows) <= MOST_FOUND:
        return turn.say("essays-nobody-called" if not rows else "essays-too-many-called")
    return turn.say("essays-which-learner", *(Choice(row.name, f"/thbai {found.id} {row.person_id}") for row in rows))


def show(turn: Turn) -> Reply:
    """`/thbai 5 17`: what that learner handed in."""
    found = assignments.set_one(turn.session, turn.number())
    rows = [] if found is None else standing.of_assignment(turn.session, found)
    row = next((row for row in rows if row.person_id == turn.number(1)), None)
    return assigning.look(turn) if found is None or row is None else _show(turn, found, row)


def _show(turn: Turn, found: Assignment, row: Row) -> Reply:
    see_all = turn.choice("essays-see", f"/thuhoach {found.id}")
    if row.submission is None or row.submission.handed_in_at is None:
        return turn.say("essays-has-none", see_all, name=row.name)
    moment = words.when(turn.voice, row.submission.handed_in_at, row.late)
    head = turn.voice.text("essays-of-learner", name=row.name, moment=moment, code=row.submission.code or "")
    audit.note(turn.session, turn.now, turn.my_id, "read an essay", f"person:{row.person_id}", found.title)
    done = turn.say("essays-that-is-all", see_all)
    return [*showing.parts(turn, row.submission.id or 0, head, ""), done]


def _cells(turn: Turn, row: Row) -> list[str | float | None]:
    voice, done = turn.voice, row.submission
    if done is None or done.handed_in_at is None:
        state = voice.text("essays-cell-unfinished" if row.unfinished else "essays-cell-missing")
        return [row.name, row.unit, state, "", "", "", None, None, None, None, ""]
    marks = [row.marks[slot].mark if slot in row.marks else None for slot in (FIRST, SECOND, DECISION)]
    state = "disputed" if done.disputed else "waiting" if done.mark is None else "marked"
    said = "\n".join(marking.comments(list(row.marks.values())))
    late = "" if row.late is None else words.span(voice, row.late)
    moment = voice.moment(done.handed_in_at)
    cell = voice.text(f"essays-cell-{state}")
    return [row.name, row.unit, cell, moment, late, done.code or "", *marks, done.mark, said]
