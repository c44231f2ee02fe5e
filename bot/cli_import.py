"""`chuong import`: a roster, a timetable or questions from a file, shown before anything is saved."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlmodel import Session

from bot import bars, opening
from bot.clock import Clock
from bot.opening import Trouble
from handlers.imports import reading
from handlers.imports.preview import BANK_ONLY, QUESTIONS, ROSTER, TIMETABLE, Preview, Wanted, is_code, problem_lines
from handlers.imports.reading import Content
from handlers.voice import Centre, Voice
from storage import cohorts, rosters
from storage.database import Database
from storage.files import banks, sheets
from storage.programmes import Programme
from storage.vietnamese import fold

commands = imports = typer.Typer(help="Read a roster, a timetable or questions from a file.", no_args_is_help=True)

DECISIONS = {"1": rosters.SAME, "2": rosters.DIFFERENT, "3": rosters.LEAVE}

File = Annotated[Path, typer.Argument(help="The file.")]
Code = Annotated[str, typer.Option("--cohort", help="The code of the class, for example NTD-03-2026.")]
Yes = Annotated[bool, typer.Option("--yes", help="Save without asking.")]


@imports.command("roster")
def import_roster(
    file: File,
    cohort: Code = "",
    programme: Annotated[str, typer.Option(help="The programme, needed for a new class.")] = "",
    yes: Yes = False,
    same: Annotated[bool, typer.Option("--same", help="People who may be known are the same.")] = False,
    different: Annotated[bool, typer.Option("--different", help="They are different people.")] = False,
) -> None:
    """Put the people of a roster into a class, a new one if need be."""
    if same and different:
        raise Trouble("Use only one of --same and --different.")
    decision = rosters.SAME if same else rosters.DIFFERENT if different else rosters.UNDECIDED
    wanted = Wanted(ROSTER, file.name, cohort.strip(), programme.strip(), decision=decision)
    _Desk(file, yes=yes).bring_in(wanted)


@imports.command("timetable")
def import_timetable(file: File, cohort: Code = "", yes: Yes = False) -> None:
    """Make the lessons of a class what the timetable says, and tell its learners what changed."""
    _Desk(file, yes=yes).bring_in(Wanted(TIMETABLE, file.name, cohort.strip()))


@imports.command("questions")
def import_questions(
    file: File,
    quiz: Annotated[str, typer.Option(help="The title of the quiz; without it only the bank gets them.")] = "",
    cohort: Code = "",
    draft: Annotated[bool, typer.Option("--draft", help="They wait for approval in the chat.")] = False,
    yes: Yes = False,
) -> None:
    """Put questions into the bank and into a quiz of a class, and open it if it is new.

    Excel, csv, Word, text, GIFT, Aiken or Moodle XML.
    """
    wanted = Wanted(QUESTIONS, file.name, cohort.strip(), quiz=quiz.strip() or BANK_ONLY, draft=draft)
    _Desk(file, yes=yes).bring_in(wanted)


class _Desk:
    """One import: the file, the database, and what is said on the way.

    What the chat would say too (the preview, what is wrong in a file, what was saved) is said in the chat's words;
    the command line's own questions and refusals are English.
    """

    def __init__(self, file: Path, *, yes: bool) -> None:
        chosen = opening.opened()
        self.file, self.yes = file, yes
        self.voice = Voice(Centre(chosen.centre_name, chosen.zone, chosen.address_form, chosen.quiet))
        self.now: datetime = Clock().now()
        self.database = Database(chosen.database_url)

    def bring_in(self, wanted: Wanted) -> None:
        """Read, show, ask, save. Raises `Trouble`; then nothing was saved."""
        try:
            content = self.read(wanted)
            wanted, preview = self.shown(wanted, content)
            if not preview.does_something:
                typer.echo(self.text("imports-nothing-to-save"))
            elif self.yes or typer.confirm("Save?"):
                self.save(wanted, content, preview.mark)
            else:
                raise Trouble("Nothing was saved.")
        finally:
            self.database.dispose()

    def read(self, wanted: Wanted) -> Content:
        with bars.working(f"Reading {self.file.name}"):
            try:
                content = self.content(wanted.kind)
            except FileNotFoundError:
                raise Trouble(f"There is no file {self.file}.") from None
            except IsADirectoryError:
                raise Trouble(f"{self.file} is a folder, not a file.") from None
            except OSError as error:
                raise Trouble(f"{self.file} cannot be opened ({(error.strerror or str(error)).lower()}).") from None
            except sheets.Unreadable as problem:
                raise Trouble(f"{self.file}: {self.text(f'unreadable-{problem.key}', **problem.vars)}") from None
        if not content.rows:
            raise Trouble(f"{self.file}: {self.nothing_read(wanted, content)}")
        return content

    def content(self, kind: str) -> Content:
        """What the file holds. Raises `OSError`, and `Unreadable` when it is no file of that kind."""
        data = self.file.read_bytes()
        found = banks.read(data, self.file.name) if kind == QUESTIONS else None
        return reading.read(sheets.read(data, self.file.name), kind) if found is None else found

    def nothing_read(self, wanted: Wanted, content: Content) -> str:
        """Why there is nothing in the file, with the place, in one sentence."""
        found = problem_lines(self.voice, content.problems)
        return found[0] if found else self.text(f"imports-needs-{wanted.kind}")

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
        with bars.working("Comparing with what is known"), self.database.session() as session:
            self.check(session, wanted)
            return reading.preview(session, self.voice, wanted, content, self.now)

    def check(self, session: Session, wanted: Wanted) -> None:
        """Refuse a class that does not exist, or whose programme is missing or another."""
        code = wanted.cohort
        cohort = cohorts.called(session, code) if code else None
        if cohort is not None:
            programme = session.get_one(Programme, cohort.programme_id)
            if wanted.programme and fold(wanted.programme) != programme.folded:
                raise Trouble(
                    f"Class {cohort.code} belongs to the programme {programme.name}. "
                    "Leave --programme out, or check the code of the class."
                )
        elif wanted.kind != ROSTER:
            raise Trouble(opening.which_class(code, [one.code for one in cohorts.running(session)]))
        elif not code:
            raise Trouble('Name the class with --cohort CODE; for a new class also its --programme "NAME".')
        elif not is_code(code):
            raise Trouble(
                f"{code!r} cannot be the code of a class. Write 2 to 30 letters, digits and hyphens without spaces, "
                "at least one digit, for example NTD-03-2026."
            )
        elif not wanted.programme:
            raise Trouble(f'{code} is a new class: add --programme "its name", or check the code.')

    def decision(self, asked: int) -> str:
        """What is to become of the rows in doubt; with --yes they are left out."""
        if self.yes:
            return rosters.LEAVE
        question = f"The {asked} people named above: 1 the same people, 2 different people, 3 leave these rows out"
        answer = ""
        while answer not in DECISIONS:
            answer = typer.prompt(question).strip()
        return DECISIONS[answer]

    def save(self, wanted: Wanted, content: Content, mark: str) -> None:
        """Plan again, and do it if that is still what was shown."""
        with bars.working("Saving"), self.database.session() as session:
            preview = reading.preview(session, self.voice, wanted, content, self.now)
            if preview.mark != mark:
                raise Trouble("Meanwhile the centre's data changed, so nothing was saved. Run the command again.")
            lines = preview.save(None).lines
        typer.echo("\n".join(lines))

    def show(self, preview: Preview) -> None:
        typer.echo("\n".join(preview.lines))
        if preview.problems:
            typer.echo("\n" + "\n".join([self.text("imports-look-at"), *preview.problems]))
        typer.echo()

    def text(self, key: str, **values: Any) -> str:
        return self.voice.text(key, **values)
