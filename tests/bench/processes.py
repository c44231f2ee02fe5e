"""The processes that are measured: the peers' environments, starting, their CPU time, ending."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
ENVIRONMENTS = ROOT / ".bench"
OURS = sys.executable
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
PEERS = ("ptb", "ptb_more", "ptb_broadcast", "aiogram")
READY_SECONDS, END_SECONDS = 30, 10


class BotDied(Exception):
    """A bot ended, or never listened."""


def environment(peer: str) -> str:
    """The interpreter of the peer's own environment, made when it is missing or its lock file changed."""
    folder, lock = ENVIRONMENTS / peer, Path(__file__).parent / "peers" / f"{peer}.txt"
    python, ready = folder / "bin" / "python", folder / "ready"
    if not ready.exists() or ready.stat().st_mtime < lock.stat().st_mtime:
        print(f"Installing {peer} into {folder.relative_to(ROOT)} …", flush=True)
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--require-hashes", "-r", str(lock)], check=True)
        ready.touch()
    return str(python)


def started(command: list[str], folder: Path, extra: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    """The process, in a folder without a `.env`, with nothing of our own environment but the path."""
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(command, cwd=folder, env=_variables(folder, extra), stdout=log, stderr=log)


async def ended(process: subprocess.Popen[bytes]) -> None:
    """Ask it to stop; make it, when it does not."""
    process.send_signal(signal.SIGTERM)
    try:
        await asyncio.to_thread(process.wait, END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        await asyncio.to_thread(process.wait)


@asynccontextmanager
async def listening(
    command: list[str], folder: Path, port: int, extra: Mapping[str, str] | None = None
) -> AsyncIterator[subprocess.Popen[bytes]]:
    """The process, once it listens on the port; it ends with the block. Raises `BotDied`."""
    process = started(command, folder, extra)
    try:
        await _ready(process, port, folder)
        yield process
    finally:
        await ended(process)


async def _ready(process: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    last = time.monotonic() + READY_SECONDS
    while time.monotonic() < last and process.poll() is None:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.05)
        else:
            writer.close()
            return
    raise BotDied(log_of(folder))


def emptied(folder: Path) -> Path:
    """The folder, made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def log_of(folder: Path) -> str:
    """The last lines that the process wrote."""
    return "\n".join((folder / "log").read_text(errors="replace").splitlines()[-30:])


def cpu_seconds(process: subprocess.Popen[bytes]) -> float:
    """What the process has used so far, all threads. Only on Linux."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_PER_SECOND


def resident(process: subprocess.Popen[bytes]) -> int:
    """Bytes of memory that the process has at the moment. Only on Linux."""
    return int(Path(f"/proc/{process.pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def printed(command: list[str], folder: Path, extra: Mapping[str, str] | None = None) -> str:
    """What the process wrote to its end. Raises `BotDied`."""
    done = subprocess.run(
        command, cwd=folder, env=_variables(folder, extra), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BotDied(f"{' '.join(command)}\n{done.stderr[-3000:]}")
    return done.stdout


def _variables(folder: Path, extra: Mapping[str, str] | None) -> dict[str, str]:
    """Nothing of our own environment but the path."""
    return {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT), "HOME": str(folder), **(extra or {})}
