"""What was handed in, as it goes to whoever reads it: the texts, then each file; and the file of the instructions."""

from __future__ import annotations

from pathlib import PurePath

from handlers.turn import Turn
from storage import stored
from storage.essays import DOCUMENT, Assignment, SubmissionPart, gathering
from storage.messages import File, Message


def parts(turn: Turn, submission_id: int, head: str, code: str) -> list[Message]:
    """The head and all texts in one message, then each file in one; files are called by the `code`, if there is one.

    The learner's own names of files would tell who an anonymous essay is by.
    """
    found = gathering.parts(turn.session, submission_id)
    texts = [part.text for part in found if part.text]
    files = [part for part in found if part.file_id is not None]
    if not texts and not files:
        return [Message(head), turn.say("essays-not-kept")]
    return [
        Message("\n\n".join([head, *texts])),
        *(_file(turn, part, number, len(files), code) for number, part in enumerate(files, 1)),
    ]


def handout(turn: Turn, assignment: Assignment) -> File | None:
    """The file that goes with the instructions, if any."""
    return None if assignment.handout_id is None else stored.file(turn.session, assignment.handout_id)


def _file(turn: Turn, part: SubmissionPart, number: int, total: int, code: str) -> Message:
    assert part.file_id is not None
    name = f"{code}-{number}{PurePath(part.name).suffix}" if code else part.name
    key = "essays-document" if part.kind == DOCUMENT else "essays-photo"
    as_it_is = {"document": True} if part.kind == DOCUMENT else {}  # a photo is seen without opening it
    file = File(stored.KIND, name, {"id": part.file_id, **as_it_is})
    return turn.say(key, file=file, number=str(number), total=str(total), name=name)
