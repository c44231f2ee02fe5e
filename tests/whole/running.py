"""Starts, stops and kills `chuong run` beside a fake platform."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests import terminal
from tests.fakes.bot_api import BotApi

ROOT = Path(__file__).parents[2]
SECRET = "a-secret-of-the-webhook"


class Machine:
    """A folder with a database and the settings that point to the fake platform."""

    def __init__(self, folder: Path, api: BotApi, **settings: str) -> None:
        self.folder = folder
        kept = {key: value for key, value in os.environ.items() if not key.startswith("CHUONG_")}
        always = {"centre_name": "Trung tâm Sông Ngàn", "quiet_hours": ""}  # the tests run at any hour
        chosen = {"telegram_token": api.token, "telegram_api_url": api.url, **always}
        named = {f"CHUONG_{key.upper()}": value for key, value in {**chosen, **settings}.items()}
        self.environment = {**kept, "PYTHONPATH": str(ROOT), **named}
        self.log = folder / "log.txt"
        self.program = "bot"  # the module that is run

    async def chuong(self, *words: str) -> str:
        """Run one command to its end; what it printed. Raises AssertionError when it failed."""
        process = await self._start(*words)
        out, err = await asyncio.wait_for(process.communicate(), 60)
        assert process.returncode == 0, f"chuong {' '.join(words)}: {out.decode()}{err.decode()}"
        return out.decode()

    async def chuong_here(self, *words: str) -> str:
        """As `chuong`, but in this process, which has everything loaded already."""
        done = await asyncio.to_thread(self._done, words)
        assert done.code == 0, f"chuong {' '.join(words)}: {done.stdout}{done.stderr}"
        return done.stdout

    def _done(self, words: tuple[str, ...]) -> terminal.Done:
        with pytest.MonkeyPatch.context() as usual:
            usual.chdir(self.folder)
            for name, value in self.environment.items():
                usual.setenv(name, value)
            return terminal.chuong(*words)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[asyncio.subprocess.Process]:
        """The bot; it is told to stop at the end, and must be gone within ten seconds."""
        with self.log.open("ab") as log:
            process = await self._start("run", stderr=log)
            try:
                yield process
            finally:
                if process.returncode is None:
                    process.send_signal(signal.SIGTERM)
                await asyncio.wait_for(process.wait(), 10)

    async def started(self, *words: str) -> asyncio.subprocess.Process:
        """A process that the caller ends; what it prints goes to the log."""
        with self.log.open("ab") as log:
            return await self._start(*(words or ("run",)), stdout=log, stderr=log)

    async def piped(self) -> asyncio.subprocess.Process:
        """As `started`, but the process itself writes to no file; what it prints comes to the log by way of us."""
        process = await self._start("run", stderr=asyncio.subprocess.STDOUT)
        self._pouring = asyncio.create_task(self._pour(process))
        return process

    async def _pour(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        with self.log.open("ab", buffering=0) as log:
            while data := await process.stdout.read(65536):
                log.write(data)

    async def _start(
        self, *words: str, stdout: object = asyncio.subprocess.PIPE, stderr: object = asyncio.subprocess.PIPE
    ) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            self.program,
            *words,
            cwd=self.folder,
            env=self.environment,
            stdout=stdout,  # type: ignore[arg-type]
            stderr=stderr,  # type: ignore[arg-type]
        )


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
