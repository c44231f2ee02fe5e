"""`chuong export`: tables and questions."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from bot import opening
from bot.clock import Clock
from bot.opening import Trouble
from bot.settings import Settings
from handlers.progress import table
from handlers.voice import Centre, Voice
from storage import audit, cohorts, programmes, progress
from storage.database import Database
from storage.files import making
from storage.messages import File
from storage.quizzes import exporting
from storage.quizzes.exporting import Written

FORMATS = {".xlsx": exporting.EXCEL, ".xml": exporting.MOODLE, ".txt": exporting.GIFT}  # by the ending of the file

commands = exports = typer.Typer(help="Write tables and questions.", no_args_is_help=True)


@exports.callback()
def choose() -> None:
    """Write tables and questions."""


@exports.command("progress")
def export_progress(
    output: Annotated[Path, typer.Option("-o", "--output", help="The .xlsx file to write.")],
    cohort: Annotated[str, typer.Option(help="The code of the class, for example NTD-03-2026.")] = "",
) -> None:
    """Write the progress of a class: who registered, lessons, marks, and what is missing."""
    target = _target(output)
    content = _progress(opening.opened(), cohort.strip())
    _write(target, content)
    typer.echo(f"Wrote the progress of {cohort} to {target}.")


@exports.command("questions")
def export_questions(
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write: .xlsx, .xml or .txt (GIFT).")],
    programme: Annotated[str, typer.Option(help="The programme whose bank it is.")],
    chapter: Annotated[str, typer.Option(help="Only this chapter.")] = "",
) -> None:
    """Write the approved questions of a programme as Excel, Moodle XML or GIFT."""
    form = FORMATS.get(output.suffix.lower(), "")
    target = _target(output, *FORMATS)
    written = _questions(opening.opened(), programme.strip(), form, chapter.strip() or None)
    _write(target, written.content)
    typer.echo(f"Wrote {written.count} questions to {target}.")
    if written.left_out:
        typer.echo(f"{written.left_out} do not fit this format; Moodle XML holds the most.")


def _questions(chosen: Settings, name: str, form: str, chapter: str | None) -> Written:
    database = Database(chosen.database_url)
    try:
        with database.session() as session:
            programme = programmes.called(session, name)
            if programme is None:
                known = ", ".join(one.name for one in programmes.every(session)) or "none yet"
                raise Trouble(f"There is no programme {name!r}. The programmes: {known}.")
            assert programme.id is not None
            audit.note(session, Clock().now(), None, "questions exported", f"programme:{programme.id}", form)
            return exporting.written(session, programme.id, form, chapter)
    finally:
        database.dispose()


def _target(output: Path, *endings: str) -> Path:
    """The file to write, known beforehand to be no folder and to lie in one."""
    endings = endings or (".xlsx",)
    try:
        is_folder, has_folder = output.is_dir(), output.absolute().parent.is_dir()
    except OSError as error:
        raise _cannot_write(output, error) from None
    if is_folder:
        raise Trouble(f"{output} is a folder. Give the name of a file.")
    if output.suffix.lower() not in endings:
        raise Trouble(f"{output} does not end in {' or '.join(endings)}. Choose such a name.")
    if not has_folder:
        raise Trouble(f"There is no folder {output.absolute().parent}.")
    return output


def _progress(chosen: Settings, code: str) -> bytes:
    now = Clock().now()
    voice = Voice(Centre(chosen.centre_name, chosen.zone, chosen.address_form))
    database = Database(chosen.database_url)
    try:
        with database.session() as session:
            cohort = cohorts.called(session, code)
            if cohort is None:
                raise Trouble(opening.which_class(code, [one.code for one in cohorts.running(session)]))
            assert cohort.id is not None
            audit.note(session, now, None, "exported progress", f"cohort:{cohort.id}")
            learners = progress.of_cohort(session, cohort.id, now)
            return making.made(File("table", "", table(voice, cohort, learners, now)))
    finally:
        database.dispose()


def _write(target: Path, content: bytes) -> None:
    """Write beside the file and then put it in its place, so that an old one is never left half-written."""
    partial = target.with_name(f".{target.name}.part")
    try:
        partial.write_bytes(content)
        partial.replace(target)
    except OSError as error:
        with suppress(OSError):
            partial.unlink()
        reason = (error.strerror or str(error)).lower()
        raise Trouble(f"{target} cannot be written ({reason}). Close it in Excel, or choose another place.") from None


def _cannot_write(target: Path, error: OSError) -> Trouble:
    reason = (error.strerror or str(error)).lower()
    return Trouble(f"{target} cannot be written ({reason}). Close it in Excel, or choose another place.")
