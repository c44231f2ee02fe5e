"""Before anything is saved the coordinator sees what a file would change, and says yes or no."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.imports import reading
from handlers.imports.preview import QUESTIONS, Preview, Wanted, first_and_more
from handlers.turn import Reply, Turn
from storage import rosters, uploads
from storage.messages import Choice, File, Message
from storage.uploads import Upload

MOST_PROBLEMS = 10  # lines in the chat; a text file holds them all
AS_DRAFTS = "nhap"
DECISIONS = (rosters.SAME, rosters.DIFFERENT, rosters.LEAVE)


def show(turn: Turn, upload: Upload, *before: str, replaces: bool = False) -> Message:
    """What saving the file would do, with the choices; `before` stands above it."""
    preview = _preview(turn, upload)
    lines = [*before, *shown(turn, preview)]
    if preview.asked and not upload.decision:
        lines += ["", turn.voice.text("imports-same-or-not", count=preview.asked)]
    elif preview.does_something:
        lines += ["", turn.voice.text("imports-save-question")]
    else:
        turn.session.delete(upload)
        lines += ["", turn.voice.text("imports-nothing-to-save")]
        return Message("\n".join(lines), _others(turn, upload), replaces=replaces)
    return Message("\n".join(lines), _choices(turn, upload, preview), replaces=replaces)


def shown(turn: Turn, preview: Preview) -> list[str]:
    """The summary and the first of the problems."""
    if not preview.problems:
        return preview.lines
    problems = first_and_more(turn.voice, preview.problems, MOST_PROBLEMS)
    return [*preview.lines, "", turn.voice.text("imports-look-at"), *problems]


def decide(turn: Turn) -> Reply:
    """The rows in doubt: the same people, different people, or leave them out."""
    upload = uploads.waiting(turn.session, turn.number(), turn.my_id)
    if upload is None or turn.arguments[-1] not in DECISIONS:
        return turn.say("imports-gone")
    upload.decision = turn.arguments[-1]
    return show(turn, upload, replaces=True)


def save(turn: Turn) -> Reply:
    """Yes: plan again and do it, if the plan is still the one that was shown."""
    upload = uploads.waiting(turn.session, turn.number(), turn.my_id)
    if upload is None:
        return turn.say("imports-gone")
    preview = _preview(turn, upload, draft=turn.arguments[-1] == AS_DRAFTS)
    if preview.mark != turn.arguments[1]:
        return show(turn, upload, turn.voice.text("imports-changed-meanwhile"), "")
    saved = preview.save(turn.my_id)
    turn.session.delete(upload)
    return Message("\n".join(saved.lines), (*saved.next, *_others(turn, upload)), replaces=True)


def drop(turn: Turn) -> Reply:
    """No: the file is forgotten."""
    upload = uploads.waiting(turn.session, turn.number(), turn.my_id)
    if upload is None:
        return turn.say("imports-gone")
    turn.session.delete(upload)
    return turn.say("imports-dropped", *_others(turn, upload), filename=upload.name, replaces=True)


def all_problems(turn: Turn) -> Reply:
    """Everything to look at, as a text file."""
    upload = uploads.waiting(turn.session, turn.number(), turn.my_id)
    if upload is None:
        return turn.say("imports-gone")
    preview = _preview(turn, upload)
    heading = turn.voice.text("imports-problems-heading", filename=upload.name)
    text = "\r\n".join([heading, "", *preview.problems])  # as Notepad likes it
    return turn.say(
        "imports-problems-file",
        *_choices(turn, upload, preview, with_problems=False),
        file=File("text", f"{turn.voice.text('imports-problems-name')}.txt", {"text": text}),
        count=len(preview.problems),
    )


def _preview(turn: Turn, upload: Upload, *, draft: bool = False) -> Preview:
    return reading.preview(turn.session, turn.voice, _wanted(turn, upload, draft=draft), reading.kept(upload), turn.now)


def _wanted(turn: Turn, upload: Upload, *, draft: bool) -> Wanted:
    about = (upload.kind, upload.name, upload.cohort, upload.programme, upload.quiz, upload.decision)
    return Wanted(*about, draft=draft or not turn.is_coordinator())


def _choices(turn: Turn, upload: Upload, preview: Preview, *, with_problems: bool = True) -> tuple[Choice, ...]:
    choices: list[Choice] = []
    if preview.asked and not upload.decision:
        choices = [turn.choice(f"imports-{decision}", f"/nhaptrung {upload.id} {decision}") for decision in DECISIONS]
    elif preview.does_something:
        choices = [*_saving(turn, upload, preview)]
    if with_problems and len(preview.problems) > MOST_PROBLEMS:
        choices.append(turn.choice("imports-all-problems", f"/nhaploi {upload.id}"))
    return (*choices, turn.choice("imports-drop", f"/bonhap {upload.id}"))


def _saving(turn: Turn, upload: Upload, preview: Preview) -> Iterator[Choice]:
    """Save; questions of a coordinator with approval or without, those of an instructor without."""
    save = f"/luunhap {upload.id} {preview.mark}"
    if upload.kind != QUESTIONS:
        yield turn.choice("imports-save", save)
        return
    if turn.is_coordinator():
        yield turn.choice("imports-save-approved", save)
    yield turn.choice("imports-save-drafts", f"{save} {AS_DRAFTS}")


def _others(turn: Turn, done: Upload) -> tuple[Choice, ...]:
    """The file that waits longest after this one is done, to go on with."""
    waiting = [upload for upload in uploads.of_person(turn.session, turn.my_id) if upload.id != done.id]
    return tuple(
        turn.choice("imports-go-on", f"/nhaptiep {upload.id}", filename=upload.name) for upload in waiting[-1:]
    )
