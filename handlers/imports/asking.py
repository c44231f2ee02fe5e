"""What the bot must ask before it can show what a file would change: kind, cohort, programme, title."""

from __future__ import annotations

import re
from pathlib import PurePath

from handlers.imports import confirming, reading
from handlers.imports.preview import BANK_ONLY, KINDS, QUESTIONS, is_code, problem_lines
from handlers.imports.reading import Content
from handlers.turn import Reply, Turn
from storage import cohorts, files, programmes, rosters, uploads
from storage.cohorts import Cohort
from storage.files import cells
from storage.files.sheets import Grid
from storage.messages import Choice, Message
from storage.programmes import Programme
from storage.uploads import Upload
from storage.vietnamese import fold

MOST_COHORTS = 12
MOST_PROGRAMMES = 8
TITLE_ROWS = 15  # above the header the file says what it is
LONGEST_NAME = 120
NEW = "moi"

_BEFORE_CODE = re.compile(r"^(?:lớp|lop|mã|ma)\s+(?:mới\s+|moi\s+)?", re.IGNORECASE)


def received(turn: Turn) -> Reply:
    """A file: kept until the coordinator says yes or no."""
    assert turn.file is not None
    turn.chat.forget_question()
    if turn.file.grid is None and turn.file.questions is None:
        return turn.say(turn.file.problem, **turn.file.values)
    kind = QUESTIONS if turn.file.grid is None else files.recognise(turn.file.grid) or ""
    if kind != QUESTIONS and not turn.is_coordinator():
        return turn.say("imports-only-questions")
    kept = turn.file.questions or turn.file.grid
    assert kept is not None
    name = PurePath(turn.file.name).name[:LONGEST_NAME]
    upload = uploads.keep(turn.session, turn.my_id, name, kind, kept.dumps(), turn.now)
    return _checked(turn, upload) if kind else _ask_kind(turn, upload)


def go_on(turn: Turn) -> Reply:
    """Come back to a file that still waits."""
    upload = uploads.waiting(turn.session, turn.number(), turn.my_id)
    if upload is None:
        return turn.say("imports-gone")
    return _next(turn, upload) if upload.kind else _ask_kind(turn, upload)


def choose_kind(turn: Turn) -> Reply:
    upload = uploads.waiting(turn.session, turn.number(), turn.my_id)
    if upload is None or turn.arguments[-1] not in KINDS:
        return turn.say("imports-gone")
    upload.kind = turn.arguments[-1]
    return _checked(turn, upload)


def choose_cohort(turn: Turn) -> Reply:
    upload = uploads.waiting(turn.session, turn.number(), turn.my_id)
    if upload is None:
        return turn.say("imports-gone")
    if turn.arguments[-1] == NEW:
        turn.ask("imports.receive_cohort", upload.id)
        return turn.say("imports-type-code", _drop(turn, upload))
    cohort = turn.session.get(Cohort, turn.number(1))
    return _with_cohort(turn, upload, "" if cohort is None else cohort.code)


def receive_cohort(turn: Turn) -> Reply:
    """The code of a cohort, typed. None for words, which are no code."""
    upload = uploads.waiting(turn.session, turn.number(), turn.my_id)
    code = _BEFORE_CODE.sub("", turn.text.strip())
    if upload is None or not (cohorts.called(turn.session, code) or any(sign.isdigit() for sign in code)):
        return None
    if not cohorts.called(turn.session, code) and not is_code(code):
        turn.ask("imports.receive_cohort", upload.id)
        return turn.say("imports-code-unclear", _drop(turn, upload))
    return _with_cohort(turn, upload, code)


def choose_programme(turn: Turn) -> Reply:
    upload = uploads.waiting(turn.session, turn.number(), turn.my_id)
    programme = turn.session.get(Programme, turn.number(1))
    if upload is None or programme is None:
        return turn.say("imports-gone")
    upload.programme = programme.name
    return _next(turn, upload)


def receive_programme(turn: Turn) -> Reply:
    """The name of a programme, typed. None for a single word, which is none."""
    upload = uploads.waiting(turn.session, turn.number(), turn.my_id)
    name = " ".join(turn.text.split())[:LONGEST_NAME]
    if upload is None or not (programmes.called(turn.session, name) or " " in name):
        return None
    known = programmes.called(turn.session, name)
    upload.programme = name if known is None else known.name
    return _next(turn, upload)


def choose_title(turn: Turn) -> Reply:
    """The title that was proposed, or that the questions go into the bank alone."""
    upload = uploads.waiting(turn.session, turn.number(), turn.my_id)
    if upload is None:
        return turn.say("imports-gone")
    upload.quiz = BANK_ONLY if turn.arguments[-1] == BANK_ONLY else _proposed_title(upload)
    return _next(turn, upload)


def receive_title(turn: Turn) -> Reply:
    """A title, typed. None for words that give up."""
    upload = uploads.waiting(turn.session, turn.number(), turn.my_id)
    title = " ".join(turn.text.split())[:LONGEST_NAME]
    if upload is None or turn.gives_up():
        return None
    upload.quiz = title
    return _next(turn, upload)


def _checked(turn: Turn, upload: Upload) -> Reply:
    """Go on, unless there is nothing in the file: then say what such a file needs."""
    content = reading.kept(upload)
    if content.rows:
        return _next(turn, upload, content)
    turn.session.delete(upload)
    lines = [
        turn.voice.text("imports-nothing-read", filename=upload.name),
        *problem_lines(turn.voice, content.problems)[: confirming.MOST_PROBLEMS],
        "",
        turn.voice.text(f"imports-needs-{upload.kind}"),
    ]
    return Message("\n".join(lines))


def _next(turn: Turn, upload: Upload, content: Content | None = None) -> Reply:
    """The next question, or, when nothing is missing, what the file would change."""
    if not upload.cohort:
        return _ask_cohort(turn, upload, content or reading.kept(upload))
    if not upload.programme and cohorts.called(turn.session, upload.cohort) is None:
        return _ask_programme(turn, upload)
    if upload.kind == QUESTIONS and not upload.quiz:
        return _ask_title(turn, upload)
    return confirming.show(turn, upload)


def _with_cohort(turn: Turn, upload: Upload, code: str) -> Reply:
    known = cohorts.called(turn.session, code)
    upload.cohort = code if known is None else known.code
    return _next(turn, upload)


def _ask_kind(turn: Turn, upload: Upload) -> Message:
    choices = [turn.choice(f"imports-{kind}", f"/nhaploai {upload.id} {kind}") for kind in KINDS]
    return turn.say("imports-which-kind", *choices, _drop(turn, upload), filename=upload.name)


def _ask_cohort(turn: Turn, upload: Upload, content: Content) -> Message:
    running = cohorts.running(turn.session)
    said = fold(" ".join([upload.name, *_title_texts(upload)]))
    mentioned = [cohort for cohort in running if cohort.folded in said]
    others = [cohort for cohort in reversed(running) if cohort not in mentioned]
    offered = [*mentioned, *others][:MOST_COHORTS]
    turn.ask("imports.receive_cohort", upload.id)
    key = "imports-which-cohort-mentioned" if mentioned else "imports-which-cohort"
    return turn.say(
        key,
        *(Choice(cohort.code, f"/nhaplop {upload.id} {cohort.id}") for cohort in offered),
        *([turn.choice("imports-new", f"/nhaplop {upload.id} {NEW}")] if turn.is_coordinator() else []),
        _drop(turn, upload),
        what=turn.voice.text(f"imports-this-{upload.kind}", count=len(content.rows)),
        filename=upload.name,
        cohort=mentioned[0].code if mentioned else "",
    )


def _title_texts(upload: Upload) -> list[str]:
    """What the first rows of a table say; nothing for a text or a document."""
    if upload.grid.startswith(reading.QUESTIONS_KEPT):
        return []
    grid = Grid.loads(upload.grid)
    return [
        text
        for sheet in grid.sheets
        for text in [sheet.name, *(cells.text(cell) for row in sheet.rows[:TITLE_ROWS] for cell in row)]
        if text
    ]


def _ask_programme(turn: Turn, upload: Upload) -> Message:
    known = rosters.programmes_known(turn.session)[:MOST_PROGRAMMES]
    turn.ask("imports.receive_programme", upload.id)
    return turn.say(
        "imports-which-programme" if known else "imports-type-programme",
        *(Choice(programme.name, f"/nhapct {upload.id} {programme.id}") for programme in known),
        _drop(turn, upload),
        cohort=upload.cohort,
    )


def _ask_title(turn: Turn, upload: Upload) -> Message:
    turn.ask("imports.receive_title", upload.id)
    return turn.say(
        "imports-which-title",
        turn.choice("imports-use-title", f"/nhapten {upload.id}"),
        turn.choice("imports-bank-only", f"/nhapten {upload.id} {BANK_ONLY}"),
        _drop(turn, upload),
        title=_proposed_title(upload),
    )


def _proposed_title(upload: Upload) -> str:
    return " ".join(PurePath(upload.name).stem.replace("_", " ").split()) or upload.name


def _drop(turn: Turn, upload: Upload) -> Choice:
    return turn.choice("imports-drop", f"/bonhap {upload.id}")
