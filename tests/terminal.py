"""The command line as somebody at a terminal sees it, in this process."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from typer.testing import CliRunner

from bot import cli


@dataclass(frozen=True)
class Done:
    """How a command ended; `code` is 0 when all went well."""

    code: int
    stdout: str
    stderr: str

    @property
    def said(self) -> tuple[int, str, str]:
        return self.code, self.stdout, self.stderr


def chuong(*words: str, answers: str = "") -> Done:
    """Run `chuong` with these words; `answers` is what is typed, a line each."""
    with CliRunner().isolation(input=answers) as (out, err, _):
        try:
            cli.main(words)
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
        sys.stdout.flush()
        sys.stderr.flush()
        return Done(code, out.getvalue().decode(), err.getvalue().decode())
