"""Makes docs/pictures and docs/mau anew: `python -m tests.web.pictures`, or `make pictures`."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import httpx
from PIL import Image

from tests.web import templates
from tests.web.browser import chromium
from tests.web.hand import Hand
from tests.whole.running import ROOT, free_port

PICTURES = ROOT / "docs" / "pictures"
# A Monday morning, so that the pictures show the same days whenever they are made.
START = """
import sys, time_machine
time_machine.travel("2026-11-23T08:05:00+07:00", tick=True).start()
from bot.cli import main
sys.argv = ["chuong", "demo", "--port", sys.argv[1]]
main()
"""


@asynccontextmanager
async def demo() -> AsyncIterator[str]:
    """The address of a demo that believes it is that Monday."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("CHUONG_")}
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", START, str(port)), cwd=folder, env={**kept, "PYTHONPATH": str(ROOT)}
        )
        try:
            yield await _answering(f"http://127.0.0.1:{port}")
        finally:
            process.terminate()
            await asyncio.wait_for(process.wait(), 10)


async def _answering(address: str) -> str:
    async with httpx.AsyncClient() as client:
        for _ in range(300):
            try:
                (await client.get(f"{address}/healthz")).raise_for_status()
                return address
            except httpx.ConnectError:
                await asyncio.sleep(0.1)
    raise TimeoutError("the demo does not answer")


@dataclass
class Camera:
    """Photographs a phone from the moment of the last `starts` on, as tall as what was said needs."""

    hand: Hand
    folder: Path = PICTURES
    first: dict[str, int] = field(default_factory=dict)

    async def starts(self, *keys: str) -> None:
        for key in keys:
            self.first[key] = await self.hand.bubbles(key).count()

    async def shoots(self, key: str, name: str) -> None:
        page, phone = self.hand.page, self.hand.phone(key)
        await asyncio.sleep(0.5)  # bubbles slide in
        room = await phone.evaluate(HIDE_EARLIER, self.first.get(key, 0))
        size = page.viewport_size
        assert size is not None
        await page.set_viewport_size({"width": size["width"], "height": max(size["height"] + room, SHORTEST_PAGE)})
        await asyncio.sleep(0.3)
        path = self.folder / f"{name}.png"
        await phone.locator(".frame").screenshot(path=path)
        shrink(path)
        await page.set_viewport_size(size)
        await phone.evaluate("phone => phone.querySelectorAll('.log > li').forEach(one => one.style = '')")
        await self.starts(key)


SHORTEST_PAGE = 640
# Hides what was said before the bubble of that number; how much taller the page must be to show the rest.
HIDE_EARLIER = """(phone, first) => {
    const log = phone.querySelector('.log');
    const shown = [...log.querySelectorAll('li[data-id]')].slice(first);
    for (const one of log.children) if (!shown.includes(one)) one.style.display = 'none';
    shown[0].style.marginTop = 'auto';
    log.scrollTop = log.scrollHeight;
    const needed = shown.at(-1).getBoundingClientRect().bottom - shown[0].getBoundingClientRect().top + 30;
    return Math.ceil(needed - log.clientHeight);
}"""


def shrink(path: Path) -> None:
    """The same picture with 256 colours: a third of the size."""
    with Image.open(path) as image:
        image.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)


async def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    templates.make_all()
    async with chromium() as browser:
        async with demo() as address:
            page = await browser.new_page(viewport={"width": 1440, "height": 900}, device_scale_factor=1.5)
            hand = Hand(page, address)
            await hand.opens()
            await guide(Camera(hand))
        async with demo() as address:
            page = await browser.new_page(viewport={"width": 1440, "height": 900})
            hand = Hand(page, address)
            await hand.opens()
            await all_three(hand)


async def guide(camera: Camera) -> None:
    """One picture for each task of the coordinator's guide."""
    await registering(camera)
    await classes(camera)
    await reminding(camera)
    with tempfile.TemporaryDirectory() as folder:
        await importing(camera, Path(folder))
    await quizzes(camera)
    await broadcasting(camera)
    await learners(camera)
    await asking(camera)


async def registering(camera: Camera) -> None:
    hand = camera.hand
    await camera.starts("lan", "minh")
    await hand.types("lan", "/start")
    await hand.taps("lan", "Đồng ý")
    await hand.types("lan", "tran thi lan")
    await hand.types("lan", "5/3/1990")
    await hand.taps("lan", "Đúng")
    await camera.shoots("lan", "dang-ky")
    for said in ("start", "đồng ý", "Nguyễn Văn Minh", "20/11/1988", "1"):
        await hand.types("minh", said)
    await camera.shoots("minh", "dang-ky-chi-co-chu")


async def classes(camera: Camera) -> None:
    hand = camera.hand
    await camera.starts("hoa")
    await hand.types("hoa", "/lop")
    await hand.taps("hoa", "NTD-03-2026")
    await camera.shoots("hoa", "lop")
    await hand.taps("hoa", "Lấy mã QR")
    await camera.shoots("hoa", "ma-qr")
    await hand.taps("hoa", "Xem lớp NTD-03-2026")
    await camera.starts("hoa")
    await hand.taps("hoa", "Tải bảng tiến độ")
    await camera.shoots("hoa", "bang-tien-do")


async def reminding(camera: Camera) -> None:
    hand = camera.hand
    await hand.taps("hoa", "Đổi giờ nhắc hôm trước")
    await hand.types("hoa", "18:30")
    await camera.shoots("hoa", "gio-nhac")
    await camera.starts("minh", "lan")
    await hand.jumps("Đến tin nhắc kế tiếp")
    await hand.waits_for("minh", "Chuyên đề 3")
    await camera.shoots("minh", "nhac-lich")


async def importing(camera: Camera, folder: Path) -> None:
    hand = camera.hand
    await camera.starts("hoa")
    await hand.attaches("hoa", templates.FOLDER / "danh-sach.xlsx")
    await hand.taps("hoa", "Lớp mới")
    await hand.types("hoa", "NTD-04-2026")
    await hand.taps("hoa", "Bồi dưỡng nhận thức về Đảng")
    await camera.shoots("hoa", "nhap-danh-sach")
    await hand.taps("hoa", "Lưu", answers=0)
    await camera.starts("hoa")
    await camera.shoots("hoa", "da-luu-danh-sach")
