"""`/thuhoach`: a learner's essays, one of them with its state, and where to begin."""

from __future__ import annotations

from handlers.essays import desk, showing, words
from handlers.turn import Reply, Turn
from storage.essays import OPEN, Assignment, gathering, standing
from storage.essays.standing import Essay
from storage.messages import Choice, Message

ALL, OWN = "tatca", "cuatoi"


def overview(turn: Turn) -> Reply:
    """`/thuhoach`: the only essay, or the list; staff see what was set. `/thuhoach 5`: that one.

    Staff may give the code of a receipt too. None for other words.
    """
    wanted = turn.arguments[0] if turn.arguments else ""
    mine = standing.of_person(turn.session, turn.my_id, turn.now)
    if wanted.isdecimal() and len(turn.arguments) == 1:
        found = next((one for one in mine if one.assignment_id == turn.number()), None)
        return desk.see(turn) if found is None and turn.me.staff else look(turn, found)
    if turn.me.staff and wanted not in (OWN, ALL):
        return desk.with_code(turn) if wanted else desk.overview(turn, learns=bool(mine))
    if wanted not in ("", OWN, ALL):
        return None
    if not mine:
        return turn.say("essays-none")
    to_do = [one for one in mine if one.is_open and one.handed_in_at is None]
    if len(mine) == 1 or (len(to_do) == 1 and wanted != ALL):
        return look(turn, to_do[0] if to_do else mine[0])
    return _list(turn, mine)


def look(turn: Turn, essay: Essay | None) -> Reply:
    """One essay: what it is, how the learner stands, what can be done."""
    if essay is None:
        return turn.say("essays-not-yours", turn.choice("essays-all", f"/thuhoach {ALL}"))
    assignment = turn.session.get_one(Assignment, essay.assignment_id)
    lines = [
        turn.voice.text("essays-title", title=essay.title, cohort=essay.cohort_code),
        turn.voice.text("essays-due", due=turn.voice.moment(essay.due_at)),
    ]
    task = [assignment.instructions] if assignment.instructions else []
    text = "\n\n".join(["\n".join(lines), *task, "\n".join(_how_it_stands(turn, essay))])
    return Message(text, (*_choices(turn, assignment, essay), *_others(turn)), showing.handout(turn, assignment))


def no_place(turn: Turn) -> Reply:
    """A file that nobody waits for: how to hand it in as an essay. None for who has none to hand in."""
    choices = to_hand_in(turn)
    return turn.say("essays-file-for-what", *choices) if choices else None


def to_hand_in(turn: Turn, *, first_time: bool = False) -> list[Choice]:
    """A choice for each essay for which this person can still send something (and has handed in nothing so far)."""
    mine = [] if turn.person is None else standing.of_person(turn.session, turn.my_id, turn.now)
    return [
        turn.choice("essays-hand-in-this", f"/nopbai {one.assignment_id}", title=one.title)
        for one in mine
        if one.is_open and one.mark is None and not (first_time and one.handed_in_at)
    ]


def _how_it_stands(turn: Turn, essay: Essay) -> list[str]:
    voice = turn.voice
    lines = []
    if essay.submission_id is not None and essay.handed_in_at is not None:
        moment = words.when(voice, essay.handed_in_at, essay.late)
        lines.append(voice.text("essays-handed-in", moment=moment, code=essay.code))
        lines.append(voice.text("essays-waits-for-mark") if essay.mark is None else _mark(turn, essay.mark))
        lines += words.remarks(voice, essay.comments)
    elif not essay.is_open:
        lines.append(voice.text("essays-closed"))
    elif not essay.unfinished:
        lines.append(voice.text("essays-past-due" if essay.due_at <= turn.now else "essays-not-yet"))
    if essay.unfinished and essay.is_open:
        counts = _gathered(turn, essay)
        lines.append(voice.text("essays-unfinished", contents=words.contents(voice, counts)))
    return lines


def _mark(turn: Turn, mark: float) -> str:
    return turn.voice.text("essays-your-mark", mark=words.mark(turn.voice, mark))


def _gathered(turn: Turn, essay: Essay) -> gathering.Counts:
    submission = gathering.of(turn.session, essay.assignment_id, turn.my_id)
    found = [] if submission is None else gathering.parts(turn.session, submission.id or 0)
    return gathering.counts(found)


def _choices(turn: Turn, assignment: Assignment, essay: Essay) -> list[Choice]:
    if assignment.state != OPEN or gathering.hindrance(turn.session, assignment, turn.my_id):
        return []
    if essay.unfinished:
        return [
            turn.choice("essays-press", f"/nop {assignment.id}"),
            turn.choice("essays-send-more", f"/nopbai {assignment.id} lai"),
            turn.choice("essays-give-up", f"/bonop {assignment.id}"),
        ]
    key = "essays-again" if essay.handed_in_at is not None else "essays-begin"
    return [turn.choice(key, f"/nopbai {assignment.id}")]


def _others(turn: Turn) -> tuple[Choice, ...]:
    several = len(standing.of_person(turn.session, turn.my_id, turn.now)) > 1
    return (turn.choice("essays-all", f"/thuhoach {ALL}"),) if several else ()


def _list(turn: Turn, mine: list[Essay]) -> Message:
    lines = [
        turn.voice.text(
            "essays-line", number=str(number), title=one.title, cohort=one.cohort_code,
            due=turn.voice.moment(one.due_at), state=words.state(turn.voice, one),
        )
        for number, one in enumerate(mine, 1)
    ]  # fmt: skip
    buttons = (Choice(str(number), f"/thuhoach {one.assignment_id}", True) for number, one in enumerate(mine, 1))
    return turn.say("essays-list", *buttons, essays="\n".join(lines))
