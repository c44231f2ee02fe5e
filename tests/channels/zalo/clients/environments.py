"""The clients' environments, made once for each lock file, and the processes that run in them."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

from filelock import FileLock

HERE, ROOT = Path(__file__).parent, Path(__file__).parents[4]
ENVIRONMENTS = ROOT / ".bench"  # where the bench keeps its own
NAMES = ("python_zalo_bot", "zalo_bot_mcp")
ANSWER_SECONDS, INSTALL_SECONDS = 20, 120


class CannotInstallError(Exception):
    """The packages of a client cannot be had here."""


class RaisedError(Exception):
    """The client raised: the name of what it raised, and its words."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__(f"{name}: {words}")
        self.name, self.words = name, words


class Process:
    """A client in its own environment. Raises `CannotInstallError`."""

    def __init__(self, name: str) -> None:
        self._process = subprocess.Popen(
            [interpreters()[name], "-m", f"tests.channels.zalo.clients.{name}"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ENVIRONMENTS,
            env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT)},
        )  # fmt: skip

    def tell(self, name: str, arguments: dict[str, Any]) -> None:
        assert self._process.stdin
        self._process.stdin.write(json.dumps([name, arguments]).encode() + b"\n")
        self._process.stdin.flush()

    def answer(self) -> bytes:
        """A line; nothing when it ended, and pytest shows what it wrote to stderr."""
        assert self._process.stdout
        return self._process.stdout.readline()

    def kill(self) -> None:
        self._process.kill()

    def end(self) -> None:
        try:
            self._process.communicate(timeout=ANSWER_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()


class Client:
    """`await client("send_message", chat_id="an", text="chào")` is what the client understood. Raises `RaisedError`."""

    def __init__(self, process: Process, api_url: str, token: str) -> None:
        self._process = process
        process.tell("connect", {"api_url": api_url, "token": token})

    async def __call__(self, name: str, **arguments: Any) -> Any:
        self._process.tell(name, arguments)
        try:
            line = await asyncio.wait_for(asyncio.to_thread(self._process.answer), ANSWER_SECONDS)
        except TimeoutError:
            self._process.kill()  # and the thread that reads can end
            raise
        answer = json.loads(line)
        if "raised" in answer:
            raise RaisedError(answer["raised"], answer["words"])
        return answer["understood"]


def interpreters() -> dict[str, str]:
    """Each client's interpreter. Raises `CannotInstallError`, at once when it was tried before."""
    found = _interpreters()
    if isinstance(found, str):
        raise CannotInstallError(found)
    return found


@cache
def _interpreters() -> dict[str, str] | str:
    """The interpreters, or why there are none."""
    with ThreadPoolExecutor(len(NAMES)) as threads:
        try:
            return dict(zip(NAMES, threads.map(_made, NAMES), strict=True))
        except (subprocess.SubprocessError, OSError) as error:
            wrote: bytes = getattr(error, "stderr", None) or str(error).encode()
            return wrote.decode(errors="replace").strip().rpartition("\n")[2]


def _made(name: str) -> str:
    """The interpreter of the client's environment, which is made by the first process that asks."""
    lock = HERE / f"{name}.txt"
    folder = ENVIRONMENTS / f"{name}-{hashlib.sha256(lock.read_bytes()).hexdigest()[:12]}"
    python, ready = folder / "bin" / "python", folder / "ready"
    ENVIRONMENTS.mkdir(exist_ok=True)
    with FileLock(f"{folder}.lock", timeout=2 * INSTALL_SECONDS):
        if not ready.exists():
            _run([sys.executable, "-m", "venv", "--clear", str(folder)])
            pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
            _run([*pip, "--retries", "1", "--timeout", "10", "--no-deps", "--require-hashes", "-r", str(lock)])
            ready.touch()
    return str(python)


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=INSTALL_SECONDS)
