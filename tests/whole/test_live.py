"""A quiz in the room with 80 phones, by `chuong run` against both fake platforms over real HTTP, and kill -9 in it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx

from tests.whole.room import Room, Seen

PHONES = 80
GENEROUS = 2.0  # times phones / rate: the machine may be busy; tests/bench/live.py measures


async def test_no_answer_of_eighty_phones_is_lost(tmp_path: Path) -> None:
    """Both at once, since most of the time is the rate's."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    async with (
        Room(tmp_path / "a", "telegram", PHONES, questions=1) as telegram,
        Room(tmp_path / "b", "zalo", PHONES, questions=1) as zalo,
    ):
        killed, seen = await asyncio.gather(with_a_kill(telegram), without(zalo))
    fair = PHONES / zalo.per_second
    print(f"\n80 phones on Zalo: {max(seen.seconds) / fair:.2f} times phones / rate")
    assert (killed, seen.answered) == (PHONES, PHONES)
    assert max(seen.seconds) < GENEROUS * fair


async def without(room: Room) -> Seen:
    async with room.machine.running():
        code = await room.opened()
        await room.joined(code)
        assert await _page(room, code) == 200
        return await room.asked(1)


async def with_a_kill(room: Room) -> int:
    """The bot dies when half of the phones have the question; how many answers are kept in the end."""
    async with room.machine.running() as bot:
        await room.joined(await room.opened())
        room.picks(room.leader, "Bắt đầu")
        answering = [asyncio.create_task(room.answers(chat, 1)) for chat in room.phones]
        half = PHONES // 2
        await room.until(lambda: sum(room.has(chat, "Câu 1/1. ") for chat in room.phones) >= half, "half have it")
        bot.kill()
        await bot.wait()
    async with room.machine.running():
        await asyncio.gather(*answering)
        await room.until(lambda: all(room.has(chat, "Câu 1: ") for chat in room.phones), "all hear what was right")
        await room.hears(room.leader, f"Câu 1/1: {_right(room)}/{PHONES} người đúng.")
        return await asyncio.to_thread(room.counted, 1)


def _right(room: Room) -> int:
    """How many phones heard that they were right."""
    return sum(room.has(chat, "Câu 1: ✓ Đúng.") for chat in room.phones)


async def _page(room: Room, code: str) -> int:
    """The status of the page for the projector, which loads a moment after the bot."""
    address = f"http://127.0.0.1:{room.machine.environment['CHUONG_WEB_PORT']}/live/{code}"
    async with httpx.AsyncClient() as client:
        for _ in range(100):
            try:
                return (await client.get(address)).status_code
            except httpx.ConnectError:
                await asyncio.sleep(0.1)
    return 0
