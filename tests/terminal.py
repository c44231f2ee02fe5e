"""The command line as somebody at a terminal sees it, in this process."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import structlog
from typer.testing import CliRunner

from bot import cli, logs


@dataclass(frozen=True)
class Done:
    """How a command ended; `code` is 0 when all went well."""

    code: int
    stdout: str
    stderr: str

    @property
    def said(self) -> tuple[int, str, str]:
        return self.code, self.stdout, self.stderr


@contextmanager
def all_as_it_was() -> Iterator[None]:
    """Commands send the log to their stderr, which is closed when they have ended, and add commands to the program."""
    root, configured = logging.getLogger(), structlog.get_config()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in logs.NOISY}
    groups = cli.app.registered_groups[:]
    try:
        yield
    finally:
        root.handlers[:], root.level = handlers, level
        for name, usual in levels.items():
            logging.getLogger(name).setLevel(usual)
        structlog.configure(**configured)
        cli.app.registered_groups[:] = groups


def chuong(*words: str, answers: str = "") -> Done:
    """Run `chuong` with these words; `answers` is what is typed, a line each."""
    with all_as_it_was(), CliRunner().isolation(input=answers) as (out, err, _):
        try:
            cli.main(words)
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
        sys.stdout.flush()
        sys.stderr.flush()
        return Done(code, out.getvalue().decode(), err.getvalue().decode())
