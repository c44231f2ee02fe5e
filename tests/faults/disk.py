"""A disk without room, and a database file that is damaged."""

from __future__ import annotations

import asyncio
import resource
import shutil
import sqlite3
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from pathlib import Path
from random import Random

from tests.faults.outcome import Outcome
from tests.faults.school import School
from tests.faults.world import Plan, World, world

FULL_SECONDS = 4.0
LISTENERS = 40
ROOM = 24  # megabytes of the small disk
ERRORS = (b"disk", b"full", b"I/O")

NoRoom = Callable[[World], AbstractAsyncContextManager[None]]
"""For as long as it lasts the bot of that world cannot write."""


async def limited(folder: Path, url: str, times: int, random: Random) -> Outcome:
    """The running bot may write to no file any more, for a while; people go on writing to it meanwhile."""

    @asynccontextmanager
    async def no_room(here: World) -> AsyncIterator[None]:
        usual = resource.prlimit(here.bot.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(here.bot.pid, resource.RLIMIT_FSIZE, (0, usual[1]))
        try:
            yield
        finally:
            resource.prlimit(here.bot.pid, resource.RLIMIT_FSIZE, usual)

    return await _filled(folder, url, times, random, no_room)


async def small(folder: Path, times: int, random: Random) -> Outcome:
    """The database lies on a small disk that something else fills. Mounting one may not be allowed."""
    room = folder / "room"
    room.mkdir(parents=True)
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}m", "tmpfs", str(room)]
    tried = await asyncio.to_thread(subprocess.run, mounting, capture_output=True, text=True, check=False)
    if tried.returncode:
        return Outcome(skipped=f"a small disk cannot be mounted here: {tried.stderr.strip()}")

    @asynccontextmanager
    async def no_room(here: World) -> AsyncIterator[None]:
        await asyncio.to_thread(_fill, room / "ballast")
        try:
            yield
        finally:
            (room / "ballast").unlink()

    try:
        return await _filled(folder, f"sqlite:///{room}/chuong.db", times, random, no_room)
    finally:
        await asyncio.to_thread(subprocess.run, ["umount", "-l", str(room)], check=True)


def _fill(file: Path) -> None:
    with file.open("wb", buffering=0) as ballast:
        for size in (65536, 512):
            try:
                while ballast.write(b"\0" * size) == size:
                    pass
            except OSError:
                continue


async def _filled(folder: Path, url: str, times: int, random: Random, no_room: NoRoom) -> Outcome:
    """So often without room, in the middle of a broadcast. Nothing is lost, and everything works afterwards."""
    found = Outcome(times=times)
    pupils = School(learners=LISTENERS * (1 + times), answering=4)
    async with world(folder, Plan(url, pupils), random) as here:
        await here.bot.start(piped=True)
        await here.bot.up()
        here.people.begin()
        for number in range(times):
            await here.broadcasts(f"Tin số {number}: chào {{ten}}.")
            await here.sending(20)
            said = len(here.bot.printed())
            async with no_room(here):
                await asyncio.sleep(FULL_SECONDS)
            errors = here.bot.printed()[said:]
            found.expect("an error in the log", any(word in errors for word in ERRORS), True)
            found.expect("the process", here.bot.status, None)
            found.expect("it sends again", await here.sending(60), True)
        await here.settled()
        found.add(await here.judged())
        _, status = await here.bot.stop()
        found.expect("exit status", status, 0)
        found.expect("repeats of what could not be marked", found.repeated, 0)
        found.expect("the file", await asyncio.to_thread(_integrity, Path(url.partition("///")[2])), "ok")
    return found


def _integrity(file: Path) -> str:
    with closing(sqlite3.connect(file)) as connection:
        try:
            return str(connection.execute("PRAGMA integrity_check").fetchone()[0])
        except sqlite3.DatabaseError as error:
            return str(error)


async def damaged(folder: Path, url: str, times: int, random: Random) -> Outcome:
    """The head, or pages in the middle, are overwritten: the bot or `chuong check` says so, and touches nothing."""
    found, file = Outcome(times=times), Path(url.partition("///")[2])
    async with world(folder, Plan(url, School(learners=200, answering=4)), random) as here:
        await here.database.close()
        good = file.with_suffix(".good")
        await asyncio.to_thread(shutil.copy, file, good)
        for number in range(times):
            await (_head_lost(here, file, found) if number % 2 == 0 else _pages_lost(here, file, found))
            await asyncio.to_thread(_put_back, good, file)
            await here.bot.start()
            await here.bot.up()  # with the copy in its place it works
            here.api.says(here.plan.school.chat(number + 1), "/trogiup")
            found.expect("it answers again", await here.sending(30), True)
            found.expect("exit status", (await here.bot.stop())[1], 0)
    return found


def _put_back(good: Path, file: Path) -> None:
    for name in (f"{file}-wal", f"{file}-shm"):
        Path(name).unlink(missing_ok=True)
    shutil.copy(good, file)


async def _head_lost(here: World, file: Path, found: Outcome) -> None:
    await asyncio.to_thread(_scribble, file, here.random, 0, 4096)
    before = await asyncio.to_thread(file.read_bytes)
    await here.bot.start()
    status, sentence = await here.bot.gone(30)
    found.expect("exit status on a damaged file", status, 1)
    found.expect("a traceback", b"Traceback" in here.bot.printed(), False)
    found.expect("what it says", "database" in sentence, True)
    found.expect("the file is as it was", await asyncio.to_thread(file.read_bytes) == before, True)


async def _pages_lost(here: World, file: Path, found: Outcome) -> None:
    """Most pages hold rows that a start never looks at: only `chuong check` finds them."""
    await asyncio.to_thread(_scribble_half, file, here.random)
    process = await here.bot.machine.started("check")
    status = await asyncio.wait_for(process.wait(), 60)
    printed = await asyncio.to_thread(here.bot.machine.log.read_text)
    found.expect("exit status of the check", status, 1)
    found.expect("what the check says", "damaged" in printed or "malformed" in printed, True)


def _scribble_half(file: Path, random: Random) -> None:
    size = file.stat().st_size
    _scribble(file, random, size // 4 // 4096 * 4096, size // 2)


def _scribble(file: Path, random: Random, at: int, count: int) -> None:
    with file.open("r+b") as damaged:
        damaged.seek(at)
        damaged.write(random.randbytes(count))
