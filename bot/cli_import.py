"""`chuong import`: a roster, a timetable or questions from a file, shown before anything is saved."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from sqlmodel import Session

from bot import migrating, settings
from bot.clock import Clock
from bot.settings import Settings
from handlers.imports import reading
from handlers.imports.preview import QUESTIONS, ROSTER, TIMETABLE, Preview, Wanted, is_code, problem_lines
from handlers.imports.reading import Content
from handlers.voice import Centre, Voice
from storage import cohorts, rosters
from storage.database import Database
from storage.files import sheets
from storage.programmes import Programme
from storage.vietnamese import fold

commands = imports = typer.Typer(help="Read a roster, a timetable or questions from a file.", no_args_is_help=True)

DECISIONS = {"1": rosters.SAME, "2": rosters.DIFFERENT, "3": rosters.LEAVE}

File = Annotated[Path, typer.Argument(help="An .xlsx or .csv file.")]
Code = Annotated[str, typer.Option("--cohort", help="The code of the class, for example NTD-03-2026.")]
Yes = Annotated[bool, typer.Option("--yes", help="Save without asking.")]


@imports.command("roster")
def import_roster(
    file: File,
    cohort: Code,
    programme: Annotated[str, typer.Option(help="The programme, needed for a new class.")] = "",
    yes: Yes = False,
    same: Annotated[bool, typer.Option("--same", help="People who may be known are the same.")] = False,
    different: Annotated[bool, typer.Option("--different", help="They are different people.")] = False,
) -> None:
    """Put the people of a roster into a class, a new one if need be."""
    desk = _Desk(file, yes=yes)
    if same and different:
        desk.quit(desk.text("imports-cli-one-decision"))
    decision = rosters.SAME if same else rosters.DIFFERENT if different else rosters.UNDECIDED
    wanted = Wanted(ROSTER, file.name, cohort.strip(), programme.strip(), decision=decision)
    desk.bring_in(wanted)


@imports.command("timetable")
def import_timetable(file: File, cohort: Code, yes: Yes = False) -> None:
    """Make the lessons of a class what the timetable says, and tell its learners what changed."""
    _Desk(file, yes=yes).bring_in(Wanted(TIMETABLE, file.name, cohort.strip()))


@imports.command("questions")
def import_questions(
    file: File,
    cohort: Code,
    quiz: Annotated[str, typer.Option(help="The title of the quiz.")],
    yes: Yes = False,
) -> None:
    """Put questions into a quiz of a class, and open it if it is new."""
    _Desk(file, yes=yes).bring_in(Wanted(QUESTIONS, file.name, cohort.strip(), quiz=quiz.strip()))


class Refused(Exception):
    """Why nothing was saved, in one sentence."""


class _Desk:
    """One import: the file, the database, and what is said on the way."""

    def __init__(self, file: Path, *, yes: bool) -> None:
        chosen = _settings()
        self.file, self.yes = file, yes
        self.voice = Voice(Centre(chosen.centre_name, chosen.zone, chosen.address_form, chosen.quiet))
        self.now: datetime = Clock().now()
        self.database = Database(chosen.database_url)

    def bring_in(self, wanted: Wanted) -> None:
        """Read, show, ask, save. Trouble is said on stderr and ends the program with status 1."""
        try:
            content = self.read(wanted)
            wanted, preview = self.shown(wanted, content)
            if not preview.does_something:
                typer.echo(self.text("imports-nothing-to-save"))
            elif self.yes or typer.confirm(self.text("imports-cli-save")):
                self.save(wanted, content, preview.mark)
            else:
                self.refuse("imports-cli-dropped")
        except Refused as refused:
            self.quit(str(refused))
        finally:
            self.database.dispose()

    def read(self, wanted: Wanted) -> Content:
        with self.working("imports-cli-reading", filename=self.file.name):
            try:
                content = reading.read(sheets.read(self.file.read_bytes(), self.file.name), wanted.kind)
            except FileNotFoundError:
                self.refuse("imports-cli-no-file", path=str(self.file))
            except IsADirectoryError:
                self.refuse("imports-cli-not-a-file", path=str(self.file))
            except OSError as error:
                reason = error.strerror or str(error)
                self.refuse("imports-cli-cannot-open", path=str(self.file), reason=reason)
            except sheets.Unreadable as problem:
                text = self.text(f"unreadable-{problem.key}", **problem.vars)
                self.refuse("imports-cli-unreadable", path=str(self.file), text=text)
        if not content.rows:
            needs = self.text(f"imports-needs-{wanted.kind}")
            found = [self.text("imports-nothing-read", filename=self.file.name)]
            raise Refused("\n".join([*found, *problem_lines(self.voice, content.problems), needs]))
        return content

    def shown(self, wanted: Wanted, content: Content) -> tuple[Wanted, Preview]:
        """What would be saved, once it was shown and the rows in doubt were decided upon."""
        preview = self.preview(wanted, content)
        self.show(preview)
        if preview.asked and not wanted.decision:
            wanted = replace(wanted, decision=self.decision(preview.asked))
            preview = self.preview(wanted, content)
            if wanted.decision != rosters.LEAVE:
                self.show(preview)
        return wanted, preview

    def preview(self, wanted: Wanted, content: Content) -> Preview:
        with self.working("imports-cli-comparing"), self.database.session() as session:
            self.check(session, wanted)
            return reading.preview(session, self.voice, wanted, content, self.now)

    def check(self, session: Session, wanted: Wanted) -> None:
        """Refuse a class that does not exist, or whose programme is missing or another."""
        cohort = cohorts.called(session, wanted.cohort)
        if cohort is not None:
            programme = session.get_one(Programme, cohort.programme_id)
            if wanted.programme and fold(wanted.programme) != programme.folded:
                self.refuse("imports-cli-other-programme", cohort=cohort.code, programme=programme.name)
        elif wanted.kind != ROSTER:
            known = ", ".join(one.code for one in cohorts.running(session))
            key = "imports-cli-no-class" if known else "imports-cli-no-classes"
            self.refuse(key, cohort=wanted.cohort, known=known)
        elif not is_code(wanted.cohort):
            self.refuse("imports-code-unclear")
        elif not wanted.programme:
            self.refuse("imports-cli-needs-programme", cohort=wanted.cohort)

    def decision(self, asked: int) -> str:
        """What is to become of the rows in doubt; with --yes they are left out."""
        if self.yes:
            return rosters.LEAVE
        answer = ""
        while answer not in DECISIONS:
            answer = typer.prompt(self.text("imports-cli-decision", count=asked)).strip()
        return DECISIONS[answer]

    def save(self, wanted: Wanted, content: Content, mark: str) -> None:
        """Plan again, and do it if that is still what was shown."""
        with self.working("imports-cli-saving"), self.database.session() as session:
            preview = reading.preview(session, self.voice, wanted, content, self.now)
            if preview.mark != mark:
                self.refuse("imports-cli-changed")
            lines = preview.save(None).lines
        typer.echo("\n".join(lines))

    def show(self, preview: Preview) -> None:
        typer.echo("\n".join(preview.lines))
        if preview.problems:
            typer.echo("\n" + "\n".join([self.text("imports-look-at"), *preview.problems]))
        typer.echo()

    @contextmanager
    def working(self, key: str, **values: Any) -> Iterator[None]:
        """A bar on the terminal while something takes long; nothing of it stays."""
        columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        console = Console(stderr=True)
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
            progress.add_task(self.text(key, **values), total=None)
            yield

    def text(self, key: str, **values: Any) -> str:
        return self.voice.text(key, **values)

    def refuse(self, key: str, **values: Any) -> NoReturn:
        raise Refused(self.text(key, **values))

    def quit(self, sentence: str) -> NoReturn:
        typer.echo(sentence, err=True)
        raise typer.Exit(1)


def _settings() -> Settings:
    """The settings, with the database in the shape that this version needs."""
    try:
        chosen = settings.load()
        migrating.ensure_migrated(chosen)
    except settings.BadSettings as error:
        typer.echo(str(error), err=True)
    except migrating.NewerDatabase:
        typer.echo("The database was made by a newer Chuông. Install that version.", err=True)
    else:
        return chosen
    raise typer.Exit(1)
