"""Bots that begin as forks of a process with everything loaded: for the suite, where each start takes a second.

`make faults` starts the real program every time; what happens to it once it runs is the same.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import runpy
import sys
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from tests.whole.running import Machine

LOADED = ["bot.cli", "bot.serving", "bot.migrating", "psycopg", "sqlalchemy.dialects.postgresql.psycopg", "uvloop"]
LOOK_EVERY = 0.01  # seconds


class Fork:
    """A bot that runs; what the faults need of `asyncio.subprocess.Process`."""

    def __init__(self, process: ForkServerProcess) -> None:
        self._process = process

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    async def wait(self) -> int:
        while (status := self.returncode) is None:  # noqa: ASYNC110  # nobody tells
            await asyncio.sleep(LOOK_EVERY)
        return status

    def kill(self) -> None:
        self._process.kill()

    def send_signal(self, signal: int) -> None:
        os.kill(self.pid, signal)


async def started(machine: Machine, *words: str) -> Fork:
    """In place of `Machine.started`."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(LOADED)
    arguments = (machine.program, words or ("run",), machine.folder, machine.environment, machine.log)
    process = context.Process(target=_run, args=arguments)
    await asyncio.to_thread(process.start)
    return Fork(process)


def _run(program: str, words: tuple[str, ...], folder: Path, environment: dict[str, str], log: Path) -> None:
    with log.open("ab") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = [program, *words]
    runpy.run_module(program, run_name="__main__", alter_sys=True)
