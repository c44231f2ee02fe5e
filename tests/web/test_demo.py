"""`chuong demo` in a real browser: the story of the first class, by hand."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from PIL import Image
from playwright.async_api import expect

from bot.channels import Outgoing
from bot.demo.zalo import AS_ON_ZALO, ZaloPhones
from storage.messages import Choice, File, Message
from tests.web.browser import chromium
from tests.web.hand import Hand
from tests.whole.running import free_port

ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def demo(folder: Path) -> AsyncIterator[str]:
    """The address of a running demo."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("CHUONG_")}
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--port", str(port)),
        cwd=folder,
        env={**kept, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        where, _ = [await asyncio.wait_for(process.stdout.readline(), 30) for _ in range(2)]
        address = f"http://127.0.0.1:{port}"
        assert address in where.decode()
        await _answers(address)
        yield address
    finally:
        process.terminate()
        assert await asyncio.wait_for(process.wait(), 10) == 0


async def _answers(address: str) -> None:
    async with httpx.AsyncClient() as client:
        for _ in range(100):
            try:
                assert (await client.get(f"{address}/healthz")).text == "ok"
                return
            except httpx.ConnectError:
                await asyncio.sleep(0.1)
    pytest.fail("the demo does not answer")


async def test_the_story_in_the_browser(tmp_path: Path) -> None:
    async with demo(tmp_path) as address, chromium() as browser:
        page = await browser.new_page(viewport={"width": 1440, "height": 900})
        hand = Hand(page, address)
        await hand.opens()
        assert await page.locator(".phone").count() == 4
        await lan_registers(hand)
        await minh_registers(hand)
        assert "Chuyên đề 2" in await hand.types("lan", "/lich")
        await hand.jumps("Đến tin nhắc kế tiếp")
        for key in ("lan", "minh"):
            reminder = await hand.waits_for(key, "Xin nhắc đồng chí có 2 buổi học")
            assert [topic in reminder for topic in ("Chuyên đề 2", "Chuyên đề 3")] == [True, True]
        await hand.types("lan", "/tracnghiem")
        assert "Câu 1/10." in await hand.taps("lan", "Bắt đầu")
        assert "Câu 2/10." in await hand.taps("lan", "B")
        await hand.types("minh", "trac nghiem")
        assert "Câu 1/10." in await hand.types("minh", "1")
        assert "Câu 2/10." in await hand.types("minh", "câu b")
        assert "đang làm" in await hand.types("lan", "/tiendo")
        assert "đang làm" in await hand.types("minh", "tiến độ")
        await lan_links_her_zalo(hand)
        await hoa_broadcasts(hand)
        await hand.waits_for("zalo", "Chào Trần Thị Lan, mai học ở hội trường.")
        await hand.waits_for("minh", "Chào Nguyễn Văn Minh, mai học ở hội trường.")
        await hand.photographs(tmp_path / "phones.png")
    assert looks_alive(tmp_path / "phones.png")


async def test_a_long_text_comes_in_parts_that_count_each_as_on_zalo() -> None:
    phones = ZaloPhones(1, AS_ON_ZALO)
    out = Outgoing("lan", Message("Câu dài. " * 300, (Choice("Xem lịch", "/lich"),), file=File("table", "bang.xlsx")))
    last = await phones.send(replace(out, content=b"rows"))
    shown = phones.transcript("lan")
    assert [len(bubble.text) <= 2000 for bubble in shown] == [True, True]
    assert [bubble.file and bubble.file.kind for bubble in shown] == ["link", None]
    assert (shown[-1].id, shown[-1].text.splitlines()[-1], phones.count(out)) == (last, "1. Xem lịch", 2)


async def lan_registers(hand: Hand) -> None:
    await hand.types("lan", "/start")
    await hand.taps("lan", "Đồng ý")
    await hand.types("lan", "tran thi lan")
    await hand.types("lan", "5/3/1990")
    assert "Chào đồng chí Trần Thị Lan, lớp NTD-03-2026." in await hand.taps("lan", "Đúng")


async def minh_registers(hand: Hand) -> None:
    for said in ("start", "đồng ý", "Nguyễn Văn Minh", "20/11/1988"):
        await hand.types("minh", said)
    assert "Chào đồng chí Nguyễn Văn Minh, lớp NTD-03-2026." in await hand.types("minh", "1")


async def lan_links_her_zalo(hand: Hand) -> None:
    """From then on her notices come there, and each counts."""
    caption = hand.phone("zalo").locator(".owner small")
    used = await used_of(hand)
    await hand.types("lan", "/kenh")
    code = (await hand.taps("lan", "Nối thêm kênh")).partition("Mã nối kênh: ")[2][:9]
    assert "Đã nối kênh này với Trần Thị Lan." in await hand.types("zalo", code)
    await hand.waits_for("lan", "Đã nối thêm kênh Zalo Trợ lý Sông Ngàn")
    await hand.types("lan", "kenh")
    await hand.taps("lan", "Nhận tin qua Zalo Trợ lý Sông Ngàn", answers=0)
    await expect(caption).to_have_text(f"đã dùng {used + 1:,}/3,000 tin tháng này".replace(",", "."))


async def used_of(hand: Hand) -> int:
    """How many messages of the month the phone with a plan says are used."""
    said = await hand.phone("zalo").locator(".owner small").inner_text()
    return int(said.removeprefix("đã dùng ").partition("/")[0].replace(".", ""))


async def hoa_broadcasts(hand: Hand) -> None:
    await hand.types("hoa", "/thongbao")
    await hand.taps("hoa", "Một lớp")
    await hand.taps("hoa", "NTD-03-2026 (24 người)")
    await hand.types("hoa", "Chào {ten}, mai học ở hội trường.")
    await hand.taps("hoa", "Gửi ngay")


def looks_alive(picture: Path) -> bool:
    """Whether the picture holds more than a few colours, for each of the four phones."""
    with Image.open(picture) as image:
        assert image.size == (1440, 900)
        width = image.width // 4
        parts = [image.crop((width * part, 150, width * (part + 1), image.height)) for part in range(4)]
        return all(len(part.getcolors(1_000_000) or []) > 50 for part in parts)
